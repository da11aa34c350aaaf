"""How a document comes out, told where it was asked for: progress with a way to stop, then the words."""

import re

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from svdesk.desktop.widgets.tables import announce

_BREAK = "\u200b"
_LONGEST = 16
"""Characters without a place to break a line, after which one is put in."""
_MARGIN = 12


def breakable(words: str) -> str:
    """Return *words* with invisible places to break a line within paths and other long runs."""
    at_signs = re.sub(r"(?<=[/\\_.\-])(?=\S)", _BREAK, words)
    return re.sub(rf"[^\s{_BREAK}]{{{_LONGEST}}}(?=[^\s{_BREAK}])", rf"\g<0>{_BREAK}", at_signs)


class BreakingLabel(QLabel):
    """Words that fit any width, paths among them; read out and copied as they are."""

    def __init__(self) -> None:
        """Begin without words."""
        super().__init__()
        self._words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", "lead")
        copying = QAction("Copy", self)
        copying.triggered.connect(lambda: QGuiApplication.clipboard().setText(self._words))
        self.addAction(copying)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    @property
    def words(self) -> str:
        """The words, as they are read out."""
        return self._words

    def say(self, words: str) -> None:
        """Show *words*."""
        self._words = words
        self.setText(breakable(words))
        self.setAccessibleName(words)


class DocumentProgress(QWidget):
    """Shows nothing until something is made, and then how far it is and how it came out."""

    stopped = Signal()

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.label = BreakingLabel()
        self.bar = QProgressBar()
        self.bar.setAccessibleName("Progress of the documents")
        self.stop = QPushButton("Stop makin&g")
        self.stop.setAccessibleDescription("Nothing is saved then")
        self.stop.clicked.connect(self.stopped)
        self._working = QWidget()
        row = QHBoxLayout(self._working)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self.label)
        column.addWidget(self._working)
        self._working.hide()
        self._more: QWidget | None = None
        self.hide()

    @property
    def words(self) -> str:
        """What is said at present."""
        return self.label.words

    def begin(self, words: str) -> None:
        """Say what is being made, and offer to stop."""
        self._replace_more(None)
        self.bar.setRange(0, 0)
        self.label.say(words)
        self._working.show()
        self.show()
        announce(self.label, words)
        self._come_into_sight()

    def progress(self, words: str, done: int, total: int) -> None:
        """Show how much of what *words* name is done; they are not announced, they change too often."""
        self.label.say(words)
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)

    def end(self, words: str) -> None:
        """Say how it came out, and have that read out; nothing for ""."""
        self._end(words, None)

    def refuse(self, words: str, more: QWidget) -> None:
        """Say why nothing is made, and have that read out, with *more* of it below the words."""
        self._end(words, more)

    def _end(self, words: str, more: QWidget | None) -> None:
        self._working.hide()
        self._replace_more(more)
        self.label.say(words)
        self.setVisible(bool(words))
        if words:
            announce(self.label, words)
            self._come_into_sight()

    def _replace_more(self, more: QWidget | None) -> None:
        if self._more is not None:
            self._more.hide()
            self._more.deleteLater()
        self._more = more
        if more is not None:
            self._column.addWidget(more)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Come into sight with the last line too: how many there are is known once there is a width."""
        super().resizeEvent(event)
        self._come_into_sight()

    def _come_into_sight(self) -> None:
        """Scroll to what is said once it has its place, unless the person works elsewhere by now."""
        QTimer.singleShot(0, self, self._scroll)

    def _scroll(self) -> None:
        if not self.isVisible():
            return
        place, area = self.parentWidget(), self.parentWidget()
        focus = self.window().focusWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None and place is not None and focus is not None and place.isAncestorOf(focus):
            area.ensureWidgetVisible(self, 0, _MARGIN)
