"""The note beside a database that is open: closing removes it, so that one which is left tells of a kill.

Without a word, SQLite takes a log that is gone, cut or damaged for one that never held more. So the note says
how long the log was when changes were last told to be saved. That is not synced, which would make each save
take twice as long, and need not be: it is written once the log is on the disk, so that after a power cut the
note can say too little, and never too much.
"""

import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from svdesk.domain.english import show_date
from svdesk.files.private import write_private
from svdesk.files.regular import read_regular
from svdesk.files.whole import overwrite_end
from svdesk.paths import backup_folder
from svdesk.services.ports import StoreError
from svdesk.storage.opening.log_frames import is_whole_up_to
from svdesk.storage.opening.putting_aside import new_folder_aside

if TYPE_CHECKING:
    from svdesk.services.backups import Backup

MOST_LOG_BYTES = 4_000_000
"""A log that is longer is taken over into the database after a save."""

_WORDS = "SVDesk has your projects open, or ended without closing them. Closing deletes this file.\n"
_TOLD = "SVDesk ended without closing the projects, and has said that the last changes may be missing.\n"
_MOST = 1000


class SessionNote:
    """The note of one database: what its log holds, and the file as it is does not."""

    def __init__(self, database: Path) -> None:
        """Look after the note of *database*."""
        self._database, self._is_there = database, False

    def saved(self, before: int, now: int) -> None:
        """Note that something was told to be saved, by which the log grew from *before* to *now* bytes.

        Where it did not grow, or by so much that something of it may have been taken back, where it ends is
        not known, and what was noted before still holds.
        """
        size = now if before < now <= MOST_LOG_BYTES else 0
        if not self._is_there:
            self._begin(size)
        elif size:
            with suppress(OSError):
                overwrite_end(session_path(self._database), _length(size))

    def begin_anew(self) -> None:
        """Note that the log was taken over into the database and holds nothing yet that may not be lost."""
        self._begin(0)

    def end(self) -> None:
        """Take the note back: the log is not needed any more."""
        self._is_there = False
        end_session(self._database)

    def _begin(self, size: int) -> None:
        with suppress(OSError):
            content = f"{_WORDS}{_state(self._database)}\n".encode() + _length(size)
            write_private(session_path(self._database), content)
        self._is_there = True


class Ending(NamedTuple):
    """How SVDesk ended when it last had a database open: what was found before anybody could hold it."""

    was_proper: bool
    note: bytes = b""
    lost: str = ""
    """What has become of the log, as a part of a sentence; "" where it holds what it should."""
    log: bytes = b""
    """The log, where it is damaged."""


def session_path(database: Path) -> Path:
    """Return the file that is there while *database* has a log of changes that may not be lost."""
    return database.with_name(f"{database.name}-in-use.txt")


def end_session(database: Path) -> None:
    """Take back the note of *database*."""
    with suppress(OSError):
        session_path(database).unlink(missing_ok=True)


def look_at_ending(database: Path) -> Ending:
    """Return how SVDesk ended when it last had *database* open; raises ``OSError``."""
    log, journal = (database.with_name(f"{database.name}{ending}") for ending in ("-wal", "-journal"))
    has_log, has_journal = (each.exists() and each.stat().st_size > 0 for each in (log, journal))
    if not session_path(database).exists():
        return Ending(not has_log and not has_journal)
    note = read_regular(session_path(database), _MOST)
    # Where another program has taken the log over into the file, that is not as it was.
    if has_journal or _state(database) not in note.decode("utf-8", "replace"):
        return Ending(was_proper=False)
    if not has_log:
        return Ending(was_proper=False, note=note, lost=f"has gone since ({log.name})")
    size, content = _length_in(note), b""
    with suppress(OSError):  # where it is open here, or can't be read, SQLite says so
        content = read_regular(log, 2 * MOST_LOG_BYTES)
    if size and content and not is_whole_up_to(content, size):
        return Ending(was_proper=False, note=note, lost=f"is damaged or cut short ({log.name})", log=content)
    return Ending(was_proper=False)


def tell_what_is_lost(database: Path, ending: Ending) -> None:
    """Raise :class:`StoreError` once where something of what was saved is lost; *database* is held now.

    A damaged log is put aside, as SQLite will write over it.
    """
    note = session_path(database)
    # Whoever had it open until now has noted more since, or closed it.
    if not ending.lost or not note.exists() or read_regular(note, _MOST) != ending.note:
        return
    what_to_do = "If you can, put that file back first. "
    if ending.log:
        aside = new_folder_aside(database)
        write_private(aside / f"{database.name}-wal", ending.log)
        what_to_do = f"That file was put aside, as it is, in {aside}. {_on_backups(database)}"
    with suppress(OSError):
        write_private(note, _TOLD.encode())
    raise StoreError(
        "SVDesk did not close your projects when it last ran, and the file with their last changes "
        f"{ending.lost}. What was saved before that is kept; the last changes may be missing. {what_to_do}"
        f"Then open your projects again: SVDesk goes on with what there is. The file is {database}."
    )


def _on_backups(database: Path) -> str:
    from svdesk.storage.backups.folder import BackupFolder  # it needs what opens databases

    backups: tuple[Backup, ...] = ()
    with suppress(OSError):
        backups, _ = BackupFolder(backup_folder(database)).look()
    if not backups:
        return "There is no backup beside it. "
    made = backups[0].made_at.astimezone()
    return (
        f"The newest backup is of {show_date(made.date())}, {made:%H:%M}: what you miss and had saved "
        "before then is in it. "
    )


def _length(size: int) -> bytes:
    """Return the line for a length: always as long as that, and such that a part of another is none."""
    digits = b"%010d" % size
    return b"%b %08x\n" % (digits, zlib.crc32(digits))


def _length_in(note: bytes) -> int:
    """Return the length that a *note* says; 0 where it says none."""
    line = note[-len(_length(0)) :]
    digits, _, _ = line.partition(b" ")
    return int(digits) if digits.isdigit() and line == _length(int(digits)) else 0


def _state(database: Path) -> str:
    found = database.stat()
    return f"{found.st_size} {found.st_mtime_ns}"
