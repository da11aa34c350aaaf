"""A workbook as sheets of cells.

Read from the parts themselves: a library for workbooks would leave out much of what has to be refused,
and would keep the rest in ten times the memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from svdesk.rendering.returned.figures import (
    cell_number,
    hides_the_value,
    is_date_format,
    is_percentage_format,
    moment_words,
    number_words,
)
from svdesk.rendering.returned.formulas import CellPlace, cell_name, cells_of, moved, place_of, row_and_column
from svdesk.rendering.returned.markup import TOO_MUCH, Element, child, name_of, value_of
from svdesk.rendering.returned.office import AGAIN, Office
from svdesk.rendering.returned.values import entered, shown
from svdesk.services.ports import FormRefusedError

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main"
_MOST_SHEETS = 200
_MOST_CELLS = 60_000
_MOST_FORMULAS = 5_000
_LONGEST_FORMULA = 8_192
_LONGEST_SHARED_FORMULA = 512  # it is written out for each cell that shares it
_LONGEST_TEXT = 200_000  # Excel takes 32,767 letters in a cell
_LONGEST_FORMAT = 1_000
_DAMAGED = f"It is damaged: a sheet of it can't be read. {AGAIN}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedCell:
    """A cell: its *text* as a person saw it, its *number* where it holds one, and its *formula*.

    A number is *general* where it has no format of its own. An *odd* formula is kept in a way that none
    of ours is, such as one for a whole area. *veil* is the number format where that may show something
    else than the number.
    """

    text: str = ""
    number: Decimal | None = None
    formula: str | None = None
    general: bool = False
    odd: bool = False
    veil: str = ""


@dataclass(slots=True, kw_only=True)
class ReturnedSheet:
    """A sheet: its *name*, whether it is *hidden* or *protected*, its cells by row and column from 1.

    *chosen* are the cells whose entries are checked by the program as they are typed.
    """

    name: str
    part: str
    hidden: bool
    root: Element
    protected: bool = False
    cells: dict[tuple[int, int], ReturnedCell] = field(default_factory=dict)
    chosen: frozenset[CellPlace] = frozenset()

    def where(self, row: int, column: int) -> str:
        """Return the words for a cell, such as "Cell C12 of the sheet “A Numbers”"."""
        return f"Cell {cell_name(row, column)} of the sheet {shown(self.name)}"


@dataclass(frozen=True, slots=True)
class _Format:
    date: bool
    percentage: bool
    general: bool
    veil: str = ""


class ReturnedWorkbook:
    """The sheets of a workbook, and the cells that have names."""

    def __init__(self, office: Office) -> None:
        """Read all of it; raises :class:`FormRefusedError`."""
        self._office = office
        root = office.root(office.main)
        properties = child(root, "workbookPr")
        since = value_of(properties, "date1904") if properties is not None else None
        self.since_1904 = (since or "0") in ("1", "true")
        self._strings = self._shared_strings()
        self._formats = self._number_formats()
        self._left, self._formulas_left = _MOST_CELLS, _MOST_FORMULAS
        self.sheets = tuple(self._sheets(root))
        self._by_name = {sheet.name.casefold(): sheet for sheet in self.sheets}
        self.names = dict(_names(root))

    def sheet(self, name: str) -> ReturnedSheet | None:
        """Return the sheet of that name, whatever its capitals."""
        return self._by_name.get(name.casefold())

    def cell(self, place: CellPlace) -> ReturnedCell | None:
        """Return the cell at *place*, empty or not; None where there is no such sheet."""
        sheet = self.sheet(place.sheet)
        return None if sheet is None else sheet.cells.get((place.row, place.column), ReturnedCell())

    def place_named(self, name: str) -> CellPlace | None:
        """Return the single cell that has *name*; None where none has."""
        found = self.names.get(name.lower())
        return place_of(found, "") if found else None

    def _sheets(self, root: Element) -> Iterator[ReturnedSheet]:
        listed = child(root, "sheets")
        found = list(listed) if listed is not None else []
        if not 0 < len(found) <= _MOST_SHEETS:
            raise FormRefusedError(_DAMAGED)
        names = set[str]()
        for each in found:
            name = value_of(each, "name") or ""
            key = next((value for at, value in each.attrib.items() if at.endswith("}id")), None)
            part = self._office.target(self._office.main, key)
            if not part or name.casefold() in names:
                raise FormRefusedError(_DAMAGED)
            names.add(name.casefold())
            hidden = (value_of(each, "state") or "visible") != "visible"
            sheet = ReturnedSheet(name=name, part=part, hidden=hidden, root=self._office.root(part))
            if name_of(sheet.root) != "worksheet":
                raise FormRefusedError(
                    f"Its sheet {shown(name)} holds macros or something else that no form of yours does; "
                    f"don't open it. {AGAIN}"
                )
            self._fill(sheet)
            yield sheet

    def _fill(self, sheet: ReturnedSheet) -> None:
        protection = child(sheet.root, "sheetProtection")
        sheet.protected = protection is not None and (value_of(protection, "sheet") or "0") in ("1", "true")
        chosen, left = set[CellPlace](), _MOST_CELLS
        for each in sheet.root.iter():
            if name_of(each) == "dataValidation":
                inner = child(each, "sqref")
                areas = value_of(each, "sqref") or (inner.text if inner is not None else "") or ""
                cells = cells_of(areas.replace(" ", ","), sheet.name) or frozenset()
                left -= len(cells)
                if left < 0:
                    raise FormRefusedError(_DAMAGED)
                chosen |= cells
        sheet.chosen = frozenset(chosen)
        data = child(sheet.root, "sheetData")
        if data is None:
            return
        shared: dict[str, tuple[str, int, int]] = {}
        row_number = 0
        for row in data:
            row_number = _whole(value_of(row, "r")) or row_number + 1
            column = 0
            for each in row:
                at = row_and_column(value_of(each, "r") or "")
                column = at[1] if at else column + 1
                self._left -= 1
                if self._left < 0:
                    raise FormRefusedError(TOO_MUCH)
                if at and at[0] != row_number:
                    raise FormRefusedError(_DAMAGED)
                if (row_number, column) in sheet.cells:
                    raise FormRefusedError(_DAMAGED)
                cell = self._cell(each, shared, row_number, column)
                if cell.text or cell.formula is not None:
                    sheet.cells[row_number, column] = cell

    def _cell(
        self, each: Element, shared: dict[str, tuple[str, int, int]], row: int, column: int
    ) -> ReturnedCell:
        parts = {name_of(part): part for part in each}
        formula, odd = None, False
        if "f" in parts:
            self._formulas_left -= 1
            if self._formulas_left < 0:
                raise FormRefusedError(TOO_MUCH)
            formula, odd = _formula(parts["f"], shared, row, column)
        raw = (parts["v"].text or "") if "v" in parts else ""
        kind = value_of(each, "t") or "n"
        if kind == "inlineStr":
            text = _rich_text(parts["is"]) if "is" in parts else ""
            return ReturnedCell(text=entered(text), formula=formula, odd=odd)
        if kind == "s" and raw:
            place = _whole(raw)
            if place is None or place >= len(self._strings):
                raise FormRefusedError(_DAMAGED)
            return ReturnedCell(text=self._strings[place], formula=formula, odd=odd)
        if kind == "b":
            return ReturnedCell(
                text="TRUE" if raw.strip() in ("1", "true") else "FALSE", formula=formula, odd=odd
            )
        if kind == "d":
            day, _, time = raw.strip().partition("T")
            time = time.removesuffix("Z").removesuffix(":00")
            return ReturnedCell(text=f"{day} {time}".removesuffix(" 00:00").strip(), formula=formula, odd=odd)
        number = cell_number(raw) if kind == "n" and raw else None
        if number is None:  # text of a formula, an error such as #REF!, or nothing
            return ReturnedCell(text=entered(_escaped(raw)), formula=formula, odd=odd)
        style = _whole(value_of(each, "s")) or 0
        look = self._formats[style] if style < len(self._formats) else _Format(False, False, True)
        text = number_words(number)
        if look.date:
            text = moment_words(number, since_1904=self.since_1904)
        elif look.percentage:
            text = f"{number_words(number * 100)}%"
        return ReturnedCell(
            text=text, number=number, formula=formula, general=look.general, odd=odd, veil=look.veil
        )

    def _shared_strings(self) -> list[str]:
        return [
            entered(_rich_text(each))
            for part in self._office.led_to(self._office.main, "sharedStrings")
            for each in self._office.root(part)
            if name_of(each) == "si"
        ]

    def _number_formats(self) -> list[_Format]:
        formats: list[_Format] = []
        for part in self._office.led_to(self._office.main, "styles"):
            root = self._office.root(part)
            listed = child(root, "numFmts")
            codes = {
                _whole(value_of(each, "numFmtId")): (value_of(each, "formatCode") or "")[:_LONGEST_FORMAT]
                for each in (listed if listed is not None else ())
            }
            cells = child(root, "cellXfs")
            for each in cells if cells is not None else ():
                number = _whole(value_of(each, "numFmtId")) or 0
                formats.append(_format_of(number, codes.get(number, "")))
        return formats


@lru_cache(maxsize=1024)  # a file has few formats for its many styles
def _format_of(number: int, code: str) -> _Format:
    return _Format(
        date=is_date_format(number, code),
        percentage=is_percentage_format(number, code),
        general=number == 0 or code.lower() in ("general", "@"),
        veil=code if hides_the_value(code) else "",
    )


def _names(root: Element) -> Iterator[tuple[str, str]]:
    listed = child(root, "definedNames")
    for each in listed if listed is not None else ():
        name = (value_of(each, "name") or "").lower()
        if value_of(each, "localSheetId") is None:
            yield name, (each.text or "").strip()


def _formula(
    each: Element, shared: dict[str, tuple[str, int, int]], row: int, column: int
) -> tuple[str, bool]:
    """Return a formula, and whether it is kept in a way that none of ours is."""
    text = each.text or ""
    if len(text) > _LONGEST_FORMULA:
        return "", True
    kind = value_of(each, "t") or "normal"
    if kind != "shared":
        return text, kind != "normal"
    key = value_of(each, "si") or ""
    if len(text) > _LONGEST_SHARED_FORMULA:
        return "", True
    if text:
        shared[key] = (text, row, column)
        return text, False
    if key not in shared:
        return "", True
    first, first_row, first_column = shared[key]
    return moved(first, row - first_row, column - first_column), False


def _rich_text(element: Element) -> str:
    """Return the text in all its runs, without the readings that stand above Asian letters."""
    text = "".join(
        each.text or ""
        for each in element.iter()
        if name_of(each) == "t" and not any(name_of(above) == "rPh" for above in each.iterancestors())
    )
    if len(text) > _LONGEST_TEXT:
        raise FormRefusedError(TOO_MUCH)
    return _escaped(text)


def _escaped(text: str) -> str:
    """Return *text* with what XML can't hold, which is written as ``_x000D_``."""
    if "_x" not in text:
        return text
    pieces = text.split("_x")
    found = pieces[0]
    for piece in pieces[1:]:
        try:
            sign = chr(int(piece[:4], 16)) if piece[4:5] == "_" and piece[:4].isalnum() else ""
        except ValueError:
            sign = ""
        found += sign + piece[5:] if sign else "_x" + piece
    return found


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
