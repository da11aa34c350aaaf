"""Reading returned files on a thread of their own, and keeping those that are forms of a project."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from svdesk.desktop.background import Background
from svdesk.desktop.record_on_thread import RecordOnThread

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from PySide6.QtCore import QObject

    from svdesk.services.ports import ProjectStore
    from svdesk.services.response import Response, ReturnRecord

Told = Callable[["Response", bool], None]
ReaderMaker = Callable[["UUID", "ReturnRecord"], Callable[["Path"], "Response"]]


class ReturnedFiles:
    """Reads files one after the other; the thread of the database is asked only what it knows."""

    def __init__(
        self,
        make_reader: ReaderMaker,
        database: Background,
        store: Callable[[], ProjectStore],
        parent: QObject,
    ) -> None:
        """Read with what *make_reader* gives; *database* is the thread that owns *store*."""
        self._make_reader = make_reader
        self._record = RecordOnThread(database, store)
        self._reading = Background("responses", parent)
        self._closing = False

    def read(
        self,
        project_id: UUID,
        paths: tuple[Path, ...],
        told: Told,
        done: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> Callable[[], None]:
        """Read and keep files, as :meth:`svdesk.desktop.desk.Desk.read_responses` says."""
        batch = _Batch(lambda: self._make_reader(project_id, self._record))

        def came(answer: tuple[Response, bool] | None) -> None:
            if answer is not None:
                told(*answer)

        def trouble(error: Exception) -> None:
            if not batch.failed:
                batch.failed = batch.stopped = True
                failed(error)

        def ended(_none: None) -> None:
            if not batch.failed:
                done()

        for path in paths:
            self._reading.run(partial(self._read_one, batch, path), came, trouble)
        self._reading.run(_nothing, ended, trouble)
        return batch.stop

    def close(self) -> None:
        """Stop after the file that is being read, and wait for that."""
        self._closing = True
        self._reading.finish()

    def _read_one(self, batch: _Batch, path: Path) -> tuple[Response, bool] | None:
        """Return what came of a file, and whether it is kept anew; None where the work was stopped."""
        if batch.stopped or self._closing:
            return None
        response = batch.reader(path)
        form = response.form
        if form is None:
            return response, False
        return response, self._record.ask(lambda store: store.keep_return(form, response.original))


class _Batch:
    """Files that are read together; their reader is made on the thread that reads."""

    def __init__(self, make_reader: Callable[[], Callable[[Path], Response]]) -> None:
        self._make_reader = make_reader
        self._reader: Callable[[Path], Response] | None = None
        self.stopped = self.failed = False

    @property
    def reader(self) -> Callable[[Path], Response]:
        if self._reader is None:
            self._reader = self._make_reader()
        return self._reader

    def stop(self) -> None:
        self.stopped = True


def _nothing() -> None:
    """Be the last thing that is done."""
