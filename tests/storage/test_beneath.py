"""The files are removed, replaced, cut or moved beneath the open store: "Saved" is never said of nothing."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from svdesk.domain.project import About, Project
from svdesk.services.ports import StoreError
from svdesk.storage.opening.watch import FileWatch
from svdesk.storage.store import SqliteProjectStore
from tests.storage.conftest import OpenStore

OURS = Project(id=UUID(int=1), about=About(title="Ours"))
BESIDE = Project(id=UUID(int=2), about=About(title="Beside"))
ELSEWHERE = Project(id=UUID(int=3), about=About(title="From elsewhere"))
FOREIGN_LOG = b"x" * 4096


def edited(number: int) -> Project:
    return replace(OURS, revision=number, about=About(title=f"edit {number}"))


def nothing(_database: Path, _other: Path) -> None:
    pass


def touched(database: Path, _other: Path) -> None:
    database.touch()


def removed(database: Path, _other: Path) -> None:
    database.unlink()


def renamed_over(database: Path, other: Path) -> None:
    shutil.copy(other, database.with_name("x"))
    database.with_name("x").replace(database)


def copied_over(database: Path, other: Path) -> None:
    with database.open("r+b") as file:
        file.write(other.read_bytes())
        file.truncate()


def emptied(database: Path, _other: Path) -> None:
    with database.open("r+b") as file:
        file.truncate(0)


def log_of(database: Path) -> Path:
    return database.with_name("svdesk.db-wal")


def log_removed(database: Path, _other: Path) -> None:
    log_of(database).unlink()


def log_emptied(database: Path, _other: Path) -> None:
    with log_of(database).open("r+b") as file:
        file.truncate(0)


def log_renamed_over(database: Path, _other: Path) -> None:
    database.with_name("w").write_bytes(FOREIGN_LOG)
    database.with_name("w").replace(log_of(database))


def folder_moved(database: Path, _other: Path) -> None:
    database.parent.rename(database.parent.with_name("moved"))


def folder_removed(database: Path, _other: Path) -> None:
    shutil.rmtree(database.parent)


Beneath = Callable[[Path, Path], None]
GOES_ON: tuple[Beneath, ...] = (
    removed,
    renamed_over,
    log_removed,
    log_emptied,
    log_renamed_over,
    folder_moved,
    folder_removed,
)
"""What the store makes up for from what only it still has."""
STOPS: tuple[Beneath, ...] = (copied_over, emptied)
"""What leaves it without the projects that it has not read."""


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A closed database of another state, as a backup or a synchronising program would put it there."""
    path = tmp_path / "other" / "svdesk.db"
    store = SqliteProjectStore(path)
    store.save(ELSEWHERE)
    store.close()
    return path


@pytest.fixture
def at_work(open_store: OpenStore) -> SqliteProjectStore:
    """A store in which one of two projects is worked on."""
    store = open_store()
    store.save(OURS)
    store.save(replace(BESIDE, about=About(title="Beside", need="long " * 40_000)))
    store.close()
    store = open_store()
    store.load(OURS.id)
    store.save(edited(1))
    return store


def found_after(how: str, store: SqliteProjectStore, path: Path, open_store: OpenStore) -> SqliteProjectStore:
    """What a later start finds: after closing, or in the files as a kill leaves them."""
    if how == "close":
        store.close()
        return open_store(path)
    killed = path.parent.with_name("as a kill left it")
    shutil.copytree(path.parent, killed)
    return open_store(killed / path.name)


@pytest.mark.parametrize("how", ["close", "kill"])
@pytest.mark.parametrize("beneath", [nothing, touched], ids=lambda each: each.__name__)
def test_what_changes_nothing_is_no_reason_to_stop(
    at_work: SqliteProjectStore,
    database_path: Path,
    open_store: OpenStore,
    other: Path,
    beneath: Beneath,
    how: str,
):
    beneath(database_path, other)
    at_work.save(edited(2))
    at_work.save(edited(3))
    assert found_after(how, at_work, database_path, open_store).load(OURS.id) == edited(3)


@pytest.mark.parametrize("how", ["close", "kill"])
@pytest.mark.parametrize("beneath", GOES_ON, ids=lambda each: each.__name__)
def test_what_was_saved_is_kept_and_trying_again_goes_on(
    at_work: SqliteProjectStore,
    database_path: Path,
    open_store: OpenStore,
    other: Path,
    beneath: Beneath,
    how: str,
):
    beneath(database_path, other)
    with pytest.raises(StoreError, match=r"not saved\. .* Everything saved before is kept, in .* Try again"):
        at_work.save(edited(2))
    at_work.save(edited(2))
    at_work.save(edited(3))
    later = found_after(how, at_work, database_path, open_store)
    assert later.load(OURS.id) == edited(3)
    assert later.load(BESIDE.id).about.title == "Beside"
    if beneath is renamed_over:
        (aside,) = database_path.parent.glob("set aside/*/svdesk.db")
        assert open_store(aside).load(ELSEWHERE.id) == ELSEWHERE
    if beneath is log_renamed_over:
        (aside,) = database_path.parent.glob("set aside/*/svdesk.db-wal")
        assert aside.read_bytes() == FOREIGN_LOG


