"""The window's way to the use cases, off the window's thread.

The database belongs to one thread from its opening to its closing. What may take long without it
(strangers' files, copies, documents that are given out) has another, which asks the database only
short questions, so that saving never waits for a drive or for a large file.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import TimeoutError as NotInTimeError
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from svdesk.desktop.threads.background import Background
from svdesk.desktop.threads.on_thread import on_thread
from svdesk.desktop.threads.own_thread import OwnThread
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


class UseCaseRunner(QObject):
    """Runs use cases one after another; what comes of them is handed over on the window's thread."""

    def __init__(self, backend: Backend, worker: tuple[str, ...], parent: QObject | None = None) -> None:
        """Run use cases of *backend*; *worker* are the words that start the process for documents."""
        super().__init__(parent)
        self.worker = worker
        self._backend = backend
        self._database = Background("database", self)
        self._long_work = OwnThread("long work")
        self._aside = Background("long work", self, self._long_work)
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
    ) -> None:
        """Run *use_case*, which may take long, on the other thread; the database is asked when it asks it.

        Nothing is begun once this was closed: a timer of a window that is gone may still ask.
        """
        if self._is_closed:
            return
        self._aside.run(lambda: use_case(self._backend_aside()), done, failed)

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
        """Release the database once what is under way has ended; files are read no further.

        A drive that does not answer keeps the window no longer than :data:`CLOSING_SECONDS`.
        """
        self._is_closed = True
        self._returned.close()
        self._long_work.shutdown(wait=False)
        self._long_work.wait_for_end(CLOSING_SECONDS)
        self.run(lambda backend: backend.close(), _ignore, _ignore)
        self._database.finish()

    def wait_for_reading(self, seconds: float) -> None:
        """Wait for the returned file that was being read as this closed, at most *seconds*."""
        self._returned.wait_for_end(seconds)

    def _backend_aside(self) -> Backend:
        def ask(question: Callable[[Database], _Result]) -> _Result:
            return self._ask(question).result()

        return self._backend.for_other_thread(on_thread(ask))

    def _ask(self, question: Callable[[Database], _Result]) -> Future[_Result]:
        """Put a question to the database, on any thread but its own."""
        return self.run(lambda backend: question(backend.database), _ignore, _ignore)


def _ignore(_result: object) -> None:
    """Take a result or an error that nobody waits for here."""
