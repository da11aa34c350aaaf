"""One plan read with the bare driver, as the store would read it, without the store's libraries."""

import sqlite3
from uuid import UUID

from svdesk.domain.parts import PartId
from svdesk.domain.project import PLAN, Project
from svdesk.storage.head_rows import head_from, revision_from
from svdesk.storage.kept_rows import rows_from
from svdesk.storage.plan_rows import plan_from, plan_tables
from svdesk.storage.tables.seals import HEAD, Place, SealedTable, Seals


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
    of_head, of_plan = (seals.read(Place(project_id.hex, kind)) for kind in (HEAD, PLAN))
    if of_head is None or of_plan is None:
        return None
    head, revision = head_from(of_head), revision_from(of_head, PartId(project_id, PLAN))
    if head is None or revision is None:
        return None
    return plan_from(project_id, revision, head.pack_id, head.pack_edition, rows_from(tables, of_plan))
