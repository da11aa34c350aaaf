"""What takes long, said in a strip with a button that stops it."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from svdesk.desktop.widgets.plain import PlainLabel
from svdesk.desktop.widgets.tables import announce

PATIENCE_MS = 500
"""What is over sooner is not worth a strip."""

_BAR_WIDTH = 140


class WorkStrip(QFrame):
    """Shows what is being done, from half a second on; nobody knows how long a drive takes."""

    def __init__(self, stop: Callable[[], None], parent: QWidget | None = None) -> None:
        """Show nothing yet; the button calls *stop*."""
        super().__init__(parent)
        self.setProperty("role", "work")
        self.words = PlainLabel()
        self.words.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(_BAR_WIDTH)
        self.bar.setAccessibleName("Under way")
        self.stop = QPushButton("&Stop this")
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(lambda: stop())
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(self.words, 1)
        row.addWidget(self.bar)
        row.addWidget(self.stop)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._appear)
        self.hide()

    def show_work(self, words: str) -> None:
        """Say *words* of what is being done in a moment, where it lasts; "" says that it is over."""
        self.words.setText(f"{words}…" if words else "")
        self.stop.setAccessibleName(f"Stop this: {words}" if words else "")
        if not words:
            self._patience.stop()
            self.hide()
        elif self.isHidden():
            self._patience.start()

    def _appear(self) -> None:
        self.show()
        announce(self.words, self.words.text())
