"""Reading and writing the rows of one part, on a session of the store."""

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import make_transient_to_detached
from sqlmodel import Session

from svdesk.domain.parts import PartId
from svdesk.storage.changes import RowChange
from svdesk.storage.images import primary_key, table_of
from svdesk.storage.plan_rows import Rows
from svdesk.storage.tables.columns import Stored
from svdesk.storage.tables.seals import RowKey

_MANY = 40
"""So many rows are sooner read with all the others of their part than one by one."""


def read_rows(session: Session, tables: tuple[type[Stored], ...], part: PartId) -> Rows:
    """Return the rows of a part, table by table, in the order of their position."""
    return {table_of(row).name: _rows(session, row, part) for row in tables}


def _rows(session: Session, row: type[Stored], part: PartId) -> list[Mapping[str, Any]]:
    owner = {"owner": part.project_id, "part": part.key}
    return [dict(columns) for columns in session.execute(_rows_of_part(row), owner).mappings()]


@cache
def _rows_of_part(row: type[Stored]) -> Select[Any]:
    table = table_of(row)
    wanted = select(table).where(table.c.project_id == bindparam("owner"))
    if "part_key" in table.c:
        wanted = wanted.where(table.c.part_key == bindparam("part"))
    return wanted.order_by(table.c.position) if "position" in table.c else wanted


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


def write_rows(session: Session, wanted: tuple[RowChange, ...]) -> None:
    """Write the changes."""
    rows_come_or_go = any(change.before is None or change.after is None for change in wanted)
    for _, group in groupby(wanted, key=lambda change: change.row):
        for change in group:
            _stage(session, change)
        if rows_come_or_go:
            # Table by table, so that a row is there before another refers to it.
            session.flush()
    session.flush()


def _stage(session: Session, change: RowChange) -> None:
    if change.before is None:
        session.add(change.row(**(change.after or {})))
        return
    stored = change.row(**change.before)
    # What the row holds is known, so it need not be read again.
    make_transient_to_detached(stored)
    if change.after is None:
        session.delete(stored)
        return
    session.add(stored)
    for name, value in change.after.items():
        if value != change.before[name]:
            setattr(stored, name, value)
