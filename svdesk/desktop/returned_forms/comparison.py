"""The answers of several organisations, question by question, as a table in the window and as CSV."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from svdesk.desktop.returned_forms.models import Index
from svdesk.desktop.returned_forms.words import LONGEST_CELL, from_whom, one_line, state_of, when
from svdesk.domain.english import counted
from svdesk.domain.returned_form import ReturnedAnswer, ReturnedForm

MOST_IN_A_CELL = 32_767
"""Characters that a cell of a spreadsheet holds."""

_ROOT = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole


@dataclass(frozen=True, slots=True)
class AnswerComparison:
    """Forms of one kind, *names* for their columns, and the *fields* as (name, label) pairs."""

    forms: tuple[ReturnedForm, ...]
    names: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]

    def answers(self, form: int) -> dict[str, ReturnedAnswer]:
        """Return what a form holds, by the names of its fields."""
        return {answer.field: answer for answer in self.forms[form].answers}


def comparison_of(forms: tuple[ReturnedForm, ...]) -> AnswerComparison:
    """Return *forms* side by side, by organisation; fields in the order in which the forms have them."""
    ordered = tuple(sorted(forms, key=lambda each: (from_whom(each).casefold(), each.read_at)))
    fields: dict[str, str] = {}
    for form in ordered:
        place = ""
        for answer in form.answers:
            if answer.field not in fields:
                fields = _placed(fields, place, answer)
            place = answer.field
    return AnswerComparison(ordered, _names(ordered), tuple(fields.items()))


def _placed(fields: dict[str, str], after: str, answer: ReturnedAnswer) -> dict[str, str]:
    """Return *fields* with one more, behind that called *after*: where it stands in its own form."""
    pairs = list(fields.items())
    place = next((n for n, (name, _) in enumerate(pairs, 1) if name == after), 0 if not after else len(pairs))
    return dict((*pairs[:place], (answer.field, one_line(answer.label)), *pairs[place:]))


def _names(forms: tuple[ReturnedForm, ...]) -> tuple[str, ...]:
    """Return the name of each column; where an organisation has several, with what tells them apart."""
    often = Counter(from_whom(form) for form in forms)
    return tuple(
        from_whom(form)
        if often[from_whom(form)] == 1
        else f"{from_whom(form)} ({when(form.read_at)}, {one_line(form.file_name, LONGEST_CELL)})"
        for form in forms
    )


def comparison_rows(compared: AnswerComparison) -> tuple[tuple[str, ...], ...]:
    """Return the comparison as rows of text: which files, how they stand, then a row for each field."""
    forms = compared.forms
    texts = [
        {name: answer.text for name, answer in compared.answers(place).items()} for place in range(len(forms))
    ]
    return (
        ("Field", *compared.names),
        ("File", *(one_line(form.file_name) for form in forms)),
        ("Received", *(when(form.read_at) for form in forms)),
        ("State", *(state_of(form)[1] for form in forms)),
        *((label, *(each.get(name, "") for each in texts)) for name, label in compared.fields),
    )


def write_comparison(compared: AnswerComparison, path: Path) -> str:
    """Write the comparison as CSV in which no cell is a formula; return what to say of it.

    Raises ``OSError`` where the file cannot be written; *path* is then as it was.
    """
    # The renderers' libraries are loaded when something is saved, and not with the window.
    from svdesk.files.whole import write_whole
    from svdesk.rendering.csv_rows import rows_as_csv

    rows = comparison_rows(compared)
    write_whole(path, rows_as_csv(rows))
    long = sum(len(cell) > MOST_IN_A_CELL for row in rows for cell in row)
    if not long:
        return f"Saved as {path}"
    which = counted(long, "answer is", "answers are")
    return (
        f"Saved as {path}. {which} longer than a cell of a spreadsheet holds ({MOST_IN_A_CELL:,} "
        "characters): read them here, or in the file as it came."
    )


class ComparisonTable(QAbstractTableModel):
    """One row for each field, one column for each organisation."""

    def __init__(self, parent: QObject) -> None:
        """Show nothing until there is something to compare."""
        super().__init__(parent)
        self._compared = AnswerComparison((), (), ())
        self._answers: tuple[dict[str, ReturnedAnswer], ...] = ()
        self._cells: dict[tuple[int, int], str] = {}

    @property
    def compared(self) -> AnswerComparison:
        """What is shown."""
        return self._compared

    def show(self, compared: AnswerComparison) -> None:
        """Show *compared*."""
        self.beginResetModel()
        self._compared = compared
        self._answers = tuple(compared.answers(column) for column in range(len(compared.forms)))
        self._cells = {}
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many fields there are."""
        return 0 if parent.isValid() else len(self._compared.fields)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many forms there are."""
        return 0 if parent.isValid() else len(self._compared.forms)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's signature
        """Return the organisation of a column, or the field of a row."""
        if role != _DISPLAY:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return one_line(self._compared.names[section], LONGEST_CELL)
        return one_line(self._compared.fields[section][1], LONGEST_CELL)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's signature
        """Return how an answer begins."""
        if role not in (_DISPLAY, Qt.ItemDataRole.AccessibleTextRole):
            return None
        words = self._words(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name, label = self._compared.names[index.column()], self._compared.fields[index.row()][1]
            return f"{name}, {label}: {words or 'empty'}"
        return words

    def _words(self, row: int, column: int) -> str:
        """Return how the answer in a cell begins, looked up when it is first painted."""
        if (row, column) not in self._cells:
            answer = self._answers[column].get(self._compared.fields[row][0])
            self._cells[row, column] = one_line(answer.text, LONGEST_CELL) if answer is not None else ""
        return self._cells[row, column]
