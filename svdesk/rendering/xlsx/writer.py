"""Writing the sheets of a workbook with XlsxWriter."""

from collections.abc import Callable, Iterator

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from svdesk.documents.model.blocks import TextField, Tone
from svdesk.rendering.look.formula_signs import begins_as_formula
from svdesk.rendering.look.palette import Palette
from svdesk.rendering.look.styles import TONES
from svdesk.rendering.xlsx.book import Book
from svdesk.rendering.xlsx.cells import Cell, Sheet
from svdesk.rendering.xlsx.looks import CellLook, properties
from svdesk.rendering.xlsx.measure import LOW, UNIT
from svdesk.rendering.xlsx.names import defined_name
from svdesk.rendering.xlsx.sheet_names import quoted
from svdesk.rendering.xlsx.validation import Validations

_A4 = 9
_PAPER_WIDTH = 770.0  # points between the margins of A4 on its side
_SMALLEST_SCALE = 0.55
_PROTECTION = {
    "objects": True,
    "scenarios": True,
    "format_columns": True,
    "format_rows": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}

Place = tuple[str, int, int]
"""A cell: its sheet's name, row and column, from 0."""


class Writer:
    """Writes the sheets of a *book* into a workbook."""

    def __init__(self, workbook: Workbook, book: Book, palette: Palette, refused: set[str]) -> None:
        """Take the empty workbook."""
        self._workbook = workbook
        self._book = book
        self._palette = palette
        self._refused = refused
        self._formats = dict[tuple[CellLook, Tone | None, bool, bool, bool], Format]()
        self._low = False
        self._places = dict(_places(book))

    def write(self, head: str, foot: str, tell: Callable[[int], None]) -> None:
        """Write every sheet, with *head* and *foot* on each page; *tell* is told how many are done."""
        for done, sheet in enumerate(self._book.sheets, 1):
            self._sheet(sheet, head, foot)
            tell(done)

    # ---- a sheet

    def _sheet(self, sheet: Sheet, head: str, foot: str) -> None:
        page = self._workbook.add_worksheet(sheet.name)
        for column, width in enumerate(sheet.widths):
            page.set_column_pixels(column, column, round(width * UNIT / 0.75))
        validations = Validations(self._book, self._refused)
        for number, row in enumerate(sheet.rows):
            page.set_row(number, row.height)
            self._low = row.height <= LOW
            for column, cell in sorted(row.cells.items()):
                self._cell(page, sheet, number, column, cell)
                if cell.field is not None:
                    validations.add(cell, number, column)
        validations.write(page)
        self._tables(page, sheet)
        _set_page(page, sheet, head, foot)
        if sheet.locked:
            page.protect("", _PROTECTION)

    def _tables(self, page: Worksheet, sheet: Sheet) -> None:
        for area in sheet.tables:
            if area.last == area.first:
                continue
            heads = sheet.rows[area.first].cells
            columns = [
                {
                    "header": title,
                    "header_format": self._format(heads[place].look, quoted=begins_as_formula(title)),
                }
                for place, title in enumerate(area.headers)
            ]
            options = {"autofilter": sheet.filtered, "style": None, "columns": columns}
            page.add_table(area.first, 0, area.last, len(columns) - 1, options)

    # ---- a cell

    def _cell(self, page: Worksheet, sheet: Sheet, row: int, column: int, cell: Cell) -> None:
        as_words = begins_as_formula(cell.text)
        look = self._format(cell.look, cell.tone, quoted=as_words)
        if cell.field is not None:
            self._define(defined_name(cell.field.name, cell.part), sheet, row, column)
            if cell.look is CellLook.TOTAL and isinstance(cell.field, TextField):
                page.write_formula(row, column, self._total(cell.field, sheet), look, "")
            else:
                page.write_blank(row, column, None, look)
            return
        if cell.name:
            self._define(cell.name, sheet, row, column)
        if cell.number is not None:
            page.write_number(row, column, cell.number, look)
        elif cell.link:
            page.write_url(row, column, f"internal:{quoted(cell.link)}!A1", look, cell.text)
        elif len(cell.runs) > 1:
            parts = list[str | Format]()
            for text, strong in cell.runs:
                parts += (self._format(cell.look, cell.tone, strong=strong), text)
            page.write_rich_string(row, column, *parts, look)
        elif cell.runs and cell.text:
            look = self._format(cell.look, cell.tone, strong=cell.runs[0][1], quoted=as_words)
            page.write_string(row, column, cell.text, look)
        else:
            page.write_blank(row, column, None, look)

    def _define(self, name: str, sheet: Sheet, row: int, column: int) -> None:
        self._workbook.define_name(name, f"={quoted(sheet.name)}!{_absolute(row, column)}")

    def _total(self, field: TextField, sheet: Sheet) -> str:
        """Return the one formula that a form has: blank until a number is there, and then their sum."""
        areas = ",".join(_areas([self._places[name] for name in field.sums], sheet.name))
        return f'=IF(COUNT({areas})=0,"",SUM({areas}))'

    def _format(
        self, look: CellLook, tone: Tone | None = None, *, strong: bool = False, quoted: bool = False
    ) -> Format:
        """Return a format; what is *quoted* stays text also where a person edits the cell."""
        key = (look, tone, strong, self._low, quoted)
        if key not in self._formats:
            colours = {}
            if tone is not None and tone is not Tone.PLAIN:
                colours["fill"] = TONES[tone].wash.digits
                if look is CellLook.CARD_TITLE:
                    colours["ink"] = TONES[tone].ink.digits
            found = properties(look, self._palette, low=self._low, **colours)
            if strong:
                found["bold"] = True
            if quoted:
                found["quote_prefix"] = True
            self._formats[key] = self._workbook.add_format(found)
        return self._formats[key]


