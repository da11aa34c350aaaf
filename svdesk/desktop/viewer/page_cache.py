"""Drawn pieces of pages, kept as long as they fit into a given amount of memory."""

from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtGui import QImage

from svdesk.desktop.viewer.page_layout import Tile


@dataclass(frozen=True, slots=True)
class Key:
    """Which piece it is: of which document, counted as they were shown, at how many dots a point."""

    document: int
    scale: float
    tile: Tile


class TileCache:
    """Pictures by key; the one that was wanted longest ago goes first when memory runs short."""

    def __init__(self, most: int) -> None:
        """Keep up to *most* bytes."""
        self._most = most
        self._pictures = OrderedDict[Key, QImage]()
        self._of_page: dict[int, set[Key]] = {}
        self.bytes = 0

    def get(self, key: Key) -> QImage | None:
        """Return the picture of a piece, and remember that it was wanted."""
        picture = self._pictures.get(key)
        if picture is not None:
            self._pictures.move_to_end(key)
        return picture

    def has(self, key: Key) -> bool:
        """Return whether the piece is there."""
        return key in self._pictures

    def of_page(self, page: int) -> list[tuple[Key, QImage]]:
        """Return all that is there of a page, whatever document and scale, the least wanted first."""
        keys = self._of_page.get(page)
        if not keys:
            return []
        return [(key, picture) for key, picture in self._pictures.items() if key in keys]

    def put(self, key: Key, picture: QImage, needed: Collection[Key]) -> None:
        """Keep a picture; what is *needed* for the view stays, even where it takes more than is allowed."""
        self.drop(key)
        self._pictures[key] = picture
        self._of_page.setdefault(key.tile.page, set()).add(key)
        self.bytes += picture.sizeInBytes()
        if self.bytes > self._most:
            self._make_room(needed)

    def drop(self, key: Key) -> None:
        """Forget a piece, if it is there."""
        picture = self._pictures.pop(key, None)
        if picture is None:
            return
        self.bytes -= picture.sizeInBytes()
        keys = self._of_page[key.tile.page]
        keys.discard(key)
        if not keys:
            del self._of_page[key.tile.page]

    def drop_other(self, page: int, document: int, scale: float) -> None:
        """Forget what there is of a page that is not of this document at this scale."""
        for key in [k for k in self._of_page.get(page, ()) if (k.document, k.scale) != (document, scale)]:
            self.drop(key)

    def clear(self) -> None:
        """Forget everything."""
        self._pictures.clear()
        self._of_page.clear()
        self.bytes = 0

    def _make_room(self, needed: Collection[Key]) -> None:
        for key in list(self._pictures):
            if self.bytes <= self._most:
                return
            if key not in needed:
                self.drop(key)
