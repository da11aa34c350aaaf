"""What is opened, what is refused, and that a refused file is left as it was."""

import sqlite3
import struct
import subprocess
import sys
from contextlib import closing
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from svdesk.services.ports import StoreError
from svdesk.storage.opening.database import stored_schema, uri_of
from svdesk.storage.opening.quick_list import quick_list
from svdesk.storage.schema import APPLICATION_ID, SCHEMA
from svdesk.storage.store import SqliteProjectStore
from tests.projects import full_project
from tests.storage.conftest import FailingConnection, OpenStore


def other_programs_database(path: Path, *settings: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        for setting in settings:
            database.execute(setting)
        database.execute("CREATE TABLE recipe (name TEXT)")
        database.execute("INSERT INTO recipe VALUES ('soup')")
        database.commit()


FOREIGN = {
    "text": b"This is a shopping list.\n" * 40,
    "short": b"abc",
    "zeros": bytes(8192),
    "half a header": b"SQLite format 3\0" + bytes(40),
}


@pytest.mark.parametrize("content", FOREIGN.values(), ids=FOREIGN.keys())
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    database_path: Path, open_store: OpenStore, content: bytes
):
    database_path.parent.mkdir()
    database_path.write_bytes(content)
    with pytest.raises(StoreError, match=r"not a database of SVDesk\. The file was not changed"):
        open_store()
    assert database_path.read_bytes() == content
    assert list(database_path.parent.iterdir()) == [database_path]


@pytest.mark.parametrize(
    "settings",
    [(), ("PRAGMA journal_mode=WAL",), ("PRAGMA application_id=7",), ("PRAGMA user_version=1",)],
    ids=["plain", "write-ahead", "of another program", "with our number"],
)
def test_a_database_of_another_program_is_refused_and_left_alone(
    database_path: Path, open_store: OpenStore, settings: tuple[str, ...]
):
    database_path.parent.mkdir()
    other_programs_database(database_path, *settings)
    content = database_path.read_bytes()
    with pytest.raises(StoreError, match="not a database of SVDesk"):
        open_store()
    assert database_path.read_bytes() == content
    assert list(database_path.parent.iterdir()) == [database_path]


def test_a_database_of_a_newer_svdesk_is_refused_and_left_alone(
    store: SqliteProjectStore, open_store: OpenStore, database_path: Path
):
    store.save(full_project())
    store.close()
    with closing(sqlite3.connect(database_path)) as database:
        database.execute(f"PRAGMA user_version={SCHEMA + 1}")
    content = database_path.read_bytes()
    with pytest.raises(StoreError, match=r"a newer version of SVDesk has saved them\. Nothing was changed"):
        open_store()
    assert database_path.read_bytes() == content
    assert sorted(file.name for file in database_path.parent.iterdir()) == ["svdesk.db", "svdesk.db.txt"]


def test_a_newer_schema_that_is_still_in_the_log_is_refused(
    connections: list[FailingConnection], store: SqliteProjectStore, open_store: OpenStore, tmp_path: Path
):
    store.save(full_project())
    connections[0].execute(f"PRAGMA user_version={SCHEMA + 1}")
    crashed = copy_of_live_files(tmp_path, store)
    assert stored_schema(crashed) == SCHEMA
    with pytest.raises(StoreError, match="a newer version"):
        open_store(crashed)


def copy_of_live_files(tmp_path: Path, _store: SqliteProjectStore) -> Path:
    """The files as a killed program leaves them."""
    live = tmp_path / "data of a person"
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for file in live.iterdir():
        (crashed / file.name).write_bytes(file.read_bytes())
    assert (crashed / "svdesk.db-wal").stat().st_size > 0
    return crashed / "svdesk.db"


def test_what_was_saved_is_there_after_a_crash(
    store: SqliteProjectStore, open_store: OpenStore, tmp_path: Path
):
    project = full_project()
    store.save(project)
    assert open_store(copy_of_live_files(tmp_path, store)).load(project.id) == project


def test_an_empty_file_becomes_a_database(database_path: Path, open_store: OpenStore):
    database_path.parent.mkdir()
    database_path.touch()
    assert open_store().list_projects() == ()


def test_a_new_database_names_svdesk_in_its_header_before_anything_is_saved(
    store: SqliteProjectStore, database_path: Path
):
    header = database_path.read_bytes()[:100]
    store.close()
    assert struct.unpack_from(">i", header, 68) == (APPLICATION_ID,)
    assert struct.unpack_from(">i", header, 60) == (SCHEMA,)


def test_a_first_start_that_was_cut_short_starts_again(database_path: Path, open_store: OpenStore):
    """A first transaction that never ended leaves pages and the journal that undoes them."""
    database_path.parent.mkdir()
    scratch = database_path.with_name("scratch.db")
    with closing(sqlite3.connect(scratch, isolation_level=None)) as database:
        database.execute("PRAGMA cache_size=1")
        database.execute("PRAGMA cache_spill=1")
        database.execute("BEGIN")
        database.execute("CREATE TABLE project (filler TEXT)")
        for _ in range(50):
            database.execute("INSERT INTO project VALUES (zeroblob(4000))")
        database_path.write_bytes(scratch.read_bytes())
        journal = scratch.with_name("scratch.db-journal").read_bytes()
        database_path.with_name("svdesk.db-journal").write_bytes(journal)
    assert database_path.stat().st_size > 0
    assert open_store().list_projects() == ()


