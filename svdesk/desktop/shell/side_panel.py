"""What stands right of the step: what the answers mean, and the preview.

Where there is no room, the cards become a drawer, and the preview takes the place of the task list.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QSplitter, QWidget

from svdesk.desktop.preview.pane_memory import PaneMemory

if TYPE_CHECKING:
    from svdesk.desktop.preview.live_pane import LivePane

DRAWER_BELOW = 1100
"""Below this width (logical pixels), less that of the preview, the cards are a drawer over the step."""

_SHARE = 0.45
"""How much of the room right of the task list the preview takes before somebody says otherwise."""

Room = Callable[[int], QRect]
"""Returns the place of a drawer of some width in the view."""


class CardsDrawer(QObject):
    """The column of cards: the last one of *row*, or a drawer over the view."""

    def __init__(
        self,
        view: QWidget,
        row: QBoxLayout,
        column: QFrame,
        buttons: tuple[QPushButton, QPushButton],
        room: Room,
    ) -> None:
        """Take charge of *column* and of the *buttons* that open and close it as a drawer."""
        super().__init__(view)
        self._view, self._row, self._column, self._room = view, row, column, room
        self._open_button, self._close_button = buttons
        self._is_drawer = False
        self._open_button.clicked.connect(self.open)
        self._close_button.clicked.connect(self.close)

    def arrange(self, *, narrow: bool, wanted: bool) -> None:
        """Be a drawer where it is *narrow*, and shown only where there is something to show."""
        self._open_button.setVisible(narrow and wanted)
        self._close_button.setVisible(narrow)
        if narrow and not self._is_drawer:
            self._row.removeWidget(self._column)
            self._column.hide()
        elif not narrow and self._is_drawer:
            self._row.addWidget(self._column)
        self._is_drawer = narrow
        if not narrow:
            self._column.setVisible(wanted)
        elif self._column.isVisible():
            self._put()

    def open(self) -> None:
        """Open the drawer."""
        if self._column.parentWidget() is not self._view:
            self._column.setParent(self._view)  # only now: with many cards this takes a while
        self._put()
        self._column.show()
        self._close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> None:
        """Close the drawer, where it is one and open."""
        if self._is_drawer and self._column.isVisible():
            self._column.hide()
            self._open_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put(self) -> None:
        self._column.setGeometry(self._room(self._column.maximumWidth()))
        self._column.raise_()


class PreviewSide(QObject):
    """The preview: the last part of *split*, made when it is first opened."""

    arranged = Signal()
    """The preview came, went, or has another width."""

    def __init__(
        self,
        view: QWidget,
        split: QSplitter,
        button: QPushButton,
        task_list: QWidget,
        make: "Callable[[], LivePane]",
        memory: PaneMemory,
    ) -> None:
        """Take charge of *split* and of the *button* that opens and closes the preview.

        The *task_list* makes way in a narrow window.
        """
        super().__init__(view)
        self._split, self._button, self._list = split, button, task_list
        self._make, self._memory = make, memory
        self.pane: LivePane | None = None
        button.setToolTip("Ctrl+Shift+P")
        button.setAccessibleDescription("Shows the document that this step feeds, as you type.")
        button.toggled.connect(self._toggled)
        split.splitterMoved.connect(self._moved)
        QShortcut(QKeySequence("Ctrl+Shift+P"), view, button.toggle)

    @property
    def is_open(self) -> bool:
        """Whether the preview is shown."""
        return self.pane is not None and self._memory.is_open

    @property
    def beside(self) -> int:
        """The width that the preview takes from the step; 0 where it is closed."""
        return self._split.sizes()[-1] if self.is_open and self._split.count() > 1 else 0

    @property
    def least(self) -> int:
        """The least width that the preview needs beside the step; 0 where it is closed."""
        if self.pane is None or not self.is_open:
            return 0
        return self.pane.minimumSizeHint().width() + self._split.handleWidth()

    def begin(self) -> None:
        """Open the preview where it was open the last time."""
        self._button.setChecked(self._memory.is_open)

    def finish(self) -> None:
        """End what makes the preview."""
        if self.pane is not None:
            self.pane.finish()

    def arrange(self, *, narrow: bool) -> None:
        """Take the room of the task list where it is *narrow*: the step stays whole beside the preview."""
        self._list.setVisible(not (narrow and self.is_open))
        if self.pane is not None and self.is_open and self._split.indexOf(self.pane) < 0:
            self._split.addWidget(self.pane)
            self._split.setStretchFactor(0, 1)
            self._split.setCollapsible(1, False)
            self._set_width()

    def _set_width(self) -> None:
        room = self._split.width()
        width = self._memory.width or round(room * _SHARE)
        self._split.setSizes([max(1, room - width), width])

    def _moved(self) -> None:
        self._memory.width = self.beside
        self.arranged.emit()

    def _toggled(self, opened: bool) -> None:
        self._memory.is_open = opened
        if opened:
            if self.pane is None:
                self.pane = self._make()
                self.pane.closed.connect(self._close)
            else:
                self.pane.show()
            self.arranged.emit()
            self.pane.begin()
        elif self.pane is not None:
            self.pane.rest()
            self.pane.hide()
            self.arranged.emit()

    def _close(self) -> None:
        self._button.setChecked(False)
        self._button.setFocus(Qt.FocusReason.OtherFocusReason)
