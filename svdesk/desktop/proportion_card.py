"""What is in proportion to the contract, and what answering costs a bidder, beside the steps that ask."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from svdesk.desktop.cards import link_button, plain_label, reader_link
from svdesk.desktop.tab_order import focusable
from svdesk.desktop.workspace import Workspace
from svdesk.domain.field_paths import parse_path
from svdesk.policy.items import Citation
from svdesk.services.editing import with_value
from svdesk.services.in_proportion import METHOD, SHOWN_ON, InProportion, NamedCut, Row, in_proportion

MOST_CUTS = 3
"""So many cuts are shown at once; the others come when they are asked for."""

_GAP = 10
"""Logical pixels between this card and the one below it."""


class ProportionCard(QWidget):
    """Follows the project on the steps where something can be too much; hidden on the others."""

    read = Signal(object)
    """Asks for the reader at a citation."""
    filled = Signal()
    """The card has new widgets, or came or went: Tab has to find its way."""

    def __init__(self, workspace: Workspace) -> None:
        """Follow the project of *workspace*."""
        super().__init__()
        self._workspace = workspace
        self._shown: InProportion | None = None
        self._all_cuts = False
        self._inside: QWidget | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, _GAP)
        self.hide()
        workspace.assessed.connect(self._follow)

    def _follow(self) -> None:
        step = self._workspace.step.key
        wanted = in_proportion(self._workspace.session.context, step) if step in SHOWN_ON else None
        if wanted != self._shown:
            self._shown, self._all_cuts = wanted, False
            self._fill()

    def _fill(self) -> None:
        """Build the card anew; the focus stays in it where it was there."""
        focus = QApplication.focusWidget()
        held = focus is not None and self.isAncestorOf(focus)
        if self._inside is not None:
            self._column.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
            self._inside = None
        if self._shown is not None:
            self._inside = self._made(self._shown)
            self._column.addWidget(self._inside)
            self._inside.show()  # at once, or it could not take the focus yet
        self.setVisible(self._shown is not None)
        self.filled.emit()
        if held and self._inside is not None:
            for widget in focusable((self._inside,))[:1]:
                widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self, shown: InProportion) -> QWidget:
        inside = QFrame()
        inside.setProperty("role", "card")
        inside.setProperty("tone", "blue")
        inside.setAccessibleName(f"In proportion? {shown.label}")
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(5)
        column.addLayout(_head(shown.label))
        column.addWidget(plain_label(f"{shown.size}. {shown.risk}."))
        if shown.ask:
            column.addWidget(self._ask(shown.ask))
        if shown.risk_reasons:
            column.addWidget(plain_label(" ".join(shown.risk_reasons), "hint"))
        column.addLayout(_table(shown.rows))
        if shown.notes:
            column.addWidget(plain_label(" ".join(shown.notes), "hint"))
        if shown.cuts or shown.method:
            column.addWidget(plain_label("What to cut", "label"))
        if shown.method:
            column.addWidget(self._method(shown.method))
            column.addWidget(plain_label(shown.method, "hint"))
        cuts = shown.cuts if self._all_cuts else shown.cuts[:MOST_CUTS]
        for cut in cuts:
            column.addWidget(self._cut(cut))
        if len(cuts) < len(shown.cuts):
            column.addWidget(self._others(len(shown.cuts) - len(cuts)))
        for text, citations in shown.evidence:
            column.addWidget(plain_label(f"Evidence: {text}", "hint"))
            for citation in citations:
                column.addWidget(self._source(citation))
        return inside

    def _ask(self, path: str) -> QPushButton:
        button = link_button("Go to the missing answer")
        button.clicked.connect(lambda: self._workspace.go_to_fact(path))
        return button

    def _method(self, what: str) -> QPushButton:
        button = QPushButton("Let only the winner write\nthe method")
        button.setAccessibleName("Let only the winner write the method")
        button.setAccessibleDescription(f"{what} You can undo it, or change it under Evaluation.")
        button.clicked.connect(self._let_winner_write)
        return button

    def _let_winner_write(self) -> None:
        sections = with_value(self._workspace.session.project, parse_path(METHOD), value=True)
        self._workspace.editor.change(sections, "let only the winner write the method")
        self._workspace.check()

    def _cut(self, cut: NamedCut) -> QLabel:
        links = ", ".join(
            f'<a href="{escape(path, quote=True)}">{escape(name)}</a>' for path, name in cut.places
        )
        names = ", ".join(name for _, name in cut.places)
        label = _Links(f"{links}: {escape(cut.text)}", f"Go to {names}: {cut.text}")
        label.linkActivated.connect(self._workspace.go_to_field)
        return label

    def _others(self, count: int) -> QPushButton:
        button = link_button(f"Show {count} more")
        button.setAccessibleName(f"Show {count} more things to cut")
        button.clicked.connect(self._show_all)
        return button

    def _show_all(self) -> None:
        self._all_cuts = True
        self._fill()

    def _source(self, citation: Citation) -> QLabel:
        label = reader_link(citation.title, f"Source: {citation.title}", "Where this is written")
        label.linkActivated.connect(lambda _link: self.read.emit(citation))
        return label


class _Links(QLabel):
    """Text with links in it, each of which Tab reaches and Enter follows."""

    def __init__(self, html: str, name: str) -> None:
        """Show *html*; *name* is what a screen reader says."""
        super().__init__(html)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setIndent(0)
        self.setAccessibleName(name)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go to the first link, or backwards to the last: Qt would stop before it, with nothing marked."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.focusNextPrevChild(event.reason() is Qt.FocusReason.TabFocusReason)


def _head(label: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(plain_label("In proportion?", "h2"), 1)
    chip = QLabel(label)
    chip.setProperty("role", "chip")
    chip.setProperty("tone", "blue")
    row.addWidget(chip)
    return row


def _table(rows: tuple[Row, ...]) -> QGridLayout:
    """Return the rows as a table: what, what is usual, what is asked here."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(0, 1)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
    for column, head in ((1, "Usual"), (2, "Here")):
        grid.addWidget(plain_label(head, "hint"), 0, column, right)
    for place, row in enumerate(rows, start=1):
        grid.addWidget(plain_label(row.name), place, 0)
        usual = plain_label(row.usual)
        here = plain_label(f"▲ {row.here}" if row.over else row.here, "over" if row.over else "label")
        here.setAccessibleName(_spoken(row))
        for column, label in ((1, usual), (2, here)):
            label.setWordWrap(False)
            grid.addWidget(label, place, column, right)
    return grid


def _spoken(row: Row) -> str:
    more = ", more than usual" if row.over else ""
    return f"{row.name}: {row.here} here{more}, {row.usual} usual"
