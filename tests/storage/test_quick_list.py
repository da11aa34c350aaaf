"""The list for the first paint: quick, the same as the store's, and without a trace."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest

from svdesk.domain.project import About, Project
from svdesk.storage.opening.quick_list import quick_list
from svdesk.storage.schema import SCHEMA
from svdesk.storage.store import SqliteProjectStore
from tests.projects import full_project
from tests.storage.conftest import OpenStore


def test_nothing_there_is_an_empty_list_and_nothing_is_made(database_path: Path):
    assert quick_list(database_path) == ()
    assert not database_path.parent.exists()


def test_it_shows_what_the_store_shows(store: SqliteProjectStore, database_path: Path):
    for title in ("Catering", "Cleaning ünd more", ""):
        store.save(Project(id=uuid4(), about=About(title=title)))
    listed = store.list_projects()
    store.close()
    assert len(listed) == 3
    assert quick_list(database_path) == listed
    assert sorted(file.name for file in database_path.parent.iterdir()) == ["svdesk.db", "svdesk.db.txt"]


def test_the_store_opens_right_after(store: SqliteProjectStore, database_path: Path, open_store: OpenStore):
    store.save(full_project())
    store.close()
    lines = quick_list(database_path)
    assert open_store(wait_seconds=0).list_projects() == lines


def test_a_log_that_a_crash_left_is_left_for_the_store_to_check(
    store: SqliteProjectStore, database_path: Path, tmp_path: Path
):
    store.save(full_project())
    crashed = tmp_path / "crashed"
    shutil.copytree(database_path.parent, crashed)
    log = (crashed / "svdesk.db-wal").read_bytes()
    assert log
    assert quick_list(crashed / "svdesk.db") == ()
    assert (crashed / "svdesk.db-wal").read_bytes() == log


def test_a_file_in_use_is_an_empty_list(store: SqliteProjectStore, database_path: Path):
    store.save(full_project())
    assert quick_list(database_path) == ()


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 100, b"SQLite format 3\0"])
def test_a_file_that_cannot_be_read_is_an_empty_list_and_left_alone(database_path: Path, content: bytes):
    database_path.parent.mkdir()
    database_path.write_bytes(content)
    assert quick_list(database_path) == ()
    assert database_path.read_bytes() == content


def test_a_file_of_another_version_is_an_empty_list(store: SqliteProjectStore, database_path: Path):
    store.save(full_project())
    store.close()
    for version in (SCHEMA + 1, SCHEMA - 1):
        with closing(sqlite3.connect(database_path)) as database:
            database.execute(f"PRAGMA user_version={version}")
        assert quick_list(database_path) == ()


def test_a_file_with_a_table_missing_is_an_empty_list(store: SqliteProjectStore, database_path: Path):
    store.save(full_project())
    store.close()
    with closing(sqlite3.connect(database_path)) as database:
        database.execute("DROP TABLE project")
    assert quick_list(database_path) == ()


def test_it_loads_none_of_the_heavy_libraries(store: SqliteProjectStore, database_path: Path):
    store.save(full_project())
    store.close()
    listed = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys\nfrom pathlib import Path\nfrom svdesk.storage.opening.quick_list import quick_list\n"
            "print(len(quick_list(Path(sys.argv[1]))))\n"
            "print(sorted({'sqlmodel', 'sqlalchemy', 'alembic', 'pydantic'} & set(sys.modules)))\n",
            str(database_path),
        ],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert listed.stdout.split("\n") == ["1", "[]", ""]
