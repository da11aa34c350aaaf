"""The returned forms of a project, and what came of reading files, for Qt's views.

Neither makes a widget for a row; words are put together when a row is painted.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QIcon

from svdesk.desktop.returned_forms.words import (
    LONGEST_CELL,
    Sign,
    from_whom,
    one_line,
    state_of,
    to_look_at,
    when,
)
from svdesk.domain.returned_form import ReturnedForm
from svdesk.services.returned_forms.source_form import title_of

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_ORDER = Qt.ItemDataRole.UserRole

COLUMNS = ("Organisation", "Form", "State", "Received", "File")
ORGANISATION, FORM, STATE, RECEIVED, FILE = range(len(COLUMNS))
_SOUGHT = (ORGANISATION, FORM, STATE, FILE)
"""The columns that are searched. Every time of day would hold the number of some bidder."""

_WORDS: tuple[Callable[[ReturnedForm], str], ...] = (
    from_whom,
    lambda each: title_of(each.document),
    lambda each: state_of(each)[1],
    lambda each: when(each.read_at),
    lambda each: one_line(each.file_name, LONGEST_CELL),
)


class ReturnedFormsTable(QAbstractTableModel):
    """One row for each returned form."""

    def __init__(self, marks: Mapping[Sign, QIcon], parent: QObject) -> None:
        """Show nothing until there is something; *marks* stand beside the states."""
        super().__init__(parent)
        self._marks = marks
        self._forms: tuple[ReturnedForm, ...] = ()
        self._shown: dict[tuple[UUID, int], str] = {}
        self._sought: list[tuple[str, ...]] = []

    @property
    def forms(self) -> tuple[ReturnedForm, ...]:
        """The forms, in the order in which they came."""
        return self._forms

    def fill(self, forms: tuple[ReturnedForm, ...]) -> None:
        """Show *forms*."""
        self.beginResetModel()
        self._forms, self._shown, self._sought = (), {}, []
        for each in forms:
            self._take(each)
        self.endResetModel()

    def add(self, form: ReturnedForm) -> None:
        """Show *form* too, which came last."""
        row = len(self._forms)
        self.beginInsertRows(_ROOT, row, row)
        self._take(form)
        self.endInsertRows()

    def _take(self, form: ReturnedForm) -> None:
        self._forms = (*self._forms, form)
        self._shown |= {(form.id, column): words(form) for column, words in enumerate(_WORDS)}
        self._sought.append(tuple(self._shown[form.id, column].casefold() for column in _SOUGHT))

    def row_of(self, form_id: UUID) -> int:
        """Return the row of a form by its id; -1 where it is not here."""
        return next((row for row, each in enumerate(self._forms) if each.id == form_id), -1)

    def form_at(self, row: int) -> ReturnedForm | None:
        """Return the form of a row; None beyond the last."""
        return self._forms[row] if 0 <= row < len(self._forms) else None

    def holds(self, row: int, words: tuple[str, ...]) -> bool:
        """Return whether every one of *words*, in small letters, stands in the same column of the row."""
        return any(all(word in shown for word in words) for shown in self._sought[row])

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many forms there are."""
        return 0 if parent.isValid() else len(self._forms)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's signature
        """Return a column's title."""
        if orientation is Qt.Orientation.Horizontal and role == _DISPLAY:
            return COLUMNS[section]
        return None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's signature
        """Return a cell's words, the shape of a state, or what a column is sorted by."""
        form = self.form_at(index.row())
        if form is None:
            return None
        shown = self._shown[form.id, index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return shown
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{COLUMNS[index.column()]}: {shown}"
            case Qt.ItemDataRole.DecorationRole if index.column() == STATE:
                return self._marks[state_of(form)[0]]
            case Qt.ItemDataRole.UserRole:
                if index.column() == STATE:
                    return to_look_at(form)
                return form.read_at.timestamp() if index.column() == RECEIVED else shown.casefold()
        return None


class FoundReturnedForms(QSortFilterProxyModel):
    """The returned forms that hold what was searched for, in the order asked for."""

    def __init__(self, table: ReturnedFormsTable, parent: QObject) -> None:
        """Show all of *table*."""
        super().__init__(parent)
        self._table = table
        self._words: tuple[str, ...] = ()
        self.setSourceModel(table)
        self.setSortRole(_ORDER)

    def search(self, text: str) -> None:
        """Show the forms that hold every word of *text* in one column."""
        words = tuple(text.casefold().split())
        if words != self._words:
            self.beginFilterChange()  # only that: nothing is sorted anew
            self._words = words
            self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def form_at(self, index: Index) -> ReturnedForm | None:
        """Return the form of a row that is shown."""
        return self._table.form_at(self.mapToSource(index).row()) if index.isValid() else None

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:  # noqa: ARG002 - Qt's signature
        """Return whether a row is shown."""
        return not self._words or self._table.holds(source_row, self._words)
