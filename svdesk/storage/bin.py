"""Putting projects into the bin, taking them out and removing them for good, on a session of the store."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlmodel import Session, col

from svdesk.domain.keeping.bin_clock import BinClock, BinContents, BinnedProject, Disposal
from svdesk.domain.keeping.deletion import DELETED, said_at_deletion
from svdesk.domain.records import Record
from svdesk.storage.records import find_records
from svdesk.storage.tables.bin_rows import BinClockRow, BinnedProjectRow, DisposalRow
from svdesk.storage.tables.project_rows import ProjectRow

_ONLY = 1
_SECOND = timedelta(seconds=1)


def is_binned(session: Session, project_id: UUID) -> bool:
    """Say whether a project is in the bin."""
    return session.get(BinnedProjectRow, project_id) is not None


def put_in(session: Session, project_id: UUID, at: datetime, clock: BinClock) -> None:
    """Put a project into the bin."""
    counted = clock.counted // _SECOND
    session.add(BinnedProjectRow(project_id=project_id, deleted_at=at, counted_then=counted))
    session.flush()


def take_out(session: Session, project_id: UUID) -> None:
    """Take a project out of the bin again."""
    session.execute(delete(BinnedProjectRow).where(col(BinnedProjectRow.project_id) == project_id))


def read_clock(session: Session) -> BinClock:
    """Return the bin's clock as it was last looked at."""
    row = session.get(BinClockRow, _ONLY)
    if row is None:
        return BinClock()
    return BinClock(counted=row.counted * _SECOND, looked_at=row.looked_at.replace(tzinfo=UTC))


def write_clock(session: Session, clock: BinClock) -> None:
    """Keep the bin's clock; it has been looked at."""
    assert clock.looked_at is not None
    session.merge(
        BinClockRow(id=_ONLY, counted=clock.counted // _SECOND, looked_at=clock.looked_at.astimezone(UTC))
    )
    session.flush()


def find_contents(session: Session) -> BinContents:
    """Return what is in the bin, the last deleted first, and what went for good before."""
    wanted = (
        select(BinnedProjectRow, ProjectRow)
        .join(ProjectRow, col(ProjectRow.id) == col(BinnedProjectRow.project_id))
        .order_by(col(BinnedProjectRow.deleted_at).desc())
    )
    gone = session.scalars(select(DisposalRow).order_by(col(DisposalRow.gone_at).desc()))
    return BinContents(
        clock=read_clock(session),
        projects=tuple(_binned(session, *row) for row in session.execute(wanted)),
        gone=tuple(
            Disposal(
                project_id=row.project_id,
                deleted_at=row.deleted_at.replace(tzinfo=UTC),
                gone_at=row.gone_at.replace(tzinfo=UTC),
                who=row.who,
                why=row.why,
                kept=row.kept,
            )
            for row in gone
        ),
    )


def remove_for_good(session: Session, project_id: UUID, at: datetime) -> bool:
    """Remove a project with all that belongs to it; one from the bin leaves a line that says so.

    Return whether there was one.
    """
    binned = session.get(BinnedProjectRow, project_id)
    if binned is not None:
        last = _deletion(session, project_id)
        session.add(
            DisposalRow(
                project_id=project_id,
                gone_at=at,
                deleted_at=binned.deleted_at,
                who=last.who if last else "",
                why=last.why if last else "",
                kept=said_at_deletion(last) if last else "",
            )
        )
        session.flush()
    done = session.connection().execute(delete(ProjectRow).where(col(ProjectRow.id) == project_id))
    session.expire_all()
    return bool(done.rowcount)


def _binned(session: Session, binned: BinnedProjectRow, project: ProjectRow) -> BinnedProject:
    last = _deletion(session, project.id)
    return BinnedProject(
        id=project.id,
        title=project.title,
        reference=project.reference,
        authority=project.authority,
        deleted_at=binned.deleted_at.replace(tzinfo=UTC),
        counted_then=binned.counted_then * _SECOND,
        who=last.who if last else "",
        why=last.why if last else "",
        kept=said_at_deletion(last) if last else "",
    )


def _deletion(session: Session, project_id: UUID) -> Record | None:
    """Return the record of the last deletion of a project."""
    found = [record for record in find_records(session, project_id) if record.kind == DELETED]
    return found[-1] if found else None
