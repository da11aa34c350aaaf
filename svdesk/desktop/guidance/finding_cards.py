"""Findings of the pack linter as cards: what was found, why it matters, and how to put it right."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from svdesk.checks.finding import Finding, FindingKind
from svdesk.desktop.widgets.cards import link_button, plain_label, reader_link
from svdesk.desktop.widgets.plain import PlainLabel
from svdesk.desktop.widgets.steady_frame import SteadyFrame
from svdesk.policy.content.items import Citation

WORDS = {
    FindingKind.BLOCK: ("Must be put right", "red"),
    FindingKind.MISSING: ("Still to give", "amber"),
    FindingKind.CAUTION: ("Take care", "amber"),
    FindingKind.INFORMATION: ("Worth knowing", "blue"),
}
"""What stands for each kind, and its tone."""


class FindingCard(SteadyFrame):
    """One finding. *where* says in words where it is; "" where that is plain from the page."""

    go_to = Signal(str)
    """Asks for the field at this path."""
    fix = Signal(object)
    """Asks for the finding to be put right."""
    read = Signal(object)
    """Asks for the reader at a citation."""

    def __init__(self, finding: Finding, where: str = "") -> None:
        """Show *finding*."""
        super().__init__()
        self.finding = finding
        word, tone = WORDS[finding.kind]
        self.setProperty("role", "card")
        self.setProperty("tone", tone)
        self.setAccessibleName(f"{word}: {finding.title}")
        self.setAccessibleDescription(finding.message)
        column = self.column
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(5)
        chip = PlainLabel(word)
        chip.setProperty("role", "chip")
        chip.setProperty("tone", tone)
        row = QHBoxLayout()
        row.addWidget(chip)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(plain_label(finding.title, "label"))
        if where:
            column.addWidget(plain_label(where, "hint"))
        column.addWidget(plain_label(finding.message))
        column.addWidget(plain_label(finding.why, "hint"))
        for citation in finding.citations:
            column.addWidget(self._source(citation))
        column.addLayout(self._buttons(where))

    def _source(self, citation: Citation) -> QLabel:
        label = reader_link(citation.title, f"Source: {citation.title}", "Where this is written")
        label.linkActivated.connect(lambda _link: self.read.emit(citation))
        return label

    def _buttons(self, where: str) -> QHBoxLayout:
        """Return the row of buttons; what the fix does stands beside its button."""
        row = QHBoxLayout()
        row.setSpacing(10)
        self.fix_button: QPushButton | None = None
        name = f"{self.finding.title}{', ' + where if where else ''}"
        if self.finding.fix is not None:
            self.fix_button = QPushButton("Fix")
            self.fix_button.setAccessibleName(f"Fix {name}: {self.finding.fix.label}")
            self.fix_button.clicked.connect(lambda: self.fix.emit(self.finding))
            row.addWidget(self.fix_button, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(plain_label(self.finding.fix.label, "hint"), 1)
        else:
            row.addStretch(1)
        self.go_button = link_button("Go to it")
        self.go_button.setAccessibleName(f"Go to {name}")
        self.go_button.clicked.connect(lambda: self.go_to.emit(self.finding.path))
        row.addWidget(self.go_button, 0, Qt.AlignmentFlag.AlignTop)
        return row


class FindingColumn(QObject):
    """A column of findings that follows them without building anew what stays.

    So the focus, and the place to which a person has scrolled, stay where they are.
    """

    AT_ONCE = 1
    """So many cards are made in one turn of the event loop: Qt takes a while to arrange each."""

    go_to = Signal(str)
    fix = Signal(object)
    read = Signal(object)
    filled = Signal()
    """All cards are there; Tab has to find its way through the new ones."""

    def __init__(self, place: QWidget, where: Callable[[Finding], str] = lambda _finding: "") -> None:
        """Take charge of the layout of *place*; *where* says in words where a finding is."""
        super().__init__(place)
        self._layout = place.layout() or QVBoxLayout(place)
        self._where = where
        self._shown: list[tuple[str, QWidget]] = []
        self._wanted: list[str | Finding] = []
        self._unfilled = True
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._build_some)

    @property
    def cards(self) -> list[FindingCard]:
        """The cards that are there, in their order."""
        return [widget for _, widget in self._shown if isinstance(widget, FindingCard)]

    def show(self, wanted: Sequence[str | Finding]) -> None:
        """Show findings and, as plain text, headings between them; the first one at once."""
        self._next.stop()
        self._wanted = list(wanted)
        keys = {_key(each) for each in wanted}
        had_focus = self._focused()
        for key, widget in [pair for pair in self._shown if pair[0] not in keys]:
            self._shown.remove((key, widget))
            self._layout.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._build_some()
        if had_focus is not None:
            self._focus_near(had_focus)

    def _focused(self) -> int | None:
        """Return the place of the card that has the focus."""
        for place, card in enumerate(self.cards):
            focus = card.window().focusWidget()
            if focus is not None and card.isAncestorOf(focus):
                return place
        return None

    def _focus_near(self, place: int) -> None:
        cards = self.cards
        if cards and self._focused() is None:
            card = cards[min(place, len(cards) - 1)]
            (card.fix_button or card.go_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_some(self) -> None:
        there = dict(self._shown)
        built = 0
        shown: list[tuple[str, QWidget]] = []
        for place, each in enumerate(self._wanted):
            key = _key(each)
            widget = there.get(key)
            if widget is None:
                if built == self.AT_ONCE:
                    self._shown = shown + [pair for pair in self._shown if pair not in shown]
                    self._next.start()
                    return
                widget = self._made(each)
                built += isinstance(each, Finding)
            elif isinstance(each, Finding) and isinstance(widget, FindingCard):
                widget.finding = each
            if self._layout.indexOf(widget) != place:
                self._layout.removeWidget(widget)
                self._insert(place, widget)
                self._unfilled |= isinstance(each, Finding)
            shown.append((key, widget))
        self._shown = shown
        if self._unfilled:
            self._unfilled = False
            self.filled.emit()

    def _insert(self, place: int, widget: QWidget) -> None:
        if isinstance(self._layout, QVBoxLayout):
            self._layout.insertWidget(place, widget)
        else:
            self._layout.addWidget(widget)

    def _made(self, each: str | Finding) -> QWidget:
        if isinstance(each, str):
            return plain_label(each, "h2")
        card = FindingCard(each, self._where(each))
        card.go_to.connect(self.go_to)
        card.fix.connect(self.fix)
        card.read.connect(self.read)
        return card


def _key(each: str | Finding) -> str:
    """Return what makes two cards the same to look at."""
    if isinstance(each, str):
        return f"heading {each}"
    return "\n".join((each.code, each.path, each.message, each.fix.label if each.fix else ""))
