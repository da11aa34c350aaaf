"""A document as plain text, in reading order: what a search, a check or a test reads."""

from collections.abc import Iterable, Iterator

from svdesk.documents.model.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    ChoiceField,
    Document,
    FactList,
    Field,
    Heading,
    Paragraph,
    ResponseField,
    Table,
    TextField,
    text_of,
    walk,
)


def plain_text(document: Document) -> str:
    """Return the whole document as lines of text, a line for each thing that is read."""
    return "\n".join((*_cover(document), *lines(document.blocks))) + "\n"


def lines(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the text of *blocks*, a line for each thing that is read; headings carry # signs."""
    for block in walk(blocks):
        match block:
            case Heading():
                yield from (f"[{block.kicker}]",) if block.kicker else ()
                yield f"{'#' * block.level} {block.text}"
            case Paragraph():
                yield text_of(block.content)
            case Bullets():
                for place, item in enumerate(block.items, 1):
                    yield f"{f'{place}.' if block.ordered else '-'} {text_of(item)}"
            case Table():
                yield f"| {block.caption} | {' | '.join(column.title for column in block.columns)}"
                yield from (f"| {' | '.join(_cell(cell) for cell in row)}" for row in block.rows)
            case FactList():
                yield from (f"{label}: {text_of(content)}" for label, content in block.rows)
            case Callout():
                yield f"({block.tone.value}) {block.title}"
                yield from (text_of(content) for content in block.body)
                yield from (f"Source: {text_of(block.source)}",) if block.source else ()
            case ResponseField():
                yield _field(block.field)
                yield from (block.hint,) if block.hint else ()


def fields(blocks: Iterable[Block]) -> Iterator[Field]:
    """Yield every field that a bidder can fill in, in reading order."""
    for block in walk(blocks):
        match block:
            case ResponseField():
                yield block.field
            case Table():
                for row in block.rows:
                    yield from (cell for cell in row if not isinstance(cell, tuple))


def headings(blocks: Iterable[Block]) -> Iterator[Heading]:
    """Return every heading, in reading order."""
    return (block for block in walk(blocks) if isinstance(block, Heading))


def _cover(document: Document) -> Iterator[str]:
    yield document.authority
    yield f"{document.title}{' (DRAFT)' if document.draft else ''}"
    yield document.subtitle
    yield from (f"{label}: {text_of(content)}" for label, content in document.cover)
    if document.summary:
        yield from lines((document.summary,))


def _cell(cell: Cell) -> str:
    return text_of(cell) if isinstance(cell, tuple) else _field(cell)


def _field(field: Field) -> str:
    if isinstance(field, TextField):
        return f"[{field.name}: {field.label}]"
    if isinstance(field, ChoiceField):
        return f"[{field.name}: {field.label} ({', '.join(text for _, text in field.options)})]"
    return f"[ ] [{field.name}: {field.label}]"
