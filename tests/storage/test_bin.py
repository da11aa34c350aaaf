"""A deleted project can be restored whole for its days, and is then gone from the file, every word of it."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from svdesk.domain.keeping.bin_clock import BinRule
from svdesk.domain.keeping.deletion import DELETED
from svdesk.domain.parts import PartId
from svdesk.domain.project import Project
from svdesk.domain.records import Record
from svdesk.services.exchange.project_file import project_json
from svdesk.services.ports import StoreError
from svdesk.storage.opening.quick_list import quick_list
from svdesk.storage.store import SqliteProjectStore
from tests.domain.test_parts import a_record
from tests.projects import full_project
from tests.services.exchange.test_exchange_returned_forms import a_return
from tests.storage.conftest import FailingConnection, OpenStore
from tests.storage.test_issues import an_issue

RULE = BinRule(stay=timedelta(days=30), most_at_once=timedelta(days=7))
PLAN = full_project()


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = datetime(2026, 12, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def on(self, **later: float) -> None:
        self.now += timedelta(**later)


def deletion(project_id: UUID, why: str = "A slip.", kept: str = "") -> Record:
    return Record(
        id=uuid4(),
        part=PartId(project_id),
        kind=DELETED,
        who="Sam Öztürk",
        at=datetime(2026, 12, 1, tzinfo=UTC),
        what="Deleted the project.",
        why=why,
        content=kept,
    )


def restoration(project_id: UUID) -> Record:
    return replace(deletion(project_id), id=uuid4(), kind="project-restored", what="Restored the project.")


def keep_all_of(store: SqliteProjectStore, project: Project) -> None:
    """Keep a project with an issued document, a returned form and a record."""
    store.save(project)
    store.record_issue((replace(an_issue(project), id=uuid4()),), project_json(project))
    store.add_record(replace(a_record(), part=project.part_id))
    if project.id == PLAN.id:
        back = a_return()
        store.keep_returned_form(back.form, back.original)


def everything_of(store: SqliteProjectStore, project_id: UUID) -> tuple[object, ...]:
    return (
        store.load(project_id),
        store.head(project_id),
        store.parts_of(project_id),
        store.issues_of(project_id),
        store.returned_forms_of(project_id),
        [store.returned_file_of(form) for form in store.returned_forms_of(project_id)],
    )


def test_a_deleted_project_is_not_found_and_comes_back_with_all_that_it_had(
    store: SqliteProjectStore, database_path: Path
):
    keep_all_of(store, PLAN)
    other = full_project(2)
    store.save(other)
    before, listed = everything_of(store, PLAN.id), store.list_projects()
    records = store.records_of(PLAN.id)
    gone = deletion(PLAN.id, kept="Keep until 31 March 2031.")
    store.put_in_bin((gone,), RULE)

    assert [line.id for line in store.list_projects()] == [other.id]
    with pytest.raises(KeyError):
        store.load(PLAN.id)
    with pytest.raises(KeyError):
        store.head(PLAN.id)
    assert store.is_taken(PLAN.id)
    (binned,) = store.bin_contents().projects
    assert (binned.id, binned.title, binned.who, binned.why, binned.kept) == (
        PLAN.id,
        PLAN.about.title,
        "Sam Öztürk",
        "A slip.",
        "Keep until 31 March 2031.",
    )
    back = restoration(PLAN.id)
    store.restore((back,))
    assert everything_of(store, PLAN.id) == before
    assert store.list_projects() == listed
    assert store.bin_contents().projects == ()
    assert store.records_of(PLAN.id) == (*records, gone, back)
    assert store.record_chain_of(PLAN.id).faults == ()
    # It is worked on as before.
    store.save(replace(PLAN, revision=PLAN.revision + 1))
    store.close()
    assert [line.id for line in quick_list(database_path)] == [PLAN.id, other.id]


def test_the_list_for_the_first_paint_leaves_out_what_is_in_the_bin(
    store: SqliteProjectStore, database_path: Path
):
    for number in (1, 2):
        store.save(full_project(number))
    store.put_in_bin((deletion(full_project(1).id),), RULE)
    store.close()
    assert [line.id for line in quick_list(database_path)] == [full_project(2).id]


def test_several_go_into_the_bin_and_come_back_all_or_none(store: SqliteProjectStore):
    ids = [full_project(number).id for number in (1, 2)]
    for number in (1, 2):
        store.save(full_project(number))
    with pytest.raises(StoreError, match="not there any more"):
        store.put_in_bin((deletion(ids[0]), deletion(uuid4())), RULE)
    assert len(store.list_projects()) == 2
    assert store.records_of(ids[0]) == ()
    store.put_in_bin(tuple(map(deletion, ids)), RULE)
    assert store.list_projects() == ()
    with pytest.raises(StoreError, match="not in the bin any more"):
        store.restore((restoration(ids[0]), restoration(uuid4())))
    assert len(store.bin_contents().projects) == 2
    store.restore(tuple(map(restoration, ids)))
    assert len(store.list_projects()) == 2


def test_what_is_in_the_bin_already_is_not_deleted_again(store: SqliteProjectStore):
    store.save(PLAN)
    store.put_in_bin((deletion(PLAN.id),), RULE)
    with pytest.raises(StoreError, match="not there any more"):
        store.put_in_bin((deletion(PLAN.id),), RULE)
    assert len(store.bin_contents().projects) == 1


WORDS = ("Zanzibarine", "Quibblethwaite", "Snorkelford")
"""Words that stand nowhere else, each in another part of a project."""


def with_words(project: Project, text: str) -> Project:
    about = replace(project.about, title=f"{WORDS[0]} {text}", need=f"{WORDS[1]} {text}" * 900)
    questions = tuple(replace(each, text=f"{WORDS[2]} {text}") for each in project.questions)
    return replace(project, about=about, questions=questions, revision=project.revision + 1)


def traces(database_path: Path) -> dict[str, list[str]]:
    """Which of the words stand in which of the files that belong to the database."""
    found = {}
    for file in sorted(database_path.parent.glob(f"{database_path.name}*")):
        held = file.read_bytes()
        found[file.name] = [word for word in WORDS if word.encode() in held]
    return found


def edited_many_times(store: SqliteProjectStore) -> Project:
    """A project whose text has grown, shrunk and moved, beside another that stays."""
    store.save(full_project(2))
    project = with_words(PLAN, "0")
    store.save(project)
    for number in range(1, 40):
        project = with_words(project, f"{'x' * (number % 7 * 400)} {number}")
        store.save(project)
    store.add_record(replace(a_record(), part=project.part_id, what=f"{WORDS[2]} agreed."))
    issue = replace(an_issue(project), file_name=f"{WORDS[0]}.pdf")
    store.record_issue((issue,), project_json(project))
    return project


@pytest.mark.parametrize("in_the_bin", [True, False], ids=["from the bin", "at once"])
def test_not_a_word_of_a_project_that_went_for_good_is_left_in_the_file_or_beside_it(
    store: SqliteProjectStore, database_path: Path, in_the_bin: bool
):
    project = edited_many_times(store)
    held = traces(database_path)
    assert any(words for words in held.values()), "the words are there to begin with"
    if in_the_bin:
        store.put_in_bin((deletion(project.id, why="Nothing that names it."),), RULE)
        assert any(words for words in traces(database_path).values())
    store.delete(project.id)
    # While SVDesk is open, and after it was closed.
    assert not any(words for words in traces(database_path).values())
    store.close()
    assert not any(words for words in traces(database_path).values())
    assert traces(database_path)
    with closing(sqlite3.connect(database_path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("SELECT count(*) FROM project").fetchone() == (1,)


def test_without_a_log_nothing_is_left_either(
    monkeypatch: pytest.MonkeyPatch, open_store: OpenStore, database_path: Path
):
    """Where the folder allows no write-ahead log, the journal beside the file is emptied."""
    monkeypatch.setattr("svdesk.storage.live_database.on_this_computer", lambda _folder: False)
    store = open_store()
    project = edited_many_times(store)
    store.delete(project.id)
    assert not any(words for words in traces(database_path).values())
    store.close()
    assert not any(words for words in traces(database_path).values())


def used_daily(store: SqliteProjectStore, clock: Clock, days: int) -> list[UUID]:
    gone: list[UUID] = []
    for _ in range(days):
        clock.on(days=1)
        gone += store.count_time(RULE)
    return gone


def test_after_thirty_days_of_use_it_goes_and_a_line_says_that_it_went(
    open_store: OpenStore, database_path: Path
):
    clock = Clock()
    store = open_store(clock=clock)
    project = edited_many_times(store)
    store.count_time(RULE)
    store.put_in_bin((deletion(project.id, why="Given up.", kept="Keep until 31 March 2031."),), RULE)
    assert used_daily(store, clock, 29) == []
    assert used_daily(store, clock, 1) == [project.id]
    contents = store.bin_contents()
    assert contents.projects == ()
    (gone,) = contents.gone
    assert (gone.project_id, gone.who, gone.why, gone.kept) == (
        project.id,
        "Sam Öztürk",
        "Given up.",
        "Keep until 31 March 2031.",
    )
    assert gone.gone_at == clock.now
    assert not store.is_taken(project.id)
    assert not any(words for words in traces(database_path).values())
    # Its id is free again, as for a copy that comes back as a file.
    store.save(replace(PLAN, revision=1))
    assert store.load(PLAN.id).about == PLAN.about


def test_a_clock_that_jumps_ten_years_ahead_leaves_the_bin_as_it_is(open_store: OpenStore):
    clock = Clock()
    store = open_store(clock=clock)
    store.save(PLAN)
    store.put_in_bin((deletion(PLAN.id),), RULE)
    store.close()
    clock.on(days=3653)
    later = open_store(clock=clock)
    for _ in range(50):
        clock.on(minutes=5)
        assert later.count_time(RULE) == ()
    later.restore((restoration(PLAN.id),))
    assert later.load(PLAN.id) == PLAN


def test_what_was_restored_and_deleted_again_has_its_days_anew(open_store: OpenStore):
    clock = Clock()
    store = open_store(clock=clock)
    store.save(PLAN)
    store.put_in_bin((deletion(PLAN.id),), RULE)
    used_daily(store, clock, 20)
    store.restore((restoration(PLAN.id),))
    assert used_daily(store, clock, 40) == []
    store.put_in_bin((deletion(PLAN.id),), RULE)
    assert used_daily(store, clock, 29) == []
    assert used_daily(store, clock, 1) == [PLAN.id]


@pytest.mark.parametrize("act", ["put_in_bin", "count_time", "delete"])
def test_a_disk_that_fails_leaves_the_project_whole(
    connections: list[FailingConnection], open_store: OpenStore, act: str
):
    clock = Clock()
    store = open_store(clock=clock)
    keep_all_of(store, PLAN)
    before = everything_of(store, PLAN.id)
    acts = {
        "put_in_bin": lambda: store.put_in_bin((deletion(PLAN.id),), RULE),
        "count_time": lambda: store.count_time(RULE),
        "delete": lambda: store.delete(PLAN.id),
    }
    if act == "count_time":
        store.put_in_bin((deletion(PLAN.id),), RULE)
        used_daily(store, clock, 29)
        clock.on(days=1)
    connections[0].fail = "before"
    with pytest.raises(StoreError, match="disk reported an error"):
        acts[act]()
    connections[0].fail = ""
    if act == "count_time":
        store.restore((restoration(PLAN.id),))
    assert everything_of(store, PLAN.id) == before