@pytest.mark.parametrize("how", ["close", "kill"])
@pytest.mark.parametrize("beneath", GOES_ON, ids=lambda each: each.__name__)
def test_what_was_saved_is_kept_though_nobody_tries_again(
    at_work: SqliteProjectStore,
    database_path: Path,
    open_store: OpenStore,
    other: Path,
    beneath: Beneath,
    how: str,
):
    beneath(database_path, other)
    if how == "kill":
        with pytest.raises(StoreError):
            at_work.save(edited(2))
    later = found_after(how, at_work, database_path, open_store)
    assert later.load(OURS.id) == edited(1)
    assert later.load(BESIDE.id).about.title == "Beside"


@pytest.mark.parametrize("beneath", STOPS, ids=lambda each: each.__name__)
def test_what_cannot_be_made_up_for_is_left_as_it_is_until_a_backup_is_put_there(
    at_work: SqliteProjectStore, database_path: Path, tmp_path: Path, other: Path, beneath: Beneath
):
    backup = tmp_path / "backup.db"
    shutil.copy(database_path, backup)
    beneath(database_path, other)
    found = database_path.read_bytes()
    with pytest.raises(StoreError, match="Save a copy of what is in the window"):
        at_work.save(edited(2))
    with pytest.raises(StoreError):
        at_work.save(replace(ELSEWHERE, revision=7), 6)
    assert database_path.read_bytes()[: len(found)] == found
    (log,) = database_path.parent.glob("set aside/*/svdesk.db-wal.of-svdesk")
    assert log.stat().st_size > 0
    at_work.close()
    shutil.copy(backup, database_path)
    with pytest.raises(StoreError, match="holds an earlier state of this project"):
        at_work.save(edited(2))
    assert at_work.load(BESIDE.id).about.title == "Beside"
    at_work.save(edited(2), OURS.revision)
    assert at_work.load(OURS.id) == edited(2)


def test_without_the_watch_saved_would_be_said_of_nothing(
    at_work: SqliteProjectStore, database_path: Path, other: Path, monkeypatch: pytest.MonkeyPatch
):
    """The control: this is what the tests above would be blind to, were nothing compared."""
    monkeypatch.setattr(FileWatch, "before_writing", lambda _self: None)
    monkeypatch.setattr(FileWatch, "after_writing", lambda _self: None)
    removed(database_path, other)
    with pytest.raises(FileNotFoundError):
        at_work.save(edited(2)), database_path.read_bytes()


@pytest.mark.parametrize("left", ["nothing", "an empty file"])
@pytest.mark.parametrize("trace", ["note", "log", "backups", "policies"])
def test_a_database_that_is_gone_is_no_first_start(
    at_work: SqliteProjectStore, database_path: Path, open_store: OpenStore, left: str, trace: str
):
    at_work.close()
    folder = database_path.parent
    database_path.unlink()
    if left != "nothing":
        database_path.touch()
    if trace != "note":
        (folder / "svdesk.db.txt").unlink()
    if trace == "log":
        log_of(database_path).write_bytes(FOREIGN_LOG)
    elif trace == "backups":
        (folder / "backups").mkdir()
        (folder / "backups" / "svdesk-0001.db").write_bytes(b"a backup")
    elif trace == "policies":
        (folder / "policy-editions" / "x").mkdir(parents=True)
    before = {file: file.stat() for file in folder.rglob("*")}
    with pytest.raises(StoreError, match=r"There were projects here before.* backup .*begin anew, rename"):
        open_store()
    assert {file: file.stat() for file in folder.rglob("*")} == before
    folder.rename(folder.with_name("the old one"))
    assert open_store().list_projects() == ()


def test_a_log_that_was_removed_after_a_kill_is_told_once(
    at_work: SqliteProjectStore, database_path: Path, open_store: OpenStore
):
    at_work.save(edited(2))
    killed = database_path.parent.with_name("as a kill left it")
    shutil.copytree(database_path.parent, killed)
    database = killed / database_path.name
    log_of(database).unlink()
    with pytest.raises(StoreError, match="the last changes may be missing"):
        open_store(database)
    assert open_store(database).load(OURS.id) == OURS
