"""Work on the window's thread, parted so that keys and the pointer come in between."""

from collections import deque
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer


class ChunkedWork(QObject):
    """Does one job in each turn of the event loop, in order.

    The newest jobs win: what is left of those before is dropped when others begin.
    """

    def __init__(self, parent: QObject) -> None:
        """Begin with nothing to do."""
        super().__init__(parent)
        self._left: deque[Callable[[], None]] = deque()
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._turn)

    @property
    def busy(self) -> bool:
        """Whether jobs are left."""
        return bool(self._left)

    def begin(self, jobs: Iterable[Callable[[], None]]) -> None:
        """Do *jobs* from the next turn on, instead of those that are left."""
        self._left = deque(jobs)
        self._next.start()

    def drop(self) -> None:
        """Leave undone what is left."""
        self._left.clear()
        self._next.stop()

    def _turn(self) -> None:
        if self._left:
            job = self._left.popleft()
            if self._left:
                self._next.start()
            job()
