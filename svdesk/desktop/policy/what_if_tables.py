"""The two tables of the weight what-if: bids that can be edited, and how they stand at each weight."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont

from svdesk.desktop.widgets.plain import plain_tip
from svdesk.domain.english import ordinal
from svdesk.domain.entry import show_number, show_pounds
from svdesk.policy.guidance.rank_flips import Bid, BidRanking, RankFlips, read_bid

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_DISPLAY, _EDIT = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole
_HORIZONTAL = Qt.Orientation.Horizontal
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

MOST_BIDS = 8


class BidTable(QAbstractTableModel):
    """Made-up bids as they were typed; :meth:`bids` reads them."""

    edited = Signal()
    """A bid was changed, added or removed."""

    FIELDS = ("name", "price", "quality", "social_value")
    TITLES = ("Bid", "Price", "Quality", "Social value")

    def __init__(self, bids: tuple[Bid, ...], wrong_colour: str, parent: QObject) -> None:
        """Begin with *bids*; a cell that cannot be read is painted in *wrong_colour*."""
        super().__init__(parent)
        self._rows = [
            [bid.name, show_pounds(bid.price), show_number(bid.quality), show_number(bid.social_value)]
            for bid in bids
        ]
        self._wrong_colour = wrong_colour
        self._wrong = ""

    def bids(self) -> tuple[Bid, ...]:
        """Return the bids; raises ``WhatIfError`` for one that cannot be read."""
        return tuple(read_bid(place, *row) for place, row in enumerate(self._rows))

    def mark(self, field: str) -> None:
        """Paint the cell of *field* (``bids.0.price``) as wrong, and no other; "" for none."""
        if field != self._wrong:
            self._wrong = field
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self.FIELDS) - 1))

    def add(self) -> int:
        """Add a bid like the last one and return its row; nothing is added beyond :data:`MOST_BIDS`."""
        row = len(self._rows)
        if row < MOST_BIDS:
            self.beginInsertRows(_ROOT, row, row)
            names = {line[0] for line in self._rows}
            name = next(name for n in range(1, MOST_BIDS + 2) if (name := f"Bid {row + n}") not in names)
            self._rows.append([name, *(self._rows[-1][1:] if self._rows else ("", "", ""))])
            self.endInsertRows()
            self.edited.emit()
        return len(self._rows) - 1

    def remove(self, row: int) -> None:
        """Take the bid of *row* out; two stay, to have something to compare."""
        if 0 <= row < len(self._rows) and len(self._rows) > 2:
            self.beginRemoveRows(_ROOT, row, row)
            del self._rows[row]
            self.endRemoveRows()
            self.edited.emit()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of bids."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of fields."""
        return 0 if parent.isValid() else len(self.FIELDS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every cell be edited."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's signature
        """Return a column's title, or a bid's number."""
        if role == _DISPLAY:
            return self.TITLES[section] if orientation is _HORIZONTAL else str(section + 1)
        return None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's signature
        """Return a cell's text, and how it is painted."""
        if not index.isValid():
            return None
        if role in (_DISPLAY, _EDIT):
            return self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.TITLES[index.column()]}: {self._rows[index.row()][index.column()]}"
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return _RIGHT
        if (
            role == Qt.ItemDataRole.BackgroundRole
            and self._wrong == f"bids.{index.row()}.{self.FIELDS[index.column()]}"
        ):
            return QBrush(QColor(self._wrong_colour))
        return None

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:  # noqa: ANN401 - Qt's signature
        """Take what was typed, as it was typed."""
        if role != _EDIT or not index.isValid():
            return False
        self._rows[index.row()][index.column()] = str(value)
        self.dataChanged.emit(index, index)
        self.edited.emit()
        return True


class StandingTable(QAbstractTableModel):
    """What each weight is worth, and the rank of each bid at it."""

    TITLES = ("Weight", "Worth up to", "In pounds")

    def __init__(self, parent: QObject) -> None:
        """Show nothing until there is something to show."""
        super().__init__(parent)
        self._flips: RankFlips | None = None

    def show(self, flips: RankFlips | None) -> None:
        """Show *flips*, or nothing."""
        self.beginResetModel()
        self._flips = flips
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of weights."""
        return 0 if parent.isValid() or self._flips is None else len(self._flips.standings)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns: what a weight is worth, and one for each bid."""
        return 0 if parent.isValid() or self._flips is None else len(self.TITLES) + len(self._flips.bids)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's signature
        """Return a column's title: for a bid its number, its name as a tip."""
        if orientation is not _HORIZONTAL or self._flips is None:
            return None
        place = section - len(self.TITLES)
        if role == _DISPLAY:
            return self.TITLES[section] if place < 0 else f"Bid {place + 1}"
        if role == Qt.ItemDataRole.ToolTipRole and place >= 0:
            return plain_tip(self._flips.bids[place].name)
        if role == Qt.ItemDataRole.AccessibleTextRole and place >= 0:
            return self._flips.bids[place].name
        return None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's signature
        """Return a cell's text; the present weight and the winners are bold."""
        if not index.isValid() or self._flips is None:
            return None
        standing = self._flips.standings[index.row()]
        place = index.column() - len(self.TITLES)
        if role == _DISPLAY:
            return self._worth(standing)[index.column()] if place < 0 else ordinal(standing.ranks[place])
        if role == Qt.ItemDataRole.FontRole and (
            standing.ranks[place] == 1 if place >= 0 else standing.present
        ):
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT
        return None

    @staticmethod
    def _worth(standing: BidRanking) -> tuple[str, str, str]:
        worth = standing.premium
        weight = f"{show_number(standing.weight)}%{' now' if standing.present else ''}"
        if worth.percent is None:
            return weight, "any price", ""
        pounds = show_pounds(worth.pounds) if worth.pounds is not None else ""
        return weight, f"{show_number(worth.percent)}%", pounds
