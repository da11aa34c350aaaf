"""Parts of one project are kept apart: each has its revision, and newer work is never written over."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import Field

from svdesk.domain.choices import ProjectStage
from svdesk.domain.head import ProjectHead, head_of
from svdesk.domain.parts import Part, PartId
from svdesk.domain.project import PLAN, Project
from svdesk.services.ports import StoreError
from svdesk.services.project.session import PartSession
from svdesk.storage.changes import RowChange
from svdesk.storage.kept_rows import Rows
from svdesk.storage.part_tables import KINDS
from svdesk.storage.store import SqliteProjectStore
from svdesk.storage.tables.columns import Stored
from tests.projects import full_project
from tests.storage.conftest import FailingConnection, OpenStore, change_elsewhere

PROJECT = full_project()


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary(Part):
    """A part of another kind, of which a project can have several."""

    part_kind = "diary"

    place: str
    notes: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Diaries are told apart by their place."""
        return self.place


class NoteFields(Stored):
    """The columns of a diary's notes."""

    project_id: UUID = Field(primary_key=True)
    part_key: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    text: str


class NoteRow(NoteFields, table=True):
    """A table that no shipped schema has."""

    __tablename__ = "made_up_note"


MADE = (
    "CREATE TABLE made_up_note (project_id CHAR(32) REFERENCES project (id) ON DELETE CASCADE, "
    "part_key TEXT, position INTEGER, text TEXT, PRIMARY KEY (project_id, part_key, position))"
)


class DiaryTables:
    """How diaries are kept."""

    kind = Diary.part_kind
    tables = (NoteRow,)

    def changes(self, before: Part | None, after: Part) -> tuple[RowChange, ...]:
        """Only what differs is written."""
        old, new = self._rows(before), self._rows(after)
        return tuple(
            RowChange(NoteRow, old.get(place), new.get(place))
            for place in {**old, **new}
            if old.get(place) != new.get(place)
        )

    def head_columns(self, part: Part) -> dict[str, Any]:  # noqa: ARG002 - as the protocol has it
        """A diary says nothing of its project."""
        return {}

    def part_from(self, part_id: PartId, revision: int, head: ProjectHead, rows: Rows) -> Part:  # noqa: ARG002
        """The diary of the notes."""
        notes = tuple(row["text"] for row in rows["made_up_note"])
        return Diary(id=part_id.project_id, place=part_id.key, revision=revision, notes=notes)

    def _rows(self, part: Part | None) -> dict[int, dict[str, Any]]:
        notes = part.notes if isinstance(part, Diary) else ()
        owner = {"project_id": part.id, "part_key": part.key} if part else {}
        return {place: {**owner, "position": place, "text": text} for place, text in enumerate(notes)}


# The shipped models are compared with the shipped migrations, which know nothing of this one.
Stored.metadata.remove(Stored.metadata.tables["made_up_note"])
TABLE = NoteRow.__table__  # type: ignore[attr-defined]


