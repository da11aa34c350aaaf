"""The page on which certain words of a PDF stand, below a certain heading."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Self

import pypdfium2

_MOST_PAGES = 60
"""Pages that are read through at most; a section that is longer is shown from its heading on."""
_FEW, _LONGEST = 5, 60


class Finder:
    """An open PDF, read and not drawn. Use it in a ``with`` statement, in a process that draws nothing."""

    def __init__(self, path: Path) -> None:
        """Open the file at *path*; raises ``OSError`` where it can't be read."""
        self._pdf = pypdfium2.PdfDocument(path.read_bytes())
        self._headings = [_page_of(each) for each in self._pdf.get_toc()]

    def __enter__(self) -> Self:
        """Return the finder."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let the file go."""
        self._pdf.close()

    def page(self, heading: int, words: Iterable[str]) -> int:
        """Return the page, counted from 1, where one of *words* stands after the first *heading* headings.

        The first of *words* that is found counts; where none is, the page of the heading.
        """
        if heading > len(self._headings):
            return 1
        first = self._headings[heading - 1] if heading else 0
        after = self._headings[heading] if heading < len(self._headings) else len(self._pdf) - 1
        pages = range(first, min(after, first + _MOST_PAGES) + 1)
        if len(pages) > 1:
            for part in (part for text in words for part in _parts(text)):
                for number in pages:
                    if self._holds(number, part):
                        return number + 1
        return first + 1

    def _holds(self, number: int, words: str) -> bool:
        page = self._pdf[number]
        text = page.get_textpage()
        searcher = text.search(words)
        try:
            return searcher.get_next() is not None
        finally:
            searcher.close()
            text.close()
            page.close()


def _page_of(bookmark: pypdfium2.PdfBookmark) -> int:
    place = bookmark.get_dest()
    return (place.get_index() or 0) if place is not None else 0


def _parts(text: str) -> Iterator[str]:
    """Yield what to look for: the beginning of *text*, and where lines break otherwise, its end."""
    found = text.split()
    if found:
        yield " ".join(found[:_FEW])[:_LONGEST]
    if len(found) > _FEW:
        yield " ".join(found[-_FEW:])[-_LONGEST:]
