"""The table of seals, which :mod:`svdesk.storage.tables.seals` reads and writes."""

from uuid import UUID

from sqlmodel import Field

from svdesk.storage.tables.columns import Stored


class SealFields(Stored):
    """What a seal is of, and the digest: 32 bytes."""

    project_id: UUID = Field(primary_key=True, foreign_key="project.id", ondelete="CASCADE")
    kind: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    digest: bytes


class SealRow(SealFields, table=True):
    """The table ``seal``."""

    __tablename__ = "seal"


SEAL_TABLES: tuple[type[Stored], ...] = (SealRow,)
"""The table of this module."""
