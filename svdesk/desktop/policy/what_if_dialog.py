"""What would this weight buy? Made-up bids, the formula, and who would win. Nothing here is saved."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from svdesk.desktop.policy.what_if_tables import MOST_BIDS, BidTable, StandingTable
from svdesk.desktop.widgets.cards import plain_label
from svdesk.desktop.widgets.plain import PlainLabel
from svdesk.desktop.widgets.style import DARK, LIGHT
from svdesk.domain.entry import EntryError, FieldForm, Kind, read_entry, show_number
from svdesk.domain.project import Project
from svdesk.policy.guidance.rank_flips import dummy_bids, rank_flips
from svdesk.policy.guidance.what_if import (
    AVERAGE_MARK,
    Premium,
    PriceFormula,
    WhatIfError,
    premium,
    weights_of,
)
from svdesk.policy.guidance.what_if_words import (
    ROUNDING,
    conclusion,
    formula_in_figures,
    formula_in_words,
    meaning,
    reading,
    sentence_for_reason,
)

BESIDE_FROM = 960
"""From this width (logical pixels) the two tables stand beside one another."""

SCROLL_BAR = 14
"""Logical pixels kept free below a table's rows, so that none is hidden."""

_FORMULAS = tuple(PriceFormula)


class WhatIfDialog(QDialog):
    """Shows what the project's weight for social value is worth; :attr:`sentence` says it for the record."""

    def __init__(self, parent: QWidget, project: Project) -> None:
        """Look at the weights and the estimate of *project*."""
        super().__init__(parent)
        self._evaluation = project.evaluation
        self._estimate = project.facts.value or None
        self.sentence = ""
        self.setWindowTitle("What would this weight buy?")
        room = parent.window().size()
        self.resize(min(1100, room.width() - 40), min(700, room.height() - 40))
        self.meaning = plain_label("", "info")
        self.error = plain_label("", "error")
        self.formula, self.average = QComboBox(), QLineEdit(show_number(AVERAGE_MARK))
        self.steps = plain_label("")
        self.notes = plain_label("", "hint")
        self.bids_model = BidTable(dummy_bids(self._estimate), self._wrong_colour(), self)
        self.standings_model = StandingTable(self)
        self.bids, self.standings = QTableView(), QTableView()
        self.add, self.remove = QPushButton("Add a bid"), QPushButton("Remove the bid")
        self.conclusion = plain_label("", "label")
        self.put, self.leave = QPushButton("Put this in the weight reason"), QPushButton("Close")
        self._tables = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._fill()
        self._lay_out()
        self._connect()
        self.reckon()
        self.formula.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wrong_colour(self) -> str:
        dark = self.palette().base().color() == QColor(DARK.paper)
        return (DARK if dark else LIGHT).red_wash

    # ---- what is there ------------------------------------------------------------------------

    def _fill(self) -> None:
        self.formula.addItems([formula.label for formula in _FORMULAS])
        self.formula.setAccessibleName("How prices become points")
        self.average.setAccessibleName("Average mark")
        self.average.setAccessibleDescription("From 0 to 5; 3 is SVDesk's reading")
        self.average.setMaximumWidth(90)
        triggers = QAbstractItemView.EditTrigger
        self.bids.setModel(self.bids_model)
        self.bids.setEditTriggers(
            triggers.AnyKeyPressed
            | triggers.EditKeyPressed
            | triggers.DoubleClicked
            | triggers.SelectedClicked
        )
        self.bids.setAccessibleName("Made-up bids")
        self.bids.setAccessibleDescription("Type in a cell to change it; F2 edits it")
        self.standings.setModel(self.standings_model)
        self.standings.setEditTriggers(triggers.NoEditTriggers)
        self.standings.setAccessibleName("Each weight: what it is worth, and the rank of each bid")
        self.standings.verticalHeader().hide()
        for table in (self.bids, self.standings):
            table.setTabKeyNavigation(False)
            table.setWordWrap(False)
            header = table.horizontalHeader()
            header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
            header.setHighlightSections(False)
        self.bids.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.put.setProperty("role", "primary")
        for button in (self.add, self.remove, self.put, self.leave):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 16, 20, 8)
        column.setSpacing(10)
        column.addWidget(self.meaning)
        inputs = _row(
            _named("How &prices become points", self.formula), _named("&Average mark", self.average)
        )
        inputs.addSpacing(16)
        inputs.addWidget(self.steps, 1)
        column.addLayout(inputs)
        column.addWidget(self.error)
        bids, standings = QVBoxLayout(), QVBoxLayout()
        bids.setSpacing(6)
        standings.setSpacing(6)
        bids.addWidget(_heading("Made-up &bids, with marks from 0 to 5: change them as you like", self.bids))
        bids.addWidget(self.bids, 1)
        bids.addLayout(_row(self.add, self.remove, None))
        standings.addWidget(_heading("&Ranks at other weights of social value", self.standings))
        standings.addWidget(self.standings, 1)
        tables = self._tables
        tables.setSpacing(20)
        tables.addLayout(bids, 5)
        tables.addLayout(standings, 6)
        column.addLayout(tables, 1)
        column.addWidget(self.conclusion)
        column.addWidget(self.notes)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 14)
        around.addWidget(area, 1)
        buttons = _row(None, self.leave, self.put)
        buttons.setContentsMargins(20, 0, 20, 0)
        around.addLayout(buttons)

    def _connect(self) -> None:
        self.formula.currentIndexChanged.connect(self.reckon)
        self.average.textChanged.connect(self.reckon)
        self.bids_model.edited.connect(self.reckon)
        self.bids.activated.connect(self.bids.edit)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(lambda: self.bids_model.remove(self.bids.currentIndex().row()))
        self.put.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the tables below one another where they do not fit beside one another."""
        super().resizeEvent(event)
        beside = self.width() >= BESIDE_FROM
        ways = QBoxLayout.Direction
        self._tables.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def _add(self) -> None:
        self.bids.setCurrentIndex(self.bids_model.index(self.bids_model.add(), 0))
        self.bids.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- reckoning ----------------------------------------------------------------------------

    def reckon(self) -> None:
        """Show what the weight is worth and who would win, or what stands in the way."""
        wrong = ""
        try:
            worth = self._worth()
        except WhatIfError as error:
            self._show_worth(None)
            self.standings_model.show(None)
            self.conclusion.setText("")
            wrong = str(error)
        else:
            self._show_worth(worth)
            wrong = self._show_ranks(worth)
        self.error.setText(wrong)
        self.error.setVisible(bool(wrong))
        self.add.setEnabled(self.bids_model.rowCount() < MOST_BIDS)
        self.remove.setEnabled(self.bids_model.rowCount() > 2)
        for table in (self.bids, self.standings):
            rows = table.verticalHeader().length() + table.horizontalHeader().sizeHint().height()
            table.setMinimumHeight(rows + 2 * table.frameWidth() + SCROLL_BAR)

    def _worth(self) -> Premium:
        try:
            average = read_entry(FieldForm(Kind.NUMBER), self.average.text())
        except EntryError:
            average = None
        if average is None:
            average = Decimal(-1)  # no mark, so that it is refused with the same words
        formula = _FORMULAS[self.formula.currentIndex()]
        return premium(weights_of(self._evaluation), self._estimate, formula, average)

    def _show_worth(self, worth: Premium | None) -> None:
        self.meaning.setVisible(worth is not None)
        self.steps.setVisible(worth is not None)
        self.put.setEnabled(worth is not None)
        self.sentence = sentence_for_reason(worth) if worth is not None else ""
        if worth is not None:
            self.meaning.setText(meaning(worth))
            self.steps.setText("\n".join((formula_in_words(worth.formula), *formula_in_figures(worth))))
            self.notes.setText(f"{reading(worth.average_mark)} {ROUNDING}")

    def _show_ranks(self, worth: Premium) -> str:
        """Show the ranks; return what is wrong with the bids, "" where nothing is."""
        try:
            flips = rank_flips(
                self.bids_model.bids(),
                weights_of(self._evaluation),
                worth.formula,
                estimate=worth.estimate,
                average_mark=worth.average_mark,
            )
        except WhatIfError as error:
            self.bids_model.mark(error.field)
            self.standings_model.show(None)
            self.conclusion.setText("")
            return str(error)
        self.bids_model.mark("")
        self.standings_model.show(flips)
        self.conclusion.setText(conclusion(flips))
        return ""


def _named(words: str, widget: QWidget) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(_heading(words, widget))
    column.addWidget(widget)
    column.addStretch()
    return part


def _heading(words: str, buddy: QWidget) -> QLabel:
    label = PlainLabel(words)
    label.setProperty("role", "label")
    label.setBuddy(buddy)
    return label


def _row(*parts: QWidget | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for part in parts:
        if part is None:
            row.addStretch()
        else:
            row.addWidget(part)
    return row
