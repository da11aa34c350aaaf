"""A backup is whole and checked, or it is not there; what is in the folder besides is left alone."""

import hashlib
import os
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from svdesk.services.backups import BackupReason
from svdesk.services.ports import StoreError
from svdesk.storage.backups.folder import BackupFolder
from svdesk.storage.backups.live_copy import SqliteLiveCopy
from svdesk.storage.schema import SCHEMA
from svdesk.storage.store import SqliteProjectStore
from tests.projects import full_project
from tests.storage.backups.conftest import ids_in

CHANGED = BackupReason.CHANGED
COPIED = 60
"""Per cent of the way when the copy is there, and its check begins."""


def test_a_backup_holds_what_the_live_database_holds(
    filled: SqliteProjectStore, folder: BackupFolder
) -> None:
    made = folder.make(filled.live_copy(), CHANGED).backup
    assert ids_in(made) == [full_project(1).id.hex, full_project(2).id.hex]
    # Bytes 18 and 19 of the header: 1 is a rollback journal, 2 the write-ahead log.
    assert made.path.read_bytes()[18:20] == b"\x01\x01"
    assert (made.sequence, made.reason, made.schema) == (1, CHANGED, SCHEMA)
    assert made.size == made.path.stat().st_size


def test_its_digest_lies_beside_it_and_nothing_else(filled: SqliteProjectStore, folder: BackupFolder) -> None:
    made = folder.make(filled.live_copy(), CHANGED).backup.path
    digest = hashlib.sha256(made.read_bytes()).hexdigest()
    assert made.with_name(made.name + ".sha256").read_text() == f"{digest}  {made.name}\n"
    assert {file.name for file in made.parent.iterdir()} == {made.name, f"{made.name}.sha256"}


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights by folder, and has no modes")
def test_only_the_owner_may_read_a_backup(filled: SqliteProjectStore, folder: BackupFolder) -> None:
    folder.folder.mkdir(mode=0o755)
    made = folder.make(filled.live_copy(), CHANGED).backup.path
    modes = [stat.S_IMODE(each.stat().st_mode) for each in (folder.folder, *folder.folder.iterdir())]
    assert modes == [0o700, 0o600, 0o600]
    assert made.exists()


def test_nothing_is_made_where_nothing_has_changed(filled: SqliteProjectStore, folder: BackupFolder) -> None:
    first = folder.make(filled.live_copy(), CHANGED)
    again = folder.make(filled.live_copy(), BackupReason.BEFORE_IMPORT)
    assert (first.is_new, again.is_new, again.backup) == (True, False, first.backup)
    filled.save(full_project(3))
    assert folder.make(filled.live_copy(), CHANGED).is_new
    assert [each.sequence for each in folder.look()[0]] == [2, 1]


def test_nothing_has_changed_for_another_run_of_the_program_either(
    filled: SqliteProjectStore, folder: BackupFolder, database_path: Path
) -> None:
    folder.make(filled.live_copy(), CHANGED)
    filled.close()
    with closing(SqliteProjectStore(database_path)) as again:
        assert again.list_projects()
        assert not folder.make(again.live_copy(), CHANGED).is_new


def test_a_last_backup_that_has_changed_on_the_disk_does_not_count(
    filled: SqliteProjectStore, folder: BackupFolder
) -> None:
    first = folder.make(filled.live_copy(), CHANGED).backup
    content = bytearray(first.path.read_bytes())
    content[-1] ^= 1
    first.path.write_bytes(content)
    assert folder.make(filled.live_copy(), CHANGED).is_new


def test_an_unsound_database_gives_no_backup(filled: SqliteProjectStore, folder: BackupFolder) -> None:
    live = filled.live_copy()
    with pytest.raises(StoreError, match=r"No backup was made\..*not sound.*NULL value"):
        folder.make(broken(live), CHANGED)
    assert list(folder.folder.iterdir()) == []


