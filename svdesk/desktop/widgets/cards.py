"""What the rules say, as cards: a status word, a sentence with the officer's figures, the source."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from html import escape

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from svdesk.desktop.widgets.fold import Fold
from svdesk.desktop.widgets.plain import PlainLabel, plain_tip
from svdesk.desktop.widgets.steady_frame import SteadyFrame
from svdesk.domain.english import capitalised, listed
from svdesk.policy.content.determinations import (
    Assessment,
    Determination,
    Duty,
    LegalStanding,
    Severity,
    Status,
)
from svdesk.policy.content.items import Citation
from svdesk.policy.rules.showing import ADVICE_TITLES, duty_parts, read_words


@dataclass(frozen=True, slots=True)
class Look:
    """What stands for an answer: a *word*, a *sign* of its own shape, and a *tone* of the style sheet."""

    word: str
    sign: str
    tone: str


_APPLIES, _TAKE_CARE = Look("Applies", "✓", "green"), Look("Take care", "!", "amber")
_NOT_ALLOWED, _CANNOT_TELL = Look("Not allowed", "■", "red"), Look("Cannot tell", "?", "blue")
_DOES_NOT_APPLY = Look("Does not apply", "-", "grey")
_ADVICE = {
    LegalStanding.GOOD_PRACTICE: Look(ADVICE_TITLES[LegalStanding.GOOD_PRACTICE], "◆", "practice"),
    LegalStanding.OPTIONAL: Look(ADVICE_TITLES[LegalStanding.OPTIONAL], "○", "optional"),
}
_OPEN_PARTS = 2
"""So many parts of a duty stand open on a card: what to do, and by when."""


def look_of(determination: Determination) -> Look:
    """Return what stands for an answer."""
    if determination.status is Status.CANNOT_TELL:
        return _CANNOT_TELL
    if determination.status is Status.DOES_NOT_APPLY:
        return _ADVICE.get(determination.standing, _DOES_NOT_APPLY)
    if determination.forbids:
        return _NOT_ALLOWED
    return _TAKE_CARE if determination.severity is Severity.CAUTION else _APPLIES


def says_something(determination: Determination) -> bool:
    """Say whether an answer asks or advises anything, or is still open."""
    return look_of(determination) is not _DOES_NOT_APPLY


def by_weight(assessment: Assessment) -> tuple[Determination, ...]:
    """Return the determinations with what needs attention first, in register order within that."""
    order = [_NOT_ALLOWED, None, _CANNOT_TELL, _TAKE_CARE, _APPLIES, *_ADVICE.values(), _DOES_NOT_APPLY]

    def weight(found: Determination) -> int:
        required = found.status is Status.APPLIES and found.severity is Severity.BLOCK
        return min(order.index(look_of(found)), order.index(None) if required else len(order))

    return tuple(sorted(assessment.determinations, key=weight))


def plain_label(text: str, role: str = "") -> QLabel:
    """Return a label that wraps, can be selected and never reads mark-up in what people typed."""
    label = PlainLabel(text)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        label.setProperty("role", role)
    return label


class Card(SteadyFrame):
    """One determination."""

    ask_fact = Signal(str)
    """Asks for the step and field in which a missing fact is given."""
    read = Signal(object)
    """Asks for the reader at a citation, or at a rule by its id."""

    def __init__(
        self, determination: Determination, *, with_stage: bool = True, dates: tuple[str, ...] = ()
    ) -> None:
        """Show *determination*, with its stage where that is not plain from the page.

        *dates* are sentences on the dates of its duty, as far as they can be reckoned.
        """
        super().__init__()
        look = look_of(determination)
        self.setProperty("role", "card")
        self.setProperty("tone", look.tone)
        self.setAccessibleName(f"{look.word}: {determination.headline}")
        column = self.column
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(5)
        chip = PlainLabel(f"{look.sign} {look.word}")
        chip.setAccessibleName(look.word)
        chip.setProperty("role", "chip")
        chip.setProperty("tone", look.tone)
        chip_row = QHBoxLayout()
        chip_row.addWidget(chip)
        rule = reader_link(determination.rule, f"Rule {determination.rule}", "The whole rule")
        rule.linkActivated.connect(lambda _link: self.read.emit(determination.rule))
        rule.setWordWrap(False)
        chip_row.addStretch()
        chip_row.addWidget(rule)
        column.addLayout(chip_row)
        column.addWidget(plain_label(determination.headline, "label"))
        column.addWidget(plain_label(determination.reason))
        if determination.recommendation:
            column.addWidget(plain_label(determination.recommendation))
        if determination.duty:
            self._add_duty(determination.duty, determination.headline, dates)
        if determination.missing:
            column.addWidget(self._fact_button(determination.missing[0]))
        for citation in determination.citations:
            column.addWidget(self._source(citation))
        column.addWidget(plain_label(read_words(determination, with_stage=with_stage), "hint"))

    def _add_duty(self, duty: Duty, headline: str, dates: tuple[str, ...]) -> None:
        parts = list(duty_parts(duty))
        first = parts[:_OPEN_PARTS] if duty.by else parts[:1]
        rest = parts[len(first) :]
        self.column.addWidget(_named_texts([*first, *([("Reckoned", "\n".join(dates))] if dates else [])]))
        if rest:
            title = capitalised(listed(name.lower() for name, _ in rest))
            self.column.addWidget(Fold(title, headline, partial(_named_texts, rest)))

    def _source(self, citation: Citation) -> QLabel:
        label = reader_link(citation.title, f"Source: {citation.title}", "Where this is written")
        label.linkActivated.connect(lambda _link: self.read.emit(citation))
        return label

    def _fact_button(self, fact: str) -> QPushButton:
        button = link_button("Go to the missing answer")
        button.clicked.connect(lambda: self.ask_fact.emit(f"facts.{fact}"))
        return button


def _named_texts(parts: Iterable[tuple[str, str]]) -> QWidget:
    """Return *parts* one below the other, each with its name before it."""
    place = QWidget()
    grid = QGridLayout(place)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(1, 1)
    for row, (name, text) in enumerate(parts):
        named = PlainLabel(name)
        named.setProperty("role", "named")
        grid.addWidget(named, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(plain_label(text), row, 1)
    return place


def link_button(text: str) -> QPushButton:
    """Return a button that looks like a link."""
    button = QPushButton(text)
    button.setProperty("role", "link")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


class _WholeLink(QLabel):
    """A label that is one link. It takes the focus as a whole, and Enter or Space follow it.

    Qt's own links inside a label want Tab twice, and show nothing the first time.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow the link on Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.linkActivated.emit("read")
        else:
            super().keyPressEvent(event)


