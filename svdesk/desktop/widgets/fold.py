"""Details that stay folded until somebody asks for them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

_SHUT, _OPEN = "▸", "▾"


class Fold(QWidget):
    """A button that shows and hides what *make* makes, which is made when it is first shown."""

    def __init__(self, title: str, about: str, make: Callable[[], QWidget]) -> None:
        """Begin folded. *title* says what is folded away, *about* of what it is, for screen readers."""
        super().__init__()
        self._title, self._about, self._make = title, about, make
        self._inside: QWidget | None = None
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        self.button = QPushButton()
        self.button.setCheckable(True)
        self.button.setProperty("role", "fold")
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.toggled.connect(self._show)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self._name(is_open=False)

    def _show(self, is_open: bool) -> None:
        if self._inside is None:
            self._inside = self._make()
            self._column.addWidget(self._inside)
        self._inside.setVisible(is_open)
        self._name(is_open=is_open)

    def _name(self, *, is_open: bool) -> None:
        self.button.setText(f"{_OPEN if is_open else _SHUT} {self._title}")
        self.button.setAccessibleName(f"{self._title}: {self._about}")
        self.button.setAccessibleDescription("Shown. Press to hide it." if is_open else "Press to show it.")
