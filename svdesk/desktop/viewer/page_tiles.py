"""The pieces in which the pages in view are drawn: which are missing, which comes first, which are kept."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtGui import QImage

from svdesk.desktop.viewer.page_cache import Key, TileCache
from svdesk.desktop.viewer.page_layout import PageLayout, Tile
from svdesk.desktop.viewer.page_work import Job, PageWork
from svdesk.rendering.pages.preview import PagePart, Preview

KEPT = 96 * 1024 * 1024
"""Bytes of drawn pages that are kept; what is in view at once stays even where it needs more."""


class PageTiles(QObject):
    """Drawn pieces of what a :class:`PageWork` has open, laid out by `layout`."""

    came = Signal(QRect)
    """A piece was drawn: where in the layout."""
    failed = Signal(str)

    def __init__(self, work: PageWork, layout: PageLayout, parent: QObject) -> None:
        """Begin with nothing drawn."""
        super().__init__(parent)
        self._work = work
        self._given_up: set[Key] = set()
        self._needed: set[Key] = set()
        self.layout = layout
        self.cache = TileCache(KEPT)

    def forget_faults(self) -> None:
        """Try again what could not be drawn."""
        self._given_up.clear()

    def key(self, tile: Tile) -> Key:
        """Return under which key a piece of what is shown now is kept."""
        document = self._work.document
        return Key(document.number if document else 0, self.layout.scale, tile)

    def first_missing(self, view: QRect, page: int, eye: QPoint) -> Job | None:
        """Return the drawing of a piece in *view*, of *page* and near *eye* first; None if all is there."""
        tiles = self._tiles(view)
        self._needed = {self.key(tile) for tile in tiles}
        missing = [tile for tile in tiles if self._missing(tile)]
        if not missing:
            return None

        def how_far(tile: Tile) -> tuple[bool, int]:
            middle = tile.rect.translated(self.layout.rect(tile.page).topLeft()).center()
            return tile.page != page, (middle - eye).manhattanLength()

        return self._drawing(min(missing, key=how_far))

    def ahead(self, view: QRect) -> Job | None:
        """Return the drawing of what a screen further down or up would bring, while it fits into memory."""
        if 3 * 4 * view.width() * view.height() > KEPT:
            return None
        for area in (view.translated(0, view.height()), view.translated(0, -view.height())):
            for tile in self._tiles(area):
                if self._missing(tile):
                    return self._drawing(tile)
        return None

    def _tiles(self, area: QRect) -> list[Tile]:
        found = []
        for page in self.layout.pages_in(area.top(), area.bottom() + 1):
            corner = self.layout.rect(page).topLeft()
            found += [t for t in self.layout.tiles(page) if t.rect.translated(corner).intersects(area)]
        return found

    def _missing(self, tile: Tile) -> bool:
        key = self.key(tile)
        return not self.cache.has(key) and key not in self._given_up

    def _drawing(self, tile: Tile) -> Job:
        key = self.key(tile)
        return Job(partial(_draw, key), partial(self._take, key), partial(self._give_up, key))

    def _take(self, key: Key, picture: QImage) -> None:
        page = key.tile.page
        self.cache.put(key, picture, self._needed)
        if key.scale != self.layout.scale:
            return
        if all(self.cache.has(self.key(tile)) for tile in self.layout.tiles(page)):
            self.cache.drop_other(page, key.document, key.scale)
        self.came.emit(key.tile.rect.translated(self.layout.rect(page).topLeft()))

    def _give_up(self, key: Key, words: str) -> None:
        self._given_up.add(key)
        self.failed.emit(f"Page {key.tile.page + 1} can't be shown: {words}")


def _draw(key: Key, preview: Preview) -> QImage:
    tile = key.tile
    picture = QImage(tile.width, tile.height, QImage.Format.Format_RGB32)
    if picture.isNull():
        raise MemoryError("there is not enough memory")
    part = PagePart(tile.left, tile.top, tile.width, tile.height)
    preview.draw(tile.page, key.scale, part, memoryview(picture.bits()))
    return picture
