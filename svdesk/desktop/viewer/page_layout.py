"""Where the pages of a document lie below each other, and the tiles in which they are drawn.

Measured in dots, the screen's own: on a sharp screen several dots make one of Qt's pixels.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRect

Size = tuple[float, float]

_WHOLE = 3_000_000
"""Dots up to which a page is drawn in one piece: A4 at 100 % on a sharp screen, and a little more."""
_TILE = 1024
"""Width and height in dots of a piece of a larger page: drawn in some 5 to 30 ms."""
_NARROWEST = 8


@dataclass(frozen=True, slots=True)
class Tile:
    """A piece of a page: the page, counted from 0, and where on the page it lies, in dots."""

    page: int
    left: int
    top: int
    width: int
    height: int

    @property
    def rect(self) -> QRect:
        """The piece as a rectangle on its page."""
        return QRect(self.left, self.top, self.width, self.height)


class PageLayout:
    """Pages of the given *sizes* (points) at *scale* dots a point, *gap* dots apart, in the middle."""

    def __init__(self, sizes: Sequence[Size], scale: float, gap: int, room: int) -> None:
        """Lay out the pages for a view that is *room* dots wide."""
        self.scale = scale
        self.gap = gap
        self._sizes = [
            (max(_NARROWEST, round(w * scale)), max(_NARROWEST, round(h * scale))) for w, h in sizes
        ]
        self.width = max(room, max((w for w, _ in self._sizes), default=0) + 2 * gap)
        self._tops = list[int]()
        below = gap
        for _, height in self._sizes:
            self._tops.append(below)
            below += height + gap
        self.height = below

    def __len__(self) -> int:
        """Return how many pages there are."""
        return len(self._sizes)

    def rect(self, page: int) -> QRect:
        """Return where *page*, counted from 0, lies."""
        width, height = self._sizes[page]
        return QRect((self.width - width) // 2, self._tops[page], width, height)

    def page_at(self, down: float) -> int:
        """Return the page at a height: the one above where it is a gap, 0 where there is none."""
        return max(0, bisect_right(self._tops, down) - 1)

    def pages_in(self, top: int, bottom: int) -> range:
        """Return the pages of which something lies between two heights."""
        if not self._tops:
            return range(0)
        first = self.page_at(top)
        if first < len(self._tops) - 1 and self._tops[first] + self._sizes[first][1] <= top:
            first += 1
        return range(first, self.page_at(bottom - 1) + 1)

    def tiles(self, page: int) -> Iterator[Tile]:
        """Yield the pieces in which a page is drawn."""
        width, height = self._sizes[page]
        if width * height <= _WHOLE:
            yield Tile(page, 0, 0, width, height)
            return
        for row in range(ceil(height / _TILE)):
            for column in range(ceil(width / _TILE)):
                left, top = column * _TILE, row * _TILE
                yield Tile(page, left, top, min(_TILE, width - left), min(_TILE, height - top))
