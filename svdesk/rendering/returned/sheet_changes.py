"""What was changed in a workbook besides the answers, in words."""

from collections.abc import Iterator

from svdesk.domain.english import counted, plural
from svdesk.rendering.returned.formulas import CellPlace, cell_name
from svdesk.rendering.returned.markup import name_of, value_of
from svdesk.rendering.returned.office import Office
from svdesk.rendering.returned.sheets import ReturnedCell, ReturnedSheet, ReturnedWorkbook
from svdesk.rendering.returned.values import shown
from svdesk.rendering.xlsx.names import part_of

_MOST_CELLS_TOLD = 8
_ALIKE = 0.5

Opened = tuple[Office, ReturnedWorkbook]


def sheet_changes(before: Opened, after: Opened) -> tuple[str, ...]:
    """Return what differs between an issued workbook and the one that came back."""
    (old_office, old), (new_office, new) = before, after
    pairs, told = _paired(old, new)
    for one, other in pairs:
        told += _of_sheet(one, other, _answer_cells(old), _answer_cells(new))
    told += _of_answers(old, new)
    told += _of_parts(old_office, new_office)
    return tuple(told)


def _paired(
    old: ReturnedWorkbook, new: ReturnedWorkbook
) -> tuple[list[tuple[ReturnedSheet, ReturnedSheet]], list[str]]:
    """Return the sheets that are the same in both, and what became of the others."""
    told = list[str]()
    pairs = [(sheet, found) for sheet in old.sheets if (found := new.sheet(sheet.name))]
    gone = [sheet for sheet in old.sheets if new.sheet(sheet.name) is None]
    added = [sheet for sheet in new.sheets if old.sheet(sheet.name) is None]
    for sheet in gone:
        found = max(added, key=lambda each: _alike(sheet, each), default=None)
        if found is None or _alike(sheet, found) < _ALIKE:
            told.append(f"The sheet {shown(sheet.name)} is gone.")
            continue
        added.remove(found)
        pairs.append((sheet, found))
        told.append(f"The sheet {shown(sheet.name)} was renamed {shown(found.name)}.")
    told += [f"A sheet was added: {shown(sheet.name)}." for sheet in added]
    return pairs, told


def _alike(one: ReturnedSheet, other: ReturnedSheet) -> float:
    """Return the share of the text of *one* that *other* has too."""
    texts = {cell.text for cell in one.cells.values() if cell.text}
    return len(texts & {cell.text for cell in other.cells.values()}) / len(texts) if texts else 0.0


def _of_sheet(
    one: ReturnedSheet, other: ReturnedSheet, old: frozenset[CellPlace], new: frozenset[CellPlace]
) -> Iterator[str]:
    if one.hidden != other.hidden:
        yield f"The sheet {shown(other.name)} was {'hidden' if other.hidden else 'hidden and is shown now'}."
    if one.protected and not other.protected:
        yield f"The sheet {shown(other.name)} is no longer protected."
    if hidden := sorted(_hidden(other) - _hidden(one)):
        others = f" and {len(hidden) - _MOST_CELLS_TOLD:,} more" if len(hidden) > _MOST_CELLS_TOLD else ""
        yield f"Hidden on the sheet {shown(other.name)}: {', '.join(hidden[:_MOST_CELLS_TOLD])}{others}."
    before = {place: cell for place, cell in one.cells.items() if _place(one, place) not in old}
    after = {place: cell for place, cell in other.cells.items() if _place(other, place) not in new}
    changed = sorted(
        place
        for place in before.keys() | after.keys()
        if _words(before.get(place)) != _words(after.get(place))
    )
    for row, column in changed[:_MOST_CELLS_TOLD]:
        was, now = _words(before.get((row, column))), _words(after.get((row, column)))
        where = other.where(row, column)
        if not was:
            yield f"{where} was empty and holds {shown(now)}."
        elif not now:
            yield f"{where} held {shown(was)} and is empty."
        else:
            yield f"{where} held {shown(was)} and holds {shown(now)}."
    if (left := len(changed) - _MOST_CELLS_TOLD) > 0:
        cells = plural(left, "cell was", "cells were")
        yield f"{left:,} more {cells} changed on the sheet {shown(other.name)}."


