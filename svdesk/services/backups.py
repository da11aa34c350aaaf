"""What is known of a backup: a checked copy of the database, with all projects in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from svdesk.services.backup_reason import BackupReason as BackupReason
from svdesk.services.backup_reason import Progress as Progress

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from svdesk.domain.head import WholeProject


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup by its file.

    Its *sequence* says which one is newer: clocks jump, it doesn't. *schema* is the database's version,
    *size* is in bytes. A file from before there were sequences has 0, and its *made_at* is what the file
    system says.
    """

    path: Path
    sequence: int
    made_at: datetime
    reason: BackupReason
    schema: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptBackup:
    """A backup and where it is: *is_here* in the data folder, *is_second* in the second folder."""

    backup: Backup
    is_here: bool
    is_second: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupList:
    """The backups, the newest first; files that are none and were left alone; and what can't be looked at.

    *unreachable* says why the second folder can't be read, "" where it can or none is chosen.
    """

    backups: tuple[KeptBackup, ...] = ()
    left_alone: tuple[Path, ...] = ()
    unreachable: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBackup:
    """What came of a backup: the copy, whether it *is_new*, and in words what did not go as it should.

    It is not new where nothing had changed since the last one, which is then it. *thinned* are the names of
    older copies that were removed.
    """

    backup: Backup
    is_new: bool
    thinned: tuple[str, ...] = ()
    second_failed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredProject:
    """A project as a database holds it: its face, the number of its last change, and what goes with it.

    *seals* are the digests of all that is kept of it, empty in databases from before there were any.
    """

    id: UUID
    title: str
    reference: str
    changed_at: datetime
    change_number: int
    beside: Mapping[str, int] = field(default_factory=dict)
    """How many issued documents, returned forms and records there are, by table."""
    seals: frozenset[tuple[str, str, bytes]] = frozenset()


BESIDE = ("issued_document", "returned_form", "record")
"""The tables of what goes with a project and is no part of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupContent:
    """What a database file holds: its projects, the last changed first."""

    projects: tuple[StoredProject, ...]

    def count(self, table: str) -> int:
        """Return how many rows *table* has for all projects together."""
        return sum(each.beside.get(table, 0) for each in self.projects)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupCheck:
    """What a test of a backup found. It is sound where there are no *faults*.

    *remarks* are for a person to know: that no digest lies beside it, for one. *damaged* are projects of
    which something is no longer what was saved, as it already was when the backup was made.
    """

    content: BackupContent | None
    faults: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    damaged: tuple[StoredProject, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether the backup can be restored."""
        return not self.faults


class LiveCopy(Protocol):
    """Copies the open database, on any thread, while others go on saving."""

    schema: int

    @property
    def changes(self) -> int:
        """How many rows were written since the database was opened."""
        ...

    def copy_to(self, path: Path, progress: Progress | None = None) -> None:
        """Copy the database as it is when this ends into the empty file *path*.

        Raises :class:`svdesk.services.ports.StoreError`, and what *progress* raises.
        """
        ...


class BackupKeeper(Protocol):
    """Keeps the backups of one database. What takes long says so by *progress*, which raises to stop it.

    Every method raises :class:`svdesk.services.ports.StoreError` when it fails.
    """

    folder: Path

    def found(self, second: Path | None) -> BackupList:
        """Return the backups in the data folder and in the *second* folder."""
        ...

    def make(
        self, live: LiveCopy, reason: BackupReason, second: Path | None, progress: Progress | None = None
    ) -> MadeBackup:
        """Make a backup unless nothing has changed since the last, and copy that to the *second* folder."""
        ...

    def content(self, path: Path) -> BackupContent:
        """Return what the backup at *path* holds."""
        ...

    def check(self, path: Path, progress: Progress | None = None) -> BackupCheck:
        """Test the backup at *path*: its structure, its digest, and the seals of its projects."""
        ...

    def prepared(
        self, path: Path, progress: Progress | None = None
    ) -> AbstractContextManager[PreparedBackup]:
        """Lend a copy of the backup at *path*, checked and brought to this version."""
        ...

    def replace_damaged(self, prepared: PreparedBackup) -> Path:
        """Put a backup in the place of a database that can't be opened, and return where that was put.

        It is put aside whole, with its logs, before anything is touched. The database must not be open
        anywhere.
        """
        ...


class PreparedBackup(Protocol):
    """A copy of a backup that can be read and restored."""

    path: Path

    def project(self, project_id: UUID) -> WholeProject:
        """Return a project with all that goes along with it; raises ``KeyError`` where there is none."""
        ...


def is_same(one: StoredProject, other: StoredProject) -> bool:
    """Say whether two databases hold the same of a project, as far as they tell."""
    if one.seals and other.seals:
        return one.seals == other.seals
    told = ((each.changed_at, each.change_number, dict(each.beside)) for each in (one, other))
    return next(told) == next(told)
