"""What the storage tests share."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from svdesk.storage.part_tables import KINDS, PartTables, sealed_parts
from svdesk.storage.store import SqliteProjectStore
from svdesk.storage.tables.seals import Seals

OpenStore = Callable[..., SqliteProjectStore]
Clock = Callable[[], datetime]


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def database_path(tmp_path: Path) -> Path:
    """A place for a database that is not there yet, in a folder that is not there yet."""
    return tmp_path / "data of a person" / "svdesk.db"


@pytest.fixture
def open_store(database_path: Path) -> Iterator[OpenStore]:
    """Opens stores (on *database_path* unless told otherwise) and closes them all at the end."""
    opened: list[SqliteProjectStore] = []

    def open_one(
        path: Path = database_path,
        wait_seconds: float = 0.05,
        clock: Clock = now,
        kinds: Iterable[PartTables] = KINDS,
    ) -> SqliteProjectStore:
        store = SqliteProjectStore(path, wait_seconds=wait_seconds, clock=clock, kinds=kinds)
        opened.append(store)
        return store

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: OpenStore) -> SqliteProjectStore:
    """An open, empty store."""
    return open_store()


def failure() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
    return error


class FailingConnection(sqlite3.Connection):
    """A connection that fails when told to.

    Commits *fail* "before" or "after" the data is on the disk; so does a statement with *fail_on* in it.
    """

    fail = ""
    fail_on = "no statement"

    def execute(self, statement: str, *values: object) -> sqlite3.Cursor:
        if self.fail_on in statement:
            raise failure()
        return super().execute(statement, *values)

    def commit(self) -> None:
        if self.fail == "after":
            super().commit()
        if self.fail:
            raise failure()
        super().commit()


def change_elsewhere(
    connection: sqlite3.Connection, statement: str, kinds: Iterable[PartTables] = KINDS
) -> None:
    """Change the file behind an open store as another SVDesk would, and not as damage: with its seals."""
    connection.execute(statement)
    Seals(connection, sealed_parts(kinds)).seal_everything()


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[FailingConnection]:
    """The connections that are opened from now on, the first one first."""
    seen: list[FailingConnection] = []
    connect = sqlite3.connect

    def noted(path: Path, **settings: object) -> sqlite3.Connection:
        seen.append(connect(path, **{**settings, "factory": FailingConnection}))
        return seen[-1]

    monkeypatch.setattr(sqlite3, "connect", noted)
    return seen
