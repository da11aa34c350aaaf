"""Writing the rows of one part, on a session of the store.

One statement for each change, and no unit of work over them: what a row holds and shall hold is known.
"""

from collections.abc import Iterable
from functools import cache
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Delete, Insert, Update, bindparam, delete, insert, update
from sqlmodel import Session

from svdesk.storage.changes import RowChange
from svdesk.storage.guard import check_row
from svdesk.storage.images import primary_key, table_of
from svdesk.storage.tables.columns import Stored
from svdesk.storage.tables.seals import RowKey

_MANY = 40
"""So many rows are sooner read with all the others of their part than one by one."""
_OF_KEY = "key_of_"
"""What the names of the values by which a row is found begin with."""


def row_keys(wanted: Iterable[RowChange]) -> list[RowKey] | None:
    """Return which rows the changes are of, as the file writes their keys; ``None`` where they are many."""
    found: list[RowKey] = []
    for change in wanted:
        if len(found) == _MANY:
            return None
        columns = change.after or change.before or {}
        names = primary_key(change.row)
        key = {name: value.hex if isinstance(value := columns[name], UUID) else value for name in names}
        found.append(RowKey(table_of(change.row).name, key))
    return found


def write_rows(session: Session, wanted: Iterable[RowChange]) -> None:
    """Write the changes, in their order; raises ``ValueError`` for a value that its column does not hold."""
    connection = session.connection()
    for statement, group in groupby(map(_statement, wanted), key=lambda each: each[0]):
        connection.execute(statement, [values for _, values in group])


def _statement(change: RowChange) -> tuple[Insert | Update | Delete, dict[str, Any]]:
    """Return what writes a change, and the values that it needs."""
    row, before, after = change.row, change.before, change.after
    if after is not None:
        check_row(row, after)
    if before is None:
        return _insert(row), dict(after or {})
    key = {f"{_OF_KEY}{name}": before[name] for name in primary_key(row)}
    if after is None:
        return _delete(row), key
    changed = {name: value for name, value in after.items() if value != before[name]}
    return _update(row, tuple(changed)), changed | key


@cache
def _insert(row: type[Stored]) -> Insert:
    return insert(table_of(row))


@cache
def _delete(row: type[Stored]) -> Delete:
    return delete(table_of(row)).where(*_is_of_key(row))


@cache
def _update(row: type[Stored], names: tuple[str, ...]) -> Update:
    return update(table_of(row)).where(*_is_of_key(row)).values({name: bindparam(name) for name in names})


def _is_of_key(row: type[Stored]) -> list[Any]:
    columns = table_of(row).c
    return [columns[name] == bindparam(f"{_OF_KEY}{name}") for name in primary_key(row)]
