"""Whatever a project holds, it is the same after it was saved and read again."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svdesk.domain.facts import ContractFacts, Lot
from svdesk.domain.head import ProjectHead
from svdesk.domain.project import LIST_SECTIONS, SECTIONS, SINGLE_SECTIONS, About, Kpi, Project
from svdesk.domain.sections import SectionSpec
from svdesk.storage.images import table_of
from svdesk.storage.mapping import column_forms
from svdesk.storage.store import SqliteProjectStore
from svdesk.storage.tables.project_rows import PartRow, ProjectRow
from svdesk.storage.tables.section_rows import CpvCodeRow, KpiTargetRow, row_of
from tests.projects import full_project, projects

IN_OWN_TABLE = {ContractFacts: {"cpv": CpvCodeRow}, Kpi: {"targets": KpiTargetRow}}


def read_again(path: Path, project_id: UUID) -> Project:
    """The project as a store reads it that has never seen it before."""
    store = SqliteProjectStore(path)
    try:
        return store.load(project_id)
    finally:
        store.close()


@pytest.mark.parametrize("section", SECTIONS.values(), ids=lambda section: section.name)
def test_every_field_of_the_domain_has_its_column(section: SectionSpec):
    kept = {form.name: form.column for form in column_forms(section.item)}
    apart = IN_OWN_TABLE.get(section.item, {})
    assert {*kept, *apart} == {field.name for field in fields(section.item)}
    columns = set(table_of(row_of(section)).columns.keys())
    assert set(kept.values()) <= columns
    position = {"position"} if section.key else set()
    assert columns - set(kept.values()) == {"project_id"} | position


def test_every_field_of_the_plan_itself_stands_in_the_head_or_with_the_part():
    own = {each.name for each in fields(Project)} - SECTIONS.keys()
    assert own <= {*table_of(ProjectRow).columns.keys(), *table_of(PartRow).columns.keys()}


def test_every_field_of_a_head_has_its_column():
    kept = set(table_of(ProjectRow).columns.keys())
    assert kept == {each.name for each in fields(ProjectHead)} | {"changed_at", "change_number"}


def test_a_project_filled_in_everywhere_comes_back_equal(tmp_path: Path):
    project = full_project()
    empty = Project(id=project.id)
    for name in (*SINGLE_SECTIONS, *LIST_SECTIONS):
        assert getattr(project, name) != getattr(empty, name), name
    store = SqliteProjectStore(tmp_path / "p.db")
    store.save(project)
    store.close()
    assert read_again(tmp_path / "p.db", project.id) == project


def test_an_empty_project_comes_back_equal(tmp_path: Path):
    project = Project(id=uuid4())
    store = SqliteProjectStore(tmp_path / "p.db")
    store.save(project)
    store.close()
    assert read_again(tmp_path / "p.db", project.id) == project


@pytest.fixture(scope="module")
def one_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteProjectStore]:
    """A store for many examples: reading always reads the file, never what was handed in."""
    store = SqliteProjectStore(tmp_path_factory.mktemp("many") / "p.db")
    yield store
    store.close()


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(project=projects(), later=projects())
def test_any_project_comes_back_equal_when_new_and_when_changed(
    one_store: SqliteProjectStore, project: Project, later: Project
):
    later = replace(later, id=project.id)
    one_store.save(project)
    assert one_store.load(project.id) == project
    one_store.save(later)
    assert one_store.load(project.id) == later


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(project=projects(), data=st.data())
def test_items_that_move_or_go_come_back_in_the_officers_order(
    one_store: SqliteProjectStore, project: Project, data: st.DataObject
):
    changed = {
        name: tuple(data.draw(st.permutations(getattr(project, name))))[: data.draw(st.integers(0, 3))]
        for name in LIST_SECTIONS
    }
    later = replace(project, **changed)
    one_store.save(project)
    one_store.save(later)
    assert one_store.load(project.id) == later


@pytest.mark.parametrize(
    "text",
    [
        "x" * 200_000,
        "👩🏽‍🍳 naïve \u202eevil\u202c ‏עברית‏ Ελληνικά",
        "\x01\x02\x0b\x0c\x1b\x7f\x85\ufeff\ufffe\uffff",
        "line\r\nline\n\ttab \u2028 separator",
        "'; DROP TABLE project; -- \" % _ \\ {0} <b>&amp;</b>",
        " spaces kept ",
    ],
    ids=["long", "scripts", "controls", "lines", "syntax", "spaces"],
)
def test_odd_text_comes_back_character_for_character(tmp_path: Path, text: str):
    project = Project(id=uuid4(), about=About(title=text, purpose=text), lots=(Lot(id=uuid4(), title=text),))
    store = SqliteProjectStore(tmp_path / "p.db")
    store.save(project)
    (line,) = store.list_projects()
    assert line.title == text
    store.close()
    assert read_again(tmp_path / "p.db", project.id) == project


@pytest.mark.parametrize("text", ["half a pair \ud83d", "nul \0 inside"], ids=["surrogate", "nul"])
def test_what_no_database_keeps_is_replaced_visibly_and_the_rest_is_kept(tmp_path: Path, text: str):
    project = Project(id=uuid4(), about=About(purpose=text, need="kept"))
    store = SqliteProjectStore(tmp_path / "p.db")
    store.save(project)
    store.close()
    about = read_again(tmp_path / "p.db", project.id).about
    assert about.purpose == text.replace("\ud83d", "\ufffd").replace("\0", "\ufffd")
    assert about.need == "kept"


def test_two_projects_may_hold_items_of_the_same_ids(tmp_path: Path):
    one = full_project()
    other = replace(one, id=uuid4(), lots=one.lots[:1])
    store = SqliteProjectStore(tmp_path / "p.db")
    store.save(one)
    store.save(other)
    store.delete(other.id)
    assert store.load(one.id) == one
    store.close()


def test_dates_at_the_ends_of_the_calendar_come_back(tmp_path: Path):
    facts = ContractFacts(start_date=date(1, 1, 1), end_date=date(9999, 12, 31))
    project = Project(id=uuid4(), facts=facts)
    store = SqliteProjectStore(tmp_path / "p.db")
    store.save(project)
    store.close()
    assert read_again(tmp_path / "p.db", project.id) == project