def reader_link(title: str, name: str, what: str) -> QLabel:
    """Return a link that opens the reader, for pointer, keyboard and screen reader.

    *name* is what a screen reader says, *what* tells what is read there.
    """
    label = _WholeLink(f'<a href="read">{escape(title)}</a>')
    label.setProperty("role", "source")
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
    label.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    label.setIndent(0)
    label.setAccessibleName(name)
    label.setAccessibleDescription(f"{what}. Press Enter to read it.")
    label.setToolTip(plain_tip(f"{what}, in the reader"))
    return label


class CardColumn(QObject):
    """A column of cards, built a few at a time so that the window goes on answering meanwhile."""

    AT_ONCE = 1
    """So many cards are made in one turn of the event loop: Qt takes a while to arrange each."""

    filled = Signal()

    def __init__(self, place: QWidget) -> None:
        """Take charge of the layout of *place*, or give it one."""
        super().__init__(place)
        self._layout = place.layout() or QVBoxLayout(place)
        self._waiting: list[Callable[[], QWidget]] = []
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._add_some)

    def show(self, makers: Iterable[Callable[[], QWidget]]) -> None:
        """Replace what is in the column by what *makers* make, the first one at once."""
        self._next.stop()
        while self._layout.count():
            old = self._layout.takeAt(0)
            widget = old.widget() if old is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._waiting = list(makers)
        self._add_some()

    def _add_some(self) -> None:
        some, self._waiting = self._waiting[: self.AT_ONCE], self._waiting[self.AT_ONCE :]
        for make in some:
            self._layout.addWidget(make())
        if self._waiting:
            self._next.start()
            return
        if isinstance(self._layout, QVBoxLayout):
            self._layout.addStretch()
        self.filled.emit()