def broken(live: object) -> SqliteLiveCopy:
    """The same copy, of a database in which a row does not keep to its table."""
    assert isinstance(live, SqliteLiveCopy)
    connection: sqlite3.Connection = vars(live)["_connection"]
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, 'why VARCHAR', 'why VARCHAR NOT NULL CHECK (0)') "
        "WHERE name = 'record'"
    )
    connection.execute("CREATE TABLE note (text TEXT)")
    connection.execute("INSERT INTO note VALUES (NULL)")
    connection.execute(
        "UPDATE sqlite_schema SET sql = 'CREATE TABLE note (text TEXT NOT NULL)' WHERE name = 'note'"
    )
    return live


def test_where_a_transaction_never_ends_there_is_no_backup_and_no_waiting_for_ever(
    tmp_path: Path, folder: BackupFolder
) -> None:
    with closing(sqlite3.connect(tmp_path / "live.db", isolation_level=None)) as connection:
        connection.execute("CREATE TABLE note (text TEXT)")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO note VALUES ('not yet')")
        live = SqliteLiveCopy(connection, tmp_path / "live.db", SCHEMA, patience=0)
        with pytest.raises(StoreError, match="does not come to an end"):
            folder.make(live, CHANGED)
        connection.execute("ROLLBACK")
    assert list(folder.folder.iterdir()) == []


def test_what_is_saved_while_a_backup_is_made_is_kept_and_the_backup_is_whole(
    large: SqliteProjectStore, folder: BackupFolder
) -> None:
    """The copy runs on a thread of its own; each of its steps lets a save in between."""
    saved: list[str] = []

    def save_between(done: int, _total: int) -> None:
        if done < COPIED and len(saved) < 3:
            saved.append(full_project(10 + len(saved)).id.hex)
            saving = Thread(target=large.save, args=(full_project(9 + len(saved)),))
            saving.start()
            saving.join()

    backup = folder.make(large.live_copy(), CHANGED, save_between).backup
    assert len(saved) == 3
    assert ids_in(backup) == [each.id.hex for each in reversed(large.list_projects())]
    assert ids_in(backup)[-3:] == saved


def test_a_full_disk_leaves_the_earlier_backups_and_nothing_half(
    filled: SqliteProjectStore, folder: BackupFolder, database_path: Path
) -> None:
    """In a process of its own, which may write no file larger than 64 kB."""
    folder.make(filled.live_copy(), CHANGED)
    filled.save(full_project(3))
    filled.close()
    before = {file.name: file.read_bytes() for file in folder.folder.iterdir()}
    script = f"""
import resource, signal
from pathlib import Path
from svdesk.services.backups import BackupReason
from svdesk.services.ports import StoreError
from svdesk.storage.backups.folder import BackupFolder
from svdesk.storage.store import SqliteProjectStore
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = SqliteProjectStore(Path({str(database_path)!r}))
_, most = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (65536, most))
try:
    BackupFolder(Path({str(folder.folder)!r})).make(store.live_copy(), BackupReason.CHANGED)
except StoreError as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
print(len(store.list_projects()))
"""
    pytest.importorskip("resource", reason="only Unix can make a small disk of a large one")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    words, projects = done.stdout.splitlines()
    assert words.startswith("No backup was made. The disk")
    assert projects == "3"
    assert {file.name: file.read_bytes() for file in folder.folder.iterdir()} == before


def test_what_is_no_backup_is_left_alone_and_named(filled: SqliteProjectStore, tmp_path: Path) -> None:
    times = iter(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=3 * n) for n in range(100))
    folder = BackupFolder(tmp_path / "backups", clock=lambda: next(times))
    folder.folder.mkdir()
    strangers = {
        "holiday.jpg": b"\xff\xd8 a picture",
        "svdesk-000001-20200101T000000Z-changed-s5.db": b"no database at all",
        "svdesk-000002-20209901T000000Z-changed-s5.db": b"SQLite format 3\x00 of no day that there is",
        "svdesk-000003-20200101T000000Z-changed-s5.db.sha256": b"of a backup that is gone",
    }
    for name, content in strangers.items():
        (folder.folder / name).write_bytes(content)
    (folder.folder / "svdesk-000004-20200101T000000Z-changed-s5.db").mkdir()
    for number in range(3, 12):
        filled.save(full_project(number))
        folder.make(filled.live_copy(), CHANGED)
    found, others = folder.look()
    assert {each.name for each in others} == {*strangers, "svdesk-000004-20200101T000000Z-changed-s5.db"}
    assert all((folder.folder / name).read_bytes() == content for name, content in strangers.items())
    assert [each.sequence for each in found] == sorted((each.sequence for each in found), reverse=True)


