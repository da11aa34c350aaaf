"""A damaged file: what differs is refused in words, the rest is read, and the file is left as it is."""

import os
import random
import sqlite3
import stat
from collections import Counter
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest

from svdesk.domain.project import About, Project
from svdesk.services.exchange.project_file import project_json
from svdesk.services.issuing.record import project_digest
from svdesk.services.ports import StoreError
from svdesk.storage.opening.quick_list import quick_list
from svdesk.storage.schema import APPLICATION_ID, SCHEMA
from svdesk.storage.store import SqliteProjectStore
from svdesk.storage.tables import seals
from svdesk.storage.tables.listing import DAMAGED
from tests.domain.test_parts import a_record
from tests.projects import full_project
from tests.services.exchange.test_exchange_returned_forms import a_return
from tests.storage.conftest import OpenStore
from tests.storage.test_issues import an_issue

PROJECT = full_project()
OTHER = Project(id=UUID(int=2), about=About(title="Other"))
TRIALS = 150


@pytest.fixture
def filled(store: SqliteProjectStore, database_path: Path) -> Path:
    """A closed database with something of every kind in it."""
    for project in (PROJECT, OTHER):
        store.save(project)
    content = project_json(PROJECT)
    store.record_issue((an_issue(PROJECT, project_sha256=project_digest(content)),), content)
    back = a_return()
    store.keep_returned_form(back.form, back.original)
    store.add_record(a_record(part=PROJECT.part_id))
    store.close()
    return database_path


def all_of(store: SqliteProjectStore) -> list[object]:
    """Everything that a store has to show."""
    seen: list[object] = [store.list_projects()]
    for project in (PROJECT, OTHER):
        seen += [store.load(project.id), store.head(project.id), store.records_of(project.id)]
        seen += [store.issues_of(project.id), store.returned_forms_of(project.id)]
        seen += [store.project_as_issued(each) for each in store.issues_of(project.id)]
        seen += [store.returned_file_of(each) for each in store.returned_forms_of(project.id)]
    return seen


def read(path: Path) -> list[object]:
    store = SqliteProjectStore(path, wait_seconds=0)
    try:
        return all_of(store)
    finally:
        store.close()


def flipped(content: bytes, at: int) -> bytes:
    changed = bytearray(content)
    changed[at // 8] ^= 1 << (at % 8)
    return bytes(changed)


def outcomes(path: Path, trials: int) -> Counter[str]:
    """What became of so many files with one bit changed; anything but a StoreError fails the test."""
    content, right = path.read_bytes(), read(path)
    content = path.read_bytes()
    chance = random.Random(20261201)
    found: Counter[str] = Counter()
    for _ in range(trials):
        path.write_bytes(flipped(content, chance.randrange(len(content) * 8)))
        try:
            found["same" if read(path) == right else "wrong"] += 1
        except (StoreError, KeyError):
            found["refused"] += 1
    return found


def test_a_changed_bit_is_refused_or_changes_nothing(filled: Path):
    found = outcomes(filled, TRIALS)
    assert found["wrong"] == 0
    assert found["refused"] > 0


def test_without_the_seals_a_changed_bit_would_pass(filled: Path, monkeypatch: pytest.MonkeyPatch):
    """The control: SQLite's own checks do not see it."""
    monkeypatch.setattr(seals, "_digest", lambda *_: 0)
    monkeypatch.setattr(seals, "_number", lambda _: 0)
    assert outcomes(filled, TRIALS)["wrong"] > 0


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE project SET title = 'Wrong' WHERE id = '{id}'",
        "UPDATE project SET changed_at = 'never' WHERE id = '{id}'",
        "UPDATE project SET title = CAST(x'ff' AS TEXT) WHERE id = '{id}'",
        "DELETE FROM project WHERE id = '{id}'",
        "DELETE FROM seal WHERE project_id = '{id}'",
        "UPDATE seal SET digest = 'text' WHERE project_id = '{id}'",
    ],
)
def test_a_damaged_project_keeps_no_other_from_being_listed_and_opened(
    filled: Path, open_store: OpenStore, damage: str
):
    with closing(sqlite3.connect(filled)) as database:
        database.execute(damage.format(id=PROJECT.id.hex))
        database.commit()
    listed = quick_list(filled)
    store = open_store()
    assert store.list_projects() == listed
    assert sorted(line.title for line in listed) == ["Other", DAMAGED]
    assert store.load(OTHER.id) == OTHER
    with pytest.raises(StoreError, match="It is damaged"):
        store.load(PROJECT.id)


