"""``svdesk projects``: what the database holds, and what is said when it cannot be read."""

import os
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
    """A data folder with two projects."""
    folder = tmp_path / "data"
    folder.mkdir()
    store = SqliteProjectStore(database_file(folder))
    store.save(full_project(1))
    store.save(replace(full_project(2), about=About(reference="DN2", title="<b>Two</b>\nlines & more")))
    store.close()
    return folder


def test_each_project_has_a_line_the_last_changed_first(data: Path) -> None:
    done = svdesk("projects", "--data-dir", data)
    assert done.returncode == 0, done.stderr
    head, second, first = done.stdout.splitlines()
    assert head.split() == ["Id", "Reference", "Title", "Changed"]
    assert str(full_project(2).id) in second
    assert "<b>Two</b> lines & more" in second
    assert first.split()[1] == "DN776889"


@pytest.mark.parametrize("place", ["before", "after"])
def test_the_data_folder_is_named_before_or_after_the_command(data: Path, place: str) -> None:
    words = ["--data-dir", data, "projects"] if place == "before" else ["projects", "--data-dir", data]
    assert "DN776889" in svdesk(*words).stdout


def test_a_listing_changes_nothing(data: Path) -> None:
    before = {path.name: path.read_bytes() for path in data.iterdir()}
    svdesk("projects", "--data-dir", data)
    assert {path.name: path.read_bytes() for path in data.iterdir()} == before


def test_a_new_person_has_no_projects_and_gets_no_database(tmp_path: Path) -> None:
    done = svdesk("projects", "--data-dir", tmp_path / "new")
    assert done.returncode == 0
    assert done.stdout == "No projects yet.\n"
    assert not (tmp_path / "new").exists()


def test_an_open_window_is_named_as_the_reason(data: Path) -> None:
    store = SqliteProjectStore(database_file(data))
    try:
        (line,) = refused("projects", "--data-dir", data)
    finally:
        store.close()
    assert "SVDesk" in line
    assert "open" in line


@pytest.mark.parametrize("content", [os.urandom(5000), b"SQLite format 3\x00" + b"\xff" * 5000, b"x"])
def test_a_database_that_cannot_be_read_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    file = database_file(tmp_path)
    file.write_bytes(content)
    (line,) = refused("projects", "--data-dir", tmp_path)
    assert str(file) in line
    assert file.read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_a_folder_in_the_databases_place_is_said(tmp_path: Path) -> None:
    database_file(tmp_path).mkdir()
    (line,) = refused("projects", "--data-dir", tmp_path)
    assert str(database_file(tmp_path)) in line


def test_a_file_in_the_data_folders_place_is_said(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")
    (line,) = refused("projects", "--data-dir", file)
    assert str(file) in line
