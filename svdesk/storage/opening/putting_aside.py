"""What becomes of files that stand where the database should be: put aside whole, and never written over."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from svdesk.files.private import make_private_file, make_private_folder
from svdesk.files.whole import put_in_place, sync_file, unfinished_beside
from svdesk.storage.failures import DamagedFileError

ASIDE = "set aside"
"""The folder beside the database for files that SVDesk did not know what to do with."""

_BESIDE = ("", "-wal", "-journal", "-shm")


def put_aside(database: Path, endings: Iterable[str] = _BESIDE, *, own_log: bool = False) -> Path | None:
    """Move what stands at *database* and beside it into a folder of its own; return that folder.

    A log that is not that database's but our *own_log* gets another name, so that nobody reads the two
    together. Returns ``None`` where nothing stands there. Raises ``OSError``; what was not moved stays.
    """
    files = [each for ending in endings if (each := database.with_name(database.name + ending)).exists()]
    if not files:
        return None
    folder = new_folder_aside(database)
    for file in files:
        is_own = own_log and file.name.endswith("-wal")
        put_in_place(file, folder / (f"{file.name}.of-svdesk" if is_own else file.name))
    return folder


def write_anew(connection: sqlite3.Connection, database: Path) -> Path:
    """Write what is in *connection* to a new file in the folder of *database*, checked; return that file.

    It has a hidden name: :func:`svdesk.files.whole.put_in_place` gives it another. Raises ``OSError`` or
    ``sqlite3.Error``; there is no file then.
    """
    make_private_folder(database.parent)
    unfinished = unfinished_beside(database)
    try:
        make_private_file(unfinished)
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            (verdict,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
            if verdict != "ok":
                raise DamagedFileError(f"the copy of the database is not sound: {verdict}")
        sync_file(unfinished)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return unfinished


def close_untouched(connection: sqlite3.Connection, database: Path) -> None:
    """Close *connection* without letting SQLite write the log into the file at *database*, or delete the log.

    SQLite does neither where the file is not at its place any more, so it is taken away for that moment.
    On Windows a file that is open can't be: there the log is written into it.
    """
    held = _held(database)
    with suppress(OSError):
        database.rename(held)
    try:
        connection.close()
    finally:
        put_back(database)


def put_back(database: Path) -> None:
    """Bring a file back that :func:`close_untouched` took away, also where it was killed meanwhile."""
    held = _held(database)
    with suppress(OSError):
        if held.exists() and not database.exists():
            put_in_place(held, database)


def _held(database: Path) -> Path:
    return database.with_name(f"{database.name}.held")


def new_folder_aside(database: Path) -> Path:
    """Make a folder beside *database* for what is put aside now; raises ``OSError``."""
    name = f"{datetime.now().astimezone():%Y-%m-%d %H.%M.%S}"
    folder, number = database.parent / ASIDE / name, 1
    make_private_folder(folder.parent)
    while folder.exists():
        number += 1
        folder = folder.with_name(f"{name} {number}")
    make_private_folder(folder)
    return folder
