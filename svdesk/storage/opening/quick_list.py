"""The list of projects for the first paint of the window, without the libraries of the store."""

import sqlite3
from contextlib import closing
from pathlib import Path

from svdesk.domain.project_summary import ProjectSummary
from svdesk.services.ports import StoreError
from svdesk.storage.opening.database import stored_schema, uri_of
from svdesk.storage.opening.watch import state_of
from svdesk.storage.schema import SCHEMA
from svdesk.storage.tables.listing import read_list


def quick_list(path: Path) -> tuple[ProjectSummary, ...]:
    """Return all projects in the database at *path*, the last changed first.

    Returns () where there is no database yet, or none that can be read as it is: the store, which
    is opened next, says what is wrong. The file is neither made nor kept locked.
    """
    try:
        log = state_of(path.with_name(f"{path.name}-wal"))
        if stored_schema(path) != SCHEMA or (log is not None and log.size):
            return ()  # with a log, the store has to see first whether the two are sound
        with closing(sqlite3.connect(uri_of(path, "mode=rw"), timeout=0, uri=True)) as database:
            # With the exclusive lock, a database in write-ahead mode needs no file of shared memory.
            database.execute("PRAGMA locking_mode=EXCLUSIVE")
            return read_list(database)
    except (OSError, ValueError, sqlite3.Error, StoreError):
        return ()
