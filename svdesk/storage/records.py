"""Writing and finding records, on a session of the store. Nothing here changes or removes one."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC
from itertools import zip_longest
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from svdesk.domain.keeping.record_chain import NO_LINK, LinkedRecord, RecordChain, link_of
from svdesk.domain.parts import PartId
from svdesk.domain.records import Record
from svdesk.domain.subject import read_subject
from svdesk.domain.texts import keepable
from svdesk.storage.tables.record_rows import RecordRow

_NAMES = tuple(each.name for each in fields(Record) if each.name not in ("part", "subject"))


def append_record(session: Session, record: Record, link: str | None = None) -> None:
    """Add a record after those of its project that are there, with its *link*, reckoned where None is given.

    A link from elsewhere is kept as it came, sound or not: what is broken there is told here too.
    """
    mine = select(RecordRow).where(col(RecordRow.project_id) == record.part.project_id)
    last = session.scalars(mine.order_by(col(RecordRow.number).desc()).limit(1)).first()
    columns = {name: getattr(record, name) for name in _NAMES}
    texts = {name: keepable(value) for name, value in columns.items() if isinstance(value, str)}
    session.add(
        RecordRow(
            project_id=record.part.project_id,
            part_kind=record.part.kind,
            part_key=record.part.key,
            subject=str(record.subject),
            number=(last.number if last else 0) + 1,
            link=link_of(last.link if last else NO_LINK, record) if link is None else link,
            **(columns | texts),
        )
    )
    session.flush()


def append_records(
    session: Session, project_id: UUID, records: Iterable[Record], links: Iterable[str] = ()
) -> None:
    """Add those of *records* that the project does not have yet, in their order.

    Where it has none, they keep the *links* that they came with. Records that come to others get new ones.
    """
    there = set(session.scalars(select(col(RecordRow.id)).where(col(RecordRow.project_id) == project_id)))
    for record, link in zip_longest(records, () if there else links):
        if record.id not in there:
            append_record(session, record, link)


def find_records(session: Session, project_id: UUID) -> tuple[Record, ...]:
    """Return the records of a project in the order in which they were written."""
    return find_chain(session, project_id).records


def find_chain(session: Session, project_id: UUID) -> RecordChain:
    """Return the records of a project with their links."""
    wanted = select(RecordRow).where(col(RecordRow.project_id) == project_id)
    rows = session.scalars(wanted.order_by(col(RecordRow.number)))
    return RecordChain(
        tuple(LinkedRecord(record=_record(row), number=row.number, link=row.link) for row in rows)
    )


def _record(row: RecordRow) -> Record:
    columns = {name: getattr(row, name) for name in _NAMES}
    columns["at"] = row.at.replace(tzinfo=UTC)
    part = PartId(row.project_id, row.part_kind, row.part_key)
    return Record(part=part, subject=read_subject(row.subject), **columns)
