"""A project that is opened before the store is there: the same as the store's, under the same lock."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings

from svdesk.domain.project import About, Project
from svdesk.services.ports import StoreError
from svdesk.storage.opening.projects_file import ProjectsFile
from svdesk.storage.schema import SCHEMA
from svdesk.storage.store import SqliteProjectStore
from tests.projects import full_project, projects

_ODD = "x" * 2_000 + "\u202eevil\u202c \x01\x0b\ufeff '; DROP TABLE project; -- \"% _\r\n👩🏽‍🍳"


def _kept(path: Path, *kept: Project) -> None:
    store = SqliteProjectStore(path)
    for project in kept:
        store.save(project)
    store.close()


@pytest.mark.parametrize(
    "project",
    [
        full_project(),
        Project(id=uuid4()),
        Project(id=uuid4(), pack_id="p", pack_edition="1", about=About(title=_ODD, purpose=_ODD)),
        replace(full_project(), revision=7),
    ],
    ids=["filled in everywhere", "empty", "odd texts", "revised"],
)
def test_it_is_what_was_saved(database_path: Path, project: Project) -> None:
    _kept(database_path, project, replace(full_project(), id=uuid4()))
    file = ProjectsFile(database_path)
    assert file.look_at(project.id) == project
    store = file.open_store()
    assert store.load(project.id) == project
    store.close()


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(project=projects(), later=projects())
def test_any_project_looks_as_the_store_reads_it(
    tmp_path_factory: pytest.TempPathFactory, project: Project, later: Project
) -> None:
    path = tmp_path_factory.mktemp("look") / "svdesk.db"
    _kept(path, project, replace(later, id=project.id))
    file = ProjectsFile(path)
    seen = file.look_at(project.id)
    store = file.open_store()
    assert seen == store.load(project.id)
    store.close()


def test_nobody_else_writes_between_the_look_and_the_store(database_path: Path) -> None:
    project = full_project()
    _kept(database_path, project)
    file = ProjectsFile(database_path)
    assert file.look_at(project.id) == project
    with pytest.raises(StoreError, match="Another SVDesk"):
        SqliteProjectStore(database_path, wait_seconds=0)
    store = file.open_store()
    changed = replace(project, revision=project.revision + 1, about=About(title="After the look"))
    store.save(changed, replaces=project.revision)
    store.close()
    again = ProjectsFile(database_path)
    assert again.look_at(project.id) == changed
    again.close()


def test_closing_lets_go_of_a_file_that_was_only_looked_at(database_path: Path) -> None:
    project = full_project()
    _kept(database_path, project)
    file = ProjectsFile(database_path)
    file.look_at(project.id)
    file.close()
    SqliteProjectStore(database_path, wait_seconds=0).close()


@pytest.mark.parametrize(
    "damage",
    [
        f"PRAGMA user_version={SCHEMA - 1}",
        "DROP TABLE kpi_target",
        "DELETE FROM about",
        "UPDATE about SET title = title || 's'",
        "UPDATE project SET pack_edition = '1'",
        "DELETE FROM seal WHERE kind = 'plan'",
        "UPDATE contract_facts SET start_date = 'soon'",
        "UPDATE kpi SET id = 'x' WHERE position = 0",
    ],
)
def test_what_only_the_store_can_judge_is_left_to_it(database_path: Path, damage: str) -> None:
    project = full_project()
    _kept(database_path, project)
    with closing(sqlite3.connect(database_path)) as database:
        database.execute(damage)
        database.commit()
    file = ProjectsFile(database_path)
    assert file.look_at(project.id) is None
    file.close()


def test_no_project_of_that_id_is_none(database_path: Path) -> None:
    _kept(database_path, full_project())
    file = ProjectsFile(database_path)
    assert file.look_at(uuid4()) is None
    file.close()


def test_a_look_loads_none_of_the_heavy_libraries(database_path: Path) -> None:
    project = full_project()
    _kept(database_path, project)
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys\nfrom pathlib import Path\nfrom uuid import UUID\n"
            "from svdesk.storage.opening.projects_file import ProjectsFile\n"
            "print(ProjectsFile(Path(sys.argv[1])).look_at(UUID(sys.argv[2])).about.title)\n"
            "print(sorted({'sqlmodel', 'sqlalchemy', 'alembic', 'pydantic'} & set(sys.modules)))\n",
            str(database_path),
            str(project.id),
        ],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert told.stdout.split("\n") == [project.about.title, "[]", ""]
