"""A question with two answers, as a pair of radio buttons that can be cleared again."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGroupBox, QHBoxLayout, QPushButton, QRadioButton, QWidget

_CLEARING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_LETTERS = {Qt.Key.Key_Y: True, Qt.Key.Key_N: False}
_HOW_TO_CLEAR = "The Delete key clears the answer."


class YesNo(QGroupBox):
    """Yes, No, or not answered.

    Tab comes to it once. The arrow keys, Y and N answer; Delete, Backspace and the button that
    stands there once there is an answer clear it. Pressing the chosen answer again changes nothing:
    people click twice out of habit, and an answer must not vanish by it.
    """

    answered = Signal(object)
    """A person's answer: ``True``, ``False``, or ``None`` where it was cleared."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin unanswered."""
        super().__init__(parent)
        self.setProperty("role", "choice")
        self._answer: bool | None = None
        self.yes, self.no = QRadioButton("Yes", self), QRadioButton("No", self)
        self.clear = QPushButton("Clear", self)
        self.clear.setProperty("role", "link")
        # One stop for Tab is enough: on the keyboard Delete clears.
        self.clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        keeps_room = self.clear.sizePolicy()
        keeps_room.setRetainSizeWhenHidden(True)
        self.clear.setSizePolicy(keeps_room)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        for button, answer in ((self.yes, True), (self.no, False)):
            self._group.addButton(button)
            button.clicked.connect(partial(self._give, answer))
            button.installEventFilter(self)
            row.addWidget(button)
        row.addWidget(self.clear)
        row.addStretch()
        self.clear.clicked.connect(self._clear)
        # The label's letter and links to the field give the focus to the group, which hands it on.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._follow()

    @property
    def answer(self) -> bool | None:
        """The answer that is shown; ``None`` where there is none."""
        return self._answer

    def show_answer(self, answer: bool | None) -> None:
        """Show *answer*, without a signal."""
        if answer == self._answer:
            return
        self._answer = answer
        self._group.setExclusive(False)
        self.yes.setChecked(answer is True)
        self.no.setChecked(answer is False)
        self._group.setExclusive(True)
        self._follow()

    def name(self, words: str) -> None:
        """Give the group its name for assistive technology, and the button that clears it its own."""
        self.setAccessibleName(words)
        self.clear.setAccessibleName(f"Clear the answer to {words}")

    def describe(self, words: str) -> None:
        """Describe the group and, as it is these that have the focus, its buttons."""
        if self.accessibleDescription() != words:
            self.setAccessibleDescription(words)
            for button in (self.yes, self.no):
                button.setAccessibleDescription(f"{words} {_HOW_TO_CLEAR}".strip())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus to the answer that is chosen, or to the first."""
        (self.no if self._answer is False else self.yes).setFocus(event.reason())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer by letter, and clear by Delete."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            if plain and event.key() in _CLEARING:
                self._clear()
                return True
            if plain and event.key() in _LETTERS:
                self._give(_LETTERS[Qt.Key(event.key())])
                (self.yes if self._answer else self.no).setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _give(self, answer: bool | None) -> None:
        if answer != self._answer:
            self.show_answer(answer)
            self.answered.emit(answer)

    def _clear(self) -> None:
        held = self.yes.hasFocus() or self.no.hasFocus()
        self._give(None)
        if held or not self.isAncestorOf(self.window().focusWidget()):
            self.yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        """Let Tab come to the chosen answer, or to the first; offer to clear where there is an answer."""
        stop, other = (self.no, self.yes) if self._answer is False else (self.yes, self.no)
        stop.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        other.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.clear.setVisible(self._answer is not None)
