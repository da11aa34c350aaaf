"""The content model: what a document can be made of.

Text is plain text exactly as it was typed; no block carries mark-up, and a renderer must print
``<b>`` as those three characters. Field names are unique within a document.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from svdesk.domain.project import HouseStyle


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A run of text that leads to *url* (http, https or mailto)."""

    text: str
    url: str


Inline: TypeAlias = Text | Link
Inlines: TypeAlias = tuple[Inline, ...]


def words(text: str, *, strong: bool = False) -> Inlines:
    """Return *text* as a single run."""
    return (Text(text, strong),)


class Tone(StrEnum):
    """What a callout means; renderers add a word, a colour and never the colour alone."""

    APPLIES = "applies"
    NOT_ALLOWED = "not_allowed"
    TAKE_CARE = "take_care"
    CANNOT_TELL = "cannot_tell"
    INFORMATION = "information"
    PLAIN = "plain"


class Size(StrEnum):
    """How a paragraph is set."""

    BODY = "body"
    LEAD = "lead"
    HINT = "hint"


PART_LEVEL, SECTION_LEVEL, ITEM_LEVEL = 1, 2, 3
"""How deep headings stand: those of parts, of sections in them, and of single things in a section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading. *kicker* is a short line above it, in small type.

    Composers have it made by :mod:`svdesk.documents.model.frame`, which decides on its *level*. In a
    workbook a new sheet called *sheet* begins with it, where one is named. One with an *id* is numbered
    in its document, and sentences point at it by its id (:mod:`svdesk.documents.model.numbering`).
    """

    level: int
    text: str
    kicker: str = ""
    page_break: bool = False
    sheet: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph. Line breaks in its text are kept."""

    content: Inlines
    size: Size = Size.BODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list, numbered when *ordered*."""

    items: tuple[Inlines, ...]
    ordered: bool = False


class Holds(StrEnum):
    """What a text field is for; a form that comes back is checked for it."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField:
    """A box a bidder types into.

    *label* is its accessible name; *lines* its height in lines of body text (1: a single line);
    *word_limit* is stated beside it, and counted when the form comes back. A number has a *unit*
    where one is known; *sums* names the fields that it is the total of. *only_if* names the box to
    tick that makes the field matter; while that box is empty no answer is wanted here.
    """

    name: str
    label: str
    lines: int = 1
    word_limit: int | None = None
    required: bool = True
    holds: Holds = Holds.TEXT
    unit: str = ""
    sums: tuple[str, ...] = ()
    only_if: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField:
    """A closed choice; *options* are (value, words) pairs, *only_if* is as in :class:`TextField`."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    only_if: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckField:
    """A box to tick; *label* is printed beside it.

    Boxes of the same *one_of*, the heading over them, are a choice: at least one of them is to be
    ticked. Every other box is to be ticked itself.
    """

    name: str
    label: str
    one_of: str = ""


Field: TypeAlias = TextField | ChoiceField | CheckField
Cell: TypeAlias = Inlines | TextField | ChoiceField


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A table column; *width* is a relative share; numbers align right."""

    title: str
    width: float = 1.0
    number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A data table: header row repeated on each page, the first cell of each row its header."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    show_caption: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FactList:
    """Labels and what stands for each of them, such as a KPI's definition or a cover's details."""

    rows: tuple[tuple[str, Inlines], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout:
    """A card: a status word, a title, sentences and a source."""

    tone: Tone
    title: str
    body: tuple[Inlines, ...]
    source: Inlines = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseField:
    """A field with its label above it, standing on its own in the document."""

    field: Field
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Blocks kept on one page where a page can hold them."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """The next block starts a new page."""


Block: TypeAlias = (
    Heading | Paragraph | Bullets | Table | FactList | Callout | ResponseField | Together | PageBreak
)


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield every block in reading order; in place of :class:`Together`, what it keeps together."""
    for block in blocks:
        if isinstance(block, Together):
            yield from walk(block.blocks)
        else:
            yield block


def text_of(content: Inlines) -> str:
    """Return the text of runs, without what makes them stand out or lead somewhere."""
    return "".join(inline.text for inline in content)


def texts(block: Block) -> Iterator[str]:
    """Yield every text of a block in reading order; of a field its label."""
    match block:
        case Heading():
            yield from (text for text in (block.kicker, block.text) if text)
        case Paragraph():
            yield text_of(block.content)
        case Bullets():
            yield from map(text_of, block.items)
        case Table():
            yield block.caption
            yield from (column.title for column in block.columns)
            yield from (cell_text(cell) for row in block.rows for cell in row)
        case FactList():
            for label, content in block.rows:
                yield from (label, text_of(content))
        case Callout():
            yield from (block.title, *map(text_of, block.body), text_of(block.source))
        case ResponseField():
            yield from (block.field.label, block.hint)
        case Together():
            yield from (text for inner in block.blocks for text in texts(inner))


def cell_text(cell: Cell) -> str:
    """Return what a cell of a table says; of a field its label."""
    return text_of(cell) if isinstance(cell, tuple) else cell.label


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A day that a calendar marks; *key* stays the same when the day moves."""

    key: str
    on: date
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that travels inside a document: its *name*, its type such as ``application/json``."""

    name: str
    mime: str
    description: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document, ready for any renderer.

    *kind* is its key in the catalogue. *cover* holds the details printed on the cover and
    *summary* the card below them. A *draft* is watermarked. *dated* is the day printed and
    stamped: with the project's *stamp* (seconds since 1970, from its last change) it makes the
    same project give the same bytes. *origin* says in a line, for the file's metadata, what the
    document was made from. A *compact* document is a leaflet or a form of a few pages: its text
    begins below the title on the first page, and it has no list of contents. *events* are for
    calendar files alone; *revision* is the project's, by which a calendar knows the newer file.
    *attachments* travel inside a PDF; other formats leave them out.
    *house_style* has a logo only with words for it, and only one that can be read.
    """

    kind: str
    title: str
    subtitle: str
    authority: str
    project_title: str
    reference: str
    version: str
    status: str
    dated: date | None
    draft: bool
    cover: tuple[tuple[str, Inlines], ...]
    summary: Callout | None
    blocks: tuple[Block, ...]
    stamp: int = 0
    language: str = "en-GB"
    keywords: tuple[str, ...] = field(default=())
    origin: str = ""
    compact: bool = False
    events: tuple[Event, ...] = ()
    revision: int = 0
    attachments: tuple[Attachment, ...] = ()
    house_style: HouseStyle = field(default_factory=HouseStyle)
