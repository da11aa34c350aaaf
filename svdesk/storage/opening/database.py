"""Opening the database file, with settings under which a saved change survives a power cut.

Write-ahead logging with ``synchronous=FULL`` lost nothing in 400 power cuts, while SQLite's default
lost the last change in 63 of 150. The exclusive lock keeps a second SVDesk out; the system drops it
when the process ends, however it ends. This module needs only the standard library.
"""

import errno
import os
import sqlite3
import stat
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from svdesk.files.private import make_private_file, make_private_folder
from svdesk.files.regular import keep_out_of, let_in_again
from svdesk.services.ports import DamagedStoreError, StoreError
from svdesk.storage.failures import DamagedFileError, store_error
from svdesk.storage.opening.holder import holder_of
from svdesk.storage.opening.limits import few_steps, is_plain, set_limits
from svdesk.storage.opening.putting_aside import close_untouched, put_back
from svdesk.storage.opening.session_note import look_at_ending, tell_what_is_lost
from svdesk.storage.opening.traces import check_is_there
from svdesk.storage.opening.watch import state_of
from svdesk.storage.schema import APPLICATION_ID, SCHEMA

_IN_MEMORY = ":memory:"
_SMALLEST = 512
"""Bytes in the smallest database there is: a single page of the smallest size."""

OLDEST_SQLITE = (3, 40, 0)
"""The oldest release of SQLite with which the tests have run; an older one is not trusted with work.

Releases before 3.51.3 can damage a file in write-ahead mode that has two connections. This one never has.
"""

_SETTINGS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA synchronous=FULL",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA secure_delete=ON",
)


class DatabaseConnection(sqlite3.Connection):
    """The connection to the database: while it is open, nothing else in the program opens the file."""

    def close(self) -> None:
        """Close the connection, and let the file be opened again."""
        super().close()
        let_in_again(self)


def stored_schema(path: Path, newest: int = SCHEMA) -> int:
    """Return the schema number of the file at *path* as it is on disk; 0 where nothing is stored yet.

    The file is only read. Raises :class:`StoreError` for a file of another program or of a newer
    SVDesk than one that knows the schema *newest*, ``OSError`` or ``sqlite3.Error`` where it can't
    be read.

    It is read through SQLite, never by opening the file: on Linux and macOS closing a file drops
    every lock that the process has on it, and SQLite takes care of that.
    """
    if not path.exists() or path.stat().st_size == 0 or _has_journal(path):
        # With a journal, the machine stopped at the first start or while writing: what the file
        # holds is known only once SQLite has put it right, which needs the lock.
        return 0
    if path.stat().st_size < _SMALLEST:
        raise _foreign(path)
    # Immutable: no lock is taken, no journal or log is looked at, and no file is made.
    with closing(sqlite3.connect(uri_of(path, "immutable=1"), uri=True)) as database:
        return _schema_of(database, path, newest)


def open_database(
    path: Path, wait_seconds: float = 5.0, newest: int = SCHEMA
) -> tuple[sqlite3.Connection, int]:
    """Open the database at *path*, creating the folder and an empty file where there is none.

    Returns the connection, which holds the file's only lock, and the schema number found (0 for
    an empty file). The connection begins no transactions by itself. Waits *wait_seconds* for
    another program to let go. Raises :class:`StoreError`; the file is then as it was.
    """
    doing = "Your projects can't be opened."
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        wanted = ".".join(map(str, OLDEST_SQLITE))
        raise StoreError(
            f"{doing} They need SQLite {wanted} or newer, and this Python has {sqlite3.sqlite_version}. "
            "Nothing was changed. Start SVDesk with a newer Python, or use the program that brings its own."
        )
    try:
        _make_folder(path.parent)
        put_back(path)
        check_is_there(path)
        ending = look_at_ending(path)
        stored_schema(path, newest)
        _close_to_others(path)
        found = state_of(path)
        connection = sqlite3.connect(
            path,
            timeout=wait_seconds,
            isolation_level=None,
            check_same_thread=False,
            factory=DatabaseConnection,
        )
        keep_out_of(path, connection)
    except StoreError:
        raise
    except Exception as error:  # a file can be wrong in any way
        raise store_error(doing, error, path) from error
    try:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        schema = _schema_of(connection, path, newest)
        connection.execute("ROLLBACK")  # the lock stays
        if found is not None and not found.is_file(state_of(path)):
            raise OSError(errno.EBUSY, "the file was replaced while it was opened")
        tell_what_is_lost(path, ending)
        if not ending.was_proper and not is_sound(connection):
            raise DamagedFileError
        for setting in _SETTINGS:
            connection.execute(setting)
        # From here on nobody else can hold the file, so waiting would only hide a mistake.
        connection.execute("PRAGMA busy_timeout=0")
    except StoreError:
        close_untouched(connection, path)
        raise
    except Exception as error:  # as above
        close_untouched(connection, path)
        holder = holder_of(path)
        who = holder.in_words(datetime.now(UTC)) if holder is not None else ""
        raise store_error(doing, error, path, holder=who) from error
    return connection, schema


