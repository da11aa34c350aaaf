"""The words that a workbook must have, from the block model alone, and those of them that are missing."""

import re
from collections.abc import Iterator
from itertools import pairwise

from openpyxl.workbook import Workbook

from svdesk.documents.model.blocks import (
    Block,
    Bullets,
    Callout,
    Document,
    FactList,
    Heading,
    Inlines,
    Paragraph,
    ResponseField,
    Table,
    Together,
)
from tests.rendering.office_checks import held
from tests.rendering.wording import TONE_WORDS

_NUMBER = re.compile(r"-?[\d,]+(\.\d+)?")


def missing_words(book: Workbook, document: Document) -> list[str]:
    """Return the texts of *document* that *book* does not hold; each begins with its first letters.

    A text that is too long for one cell goes on in the cell below, so columns are read from the top.
    """
    columns = [
        squeezed("".join(str(cell.value) for cell in column if cell.value is not None))
        for sheet in book.worksheets
        for column in sheet.iter_cols()
    ]
    values = {
        cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int | float)
    }
    return [
        text[:100]
        for text in set(texts_of(document))
        if not any(squeezed(text) in column for column in columns)
        and not (_NUMBER.fullmatch(text) and float(text.replace(",", "")) in values)
    ]


def squeezed(text: str) -> str:
    """Return *text* without spaces, which come and go where a text is cut."""
    return "".join(held(word) for word in text.split())


def texts_of(document: Document) -> Iterator[str]:
    """Yield every text of *document* as it was typed or composed."""
    yield from (document.title, document.authority, document.project_title)
    for label, content in document.cover:
        yield from (label, _plain(content)) if _plain(content).strip() else ()
    for block, following in pairwise((*document.blocks, None)):
        # A part that is nothing but other sheets has none of its own.
        if block is not None and not (_begins_sheet(block) and _begins_sheet(following)):
            yield from _block(block)


def _begins_sheet(block: Block | None) -> bool:
    return isinstance(block, Heading) and bool(block.sheet)


def _plain(content: Inlines) -> str:
    return "".join(inline.text for inline in content)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield from (block.kicker, block.text)
        case Paragraph():
            yield from (inline.text for inline in block.content)
        case Bullets():
            yield from (inline.text for item in block.items for inline in item)
        case Table():
            yield block.caption if block.show_caption else ""
            yield from (column.title for column in block.columns)
            cells = (cell for row in block.rows for cell in row)
            yield from (inline.text for cell in cells if isinstance(cell, tuple) for inline in cell)
        case FactList():
            for label, content in block.rows:
                yield from (label, *(inline.text for inline in content))
        case Callout():
            yield from (TONE_WORDS[block.tone], block.title)
            yield from (inline.text for line in (*block.body, block.source) for inline in line)
        case ResponseField():
            yield from (block.field.label, block.hint)
        case Together():
            for inner in block.blocks:
                yield from _block(inner)
