"""Forms that came back are kept beside the project with their files, whole, and once."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from svdesk.domain.project import Project
from svdesk.domain.returned_form import MOST_RETURN_BYTES
from svdesk.services.exchange.project_file import Opened
from svdesk.services.merging.taking_over import import_project
from svdesk.services.ports import StoreError
from svdesk.services.returned_forms.keeping import kept_returns
from svdesk.storage.store import SqliteProjectStore
from tests.projects import full_project
from tests.services.exchange.test_exchange_returned_forms import FILE, a_return


@pytest.fixture
def project(store: SqliteProjectStore) -> Project:
    """A stored project."""
    project = full_project()
    store.save(project)
    return project


def counted(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as database:
        return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_a_form_comes_back_whole_with_its_answers_and_findings_the_last_read_first(
    store: SqliteProjectStore, project: Project
):
    first = a_return()
    later = a_return(2, b"another", read_at=first.form.read_at.replace(year=2027), answers=(), findings=())
    assert store.keep_returned_form(later.form, later.original)
    assert store.keep_returned_form(first.form, first.original)
    assert store.returned_forms_of(project.id) == (later.form, first.form)
    assert store.returned_file_of(first.form) == FILE
    assert store.returned_file_of(later.form) == b"another"


def test_the_same_file_is_kept_once_and_the_first_reading_stays(store: SqliteProjectStore, project: Project):
    first = a_return()
    assert store.keep_returned_form(first.form, FILE)
    assert not store.keep_returned_form(a_return(2, organisation="Other").form, FILE)
    assert store.returned_forms_of(project.id) == (first.form,)


def test_two_projects_may_hold_the_same_file(store: SqliteProjectStore, project: Project):
    other = full_project(2)
    store.save(other)
    assert store.keep_returned_form(a_return().form, FILE)
    assert store.keep_returned_form(a_return(2, project_id=other.id).form, FILE)
    store.remove_returned_form(UUID(int=2))
    assert store.returned_forms_of(other.id) == ()
    assert store.returned_file_of(a_return().form) == FILE
    assert project.id != other.id


def test_keeping_a_form_changes_neither_the_project_nor_its_place_in_the_list(
    store: SqliteProjectStore, project: Project
):
    store.save(full_project(2))
    before = store.list_projects()
    store.keep_returned_form(a_return().form, FILE)
    assert store.list_projects() == before
    assert store.load(project.id) == project


def test_saving_the_project_again_leaves_its_forms(store: SqliteProjectStore, project: Project):
    store.keep_returned_form(a_return().form, FILE)
    store.save(replace(project, revision=project.revision + 1, kpis=(), questions=()))
    assert store.returned_forms_of(project.id) == (a_return().form,)


def test_a_removed_form_and_a_deleted_project_take_everything_with_them(
    store: SqliteProjectStore, project: Project, database_path: Path
):
    store.keep_returned_form(a_return().form, FILE)
    store.remove_returned_form(a_return().form.id)
    assert store.returned_forms_of(project.id) == ()
    assert store.returned_file_of(a_return().form) is None
    store.remove_returned_form(UUID(int=99))
    store.keep_returned_form(a_return().form, FILE)
    store.delete(project.id)
    store.close()
    tables = ("returned_file", "returned_form", "returned_answer", "returned_finding")
    assert [counted(database_path, table) for table in tables] == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("changes", "original"),
    [
        ({}, FILE + b"x"),
        ({"project_id": UUID(int=77)}, FILE),
        ({"revision": -1}, FILE),
        ({"sha256": "0" * 64}, FILE),
    ],
    ids=["another file", "no such project", "a revision that is none", "another digest"],
)
def test_what_does_not_fit_is_not_kept_and_leaves_nothing(
    store: SqliteProjectStore,
    project: Project,
    database_path: Path,
    changes: dict[str, object],
    original: bytes,
):
    with pytest.raises(StoreError, match="was not kept"):
        store.keep_returned_form(a_return(**changes).form, original)
    assert store.returned_forms_of(project.id) == ()
    store.close()
    assert counted(database_path, "returned_file") == 0


def test_a_file_beyond_the_bound_is_not_kept(store: SqliteProjectStore, project: Project):
    large = a_return(1, bytes(MOST_RETURN_BYTES + 1))
    with pytest.raises(StoreError, match="was not kept"):
        store.keep_returned_form(large.form, large.original)
    assert store.returned_forms_of(project.id) == ()


def test_a_file_that_somebody_altered_in_the_database_is_not_given_out(
    store: SqliteProjectStore, project: Project, database_path: Path
):
    store.keep_returned_form(a_return().form, FILE)
    assert store.returned_forms_of(project.id)
    store.close()
    with closing(sqlite3.connect(database_path)) as database:
        database.execute("UPDATE returned_file SET content = ?", (b"other",))
        database.commit()
    with closing(SqliteProjectStore(database_path)) as again, pytest.raises(StoreError, match="as it came"):
        again.returned_file_of(a_return().form)


def test_text_that_no_file_keeps_is_kept_visibly(store: SqliteProjectStore, project: Project):
    form = a_return(organisation="A\0B\ud800").form
    store.keep_returned_form(form, FILE)
    assert store.returned_forms_of(project.id)[0].organisation == "A\ufffdB\ufffd"


def test_a_project_moves_with_its_forms_and_keeps_its_id_where_that_is_free(
    store: SqliteProjectStore, project: Project, tmp_path: Path
):
    store.keep_returned_form(a_return().form, FILE)
    opened = Opened(project, returns=kept_returns(store, project.id))
    with closing(SqliteProjectStore(tmp_path / "other" / "svdesk.db")) as other:
        assert import_project(other, opened) == project
        assert kept_returns(other, project.id) == opened.returns
        copy = import_project(other, opened)
        assert copy.id != project.id
        (form,) = other.returned_forms_of(copy.id)
        assert form == replace(a_return().form, id=form.id, project_id=copy.id)
        assert other.returned_file_of(form) == FILE
        assert kept_returns(other, project.id) == opened.returns