@pytest.fixture
def two_kinds(
    connections: list[FailingConnection], open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> SqliteProjectStore:
    """A store that keeps diaries too."""
    monkeypatch.setattr(Stored.metadata, "tables", {**Stored.metadata.tables, "made_up_note": TABLE})
    store = open_store(kinds=(*KINDS, DiaryTables()))
    connections[-1].execute(MADE)
    store.save(PROJECT)
    return store


def diary(place: str = "north", **changes: Any) -> Diary:  # noqa: ANN401 - fields of a diary
    return Diary(id=PROJECT.id, place=place, **changes)


def test_a_part_of_another_kind_is_kept_beside_the_plan(two_kinds: SqliteProjectStore):
    north, south = diary(notes=("Monday", "Tuesday")), diary("south", notes=("Sunday",))
    two_kinds.save(north)
    two_kinds.save(south)
    assert two_kinds.parts_of(PROJECT.id) == (north.part_id, south.part_id, PROJECT.part_id)
    assert two_kinds.load_part(north.part_id) == north
    assert two_kinds.load_part(south.part_id) == south
    assert two_kinds.load(PROJECT.id) == PROJECT
    shorter = replace(north, revision=1, notes=("Monday",))
    two_kinds.save(shorter, north.revision)
    assert two_kinds.load_part(north.part_id) == shorter
    assert two_kinds.load_part(south.part_id) == south


def test_two_parts_of_one_project_saved_turn_by_turn_never_conflict(two_kinds: SqliteProjectStore):
    plan, north = PartSession(PROJECT), PartSession(diary())
    two_kinds.save(north.part)
    for turn in range(3):
        before = plan.part.revision, north.part.revision
        plan.replace({"about": replace(plan.part.about, title=f"Title {turn}")})
        north.replace({"notes": (*north.part.notes, f"Note {turn}")})
        two_kinds.save(plan.part, before[0])
        two_kinds.save(north.part, before[1])
    assert two_kinds.load(PROJECT.id) == plan.part
    assert two_kinds.load_part(north.part.part_id) == north.part
    assert two_kinds.head(PROJECT.id).title == "Title 2"


def test_one_part_saved_from_two_places_is_refused_in_words_and_the_first_stays(
    two_kinds: SqliteProjectStore,
):
    opened = PROJECT.revision
    mine, theirs = PartSession(PROJECT), PartSession(PROJECT)
    theirs.replace({"about": replace(PROJECT.about, title="Theirs")})
    mine.replace({"about": replace(PROJECT.about, title="Mine")})
    two_kinds.save(theirs.part, opened)
    with pytest.raises(StoreError, match=r"saved from another place .* What was saved there is kept"):
        two_kinds.save(mine.part, opened)
    # Reading what is there does not make it what mine was made from.
    assert two_kinds.load(PROJECT.id) == theirs.part
    with pytest.raises(StoreError, match="does not write over newer work"):
        two_kinds.save(mine.part, opened)
    two_kinds.save(replace(mine.part, revision=theirs.part.revision + 1), theirs.part.revision)
    assert two_kinds.load(PROJECT.id).about.title == "Mine"


def test_a_store_that_has_not_read_a_part_does_not_write_over_it(
    store: SqliteProjectStore, open_store: OpenStore
):
    store.save(PROJECT)
    store.close()
    other = open_store()
    with pytest.raises(StoreError, match="saved from another place"):
        other.save(replace(PROJECT, lots=()))
    assert other.load(PROJECT.id) == PROJECT


def test_a_lock_that_was_lost_does_not_let_older_work_over_newer(
    connections: list[FailingConnection], two_kinds: SqliteProjectStore
):
    two_kinds.save(diary(notes=("Monday",)))
    # As another computer would, on a drive that lost the lock.
    change_elsewhere(
        connections[0], "UPDATE part SET revision = 5 WHERE kind = 'diary'", (*KINDS, DiaryTables())
    )
    with pytest.raises(StoreError, match="saved from another place"):
        two_kinds.save(diary(revision=1, notes=("Mine",)), 0)
    two_kinds.save(replace(PROJECT, revision=PROJECT.revision + 1), PROJECT.revision)
    assert two_kinds.load_part(diary().part_id) == diary(revision=5, notes=("Monday",))


def test_a_project_can_begin_without_a_plan_and_get_one_later(two_kinds: SqliteProjectStore):
    head = ProjectHead(id=uuid4(), title="Let elsewhere", reference="C-1", stage=ProjectStage.RUNNING)
    two_kinds.begin(head)
    assert two_kinds.head(head.id) == head
    assert two_kinds.list_projects()[0].title == "Let elsewhere"
    assert two_kinds.parts_of(head.id) == ()
    with pytest.raises(KeyError):
        two_kinds.load(head.id)
    notes = Diary(id=head.id, place="north", notes=("Monday",))
    two_kinds.save(notes)
    assert two_kinds.head(head.id) == head
    plan = Project(id=head.id, about=replace(PROJECT.about, title="Planned after all"))
    two_kinds.save(plan)
    assert two_kinds.load(head.id) == plan
    assert two_kinds.head(head.id) == head_of(plan, ProjectStage.RUNNING)


def test_a_part_of_no_project_is_refused(two_kinds: SqliteProjectStore):
    with pytest.raises(StoreError, match="not saved"):
        two_kinds.save(Diary(id=uuid4(), place="north"))


def test_the_stage_stays_when_the_plan_is_saved_and_the_plan_when_the_stage_moves(store: SqliteProjectStore):
    store.save(PROJECT)
    assert store.head(PROJECT.id).stage is ProjectStage.PLANNING
    store.set_stage(PROJECT.id, ProjectStage.AWARDED)
    store.save(replace(PROJECT, revision=8, about=replace(PROJECT.about, title="New")))
    assert store.head(PROJECT.id) == head_of(store.load(PROJECT.id), ProjectStage.AWARDED)
    assert store.load(PROJECT.id).revision == 8


def test_a_stage_of_a_later_version_is_read_as_planning_and_stays_in_the_file(
    connections: list[FailingConnection], store: SqliteProjectStore
):
    store.save(PROJECT)
    change_elsewhere(connections[0], "UPDATE project SET stage = 'mothballed'")
    assert store.head(PROJECT.id).stage is ProjectStage.PLANNING
    store.save(replace(PROJECT, revision=8))
    assert connections[0].execute("SELECT stage FROM project").fetchone() == ("mothballed",)


def test_a_project_that_is_not_there_has_no_head(store: SqliteProjectStore):
    with pytest.raises(KeyError):
        store.head(uuid4())
    with pytest.raises(KeyError):
        store.load_part(PartId(uuid4(), PLAN))


def test_parts_go_with_their_project(two_kinds: SqliteProjectStore, database_path: Path):
    two_kinds.save(diary(notes=("Monday",)))
    two_kinds.delete(PROJECT.id)
    two_kinds.close()
    with closing(sqlite3.connect(database_path)) as database:
        for table in ("part", "made_up_note"):
            assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
