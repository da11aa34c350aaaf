"""A copy of the open database, made while others go on saving.

SQLite's online backup reads the pages over the one connection that there is, a megabyte at a time, and
carries what is saved meanwhile into the copy. It may run on any thread: SQLite lets one in after the other,
so that a save waits for one step at most. Through a second connection it would begin anew with each save,
and never end.
"""

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from threading import Event, Lock

from svdesk.services.backups import Progress
from svdesk.services.ports import StoreError
from svdesk.storage.failures import store_error

NOT_MADE = "No backup was made."
_STEP = 256
"""Pages that are copied before others get their turn: a megabyte."""
_PATIENCE = 30.0
"""Seconds after which a transaction that does not end is taken for one that never will."""
_UNSYNCED = (
    # Nobody relies on the copy before it is complete, checked and synced as a whole.
    "PRAGMA synchronous=OFF",
    "PRAGMA journal_mode=OFF",
    "PRAGMA locking_mode=EXCLUSIVE",
)


class SqliteLiveCopy:
    """Copies the database of one connection, as :class:`svdesk.services.backups.LiveCopy` says."""

    def __init__(
        self, connection: sqlite3.Connection, path: Path, schema: int, patience: float = _PATIENCE
    ) -> None:
        """Copy what *connection* has open at *path*; wait *patience* seconds for a transaction to end."""
        self.schema = schema
        self._connection, self._path, self._patience = connection, path, patience
        self._at_work = Lock()
        self._is_over = Event()

    @property
    def changes(self) -> int:
        """How many rows were written since the database was opened."""
        return self._connection.total_changes

    def copy_to(self, path: Path, progress: Progress | None = None) -> None:
        """Copy the database as it is when this ends into the empty file *path*.

        Raises :class:`StoreError`, also where the database is closed meanwhile, and what *progress* raises.
        """
        with self._at_work:
            if self._is_over.is_set():
                raise StoreError(f"{NOT_MADE} Your projects were just being closed.")
            try:
                with closing(sqlite3.connect(path, isolation_level=None)) as copy:
                    for setting in _UNSYNCED:
                        copy.execute(setting)
                    self._connection.backup(
                        copy, pages=_STEP, sleep=0.005, progress=self._after_each_step(progress)
                    )
                    # In write-ahead mode it could not be read from a read-only folder.
                    copy.execute("PRAGMA journal_mode=DELETE")
            except (OSError, sqlite3.Error) as error:
                raise store_error(NOT_MADE, error, path) from error

    def end(self) -> None:
        """Copy no more, as the connection is about to be closed: return once no step is being made."""
        self._is_over.set()
        with self._at_work:
            pass

    def _after_each_step(self, progress: Progress | None) -> "_Step":
        return _Step(self._is_over, progress, self._patience)


class _Step:
    """What is done after each step of a copy: tell, give way, and give up where there is no end."""

    def __init__(self, is_over: Event, progress: Progress | None, patience: float) -> None:
        self._is_over, self._progress, self._patience = is_over, progress, patience
        self._went_on = time.monotonic()

    def __call__(self, status: int, remaining: int, total: int) -> None:
        if self._is_over.is_set():
            raise StoreError(f"{NOT_MADE} Your projects were just being closed.")
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            if time.monotonic() - self._went_on > self._patience:
                raise StoreError(f"{NOT_MADE} Something else is being saved, and does not come to an end.")
            return
        if self._progress is not None:
            self._progress(total - remaining, total)
        time.sleep(0)  # whoever waits for the connection gets it
        self._went_on = time.monotonic()
