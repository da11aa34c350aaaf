"""What the window has done with projects, without a window."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from svdesk.domain.project import HouseStyle
from svdesk.paths import database_file
from svdesk.policy.loading.load import bundled_pack
from svdesk.rendering.file_formats import BundledFormats
from svdesk.services.exchange.project_file import ExchangeError
from svdesk.services.use_cases import documents, projects
from svdesk.services.use_cases.backend import Backend
from svdesk.storage.backups.keeper import FileBackups
from svdesk.storage.opening.projects_file import ProjectsFile
from tests.projects import full_project


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[Backend]:
    file = database_file(tmp_path)
    backend = Backend(tmp_path, ProjectsFile(file), BundledFormats(), lambda: FileBackups(file))
    yield backend
    backend.close()


def test_a_new_project_begins_in_the_kept_look_and_is_stored(backend: Backend) -> None:
    style = HouseStyle(colour="#123456")
    projects.keep_style(backend, style)
    ready = projects.start_project(backend)
    assert ready.project.house_style == style
    assert (ready.project.pack_id, ready.project.pack_edition) == (ready.pack.id, ready.pack.edition)
    assert projects.open_project(backend, ready.project.id) == ready


def test_each_example_is_a_project_of_its_own(backend: Backend) -> None:
    first, second = projects.start_example(backend), projects.start_example(backend)
    assert first.project.id != second.project.id
    assert {each.id for each in backend.database.list_projects()} == {first.project.id, second.project.id}


def test_a_copy_keeps_its_id_where_that_is_free_and_else_gets_one(backend: Backend, tmp_path: Path) -> None:
    project, copy = full_project(), tmp_path / "copy.svproj"
    projects.write_copy(backend, project, copy)
    opened = projects.read_project(backend, copy)
    first = projects.import_project(backend, opened).project
    second = projects.import_project(backend, opened).project
    assert first == project
    assert second.id != project.id
    assert replace(second, id=project.id, revision=project.revision) == project
    projects.write_stored_copy(backend, second.id, copy, with_returns=True)
    assert projects.read_project(backend, copy).project == second


def test_what_is_no_project_is_refused_and_nothing_is_stored(backend: Backend, tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(b"%PDF-1.7 and no more")
    with pytest.raises(ExchangeError):
        projects.read_project(backend, file)
    assert backend.database.list_projects() == ()


def test_the_edition_of_a_project_is_kept_beside_the_database(backend: Backend, tmp_path: Path) -> None:
    pack = bundled_pack()
    project = replace(full_project(), pack_id=pack.id, pack_edition=pack.edition)
    assert projects.keep_edition(backend, project).fingerprint == pack.fingerprint
    assert list((tmp_path / "policy-editions" / pack.id).iterdir())
    assert projects.newer_edition(backend, project) is None


def test_a_file_that_nobody_knows_is_said_to_be_unknown(backend: Backend, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("Nothing of ours", encoding="utf-8")
    assert "notes.txt" in documents.check_file(backend, file)
