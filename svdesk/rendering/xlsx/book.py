"""From a document to the sheets of its workbook, in their order."""

from collections.abc import Iterator
from dataclasses import dataclass

from svdesk.documents.model.blocks import (
    Block,
    CheckField,
    ChoiceField,
    Document,
    Field,
    Heading,
    Holds,
    PageBreak,
    ResponseField,
    Table,
    TextField,
)
from svdesk.rendering.look.text import one_line, plain, shortened
from svdesk.rendering.xlsx import start
from svdesk.rendering.xlsx.cells import REPEATED_ROWS, SCREEN_ROWS, Cell, Sheet, TableArea
from svdesk.rendering.xlsx.layout import SheetLayout, flat
from svdesk.rendering.xlsx.looks import CellLook
from svdesk.rendering.xlsx.names import option_words
from svdesk.rendering.xlsx.sheet_names import SheetNames
from svdesk.rendering.xlsx.widths import ANSWERS, LABELS, NOTES, sheet_widths

CHOICES = "Choices"
START = "Start here"
_HEADERS = ("What we ask", "Details and your answer", "Limits")
_LONGEST_LABEL = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceList:
    """Where the words of a choice stand on the sheet of choices: its first and last row."""

    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The sheets of a workbook, and where the words of each choice stand among them."""

    sheets: tuple[Sheet, ...]
    lists: dict[tuple[tuple[str, str], ...], ChoiceList]
    choices: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    heading: Heading | None
    blocks: list[Block]


def make_book(document: Document, refused: set[str]) -> Book:
    """Return the sheets of *document*; *refused* collects the characters that no file can hold."""
    before, parts = _parts(document)
    fields = tuple(_fields(document))
    names = SheetNames(refused)
    shared = _Shared(document, refused, fields)
    first = names.name(START) if fields else ""
    sheets = [
        shared.sheet(part, names.name(part.heading.sheet if part.heading else document.title))
        for part in parts
    ]
    if not fields:
        about = Sheet(name=names.name("About"), widths=[LABELS, ANSWERS])
        start.about(shared.layout(about), document, before)
        return Book(sheets=(*sheets, about), lists={}, choices="")
    opening = Sheet(name=first, widths=[LABELS, ANSWERS, NOTES])
    start.opening(shared.layout(opening), document, before, sheets)
    choosing = [field for field in fields if isinstance(field, ChoiceField) and field.options]
    if not choosing:
        return Book(sheets=(opening, *sheets), lists={}, choices="")
    choices = Sheet(name=names.name(CHOICES), widths=[LABELS, ANSWERS])
    lists = _choices(shared.layout(choices), choosing)
    return Book(sheets=(opening, *sheets, choices), lists=lists, choices=choices.name)


def _parts(document: Document) -> tuple[list[Block], list[_Part]]:
    """Return what stands before the first sheet, and each sheet that has blocks, with them."""
    before, parts = list[Block](), list[_Part]()
    for block in flat(document.blocks):
        if isinstance(block, Heading) and block.sheet:
            parts.append(_Part(heading=block, blocks=[]))
        elif parts:
            parts[-1].blocks.append(block)
        else:
            before.append(block)
    if any(isinstance(block, ResponseField | Table) for block in before):
        # What is to be filled in or looked up never stands among the instructions.
        parts, before = [_Part(heading=None, blocks=before), *parts], []
    return before, [part for part in parts if any(not isinstance(b, PageBreak) for b in part.blocks)]


def _fields(document: Document) -> Iterator[Field]:
    for block in flat(document.blocks):
        if isinstance(block, ResponseField):
            yield block.field
        elif isinstance(block, Table):
            for row in block.rows:
                yield from (cell for cell in row if isinstance(cell, TextField | ChoiceField))


class _Shared:
    """What all sheets of a document share."""

    def __init__(self, document: Document, refused: set[str], fields: tuple[Field, ...]) -> None:
        self._document = document
        self._refused = refused
        self._ticks = {field.name: field.label for field in fields if isinstance(field, CheckField)}
        self._numbers = frozenset(
            field.name
            for field in fields
            if isinstance(field, TextField) and field.holds is Holds.NUMBER and not field.sums
        )
        self._form = bool(fields)

    def layout(self, sheet: Sheet) -> SheetLayout:
        return SheetLayout(sheet, self._refused, self._ticks, self._numbers)

    def sheet(self, part: _Part, name: str) -> Sheet:
        """Return a sheet: its title, whose it is, and its blocks."""
        title = part.heading.text if part.heading else self._document.title
        made = Sheet(name=name, widths=sheet_widths(part.blocks, title) or [LABELS, ANSWERS])
        if not self._form:
            made.filtered, made.locked = True, False
        layout = self.layout(made)
        layout.across(title, CellLook.TITLE)
        if self._form:
            layout.across(start.context(self._document), CellLook.CONTEXT)
        if part.heading and part.heading.kicker:
            layout.across(part.heading.kicker, CellLook.KICKER)
        alone = _only_table(part.blocks)
        if alone is None:
            made.frozen = len(made.rows)
            if self._form:
                layout.header(_HEADERS, columns=len(made.widths))
                made.frozen += 1
        for block in part.blocks:
            layout.add(block)
        layout.flush()
        if alone is not None and made.tables:
            made.frozen = made.tables[0].first + 1
            made.repeated = (made.tables[0].first, made.tables[0].first)
        elif len(made.tables) == 1 and made.tables[0].last == len(made.rows) - 1:
            # On the pages that follow, what the columns of the table mean is missed most.
            made.repeated = (made.tables[0].first, made.tables[0].first)
        elif made.frozen:
            made.repeated = (0, made.frozen - 1)
        _keep_in_view(made)
        return made


def _only_table(blocks: list[Block]) -> Table | None:
    """Return the table of a sheet that has one and nothing else to fill in."""
    tables = [block for block in blocks if isinstance(block, Table)]
    return tables[0] if len(tables) == 1 and not any(isinstance(b, ResponseField) for b in blocks) else None


def _keep_in_view(sheet: Sheet) -> None:
    """Leave fewer rows in view, and on every page, where they would leave the rest no room."""
    while sheet.frozen and _height(sheet, 0, sheet.frozen - 1) > SCREEN_ROWS:
        sheet.frozen -= 1
    while sheet.repeated and _height(sheet, *sheet.repeated) > REPEATED_ROWS:
        first, last = sheet.repeated
        sheet.repeated = (first + 1, last) if first < last else None


def _height(sheet: Sheet, first: int, last: int) -> float:
    return sum(row.height for row in sheet.rows[first : last + 1])


def _choices(layout: SheetLayout, fields: list[ChoiceField]) -> dict[tuple[tuple[str, str], ...], ChoiceList]:
    """Lay out the words of every choice below one another, and return where each choice's stand."""
    layout.across("Choices", CellLook.TITLE)
    layout.across(
        "The words that the lists in this workbook offer. There is nothing to fill in here.", CellLook.CONTEXT
    )
    headers = ("For", "Words to choose from")
    layout.header(headers)
    first = len(layout.sheet.rows) - 1
    layout.sheet.frozen = first + 1
    layout.sheet.repeated = (first, first)
    found = dict[tuple[tuple[str, str], ...], ChoiceList]()
    for field in fields:
        if field.options in found:
            continue
        label = shortened(field.label, _LONGEST_LABEL, layout.refused)
        begin = len(layout.sheet.rows)
        for _value, said in field.options:
            plain(said, layout.refused)  # names what the words below have lost
        for _value, said in option_words(field.options):
            layout.row(
                {
                    0: Cell(look=CellLook.ROW_HEAD, runs=((label, False),)),
                    1: Cell(look=CellLook.CELL, runs=((one_line(said, layout.refused), False),)),
                }
            )
        found[field.options] = ChoiceList(first=begin, last=len(layout.sheet.rows) - 1)
    layout.sheet.tables.append(
        TableArea(first=first, last=len(layout.sheet.rows) - 1, headers=headers, fields=False)
    )
    return found