HOSTILE = {
    "a view": "CREATE VIEW evil AS SELECT 1",
    "a trigger that acts": "CREATE TRIGGER evil AFTER UPDATE ON about BEGIN DELETE FROM project; END",
    "a trigger that never ends": (
        "CREATE TRIGGER evil BEFORE UPDATE ON about WHEN (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
        "SELECT i FROM n) SELECT count(*) FROM n) BEGIN SELECT RAISE(ABORT, 'x'); END"
    ),
    "a column that is worked out": "CREATE TABLE evil (a, b GENERATED ALWAYS AS (zeroblob(a)))",
    "an index of an expression": "CREATE INDEX evil ON about (hex(need))",
    "a virtual table": "CREATE VIRTUAL TABLE evil USING fts5(a)",
    "a long table": f"CREATE TABLE evil ({', '.join(f'a{n}' for n in range(1900))}, {'b' * 20_000})",
}


@pytest.mark.parametrize("statement", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_schema_that_no_migration_makes_is_refused_and_left_alone(
    filled: Path, open_store: OpenStore, statement: str
):
    with closing(sqlite3.connect(filled)) as database:
        database.execute(statement)
        database.commit()
    before = filled.read_bytes()
    with pytest.raises(StoreError, match=r"The file was not changed|SVDesk leaves it as it is"):
        open_store()
    assert quick_list(filled) == ()
    assert filled.read_bytes() == before


def test_a_file_of_thousands_of_tables_is_refused_before_they_are_read(tmp_path: Path, open_store: OpenStore):
    path = tmp_path / "svdesk.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE t (a)")
        database.execute("PRAGMA writable_schema=ON")
        database.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) "
            "INSERT INTO sqlite_schema "
            "SELECT 'view', 'v' || i, 'v' || i, 0, 'CREATE VIEW v' || i || ' AS SELECT 1' FROM n"
        )
        database.execute(f"PRAGMA application_id={APPLICATION_ID}")
        database.execute(f"PRAGMA user_version={SCHEMA}")
        database.commit()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="not a database of SVDesk"):
        open_store(path)
    assert path.read_bytes() == before


def test_a_file_that_is_not_sound_after_a_kill_is_left_as_it_was(
    store: SqliteProjectStore, database_path: Path, tmp_path: Path, open_store: OpenStore
):
    store.save(PROJECT)
    killed = tmp_path / "killed"
    killed.mkdir()
    for file in database_path.parent.iterdir():
        (killed / file.name).write_bytes(file.read_bytes())
    database = killed / "svdesk.db"
    content = bytearray(database.read_bytes())
    content[4096 * 3 : 4096 * 30] = bytes(4096 * 27)
    database.write_bytes(content)
    log = database.with_name("svdesk.db-wal")
    with log.open("r+b") as file:
        file.truncate(32 + 4120 * 2)
    before = {file.name: file.read_bytes() for file in killed.iterdir()}
    with pytest.raises(StoreError, match=r"damaged\. SVDesk leaves it as it is"):
        open_store(database)
    assert {file.name: file.read_bytes() for file in killed.iterdir()} == before


@pytest.mark.skipif(os.name == "nt", reason="a file has the rights of its folder there")
def test_nobody_but_its_owner_may_read_the_data(open_store: OpenStore, tmp_path: Path):
    path = tmp_path / "data" / "svdesk.db"
    store = open_store(path)
    store.save(PROJECT)
    rights = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert set(rights) == {
        "svdesk.db",
        "svdesk.db-wal",
        "svdesk.db.txt",
        "svdesk.db-in-use.txt",
        "svdesk.in-use.json",
    }
    assert set(rights.values()) == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
