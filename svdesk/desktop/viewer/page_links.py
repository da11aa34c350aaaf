"""The links on the pages that are shown, to be followed by a press."""

from functools import partial

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from svdesk.desktop.viewer.page_work import Job, PageWork
from svdesk.desktop.widgets.plain import plain_tip
from svdesk.rendering.pages.preview import PageLink, Preview

Place = tuple[int, float, float]
"""A page, counted from 0, and where on it: points to the right and down."""

_OPENED = ("https://", "http://", "mailto:")


class PageLinks(QObject):
    """Links by page, read when a page is first pointed at."""

    to_page = Signal(int, float)
    """A link to a page was pressed: the page, counted from 0, and how far down in points."""

    def __init__(self, work: PageWork, parent: QObject) -> None:
        """Read links of what *work* has open."""
        super().__init__(parent)
        self._work = work
        self._links: dict[int, list[PageLink]] = {}
        self._asked: set[int] = set()
        self._pressed: PageLink | None = None
        work.opened.connect(self._forget)

    def _forget(self) -> None:
        self._links.clear()
        self._asked.clear()
        self._pressed = None

    def at(self, place: Place) -> PageLink | None:
        """Return the link at a place, as far as the page's links are known; else have them read."""
        page, across, down = place
        document = self._work.document
        if page not in self._asked and document is not None and page < len(document.sizes):
            self._asked.add(page)
            self._work.ask(Job(partial(_read, page), partial(self._take, page), lambda _words: None))
        for link in self._links.get(page, ()):
            area = link.area
            if area.left <= across <= area.right and area.top <= down <= area.bottom:
                return link
        return None

    def _take(self, page: int, links: list[PageLink]) -> None:
        self._links[page] = links

    def hover(self, place: Place, over: QWidget) -> None:
        """Show by the pointer whether there is a link, and in words where one leads out of the file."""
        link = self.at(place)
        over.setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor)
        words = ""
        if link is not None:
            words = link.address if link.address else f"Go to page {link.page + 1}"
        over.setToolTip(plain_tip(words))

    def press(self, place: Place, button: Qt.MouseButton) -> None:
        """Remember what is pressed."""
        self._pressed = self.at(place) if button is Qt.MouseButton.LeftButton else None

    def release(self, place: Place) -> None:
        """Follow the link if it is still the one that was pressed."""
        pressed, self._pressed = self._pressed, None
        if pressed is None or pressed is not self.at(place):
            return
        if pressed.page >= 0:
            self.to_page.emit(pressed.page, pressed.top)
        elif pressed.address.lower().startswith(_OPENED):
            QDesktopServices.openUrl(QUrl(pressed.address))


def _read(page: int, preview: Preview) -> list[PageLink]:
    return preview.links(page)
