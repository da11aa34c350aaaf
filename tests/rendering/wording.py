"""The words that a document's pages must hold, in reading order; written from the block model alone."""

import unicodedata
from collections.abc import Iterator

from svdesk.documents.model.blocks import (
    Block,
    Bullets,
    Callout,
    CheckField,
    ChoiceField,
    Document,
    FactList,
    Field,
    Heading,
    Inlines,
    Paragraph,
    ResponseField,
    Table,
    TextField,
    Together,
    Tone,
)

TONE_WORDS = {
    Tone.APPLIES: "Applies",
    Tone.NOT_ALLOWED: "Not allowed",
    Tone.TAKE_CARE: "Take care",
    Tone.CANNOT_TELL: "Cannot tell yet",
    Tone.INFORMATION: "Information",
    Tone.PLAIN: "",
}


def expected_words(document: Document, pages: list[str] | None = None) -> list[str]:
    """Return the words of *document*; *pages* are the page numbers of its contents list, if it has one."""
    text = "\n".join(_document(document, pages or []))
    return unicodedata.normalize("NFC", text).split()


def _document(document: Document, pages: list[str]) -> Iterator[str]:
    yield from (document.authority, document.status, document.title, document.subtitle)
    for label, value in document.cover:
        yield from (label, plain(value))
    if document.summary:
        yield from _block(document.summary)
    if pages:
        yield "Contents"
        listed = [heading for heading in headings(document.blocks) if heading.level <= 2]
        for heading, page in zip(listed, pages, strict=True):
            yield f"{heading.text} {page}"
    for block in document.blocks:
        yield from _block(block)


def headings(blocks: tuple[Block, ...]) -> Iterator[Heading]:
    """Yield the headings among *blocks*."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, Together):
            yield from headings(block.blocks)


def plain(content: Inlines) -> str:
    """Return the words of *content*."""
    return "".join(inline.text for inline in content)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield from (block.kicker, block.text)
    elif isinstance(block, Paragraph):
        yield plain(block.content)
    elif isinstance(block, Bullets):
        for number, item in enumerate(block.items, 1):
            yield from (f"{number}." if block.ordered else "•", plain(item))
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, FactList):
        for label, value in block.rows:
            yield from (label, plain(value))
    elif isinstance(block, Callout):
        yield from (TONE_WORDS[block.tone], block.title, *map(plain, block.body), plain(block.source))
    elif isinstance(block, ResponseField):
        yield from _response(block.field, block.hint)
    elif isinstance(block, Together):
        for inner in block.blocks:
            yield from _block(inner)


def _table(table: Table) -> Iterator[str]:
    if table.show_caption:
        yield table.caption
    yield from (column.title for column in table.columns)
    for row in table.rows:
        for cell in row:
            if isinstance(cell, tuple):
                yield plain(cell)
            elif isinstance(cell, TextField) and cell.word_limit:
                yield f"up to {cell.word_limit:,} words"


def _response(field: Field, hint: str) -> Iterator[str]:
    yield field.label
    if isinstance(field, TextField):
        notes = [f"up to {field.word_limit:,} words · counted when you return the form"] * bool(
            field.word_limit
        )
        notes += [] if field.required else ["optional"]
        yield " · ".join(notes)
    yield hint
    if isinstance(field, ChoiceField):
        yield "Choose one: " + " · ".join(shown for _, shown in field.options)
    if isinstance(field, CheckField):
        return
