"""Lists of a form: as high as what they hold, up to a limit, and found in by typing a word of a line."""

import re
from collections.abc import Callable, Iterator
from typing import cast

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QListWidget,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

_AROUND_WORDS = QSize(24, 12)
"""What the style sheet keeps free around the words of a line, and the mark of the selected one."""
_ENDLESS = 10_000
LEAST, MOST_ABOVE, MOST_BESIDE = 116, 300, 560
"""Logical pixels: the least height, the most above the fields, and the most beside them."""


class _TypeAhead:
    """Goes to the line with a word that begins with the letters typed one soon after the other.

    Qt looks at the first letters of a line alone, and those are a sign or a number in most lists here.
    """

    def __init__(self, view: QAbstractItemView) -> None:
        self._view = view
        self._typed = ""
        self._pause = QTimer(view, singleShot=True, interval=QApplication.keyboardInputInterval())
        self._pause.timeout.connect(self._forget)

    def search(self, letters: str) -> None:
        self._typed += letters.casefold()
        self._pause.start()
        # The same letter again goes on to the next line that has it.
        wanted = self._typed[0] if len(set(self._typed)) == 1 else self._typed
        lines = list(_lines(self._view.model(), QModelIndex()))
        current = self._view.currentIndex()
        place = lines.index(current) if current in lines else -1
        first = place + 1 if len(wanted) == 1 else max(place, 0)
        for line in (*lines[first:], *lines[:first]):
            if _has_word(str(line.data()).casefold(), wanted):
                self._view.setCurrentIndex(line)
                return

    def _forget(self) -> None:
        self._typed = ""


def _lines(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[QModelIndex]:
    """Yield the lines that can be chosen, as they are read."""
    for row in range(model.rowCount(parent)):
        line = model.index(row, 0, parent)
        if line.flags() & Qt.ItemFlag.ItemIsSelectable:
            yield line
        yield from _lines(model, line)


def _has_word(text: str, beginning: str) -> bool:
    return any(text.startswith(beginning, word.start()) for word in re.finditer(r"\w+", text))


class ItemList(QListWidget):
    """A list whose lines are wrapped and never scrolled sideways."""

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._most, self._height = MOST_ABOVE, LEAST
        self._ahead = _TypeAhead(self)
        self._wrap_soon = _wrap_when_changed(self, self._wrap)

    def grow_to(self, most: int) -> None:
        """Let the list be *most* logical pixels high before it scrolls."""
        self._most = most
        self._wrap()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the lines for the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._wrap()

    def _wrap(self) -> None:
        """Give each line, and then the list, the height that the words need."""
        total = 2 * self.frameWidth()
        for row in range(self.count()):
            line = self.item(row)
            size = _room_for(line.text(), self.fontMetrics(), self.viewport().width())
            if line.sizeHint() != size:
                line.setSizeHint(size)
            total += size.height()
        height = max(LEAST, min(total, self._most))
        if height != self._height:
            self._height = height
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the height of the lines, within the limits."""
        return QSize(super().sizeHint().width(), self._height)

    def minimumSizeHint(self) -> QSize:
        """Return the least height at which the list can be used."""
        return QSize(super().minimumSizeHint().width(), LEAST)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Go to the line with a word that begins with what is typed."""
        self._ahead.search(search)


class ItemTree(QTreeWidget):
    """A list whose lines stand below headings; lines are wrapped, as Qt's own tree can't do."""

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)
        self.setHeaderHidden(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._most = MOST_ABOVE
        self._ahead = _TypeAhead(self)
        self._wrap_soon = _wrap_when_changed(self, self._wrap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the lines for the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._wrap()

    def _wrap(self) -> None:
        """Give each line the height that its words need: a heading has the whole width."""
        for top in range(self.topLevelItemCount()):
            heading = cast("QTreeWidgetItem", self.topLevelItem(top))
            width = self.viewport().width() - self.indentation()
            _make_room(heading, QFontMetrics(heading.font(0)), width)
            for place in range(heading.childCount()):
                width = self.columnWidth(0) - 2 * self.indentation()
                _make_room(cast("QTreeWidgetItem", heading.child(place)), self.fontMetrics(), width)

    def grow_to(self, most: int) -> None:
        """Let the list be *most* logical pixels high before it scrolls."""
        self._most = most
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the most height: a list below headings is always longer."""
        return QSize(super().sizeHint().width(), self._most)

    def minimumSizeHint(self) -> QSize:
        """Return the least height at which the list can be used."""
        return QSize(super().minimumSizeHint().width(), LEAST)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Go to the line with a word that begins with what is typed."""
        self._ahead.search(search)


def _make_room(line: QTreeWidgetItem, metrics: QFontMetrics, width: int) -> None:
    size = _room_for(line.text(0), metrics, width)
    if line.sizeHint(0) != size:
        line.setSizeHint(0, size)


def _room_for(text: str, metrics: QFontMetrics, width: int) -> QSize:
    """Return the size of a line of this *width* that shows the whole of *text*, wrapped."""
    room = QRect(0, 0, width - _AROUND_WORDS.width(), _ENDLESS)
    words = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text)
    return QSize(width, words.height() + _AROUND_WORDS.height())


def _wrap_when_changed(view: QListWidget | QTreeWidget, wrap: Callable[[], None]) -> QTimer:
    """Call *wrap* once after each run of changes to the words or the number of lines."""
    soon = QTimer(view, singleShot=True, interval=0)
    soon.timeout.connect(wrap)

    def changed(_first: QModelIndex, _last: QModelIndex, roles: list[int]) -> None:
        if Qt.ItemDataRole.DisplayRole in roles:
            soon.start()

    view.model().dataChanged.connect(changed)
    view.model().rowsInserted.connect(lambda *_: soon.start())
    view.model().rowsRemoved.connect(lambda *_: soon.start())
    return soon
