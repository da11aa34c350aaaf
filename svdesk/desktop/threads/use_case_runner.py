"""The window's way to the use cases, off the window's thread.

The database belongs to one thread from its opening to its closing. What may take long without it
(strangers' files, copies, documents that are given out) has another, which asks the database only
short questions, so that saving never waits for a drive or for a large file.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import TimeoutError as NotInTimeError
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from svdesk.desktop.threads.background import Background
from svdesk.desktop.threads.long_work import LongJob, LongWork
from svdesk.desktop.threads.returned_file_reading import ReturnedFiles
from svdesk.services.ports import StoreError

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path
    from uuid import UUID

    from svdesk.services.ports import Database
    from svdesk.services.returned_forms.form_reading import FormReading
    from svdesk.services.use_cases.backend import Backend

_Result = TypeVar("_Result")
Failed = Callable[[Exception], None]
CLOSING_SECONDS = 15
"""How long the last save is waited for as the window closes."""


class UseCaseRunner(QObject):
    """Runs use cases one after another; what comes of them is handed over on the window's thread."""

    working = Signal(str)
    """What long work is being done, in words; "" where there is none that a person asked for."""

    def __init__(self, backend: Backend, worker: tuple[str, ...], parent: QObject | None = None) -> None:
        """Run use cases of *backend*; *worker* are the words that start the process for documents."""
        super().__init__(parent)
        self.worker = worker
        self._backend = backend
        self._database = Background("database", self)
        self._long_work = LongWork(backend, self._ask, self)
        self._long_work.changed.connect(self.working)
        self._returned = ReturnedFiles(backend, self._ask, self)
        self._is_closed = False

    def run(
        self,
        use_case: Callable[[Backend], _Result],
        done: Callable[[_Result], None],
        failed: Failed,
    ) -> Future[_Result]:
        """Run *use_case* on the thread of the database, then call *done* or *failed*."""
        return self._database.run(lambda: use_case(self._backend), done, failed)

    def run_now(self, use_case: Callable[[Backend], _Result]) -> _Result:
        """Run *use_case* on the thread of the database and wait for it, as the window closes.

        Raises what it raises, and :class:`StoreError` where it takes unusually long.
        """
        try:
            return self.run(use_case, _ignore, _ignore).result(CLOSING_SECONDS)
        except NotInTimeError as error:
            raise StoreError("Saving takes unusually long. Your work is still in the window.") from error

    def run_aside(
        self,
        use_case: Callable[[Backend], _Result],
        done: Callable[[_Result], None],
        failed: Failed,
        *,
        words: str = "",
        gives_out: bool = False,
        stopped: Callable[[], None] = lambda: None,
    ) -> None:
        """Run *use_case*, which may take long, on the other thread; the database is asked when it asks it.

        *words* such as "Reading x.svproj" are shown to the person, who may stop it: then *stopped* is
        called. *gives_out* is said of what writes a file that a person waits for. Nothing is begun once
        this was closed: a timer of a window that is gone may still ask.
        """
        job = LongJob(
            use_case=use_case, done=done, failed=failed, stopped=stopped, words=words, gives_out=gives_out
        )
        self._long_work.add(job)

    def stop_long_work(self) -> None:
        """Stop the long work under way: nothing comes of it, whether or not it ever answers."""
        self._long_work.stop()

    @property
    def gives_out(self) -> tuple[str, ...]:
        """Say in words what files are being written for a person."""
        return self._long_work.gives_out

    def read_responses(
        self,
        project_id: UUID,
        paths: tuple[Path, ...],
        told: Callable[[FormReading, bool], None],
        done: Callable[[], None],
        failed: Failed,
    ) -> Callable[[], None]:
        """Read files that were returned to a stored project, and keep those that are forms of it.

        *told* gets each file's response as it is read, and whether it is kept anew; then comes *done*,
        or *failed* where the database fails. Files are read on a thread of their own. What is returned
        stops the work at once and calls *done*: nothing is kept of a file that is being read, whether or
        not it ever answers. Only a form that is being kept just then is still told before.
        """
        return self._returned.read(project_id, paths, told, done, failed)

    def close(self) -> None:
        """Release the database once what is being saved is saved; nothing else is waited for.

        Long work is left where it stands: it asks the database no more, and its files are whole or not
        there.
        """
        if self._is_closed:
            return
        self._is_closed = True
        self._returned.close()
        self._long_work.close()
        self.run(lambda backend: backend.close(), _ignore, _ignore)
        self._database.finish()

    def wait_for_reading(self, seconds: float) -> None:
        """Wait for the files that were being read or written as this closed, at most *seconds* each way."""
        self._returned.wait_for_end(seconds)
        self._long_work.wait_for_end(seconds)

    def _ask(self, question: Callable[[Database], _Result]) -> Future[_Result]:
        """Put a question to the database, on any thread but its own."""
        return self.run(lambda backend: question(backend.database), _ignore, _ignore)


def _ignore(_result: object) -> None:
    """Take a result or an error that nobody waits for here."""
