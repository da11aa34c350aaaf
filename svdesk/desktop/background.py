"""Work off the window's thread, its result handed back on it."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

_Result = TypeVar("_Result")


class Background(QObject):
    """One thread that does one job after another, in the order in which they came.

    What must not be shared between threads (the database, the PDF engine) has one of its own.
    """

    _came_back = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        """Make the thread; it starts with its first job."""
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._came_back.connect(self._hand_over)

    def run(
        self,
        work: Callable[[], _Result],
        done: Callable[[_Result], None],
        failed: Callable[[Exception], None],
    ) -> "Future[_Result]":
        """Do *work* on the thread, then call *done* or *failed* on the window's thread."""

        def job() -> _Result:
            try:
                result = work()
            except Exception as error:
                trouble = error
                self._came_back.emit(lambda: failed(trouble))
                raise
            self._came_back.emit(lambda: done(result))
            return result

        return self._pool.submit(job)

    def tell(self, call: Callable[[], None]) -> None:
        """Have *call* made on the window's thread: for work that has something to say before it ends."""
        self._came_back.emit(call)

    def finish(self, *, wait: bool = True) -> None:
        """Take nothing more; *wait* for what is under way and what was asked, or leave it to the thread."""
        self._pool.shutdown(wait=wait)

    def _hand_over(self, call: Callable[[], Any]) -> None:
        call()
