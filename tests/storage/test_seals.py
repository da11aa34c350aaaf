"""What was changed in the file by anything but a save is seen, and never taken for what was saved."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from svdesk.services.exchange.project_file import project_json
from svdesk.services.issuing.record import project_digest
from svdesk.services.ports import StoreError
from svdesk.storage.images import table_of
from svdesk.storage.part_tables import SEALED_PARTS
from svdesk.storage.store import SqliteProjectStore
from svdesk.storage.tables.columns import Stored
from svdesk.storage.tables.seal_rows import SEAL_TABLES
from svdesk.storage.tables.seals import OF_EVERY_PROJECT, Seals
from tests.domain.test_parts import a_record
from tests.projects import full_project
from tests.services.exchange.test_exchange_returned_forms import a_return
from tests.storage.conftest import FailingConnection, OpenStore, change_elsewhere
from tests.storage.test_issues import an_issue

PROJECT = full_project()
OTHER = full_project(2)


@pytest.fixture
def filled(connections: list[FailingConnection], open_store: OpenStore) -> SqliteProjectStore:
    """A store with two projects, each table of which holds something of the first."""
    store = open_store()
    assert len(connections) == 1
    for project in (PROJECT, OTHER):
        store.save(project)
    content = project_json(PROJECT)
    store.record_issue((an_issue(PROJECT, project_sha256=project_digest(content)),), content)
    back = a_return()
    store.keep_returned_form(back.form, back.original)
    store.add_record(replace(a_record(1), part=PROJECT.part_id))
    store.add_record(replace(a_record(2), part=PROJECT.part_id, corrects=UUID(int=1), why="A slip."))
    return store


def read_everything(store: SqliteProjectStore) -> None:
    """Read what the store has of the first project, in every way that there is."""
    store.list_projects()
    store.head(PROJECT.id)
    store.load(PROJECT.id)
    store.parts_of(PROJECT.id)
    for issued in store.issues_of(PROJECT.id):
        store.project_as_issued(issued)
    for form in store.returned_forms_of(PROJECT.id):
        store.returned_file_of(form)
    store.records_of(PROJECT.id)


MINE = f"WHERE project_id = '{PROJECT.id.hex}'"
CHANGES = {
    "title in the list": f"UPDATE project SET title = 'X' WHERE id = '{PROJECT.id.hex}'",
    "stage": f"UPDATE project SET stage = 'ended' WHERE id = '{PROJECT.id.hex}'",
    "revision": f"UPDATE part SET revision = revision + 1 {MINE}",
    "a part is gone": f"DELETE FROM part {MINE}",
    "a text": f"UPDATE about SET need = need || '.' {MINE}",
    "a number": f"UPDATE contract_facts SET value_pence = value_pence + 1 {MINE}",
    "an answer emptied": f"UPDATE contract_facts SET value_pence = NULL {MINE}",
    "a word nobody knows": f"UPDATE contract_facts SET regime = 'barter' {MINE}",
    "a target": f"UPDATE kpi_target SET value_thousandths = 1 {MINE} AND position = 0",
    "an item is gone": f"DELETE FROM lot {MINE} AND position = 0",
    "the order of items": f"UPDATE kpi SET position = 1 - position {MINE}",
    "an issue": f"UPDATE issued_document SET version = '9.9' {MINE}",
    "an issue is gone": f"DELETE FROM issued_document {MINE}",
    "the project as issued": f"UPDATE issued_project SET content = x'789c030000000001' {MINE}",
    "who sent a form": f"UPDATE returned_form SET organisation = 'Other Ltd' {MINE}",
    "an answer of a bidder": "UPDATE returned_answer SET text = text || ' not'",
    "a finding is gone": "DELETE FROM returned_finding",
    "a file that came back": f"UPDATE returned_file SET content = x'00' {MINE}",
    "a record": "DROP TRIGGER record_is_not_changed; UPDATE record SET what = 'Agreed mark 5.'",
    "a record is gone": "DROP TRIGGER record_is_not_removed; DELETE FROM record WHERE corrects IS NOT NULL",
    "the seals": f"DELETE FROM seal {MINE} AND kind = 'plan'",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_what_is_not_as_it_was_saved_is_refused_and_other_projects_are_read(
    connections: list[FailingConnection], filled: SqliteProjectStore, change: str
):
    read_everything(filled)
    for statement in change.split(";"):
        connections[0].execute(statement)
    assert connections[0].execute("SELECT changes()").fetchone() > (0,)
    with pytest.raises(StoreError, match="It is damaged: what stands in the file is not what was saved"):
        read_everything(filled)
    assert filled.load(OTHER.id) == OTHER


@pytest.mark.parametrize("change", ["a text", "an item is gone", "an issue is gone", "who sent a form"])
def test_the_same_change_with_its_seal_is_read(
    connections: list[FailingConnection], filled: SqliteProjectStore, change: str
):
    change_elsewhere(connections[0], CHANGES[change])
    read_everything(filled)


@pytest.mark.parametrize("number", [0, 3, 5])
def test_a_version_number_that_is_damaged_too_seals_nothing_anew(
    filled: SqliteProjectStore, open_store: OpenStore, database_path: Path, number: int
):
    filled.close()
    with closing(sqlite3.connect(database_path)) as database:
        database.execute(CHANGES["a text"])
        database.commit()
        database.execute(f"PRAGMA user_version = {number}")
    again = open_store()
    with pytest.raises(StoreError, match="It is damaged: what stands in the file is not what was saved"):
        again.load(PROJECT.id)
    assert again.load(OTHER.id) == OTHER


def test_what_is_added_to_damage_does_not_hide_it(
    filled: SqliteProjectStore, open_store: OpenStore, database_path: Path
):
    filled.close()
    with closing(sqlite3.connect(database_path)) as database:
        database.execute(CHANGES["an issue"])
        database.commit()
    again = open_store()
    again.record_issue((an_issue(PROJECT, id=UUID(int=9)),), project_json(PROJECT))
    again.save(replace(again.load_part(PROJECT.part_id), revision=8))
    with pytest.raises(StoreError, match="damaged"):
        again.issues_of(PROJECT.id)


def test_every_table_is_sealed(connections: list[FailingConnection], store: SqliteProjectStore):
    """A new table has its place in OF_EVERY_PROJECT or among the tables of a kind of part.

    The clock of the bin belongs to no project, and what went for good has none any more.
    """
    sealed = {table.name for tables in (OF_EVERY_PROJECT | SEALED_PARTS).values() for table in tables}
    apart = {table_of(row).name for row in SEAL_TABLES} | {"bin_clock", "disposal"}
    assert set(Stored.metadata.tables) - sealed == apart
    assert Seals(connections[0], SEALED_PARTS).unsound() == frozenset()
    assert store.list_projects() == ()


def test_whatever_is_saved_taken_back_and_deleted_stays_sound(
    connections: list[FailingConnection], filled: SqliteProjectStore
):
    seals = Seals(connections[0], SEALED_PARTS)
    few = replace(PROJECT, revision=8, kpis=PROJECT.kpis[1:], lots=())
    for step in (
        lambda: filled.save(few),
        lambda: filled.save(replace(PROJECT, revision=9)),
        lambda: filled.remove_returned_form(a_return().form.id),
        lambda: filled.delete(OTHER.id),
    ):
        step()
        assert seals.unsound() == frozenset()
    read_everything(filled)
