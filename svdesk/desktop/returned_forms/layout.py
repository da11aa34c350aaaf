"""What stands in the window of returned forms, and where."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from svdesk.desktop.returned_forms.answers import AnswersPanel
from svdesk.desktop.returned_forms.marks import icons
from svdesk.desktop.returned_forms.models import (
    FILE,
    FORM,
    ORGANISATION,
    RECEIVED,
    STATE,
    FoundReturnedForms,
    ReturnedFormsTable,
)
from svdesk.desktop.returned_forms.report import FilesPanel, ReportText
from svdesk.desktop.widgets.cards import plain_label
from svdesk.desktop.widgets.plain import PlainLabel
from svdesk.desktop.widgets.style import tokens_of
from svdesk.desktop.widgets.tables import prepared, table_view

_LEAD = (
    "Each file that comes back is checked against the form that you issued, and kept as it came. Nothing in "
    "it is run."
)
_EMPTY = (
    "No form has come back yet.",
    "Bidders return the PDF or Excel form that you issued, or its Word copy, filled in; suppliers return "
    "theirs for each period. Save the files that they send on this computer. Then press “Read returned "
    "files…” and choose them, many at once if you like, or drag them onto this window.",
    "You are told what is missing, over a word limit, changed, or not part of your form. Nothing is kept of "
    "a file that is none of yours.",
)
_UP, _DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder

ORDERS = (
    ("Last received first", RECEIVED, _DOWN),
    ("First received first", RECEIVED, _UP),
    ("Organisation, A to Z", ORGANISATION, _UP),
    ("Form, A to Z", FORM, _UP),
    ("Most to look at first", STATE, _DOWN),
    ("File, A to Z", FILE, _UP),
)
"""The orders of the list: words, column and direction."""


class ReturnedFormsLayout:
    """The parts of the window; the dialog gives them their work."""

    def __init__(self, dialog: QDialog, work: QWidget) -> None:
        """Lay the parts out in *dialog*, with the strip that tells of long *work*."""
        marks = icons(tokens_of(dialog.palette()))
        self.read = _button("&Read returned files…")
        self.read.setProperty("role", "primary")
        self.read.setAccessibleDescription("PDF, Excel or Word files; many can be chosen at once")
        self.stop = _button("S&top")
        self.bar = QProgressBar()
        self.bar.setAccessibleName("Progress of reading")
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.setAccessibleName("Find")
        self.search.setAccessibleDescription("Words of an organisation, a form, a state or a file")
        self.search.setAcceptDrops(False)
        self.order = QComboBox()
        self.order.setAccessibleName("Sort by")
        self.order.addItems([words for words, _, _ in ORDERS])
        self.model = ReturnedFormsTable(marks, dialog)
        self.found = FoundReturnedForms(self.model, dialog)
        self.table = prepared(table_view(self.found, "Returned forms"), (3, 3, 0, 0, 2))
        self.table.setAccessibleDescription(
            "Below the list are the report and the answers of the chosen form"
        )
        self.table.setSortingEnabled(True)
        self.report = ReportText()
        self.answers = AnswersPanel(marks)
        self.files = FilesPanel(marks)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.report, "Re&port")
        self.tabs.addTab(self.answers, "&Answers")
        self.tabs.addTab(self.files, "Files rea&d")
        self.said = plain_label("", "lead")
        self.said.setAccessibleName("What was done last")
        self.save = _button("Save the or&iginal…")
        self.save.setAccessibleDescription("The file as it came, checked against its hash")
        self.copy = _button("&Copy the report")
        self.compare = _button("Co&mpare answers…")
        self.compare.setToolTip("For two or more returns of the same form")
        self.remove = _button("Remo&ve…")
        self.leave = _button("C&lose")
        self.work = work
        self._place(dialog)

    def show_some(self, some: bool) -> None:
        """Show the list, or what to do where there is none yet."""
        with_list = (*self._finding, self._parts, self.save, self.copy, self.compare, self.remove)
        without = (self._lead, self._empty)
        # What goes is hidden first: the window would grow to hold both, and stay so.
        for widget in without if some else with_list:
            widget.hide()
        for widget in with_list if some else without:
            widget.show()

    def _place(self, dialog: QDialog) -> None:
        named = (_named("Fi&nd", self.search), _named("S&ort by", self.order))
        self._finding: tuple[QWidget, ...] = (named[0], self.search, named[1], self.order)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self.read)
        top.addWidget(self.stop)
        top.addWidget(self.bar, 1)
        top.addStretch()
        for widget in self._finding:
            top.addWidget(widget)
        self._parts = QSplitter(Qt.Orientation.Vertical)
        self._parts.setChildrenCollapsible(False)
        self._parts.addWidget(self.table)
        self._parts.addWidget(self.tabs)
        self._parts.setStretchFactor(0, 2)
        self._parts.setStretchFactor(1, 3)
        self._parts.setSizes([2 * dialog.height() // 5, 3 * dialog.height() // 5])
        self._lead = plain_label(_LEAD)
        self._empty = _empty()
        bottom = QHBoxLayout()
        bottom.setSpacing(8)
        for button in (self.save, self.copy, self.compare, self.remove):
            bottom.addWidget(button)
        bottom.addStretch()
        bottom.addWidget(self.leave)
        column = QVBoxLayout(dialog)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(self._lead)
        column.addLayout(top)
        column.addWidget(self._empty, 1)
        column.addWidget(self._parts, 1)
        column.addWidget(self.said)
        column.addWidget(self.work)
        column.addLayout(bottom)
        self.show_some(False)


def _empty() -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 24, 0, 0)
    column.setSpacing(10)
    for place, words in enumerate(_EMPTY):
        label = plain_label(words, "lead" if place else "h2")
        label.setMaximumWidth(760)
        column.addWidget(label)
    column.addStretch()
    return part


def _button(words: str) -> QPushButton:
    button = QPushButton(words)
    button.setAutoDefault(False)  # Enter belongs to the lists
    return button


def _named(words: str, widget: QWidget) -> QLabel:
    label = PlainLabel(words)
    label.setProperty("role", "label")
    label.setBuddy(widget)
    return label
