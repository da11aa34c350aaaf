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
        stopped = False

        def stop() -> None:
            nonlocal stopped
            stopped = True

        def work() -> None:
            read = self._make_reader(project_id, self._record)
            for path in paths:
                if stopped or self._closing:
                    return
                response = read(path)
                self._reading.tell(partial(told, response, self._keep(response)))

        self._reading.run(work, lambda _none: done(), failed)
        return stop

    def close(self) -> None:
        """Stop after the file that is being read, and wait for that."""
        self._closing = True
        self._reading.finish()

    def _keep(self, response: Response) -> bool:
        form = response.form
        if form is None:
            return False
        return self._record.ask(lambda store: store.keep_return(form, response.original))
