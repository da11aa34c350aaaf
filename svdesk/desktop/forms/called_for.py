"""Fields that stand on a form only where the project calls for them.

What is not called for takes no room. A field that holds something, or has the focus, stays; what has
the focus keeps its place on the screen; what is newly asked is said to assistive technology.
"""

from collections.abc import Collection, Iterable

from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from svdesk.desktop.forms.built_form import BuiltField
from svdesk.domain.english import listed

_MOST_TURNS = 4


class CalledFor:
    """Shows the fields of a page that are called for, and takes the others away."""

    def __init__(self, page: QWidget, fields: Iterable[BuiltField]) -> None:
        """Watch over *fields* of *page*."""
        self._page = page
        self._fields = {f"{built.field.section}.{built.field.name}": built for built in fields}
        self._away: frozenset[str] = frozenset()
        self._begun = False

    def follow(self, left_out: Collection[str]) -> None:
        """Take away the fields of the paths *left_out*, but for the one with the focus; show all others."""
        away = frozenset(path for path in left_out if path in self._fields and not self._has_focus(path))
        before, self._away = self._away, away
        begun, self._begun = self._begun, True
        if away == before:
            return
        focus = QApplication.focusWidget()
        place = _place(focus) if focus is not None and self._page.isAncestorOf(focus) else None
        self._show(away ^ before)
        if place is not None:
            self._keep(place)
        if begun:
            self._tell(self._fields[path].field.label for path in self._fields if path in before - away)

    def call_for(self, path: str) -> None:
        """Show the field of *path*, as somebody wants to go there."""
        if path in self._away:
            self._away -= {path}
            self._show(frozenset((path,)))

    def _has_focus(self, path: str) -> bool:
        widget, focus = self._fields[path].widget, QApplication.focusWidget()
        return focus is not None and (focus is widget or widget.isAncestorOf(focus))

    def _show(self, changed: frozenset[str]) -> None:
        """Show or take away the fields of the paths *changed*, and with them groups that are left empty."""
        for path in changed:
            built, stands = self._fields[path], path not in self._away
            for part in built.block:
                # What is wrong with a field shows itself, where something is.
                part.setVisible(stands and (part is not built.error or bool(built.error.text())))
        for group in {self._fields[path].widget.parentWidget() for path in changed}:
            if group is not None and group is not self._page:
                group.setVisible(any(self._stands_in(path, group) for path in self._fields))

    def _stands_in(self, path: str, group: QWidget) -> bool:
        return path not in self._away and self._fields[path].widget.parentWidget() is group

    def _keep(self, place: tuple[QScrollArea, QWidget, int]) -> None:
        """Scroll so far that what has the focus stands where it stood."""
        area, focus, before = place
        bar = area.verticalScrollBar()
        # Groups, and labels that wrap, find their heights one after the other, each a turn later.
        for _ in range(_MOST_TURNS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            bar.setValue(bar.value() + _height_in(area, focus) - before)

    def _tell(self, labels: Iterable[str]) -> None:
        asked = listed(labels)
        if asked and self._page.isVisible():
            QAccessible.updateAccessibility(
                QAccessibleAnnouncementEvent(self._page, f"Now asked too: {asked}")
            )


def _place(focus: QWidget) -> tuple[QScrollArea, QWidget, int] | None:
    """Return the scrolled area that *focus* is in, and how far down in it *focus* stands."""
    area = focus.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    return (area, focus, _height_in(area, focus)) if area is not None else None


def _height_in(area: QScrollArea, widget: QWidget) -> int:
    return widget.mapTo(area.viewport(), QPoint(0, 0)).y()
