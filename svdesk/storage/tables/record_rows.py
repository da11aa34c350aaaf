"""The table of records, which are written once: the file itself refuses to change or remove them.

They go when their project is deleted for good, and with nothing less. What refuses are triggers that
migration 5 made, and 7 anew. SQLite drops a table's triggers when the table is rebuilt: a migration that
rebuilds ``record`` makes them anew, and one that rebuilds ``project`` drops them first and makes them anew.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlmodel import Field

from svdesk.domain.records import MOST_CONTENT
from svdesk.storage.tables.columns import Stored, count


class RecordFields(Stored):
    """The columns of :class:`svdesk.domain.records.Record`.

    *number* counts the records of a project: it gives their order, as a computer's clock may jump. *link*
    is the record's link in the chain (:mod:`svdesk.domain.keeping.record_chain`).
    """

    project_id: UUID = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    number: int = count("number")
    part_kind: str
    part_key: str
    kind: str
    subject: str
    who: str
    at: datetime
    what: str
    why: str
    rests_on: str
    content: str = Field(max_length=MOST_CONTENT)
    corrects: UUID | None
    link: str


class RecordRow(RecordFields, table=True):
    """The table ``record``."""

    __tablename__ = "record"
    __table_args__ = (
        ForeignKeyConstraint(("project_id",), ("project.id",), ondelete="CASCADE"),
        ForeignKeyConstraint(("project_id", "corrects"), ("record.project_id", "record.id")),
        CheckConstraint("corrects IS NULL OR why <> ''", name="correction_has_reason"),
    )


RECORD_TABLES: tuple[type[Stored], ...] = (RecordRow,)
"""The table of this module."""
