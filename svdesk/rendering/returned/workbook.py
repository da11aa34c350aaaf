"""The reader of forms that come back as Excel workbooks."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from svdesk.documents.model.forms import Entry, FormField
from svdesk.rendering.look.origin_property import ORIGIN_PROPERTY
from svdesk.rendering.returned.figures import could_be_a_day, moment_words, number_words
from svdesk.rendering.returned.formulas import CellPlace, is_plain, total_of
from svdesk.rendering.returned.markup import Element, name_of, value_of
from svdesk.rendering.returned.office import AGAIN, Office, refuse_link
from svdesk.rendering.returned.sheet_changes import sheet_changes
from svdesk.rendering.returned.sheets import MAIN_TYPE, ReturnedCell, ReturnedSheet, ReturnedWorkbook
from svdesk.rendering.returned.values import Answers, answer, not_too_many, origin_line, shown
from svdesk.rendering.xlsx.names import (
    ORIGIN_NAME,
    defined_name,
    field_name,
    option_words,
    part_of,
)
from svdesk.services.ports import FilledForm, FormRefusedError, Remark
from svdesk.services.returned_forms.answer_words import quoted

_MOST_PARTS = 500
_MOST_TOTALS = 2_000
_RULES = ("formula", "formula1", "formula2", "f", "calculatedColumnFormula", "totalsRowFormula")
_RUNS = ("function", "vbProcedure", "xlm", "macro")


class WorkbookReader:
    """Reads Excel forms, as :class:`svdesk.services.ports.FormReader` says."""

    format = "xlsx"

    def __init__(self) -> None:
        """Keep what was opened last: a file is asked for its origin, its answers and its changes."""
        self._last: tuple[bytes, tuple[Office, ReturnedWorkbook]] | None = None

    def _opened(self, content: bytes) -> tuple[Office, ReturnedWorkbook]:
        if self._last is None or self._last[0] is not content:
            self._last = None
            self._last = content, _opened(content)
        return self._last[1]

    def origin(self, content: bytes) -> str:
        """Return the line that says what the form was made from; "" where it says nothing."""
        office, book = self._opened(content)
        _refuse_formulas(book, None)
        place = book.place_named(ORIGIN_NAME)
        cell = book.cell(place) if place else None
        return origin_line(cell.text if cell and cell.text else office.custom_property(ORIGIN_PROPERTY))

    def read(self, content: bytes, fields: tuple[FormField, ...]) -> FilledForm:
        """Return what was entered in *fields*; raises :class:`FormRefusedError`."""
        _, book = self._opened(content)
        places = {field.name: _places(book, field.name) for field in fields}
        totals = dict(_totals(fields, places))
        _refuse_formulas(book, totals)
        if fields and not any(places.values()):
            raise FormRefusedError(
                "It has no cells left to read answers from: it was copied, converted or made anew. "
                "Ask the bidder to fill in the form that you sent, and to send that file."
            )
        answers = Answers()
        for field in fields:
            if places[field.name]:
                answers.add(field.name, _entered(book, field, places[field.name], totals))
                for said in _remarks(book, field, places[field.name]):
                    answers.remark(said)
        known = {defined_name(field.name).lower() for field in fields}
        for name in book.names:
            if part_of(name) == 1 and name not in known:
                answers.other(field_name(name) or name)
        return answers.form()

    def differences(self, issued: bytes, returned: bytes) -> tuple[str, ...]:
        """Return in words what was changed besides the answers; raises :class:`FormRefusedError`."""
        before, after = _opened(issued), self._opened(returned)
        _refuse_formulas(after[1], None)
        return not_too_many(sheet_changes(before, after))


def _opened(content: bytes) -> tuple[Office, ReturnedWorkbook]:
    office = Office(content, MAIN_TYPE)
    book = ReturnedWorkbook(office)
    _refuse_names(office.root(office.main))
    titles = {sheet.part: f" on the sheet {shown(sheet.name)}" for sheet in book.sheets}
    for part, root in office.parts_in_markup():
        _refuse_rules(root, titles.get(part, ""))
    for sheet in book.sheets:
        _refuse_links(sheet)
    return office, book


def _places(book: ReturnedWorkbook, name: str) -> tuple[CellPlace, ...]:
    """Return the cells of the answer to a field, in order; none where the first has lost its name."""
    found = list[CellPlace]()
    for part in range(1, _MOST_PARTS):
        place = book.place_named(defined_name(name, part))
        if place is None or book.cell(place) is None:
            break
        found.append(place)
    return tuple(found)


def _totals(
    fields: Sequence[FormField], places: Mapping[str, tuple[CellPlace, ...]]
) -> Iterator[tuple[CellPlace, frozenset[CellPlace]]]:
    """Yield the cells of totals with the cells that each adds up."""
    for field in fields:
        if field.sums and places[field.name]:
            yield (
                places[field.name][0],
                frozenset(place for name in field.sums for place in places.get(name, ())),
            )


def _entered(
    book: ReturnedWorkbook,
    field: FormField,
    places: tuple[CellPlace, ...],
    totals: Mapping[CellPlace, frozenset[CellPlace]],
) -> str:
    cells = [book.cell(place) or ReturnedCell() for place in places]
    if cells[0].formula is not None:
        return _total(book, totals[places[0]])
    cell = cells[0]
    is_day = field.entry is Entry.DATE and cell.general and cell.number is not None
    if is_day and cell.number is not None and could_be_a_day(cell.number):
        return moment_words(cell.number, since_1904=book.since_1904)
    text = "\n".join(cell.text for cell in cells if cell.text)
    return answer(field, text, option_words(field.options))


def _remarks(book: ReturnedWorkbook, field: FormField, places: tuple[CellPlace, ...]) -> Iterator[Remark]:
    for place in places:
        cell = book.cell(place)
        if cell is not None and cell.veil and cell.number is not None:
            yield Remark(
                field=field.name,
                message=f"{quoted(field.label)} holds {shown(cell.text)} in a cell whose number format "
                f"({shown(cell.veil)}) may show something else.",
            )


def _total(book: ReturnedWorkbook, added: frozenset[CellPlace]) -> str:
    """Return what a total comes to: what the file says of it may be old, or made up."""
    numbers = [cell.number for place in added if (cell := book.cell(place)) and cell.number is not None]
    return number_words(sum(numbers, Decimal(0))) if numbers else ""


def _refuse_formulas(book: ReturnedWorkbook, totals: Mapping[CellPlace, frozenset[CellPlace]] | None) -> None:
    """Refuse every formula but our totals; None for *totals* where the form is not known yet."""
    named = {place for name in book.names if part_of(name) and (place := book.place_named(name))}
    formulas = 0
    for sheet in book.sheets:
        for (row, column), cell in sheet.cells.items():
            if cell.formula is None:
                continue
            place = CellPlace(sheet.name.casefold(), row, column)
            formulas += 1
            could_be = place in named and not cell.odd and formulas <= _MOST_TOTALS
            added = total_of(cell.formula, sheet.name) if could_be else None
            ours = added is not None and added <= named
            if not ours or (totals is not None and added != totals.get(place)):
                raise FormRefusedError(
                    f"{sheet.where(row, column)} holds a formula. "
                    "Ask the bidder to type the number or the words and send the file again."
                )


def _refuse_names(root: Element) -> None:
    for each in root.iter():
        if name_of(each) != "definedName":
            continue
        name, text = value_of(each, "name") or "", (each.text or "").strip()
        runs = any((value_of(each, key) or "0") not in ("0", "false") for key in _RUNS)
        if runs or name.lower().removeprefix("_xlnm.").startswith("auto_"):
            raise FormRefusedError(
                f"It holds macros, which are small programs (the name {shown(name)}); don't open it. {AGAIN}"
            )
        if not is_plain(text):
            raise FormRefusedError(f"The name {shown(name)} in it stands for a formula. {AGAIN}")


def _refuse_rules(root: Element, where: str) -> None:
    """Refuse formulas that check or colour cells, or stand in tables and small charts."""
    for each in root.iter():
        name = name_of(each)
        above = each.getparent()
        if name not in _RULES or (name == "f" and above is not None and name_of(above) == "c"):
            continue
        text = "".join(inner.text or "" for inner in each.iter())
        if not is_plain(text):
            raise FormRefusedError(
                f"It has a rule{where} with a formula that no form of yours has: {shown(text)}. {AGAIN}"
            )


def _refuse_links(sheet: ReturnedSheet) -> None:
    for each in sheet.root.iter():
        if name_of(each) == "hyperlink" and (location := value_of(each, "location")):
            refuse_link("#" + location.removeprefix("#"), f" on the sheet {shown(sheet.name)}")
