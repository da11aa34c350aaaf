"""Backups made, looked into, tested and restored, without a window."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from svdesk.domain.project import About, Project
from svdesk.paths import database_file
from svdesk.rendering.file_formats import BundledFormats
from svdesk.services.backups import BackupReason
from svdesk.services.exchange.project_file import project_json
from svdesk.services.ports import StoreError
from svdesk.services.use_cases import backups
from svdesk.services.use_cases.backend import Backend
from svdesk.services.use_cases.backups import ProjectWay, Standing
from svdesk.storage.backups.keeper import FileBackups
from svdesk.storage.opening.projects_file import ProjectsFile
from tests.projects import full_project
from tests.services.exchange.test_exchange_returned_forms import a_return
from tests.storage.test_issues import an_issue
from tests.storage.test_migrate import from_file

ASKED = BackupReason.ASKED


def backend_in(folder: Path) -> Backend:
    file = database_file(folder)
    return Backend(folder, ProjectsFile(file), BundledFormats(), lambda: FileBackups(file))


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[Backend]:
    backend = backend_in(tmp_path / "data")
    yield backend
    backend.close()


def titled(number: int, title: str) -> Project:
    project = full_project(number)
    return replace(project, about=replace(project.about, title=title))


def edited(backend: Backend, number: int, title: str) -> None:
    """Type another title into a stored project."""
    project = backend.database.load(full_project(number).id)
    about = replace(project.about, title=title)
    backend.database.save(replace(project, about=about, revision=project.revision + 1))


def titles(backend: Backend) -> set[str]:
    return {each.title for each in backend.database.list_projects()}


@pytest.fixture
def made(backend: Backend) -> Path:
    """A backup of two projects, One and Two; One was changed, Two deleted and Three begun since."""
    backend.database.save(titled(1, "One"))
    backend.database.save(titled(2, "Two"))
    back = a_return(1, project_id=full_project(1).id)
    backend.database.keep_returned_form(back.form, back.original)
    path = backups.back_up(backend, ASKED).backup.path
    edited(backend, 1, "One, changed")
    backend.database.delete(full_project(2).id)
    backend.database.save(titled(3, "Three"))
    return path


def test_a_preview_says_how_each_project_stands_to_what_is_here(backend: Backend, made: Path) -> None:
    backend.database.save(titled(4, "Four"))
    preview = backups.preview(backend, made)
    assert [(each.project.title, each.standing) for each in preview.projects] == [
        ("Two", Standing.GONE),
        ("One", Standing.CHANGED),
    ]
    assert {each.title for each in preview.only_here} == {"Three", "Four"}
    assert preview.projects[1].project.beside["returned_form"] == 1


def test_what_has_not_changed_since_is_said_to_be_as_it_is(backend: Backend, made: Path) -> None:  # noqa: ARG001
    newest = backups.back_up(backend, ASKED).backup.path
    assert {each.standing for each in backups.preview(backend, newest).projects} == {Standing.SAME}
    back = a_return(5, b"came back since", project_id=full_project(1).id)
    backend.database.keep_returned_form(back.form, back.original)
    standing = {each.project.title: each.standing for each in backups.preview(backend, newest).projects}
    assert standing == {"One, changed": Standing.CHANGED, "Three": Standing.SAME}


@pytest.mark.parametrize("version", [1, 2, 3, 4, 5])
def test_a_backup_of_any_version_can_be_looked_into_and_restored(backend: Backend, version: int) -> None:
    old = backend.folder / "backups" / f"svdesk-schema-{version}.db"
    backend.database.save(titled(9, "Begun since"))
    old.parent.mkdir(parents=True)
    from_file(version, old)
    before = old.read_bytes()
    preview = backups.preview(backend, old)
    held = {each.project.id: each.project.title for each in preview.projects}
    wanted = full_project().id
    backups.restore_project(backend, old, wanted, ProjectWay.IN_PLACE)
    assert titles(backend) == {held[wanted], "Begun since"}
    backups.restore_all(backend, old)
    assert {each.id: each.title for each in backend.database.list_projects()} == held
    assert old.read_bytes() == before


def test_everything_is_as_it_was_then_and_what_was_here_is_in_a_backup(backend: Backend, made: Path) -> None:
    restored = backups.restore_all(backend, made)
    assert titles(backend) == {"One", "Two"}
    assert backend.database.load(full_project(1).id) == titled(1, "One")
    assert backend.database.returned_file_of(a_return(1, project_id=full_project(1).id).form)
    assert restored.before is not None
    backups.restore_all(backend, restored.before.backup.path)
    assert titles(backend) == {"One, changed", "Three"}


def test_a_project_comes_back_as_a_copy_beside_the_one_here(backend: Backend, made: Path) -> None:
    backups.restore_project(backend, made, full_project(1).id, ProjectWay.BESIDE)
    assert titles(backend) == {"One", "One, changed", "Three"}
    (copy,) = (each.id for each in backend.database.list_projects() if each.title == "One")
    assert copy != full_project(1).id
    assert len(backend.database.returned_forms_of(copy)) == 1


def test_a_project_takes_the_place_of_the_one_here_and_what_came_since_stays(
    backend: Backend, made: Path
) -> None:
    project = backend.database.load(full_project(1).id)
    issued = an_issue(project)
    backend.database.record_issue((issued,), project_json(project))
    back = a_return(5, b"came back since", project_id=project.id)
    backend.database.keep_returned_form(back.form, back.original)
    backups.restore_project(backend, made, project.id, ProjectWay.IN_PLACE)
    now = backend.database.load(project.id)
    assert now.about == titled(1, "One").about
    assert now.revision > project.revision
    assert backend.database.issues_of(project.id) == (issued,)
    assert len(backend.database.returned_forms_of(project.id)) == 2
    assert backend.database.list_projects()[0].id == project.id
    backend.close()
    assert backend.database.load(project.id) == now  # its seals are those of what is there


def test_a_window_that_has_the_project_open_can_not_write_over_what_was_restored(
    backend: Backend, made: Path
) -> None:
    opened = backend.database.load(full_project(1).id)
    backups.restore_project(backend, made, opened.id, ProjectWay.IN_PLACE)
    with pytest.raises(StoreError, match="saved from another place"):
        backend.database.save(replace(opened, revision=opened.revision + 1), opened.revision)


def test_a_deleted_project_comes_back_with_all_that_went_along(backend: Backend, made: Path) -> None:
    backups.restore_project(backend, made, full_project(2).id, ProjectWay.IN_PLACE)
    assert backend.database.load(full_project(2).id) == titled(2, "Two")
    assert titles(backend) == {"One, changed", "Two", "Three"}


def test_a_damaged_project_is_put_back_from_a_backup(backend: Backend, made: Path) -> None:
    backend.close()
    with closing(sqlite3.connect(database_file(backend.folder))) as damaged:
        damaged.execute("UPDATE about SET title = 'Onf' WHERE project_id = ?", (full_project(1).id.hex,))
        damaged.commit()
    with pytest.raises(StoreError, match="damaged"):
        backend.database.load(full_project(1).id)
    newest = backups.back_up(backend, ASKED).backup.path
    assert [each.id for each in backups.check(backend, newest).damaged] == [full_project(1).id]
    with pytest.raises(StoreError, match="damaged too"):
        backups.restore_project(backend, newest, full_project(1).id, ProjectWay.IN_PLACE)
    backups.restore_project(backend, made, full_project(1).id, ProjectWay.IN_PLACE)
    assert backend.database.load(full_project(1).id).about.title == "One"


def test_a_project_that_the_backup_does_not_hold_changes_nothing(backend: Backend, made: Path) -> None:
    for way in ProjectWay:
        with pytest.raises(StoreError, match="Nothing was restored"):
            backups.restore_project(backend, made, full_project(3).id, way)
    assert titles(backend) == {"One, changed", "Three"}


def spoilt(path: Path) -> None:
    content = bytearray(path.read_bytes())
    place = content.rindex(b"Two")
    content[place] ^= 1
    path.write_bytes(content)


def test_a_backup_whose_content_has_changed_is_found_out_and_not_restored(
    backend: Backend, made: Path
) -> None:
    assert backups.check(backend, made).is_sound
    spoilt(made)
    assert "digest differs" in backups.check(backend, made).faults[0]
    with pytest.raises(StoreError, match="digest differs"):
        backups.restore_all(backend, made)
    assert titles(backend) == {"One, changed", "Three"}


def test_a_backup_of_a_newer_version_is_refused(backend: Backend, made: Path) -> None:
    with closing(sqlite3.connect(made)) as newer:
        newer.execute("PRAGMA user_version=999")
    made.with_name(made.name + ".sha256").unlink()
    with pytest.raises(StoreError, match="newer version of SVDesk"):
        backups.restore_all(backend, made)
    assert "no digest beside it" in backups.check(backend, made).remarks[0]


@pytest.mark.parametrize("damage", [b"this is no database " * 500, b"SQLite format 3\x00" + bytes(5000)])
def test_a_file_that_can_not_be_opened_is_put_aside_whole_and_a_sound_backup_takes_its_place(
    backend: Backend, made: Path, damage: bytes
) -> None:
    newest = backups.back_up(backend, ASKED).backup.path
    spoilt(newest) if b"Two" in newest.read_bytes() else newest.write_bytes(
        b"SQLite format 3\x00 and no more"
    )
    backend.close()
    file = database_file(backend.folder)
    file.write_bytes(damage)
    with pytest.raises(StoreError):
        _ = backend.database
    found = backups.newest_sound(backend)
    assert found is not None
    assert found[0] == made
    restored = backups.restore_all(backend, made)
    assert restored.aside is not None
    assert (restored.aside / file.name).read_bytes() == damage
    assert titles(backend) == {"One", "Two"}
    assert backend.database.content().projects


def test_a_stale_log_beside_the_file_is_never_mixed_with_what_is_restored(
    backend: Backend, made: Path
) -> None:
    """A log that a killed process left holds pages of another time."""
    script = (
        "import os, sys; from pathlib import Path; from svdesk.storage.store import SqliteProjectStore; "
        "from tests.projects import full_project; store = SqliteProjectStore(Path(sys.argv[1]));"
        "[store.save(full_project(n)) for n in range(20, 40)]; os.kill(os.getpid(), 9)"
    )
    backend.close()
    file = database_file(backend.folder)
    subprocess.run([sys.executable, "-c", script, str(file)], check=False)
    assert file.with_name("svdesk.db-wal").stat().st_size
    content = bytearray(file.read_bytes())
    content[:100] = bytes(100)
    file.write_bytes(content)
    backups.restore_all(backend, made)
    assert titles(backend) == {"One", "Two"}
    with closing(sqlite3.connect(made)) as backup:
        wanted = backup.execute("SELECT count(*) FROM kpi").fetchone()
    backend.close()
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("SELECT count(*) FROM kpi").fetchone() == wanted


KILLED = """
import os, sys
from pathlib import Path
from tests.services.use_cases.test_backups import backend_in
from svdesk.services.backups import BackupReason
from svdesk.services.use_cases import backups
backend, left = backend_in(Path(sys.argv[1])), [int(sys.argv[3])]
def tell(done, total):
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), 9)
if sys.argv[2] == "back up":
    backups.back_up(backend, BackupReason.ASKED, tell)
