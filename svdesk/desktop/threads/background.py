"""Work off the window's thread, its result handed back on it."""

import logging
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from itertools import count
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal

from svdesk.desktop.threads.questions import StoppedError

_Result = TypeVar("_Result")


class Background(QObject):
    """One thread that does one job after another, in the order in which they came.

    What must not be shared between threads (the database, the PDF engine) has one of its own.
    """

    _came_back = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None, pool: Executor | None = None) -> None:
        """Make the thread, or work on that of *pool*; it starts with its first job."""
        super().__init__(parent)
        self._numbers = count()
        self._awaited: dict[int, tuple[Callable[[Any], None], Callable[[Exception], None]]] = {}
        self._pool = pool or ThreadPoolExecutor(1, thread_name_prefix=name)
        self._came_back.connect(self._hand_over)

    def run(
        self,
        work: Callable[[], _Result],
        done: Callable[[_Result], None],
        failed: Callable[[Exception], None],
    ) -> "Future[_Result]":
        """Do *work* on the thread, then call *done* or *failed* on the window's thread."""
        # What takes the result stays on this side: widgets that the other thread would be the last to
        # know of would be destroyed there.
        number = next(self._numbers)
        self._awaited[number] = (done, failed)

        def job() -> _Result:
            try:
                result = work()
            except Exception as error:
                if not isinstance(error, StoppedError):
                    logging.getLogger(__name__).warning("Work off the window's thread failed", exc_info=error)
                self._came_back.emit((number, False, error))
                raise
            self._came_back.emit((number, True, result))
            return result

        return self._pool.submit(job)

    def finish(self) -> None:
        """Wait for what is under way and take nothing more."""
        self._pool.shutdown(wait=True)

    def leave(self) -> None:
        """Take nothing more and go when what was asked is done, without waiting for it."""
        self.setParent(QCoreApplication.instance())
        self.run(_nothing, lambda _none: self.deleteLater(), lambda _error: None)
        self._pool.shutdown(wait=False)

    def _hand_over(self, came: tuple[int, bool, Any]) -> None:
        number, well, result = came
        done, failed = self._awaited.pop(number)
        if well:
            done(result)
        else:
            failed(result)


def _nothing() -> None:
    """Be the last thing that is done."""
