"""The backups of one database: in the folder beside it, and in a second one that a person has chosen."""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

from svdesk.files.errors import could_not, why
from svdesk.paths import backup_folder
from svdesk.services.backups import (
    Backup,
    BackupCheck,
    BackupContent,
    BackupList,
    BackupReason,
    KeptBackup,
    LiveCopy,
    MadeBackup,
    PreparedBackup,
    Progress,
    StoredProject,
)
from svdesk.services.ports import StoreError
from svdesk.storage.backups.checking import copy_to_read, digest_faults, faults_of
from svdesk.storage.backups.folder import BackupFolder
from svdesk.storage.backups.reading import content_of
from svdesk.storage.failures import store_error


def _now() -> datetime:
    return datetime.now(UTC)


class FileBackups:
    """Keeps backups as files, as :class:`svdesk.services.backups.BackupKeeper` says."""

    def __init__(self, database: Path, clock: Callable[[], datetime] = _now) -> None:
        """Keep the backups of *database*, which need not be there; *clock* gives the time in UTC."""
        self.folder = backup_folder(database)
        self._database, self._clock = database, clock
        self._here = BackupFolder(self.folder, clock=clock)

    def _second(self, second: Path) -> BackupFolder:
        return BackupFolder(second, is_near=False, clock=self._clock)

    def found(self, second: Path | None) -> BackupList:
        """Return the backups in the data folder and in the *second* folder."""
        try:
            here, others = self._here.look()
        except OSError as error:
            raise StoreError(could_not("read", self.folder, error)) from error
        there: tuple[Backup, ...] = ()
        unreachable = ""
        if second is not None:
            try:
                if not second.is_dir():
                    unreachable = f"{second} is not there."
                there, _ = self._second(second).look()
            except OSError as error:
                unreachable = f"{second} can't be read: {why(error)}."
        names_here, names_there = ({each.path.name for each in found} for found in (here, there))
        every = [*here, *(each for each in there if each.path.name not in names_here)]
        every.sort(key=lambda each: (each.sequence, each.made_at), reverse=True)
        return BackupList(
            backups=tuple(
                KeptBackup(
                    backup=each,
                    is_here=each.path.name in names_here,
                    is_second=each.path.name in names_there,
                )
                for each in every
            ),
            left_alone=others,
            unreachable=unreachable,
        )

    def make(
        self, live: LiveCopy, reason: BackupReason, second: Path | None, progress: Progress | None = None
    ) -> MadeBackup:
        """Make a backup unless nothing has changed since the last, and copy that to the *second* folder."""
        after, failed = 0, ""
        if second is not None:
            try:
                after = max((each.sequence for each in self._second(second).look()[0]), default=0)
            except OSError as error:
                failed = f"{second} can't be read: {why(error)}."
        made = self._here.make(live, reason, progress, after=after)
        if second is not None and not failed:
            try:
                if not second.is_dir():
                    raise StoreError(f"{second} is not there.")
                self._second(second).bring(made.backup)
                self._second(second).thin()
            except StoreError as error:
                failed = str(error)
        return MadeBackup(backup=made.backup, is_new=made.is_new, thinned=made.thinned, second_failed=failed)

    def content(self, path: Path) -> BackupContent:
        """Return what the backup at *path* holds."""
        try:
            with copy_to_read(path) as copy:
                return content_of(copy)
        except (OSError, ValueError, sqlite3.Error) as error:
            raise store_error("The backup can't be read.", error, path) from error

    def check(self, path: Path, progress: Progress | None = None) -> BackupCheck:
        """Test the backup at *path*: its structure, its digest, and the seals of its projects."""
        faults, remarks = digest_faults(path, progress)
        faults += faults_of(path, is_thorough=True, progress=progress)
        if faults:
            return BackupCheck(content=None, faults=faults, remarks=remarks)
        content = self.content(path)
        return BackupCheck(content=content, remarks=remarks, damaged=_damaged(path, content, progress))

    def prepared(
        self, path: Path, progress: Progress | None = None
    ) -> AbstractContextManager[PreparedBackup]:
        """Lend a copy of the backup at *path*, checked and brought to this version."""
        from svdesk.storage.backups.prepared import prepared

        return prepared(path, self.folder, progress)

    def replace_damaged(self, prepared: PreparedBackup) -> Path:
        """Put a backup in the place of a database that can't be opened, and return where that was put."""
        from svdesk.storage.backups.restoring import NOT_RESTORED, replace_damaged
        from svdesk.storage.opening.database import is_in_use

        if is_in_use(self._database):
            raise StoreError(
                f"{NOT_RESTORED} Another SVDesk has them open. Close it, then try again. "
                f"The file is {self._database}."
            )
        stem = f"damaged {self._clock():%Y-%m-%d %H%M%S}"
        aside, number = self._database.parent / stem, 1
        while aside.exists():
            number += 1
            aside = self._database.parent / f"{stem} {number}"
        replace_damaged(self._database, prepared.path, aside)
        return aside


def _damaged(path: Path, content: BackupContent, progress: Progress | None) -> tuple[StoredProject, ...]:
    """Return the projects in a sound backup of which something is not what was saved."""
    from svdesk.storage.part_tables import SEALED_PARTS
    from svdesk.storage.tables.seals import Seals

    if not any(each.seals for each in content.projects):
        return ()
    try:
        with copy_to_read(path, progress) as copy:
            unsound = {place.project for place in Seals(copy, SEALED_PARTS).unsound()}
    except sqlite3.Error as error:
        raise store_error("The backup can't be read.", error, path) from error
    return tuple(each for each in content.projects if each.id.hex in unsound)
