"""What was issued is kept beside the project, and is no part of its revisions."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from svdesk.domain.issued_document import IssuedDocument
from svdesk.domain.project import Project
from svdesk.domain.subject import Subject, SubjectKind
from svdesk.services.exchange.project_file import project_json, read_project_json
from svdesk.services.issuing.record import project_digest
from svdesk.services.ports import StoreError
from svdesk.storage.store import SqliteProjectStore
from tests.projects import full_project


def an_issue(project: Project, **changes: object) -> IssuedDocument:
    """The record of a question pack made of *project*, with *changes*."""
    issue = IssuedDocument(
        id=UUID(int=1),
        project_id=project.id,
        document="itt",
        format="pdf",
        file_name="DN776889-itt-social-value-question-pack.pdf",
        version="1.0",
        status="Issued",
        issued_at=datetime(2025, 10, 13, 10, 6, 40, 125, tzinfo=UTC),
        issued_by="Sam Öztürk",
        sha256="a" * 64,
        bytes=123_456,
        pack_id="cheshire-east",
        pack_edition="2026.11",
        pack_fingerprint="3f3a24a5581cec8d",
        revision=project.revision,
        project_sha256=project_digest(project_json(project)),
        made_with="SVDesk 0.1.0",
        attached=True,
    )
    return replace(issue, **changes)


@pytest.fixture
def project(store: SqliteProjectStore) -> Project:
    """A stored project."""
    project = full_project()
    store.save(project)
    return project


def counted(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as database:
        return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_what_was_issued_comes_back_whole_the_last_first(store: SqliteProjectStore, project: Project):
    first = an_issue(project)
    later = an_issue(project, id=UUID(int=2), issued_at=datetime(2026, 1, 2, tzinfo=UTC), sha256="b" * 64)
    store.record_issue((first,), project_json(project))
    store.record_issue((later,), project_json(project))
    assert store.issues_of(project.id) == (later, first)


def test_two_documents_of_one_revision_about_two_bidders_are_two(store: SqliteProjectStore, project: Project):
    about = tuple(
        an_issue(project, id=UUID(int=number), subject=Subject(SubjectKind.BIDDER, f"bidder-{number}"))
        for number in (1, 2)
    )
    store.record_issue(about, project_json(project))
    assert {each.subject.key for each in store.issues_of(project.id)} == {"bidder-1", "bidder-2"}
    assert set(store.issues_of(project.id)) == set(about)


def test_issuing_changes_neither_the_project_nor_its_place_in_the_list(
    store: SqliteProjectStore, project: Project
):
    other = full_project(2)
    store.save(other)
    before = store.list_projects()
    store.record_issue((an_issue(project),), project_json(project))
    assert store.list_projects() == before
    assert store.load(project.id) == project


def test_the_project_is_kept_as_it_was_issued_and_once_for_several_documents(
    store: SqliteProjectStore, project: Project, database_path: Path
):
    issues = (an_issue(project), an_issue(project, id=UUID(int=2), document="annex"))
    store.record_issue(issues, project_json(project))
    changed = replace(project, revision=project.revision + 1, about=replace(project.about, title="Other"))
    store.save(changed)
    as_issued = store.project_as_issued(issues[0])
    assert as_issued == project_json(project)
    assert read_project_json(as_issued) == project
    store.close()
    assert counted(database_path, "issued_project") == 1
    assert counted(database_path, "issued_document") == 2


def test_a_project_of_which_nothing_was_issued_is_not_kept(store: SqliteProjectStore, project: Project):
    assert store.project_as_issued(an_issue(project)) is None


def test_issues_are_found_by_digest_and_by_name(store: SqliteProjectStore, project: Project):
    one = an_issue(project)
    two = an_issue(project, id=UUID(int=2), sha256="b" * 64, file_name="other.pdf")
    store.record_issue((one, two), project_json(project))
    assert store.issues_alike("b" * 64, "renamed.pdf") == (two,)
    assert store.issues_alike("c" * 64, one.file_name) == (one,)
    assert store.issues_alike("c" * 64, "unknown.pdf") == ()


def test_a_deleted_project_takes_its_record_with_it(
    store: SqliteProjectStore, project: Project, database_path: Path
):
    store.record_issue((an_issue(project),), project_json(project))
    store.delete(project.id)
    assert store.issues_of(project.id) == ()
    store.close()
    assert counted(database_path, "issued_project") == 0


def test_nothing_is_recorded_of_a_project_that_is_not_stored(store: SqliteProjectStore):
    stranger = full_project(3)
    with pytest.raises(StoreError, match="not recorded"):
        store.record_issue((an_issue(stranger),), project_json(stranger))
    assert store.issues_of(stranger.id) == ()


def test_a_record_that_is_not_what_its_columns_hold_is_refused_whole(
    store: SqliteProjectStore, project: Project
):
    wrong = an_issue(project, id=UUID(int=2), bytes=-1)
    with pytest.raises(StoreError, match="not recorded"):
        store.record_issue((an_issue(project), wrong), project_json(project))
    assert store.issues_of(project.id) == ()
