"""The bar in which words are searched in a document."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QPushButton, QWidget

from svdesk.desktop.viewer.page_finding import PageFinder
from svdesk.desktop.widgets.plain import PlainLabel, plain_tip

_TYPING = 250


class FindBar(QFrame):
    """Words, how many matches there are, and the way from one to the next."""

    search = Signal(str)
    """Words were typed and are to be searched."""
    go = Signal(int)
    """The next match (1) or the previous one (-1) is wanted."""
    closed = Signal()

    def __init__(self, finder: PageFinder, parent: QWidget) -> None:
        """Show how *finder* gets on."""
        super().__init__(parent)
        self.setProperty("role", "find")
        self._finder = finder
        self._told = ""
        self.words = QLineEdit()
        self.words.setAccessibleName("Find in the document")
        self.words.setPlaceholderText("Find in the document")
        self.words.setClearButtonEnabled(True)
        self.words.installEventFilter(self)
        self.count = PlainLabel()
        self.count.setAccessibleName("How the search stands")
        self.count.setWordWrap(True)
        self.before = self._button("Previous", "Previous match (Shift+F3)", -1)
        self.after = self._button("Next", "Next match (F3)", 1)
        shut = QPushButton("Close")
        shut.setProperty("role", "tool")
        shut.setAutoDefault(False)
        shut.setAccessibleName("Close find")
        shut.setToolTip("Close find (Esc)")
        shut.clicked.connect(self.shut)
        # Below the words: however long it gets, the bar stays as narrow as a pane may be.
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 6, 8, 6)
        grid.setSpacing(6)
        for column, widget in enumerate((self.words, self.before, self.after, shut)):
            grid.addWidget(widget, 0, column)
        grid.addWidget(self.count, 1, 0, 1, 4)
        grid.setColumnStretch(0, 1)
        self._soon = QTimer(self, singleShot=True, interval=_TYPING)
        self._soon.timeout.connect(self._search)
        self.words.textChanged.connect(lambda _text: self._soon.start())
        finder.changed.connect(self._show_count)
        self._show_count()
        self.hide()

    def _button(self, words: str, tip: str, by: int) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("role", "tool")
        button.setAutoDefault(False)
        button.setAccessibleName(tip.partition(" (")[0])
        button.setToolTip(plain_tip(tip))
        button.clicked.connect(lambda: self.step(by))
        return button

    def open(self) -> None:
        """Show the bar with the keyboard in it."""
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        if self.words.text() and not self._finder.words:
            self._search()

    def shut(self) -> None:
        """Hide the bar and take the marks away."""
        self._soon.stop()
        self.hide()
        self.search.emit("")
        self.closed.emit()

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) match; words that were not searched yet are now."""
        if self._soon.isActive() or (self.words.text().strip() and not self._finder.words):
            self._search()
        else:
            self.go.emit(by)

    def _search(self) -> None:
        self._soon.stop()
        if self.words.text() != self._finder.words:
            self.search.emit(self.words.text())

    def _show_count(self) -> None:
        words = self._finder.said()
        self.count.setText(words)
        some = bool(self._finder.words)
        self.before.setEnabled(some)
        self.after.setEnabled(some)
        # Heard once when it stands, and not with every page that is searched.
        if words and words != self._told and not self._finder.searching and self.isVisible():
            self._told = words
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.words, words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter, Shift+Enter and Escape work while words are typed."""
        if watched is self.words and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.step(-1 if back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.shut()
                return True
        return super().eventFilter(watched, event)
