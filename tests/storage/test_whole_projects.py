"""What a project file holds is taken over whole or not at all, whatever happens meanwhile."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from svdesk.domain.head import WholeProject, head_of
from svdesk.services.ports import StoreError
from svdesk.storage.store import SqliteProjectStore
from tests.projects import full_project
from tests.services.exchange.test_exchange_returned_forms import a_return
from tests.storage.conftest import FailingConnection
from tests.storage.killed_imports import FILE, FORMS, MINE, RECORDS, THEIRS


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no such call")
@pytest.mark.parametrize(
    ("way", "step", "moments", "leaves_halves"),
    [("add", 2, 15, False), ("take_the_place", 3, 15, False), ("one_by_one", 6, 0, True)],
)
def test_a_process_that_is_killed_while_it_takes_a_file_over_leaves_nothing_or_all_of_it(
    tmp_path: Path, way: str, step: int, moments: int, leaves_halves: bool
):
    run = [sys.executable, "-m", "tests.storage.killed_imports", str(tmp_path), way, str(step), str(moments)]
    done = subprocess.run(run, capture_output=True, check=True, cwd=Path(__file__).parents[2])
    found = json.loads(done.stdout)
    # The last way is how it was done once: were halves not found there, none would be found anywhere.
    assert ("HALF" in found) == leaves_halves
    assert found["nothing"] > 1
    assert found["whole"] >= 1


def test_what_is_here_is_replaced_and_records_and_forms_are_united(store: SqliteProjectStore):
    store.save(MINE)
    mine = replace(RECORDS[0], id=UUID(int=77), what="Done here")
    here = a_return(70, b"came here")
    store.add_record(mine)
    store.add_record(RECORDS[2])
    store.keep_returned_form(here.form, here.original)
    store.keep_returned_form(replace(FORMS[0].form, id=UUID(int=71)), FORMS[0].original)
    store.keep_whole(FILE, {MINE.part_id: MINE.revision})
    assert store.load(MINE.id) == THEIRS
    assert store.head(MINE.id) == FILE.head
    assert store.list_projects()[0].title == THEIRS.about.title
    assert store.records_of(MINE.id) == (mine, RECORDS[2], RECORDS[0], RECORDS[1])
    kept = {form.sha256: form.id for form in store.returned_forms_of(MINE.id)}
    assert kept == {
        here.form.sha256: UUID(int=70),
        FORMS[0].form.sha256: UUID(int=71),
        FORMS[1].form.sha256: UUID(int=2),
        FORMS[2].form.sha256: UUID(int=3),
    }
    # Work goes on from there, as after any save.
    store.save(replace(THEIRS, revision=THEIRS.revision + 1))


def test_a_form_whose_id_another_project_has_gets_one_of_its_own(store: SqliteProjectStore):
    other = full_project(2)
    store.save(other)
    store.keep_returned_form(replace(FORMS[0].form, project_id=other.id), FORMS[0].original)
    store.keep_whole(FILE)
    (theirs,) = store.returned_forms_of(other.id)
    assert theirs.id == FORMS[0].form.id
    assert {form.sha256 for form in store.returned_forms_of(MINE.id)} == {each.form.sha256 for each in FORMS}


@pytest.mark.parametrize("replaces", [None, {}, {MINE.part_id: MINE.revision - 1}])
def test_what_was_changed_or_added_here_meanwhile_stays_as_it_is(
    store: SqliteProjectStore, replaces: dict[object, int] | None
):
    store.save(MINE)
    with pytest.raises(StoreError, match=r"was not taken over.*kept as it is: open the file again"):
        store.keep_whole(FILE, replaces)
    assert store.load(MINE.id) == MINE
    assert (store.records_of(MINE.id), store.returned_forms_of(MINE.id)) == ((), ())
    assert store.head(MINE.id) == head_of(MINE)


def test_what_was_removed_here_meanwhile_does_not_come_back(store: SqliteProjectStore):
    with pytest.raises(StoreError, match="was not taken over"):
        store.keep_whole(FILE, {MINE.part_id: MINE.revision})
    assert store.list_projects() == ()


def test_an_error_at_a_record_or_at_the_commit_leaves_nothing(
    connections: list[FailingConnection], store: SqliteProjectStore
):
    broken = WholeProject(
        head=FILE.head,
        parts=FILE.parts,
        records=(*RECORDS, replace(RECORDS[0], id=UUID(int=9), corrects=UUID(int=8), why="A slip")),
    )
    with pytest.raises(StoreError, match="was not taken over"):
        store.keep_whole(broken)
    assert store.list_projects() == ()
    connections[0].fail = "before"
    with pytest.raises(StoreError, match="was not taken over"):
        store.keep_whole(FILE)
    connections[0].fail = ""
    assert store.list_projects() == ()
    store.keep_whole(FILE)
    assert store.load(MINE.id) == THEIRS
