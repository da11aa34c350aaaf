"""Who has the projects open is named, and the lock alone decides whether somebody has."""

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from svdesk.services.ports import StoreError
from svdesk.storage.opening.holder import Holder, holder_of, note_file
from tests.storage.conftest import OpenStore


def note_of(user: str, computer: str, since: datetime) -> str:
    return json.dumps(
        {"user": user, "computer": computer, "program": "SVDesk", "since": since.isoformat(), "token": "x"}
    )


def test_the_one_who_holds_the_projects_is_named(open_store: OpenStore, database_path: Path) -> None:
    store = open_store()
    note_file(database_path).write_text(
        note_of("Jane", "LAPTOP-7", datetime(2020, 3, 2, 14, 5, tzinfo=UTC)), encoding="utf-8"
    )
    with pytest.raises(
        StoreError, match=r"Jane on LAPTOP-7, since \d\d:05 on 2 March 2020, has your"
    ) as told:
        open_store()
    assert "close it and try again" in str(told.value)
    store.close()
    # It was not this process's own note by then, so it stays, and keeps nobody out.
    assert note_file(database_path).exists()
    open_store()


def test_the_note_is_there_while_the_projects_are_open(open_store: OpenStore, database_path: Path) -> None:
    store = open_store()
    holder = holder_of(database_path)
    assert holder is not None
    now = datetime.now(UTC)
    assert abs(datetime.fromisoformat(holder.since) - now) < timedelta(hours=1)
    store.close()
    assert not note_file(database_path).exists()
    open_store().close()
    assert not note_file(database_path).exists()


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"[]", b'{"user": 7}', b"[" * 100_000, b'{"user": "' + b"x" * 9_000]
)
def test_a_note_that_makes_no_sense_is_no_note(
    open_store: OpenStore, database_path: Path, content: bytes
) -> None:
    store = open_store()
    note_file(database_path).write_bytes(content)
    with pytest.raises(StoreError, match="Another SVDesk has your projects open"):
        open_store()
    store.close()


def test_words_of_a_note_are_short_and_one_line(database_path: Path, open_store: OpenStore) -> None:
    store = open_store()
    odd = note_of("J\u202eane\n" + "e" * 500, "", datetime.now(UTC))
    note_file(database_path).write_text(odd, encoding="utf-8")
    holder = holder_of(database_path)
    assert isinstance(holder, Holder)
    assert holder.user.startswith("Jane")
    assert len(holder.user) <= 60
    assert holder.in_words(datetime.now(UTC)).startswith("Janee")
    store.close()


@pytest.mark.parametrize(("place", "mode"), [("SVDesk", "wal"), ("Dropbox/SVDesk", "truncate")])
def test_the_log_beside_the_database_suits_the_place(
    open_store: OpenStore, tmp_path: Path, place: str, mode: str
) -> None:
    file = tmp_path / place / "svdesk.db"
    open_store(file).close()
    store = open_store(file)
    connection = store._live.connection  # noqa: SLF001 - what SQLite itself says
    assert connection.execute("PRAGMA journal_mode").fetchone() == (mode,)
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
    store.close()
    with sqlite3.connect(file) as looked_at:
        assert looked_at.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    looked_at.close()
