"""The CPV vocabulary for Qt's views: as a tree and as a list of what a search found.

Neither copies the vocabulary: an index carries the code as a number, and a row's words are looked up when
they are painted. Codes that are chosen are shown with a tick; the dialog owns them.
"""

from collections.abc import Callable
from typing import Any, overload

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from svdesk.desktop.widgets.plain import plain_tip
from svdesk.policy.guidance.cpv import Vocabulary

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole
_TICK = Qt.ItemDataRole.CheckStateRole
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

_WITHIN = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "

IsChosen = Callable[[str], bool]


def line(vocabulary: Vocabulary, code: str) -> str:
    """Return a code with its title: ``55520000  Catering services``."""
    return f"{code}  {vocabulary.title(code) or 'not in the vocabulary'}"


def place(vocabulary: Vocabulary, code: str, nearest: int = 0) -> str:
    """Return the titles above *code*, the broadest first; "" for a division.

    With *nearest*, only so many of those directly above it.
    """
    return _WITHIN.join(vocabulary.title(each) for each in vocabulary.path(code)[:-1][-nearest:])


def _spoken(vocabulary: Vocabulary, code: str, *, chosen: bool) -> str:
    return f"{vocabulary.title(code)}, {code}{', chosen' if chosen else ''}"


class CpvTree(QAbstractItemModel):
    """The vocabulary as a tree."""

    toggled = Signal(str)
    """Asks that a code be chosen, or left out again."""

    def __init__(self, vocabulary: Vocabulary, is_chosen: IsChosen, parent: QObject) -> None:
        """Show *vocabulary*, ticking the codes for which *is_chosen* holds."""
        super().__init__(parent)
        self._vocabulary, self._is_chosen = vocabulary, is_chosen

    def code_at(self, index: Index) -> str:
        """Return the code of a row; "" for none."""
        return f"{index.internalId():08d}" if index.isValid() else ""

    def index_of(self, code: str) -> QModelIndex:
        """Return the row of a known code; an invalid index for another."""
        if not self._vocabulary.known(code):
            return QModelIndex()
        row = self._children(self._vocabulary.parent(code)).index(code)
        return self.createIndex(row, 0, int(code))

    def chosen_changed(self, code: str) -> None:
        """Paint the tick of *code* as it is now."""
        index = self.index_of(code)
        if index.isValid():
            self.dataChanged.emit(index, index, [_TICK, _SPOKEN])

    def _children(self, code: str) -> tuple[str, ...]:
        return self._vocabulary.children(code) if code else self._vocabulary.divisions()

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """Return the index of a row below *parent*."""
        below = self._children(self.code_at(parent))
        if column or not 0 <= row < len(below):
            return QModelIndex()
        return self.createIndex(row, column, int(below[row]))

    @overload
    def parent(self, /) -> QObject | None: ...
    @overload
    def parent(self, index: Index, /) -> QModelIndex: ...
    def parent(self, index: Index | None = None, /) -> QObject | QModelIndex | None:
        """Return the index of the broader code; without an index, the object that owns the model."""
        if index is None:
            return QObject.parent(self)
        return self.index_of(self._vocabulary.parent(self.code_at(index)))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many codes stand directly below *parent*."""
        return len(self._children(self.code_at(parent)))

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: ARG002 - Qt's signature
        """Return one: code and title stand together."""
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every code be ticked."""
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's signature
        """Return a row's words and its tick."""
        return _data(self._vocabulary, self._is_chosen, self.code_at(index), role, below="")

    def setData(self, index: Index, value: Any, role: int = _DISPLAY) -> bool:  # noqa: ANN401, ARG002
        """Pass on that a tick was set or taken."""
        if role != _TICK or not index.isValid():
            return False
        self.toggled.emit(self.code_at(index))
        return True


class CpvHits(QAbstractListModel):
    """What a search found, each with its place in the tree."""

    toggled = Signal(str)
    """Asks that a code be chosen, or left out again."""

    def __init__(self, vocabulary: Vocabulary, is_chosen: IsChosen, parent: QObject) -> None:
        """Show nothing until something is found."""
        super().__init__(parent)
        self._vocabulary, self._is_chosen = vocabulary, is_chosen
        self._codes: tuple[str, ...] = ()

    def show(self, codes: tuple[str, ...]) -> None:
        """Show *codes*, in their order."""
        self.beginResetModel()
        self._codes = codes
        self.endResetModel()

    def code_at(self, index: Index) -> str:
        """Return the code of a row; "" for none."""
        return self._codes[index.row()] if index.isValid() and index.row() < len(self._codes) else ""

    def chosen_changed(self, code: str) -> None:
        """Paint the tick of *code* as it is now."""
        if code in self._codes:
            index = self.index(self._codes.index(code))
            self.dataChanged.emit(index, index, [_TICK, _SPOKEN])

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many codes were found."""
        return 0 if parent.isValid() else len(self._codes)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every code be ticked."""
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's signature
        """Return a row's words, with its place on a second line, and its tick."""
        code = self.code_at(index)
        above = place(self._vocabulary, code, nearest=2)
        return _data(self._vocabulary, self._is_chosen, code, role, below=f"\nin {above}" if above else "")

    def setData(self, index: Index, value: Any, role: int = _DISPLAY) -> bool:  # noqa: ANN401, ARG002
        """Pass on that a tick was set or taken."""
        if role != _TICK or not index.isValid():
            return False
        self.toggled.emit(self.code_at(index))
        return True


def _data(
    vocabulary: Vocabulary, is_chosen: IsChosen, code: str, role: int, *, below: str
) -> str | Qt.CheckState | None:
    if not code:
        return None
    if role in (_DISPLAY, Qt.ItemDataRole.ToolTipRole):
        words = line(vocabulary, code) + below
        return plain_tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
    if role == _TICK:
        return Qt.CheckState.Checked if is_chosen(code) else Qt.CheckState.Unchecked
    if role == _SPOKEN:
        return _spoken(vocabulary, code, chosen=is_chosen(code))
    return None
