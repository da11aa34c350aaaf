"""``svdesk backups``: made, listed, looked into, tested and restored from the command line."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from svdesk.domain.project import About
from svdesk.paths import database_file
from svdesk.storage.store import SqliteProjectStore
from tests.cli.running import refused, svdesk
from tests.projects import full_project


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one project, of which there is a backup, and one that came after it."""
    folder = tmp_path / "data"
    folder.mkdir()
    saved(folder, 1, "One")
    assert svdesk("backups", "make", "--data-dir", folder).returncode == 0
    saved(folder, 2, "Two")
    return folder


def saved(folder: Path, number: int, title: str) -> None:
    store = SqliteProjectStore(database_file(folder))
    store.save(replace(full_project(number), about=About(title=title)))
    store.close()


def titles(folder: Path) -> set[str]:
    store = SqliteProjectStore(database_file(folder))
    found = {each.title for each in store.list_projects()}
    store.close()
    return found


def test_a_backup_is_made_once_listed_shown_tested_and_restored(data: Path) -> None:
    shown = svdesk("backups", "show", "1", "--data-dir", data).stdout
    assert "as it is now" in shown
    assert "1 project there now that it does not hold" in shown
    assert "Made" in svdesk("backups", "make", "--data-dir", data).stdout
    assert "Nothing has changed" in svdesk("backups", "make", "--data-dir", data).stdout
    listed = json.loads(svdesk("backups", "list", "--json", "--data-dir", data).stdout)
    assert [each["number"] for each in listed] == [2, 1]
    tested = svdesk("backups", "test", "--data-dir", data)
    assert (tested.returncode, "holds 2 projects" in tested.stdout) == (0, True)
    restored = svdesk("backups", "restore", "1", "--all", "--data-dir", data)
    assert restored.returncode == 0, restored.stderr
    assert titles(data) == {"One"}
    one = svdesk("backups", "restore", "2", "--project", full_project(2).id, "--in-place", "--data-dir", data)
    assert one.returncode == 0, one.stderr
    assert titles(data) == {"One", "Two"}


def test_a_damaged_backup_is_found_out_and_the_status_says_so(data: Path) -> None:
    (backup,) = (data / "backups").glob("*.db")
    backup.write_bytes(backup.read_bytes()[:-1] + b"\x01")
    tested = svdesk("backups", "test", "1", "--data-dir", data)
    assert tested.returncode == 1
    assert "digest differs" in tested.stdout
    assert "digest differs" in refused("backups", "restore", "1", "--all", "--data-dir", data)[0]
    assert titles(data) == {"One", "Two"}


def test_what_can_not_be_done_is_said(data: Path, tmp_path: Path) -> None:
    assert "no projects yet" in refused("backups", "make", "--data-dir", tmp_path / "none")[0]
    assert not (tmp_path / "none").exists()
    assert "no backup 7" in refused("backups", "test", "7", "--data-dir", data)[0]
    assert "no id of a project" in refused("backups", "restore", "1", "--project", "x", "--data-dir", data)[0]
    assert "one of the arguments" in refused("backups", "restore", "1", "--data-dir", data)[0].lower()


def test_the_second_folder_is_chosen_used_and_missed(data: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert "No second folder" in svdesk("backups", "second-folder", "--data-dir", data).stdout
    svdesk("backups", "second-folder", "--choose", stick, "--data-dir", data)
    assert svdesk("backups", "make", "--data-dir", data).returncode == 0
    (own,) = stick.iterdir()
    assert len(list(own.glob("*.db"))) == 1
    stick.rename(tmp_path / "elsewhere")
    saved(data, 3, "Three")
    made = svdesk("backups", "make", "--data-dir", data)
    assert (made.returncode, "Made" in made.stdout, "stick" in made.stderr) == (1, True, True)
    assert "No second folder" in svdesk("backups", "second-folder", "--none", "--data-dir", data).stdout
