"""Comparing what several organisations answered: a row for each field, a column for each of them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from svdesk.desktop.returned_forms.answers import AnswerText
from svdesk.desktop.returned_forms.comparison import ComparisonTable, comparison_of, write_comparison
from svdesk.desktop.returned_forms.words import length_in_words
from svdesk.desktop.threads.use_case_runner import UseCaseRunner
from svdesk.desktop.widgets.cards import plain_label
from svdesk.desktop.widgets.dialogs import Dialogs
from svdesk.desktop.widgets.plain import PlainLabel
from svdesk.desktop.widgets.tables import announce, table_view
from svdesk.desktop.widgets.work_strip import WorkStrip
from svdesk.domain.returned_form import ReturnedForm
from svdesk.services.returned_forms.source_form import title_of

_BESIDE = 80
"""Logical pixels beside the columns: margins, frame and scroll bar."""

_MARGIN, _LARGEST_WIDTH, _LARGEST_HEIGHT = 40, 1500, 900
_FIELD_WIDTH, _ANSWER_WIDTH, _LINES = 360, 260, 2


class CompareDialog(QDialog):
    """The table, and below it the selected answer in full."""

    def __init__(
        self,
        parent: QWidget,
        forms: tuple[ReturnedForm, ...],
        document: str,
        runner: UseCaseRunner,
        dialogs: Dialogs,
    ) -> None:
        """Compare those of *forms* that are of *document*; the others can be chosen."""
        super().__init__(parent)
        self.setWindowTitle("Compare answers")
        room = parent.window().size()
        self.resize(
            min(_LARGEST_WIDTH, room.width() - _MARGIN), min(_LARGEST_HEIGHT, room.height() - _MARGIN)
        )
        self._forms, self._runner, self._dialogs = forms, runner, dialogs
        self._open = True
        self.finished.connect(self._end)
        self._documents = tuple(dict.fromkeys(form.document for form in forms))
        self.form = QComboBox()
        self.model = ComparisonTable(self)
        self.table = table_view(self.model, "Answers: a row for each field, a column for each organisation")
        self.whole = AnswerText("The selected answer in full")
        self.said = plain_label("", "lead")
        self.export = QPushButton("&Save as CSV…")
        self.leave = QPushButton("C&lose")
        self._work = WorkStrip(runner.stop_long_work)
        runner.working.connect(self._work.show_work)
        self._lay_out()
        self.form.currentIndexChanged.connect(self._show_form)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_answer())
        self.export.clicked.connect(self._export)
        self.leave.clicked.connect(self.reject)
        self.form.setCurrentIndex(self._documents.index(document) if document in self._documents else 0)
        self._show_form()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        for document in self._documents:
            count = sum(form.document == document for form in self._forms)
            self.form.addItem(f"{title_of(document)} ({count} returned)")
        named = PlainLabel("&Form")
        named.setProperty("role", "label")
        named.setBuddy(self.form)
        self.form.setAccessibleName("Form")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.table.setProperty("role", "cells")
        self.table.setShowGrid(True)
        self.table.setWordWrap(True)
        self.table.setAccessibleDescription("The selected answer stands in full below the table")
        self._set_headers()
        for button in (self.export, self.leave):
            button.setAutoDefault(False)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(named)
        top.addWidget(self.form)
        top.addStretch()
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.table)
        parts.addWidget(self.whole)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        row = QHBoxLayout()
        row.addWidget(self.said, 1)
        row.addWidget(self.export)
        row.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(parts, 1)
        column.addWidget(self._work)
        column.addLayout(row)

    def _set_headers(self) -> None:
        across, down = self.table.horizontalHeader(), self.table.verticalHeader()
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        wrapped = left | Qt.TextFlag.TextWordWrap
        line = self.table.fontMetrics().lineSpacing()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        across.setDefaultSectionSize(_ANSWER_WIDTH)
        across.setDefaultAlignment(wrapped)
        across.setFixedHeight(line * _LINES + 14)
        for header in (across, down):  # Qt leaves most of the last line empty where it elides wrapped words
            header.setTextElideMode(Qt.TextElideMode.ElideNone)
        down.setDefaultAlignment(wrapped)
        down.setDefaultSectionSize(line * _LINES + 14)
        down.setFixedWidth(min(_FIELD_WIDTH, self.width() * 3 // 10))
        down.show()

    def _end(self) -> None:
        """Take no more answers: what was asked for may come when the dialog is gone."""
        self._open = False

    def _show_form(self) -> None:
        document = self._documents[self.form.currentIndex()]
        compared = comparison_of(tuple(each for each in self._forms if each.document == document))
        self.model.show(compared)
        self.said.setText("")
        columns = len(compared.forms)
        room = self.width() - self.table.verticalHeader().width() - _BESIDE
        header = self.table.horizontalHeader()
        header.setDefaultSectionSize(max(_ANSWER_WIDTH, room // max(columns, 1)))
        if compared.fields:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_answer()

    def _show_answer(self) -> None:
        index, compared = self.table.currentIndex(), self.model.compared
        if not index.isValid():
            self.whole.show_answer("", "", "")
            return
        name, label = compared.fields[index.row()]
        answer = compared.answers(index.column()).get(name)
        who = compared.names[index.column()]
        length = length_in_words(answer) if answer is not None else "This form has no such field."
        about = "\n".join(part for part in (who, length) if part)
        self.whole.show_answer(label, about, answer.text if answer is not None else "")

    def _export(self) -> None:
        compared = self.model.compared
        title = f"{title_of(self._documents[self.form.currentIndex()])} answers compared"
        path = self._dialogs.save_path(self, "Save the comparison", title, ".csv")
        if path is not None:
            self._say("Saving…")
            self._runner.run_aside(
                lambda _backend: write_comparison(compared, path),
                self._say,
                self._not_saved,
                words=f"Saving {path.name}",
                gives_out=True,
                stopped=lambda: self._say("Stopped, as you asked. Nothing was changed."),
            )
        self.export.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_saved(self, error: Exception) -> None:
        from svdesk.files.errors import why

        reason = why(error) if isinstance(error, OSError) else str(error)
        self._say(f"Not saved: {reason}. Close the file if it is open elsewhere, or choose another folder.")

    def _say(self, words: str) -> None:
        if self._open:
            self.said.setText(words)
            announce(self.said, words)


def comparable(forms: tuple[ReturnedForm, ...]) -> bool:
    """Return whether there is anything to put side by side."""
    documents = [form.document for form in forms]
    return any(documents.count(each) > 1 for each in documents)
