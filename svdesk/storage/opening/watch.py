"""Whether the files of the open database are still those that were opened, as they were last left.

A synchronising program, a restored backup or a hand can remove, move or replace them while SVDesk writes: the
system lets it go on writing to what nobody will find again. SQLite writes to the database itself only when
it is told to take over the log, so between two saves neither file changes by itself.
"""

import os
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple


class FileState(NamedTuple):
    """What the system says of a file; on Windows too it numbers files and drives."""

    device: int
    number: int
    size: int
    changed: int

    def is_file(self, other: "FileState | None") -> bool:
        """Say whether *other* is a state of the same file."""
        return other is not None and (self.device, self.number) == (other.device, other.number)


class Trouble(Enum):
    """What became of the files, the least first."""

    TOUCHED = auto()
    """They are those, but something wrote to one, or only looked as if it had."""
    LOG_GONE = auto()
    """The log is not there any more, or is another file."""
    DATABASE_GONE = auto()
    """The database is not there any more, or is another file."""


def state_of(path: Path) -> FileState | None:
    """Return the state of the file at *path*; ``None`` where there is none that can be looked at."""
    try:
        found = path.stat()
    except OSError:
        return None
    # Windows notes the time of a change when it suits it, long after SVDesk has looked.
    changed = 0 if os.name == "nt" else found.st_mtime_ns
    return FileState(found.st_dev, found.st_ino, found.st_size, changed)


class FileWatch:
    """Compares the database and its log with what they were when SVDesk last left them."""

    def __init__(self, database: Path, *, has_log: bool) -> None:
        """Watch the open *database* as it is now; *has_log* says whether changes go to a log beside it."""
        self._database, self._has_log = database, has_log
        self.log = database.with_name(f"{database.name}-wal")
        self.note()

    def note(self) -> None:
        """Take what is there now for right: SVDesk has just written it."""
        self._state, self._log_state = state_of(self._database), state_of(self.log)

    @property
    def log_size(self) -> int:
        """How many bytes the log had when it was noted; 0 where there was none."""
        return 0 if self._log_state is None else self._log_state.size

    def has_own_log(self) -> bool:
        """Say whether the log that is there now is the one that was written here."""
        return self._log_state is not None and self._log_state.is_file(state_of(self.log))

    def before_writing(self) -> Trouble | None:
        """Return what became of the files since they were noted; ``None`` where they are as they were."""
        database, log = state_of(self._database), state_of(self.log)
        if self._is_another(self._state, database):
            return Trouble.DATABASE_GONE
        if self._has_log and self._is_another(self._log_state, log):
            return Trouble.LOG_GONE
        # SQLite makes the log, still empty, when it first reads a file that had none.
        is_new = self._log_state is None and log is not None and not log.size
        if database != self._state or (self._has_log and log != self._log_state and not is_new):
            return Trouble.TOUCHED
        return None

    def after_writing(self) -> Trouble | None:
        """Return what became of the files while something was written, which a log only grows by."""
        database, log = state_of(self._database), state_of(self.log)
        if self._is_another(self._state, database):
            return Trouble.DATABASE_GONE
        if not self._has_log:
            return None
        if log is None or self._is_another(self._log_state, log):
            return Trouble.LOG_GONE
        if database != self._state or (self._log_state is not None and log.size < self._log_state.size):
            return Trouble.TOUCHED
        return None

    @staticmethod
    def _is_another(was: FileState | None, now: FileState | None) -> bool:
        return was is not None and not was.is_file(now)
