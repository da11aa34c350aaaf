"""A copy of the database is whole and checked, or it is not there."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from svdesk.storage.backup import back_up
from svdesk.storage.opening.database import begin_logging, open_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection, _ = open_database(tmp_path / "live.db")
    begin_logging(connection)
    connection.execute("CREATE TABLE note (text TEXT)")
    connection.execute("INSERT INTO note VALUES ('kept')")
    with closing(connection):
        yield connection


def test_a_copy_holds_what_the_live_database_holds(database: sqlite3.Connection, tmp_path: Path):
    copy = back_up(database, tmp_path / "backups", "copy.db")
    assert copy == tmp_path / "backups" / "copy.db"
    with closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro&immutable=1", uri=True)) as opened:
        assert opened.execute("SELECT text FROM note").fetchall() == [("kept",)]
    # Bytes 18 and 19 of the header: 1 is a rollback journal, 2 the write-ahead log.
    assert copy.read_bytes()[18:20] == b"\x01\x01"


def test_a_copy_has_its_digest_beside_it(database: sqlite3.Connection, tmp_path: Path):
    copy = back_up(database, tmp_path / "backups", "copy.db")
    digest = hashlib.sha256(copy.read_bytes()).hexdigest()
    assert (tmp_path / "backups" / "copy.db.sha256").read_text() == f"{digest}  copy.db\n"
    assert {file.name for file in copy.parent.iterdir()} == {"copy.db", "copy.db.sha256"}


def test_an_earlier_copy_is_never_overwritten(database: sqlite3.Connection, tmp_path: Path):
    one = back_up(database, tmp_path, "copy.db")
    content = one.read_bytes()
    database.execute("INSERT INTO note VALUES ('more')")
    names = [back_up(database, tmp_path, "copy.db").name for _ in range(2)]
    assert names == ["copy 2.db", "copy 3.db"]
    assert one.read_bytes() == content


def test_an_unsound_database_gives_no_copy(database: sqlite3.Connection, tmp_path: Path):
    database.execute("INSERT INTO note VALUES (NULL)")
    database.execute("PRAGMA writable_schema=ON")
    database.execute(
        "UPDATE sqlite_schema SET sql = 'CREATE TABLE note (text TEXT NOT NULL)' WHERE name = 'note'"
    )
    with pytest.raises(sqlite3.DatabaseError, match="not sound"):
        back_up(database, tmp_path / "backups", "copy.db")
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_copy_is_refused_while_a_transaction_is_open(database: sqlite3.Connection, tmp_path: Path):
    database.execute("BEGIN IMMEDIATE")
    database.execute("INSERT INTO note VALUES ('not yet')")
    with pytest.raises(sqlite3.OperationalError, match="a transaction is open"):
        back_up(database, tmp_path / "backups", "copy.db")
    database.execute("ROLLBACK")
    assert back_up(database, tmp_path / "backups", "copy.db").exists()
