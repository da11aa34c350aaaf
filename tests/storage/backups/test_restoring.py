"""A file that can't be opened is put aside with its logs before anything is removed."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from svdesk.services.ports import StoreError
from svdesk.storage.backups.restoring import replace_damaged
from svdesk.storage.opening.database import is_in_use


def test_logs_are_put_aside_and_none_stays_beside_what_is_restored(tmp_path: Path) -> None:
    database, source = tmp_path / "svdesk.db", tmp_path / "copy.db"
    left = {f"svdesk.db{of}": f"damaged{of}".encode() for of in ("", "-wal", "-journal", "-shm")}
    for name, content in left.items():
        (tmp_path / name).write_bytes(content)
    source.write_bytes(b"a sound copy")
    aside = tmp_path / "damaged" / "2026"
    replace_damaged(database, source, aside)
    assert {each.name: each.read_bytes() for each in aside.iterdir()} == left
    assert {each.name for each in tmp_path.iterdir()} == {"svdesk.db", "copy.db", "damaged"}
    assert database.read_bytes() == b"a sound copy"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights by folder, and has no modes")
def test_what_is_put_aside_is_for_its_owner_alone(tmp_path: Path) -> None:
    database = tmp_path / "svdesk.db"
    database.write_bytes(b"damaged")
    (tmp_path / "copy.db").write_bytes(b"sound")
    aside = tmp_path / "aside"
    replace_damaged(database, tmp_path / "copy.db", aside)
    modes = [each.stat().st_mode & 0o777 for each in (aside, aside / "svdesk.db", database)]
    assert modes == [0o700, 0o600, 0o600]


def test_where_it_can_not_be_put_aside_nothing_is_touched(tmp_path: Path) -> None:
    database = tmp_path / "svdesk.db"
    for name in ("svdesk.db", "svdesk.db-wal", "copy.db"):
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "in the way").write_bytes(b"a file")
    with pytest.raises(StoreError, match="as they were"):
        replace_damaged(database, tmp_path / "copy.db", tmp_path / "in the way" / "aside")
    assert database.read_bytes() == b"svdesk.db"
    assert (tmp_path / "svdesk.db-wal").exists()


def test_a_file_that_another_program_has_open_is_in_use(tmp_path: Path) -> None:
    path = tmp_path / "svdesk.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("CREATE TABLE note (text TEXT)")
        assert not is_in_use(path)
        other.execute("BEGIN EXCLUSIVE")
        assert is_in_use(path)
        other.execute("ROLLBACK")
    path.write_bytes(b"no database at all" * 100)
    assert not is_in_use(path)
