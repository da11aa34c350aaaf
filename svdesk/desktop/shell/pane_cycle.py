"""F6 goes from one area of the window to the next, as in other programs; Shift+F6 goes back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from svdesk.desktop.widgets.tab_order import focusable


class Areas(QObject):
    """Moves the focus between areas, in each to where it was last."""

    def __init__(self, window: QWidget, areas: Callable[[], Sequence[QWidget]]) -> None:
        """Take charge of F6 in *window*; *areas* are asked for each time, as they come and go."""
        super().__init__(window)
        self._areas = areas
        QShortcut(QKeySequence("F6"), window, lambda: self.go(1))
        QShortcut(QKeySequence("Shift+F6"), window, lambda: self.go(-1))

    def go(self, by: int) -> None:
        """Go to the next area (1) or the one before (-1) that has something to go to."""
        areas = [area for area in self._areas() if area.isVisible() and _entry(area) is not None]
        if not areas:
            return
        focus = QApplication.focusWidget()
        here = next((n for n, area in enumerate(areas) if focus and _holds(area, focus)), None)
        place = (0 if by > 0 else -1) if here is None else (here + by) % len(areas)
        entry = _entry(areas[place])
        if entry is not None:
            entry.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _holds(area: QWidget, widget: QWidget) -> bool:
    return area is widget or area.isAncestorOf(widget)


def _entry(area: QWidget) -> QWidget | None:
    """Return what had the focus in *area* last, or else the first that takes it."""
    last = area.focusWidget()
    if last is not None and last.isVisible() and last.isEnabled():
        return last
    return next((each for each in focusable((area,)) if each.isVisible() and each.isEnabled()), None)
