"""Whether a copy of the database is sound. The copy is only read, and no file is made beside it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from svdesk.files.errors import why
from svdesk.files.private import digest_of_file
from svdesk.files.regular import opened_regular, read_regular
from svdesk.services.backups import Progress
from svdesk.storage.backups.names import digest_path
from svdesk.storage.opening.database import uri_of
from svdesk.storage.schema import APPLICATION_ID, SCHEMA

_OFTEN = 100_000
"""Instructions of SQLite between two looks at whether the work is still wanted."""
_MOST_FAULTS = 3
_MOST_OF_A_DIGEST = 1000


@contextmanager
def copy_to_read(path: Path, progress: Progress | None = None) -> Iterator[sqlite3.Connection]:
    """Lend a connection that only reads the closed database at *path*, and takes no lock on it.

    Raises what *progress* raises, ``OSError`` and ``sqlite3.Error``.
    """
    stopped: list[BaseException] = []

    def still_wanted() -> int:
        try:
            if progress is not None:
                progress(0, 0)
        except BaseException as error:  # SQLite would swallow it; it is raised below
            stopped.append(error)
        return len(stopped)

    with opened_regular(path):
        pass  # the system says in plainer words than SQLite why a file can't be read
    with closing(sqlite3.connect(uri_of(path, "immutable=1"), uri=True, isolation_level=None)) as copy:
        copy.execute("PRAGMA trusted_schema=OFF")
        copy.execute("PRAGMA cell_size_check=ON")
        copy.set_progress_handler(still_wanted, _OFTEN)
        try:
            yield copy
        except sqlite3.Error:
            if stopped:
                raise stopped[0] from None
            raise


def faults_of(path: Path, *, is_thorough: bool, progress: Progress | None = None) -> tuple[str, ...]:
    """Return in sentences what is wrong with the copy at *path*, () where nothing is.

    A check that *is_thorough* compares the indexes and references with the rows too. Raises what *progress*
    raises.
    """
    if has_log(path):
        return ("A log of SQLite lies beside it, so that it was not closed as a backup is.",)
    try:
        with copy_to_read(path, progress) as copy:
            return tuple(_faults(copy, is_thorough=is_thorough))
    except OSError as error:
        return (f"It can't be read: {why(error)}.",)
    except sqlite3.Error as error:
        return (f"SQLite can't read it: {error}.",)


def has_log(path: Path) -> bool:
    """Say whether a log or journal with something in it lies beside the database at *path*."""
    beside = (path.with_name(path.name + ending) for ending in ("-wal", "-journal"))
    return any(each.exists() and each.stat().st_size > 0 for each in beside)


def recorded_digest(path: Path) -> str:
    """Return the digest that was written down beside the backup at *path*; "" where there is none."""
    try:
        words = read_regular(digest_path(path), _MOST_OF_A_DIGEST).decode("ascii").split()
    except (OSError, ValueError):
        return ""
    return words[0] if words else ""


def digest_faults(path: Path, progress: Progress | None = None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what is wrong by the digest of the backup at *path*, and what is to be known of it."""
    recorded = recorded_digest(path)
    if not recorded:
        return (), (
            f"There is no digest beside it ({digest_path(path).name}), so a change of its content "
            "can't be seen.",
        )
    try:
        found = digest_of_file(path, progress)
    except OSError as error:
        return (f"It can't be read: {why(error)}.",), ()
    if found != recorded:
        return ("Its content is no longer what it was when it was made: the digest differs.",), ()
    return (), ()


def _faults(copy: sqlite3.Connection, *, is_thorough: bool) -> Iterator[str]:
    (application,) = copy.execute("PRAGMA application_id").fetchone()
    (schema,) = copy.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        yield "It is not a database of SVDesk."
        return
    if schema > SCHEMA:
        yield (
            f"A newer version of SVDesk made it (database version {schema}; this one knows {SCHEMA}). "
            "Install the newest version of SVDesk to use it."
        )
        return
    found = copy.execute("PRAGMA integrity_check(3)" if is_thorough else "PRAGMA quick_check(3)").fetchall()
    if found != [("ok",)]:
        for (verdict,) in found[:_MOST_FAULTS]:
            yield f"It is damaged: {' '.join(str(verdict).split())}."
        return
    if is_thorough and (broken := len(copy.execute("PRAGMA foreign_key_check").fetchmany(1000))):
        yield f"It is damaged: {broken} rows refer to rows that are gone."
