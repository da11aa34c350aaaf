"""The tables of the bin: what was deleted and can be restored, the bin's clock, and what went for good."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from svdesk.storage.tables.columns import Stored, count


class BinnedProjectFields(Stored):
    """A deleted project. *counted_then* is what the bin's clock had counted by then, in seconds."""

    project_id: UUID = Field(primary_key=True, foreign_key="project.id", ondelete="CASCADE")
    deleted_at: datetime
    counted_then: int = count("counted_then")


class BinnedProjectRow(BinnedProjectFields, table=True):
    """The table ``binned_project``: the projects that are neither listed nor opened."""

    __tablename__ = "binned_project"


class BinClockFields(Stored):
    """The clock, a :class:`svdesk.domain.keeping.bin_clock.BinClock`, in one row; *counted* in seconds."""

    id: int = Field(primary_key=True)
    counted: int = count("counted")
    looked_at: datetime


class BinClockRow(BinClockFields, table=True):
    """The table ``bin_clock``."""

    __tablename__ = "bin_clock"


class DisposalFields(Stored):
    """That a project went for good: when, and who had deleted it why. Nothing else is left of it.

    *kept* is what was said, as it was deleted, of how long its records are kept.
    """

    project_id: UUID = Field(primary_key=True)
    gone_at: datetime = Field(primary_key=True)
    deleted_at: datetime
    who: str
    why: str
    kept: str


class DisposalRow(DisposalFields, table=True):
    """The table ``disposal``."""

    __tablename__ = "disposal"


BIN_TABLES: tuple[type[Stored], ...] = (BinnedProjectRow, BinClockRow, DisposalRow)
"""The tables of this module."""