def _hidden(sheet: ReturnedSheet) -> set[str]:
    """Return the rows and columns with something in them that are not shown."""
    rows, columns = {row for row, _ in sheet.cells}, {column for _, column in sheet.cells}
    found = set[str]()
    for each in sheet.root.iter():
        name = name_of(each)
        if name not in ("row", "col"):
            continue
        height = value_of(each, "ht" if name == "row" else "width")
        if (value_of(each, "hidden") or "0") not in ("1", "true") and height not in ("0", "0.0"):
            continue
        if name == "row":
            number = value_of(each, "r") or ""
            found |= {f"row {number}"} if number.isdecimal() and int(number) in rows else set()
        else:
            first, last = value_of(each, "min") or "", value_of(each, "max") or ""
            if first.isdecimal() and last.isdecimal():
                within = (column for column in columns if int(first) <= column <= int(last))
                found |= {f"column {cell_name(1, column)[:-1]}" for column in within}
    return found


def _of_answers(old: ReturnedWorkbook, new: ReturnedWorkbook) -> Iterator[str]:
    names = [name for name in old.names if part_of(name)]
    lost = [name for name in names if new.place_named(name) is None]
    if lost:
        yield (
            f"{counted(len(lost), 'cell')} for answers can't be found, because "
            "rows, columns or names were deleted."
        )
    unchecked = list[tuple[ReturnedSheet, CellPlace]]()
    for name in names:
        before, after = old.place_named(name), new.place_named(name)
        one = old.sheet(before.sheet) if before else None
        other = new.sheet(after.sheet) if after else None
        if before is None or after is None or one is None or other is None:
            continue
        was, now = old.cell(before), new.cell(after)
        if was and now and was.formula is not None and now.formula is None:
            yield f"{other.where(after.row, after.column)} added up a total; a figure was typed over it."
        if _covers(one, before) and not _covers(other, after):
            unchecked.append((other, after))
    if unchecked:
        sheet, place = unchecked[0]
        count = plural(len(unchecked), "1 cell for an answer is", f"{len(unchecked):,} such cells are")
        yield (
            f"{count} no longer limited to what may be entered; the first is "
            f"{sheet.where(place.row, place.column).replace('Cell', 'cell', 1)}."
        )


def _of_parts(old: Office, new: Office) -> Iterator[str]:
    if _notes(new) > _notes(old):
        yield "Notes were added to cells."
    if _drawings(new) > _drawings(old):
        yield "A picture or a drawing was added."
    for address in sorted(set(new.links()) - set(old.links())):
        yield f"A link was added that leads to {shown(address)}."


def _notes(office: Office) -> int:
    return sum(each.kind == "comments" for each in office.relationships)


def _drawings(office: Office) -> int:
    """Return how many things are drawn; some programs add drawings with nothing in them."""
    parts = {each.target for each in office.relationships if each.kind == "drawing"}
    return sum(len(root) for name, root in office.parts_in_markup() if name in parts)


def _covers(sheet: ReturnedSheet, place: CellPlace) -> bool:
    return CellPlace(sheet.name.casefold(), place.row, place.column) in sheet.chosen


def _answer_cells(book: ReturnedWorkbook) -> frozenset[CellPlace]:
    return frozenset(place for name in book.names if part_of(name) and (place := book.place_named(name)))


def _place(sheet: ReturnedSheet, at: tuple[int, int]) -> CellPlace:
    return CellPlace(sheet.name.casefold(), *at)


def _words(cell: ReturnedCell | None) -> str:
    return " ".join(cell.text.split()) if cell else ""
