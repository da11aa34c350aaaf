"""Headings: their levels, their bookmarks, and which of them the contents list."""

from collections.abc import Iterable
from dataclasses import dataclass

from svdesk.documents.model.blocks import Block, Heading
from svdesk.documents.model.plain import headings
from svdesk.rendering.look.text import one_line

_IN_CONTENTS = 2
_FEWEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class WordHeading:
    """A heading: its *level* never skips one."""

    number: int
    words: str
    level: int
    listed: bool

    @property
    def bookmark(self) -> str:
        """The name by which the contents lead to it; Word's own begin in the same way."""
        return f"_Toc{self.number:08d}"


class WordHeadings:
    """All headings of a document, known before its first paragraph is made."""

    def __init__(self, blocks: Iterable[Block], refused: set[str]) -> None:
        """Find the headings of *blocks*, in reading order; one without words is none."""
        self._places = list[WordHeading]()
        self._refused = refused
        level = 0
        for heading in headings(blocks):
            if not (words := one_line(heading.text, refused)):
                continue
            level = min(max(heading.level, 1), level + 1, 3)
            listed = heading.level <= _IN_CONTENTS
            self._places.append(
                WordHeading(number=len(self._places) + 1, words=words, level=level, listed=listed)
            )
        self._next = iter(self._places)

    @property
    def listed(self) -> list[WordHeading]:
        """The headings that a contents list names; none where it would help nobody."""
        listed = [place for place in self._places if place.listed]
        return listed if len(listed) >= _FEWEST else []

    def next_of(self, heading: Heading) -> WordHeading | None:
        """Return the place of *heading*, as the blocks are gone through."""
        return next(self._next) if one_line(heading.text, self._refused) else None
