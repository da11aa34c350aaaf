"""What cells to fill in accept, and what they say: numbers, dates, lists and messages."""

from collections.abc import Iterator
from datetime import date

from xlsxwriter.worksheet import Worksheet

from svdesk.documents.model.blocks import CheckField, ChoiceField, Field, Holds, TextField
from svdesk.rendering.xlsx.book import Book
from svdesk.rendering.xlsx.cells import Cell
from svdesk.rendering.xlsx.looks import CellLook
from svdesk.rendering.xlsx.names import TICK_WORD
from svdesk.rendering.xlsx.notes import message_of
from svdesk.rendering.xlsx.sheet_names import quoted

_FIRST_DAY, _LAST_DAY = date(1950, 1, 1), date(2199, 12, 31)
_MOST_AREAS = 400
"""Areas that one rule may be for."""

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column."""


class Validations:
    """Collects the rules of one sheet's cells; cells with the same rule share it."""

    def __init__(self, book: Book, refused: set[str]) -> None:
        """Take the *book*, for where the words of its choices stand."""
        self._book = book
        self._refused = refused
        self._rules = dict[tuple[tuple[str, object], ...], list[tuple[int, int]]]()

    def add(self, cell: Cell, row: int, column: int) -> None:
        """Add the rule for a cell to fill in; a total needs none."""
        if cell.field is None or cell.look is CellLook.TOTAL:
            return
        title, message = message_of(cell.field, self._refused)
        rule = self._rule(cell.field) | {"input_title": title, "input_message": message}
        self._rules.setdefault(tuple(rule.items()), []).append((row, column))

    def write(self, page: Worksheet) -> None:
        """Write the rules into their sheet."""
        for rule, cells in self._rules.items():
            areas = list(_joined(cells))
            for first in range(0, len(areas), _MOST_AREAS):
                some = areas[first : first + _MOST_AREAS]
                page.data_validation(
                    *some[0], {**dict(rule), "other_cells": [list(area) for area in some[1:]]}
                )

    def _rule(self, field: Field) -> dict[str, object]:
        match field:
            case TextField(holds=Holds.NUMBER):
                return {
                    "validate": "decimal",
                    "criteria": ">=",
                    "value": 0,
                    "error_title": "This is not a number",
                    "error_message": "Write a number in digits, 0 or more, without words or signs.",
                }
            case TextField(holds=Holds.DATE):
                return {
                    "validate": "date",
                    "criteria": "between",
                    "minimum": _FIRST_DAY,
                    "maximum": _LAST_DAY,
                    "error_title": "This is not a date",
                    "error_message": "Write a date as day, month and year, such as 1/5/2027.",
                }
            case TextField():
                return {"validate": "any"}
            case ChoiceField():
                found = self._book.lists.get(field.options)
                if found is None:
                    return {"validate": "any"}
                return _of_a_list(f"={quoted(self._book.choices)}!$B${found.first + 1}:$B${found.last + 1}")
            case CheckField():
                return _of_a_list(f'"{TICK_WORD}"')


def _of_a_list(source: str) -> dict[str, object]:
    return {
        "validate": "list",
        "source": source,
        "error_title": "This is not in the list",
        "error_message": "Choose one of the words in the list, or leave the cell blank.",
    }


def _joined(cells: list[tuple[int, int]]) -> Iterator[Area]:
    """Yield *cells* as areas: those below one another are one."""
    begun: Area | None = None
    for row, column in sorted(cells, key=lambda cell: (cell[1], cell[0])):
        if begun and begun[1] == column and begun[2] == row - 1:
            begun = (begun[0], column, row, column)
        else:
            if begun:
                yield begun
            begun = (row, column, row, column)
    if begun:
        yield begun
