"""What went wrong with the database, in words for the person at the desk.

Every message says what happened, what was kept, and what to do next.
"""

import sqlite3
from pathlib import Path

from svdesk.files.errors import why
from svdesk.services.ports import DamagedStoreError, StoreError

_KEPT = "Everything saved before is kept."
_ASK = "Try again. If it happens again, ask for help."
_CHECK_FOLDER = "Check that the folder is there and that you may write to it, then try again."
_BY_CODE = {
    sqlite3.SQLITE_FULL: (
        "The disk is full.",
        "Make room on the disk, then try again.",
    ),
    sqlite3.SQLITE_BUSY: (
        "Another SVDesk has your projects open.",
        "Use the window that is already open, or close it and try again.",
    ),
    sqlite3.SQLITE_READONLY: (
        "SVDesk is not allowed to write to the file of your projects.",
        _CHECK_FOLDER,
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "SVDesk can't open the file of your projects.",
        _CHECK_FOLDER,
    ),
    sqlite3.SQLITE_IOERR: (
        "The disk reported an error.",
        "Check that the disk is there and has room, then try again.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "The file of your projects is damaged. SVDesk leaves it as it is.",
        "Close SVDesk, keep a copy of its folder as it is, and put a backup in the place of the file.",
    ),
    sqlite3.SQLITE_NOTADB: (
        "The file is not a database of SVDesk.",
        "Move it to another folder, or start SVDesk with another data folder.",
    ),
}
_DAMAGED_PART = (
    "It is damaged: what stands in the file is not what was saved. SVDesk leaves it as it is; what it can "
    "read is kept. Go on with your other projects, keep a copy of the folder, and put this one back from a "
    "backup."
)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_SAME = {
    sqlite3.SQLITE_LOCKED: sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_PERM: sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_AUTH: sqlite3.SQLITE_READONLY,
}


class DamagedError(Exception):
    """What stands in the file is not what was saved there."""


class DamagedFileError(sqlite3.DatabaseError):
    """The file as a whole is not sound."""

    sqlite_errorcode = sqlite3.SQLITE_CORRUPT


def store_error(
    doing: str, error: BaseException, path: Path, *, checked: bool = False, holder: str = ""
) -> StoreError:
    """Return the error to raise when *doing* (such as "Your change was not saved.") failed.

    *error* may be an error of sqlite3, one that wraps it, or any other. Only where the file was *checked*
    since, and found sound, is it said that what it holds is kept. *holder* says who has the file open.
    """
    database_error = _database_error(error)
    if isinstance(error, DamagedError) or _is_no_text(database_error):
        return StoreError(f"{doing} {_DAMAGED_PART} The file is {path}.")
    if isinstance(error, OSError):
        happened, next_step = f"The reason: {why(error)}.", _CHECK_FOLDER
    elif database_error is None:
        happened, next_step = "A part of it is not what SVDesk expects.", _ASK
    else:
        code = getattr(database_error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        happened, next_step = _BY_CODE.get(_SAME.get(code, code), ("The database reported an error.", _ASK))
        if holder and _SAME.get(code, code) == sqlite3.SQLITE_BUSY:
            happened = f"{holder}, has your projects open in another SVDesk."
        if code in _DAMAGED:
            return DamagedStoreError(f"{doing} {happened} {next_step} The file is {path}.")
    kept = f"{_KEPT} " if checked else ""
    return StoreError(f"{doing} {happened} {kept}{next_step} The file is {path}.")


def is_damage(error: BaseException) -> bool:
    """Say whether *error* means that a file is damaged, and not that it can't be read or written now."""
    found = _database_error(error)
    return found is not None and getattr(found, "sqlite_errorcode", 0) & 0xFF in _DAMAGED


def _is_no_text(error: sqlite3.Error | None) -> bool:
    """Say whether a text in the file is none, which Python's driver says in words alone."""
    return error is not None and "decode to UTF-8" in str(error)


def _database_error(error: BaseException) -> sqlite3.Error | None:
    """Return the error of sqlite3 inside *error*: SQLAlchemy keeps it as ``orig``."""
    for candidate in (error, getattr(error, "orig", None)):
        if isinstance(candidate, sqlite3.Error):
            return candidate
    return None
