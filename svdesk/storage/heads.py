"""Writing the heads of projects and the revisions of their parts, on a session of the store."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Update, bindparam, func, insert, select, update
from sqlmodel import Session, col

from svdesk.domain.head import ProjectHead
from svdesk.domain.parts import PartId
from svdesk.domain.texts import keepable
from svdesk.storage.head_rows import HEAD_COLUMNS
from svdesk.storage.images import table_of
from svdesk.storage.tables.project_rows import PartRow, ProjectRow


def is_there(session: Session, project_id: UUID) -> bool:
    """Say whether there is a project of that id, in the bin or outside it."""
    return session.get(ProjectRow, project_id) is not None


def add_head(session: Session, head: ProjectHead, at: datetime, number: int) -> None:
    """Add a project; *at* and *number* are the time and the number of the save."""
    columns: dict[str, Any] = {name: keepable(getattr(head, name)) for name in HEAD_COLUMNS}
    columns |= {"stage": head.stage.value, "changed_at": at, "change_number": number}
    session.add(ProjectRow(id=head.id, **columns))
    session.flush()


def change_head(
    session: Session, project_id: UUID, columns: Mapping[str, Any], at: datetime, number: int
) -> bool:
    """Put *columns* into a project's head; return whether there is a project of that id."""
    values = {"changed_at": at, "change_number": number, **columns}
    done = session.connection().execute(_head_update(tuple(values)), {"of_project": project_id, **values})
    return bool(done.rowcount)


@cache
def _head_update(names: tuple[str, ...]) -> Update:
    """Return the statement that puts new values into the columns *names*; every save needs one."""
    table = table_of(ProjectRow)
    changed = update(table).where(table.c.id == bindparam("of_project"))
    return changed.values({name: bindparam(name) for name in names})


def highest_change_number(session: Session) -> int:
    """Return the number of the last save of any project; 0 where there was none."""
    return session.execute(select(func.max(col(ProjectRow.change_number)))).scalar_one() or 0


def put_revision(session: Session, part: PartId, revision: int, replaces: int | None) -> bool:
    """Let a part be of *revision*, if it is of the revision *replaces* until then (``None``: not there).

    Return whether it was; nothing is written where it was not.
    """
    if replaces is None:
        key = {"project_id": part.project_id, "kind": part.kind, "key": part.key}
        session.connection().execute(insert(PartRow), {**key, "revision": revision})
        return True
    given = {"of_project": part.project_id, "of_kind": part.kind, "of_key": part.key, "replaced": replaces}
    done = session.connection().execute(_revision_update(), {**given, "revision": revision})
    return bool(done.rowcount)


@cache
def _revision_update() -> Update:
    table = table_of(PartRow)
    return (
        update(table)
        .where(
            table.c.project_id == bindparam("of_project"),
            table.c.kind == bindparam("of_kind"),
            table.c.key == bindparam("of_key"),
            table.c.revision == bindparam("replaced"),
        )
        .values(revision=bindparam("revision"))
    )