def _places(book: Book) -> Iterator[tuple[str, Place]]:
    for sheet in book.sheets:
        for number, row in enumerate(sheet.rows):
            for column, cell in row.cells.items():
                if cell.field is not None and cell.part == 1:
                    yield cell.field.name, (sheet.name, number, column)


def _areas(places: list[Place], here: str) -> Iterator[str]:
    """Yield references to *places*; cells beside one another are one area."""
    begun: list[Place] = []
    for place in places:
        if begun and place == (begun[-1][0], begun[-1][1], begun[-1][2] + 1):
            begun.append(place)
        else:
            if begun:
                yield _area(begun, here)
            begun = [place]
    yield _area(begun, here)


def _area(places: list[Place], here: str) -> str:
    (name, row, column), (_, _, last) = places[0], places[-1]
    sheet = "" if name == here else f"{quoted(name)}!"
    return f"{sheet}{_reference(row, column)}" + (f":{_reference(row, last)}" if last != column else "")


def _reference(row: int, column: int) -> str:
    return xl_rowcol_to_cell(row, column)


def _absolute(row: int, column: int) -> str:
    return xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)


def _set_page(page: Worksheet, sheet: Sheet, head: str, foot: str) -> None:
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.7)
    page.set_header(head)
    page.set_footer(foot)
    if sum(sheet.widths) * UNIT <= _PAPER_WIDTH / _SMALLEST_SCALE:
        page.fit_to_pages(1, 0)
    else:
        # Fitted to one page it could not be read: it goes over several, with its first columns on each.
        page.set_print_scale(round(100 * _SMALLEST_SCALE))
        page.repeat_columns(0, 0)
    if sheet.frozen:
        page.freeze_panes(sheet.frozen, 0)
    if sheet.repeated:
        page.repeat_rows(*sheet.repeated)
    breaks = [number for number, row in enumerate(sheet.rows) if row.page_break and number]
    page.set_h_pagebreaks(breaks[:1000])