@pytest.mark.parametrize("obstacle", ["a file in place of the folder", "a folder in place of the file"])
def test_a_place_that_cannot_be_used_is_named(tmp_path: Path, open_store: OpenStore, obstacle: str):
    if obstacle.startswith("a file"):
        (tmp_path / "data").write_text("in the way")
        path = tmp_path / "data" / "svdesk.db"
    else:
        path = tmp_path / "svdesk.db"
        path.mkdir()
    with pytest.raises(StoreError, match="Your projects can't be opened") as failed:
        open_store(path)
    assert str(path) in str(failed.value)


def test_a_database_that_may_only_be_read_is_named(
    store: SqliteProjectStore,
    open_store: OpenStore,
    database_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    store.save(full_project())
    store.close()
    with closing(sqlite3.connect(database_path)) as database:
        database.execute("PRAGMA journal_mode=DELETE")
    connect = sqlite3.connect

    def read_only(path: Path | str, **settings: object) -> sqlite3.Connection:
        if "uri" in settings:
            return connect(path, **settings)
        return connect(uri_of(Path(path), "mode=ro"), uri=True, **settings)

    monkeypatch.setattr(sqlite3, "connect", read_only)
    with pytest.raises(StoreError, match="not allowed to write"):
        open_store()


def test_where_no_write_ahead_log_can_be_kept_projects_are_kept_all_the_same(open_store: OpenStore):
    store = open_store(Path(":memory:"))
    store.save(full_project())
    assert store.load(full_project().id) == full_project()


def test_a_first_start_that_fails_lets_the_file_go(
    open_store: OpenStore, connections: list[FailingConnection], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(FailingConnection, "fail_on", "foreign_keys=OFF")
    with pytest.raises(StoreError, match=r"A place for your projects can't be made\. The disk reported"):
        open_store()
    assert len(connections) == 1
    monkeypatch.undo()
    assert open_store().list_projects() == ()


def test_the_schema_of_a_place_with_nothing_in_it_is_0(tmp_path: Path):
    assert stored_schema(tmp_path / "none.db") == 0


def test_a_file_whose_first_page_is_damaged_is_named_and_left_alone(
    store: SqliteProjectStore, open_store: OpenStore, database_path: Path
):
    store.save(full_project())
    store.close()
    with database_path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 1000)
    content = database_path.read_bytes()
    with pytest.raises(StoreError, match=r"can't be opened\. The file of your projects is damaged"):
        open_store()
    assert quick_list(database_path) == ()
    assert database_path.read_bytes() == content


@pytest.mark.parametrize("statement", ["journal_mode", "BEGIN EXCLUSIVE", "secure_delete"])
def test_a_disk_that_fails_while_opening_is_named_and_the_file_is_let_go(
    store: SqliteProjectStore,
    open_store: OpenStore,
    connections: list[FailingConnection],
    monkeypatch: pytest.MonkeyPatch,
    statement: str,
):
    store.save(full_project())
    store.close()
    monkeypatch.setattr(FailingConnection, "fail_on", statement)
    with pytest.raises(StoreError, match=r"can't be opened\. The disk reported an error"):
        open_store()
    assert len(connections) == 2
    monkeypatch.undo()
    assert len(open_store().list_projects()) == 1


def test_looking_at_a_file_does_not_drop_the_lock_on_it(
    store: SqliteProjectStore, open_store: OpenStore, database_path: Path
):
    """On Linux and macOS a process that closes a file lets go of all its locks on that file."""
    store.save(full_project())
    assert stored_schema(database_path) == SCHEMA
    assert quick_list(database_path) == ()
    for _ in range(2):
        with pytest.raises(StoreError, match="another SVDesk"):
            open_store()
    other = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sqlite3, sys\n"
            "try:\n    sqlite3.connect(sys.argv[1], timeout=0).execute('SELECT count(*) FROM project')\n"
            "except sqlite3.OperationalError as error:\n    print(error)\n",
            str(database_path),
        ],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert other.stdout == "database is locked\n"


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (PurePosixPath("/home/a b/p.db"), "file:///home/a%20b/p.db?mode=ro"),
        (PureWindowsPath("C:\\Users\\Zoë\\p#1.db"), "file:///C:/Users/Zo%C3%AB/p%231.db?mode=ro"),
        (PureWindowsPath("\\\\server\\share\\p.db"), "file:////server/share/p.db?mode=ro"),
    ],
)
def test_paths_of_every_system_have_an_address(path: PurePath, address: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(type(path), "absolute", lambda self: self, raising=False)
    assert uri_of(path, "mode=ro") == address  # type: ignore[arg-type]


def test_a_library_that_is_too_old_is_not_trusted_with_work(
    database_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 39, 4))
    with pytest.raises(StoreError, match="Nothing was changed"):
        SqliteProjectStore(database_path)
    assert not database_path.parent.exists()
