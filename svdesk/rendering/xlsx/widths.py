"""How wide the columns of a sheet are, in units."""

from collections.abc import Iterable

from svdesk.documents.model.blocks import Block, Cell, ChoiceField, Holds, ResponseField, Table, TextField
from svdesk.rendering.xlsx.measure import UNIT, width_of

LABELS, ANSWERS, NOTES = 30.0, 60.0, 18.0
_WITH_MANY_COLUMNS = (18.0, 44.0)
_FEW_COLUMNS = 4
_SHORT_NOTES = 15.0
_NUMBER, _NARROWEST, _WIDEST = 12.0, 13.0, 44.0
_BESIDE = 3.5
_SHORT_TITLE = 14  # letters: such a title stays on one line
_SAMPLE = 200
"""Rows that are looked at: a schedule of thousands has columns like its first ones."""


def sheet_widths(blocks: Iterable[Block], title: str = "") -> list[float]:
    """Return the widths for a sheet of *blocks* that is called *title*.

    Words and answers share three columns: labels, what is said or answered, and limits. A table uses
    the same columns and those to the right of them.
    """
    found = list(blocks)
    tables = [block for block in found if isinstance(block, Table)]
    count = max((len(table.columns) for table in tables), default=0)
    if tables and not any(_has_fields(block) for block in found):
        # The first column is printed on every page, and with it the title.
        first = min(width_of(title[:_SAMPLE], 18, bold=True) / UNIT + _BESIDE, _WIDEST)
        natural = [max(_natural(table, place) for table in tables) for place in range(count)]
        return [max(natural[0], first), *natural[1:]]
    if count <= _FEW_COLUMNS:
        return [LABELS, ANSWERS, *(_side(tables, place) for place in range(2, max(count, 3)))]
    boxes = any(isinstance(block, ResponseField) for block in found)
    least = _SHORT_NOTES if boxes else 0.0
    return [*_WITH_MANY_COLUMNS, *(_side(tables, place, least) for place in range(2, count))]


def _has_fields(block: Block) -> bool:
    if isinstance(block, Table):
        return any(isinstance(cell, TextField | ChoiceField) for row in block.rows[:_SAMPLE] for cell in row)
    return isinstance(block, ResponseField)


def _side(tables: list[Table], place: int, least: float = NOTES) -> float:
    """Return the width of a column to the right of the answers."""
    needed = [least, _NUMBER]
    for table in tables:
        if place < len(table.columns):
            cells = [row[place] for row in table.rows[:_SAMPLE] if place < len(row)]
            needed += [_units(word) for word in table.columns[place].title.split()]
            needed += [_wanted(cell) for cell in cells]
    return min(max(needed), 34.0)


def _wanted(cell: Cell) -> float:
    match cell:
        case TextField(holds=Holds.NUMBER):
            return _NUMBER
        case TextField(holds=Holds.DATE):
            return 20.0
        case TextField():
            return 30.0 if cell.lines > 1 or not cell.required else 22.0
        case ChoiceField():
            return 24.0
    return min(max((_units(line) for line in _words(cell).split("\n")), default=0.0), 24.0)


def _natural(table: Table, place: int) -> float:
    """Return the width of a column of a table that is only read."""
    if place >= len(table.columns):
        return _NARROWEST
    title = table.columns[place].title
    heads = [title] if len(title) <= _SHORT_TITLE else title.split()
    head = max(map(_units, heads), default=0.0)
    cells = sorted(
        max(map(_units, _words(row[place]).split("\n"))) for row in table.rows[:_SAMPLE] if place < len(row)
    )
    usual = cells[int(len(cells) * 0.8)] if cells else 0.0
    return min(max(head + _BESIDE, usual, _NARROWEST), _WIDEST)


def _units(text: str) -> float:
    return width_of(text[:_SAMPLE], 12, bold=True) / UNIT + _BESIDE


def _words(cell: Cell) -> str:
    return "".join(inline.text for inline in cell) if isinstance(cell, tuple) else ""
