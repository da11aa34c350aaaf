"""The scrolled place of a step's page: whatever gets the focus comes wholly into view."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from svdesk.desktop.forms.step_page import StepPage

_MARGIN = 12
"""Logical pixels kept free above and below what is brought into view."""


class PageArea(QScrollArea):
    """Scrolls one page.

    A field that gets the focus by Tab, a letter, a link or code is shown with its label and its
    error. One that is clicked stays where it is, so that nothing moves away under the pointer.
    """

    def __init__(self, page: StepPage) -> None:
        """Scroll *page*, which is as wide as the area."""
        super().__init__()
        self._page = page
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)
        # Once what was just made, or an error that just came, has its place.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show_focus)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """Go on by Tab without Qt's own scrolling, which knows the widget alone and not its label."""
        return QWidget.focusNextPrevChild(self, forward)

    def show_focus(self) -> None:
        """Scroll so far that what has the focus can be seen, with its label and error where there is room."""
        self._soon.start()

    def _focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if now is not None and not pressed and self._page.isAncestorOf(now):
            self.show_focus()

    def _show_focus(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self._page.isAncestorOf(focus) and self.isVisible():
            self._bring_into_view(focus, self._page.block_of(focus))

    def _bring_into_view(self, focus: QWidget, block: Sequence[QWidget]) -> None:
        height, bar = self.viewport().height(), self.verticalScrollBar()
        around = QRect()
        for widget in (*block, focus):
            if widget.isVisible():
                around = around.united(self._place_of(widget))
        wanted = around if around.height() <= height else self._place_of(focus)
        margin = max(0, min(_MARGIN, (height - wanted.height()) // 2))
        top, bottom = wanted.top() - margin, wanted.bottom() + margin
        if top < bar.value() or wanted.height() > height:
            bar.setValue(top)
        elif bottom > bar.value() + height:
            bar.setValue(bottom - height)

    def _place_of(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self._page, QPoint(0, 0)), widget.size())
