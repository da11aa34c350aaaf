"""How the parts of a form share its width: buttons in lines, a list beside its item's fields."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QWidget

from svdesk.desktop.forms.item_list import MOST_ABOVE, MOST_BESIDE, ItemList, ItemTree

BESIDE_FROM = 860
"""From this width a list and its item's fields stand side by side; logical pixels."""
_GAP, _GUTTER = 16, 28


class FlowLayout(QLayout):
    """Puts its widgets beside one another and goes on in a new line where the width ends."""

    def __init__(self, spacing: int) -> None:
        """Begin empty; *spacing* is the room between widgets and between lines."""
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        """Add *item* at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return the item at *index*; ``None`` where there is none."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take out the item at *index*; ``None`` where there is none."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Say that no more room is wanted than is needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines at *width*."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put the widgets into *rect*."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size of everything on one line."""
        hints = [item.sizeHint() for item in self._items]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the largest widget."""
        least = QSize()
        for item in self._items:
            least = least.expandedTo(item.minimumSize())
        return least

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            hint = item.sizeHint()
            if x > rect.x() and x + hint.width() > rect.x() + rect.width():
                x, y, line = rect.x(), y + line + self.spacing(), 0
            if move:
                width = min(hint.width(), rect.width())
                item.setGeometry(QRect(QPoint(x, y), QSize(width, hint.height())))
            x += hint.width() + self.spacing()
            line = max(line, hint.height())
        return y + line - rect.y()


class ListAndItem(QWidget):
    """A list, and the fields of its selected item beside it where there is room, else below it."""

    def __init__(self, parent: QWidget) -> None:
        """Begin with nothing in :attr:`column`, where the list goes, and in :attr:`fields`."""
        super().__init__(parent)
        self.column, self.fields = QWidget(self), QWidget(self)
        self._items: ItemList | ItemTree | None = None
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(_GAP)
        self._box.addWidget(self.column)
        self._box.addWidget(self.fields)

    def hold(self, items: ItemList | ItemTree) -> None:
        """Let the list *items*, which stands in the column, be higher where it stands beside."""
        self._items = items

    @property
    def beside(self) -> bool:
        """Whether the list stands beside the fields."""
        return self._box.direction() is QBoxLayout.Direction.LeftToRight

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the two for the new width."""
        super().resizeEvent(event)
        self._arrange(beside=event.size().width() >= BESIDE_FROM)

    def minimumSizeHint(self) -> QSize:
        """Return the least size with the list above: that is how it stands where there is little room."""
        hint = super().minimumSizeHint()
        parts = [part for part in (self.column, self.fields) if not part.isHidden()]
        return QSize(max((part.minimumSizeHint().width() for part in parts), default=0), hint.height())

    def _arrange(self, *, beside: bool) -> None:
        if beside == self.beside:
            return
        way = QBoxLayout.Direction
        self._box.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._box.setSpacing(_GUTTER if beside else _GAP)
        self._box.setStretch(0, 3 if beside else 0)
        self._box.setStretch(1, 5 if beside else 0)
        if self._items is not None:
            self._items.grow_to(MOST_BESIDE if beside else MOST_ABOVE)
