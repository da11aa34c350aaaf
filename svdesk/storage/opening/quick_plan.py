"""One plan read with the bare driver, as the store would read it, without the store's libraries."""

import sqlite3
from collections.abc import Callable
from datetime import date, time
from typing import Any
from uuid import UUID

from svdesk.domain.project import PLAN, Project
from svdesk.storage.plan_rows import PlanTable, Rows, plan_from, plan_tables
from svdesk.storage.tables.seals import HEAD, Place, SealedTable, Seals

_HEAD_QUERY = (
    "SELECT part.revision, project.pack_id, project.pack_edition FROM project "
    "JOIN part ON part.project_id = project.id WHERE project.id = ? AND part.kind = ?"
)
_READERS: dict[type, Callable[[Any], Any]] = {
    UUID: UUID,
    date: date.fromisoformat,
    time: time.fromisoformat,
    bool: bool,
}
"""How what SQLite keeps becomes a value of its column's type, where it is not one already."""


def quick_plan(connection: sqlite3.Connection, project_id: UUID) -> Project | None:
    """Return the plan of a project, from a database of this version's schema.

    Returns None where there is none of that id, or where what is kept is not what was saved or can't be
    read: the store says what is wrong.
    """
    try:
        return _plan(connection, project_id)
    except (sqlite3.Error, ArithmeticError, AttributeError, TypeError, ValueError):
        return None


def _plan(connection: sqlite3.Connection, project_id: UUID) -> Project | None:
    tables = plan_tables()
    seals = Seals(connection, {PLAN: tuple(SealedTable(table.name) for table in tables)})
    if not all(seals.is_sound(Place(project_id.hex, kind)) for kind in (HEAD, PLAN)):
        return None
    head = connection.execute(_HEAD_QUERY, (project_id.hex, PLAN)).fetchone()
    if head is None:
        return None
    rows: Rows = {table.name: _rows(connection, table, project_id) for table in tables}
    revision, pack_id, pack_edition = head
    return plan_from(project_id, revision, pack_id, pack_edition, rows)


def _rows(connection: sqlite3.Connection, table: PlanTable, project_id: UUID) -> list[dict[str, Any]]:
    order = " ORDER BY position" if table.in_order else ""
    # The names are those of the declarations in our own code; one is a word of SQL.
    names = ", ".join(f'"{name}"' for name in table.columns)
    query = f'SELECT {names} FROM "{table.name}" WHERE project_id = ?{order}'
    readers = [(name, _READERS.get(held, _as_it_is)) for name, held in table.columns.items()]
    return [
        {
            name: None if value is None else read(value)
            for (name, read), value in zip(readers, row, strict=True)
        }
        for row in connection.execute(query, (project_id.hex,)).fetchall()
    ]


def _as_it_is(value: object) -> object:
    return value
