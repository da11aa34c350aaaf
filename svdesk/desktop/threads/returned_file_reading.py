"""Reading returned files on a thread of their own, and keeping those that are forms of a project."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from svdesk.desktop.threads.background import Background
from svdesk.desktop.threads.on_thread import on_thread
from svdesk.desktop.threads.own_thread import OwnThread
from svdesk.desktop.threads.questions import Ask, Questions, StoppedError
from svdesk.services.use_cases.documents import response_reader

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from PySide6.QtCore import QObject

    from svdesk.services.returned_forms.form_reading import FormReading
    from svdesk.services.use_cases.backend import Backend

Told = Callable[["FormReading", bool], None]
ReaderMaker = Callable[[], Callable[["Path"], "FormReading"]]


class ReturnedFiles:
    """Reads files one after the other; the thread of the database is asked only what it knows.

    A file may stand on a drive that does not answer. Then its thread is left to itself: what is
    read next has another, and what that file gives in the end is dropped.
    """

    def __init__(self, backend: Backend, ask: Ask, parent: QObject) -> None:
        """Read with what *backend* has; *ask* puts questions to its database."""
        self._backend, self._ask, self._parent = backend, ask, parent
        self._under_way: list[tuple[_Batch, OwnThread]] = []

    def read(
        self,
        project_id: UUID,
        paths: tuple[Path, ...],
        told: Told,
        done: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> Callable[[], None]:
        """Read and keep files, as ``UseCaseRunner.read_responses`` says."""
        questions = _Questions(self._ask)
        backend = self._backend.for_other_thread(on_thread(questions.ask))
        batch = _Batch(partial(response_reader, backend, project_id), questions, told, done, failed)
        thread = OwnThread("responses")
        self._under_way = [each for each in self._under_way if not each[1].wait_for_end(0)]
        self._under_way.append((batch, thread))
        background = Background("responses", self._parent, thread)
        for path in paths:
            background.run(partial(batch.read_one, path), batch.came, batch.trouble)
        background.run(_nothing, batch.all_came, batch.trouble)
        background.leave()
        return batch.stop

    def close(self) -> None:
        """Stop: from now on nothing that is being read asks the database or is kept."""
        for batch, _thread in self._under_way:
            batch.drop()

    def wait_for_end(self, seconds: float) -> None:
        """Wait for the files that are being read as it closes, together at most *seconds*."""
        until = monotonic() + seconds
        for _batch, thread in self._under_way:
            thread.wait_for_end(max(0.0, until - monotonic()))


class _Questions(Questions):
    """Asks for what reading needs, and has forms kept."""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self._keeping = 0
        """How many forms the database was given to keep that the window has not heard of."""

    def keep(self, response: FormReading) -> bool:
        """Keep a form that was read; return whether it is kept anew."""
        form = response.form
        if form is None:
            return False
        with self._lock:
            if self._shut:
                raise StoppedError
            self._keeping += 1
            kept = self._put(lambda database: database.keep_returned_form(form, response.original))
        return bool(kept.result())

    def shut_and_tell(self) -> bool:
        """Answer no more; return whether a form is being kept all the same, of which nobody has heard."""
        with self._lock:
            self._shut = True
            return self._keeping > 0

    def heard(self, response: FormReading) -> bool:
        """Note that the window has heard what came of a file; return whether another is being kept."""
        with self._lock:
            self._keeping -= response.form is not None
            return self._keeping > 0


class _Batch:
    """Files that are read together; what is told of them, and their reader, made where they are read."""

    def __init__(
        self,
        make_reader: ReaderMaker,
        questions: _Questions,
        told: Told,
        done: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._make_reader, self._questions = make_reader, questions
        self._told, self._done, self._failed = told, done, failed
        self._reader: Callable[[Path], FormReading] | None = None
        self._over = False

    def read_one(self, path: Path) -> tuple[FormReading, bool] | None:
        """Return what came of a file, and whether it is kept anew; None where the work was stopped."""
        if self._questions.is_shut:
            return None
        try:
            self._reader = self._reader or self._make_reader()
            response = self._reader(path)
            return response, self._questions.keep(response)
        except StoppedError:
            return None

    def came(self, answer: tuple[FormReading, bool] | None) -> None:
        """Tell what came of a file, on the window's thread."""
        if answer is None or self._over:
            return
        is_more_kept = self._questions.heard(answer[0])
        self._told(*answer)
        if self._questions.is_shut and not is_more_kept:
            self._end()

    def trouble(self, error: Exception) -> None:
        """Tell that the database fails; what is left is not read."""
        self._questions.shut()
        if not self._over:
            self._over = True
            self._failed(error)

    def all_came(self, _none: None) -> None:
        """Tell that nothing is left."""
        self._end()

    def stop(self) -> None:
        """End at once, whatever is being read; only a form that is being kept is told first."""
        if not self._questions.shut_and_tell():
            self._end()

    def drop(self) -> None:
        """End without a word."""
        self._questions.shut()
        self._over = True

    def _end(self) -> None:
        if not self._over:
            self._over = True
            self._done()


def _nothing() -> None:
    """Be the last thing that is done."""
