"""Verified copies of the database."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from svdesk.files.folders import make_folder
from svdesk.files.whole import put_in_place, sync_file, unfinished_beside, write_whole


def back_up(connection: sqlite3.Connection, folder: Path, name: str) -> Path:
    """Write a copy of the open database into *folder*, check it, and return its path.

    The file is called *name*, with a number added where that is taken, and stands complete or not
    at all; its SHA-256 is beside it, as a file's own checks do not see every damage. Raises
    ``OSError`` or ``sqlite3.Error`` when no sound copy could be made.
    """
    if connection.in_transaction:
        # SQLite would wait for the transaction, and so for ever.
        raise sqlite3.OperationalError("a transaction is open")
    make_folder(folder)
    target = _free_path(folder, name)
    unfinished = unfinished_beside(target)
    try:
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as copy:
            connection.backup(copy)
            # A copy in write-ahead mode could not be read from a read-only folder.
            copy.execute("PRAGMA journal_mode=DELETE")
            (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
            if verdict != "ok":
                raise sqlite3.DatabaseError(f"the copy of the database is not sound: {verdict}")
        digest = hashlib.sha256(unfinished.read_bytes()).hexdigest()
        write_whole(target.with_name(target.name + ".sha256"), f"{digest}  {target.name}\n".encode())
        sync_file(unfinished)
        put_in_place(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def _free_path(folder: Path, name: str) -> Path:
    path, number = folder / name, 1
    while path.exists():
        number += 1
        path = (folder / name).with_stem(f"{Path(name).stem} {number}")
    return path