def _make_folder(folder: Path) -> None:
    """Make the folder of the data for its owner alone; one that others share too stays as it is."""
    if folder.exists():
        found = folder.stat()
        if found.st_mode & stat.S_ISVTX or found.st_uid != getattr(os, "getuid", lambda: found.st_uid)():
            return
    make_private_folder(folder)


def _close_to_others(database: Path) -> None:
    """Let nobody but its owner read the database, which is made where it is missing.

    SQLite gives the files beside it the same rights.
    """
    if database.name == _IN_MEMORY:
        return
    if not database.exists():
        make_private_file(database)
    elif database.is_file():
        with suppress(OSError):  # a drive that knows no owners
            database.chmod(0o600)


def is_sound(connection: sqlite3.Connection) -> bool:
    """Say whether SQLite finds nothing wrong with the file, and every reference leads somewhere."""
    connection.execute("PRAGMA shrink_memory")  # what is kept in memory says nothing of the file
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    return verdict == "ok" and connection.execute("PRAGMA foreign_key_check").fetchone() is None


def is_in_use(database: Path) -> bool:
    """Say whether another program has the database at *database* open, as far as SQLite can tell."""
    try:
        # Only read: closing it takes over no log, and so leaves it as it is.
        with closing(sqlite3.connect(uri_of(database, "mode=ro"), timeout=0, uri=True)) as other:
            other.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.Error as error:
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return False


def begin_logging(connection: sqlite3.Connection, *, write_ahead: bool = True) -> None:
    """Switch to write-ahead logging, once the tables exist.

    Without *write_ahead* the rollback journal is kept, for a network drive or a folder that is synchronised.

    Not before: so the file's header names SVDesk from its first commit on. Where the folder allows
    no such log, the rollback journal is kept, truncated rather than deleted, which is as safe.
    """
    (mode,) = connection.execute(f"PRAGMA journal_mode={'WAL' if write_ahead else 'TRUNCATE'}").fetchone()
    if write_ahead and mode != "wal":
        connection.execute("PRAGMA journal_mode=TRUNCATE")


def uri_of(path: Path, parameters: str) -> str:
    """Return the address by which SQLite opens *path* with *parameters*, on a network drive too."""
    plain = path.absolute().as_posix()
    root = "" if plain.startswith("/") else "/"
    return f"file://{root}{quote(plain, safe='/:')}?{parameters}"


def _schema_of(connection: sqlite3.Connection, path: Path, newest: int) -> int:
    set_limits(connection)
    try:
        with few_steps(connection):
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (schema,) = connection.execute("PRAGMA user_version").fetchone()
            (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            plain = is_plain(connection)
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
        if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_INTERRUPT):
            raise _foreign(path) from error
        raise
    if application == schema == tables == 0:
        return 0
    if application != APPLICATION_ID:
        raise _foreign(path)
    if schema > newest:
        raise StoreError(
            "Your projects can't be opened, because a newer version of SVDesk has saved them. Nothing "
            f"was changed. Install the newest version of SVDesk, then open them. The file is {path}."
        )
    if not plain:
        raise _foreign(path)
    return int(schema)


def _foreign(path: Path) -> StoreError:
    return DamagedStoreError(
        "Your projects can't be opened, because the file in their place is not a database of SVDesk. "
        "The file was not changed. Move it to another folder, or start SVDesk with another data folder. "
        f"The file is {path}."
    )


def _has_journal(path: Path) -> bool:
    journal = path.with_name(path.name + "-journal")
    return journal.exists() and journal.stat().st_size > 0
