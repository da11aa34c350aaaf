"""Keeping a leaflet to its pages: how many lines it takes, and texts cut where a sentence ends.

Lines are estimated, as only a renderer knows them: rather too many than too few.
"""

from collections.abc import Iterable, Iterator
from itertools import accumulate
from math import ceil

from svdesk.documents.model.blocks import (
    Block,
    Bullets,
    Callout,
    Document,
    FactList,
    Heading,
    Inlines,
    Paragraph,
    Size,
    text_of,
    walk,
)

_BODY, _HINT, _ITEM, _FACT, _TITLE = 86, 100, 83, 56, 56  # letters to a line
_PAGE = 40.6  # lines of body text to a page
_COVER, _LOGO, _DRAFT = 2.0, 4.5, 5.0
_HEADING, _ABOVE_HEADING, _ROW = 2.75, 1.0, 0.82
_LAST_LATIN = "\u052f"  # letters beyond Latin, Greek and Cyrillic can be printed as their numbers
_BY_NUMBER = len("[U+1F44D]")
_ENDS = (". ", "! ", "? ", ".\n", "!\n", "?\n")
_LEAST = 0.4  # a sentence that ends before this share of the room leaves too little


def cut(text: str, most: int) -> str:
    """Return *text* to at most about *most* letters: cut after a sentence, or else within one, with "…".

    A text that fits stays exactly as it was typed.
    """
    if _letters(text) <= most:
        return text
    used = accumulate(map(_letters, text))
    start = text[: next(place for place, letters in enumerate(used) if letters > most)]
    ends = max(start.rfind(end) for end in _ENDS)
    if ends >= most * _LEAST:
        return start[: ends + 1]
    space = start.rfind(" ")
    return f"{start[: space if space > most // 2 else len(start)].rstrip(' ,;:.')}…"


def fits(document: Document, pages: int) -> bool:
    """Say whether a compact document is expected to fit on that many pages.

    A heading stays with what follows it, and an entry of a list is not divided.
    """
    took, lines = pages_of(document)
    # Drafts have answers missing and proposals long: their pages break less well than estimated.
    return took < pages or (took == pages and lines <= _PAGE - (_DRAFT if document.draft else 0))


def pages_of(document: Document) -> tuple[int, float]:
    """Return about how many pages a compact document takes, and how many lines of the last one."""
    style = document.house_style
    used = _COVER + _lines(document.title, _TITLE) * 1.6 + _lines(document.subtitle, _BODY) * 1.3
    used += sum(_rows(document.cover)) + (_LOGO if style.logo else 0)
    page, kept = 1, 0.0
    for block in walk(document.blocks):
        if isinstance(block, Heading):
            kept += _HEADING * _lines(block.text, _TITLE)
            continue
        for height in _units(block):
            if used + kept + height > _PAGE:
                page, used = page + 1, 0.0
                # The space above a heading is left out at the top of a page.
                kept = max(kept - _ABOVE_HEADING, 0.0)
            used += kept + height
            kept = 0.0
    return page, used


def _units(block: Block) -> Iterator[float]:
    """Yield the lines that each part of a block takes, which is not divided further."""
    match block:
        case Paragraph(size=Size.HINT):
            yield 0.85 * _lines(text_of(block.content), _HINT)
        case Paragraph():
            yield _lines(text_of(block.content), _BODY) + 0.5
        case Bullets():
            yield from (_lines(text_of(item), _ITEM) + 0.25 for item in block.items)
        case FactList():
            yield from _rows(block.rows)
        case Callout():
            yield 4 + sum(_lines(text_of(part), _ITEM) for part in block.body)


def _rows(rows: Iterable[tuple[str, Inlines]]) -> Iterator[float]:
    yield from (_lines(text_of(value), _FACT) + _ROW for _, value in rows)


def _lines(text: str, width: int) -> int:
    return sum(max(1, ceil(_letters(line) / width)) for line in text.splitlines() or [""])


def _letters(text: str) -> int:
    return sum(1 if " " <= each <= _LAST_LATIN else _BY_NUMBER for each in text)
