"""The only formulas that a form may hold: totals of other cells, and plain references.

What a formula means is compared, not how it is written: programs write the same total as
``SUM(C5:E5)`` or ``SUM(C5,D5,E5)``.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_MOST_CELLS = 5_000
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576
_SHEET = r"(?:(?:'(?P<quoted>(?:[^'\[\]]|'')+)'|(?P<bare>[^\W\d][\w.]*))!)?"
_CELL = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
_REFERENCE = re.compile(rf"{_SHEET}(?P<first>{_CELL})(?::(?P<last>{_CELL}))?")
_ANY_AREA = re.compile(
    rf"{_SHEET.replace('quoted', 'q').replace('bare', 'b')}"
    rf"(?:{_CELL}(?::{_CELL})?|\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}}|\$?[0-9]{{1,7}}:\$?[0-9]{{1,7}}|\#REF!)"
)
_PARTS = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})")
_TOTAL = re.compile(r"SUM\((.*)\)", re.IGNORECASE)
_TOTAL_IF_ANY = re.compile(r"IF\(COUNT\((.*)\)=0,\"\",SUM\((.*)\)\)", re.IGNORECASE)
_CONSTANT = re.compile(r"[-+]?[0-9.]+(?:E[-+]?[0-9]+)?|\"(?:[^\"]|\"\")*\"|TRUE|FALSE", re.IGNORECASE)
_NAME = re.compile(r"sv(?:desk)?_[a-z0-9_.]{1,250}", re.IGNORECASE)


class CellPlace(NamedTuple):
    """A cell: its sheet's name in small letters, its row and its column, from 1."""

    sheet: str
    row: int
    column: int


def place_of(reference: str, sheet: str) -> CellPlace | None:
    """Return the cell that *reference* names on *sheet*, unless it names another; None where it is none."""
    cells = cells_of(reference, sheet)
    return next(iter(cells)) if cells is not None and len(cells) == 1 else None


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell, such as ``C12``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def cells_of(references: str, sheet: str) -> frozenset[CellPlace] | None:
    """Return the cells of a list of references, such as ``C5:E5,G5``; None where it is no such list."""
    found = set[CellPlace]()
    for part in _listed(references):
        match = _REFERENCE.fullmatch(part.strip())
        if match is None:
            return None
        name = (match["quoted"] or "").replace("''", "'") or match["bare"] or sheet
        first, last = row_and_column(match["first"]), row_and_column(match["last"] or match["first"])
        if first is None or last is None:
            return None
        rows = range(min(first[0], last[0]), max(first[0], last[0]) + 1)
        columns = range(min(first[1], last[1]), max(first[1], last[1]) + 1)
        whole = rows[-1] <= _LAST_ROW and columns[-1] <= _LAST_COLUMN and rows[0] and columns[0]
        if not whole or len(found) + len(rows) * len(columns) > _MOST_CELLS:
            return None
        found |= {CellPlace(name.casefold(), row, column) for row in rows for column in columns}
    return frozenset(found) if found else None


def total_of(formula: str, sheet: str) -> frozenset[CellPlace] | None:
    """Return the cells that a total adds up; None for any other formula."""
    text = _without_spaces(formula).removeprefix("=")
    if match := _TOTAL.fullmatch(text):
        return cells_of(match[1], sheet)
    if match := _TOTAL_IF_ANY.fullmatch(text):
        counted, added = cells_of(match[1], sheet), cells_of(match[2], sheet)
        return added if counted == added else None
    return None


def is_plain(formula: str) -> bool:
    """Whether *formula* is a constant, a name of ours or a list of areas of this workbook."""
    text = formula.strip().removeprefix("=")
    if not text or _CONSTANT.fullmatch(text) or _NAME.fullmatch(text):
        return True
    return all(_ANY_AREA.fullmatch(part.strip()) for part in _listed(text))


def moved(formula: str, rows: int, columns: int) -> str:
    """Return *formula* as it stands so many cells further down and to the right, as shared ones are kept."""

    def shift(match: re.Match[str]) -> str:
        row, column = _row_and_column(match)
        row += 0 if match[3] else rows
        column += 0 if match[1] else columns
        return cell_name(max(row, 1), max(column, 1))

    return _PARTS.sub(shift, formula)


def _listed(text: str) -> Iterator[str]:
    """Yield the parts of *text* between commas that stand outside the quotes of sheet names."""
    part, quoted = "", False
    for sign in text:
        quoted ^= sign == "'"
        if sign == "," and not quoted:
            yield part
            part = ""
        else:
            part += sign
    yield part


def _without_spaces(formula: str) -> str:
    """Return *formula* without the spaces that stand outside the quotes of sheet names."""
    pieces = formula.split("'")
    return "'".join(piece if place % 2 else re.sub(r"\s", "", piece) for place, piece in enumerate(pieces))


def row_and_column(cell: str) -> tuple[int, int] | None:
    """Return the row and the column of a cell such as ``C12``, from 1; None where it is none."""
    match = _PARTS.fullmatch(cell)
    return None if match is None else _row_and_column(match)


def _row_and_column(match: re.Match[str]) -> tuple[int, int]:
    column = 0
    for letter in match[2].upper():
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(match[4]), column
