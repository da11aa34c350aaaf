"""A record is written once: no method, no program and no undo changes it, and a correction is another."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from svdesk.domain.parts import PartId
from svdesk.domain.records import Record, standing
from svdesk.domain.subject import Subject, SubjectKind
from svdesk.services.ports import StoreError
from svdesk.storage.store import SqliteProjectStore
from tests.domain.test_parts import a_record
from tests.projects import full_project
from tests.storage.conftest import FailingConnection

PLAN = full_project()


def of_plan(number: int = 1, **changes: object) -> Record:
    return replace(a_record(number), **({"part": PLAN.part_id} | changes))


def test_records_come_back_whole_and_in_the_order_in_which_they_were_written(store: SqliteProjectStore):
    store.save(PLAN)
    bidder = Subject(SubjectKind.BIDDER, "7d70f5c8")
    first = of_plan(1, subject=bidder, rests_on="ab" * 32, content='{"mark": 3}')
    # The clock may jump back; the order stays.
    second = replace(of_plan(2, part=PartId(PLAN.id)), at=first.at.replace(year=2020))
    for record in (first, second):
        store.add_record(record)
    assert store.records_of(PLAN.id) == (first, second)
    assert store.records_of(uuid4()) == ()


def test_a_correction_is_a_record_of_its_own_and_both_stay_readable(store: SqliteProjectStore):
    store.save(PLAN)
    slip = of_plan(1)
    mended = of_plan(2, corrects=slip.id, why="The mark of another question was typed here.")
    store.add_record(slip)
    store.add_record(mended)
    assert store.records_of(PLAN.id) == (slip, mended)
    assert standing(store.records_of(PLAN.id)) == (mended,)


def test_a_correction_of_a_record_that_is_not_there_is_refused(store: SqliteProjectStore):
    store.save(PLAN)
    with pytest.raises(StoreError, match="The record was not kept"):
        store.add_record(of_plan(2, corrects=UUID(int=9), why="A slip."))
    assert store.records_of(PLAN.id) == ()


def test_the_same_record_is_not_written_twice(store: SqliteProjectStore):
    store.save(PLAN)
    store.add_record(of_plan())
    with pytest.raises(StoreError, match="The record was not kept"):
        store.add_record(of_plan(what="Agreed mark 5."))
    assert store.records_of(PLAN.id) == (of_plan(),)


def test_a_record_of_no_project_is_refused(store: SqliteProjectStore):
    with pytest.raises(StoreError, match="The record was not kept"):
        store.add_record(of_plan())


def test_records_leave_the_plan_its_revision_and_the_list_its_order(store: SqliteProjectStore):
    store.save(PLAN)
    (line,) = store.list_projects()
    store.add_record(of_plan())
    assert store.list_projects() == (line,)
    store.save(replace(PLAN, revision=PLAN.revision + 1))
    assert store.records_of(PLAN.id) == (of_plan(),)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record SET what = 'Agreed mark 5.'",
        "DELETE FROM record",
        "INSERT OR REPLACE INTO record SELECT * FROM record",
    ],
)
def test_the_file_itself_refuses_to_change_or_remove_a_record(
    connections: list[FailingConnection], store: SqliteProjectStore, statement: str
):
    store.save(PLAN)
    store.add_record(of_plan())
    with pytest.raises(sqlite3.IntegrityError, match="a record"):
        connections[0].execute(statement)
    assert store.records_of(PLAN.id) == (of_plan(),)


def test_records_go_with_their_project_and_with_no_other(store: SqliteProjectStore, database_path: Path):
    other = full_project(2)
    for project in (PLAN, other):
        store.save(project)
        store.add_record(replace(a_record(), part=project.part_id, what="Agreed with the panel."))
        store.add_record(
            replace(
                a_record(2), part=project.part_id, corrects=a_record().id, why="A slip.", what="Agreed 2."
            )
        )
    store.delete(PLAN.id)
    assert store.records_of(PLAN.id) == ()
    assert len(store.records_of(other.id)) == 2
    store.delete(other.id)
    store.close()
    with closing(sqlite3.connect(database_path)) as database:
        assert database.execute("SELECT count(*) FROM record").fetchone() == (0,)