def test_old_backups_go_with_their_digests(filled: SqliteProjectStore, tmp_path: Path) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    hours = iter(range(0, 10_000, 4))
    folder = BackupFolder(tmp_path / "backups", clock=lambda: start + timedelta(hours=next(hours) // 2))
    removed: list[str] = []
    for number in range(40):
        filled.save(full_project(number))
        removed += folder.make(filled.live_copy(), CHANGED).thinned
    left = {file.name for file in folder.folder.iterdir()}
    assert removed
    assert not left & set(removed)
    assert len(left) == 2 * len(folder.look()[0])


def test_a_copy_from_before_an_earlier_update_is_a_backup_too(
    filled: SqliteProjectStore, folder: BackupFolder
) -> None:
    made = folder.make(filled.live_copy(), CHANGED).backup
    early = made.path.rename(made.path.with_name("svdesk-schema-4 2.db"))
    (found,), _ = folder.look()
    assert (found.path, found.sequence, found.schema) == (early, 0, 4)


def test_numbers_go_on_after_those_of_another_folder(
    filled: SqliteProjectStore, folder: BackupFolder
) -> None:
    assert folder.make(filled.live_copy(), CHANGED, after=41).backup.sequence == 42


def test_a_backup_is_brought_to_another_folder_once(
    filled: SqliteProjectStore, folder: BackupFolder, tmp_path: Path
) -> None:
    made = folder.make(filled.live_copy(), CHANGED).backup
    second = BackupFolder(tmp_path / "stick", is_near=False)
    second.folder.mkdir()
    second.bring(made)
    (found,), others = second.look()
    assert (found.path.read_bytes(), others) == (made.path.read_bytes(), ())
    found.path.with_name(found.path.name + ".sha256").write_text("as it was")
    second.bring(made)
    assert found.path.with_name(found.path.name + ".sha256").read_text() == "as it was"


def test_a_folder_that_is_gone_is_not_made_anew_where_a_stick_was(
    filled: SqliteProjectStore, folder: BackupFolder, tmp_path: Path
) -> None:
    made = folder.make(filled.live_copy(), CHANGED).backup
    with pytest.raises(StoreError, match="there is no folder"):
        BackupFolder(tmp_path / "stick", is_near=False).bring(made)
    assert not (tmp_path / "stick").exists()


class NotWantedError(Exception):
    """A person has pressed Cancel."""


@pytest.mark.parametrize("at", [1, COPIED, COPIED + 1])
def test_a_backup_that_is_stopped_leaves_nothing(
    large: SqliteProjectStore, folder: BackupFolder, at: int
) -> None:
    def stop(done: int, _total: int) -> None:
        if done >= at:
            raise NotWantedError

    with pytest.raises(NotWantedError):
        folder.make(large.live_copy(), CHANGED, stop)
    assert list(folder.folder.iterdir()) == []


def test_closing_the_store_ends_a_backup_that_is_being_made(
    large: SqliteProjectStore, folder: BackupFolder
) -> None:
    closing_ = Thread(target=large.close)

    def close(_done: int, _total: int) -> None:
        if not closing_.ident:
            closing_.start()
            time.sleep(0.1)  # so that it asks before the next step; it waits for this one

    with pytest.raises(StoreError, match="just being closed"):
        folder.make(large.live_copy(), CHANGED, close)
    closing_.join()
    assert list(folder.folder.iterdir()) == []
