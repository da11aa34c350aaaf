"""Rows as SQLite keeps them, and as the values that their columns hold.

Needs only the standard library: the first look at a project reads its rows in the same way as the store does.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from operator import itemgetter
from typing import Any
from uuid import UUID

from svdesk.storage.tables.seals import KeptRows

Columns = Mapping[str, Any]
Rows = Mapping[str, Sequence[Columns]]
"""The rows of one part, by the name of their table, in the order of their position."""

_POSITION = "position"
_READERS: dict[type, Callable[[Any], Any]] = {
    # Many rows refer to the same few.
    UUID: lru_cache(maxsize=1024)(UUID),
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    time: time.fromisoformat,
    bool: bool,
}
"""How what SQLite keeps becomes a value of its column's type, where it is not one already."""


@dataclass(frozen=True, slots=True)
class TableForm:
    """A table: the *columns* that are read of it, with the type that each holds."""

    name: str
    columns: Mapping[str, type]


def rows_from(forms: Iterable[TableForm], kept: Mapping[str, KeptRows]) -> Rows:
    """Return the values of *kept* rows; raises ``TypeError`` or ``ValueError`` for one of no sense."""
    return {form.name: _rows(form, kept[form.name]) for form in forms}


def _rows(form: TableForm, kept: KeptRows) -> list[Columns]:
    rows = kept.rows
    if _POSITION in kept.columns:
        rows = sorted(rows, key=itemgetter(kept.columns.index(_POSITION)))
    readers = [(name, read) for name, held in form.columns.items() if (read := _READERS.get(held))]
    found: list[Columns] = []
    for row in rows:
        columns = dict(zip(kept.columns, row, strict=True))
        for name, read in readers:
            if columns[name] is not None:
                columns[name] = read(columns[name])
        found.append(columns)
    return found
