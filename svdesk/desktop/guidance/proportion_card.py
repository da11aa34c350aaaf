"""What is in proportion to the contract, and what answering costs a bidder, beside the steps that ask."""

from collections.abc import Callable
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

from svdesk.desktop.open_project.workspace import Workspace
from svdesk.desktop.widgets.cards import link_button, plain_label, reader_link
from svdesk.desktop.widgets.plain import PlainLabel
from svdesk.desktop.widgets.style import restyle
from svdesk.desktop.widgets.tab_order import focusable
from svdesk.domain.field_paths import parse_path
from svdesk.policy.content.items import Citation
from svdesk.services.project.editing import with_value
from svdesk.services.proposing.in_proportion import (
    METHOD,
    InProportion,
    NamedCut,
    ProportionRow,
    in_proportion,
)

MOST_CUTS = 3
"""So many cuts are shown at once; the others come when they are asked for."""

_TO_THE_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
_GAP = 10
"""Logical pixels between this card and the one below it."""


class ProportionCard(QWidget):
    """Follows the project on the steps where something can be too much; hidden on the others.

    Only the parts that say something else are built anew, so that it costs little to follow typing
    and the focus stays where it is.
    """

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
        self._parts: dict[str, tuple[object, QWidget]] = {}
        self._table = _Table()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, _GAP)
        self._card = QFrame()
        self._card.setProperty("role", "card")
        self._card.setProperty("tone", "blue")
        around.addWidget(self._card)
        self._column = QVBoxLayout(self._card)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(5)
        self.hide()

    def follow(self) -> None:
        """Show what is in proportion to the project as it stands, on the step that is shown."""
        step = self._workspace.step
        wanted = in_proportion(self._workspace.session.case, step) if step.proportion else None
        if wanted == self._shown:
            return
        self._shown, self._all_cuts = wanted, False
        if wanted is not None:
            self._fill(wanted)
        self.setVisible(wanted is not None)
        self.filled.emit()

    def _fill(self, shown: InProportion) -> None:
        focus = QApplication.focusWidget()
        held = focus is not None and self.isAncestorOf(focus)
        self._card.setAccessibleName(f"In proportion? {shown.label}")
        size = shown.label, shown.size, shown.ask, shown.risk, shown.risk_reasons
        self._put("size", size, lambda: self._made_size(shown))
        self._put("table", None, lambda: self._table)
        self._table.fill(shown.rows)
        self._put("notes", shown.notes, lambda: _made_notes(shown.notes))
        self._put("cuts", (shown.cuts, shown.method, self._all_cuts), lambda: self._made_cuts(shown))
        self._put("evidence", shown.evidence, lambda: self._made_evidence(shown))
        focus = QApplication.focusWidget()
        if held and (focus is None or not self.isAncestorOf(focus)):
            for widget in focusable((self._card,))[:1]:
                widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put(self, name: str, says: object, make: Callable[[], QWidget]) -> None:
        """Put what *make* makes in the place of the part *name*, unless that says the same already."""
        old = self._parts.get(name)
        if old is not None and old[0] == says:
            return
        part = make()
        if old is None:
            self._column.addWidget(part)
        else:
            self._column.replaceWidget(old[1], part)
            old[1].hide()
            old[1].deleteLater()
        # At once, or nothing in it could take the focus yet; a part that says nothing leaves no gap.
        part.setVisible(bool(part.findChildren(QLabel)))
        self._parts[name] = says, part

    def _made_size(self, shown: InProportion) -> QWidget:
        part, column = _part()
        column.addLayout(_head(shown.label))
        column.addWidget(plain_label(f"{shown.size}. {shown.risk}."))
        if shown.ask:
            column.addWidget(self._ask(shown.ask))
        if shown.risk_reasons:
            column.addWidget(plain_label(" ".join(shown.risk_reasons), "hint"))
        return part

    def _made_cuts(self, shown: InProportion) -> QWidget:
        part, column = _part()
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
        return part

    def _made_evidence(self, shown: InProportion) -> QWidget:
        part, column = _part()
        for text, citations in shown.evidence:
            column.addWidget(plain_label(f"Evidence: {text}", "hint"))
            for citation in citations:
                column.addWidget(self._source(citation))
        return part

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
        if self._shown is not None:
            self._fill(self._shown)
            self.filled.emit()

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
    chip = PlainLabel(label)
    chip.setProperty("role", "chip")
    chip.setProperty("tone", "blue")
    row.addWidget(chip)
    return row


def _part() -> tuple[QWidget, QVBoxLayout]:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(5)
    return part, column


def _made_notes(notes: tuple[str, ...]) -> QWidget:
    part, column = _part()
    if notes:
        column.addWidget(plain_label(" ".join(notes), "hint"))
    return part


class _Table(QWidget):
    """Rows of what, what is usual and what is asked here; the labels stay while the numbers change."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(0, 1)
        self._rows: list[tuple[QLabel, QLabel, QLabel]] = []
        for column, head in ((1, "Usual"), (2, "Here")):
            self._grid.addWidget(plain_label(head, "hint"), 0, column, _TO_THE_RIGHT)

    def fill(self, rows: tuple[ProportionRow, ...]) -> None:
        """Show *rows*."""
        while len(self._rows) < len(rows):
            self._add()
        for place, labels in enumerate(self._rows):
            for label in labels:
                label.setVisible(place < len(rows))
        for row, (name, usual, here) in zip(rows, self._rows, strict=False):
            name.setText(row.name)
            usual.setText(row.usual)
            here.setText(f"▲ {row.here}" if row.over else row.here)
            here.setAccessibleName(_spoken(row))
            role = "over" if row.over else "label"
            if here.property("role") != role:
                here.setProperty("role", role)
                restyle(here)

    def _add(self) -> None:
        labels = plain_label(""), plain_label(""), plain_label("", "label")
        place = len(self._rows) + 1
        for column, label in enumerate(labels):
            label.setWordWrap(column == 0)
            if column:
                self._grid.addWidget(label, place, column, _TO_THE_RIGHT)
            else:
                self._grid.addWidget(label, place, column)
        self._rows.append(labels)


def _spoken(row: ProportionRow) -> str:
    more = ", more than usual" if row.over else ""
    return f"{row.name}: {row.here} here{more}, {row.usual} usual"
