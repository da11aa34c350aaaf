"""The words of a Word file in reading order, and those that a document says it must have."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from svdesk.documents.model.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
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
)
from tests.rendering.docx.docx_checks import W, local, parts
from tests.rendering.wording import TONE_WORDS


def words_of(path: Path, *, contents: bool = False) -> list[str]:
    """Return the words of a file's text, in reading order; those of its contents list if wanted."""
    body = parts(path)["word/document.xml"][0]
    return "".join(_text(body, contents=contents)).split()


def _text(element: ElementTree.Element, *, contents: bool) -> Iterator[str]:
    if not contents and element.find(f"{W}sdtPr/{W}docPartObj") is not None:
        return
    if element.tag == f"{W}t":
        yield element.text or ""
    elif element.tag in (f"{W}br", f"{W}tab") and not len(element):
        yield "\n"
    for child in element:
        if local(child) not in ("pPr", "rPr", "sdtPr", "tblPr", "sectPr"):
            yield from _text(child, contents=contents)
    if element.tag == f"{W}p":
        yield "\n"


def words_for(document: Document) -> list[str]:
    """Return the words that the file of *document* must have, its contents list apart."""
    return unicodedata.normalize("NFC", "\n".join(_document(document))).split()


def _document(document: Document) -> Iterator[str]:
    draft = document.draft and "draft" not in document.status.lower()
    status = f"Draft · {document.status}" if draft else document.status
    yield from (document.authority, status, document.title, document.subtitle)
    for label, content in document.cover:
        yield from (label, _plain(content))
    if document.summary:
        yield from _block(document.summary)
    for block in document.blocks:
        yield from _block(block)


def _plain(content: Inlines) -> str:
    return "".join(inline.text for inline in content)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield from (block.kicker, block.text)
        case Paragraph():
            yield _plain(block.content)
        case Bullets():
            yield from map(_plain, block.items)
        case Table():
            yield block.caption if block.show_caption else ""
            yield from (column.title for column in block.columns)
            yield from (_cell(cell) for row in block.rows for cell in row)
        case FactList():
            yield from (f"{label}\n{_plain(content)}" for label, content in block.rows)
        case Callout():
            yield from (TONE_WORDS[block.tone], block.title, *map(_plain, block.body), _plain(block.source))
        case ResponseField():
            yield from _response(block.field, block.hint)
        case Together():
            for inner in block.blocks:
                yield from _block(inner)


def _cell(cell: Cell) -> str:
    if isinstance(cell, tuple):
        return _plain(cell)
    if isinstance(cell, ChoiceField):
        return "Choose one"
    return "Write here" + (f"\nup to {cell.word_limit:,} words" if cell.word_limit else "")


def _response(field: Field, hint: str) -> Iterator[str]:
    if isinstance(field, CheckField):
        yield from ("☐", field.label, hint)
        return
    yield field.label
    if isinstance(field, TextField):
        limit = [f"up to {field.word_limit:,} words"] if field.word_limit else []
        yield from (" · ".join([*limit, *([] if field.required else ["optional"])]), hint, "Write here")
    else:
        told = " · ".join(shown for _, shown in field.options)
        few = len(field.options) <= 8
        yield from (hint, f"Choose one: {told}" if few else "", "Choose one")
