"""Choosing, difference by difference, what is kept of a project here and of the same project in a file."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from svdesk.desktop.merging.table import DifferenceTable
from svdesk.desktop.merging.words import summary, warning
from svdesk.desktop.threads.use_case_runner import UseCaseRunner
from svdesk.desktop.widgets.cards import plain_label
from svdesk.desktop.widgets.dialogs import Dialogs
from svdesk.desktop.widgets.tables import announce, read_only, table_view
from svdesk.services.merging.choosing import counted_choices
from svdesk.services.merging.comparing import Choices, Side
from svdesk.services.merging.taking_over import ComparedFile
from svdesk.services.use_cases import comparing

_MARGIN, _LARGEST_WIDTH, _LARGEST_HEIGHT = 40, 1500, 900
_SHARES = (4, 4, 4, 0)
_LEAST_TEXT = 56
"""Logical pixels of the texts below the table: two lines, also where the window is lowest."""


class CompareProjectsDialog(QDialog):
    """The differences, the selected one in full on both sides, and what is kept. Accepted to take it over."""

    def __init__(
        self, parent: QWidget, compared: ComparedFile, lead: str, runner: UseCaseRunner, dialogs: Dialogs
    ) -> None:
        """Show what differs; *lead* says how far on each side is. Nothing changes before it is accepted."""
        super().__init__(parent)
        self.setWindowTitle("Compare with the project here")
        room = parent.window().size()
        self.resize(
            min(_LARGEST_WIDTH, room.width() - _MARGIN), min(_LARGEST_HEIGHT, room.height() - _MARGIN)
        )
        self._compared, self._runner, self._dialogs = compared, runner, dialogs
        self._open = True
        self.finished.connect(self._end)
        self.model = DifferenceTable(compared.comparison.differences, self.font(), self)
        self.table = table_view(self.model, "What differs")
        self.mine = read_only(QPlainTextEdit(), "Here, in full")
        self.theirs = read_only(QPlainTextEdit(), "In the file, in full")
        self.said = plain_label("", "lead")
        self.keep_mine = QPushButton("Keep &mine")
        self.take_theirs = QPushButton("Take the &file's")
        self.keep_both = QPushButton("Keep &both")
        self.all_mine = QPushButton("&All mine")
        self.all_theirs = QPushButton("All the file'&s")
        self.take = QPushButton("Take &over")
        self.leave = QPushButton("&Cancel")
        self._lay_out(lead)
        self._connect()
        if compared.comparison.differences:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_choices()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def choices(self) -> Choices:
        """What was chosen, by the ids of the differences."""
        return self.model.choices

    def _lay_out(self, lead: str) -> None:
        self.take.setProperty("role", "primary")
        chosen = (self.keep_mine, self.take_theirs, self.keep_both)
        for button in (*chosen, self.all_mine, self.all_theirs, self.take, self.leave):
            button.setAutoDefault(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        # Rows of one item begin alike and differ at their ends.
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.setAccessibleDescription(
            "Type to find a row. Both sides of the selected row stand in full below the table"
        )
        header = self.table.horizontalHeader()
        for column, share in enumerate(_SHARES):
            stretch = QHeaderView.ResizeMode.Stretch if share else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, stretch)
        texts = QSplitter(Qt.Orientation.Horizontal)
        texts.setChildrenCollapsible(False)
        for title, text in (("Here", self.mine), ("In the file", self.theirs)):
            texts.addWidget(_titled(title, text))
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.table)
        parts.addWidget(texts)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        top = QHBoxLayout()
        top.addWidget(plain_label(lead), 1)
        for button in (self.all_mine, self.all_theirs):
            top.addWidget(button)
        row = QHBoxLayout()
        for button in chosen:
            row.addWidget(button)
        row.addWidget(self.said, 1)
        row.addWidget(self.leave)
        row.addWidget(self.take)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 12, 20, 12)
        whole.setSpacing(8)
        whole.addLayout(top)
        whole.addWidget(parts, 1)
        whole.addLayout(row)

    def _connect(self) -> None:
        for button, side in (
            (self.keep_mine, Side.MINE),
            (self.take_theirs, Side.THEIRS),
            (self.keep_both, Side.BOTH),
        ):
            button.clicked.connect(self._chooser(side, self._selected))
        for button, side in ((self.all_mine, Side.MINE), (self.all_theirs, Side.THEIRS)):
            button.clicked.connect(self._chooser(side, lambda: range(self.model.rowCount())))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_selected())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_selected())
        self.take.clicked.connect(self._look_ahead)
        self.leave.clicked.connect(self.reject)

    def _chooser(self, side: Side, rows: Callable[[], Iterable[int]]) -> Callable[[], None]:
        def choose() -> None:
            self.model.choose(rows(), side)
            self._show_choices()
            announce(self.said, self.said.text())
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

        return choose

    def _selected(self) -> list[int]:
        return sorted({index.row() for index in self.table.selectionModel().selectedRows()})

    def _show_choices(self) -> None:
        self.said.setText(summary(self._compared, self.model.choices))
        count = counted_choices(self._compared.comparison, self.model.choices)
        self.take.setEnabled(
            bool(count.theirs or count.both or self._compared.returns or self._compared.records)
        )
        self._show_selected()

    def _show_selected(self) -> None:
        rows, current = self._selected(), self.table.currentIndex().row()
        differences = self.model.differences
        shown = differences[current] if 0 <= current < len(differences) else None
        for text, words in (
            (self.mine, shown.mine if shown is not None else ""),
            (self.theirs, shown.theirs if shown is not None else ""),
        ):
            text.setPlainText(words)
            text.setPlaceholderText("Nothing" if shown is not None else "")
        self.keep_both.setEnabled(any(differences[row].both for row in rows))
        for button in (self.keep_mine, self.take_theirs):
            button.setEnabled(bool(rows))

    def _look_ahead(self) -> None:
        """Find what follows from the choices before they are taken over."""
        choices = self.model.choices
        self.take.setEnabled(False)
        self._say("Looking at what follows from this…")
        self._runner.run_aside(
            lambda backend: comparing.consequences(backend, self._compared, choices),
            lambda found: self._decide(choices, found),
            self._not_possible,
        )

    def _decide(self, choices: Choices, consequences: tuple[str, ...]) -> None:
        if not self._open:
            return
        self._show_choices()
        if choices != self.model.choices:
            return
        title, go, stay = "Before you take it over", "Take it over", "Go back"
        if not consequences or self._dialogs.ask(self, title, warning(consequences), go, stay):
            self.accept()

    def _not_possible(self, error: Exception) -> None:
        if self._open:
            self._show_choices()
            self._say(str(error))

    def _say(self, words: str) -> None:
        self.said.setText(words)
        announce(self.said, words)

    def _end(self) -> None:
        """Take no more answers: what was asked for may come when the dialog is gone."""
        self._open = False


def _titled(title: str, text: QPlainTextEdit) -> QWidget:
    text.setMinimumHeight(_LEAST_TEXT)
    frame = QWidget()
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 4, 0, 0)
    column.setSpacing(2)
    column.addWidget(plain_label(title, "label"))
    column.addWidget(text, 1)
    return frame