else:
    backups.restore_all(backend, Path(sys.argv[2]), tell)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
@pytest.mark.parametrize("at", [1, 2, 4, 7, 11, 16])
def test_killed_at_any_step_of_a_restore_what_is_there_is_old_or_restored(
    backend: Backend, made: Path, at: int
) -> None:
    backend.close()
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(backend.folder), str(made), str(at)], check=False
    )
    assert done.returncode in (0, -signal.SIGKILL)
    assert titles(backend) in ({"One, changed", "Three"}, {"One", "Two"})
    assert backups.check(backend, backups.back_up(backend, ASKED).backup.path).is_sound


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_killed_at_any_step_of_a_backup_all_that_are_listed_are_sound(
    backend: Backend, made: Path, at: int
) -> None:
    backend.close()
    subprocess.run([sys.executable, "-c", KILLED, str(backend.folder), "back up", str(at)], check=False)
    listed = backups.found(backend).backups
    assert made in {each.backup.path for each in listed}
    assert all(backups.check(backend, each.backup.path).is_sound for each in listed)
    assert titles(backend) == {"One, changed", "Three"}


def test_a_restore_that_is_stopped_changes_nothing(backend: Backend, made: Path) -> None:
    class NotWantedError(Exception):
        pass

    told: list[int] = []

    def tell(_done: int, _total: int) -> None:
        told.append(0)
        if len(told) > stopped:
            raise NotWantedError

    stopped = 0
    while stopped < 30:
        told.clear()
        try:
            backups.restore_all(backend, made, tell)
        except NotWantedError:
            stopped += 1
            assert titles(backend) == {"One, changed", "Three"}
        else:
            break
    assert stopped > 1
    assert titles(backend) == {"One", "Two"}


