"""The tables of projects as a whole: their heads, and the revisions of their parts."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger
from sqlmodel import Field

from svdesk.storage.tables.columns import MOST_COUNT, Stored, count


class ProjectFields(Stored):
    """The columns of :class:`svdesk.domain.head.ProjectHead`.

    *changed_at* is in UTC and is shown to people; *change_number* counts saves over all projects
    and gives the order of the list, as a computer's clock may jump.
    """

    id: UUID = Field(primary_key=True)
    pack_id: str
    pack_edition: str
    changed_at: datetime
    change_number: int = Field(ge=0, le=MOST_COUNT, sa_type=BigInteger, index=True)
    reference: str
    title: str
    authority: str
    stage: str


class ProjectRow(ProjectFields, table=True):
    """The table ``project``."""

    __tablename__ = "project"


class PartFields(Stored):
    """Which parts a project has. A save of a part that is not of the revision it began from is refused."""

    project_id: UUID = Field(primary_key=True, foreign_key="project.id", ondelete="CASCADE")
    kind: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    revision: int = count("revision")


class PartRow(PartFields, table=True):
    """The table ``part``."""

    __tablename__ = "part"


PROJECT_TABLES: tuple[type[Stored], ...] = (ProjectRow, PartRow)
"""The tables of this module, each after those it refers to."""
