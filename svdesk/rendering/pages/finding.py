"""The place where certain words of a PDF stand, below a certain heading."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, Self

from svdesk.rendering.pages.preview import Area, open_preview

_MOST_PAGES = 60
"""Pages that are read through at most; a section that is longer is shown from its heading on."""

_FEW, _LONGEST = 5, 60
_MARGIN = 60.0
_LINE = 30.0


class AreaOnPage(NamedTuple):
    """An area on a page, which is counted from 1."""

    page: int
    area: Area


class Finder:
    """An open PDF that is read and not drawn. Use it in a ``with`` statement."""

    def __init__(self, path: Path) -> None:
        """Open the file at *path*; raises ``OSError`` where it can't be read."""
        self._pdf = open_preview(path)
        self._headings = self._pdf.bookmarks()

    def __enter__(self) -> Self:
        """Return the finder."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let the file go."""
        self._pdf.close()

    def place(self, heading: int, words: Iterable[str]) -> AreaOnPage:
        """Return where one of *words* stands after the first *heading* headings.

        The first of *words* that is found counts; where none is, it is the place of the heading.
        """
        known = self._headings[: heading or 0][-1:] or [(0, 0.0)]
        first, below = known[0]
        after = self._headings[heading][0] if heading < len(self._headings) else self._pdf.page_count - 1
        for part in (part for text in words for part in _parts(text)):
            for page in range(first, min(after, first + _MOST_PAGES) + 1):
                least = below - _LINE if page == first else 0.0
                for match in self._pdf.matches(page, part):
                    if match and match[0].top >= least:
                        return AreaOnPage(page + 1, _around(match))
        width = self._pdf.page_size(first)[0]
        return AreaOnPage(first + 1, Area(_MARGIN, below, width - _MARGIN, below + _LINE))


def _around(areas: tuple[Area, ...]) -> Area:
    return Area(
        min(area.left for area in areas),
        min(area.top for area in areas),
        max(area.right for area in areas),
        max(area.bottom for area in areas),
    )


def _parts(text: str) -> Iterator[str]:
    """Yield what to look for: the beginning of *text*, and where lines break otherwise, its end."""
    found = text.split()
    if found:
        yield " ".join(found[:_FEW])[:_LONGEST]
    if len(found) > _FEW:
        yield " ".join(found[-_FEW:])[-_LONGEST:]
