"""Reading and writing the heads of projects and the revisions of their parts, on a session of the store."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Update, bindparam, func, insert, select, update
from sqlmodel import Session, col

from svdesk.domain.choices import ProjectStage
from svdesk.domain.head import ProjectHead
from svdesk.domain.parts import PartId
from svdesk.domain.texts import keepable
from svdesk.storage.images import table_of
from svdesk.storage.part_tables import HEAD_COLUMNS
from svdesk.storage.tables.project_rows import PartRow, ProjectRow

_STAGES = {stage.value: stage for stage in ProjectStage}


def find_head(session: Session, project_id: UUID) -> ProjectHead | None:
    """Return a project's head; ``None`` when there is no project of that id."""
    row = session.get(ProjectRow, project_id)
    if row is None:
        return None
    face = {name: getattr(row, name) for name in HEAD_COLUMNS}
    return ProjectHead(id=row.id, stage=stage_from(row.stage), **face)


def stage_from(word: str) -> ProjectStage:
    """Return the stage of that *word*; planning for one that only a later version knows."""
    return _STAGES.get(word, ProjectStage.PLANNING)


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


def find_parts(session: Session, project_id: UUID) -> tuple[PartId, ...]:
    """Return which parts a project has."""
    kept = select(PartRow).where(col(PartRow.project_id) == project_id).order_by("kind", "key")
    return tuple(PartId(row.project_id, row.kind, row.key) for row in session.scalars(kept))


def revision_of(session: Session, part: PartId) -> int | None:
    """Return the revision of a part that is kept; ``None`` where there is no such part."""
    row = session.get(PartRow, (part.project_id, part.kind, part.key))
    return None if row is None else row.revision


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
