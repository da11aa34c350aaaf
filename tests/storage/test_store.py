"""The store keeps projects, writes only what differs, and never pretends."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from threading import Thread
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, event

from svdesk.domain.choices import DocumentStatus, Stage
from svdesk.domain.entry import MOST_POUNDS
from svdesk.domain.facts import ContractFacts, Lot
from svdesk.domain.project import About, OutcomeDecision, Project
from svdesk.services.ports import ProjectStore, StoreError
from svdesk.storage.schema import APPLICATION_ID, SCHEMA
from svdesk.storage.store import SqliteProjectStore
from tests.projects import full_project
from tests.storage.conftest import FailingConnection, OpenStore, change_elsewhere


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements that are sent to databases meanwhile."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def titled(title: str) -> Project:
    return Project(id=uuid4(), about=About(title=title, reference=f"R-{title}", authority="A council"))


def test_the_store_is_what_the_services_ask_for(store: SqliteProjectStore):
    port: ProjectStore = store
    assert port.list_projects() == ()


def test_a_project_that_is_not_there_is_a_key_error(store: SqliteProjectStore):
    missing = uuid4()
    with pytest.raises(KeyError, match=str(missing)):
        store.load(missing)


def test_the_list_shows_what_was_saved_and_when(store: SqliteProjectStore):
    project = titled("Catering")
    before = datetime.now(UTC)
    at = store.save(project)
    assert before <= at <= datetime.now(UTC)
    (line,) = store.list_projects()
    assert (line.id, line.title, line.reference) == (project.id, "Catering", "R-Catering")
    assert (line.authority, line.changed_at) == ("A council", at)
    assert line.changed_at.utcoffset() == timedelta(0)


def test_the_last_changed_is_listed_first_even_when_the_clock_jumps_back(open_store: OpenStore):
    times = iter([datetime(2040, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)] * 2)
    store = open_store(clock=lambda: next(times))
    one, two = titled("one"), titled("two")
    store.save(one)
    store.save(two)
    assert [line.title for line in store.list_projects()] == ["two", "one"]
    store.save(one)
    assert [line.title for line in store.list_projects()] == ["one", "two"]
    store.close()
    store = open_store(clock=lambda: datetime(1999, 1, 1, tzinfo=UTC))
    store.save(store.load(two.id))
    assert [line.title for line in store.list_projects()] == ["two", "one"]


def test_one_changed_field_writes_its_row_and_the_projects_own(store: SqliteProjectStore):
    project = full_project()
    store.save(project)
    kpi = replace(project.kpis[0], title="Other")
    with statements() as seen:
        store.save(replace(project, revision=8, kpis=(kpi, *project.kpis[1:])))
    written = [statement for statement in seen if not statement.startswith("BEGIN")]
    assert sorted(statement.partition("=?")[0] for statement in written) == [
        "UPDATE kpi SET title",
        "UPDATE part SET revision",
        "UPDATE project SET changed_at",
    ]


def test_a_removed_item_takes_its_own_rows_with_it_and_no_others(
    store: SqliteProjectStore, database_path: Path
):
    project = full_project()
    store.save(project)
    store.save(replace(project, kpis=project.kpis[1:]))
    store.close()
    with closing(sqlite3.connect(database_path)) as database:
        assert database.execute("SELECT count(*) FROM kpi").fetchone() == (1,)
        assert database.execute("SELECT count(*) FROM kpi_target").fetchone() == (1,)


def test_a_removed_project_leaves_nothing_behind(store: SqliteProjectStore, database_path: Path):
    store.save(full_project())
    store.delete(full_project().id)
    store.delete(uuid4())
    assert store.list_projects() == ()
    store.close()
    assert b"Extra Care Catering" not in database_path.read_bytes()
    with closing(sqlite3.connect(database_path)) as database:
        tables = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        counts = {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for (name,) in tables}
    assert {name for name, count in counts.items() if count} == {"alembic_version"}


def test_a_removed_project_can_be_saved_again(store: SqliteProjectStore):
    project = full_project()
    store.save(project)
    store.delete(project.id)
    store.save(project)
    assert store.load(project.id) == project


def test_the_connection_has_the_settings_that_survive_a_power_cut(
    connections: list[FailingConnection], store: SqliteProjectStore
):
    store.save(full_project())
    (connection,) = connections
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "locking_mode": "exclusive",
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "secure_delete": 1,
        "application_id": APPLICATION_ID,
        "user_version": SCHEMA,
        "busy_timeout": 0,
    }
    found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in expected}
    assert found == expected


def test_transactions_take_the_write_lock_at_once(store: SqliteProjectStore):
    with statements() as seen:
        store.save(full_project())
    assert seen[0] == "BEGIN IMMEDIATE"
    assert sum(statement.startswith("BEGIN") for statement in seen) == 1


def test_closing_leaves_one_file_and_its_note_and_may_be_done_twice(
    store: SqliteProjectStore, database_path: Path
):
    store.save(full_project())
    store.close()
    store.close()
    assert sorted(file.name for file in database_path.parent.iterdir()) == ["svdesk.db", "svdesk.db.txt"]


def test_another_thread_may_take_the_store_over(store: SqliteProjectStore):
    project = full_project()
    worker = Thread(target=store.save, args=(project,))
    worker.start()
    worker.join()
    assert store.load(project.id) == project


def test_a_full_disk_is_named_and_what_was_saved_stays(
    connections: list[FailingConnection], store: SqliteProjectStore
):
    project = full_project()
    store.save(project)
    connection = connections[0]
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count={pages}")
    longer = replace(project, revision=8, about=replace(project.about, need="x" * 500_000))
    with pytest.raises(StoreError, match=r"not saved\. The disk is full\. Everything saved before is kept"):
        store.save(longer)
    assert store.load(project.id) == project
    connection.execute("PRAGMA max_page_count=100000")
    store.save(longer)
    assert store.load(project.id) == longer


@pytest.mark.parametrize("fail", ["before", "after"], ids=["not on disk", "on disk all the same"])
def test_after_a_commit_that_failed_the_store_looks_at_the_file_again(
    connections: list[FailingConnection], store: SqliteProjectStore, fail: str
):
    project = full_project()
    store.save(project)
    changed = replace(project, revision=8, lots=(), about=replace(project.about, title="Second"))
    connections[0].fail = fail
    with pytest.raises(StoreError, match=r"not saved\. The disk reported an error"):
        store.save(changed)
    connections[0].fail = ""
    assert store.load(project.id) == (changed if fail == "after" else project)
    third = replace(changed, revision=9, about=replace(project.about, title="Third"))
    connections[0].fail = fail
    with pytest.raises(StoreError):
        store.save(third)
    connections[0].fail = ""
    store.save(third)
    assert store.load(project.id) == third


def test_a_save_that_fails_half_way_writes_nothing(
    connections: list[FailingConnection], store: SqliteProjectStore
):
    project = full_project()
    store.save(project)
    connections[0].execute(
        "CREATE TEMP TRIGGER stop BEFORE UPDATE ON kpi BEGIN SELECT raise(ABORT, 'stopped'); END"
    )
    kpi = replace(project.kpis[0], title="Other")
    changed = replace(project, lots=(), about=replace(project.about, title="New"), kpis=(kpi,))
    with pytest.raises(StoreError, match=r"not saved\. The database reported an error"):
        store.save(changed)
    assert store.load(project.id) == project


def test_a_file_that_may_only_be_read_is_named(
    connections: list[FailingConnection], store: SqliteProjectStore
):
    store.save(full_project())
    connections[0].execute("PRAGMA query_only=ON")
    with pytest.raises(StoreError, match="not allowed to write"):
        store.save(titled("new"))
    with pytest.raises(StoreError, match=r"was not removed\. SVDesk is not allowed to write"):
        store.delete(full_project().id)


def test_a_second_svdesk_is_told_that_the_first_has_the_file(
    store: SqliteProjectStore, open_store: OpenStore, database_path: Path
):
    store.save(full_project())
    with pytest.raises(StoreError, match="has your projects open in another SVDesk"):
        open_store()
    other = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys\nfrom pathlib import Path\n"
            "from svdesk.services.ports import StoreError\n"
            "from svdesk.storage.store import SqliteProjectStore\n"
            "try:\n    SqliteProjectStore(Path(sys.argv[1]), wait_seconds=0)\n"
            "except StoreError as error:\n    print(error)\n",
            str(database_path),
        ],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "has your projects open in another SVDesk" in other.stdout
    store.save(titled("still works"))
    store.close()
    assert len(open_store().list_projects()) == 2


def test_a_row_changed_behind_the_store_is_not_written_over(
    connections: list[FailingConnection], store: SqliteProjectStore
):
    project = full_project()
    store.save(project)
    change_elsewhere(connections[0], "UPDATE part SET revision = 99")
    changed = replace(project, revision=8, about=replace(project.about, title="Mine"))
    with pytest.raises(StoreError, match=r"was saved from another place .* is still in the window"):
        store.save(changed)
    assert store.load(project.id) == replace(project, revision=99)


def test_words_of_a_later_version_are_read_as_nothing_chosen_and_stay_in_the_file(
    connections: list[FailingConnection], store: SqliteProjectStore
):
    project = full_project()
    store.save(project)
    for change in (
        "UPDATE contract_facts SET regime = 'barter', vat = 'sometimes'",
        "UPDATE question SET stage = 'auction'",
        "UPDATE document_control SET status = 'framed'",
        "UPDATE outcome_decision SET decision = 'maybe'",
    ):
        change_elsewhere(connections[0], change)
    read = store.load(project.id)
    assert (read.facts.regime, read.facts.vat) == (None, None)
    assert {question.stage for question in read.questions} == {Stage.TENDER}
    assert read.control.status is DocumentStatus.DRAFT
    assert {outcome.decision for outcome in read.outcomes} == {None}
    store.save(replace(read, facts=replace(read.facts, relevant_area="Crewe", vat=project.facts.vat)))
    words = connections[0].execute("SELECT regime, vat, relevant_area FROM contract_facts").fetchone()
    assert words == ("barter", "inclusive", "Crewe")


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE contract_facts SET start_date = 'soon'",
        "UPDATE lot SET id = 'no id ' || position",
        "DELETE FROM evaluation",
    ],
)
def test_a_damaged_row_is_an_error_in_plain_words(
    connections: list[FailingConnection], store: SqliteProjectStore, damage: str
):
    project = full_project()
    store.save(project)
    connections[0].execute(damage)
    with pytest.raises(StoreError, match="The project can't be read"):
        store.load(project.id)


def test_a_damaged_file_is_an_error_in_plain_words(store: SqliteProjectStore, database_path: Path):
    project = full_project()
    store.save(project)
    store.close()
    with database_path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (database_path.stat().st_size - 4096))
    with pytest.raises(StoreError, match=r"damaged\. SVDesk leaves it as it is"):
        _load_closing(database_path, project.id)


def _load_closing(path: Path, project_id: UUID) -> None:
    store = SqliteProjectStore(path)
    try:
        store.load(project_id)
    finally:
        store.close()


@pytest.mark.parametrize(
    "wrong",
    [
        {"facts": ContractFacts(value=Decimal("-1"))},
        {"facts": ContractFacts(value=MOST_POUNDS + 1)},
        {"facts": ContractFacts(value=Decimal("0.001"))},
        {"facts": ContractFacts(vat_rate=Decimal("100.001"))},
        {"facts": ContractFacts(term_months=1201)},
        {"lots": (Lot(id=UUID(int=1)), Lot(id=UUID(int=1)))},
        {"outcomes": (OutcomeDecision(outcome_id="a"), OutcomeDecision(outcome_id="a"))},
        {"about": About(title=12)},  # type: ignore[arg-type]
    ],
    ids=str,
)
def test_what_the_domain_does_not_allow_is_refused_and_the_rest_is_kept(
    store: SqliteProjectStore, wrong: dict[str, object]
):
    project = full_project()
    store.save(project)
    with pytest.raises(StoreError, match="Your last change was not saved"):
        store.save(replace(project, revision=8, **wrong))
    assert store.load(project.id) == project
    store.save(replace(project, revision=8))


def test_the_file_itself_refuses_amounts_out_of_range(
    connections: list[FailingConnection], store: SqliteProjectStore
):
    store.save(full_project())
    for wrong in ("-1", "10000000000000", "'abc'", "'12 pounds'"):
        with pytest.raises(sqlite3.IntegrityError, match="value_pence"):
            connections[0].execute(f"UPDATE contract_facts SET value_pence = {wrong}")


def test_amounts_are_whole_pence_in_the_file(store: SqliteProjectStore, database_path: Path):
    store.save(full_project())
    store.close()
    with closing(sqlite3.connect(database_path)) as database:
        found = database.execute(
            "SELECT value_pence, typeof(value_pence), vat_rate_thousandths FROM contract_facts"
        ).fetchone()
    assert found == (13_000_000, "integer", 20_000)
