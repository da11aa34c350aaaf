"""What differs between a project here and in a file, a row for each, with what is kept of it."""

from collections.abc import Iterable
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from svdesk.desktop.widgets.tables import heading_font
from svdesk.services.merging.choosing import choice_of
from svdesk.services.merging.comparing import Choices, DifferenceKind, ProjectDifference, Side

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
COLUMNS = ("What differs", "Here", "In the file", "Kept")
WHAT, HERE, FILE, KEPT = range(len(COLUMNS))
_LONGEST = 160
_ADDED = {Side.MINE: "Left out", Side.THEIRS: "Added"}
_KEPT = {
    DifferenceKind.HERE: {Side.MINE: "Stays", Side.THEIRS: "Goes"},
    DifferenceKind.THERE: _ADDED,
    DifferenceKind.PART: _ADDED,
}
_EITHER = {Side.MINE: "Yours", Side.THEIRS: "The file's", Side.BOTH: "Both"}


class DifferenceTable(QAbstractTableModel):
    """The differences, in their order; what is chosen of them is kept here until it is taken over."""

    def __init__(self, differences: tuple[ProjectDifference, ...], font: QFont, parent: QObject) -> None:
        """Keep all of mine, to begin with."""
        super().__init__(parent)
        self.differences = differences
        self._chosen: dict[str, Side] = {}
        self._bold = heading_font(font)
        self._items = {_item(each): each for each in differences if each.kind is DifferenceKind.ITEM}
        self._fields: dict[tuple[str, str, str], list[ProjectDifference]] = {}
        for each in differences:
            if each.field:
                self._fields.setdefault(_item(each), []).append(each)

    @property
    def choices(self) -> Choices:
        """What is chosen, as it stands."""
        return dict(self._chosen)

    def choose(self, rows: Iterable[int], side: Side) -> None:
        """Keep *side* of *rows*; where one can't be both, it stays as it is."""
        for row in rows:
            difference = self.differences[row]
            if side is Side.BOTH and not difference.both:
                continue
            self._chosen[difference.id] = side
            if difference.kind is DifferenceKind.ITEM and side is not Side.BOTH:
                self._chosen |= {each.id: side for each in self._fields.get(_item(difference), ())}
            item = self._items.get(_item(difference))
            if difference.field and item is not None and choice_of(item, self._chosen) is Side.BOTH:
                self._chosen[item.id] = Side.MINE
        last = self.index(max(len(self.differences) - 1, 0), len(COLUMNS) - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many differences there are."""
        return 0 if parent.isValid() else len(self.differences)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's signature
        """Return a column's title."""
        return COLUMNS[section] if orientation is Qt.Orientation.Horizontal and role == _DISPLAY else None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's signature
        """Return a cell's words; a screen reader hears the whole row at its first cell."""
        column = index.column()
        if role == Qt.ItemDataRole.FontRole:
            return self._bold if column == KEPT and self.is_changed(index.row()) else None
        if role not in (_DISPLAY, _SPOKEN):
            return None
        words = self._words(index.row())
        if role == _DISPLAY:
            return words[column]
        if column != WHAT:
            return f"{COLUMNS[column]}: {words[column] or 'nothing'}"
        rest = (f"{COLUMNS[each]}: {words[each] or 'nothing'}" for each in (HERE, FILE, KEPT))
        return ". ".join((words[WHAT], *rest))

    def is_changed(self, row: int) -> bool:
        """Say whether anything of the file is taken at *row*."""
        return self._kept(self.differences[row]) not in ("Yours", "Stays", "Left out")

    def _words(self, row: int) -> tuple[str, ...]:
        each = self.differences[row]
        what = f"{each.title}: {each.label}" if each.label else each.title
        return what, _line(each.mine), _line(each.theirs), self._kept(each)

    def _kept(self, difference: ProjectDifference) -> str:
        item = self._items.get(_item(difference))
        if item is not None and choice_of(item, self._chosen) is Side.BOTH:
            return _EITHER[Side.BOTH]
        if difference.kind is DifferenceKind.ITEM:
            sides = {choice_of(each, self._chosen) for each in self._fields.get(_item(difference), ())}
            return _EITHER[sides.pop()] if len(sides) == 1 else "Some of each"
        return _KEPT.get(difference.kind, _EITHER)[choice_of(difference, self._chosen)]


def _item(difference: ProjectDifference) -> tuple[str, str, str]:
    return difference.part, difference.section, difference.key


def _line(text: str) -> str:
    line = " ".join(text[: 4 * _LONGEST].split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
