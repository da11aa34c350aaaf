"""Writing and finding records, on a session of the store. Nothing here changes or removes one."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session, col

from svdesk.domain.parts import PartId
from svdesk.domain.records import Record
from svdesk.domain.subject import read_subject
from svdesk.domain.texts import keepable
from svdesk.storage.tables.record_rows import RecordRow

_NAMES = tuple(each.name for each in fields(Record) if each.name not in ("part", "subject"))


def append_record(session: Session, record: Record) -> None:
    """Add a record after those of its project that are there."""
    mine = select(func.max(col(RecordRow.number))).where(col(RecordRow.project_id) == record.part.project_id)
    columns = {name: getattr(record, name) for name in _NAMES}
    texts = {name: keepable(value) for name, value in columns.items() if isinstance(value, str)}
    session.add(
        RecordRow(
            project_id=record.part.project_id,
            part_kind=record.part.kind,
            part_key=record.part.key,
            subject=str(record.subject),
            number=(session.execute(mine).scalar_one() or 0) + 1,
            **(columns | texts),
        )
    )
    session.flush()


def append_records(session: Session, project_id: UUID, records: Iterable[Record]) -> None:
    """Add those of *records* that the project does not have yet, in their order."""
    there = set(session.scalars(select(col(RecordRow.id)).where(col(RecordRow.project_id) == project_id)))
    for record in records:
        if record.id not in there:
            append_record(session, record)


def find_records(session: Session, project_id: UUID) -> tuple[Record, ...]:
    """Return the records of a project in the order in which they were written."""
    wanted = select(RecordRow).where(col(RecordRow.project_id) == project_id)
    return tuple(_record(row) for row in session.scalars(wanted.order_by(col(RecordRow.number))))


def _record(row: RecordRow) -> Record:
    columns = {name: getattr(row, name) for name in _NAMES}
    columns["at"] = row.at.replace(tzinfo=UTC)
    part = PartId(row.project_id, row.part_kind, row.part_key)
    return Record(part=part, subject=read_subject(row.subject), **columns)
