"""The tables of issued documents, which belong to a project and not to its revisions.

They are written when a document is given out, never changed, and go when the project is deleted.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKeyConstraint
from sqlmodel import Field

from svdesk.storage.tables.columns import MOST_COUNT, Stored


class IssuedProjectFields(Stored):
    """A project as it stood when documents of it were issued: its JSON, compressed with zlib."""

    project_id: UUID = Field(primary_key=True, foreign_key="project.id", ondelete="CASCADE")
    sha256: str = Field(primary_key=True)
    content: bytes


class IssuedProjectRow(IssuedProjectFields, table=True):
    """The table ``issued_project``: one row for all documents that were made of the same project."""

    __tablename__ = "issued_project"


class IssuedDocumentFields(Stored):
    """The columns of :class:`svdesk.domain.issued_document.IssuedDocument`."""

    id: UUID = Field(primary_key=True)
    project_id: UUID
    document: str
    format: str
    file_name: str
    version: str
    status: str
    issued_at: datetime
    issued_by: str
    sha256: str = Field(index=True)
    bytes: int = Field(ge=0, le=MOST_COUNT, sa_type=BigInteger)
    pack_id: str
    pack_edition: str
    pack_fingerprint: str
    revision: int = Field(ge=0, le=MOST_COUNT, sa_type=BigInteger)
    project_sha256: str
    made_with: str
    attached: bool
    subject: str


class IssuedDocumentRow(IssuedDocumentFields, table=True):
    """The table ``issued_document``."""

    __tablename__ = "issued_document"
    __table_args__ = (
        ForeignKeyConstraint(
            ("project_id", "project_sha256"),
            ("issued_project.project_id", "issued_project.sha256"),
            ondelete="CASCADE",
        ),
    )


ISSUE_TABLES: tuple[type[Stored], ...] = (IssuedProjectRow, IssuedDocumentRow)
"""The tables of this module, each after those it refers to."""
