"""A folder of backups: what is in it, a new one, and which old ones go."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from svdesk.files.errors import could_not
from svdesk.files.private import (
    copy_private,
    digest_of_file,
    make_private_file,
    make_private_folder,
    write_private,
)
from svdesk.files.regular import read_regular
from svdesk.files.unfinished import UNFINISHED
from svdesk.files.whole import put_in_place, sync_file, unfinished_beside
from svdesk.services.backups import Backup, BackupReason, LiveCopy, MadeBackup, Progress
from svdesk.services.ports import DamagedStoreError, StoreError
from svdesk.storage.backups.checking import faults_of, recorded_digest
from svdesk.storage.backups.live_copy import NOT_MADE
from svdesk.storage.backups.names import DIGEST, backup_of, digest_path, name_of
from svdesk.storage.backups.thinning import superfluous
from svdesk.storage.failures import store_error

_HEADER = b"SQLite format 3\x00"
_COPIED, _ALL = 60, 100
"""Per cent of the way when the copy is there but not checked, and when it is."""


def _now() -> datetime:
    return datetime.now(UTC)


class BackupFolder:
    """The backups in one folder, which need not be there yet.

    *is_near* says that looking into a file is cheap: of files in the cloud only the names are read.
    """

    def __init__(self, folder: Path, *, is_near: bool = True, clock: Callable[[], datetime] = _now) -> None:
        """Look after *folder*; *clock* gives the time in UTC."""
        self.folder = folder
        self._is_near, self._clock = is_near, clock

    def look(self) -> tuple[tuple[Backup, ...], tuple[Path, ...]]:
        """Return the backups, the newest first, and the files that are none; raises ``OSError``.

        A file that only bears the name of a backup, or can't be read, is among the latter.
        """
        if not self.folder.exists():
            return (), ()
        found, others = [], []
        for path in sorted(self.folder.iterdir()):
            if path.name.startswith(UNFINISHED):
                continue
            backup = self._backup(path)
            if backup is not None:
                found.append(backup)
            elif not (path.name.endswith(DIGEST) and path.with_name(path.name.removesuffix(DIGEST)).exists()):
                others.append(path)
        found.sort(key=lambda each: (each.sequence, each.made_at), reverse=True)
        return tuple(found), tuple(others)

    def _backup(self, path: Path) -> Backup | None:
        with suppress(OSError):
            if path.is_file() and (not self._is_near or _begins_as_a_database(path)):
                return backup_of(path)
        return None

    def make(
        self,
        live: LiveCopy,
        reason: BackupReason,
        progress: Progress | None = None,
        *,
        after: int = 0,
    ) -> MadeBackup:
        """Copy the *live* database, check the copy and keep it, unless the last backup is the same already.

        Its number follows those here and *after*. Older ones are thinned. It stands complete and sound, or
        not at all. Raises :class:`StoreError`, and what *progress* raises.
        """
        unfinished = unfinished_beside(self.folder / "copy")
        try:
            make_private_folder(self.folder)
            backups, _ = self.look()
            try:
                make_private_file(unfinished)
                live.copy_to(unfinished, _share(progress, 0, _COPIED))
                digest = _checked(unfinished, reason, progress)
                last = backups[0] if backups else None
                if last is not None and _is_the_same(last, digest):
                    return MadeBackup(backup=last, is_new=False)
                number = max((after, *(each.sequence for each in backups))) + 1
                target = self.folder / name_of(number, self._clock(), reason, live.schema)
                write_private(digest_path(target), f"{digest}  {target.name}\n".encode())
                put_in_place(unfinished, target)
            finally:
                unfinished.unlink(missing_ok=True)
            made = backup_of(target)
        except OSError as error:
            raise store_error(NOT_MADE, error, self.folder) from error
        if made is None:
            raise StoreError(f"{NOT_MADE} Its name {target.name} can't be read back.")
        return MadeBackup(backup=made, is_new=True, thinned=self.thin())

    def bring(self, backup: Backup, progress: Progress | None = None) -> None:
        """Copy a *backup* from another folder into this one, with its digest, unless it is here already.

        The folder has to be there. Raises :class:`StoreError`, and what *progress* raises.
        """
        target = self.folder / backup.path.name
        try:
            if target.exists() and target.stat().st_size == backup.size:
                return
            recorded = recorded_digest(backup.path)
            digest = copy_private(backup.path, target, progress)
            if recorded and digest != recorded:
                target.unlink()
                raise StoreError(
                    f"The backup {backup.path.name} is no longer what it was when it was made, so it was not "
                    "copied. Test your backups, and make a new one."
                )
            write_private(digest_path(target), f"{digest}  {target.name}\n".encode())
        except OSError as error:
            raise StoreError(could_not("write", target, error)) from error

    def thin(self) -> tuple[str, ...]:
        """Remove the backups that make room for others; return their names.

        What can't be removed stays, and is tried again after the next one.
        """
        gone = []
        with suppress(OSError):
            for each in superfluous(self.look()[0], self._clock()):
                # The digest goes last: a backup without one could not be told from a changed one.
                each.path.unlink(missing_ok=True)
                digest_path(each.path).unlink(missing_ok=True)
                gone.append(each.path.name)
        return tuple(gone)


def _begins_as_a_database(path: Path) -> bool:
    return read_regular(path, len(_HEADER)) == _HEADER


def _checked(copy: Path, reason: BackupReason, progress: Progress | None) -> str:
    """Check the *copy* and return its digest; raises :class:`StoreError` where it is not sound."""
    with ThreadPoolExecutor(1, thread_name_prefix="digest") as other:
        digest = other.submit(_synced_digest, copy, _share(progress, _COPIED, _ALL))
        faults = faults_of(copy, is_thorough=reason.is_thorough, progress=_only_stopping(progress))
        found = digest.result()
    if faults:
        error = sqlite3.DatabaseError("the copy of the database is not sound: " + " ".join(faults))
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise DamagedStoreError(
            f"{NOT_MADE} The copy was checked and is not sound, which can mean that your projects' file is "
            f"damaged: {' '.join(faults)} Earlier backups are kept as they are. Test the newest one, and ask "
            "for help before you go on."
        ) from error
    return found


def _synced_digest(copy: Path, progress: Progress | None) -> str:
    """Have the disk keep the *copy* and return its digest, while it is checked elsewhere."""
    sync_file(copy)
    return digest_of_file(copy, progress)


def _is_the_same(last: Backup, digest: str) -> bool:
    """Say whether the *last* backup has that digest, by what was written down and by what it holds now."""
    try:
        return recorded_digest(last.path) == digest == digest_of_file(last.path)
    except OSError:
        return False


def _share(progress: Progress | None, start: int, end: int) -> Progress | None:
    """Return what tells *progress* of a part of the work, from *start* to *end* per cent of it all."""
    return None if progress is None else partial(_tell_share, progress, start, end)


def _tell_share(progress: Progress, start: int, end: int, done: int, total: int) -> None:
    progress(start + (end - start) * done // max(1, total), _ALL)


def _only_stopping(progress: Progress | None) -> Progress | None:
    return None if progress is None else lambda _done, _total: progress(_COPIED, _ALL)
