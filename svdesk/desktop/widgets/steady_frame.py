"""A frame that remembers how high it is at each width, so that many of them cost little to arrange."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

_MOST_WIDTHS = 8


class SteadyFrame(QFrame):
    """Holds a column of parts in :attr:`column`.

    Qt asks every label of a long column several times for its height whenever a single one changes,
    which takes long enough to be felt. This frame answers for its own parts until one of them changes.
    """

    def __init__(self) -> None:
        """Begin with an empty column."""
        super().__init__()
        self._heights: dict[int, int] = {}
        self._hint: QSize | None = None
        self._least: QSize | None = None
        self._held = QSize()
        self._body = QWidget(self)
        self.column = QVBoxLayout(self._body)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        """Return the height of the parts at *width*, and of the frame around them."""
        height = self._heights.get(width)
        if height is None:
            around = self._around()
            height = self.column.totalHeightForWidth(width - around.width()) + around.height()
            if len(self._heights) >= _MOST_WIDTHS:
                self._heights.clear()
            self._heights[width] = height
        return height

    def sizeHint(self) -> QSize:
        """Return the size that the parts would like."""
        if self._hint is None:
            self._hint = self.column.totalSizeHint() + self._around()
        return self._hint

    def minimumSizeHint(self) -> QSize:
        """Return the least size of the parts."""
        if self._least is None:
            self._least = self.column.totalMinimumSize() + self._around()
        return self._least

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the parts the room within the frame."""
        super().resizeEvent(event)
        self._body.setGeometry(self.contentsRect())

    def event(self, event: QEvent) -> bool:
        """Ask the parts anew when one of them, or the frame around them, has changed."""
        restyled = event.type() is QEvent.Type.StyleChange and self._around() != self._held
        if restyled or event.type() is QEvent.Type.LayoutRequest:
            self._held = self._around()
            self._heights.clear()
            self._hint = self._least = None
            self.updateGeometry()
            self._body.setGeometry(self.contentsRect())
        return super().event(event)

    def _around(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(margins.left() + margins.right(), margins.top() + margins.bottom())
