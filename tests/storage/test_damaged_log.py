"""A log that was cut or damaged after a kill is told, and never taken for all that was saved."""

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from svdesk.domain.project import About, Project
from svdesk.paths import backup_folder
from svdesk.services.backups import BackupReason
from svdesk.services.ports import StoreError
from svdesk.storage.backups.folder import BackupFolder
from svdesk.storage.opening.session_note import session_path
from svdesk.storage.store import SqliteProjectStore
from tests.storage.conftest import OpenStore

FRAME = 24 + 4096
"""Bytes of a page in the log, with what stands before it."""
SAVES = 6
FIRST = Project(id=UUID(int=1), about=About(title="edit 0"))


def edited(number: int) -> Project:
    return replace(FIRST, revision=number, about=About(title=f"edit {number}"))


def log_of(database: Path) -> Path:
    return database.with_name(f"{database.name}-wal")


def killed(database: Path, name: str = "as a kill left it") -> Path:
    """The files as a kill would leave them now."""
    folder = database.parent.with_name(name)
    shutil.copytree(database.parent, folder)
    return folder / database.name


@pytest.fixture
def left(open_store: OpenStore, database_path: Path) -> Path:
    """The files of a store that was killed after some saves, each of which was told."""
    store = open_store()
    store.save(FIRST)
    store.close()
    store = open_store()
    store.load(FIRST.id)
    for number in range(1, SAVES + 1):
        store.save(edited(number))
    return killed(database_path)


def title_in(database: Path) -> str:
    """The title that a store on the files shows; "told" where it says instead what is lost."""
    try:
        store = SqliteProjectStore(database, wait_seconds=0)
    except StoreError as error:
        return "told" if "is damaged or cut short (svdesk.db-wal)" in str(error) else str(error)
    try:
        return store.load(FIRST.id).about.title
    finally:
        store.close()


def flipped(log: bytes, bit: int) -> bytes:
    changed = bytearray(log)
    changed[bit // 8] ^= 1 << (bit % 8)
    return bytes(changed)


def damaged_logs(log: bytes) -> Iterator[bytes]:
    """Yield the log cut at each frame and between them, and with a bit flipped somewhere in each."""
    chance = random.Random(15)
    for start in range(32, len(log), FRAME):
        yield log[:start]
        yield log[: start + chance.randrange(1, FRAME)]
        yield flipped(log, start * 8 + chance.randrange(FRAME * 8))
    for place in (0, 9, 17, 25):
        yield flipped(log, place * 8)


def told(left: Path, log: bytes) -> str:
    """What becomes of the files with that log in the place of theirs."""
    database = killed(left, "tried")
    log_of(database).write_bytes(log)
    try:
        return title_in(database)
    finally:
        shutil.rmtree(database.parent)


def test_a_log_that_is_cut_or_changed_anywhere_is_told(left: Path):
    log = log_of(left).read_bytes()
    assert (len(log) - 32) % FRAME == 0
    found = [told(left, each) for each in damaged_logs(log)]
    assert len(found) > 3 * SAVES
    assert set(found) == {"told"}


def test_without_the_note_an_older_state_would_be_shown_without_a_word(
    left: Path, monkeypatch: pytest.MonkeyPatch
):
    """The control: SQLite itself says nothing."""
    monkeypatch.setattr("svdesk.storage.opening.session_note.is_whole_up_to", lambda *_: True)
    found = {told(left, each) for each in damaged_logs(log_of(left).read_bytes())}
    assert "edit 1" in found
    assert "told" not in found


def test_what_is_lost_is_told_once_and_the_damaged_log_is_kept(
    left: Path, open_store: OpenStore, database_path: Path
):
    log = log_of(left).read_bytes()
    damaged = flipped(log, (len(log) - FRAME) * 8)
    log_of(left).write_bytes(damaged)
    with pytest.raises(StoreError, match=r"the last changes may be missing.*no backup.*goes on") as told_of:
        open_store(left)
    (aside,) = left.parent.glob("set aside/*/svdesk.db-wal")
    assert str(aside.parent) in str(told_of.value)
    assert aside.read_bytes() == damaged == log_of(left).read_bytes()
    store = open_store(left)
    assert store.load(FIRST.id) == edited(SAVES - 1)
    store.save(replace(edited(SAVES), revision=SAVES + 1), SAVES - 1)
    store.close()
    assert open_store(left).load(FIRST.id).about.title == f"edit {SAVES}"
    assert database_path.exists()


def test_the_newest_backup_is_named(left: Path, open_store: OpenStore, tmp_path: Path):
    other = open_store(tmp_path / "other" / "svdesk.db")
    other.save(FIRST)
    made = BackupFolder(backup_folder(left)).make(other.live_copy(), BackupReason.CHANGED).backup
    log_of(left).write_bytes(log_of(left).read_bytes()[:-FRAME])
    with pytest.raises(StoreError, match=f"newest backup is of .*{made.made_at.astimezone():%H:%M}"):
        open_store(left)


Change = Callable[[Path, bytes], None]


def nothing(_database: Path, _log: bytes) -> None:
    pass


def more_that_was_never_told(database: Path, log: bytes) -> None:
    """A save that a kill broke off."""
    log_of(database).write_bytes(log + log[-FRAME:] + bytes(100))


def note_half_written(database: Path, _log: bytes) -> None:
    note = session_path(database)
    note.write_bytes(note.read_bytes()[:-5] + b"     ")


@pytest.mark.parametrize(
    "change",
    [nothing, more_that_was_never_told, note_half_written],
    ids=lambda each: each.__name__,
)
def test_nothing_is_told_where_nothing_is_lost(left: Path, change: Change):
    change(left, log_of(left).read_bytes())
    assert title_in(left) == f"edit {SAVES}"


def test_a_note_that_a_power_cut_left_behind_the_log_tells_nothing(
    store: SqliteProjectStore, database_path: Path
):
    store.save(FIRST)
    store.save(edited(1))
    note = session_path(database_path).read_bytes()
    store.save(edited(2))
    left = killed(database_path)
    assert session_path(left).read_bytes() != note
    session_path(left).write_bytes(note)
    assert title_in(left) == "edit 2"


@pytest.mark.parametrize("times", [1, 2])
def test_what_a_second_kill_leaves_is_looked_at_again(left: Path, open_store: OpenStore, times: int):
    for number in range(times):
        store = open_store(left)
        seen = store.load(FIRST.id)
        store.save(replace(seen, revision=seen.revision + 1, about=About(title=f"again {number}")))
        left = killed(left, f"killed again {number}")
    log = log_of(left).read_bytes()
    assert told(left, log) == f"again {times - 1}"
    assert told(left, log[:-FRAME]) == "told"


def test_after_the_log_was_taken_over_a_shorter_one_is_right(left: Path, open_store: OpenStore):
    store = open_store(left)
    long = About(title="long", need="many words " * 100_000)
    for number in range(SAVES + 1, SAVES + 12):
        store.save(replace(FIRST, revision=number, about=replace(long, title=f"long {number}")), number - 1)
    again = killed(left, "after long saves")
    log = log_of(again).read_bytes()
    assert len(log) < 4_000_000
    assert told(again, log) == f"long {SAVES + 11}"


def test_a_failed_save_makes_no_later_one_look_lost(left: Path, open_store: OpenStore):
    store = open_store(left)
    with suppress(StoreError):
        store.save(replace(edited(1), revision=99), 42)
    store.load(FIRST.id)
    store.save(edited(SAVES + 1))
    again = killed(left, "after a failed save")
    assert told(again, log_of(again).read_bytes()) == f"edit {SAVES + 1}"
