"""What was entered in one returned form: the fields, and the selected answer in full."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from svdesk.desktop.returned_forms.models import Index
from svdesk.desktop.returned_forms.words import (
    LONGEST_CELL,
    Sign,
    answer_length,
    by_field,
    in_pieces,
    length_in_words,
    one_line,
    state_of_answer,
)
from svdesk.desktop.widgets.cards import plain_label
from svdesk.desktop.widgets.tables import copy_text, prepared, read_only, table_view
from svdesk.domain.returned_form import FormFinding, ReturnedAnswer, ReturnedForm

_ROOT = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole
COLUMNS = ("Field", "Answer", "Length", "State")
_STATE = COLUMNS.index("State")


class AnswersTable(QAbstractTableModel):
    """One row for each field of a returned form."""

    def __init__(self, marks: Mapping[Sign, QIcon], parent: QObject) -> None:
        """Show nothing until there is a form; *marks* stand beside the states."""
        super().__init__(parent)
        self._marks = marks
        self._answers: tuple[ReturnedAnswer, ...] = ()
        self._findings: Mapping[str, tuple[FormFinding, ...]] = {}
        self._lengths: dict[int, str] = {}

    def show(self, form: ReturnedForm | None) -> None:
        """Show the answers of *form*, or none."""
        self.beginResetModel()
        self._answers = form.answers if form is not None else ()
        self._findings = by_field(form) if form is not None else {}
        self._lengths = {}
        self.endResetModel()

    def answer_at(self, row: int) -> ReturnedAnswer | None:
        """Return the answer of a row; None beyond the last."""
        return self._answers[row] if 0 <= row < len(self._answers) else None

    def findings_at(self, row: int) -> tuple[FormFinding, ...]:
        """Return what was found about the field of a row."""
        answer = self.answer_at(row)
        return self._findings.get(answer.field, ()) if answer is not None else ()

    def length_at(self, row: int) -> str:
        """Return how long the answer of a row is, answer_length once."""
        answer = self.answer_at(row)
        if answer is None:
            return ""
        if row not in self._lengths:
            self._lengths[row] = answer_length(answer)
        return self._lengths[row]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many fields the form has."""
        return 0 if parent.isValid() else len(self._answers)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's signature
        """Return a column's title."""
        if orientation is Qt.Orientation.Horizontal and role == _DISPLAY:
            return COLUMNS[section]
        return None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's signature
        """Return a cell's words, or the shape of a state."""
        answer = self.answer_at(index.row())
        if answer is None:
            return None
        column = index.column()
        if role == Qt.ItemDataRole.DecorationRole:
            if column != _STATE:
                return None
            sign, _ = state_of_answer(answer, self.findings_at(index.row()))
            return self._marks[sign] if sign is not None else None
        if role not in (_DISPLAY, Qt.ItemDataRole.AccessibleTextRole):
            return None
        words = self._words(index.row(), column, answer)
        return words if role == _DISPLAY else f"{COLUMNS[column]}: {words or 'empty'}"

    def _words(self, row: int, column: int, answer: ReturnedAnswer) -> str:
        """Return what a cell says; no more is put together, as tables ask for every cell again and again."""
        match column:
            case 0:
                return one_line(answer.label, LONGEST_CELL)
            case 1:
                return one_line(answer.text, LONGEST_CELL)
            case 2:
                return self.length_at(row)
        return state_of_answer(answer, self.findings_at(row))[1]


class AnswerText(QWidget):
    """One answer in full: its field, what is to be said of it, and the text as it was typed."""

    def __init__(self, name: str) -> None:
        """Show nothing; *name* is what a screen reader calls the text."""
        super().__init__()
        self._whole = ""
        self.field = plain_label("", "label")
        self.about = plain_label("", "hint")
        self.text = read_only(QPlainTextEdit(), name)
        self.copy = QPushButton("Copy the ans&wer")
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(lambda: copy_text(self._whole, self.copy, "The answer was copied."))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 6, 6)
        column.setSpacing(6)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.field)
        words.addWidget(self.about)
        words.addStretch()
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addLayout(words, 1)
        top.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addWidget(self.text, 1)

    def show_answer(self, field: str, about: str, text: str) -> None:
        """Show *text*, exactly as it came save for breaks in very long paragraphs."""
        self._whole = text
        self.field.setText(one_line(field, 2 * LONGEST_CELL))
        self.about.setText(about)
        self.about.setVisible(bool(about))
        self.text.setPlainText(in_pieces(text))
        self.text.setPlaceholderText("Nothing was entered here." if field else "")
        self.copy.setEnabled(bool(text))


class AnswersPanel(QSplitter):
    """The fields of the chosen form on the left, the selected answer in full on the right."""

    def __init__(self, marks: Mapping[Sign, QIcon]) -> None:
        """Show nothing until a form is chosen."""
        super().__init__(Qt.Orientation.Horizontal)
        self.setChildrenCollapsible(False)
        self.model = AnswersTable(marks, self)
        self.table = prepared(table_view(self.model, "Fields of the form"), (4, 4, 0, 0))
        self.table.setTextElideMode(
            Qt.TextElideMode.ElideMiddle
        )  # labels differ at their ends: "..., year 2"
        self.table.setAccessibleDescription("The answer of the selected field stands in full beside the list")
        self.whole = AnswerText("The selected answer in full")
        self.addWidget(self.table)
        self.addWidget(self.whole)
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 2)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._show_row(now.row()))

    def show_form(self, form: ReturnedForm | None) -> None:
        """Show the answers of *form*, or none."""
        self.model.show(form)
        if self.model.rowCount():
            self.table.selectRow(0)
        else:
            self._show_row(-1)

    def _show_row(self, row: int) -> None:
        answer = self.model.answer_at(row)
        if answer is None:
            self.whole.show_answer("", "", "")
            return
        said = (one_line(each.message) for each in self.model.findings_at(row))
        about = "\n".join(part for part in (length_in_words(answer), *said) if part)
        self.whole.show_answer(answer.label, about, answer.text)