FULL = """
import resource, signal, sys
from pathlib import Path
from tests.services.use_cases.test_backups import backend_in
from svdesk.services.ports import StoreError
from svdesk.storage.store import SqliteProjectStore
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
backend = backend_in(Path(sys.argv[1]))
with backend.backups.prepared(Path(sys.argv[2])) as prepared:
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    backend.database.list_projects()
    resource.setrlimit(resource.RLIMIT_FSIZE, (65536, most))
    try:
        backend.database.restore_all(prepared.path)
    except StoreError as error:
        print(error)
    print(*sorted(each.title for each in backend.database.list_projects()), sep=" and ")
"""


def test_a_disk_that_is_full_leaves_everything_as_it_was(backend: Backend, made: Path) -> None:
    """In a process of its own, which may write no file larger than 64 kB."""
    pytest.importorskip("resource", reason="only Unix can make a small disk of a large one")
    backend.close()
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(backend.folder), str(made)],
        capture_output=True,
        text=True,
        check=True,
    )
    words, left = done.stdout.splitlines()
    assert words.startswith("Nothing was restored. Your projects are as they were. The disk")
    assert left == "One, changed and Three"
    assert titles(backend) == {"One, changed", "Three"}


def test_backups_go_to_a_second_folder_of_this_computer_s_own(
    backend: Backend,
    made: Path,  # noqa: ARG001
    tmp_path: Path,
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    chosen = backups.choose_second_folder(backend, stick)
    assert chosen.parent == stick
    first = backups.back_up(backend, ASKED)
    assert (first.second_failed, backups.second_folder(backend)) == ("", chosen)
    (newest, oldest) = backups.found(backend).backups
    assert (newest.is_here, newest.is_second, oldest.is_here, oldest.is_second) == (True, True, True, False)
    again = backups.choose_second_folder(backend, stick)
    assert again != chosen
    backups.forget_second_folder(backend)
    assert backups.second_folder(backend) is None
    assert list(chosen.iterdir())


def test_where_the_second_folder_is_gone_the_backup_is_made_all_the_same(
    backend: Backend, made: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.choose_second_folder(backend, stick).rmdir()
    stick.rmdir()
    result = backups.back_up(backend, ASKED)
    assert result.is_new
    assert "stick" in result.second_failed
    assert "stick" in backups.found(backend).unreachable
    assert not stick.exists()
    assert made.exists()


def test_numbers_are_not_used_again_where_the_first_folder_was_lost(
    backend: Backend, made: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.choose_second_folder(backend, stick)
    number = backups.back_up(backend, ASKED).backup.sequence
    for file in made.parent.iterdir():
        file.unlink()
    edited(backend, 1, "One, later")
    assert backups.back_up(backend, ASKED).backup.sequence == number + 1
    assert len(backups.found(backend).backups) == 2


def test_the_folder_of_the_data_is_no_second_folder(backend: Backend) -> None:
    with pytest.raises(StoreError, match="another drive"):
        backups.choose_second_folder(backend, backend.folder)
    assert backups.second_folder(backend) is None


def test_settings_that_nobody_of_ours_wrote_choose_nothing(backend: Backend) -> None:
    backend.folder.mkdir(parents=True)
    for content in (b"", b"[]", b'{"second_folder": 7}', b"\xff\xfe"):
        (backend.folder / "backups.json").write_bytes(content)
        assert backups.second_folder(backend) is None


def test_an_empty_title_is_no_hindrance(backend: Backend) -> None:
    backend.database.save(replace(full_project(8), about=About()))
    path = backups.back_up(backend, ASKED).backup.path
    assert backups.preview(backend, path).projects[0].project.title == ""
