"""The tables of forms that came back, which belong to a project and not to its revisions.

They are written when a form is read, never changed, and go when the form or its project is removed.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKeyConstraint, UniqueConstraint
from sqlmodel import Field

from svdesk.domain.returned_form import MOST_RETURN_BYTES
from svdesk.storage.tables.columns import MOST_COUNT, Stored, whole


class ReturnedFileFields(Stored):
    """A file as it came, byte for byte."""

    project_id: UUID = Field(primary_key=True, foreign_key="project.id", ondelete="CASCADE")
    sha256: str = Field(primary_key=True)
    content: bytes = Field(max_length=MOST_RETURN_BYTES)


class ReturnedFileRow(ReturnedFileFields, table=True):
    """The table ``returned_file``: apart from the forms, so that they are listed without their files."""

    __tablename__ = "returned_file"


class ReturnedFormFields(Stored):
    """The columns of :class:`svdesk.domain.returned_form.ReturnedForm`."""

    id: UUID = Field(primary_key=True)
    project_id: UUID
    document: str
    format: str
    file_name: str
    sha256: str
    bytes: int = Field(ge=0, le=MOST_RETURN_BYTES, sa_type=BigInteger)
    organisation: str
    revision: int = Field(ge=0, le=MOST_COUNT, sa_type=BigInteger)
    read_at: datetime
    read_by: str


class ReturnedFormRow(ReturnedFormFields, table=True):
    """The table ``returned_form``."""

    __tablename__ = "returned_form"
    __table_args__ = (
        ForeignKeyConstraint(
            ("project_id", "sha256"),
            ("returned_file.project_id", "returned_file.sha256"),
            ondelete="CASCADE",
        ),
        UniqueConstraint("project_id", "sha256"),
    )


class ReturnedAnswerFields(Stored):
    """The columns of :class:`svdesk.domain.returned_form.ReturnedAnswer`."""

    form_id: UUID = Field(primary_key=True, foreign_key="returned_form.id", ondelete="CASCADE")
    position: int = Field(primary_key=True)
    field: str
    label: str
    text: str
    word_limit: int | None = whole("word_limit")


class ReturnedAnswerRow(ReturnedAnswerFields, table=True):
    """The table ``returned_answer``."""

    __tablename__ = "returned_answer"


class ReturnedFindingFields(Stored):
    """The columns of :class:`svdesk.domain.returned_form.FormFinding`."""

    form_id: UUID = Field(primary_key=True, foreign_key="returned_form.id", ondelete="CASCADE")
    position: int = Field(primary_key=True)
    matter: str
    message: str
    field: str


class ReturnedFindingRow(ReturnedFindingFields, table=True):
    """The table ``returned_finding``."""

    __tablename__ = "returned_finding"


RETURN_TABLES: tuple[type[Stored], ...] = (
    ReturnedFileRow,
    ReturnedFormRow,
    ReturnedAnswerRow,
    ReturnedFindingRow,
)
"""The tables of this module, each after those it refers to."""
