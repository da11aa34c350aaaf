"""Headings: their levels in the tree, their bookmarks, and the pages they are on."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from svdesk.documents.model.blocks import Block, Heading, Together
from svdesk.rendering.look.text import one_line, shortened
from svdesk.rendering.pdf.canvas import TaggedCanvas

_LONGEST = 160
_IN_CONTENTS = 2
_FEWEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfHeading:
    """A heading: its *level* in the tree never skips one; *words* are short enough for a list."""

    bookmark: str
    words: str
    level: int
    listed: bool


class PdfHeadings:
    """All headings of a document, known before the first page is drawn."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        """Find the headings of *blocks*, in reading order."""
        self.places = list(_places(blocks))
        self._next = iter(self.places)
        self._pages: dict[str, int] = {}

    @property
    def listed(self) -> list[PdfHeading]:
        """The headings that a contents list names; none where it would help nobody."""
        listed = [place for place in self.places if place.listed]
        return listed if len(listed) >= _FEWEST else []

    def next(self) -> PdfHeading:
        """Return the next heading, as the blocks are gone through."""
        return next(self._next)

    def page(self, place: PdfHeading) -> str:
        """Return the page number of a heading, once all pages are drawn."""
        return str(self._pages[place.bookmark] + 1)

    def marker(self, place: PdfHeading) -> Callable[[TaggedCanvas, float], None]:
        """Return what notes a heading's page and sets its bookmark as it is drawn."""

        def mark(canvas: TaggedCanvas, top: float) -> None:
            self._pages[place.bookmark] = canvas.page
            canvas.bookmark(place.bookmark, place.words, place.level - 1, top + 8)

        return mark


def _places(blocks: Iterable[Block]) -> Iterator[PdfHeading]:
    level = 0
    for number, heading in enumerate(_headings(blocks), 1):
        level = min(max(heading.level, 1), level + 1)
        yield PdfHeading(
            bookmark=f"h{number}",
            words=shortened(heading.text, _LONGEST),
            level=level,
            listed=heading.level <= _IN_CONTENTS,
        )


def _headings(blocks: Iterable[Block]) -> Iterator[Heading]:
    for block in blocks:
        if isinstance(block, Heading) and one_line(block.text):
            yield block
        elif isinstance(block, Together):
            yield from _headings(block.blocks)
