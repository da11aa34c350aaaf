"""A list to choose one thing from, closed until it is opened."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

_LEAST_LETTERS = 12
_MOST_ROWS = 20


class ClosedList(QComboBox):
    """Opens whole, and never changes under the wheel: a form that is scrolled past keeps its answers.

    While it is open the wheel moves through what it shows, and letters find the choice that begins
    with them, as they do while it is closed.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with nothing to choose from, as wide as its place and no wider for its longest choice."""
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LEAST_LETTERS)
        self.setMaxVisibleItems(_MOST_ROWS)

    def showPopup(self) -> None:  # noqa: N802 - Qt's name
        """Open the list as wide as its longest choice."""
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(self.modelColumn()) + 2 * view.frameWidth())
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what is around: the page scrolls."""
        event.ignore()
