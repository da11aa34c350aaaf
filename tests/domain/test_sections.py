"""Whatever goes through the sections of a project finds each of them as it is declared."""

from dataclasses import dataclass, fields
from uuid import UUID, uuid4

import pytest

from svdesk.domain.choices import Stage
from svdesk.domain.facts import Estimate, Lot
from svdesk.domain.project import (
    LIST_SECTIONS,
    SECTIONS,
    SINGLE_SECTIONS,
    CommitmentDecision,
    EngagementEntry,
    Kpi,
    OutcomeDecision,
    ProfileAnswer,
    Project,
    Question,
    ReviewDate,
)
from svdesk.domain.sections import SectionSpec, many, one, sections_of
from tests.projects import full_project


def test_every_attribute_of_a_project_is_a_section_or_says_which_project_it_is():
    attributes = {attribute.name for attribute in fields(Project)}
    assert attributes - {*SECTIONS} == {"id", "revision", "pack_id", "pack_edition"}
    assert {*LIST_SECTIONS, *SINGLE_SECTIONS} == {*SECTIONS}


@pytest.mark.parametrize("spec", SECTIONS.values(), ids=lambda spec: spec.name)
def test_a_project_holds_what_its_sections_declare(spec: SectionSpec):
    held = getattr(full_project(), spec.name)
    assert all(type(item) is spec.item for item in (held if spec.many else (held,)))
    empty = getattr(Project(id=uuid4()), spec.name)
    assert empty == (() if spec.many else spec.item())


@pytest.mark.parametrize("name", LIST_SECTIONS)
def test_the_key_of_an_item_tells_it_apart(name: str):
    spec, items = SECTIONS[name], getattr(full_project(), name)
    assert len({spec.key_of(item) for item in items}) == len(items)


def test_an_offered_item_that_nobody_decided_on_is_empty_and_any_other_is_gone():
    assert SECTIONS["outcomes"].undecided("x.y") == OutcomeDecision(outcome_id="x.y")
    assert SECTIONS["commitments"].undecided("x") == CommitmentDecision(commitment_id="x")
    assert SECTIONS["profile"].undecided("x") == ProfileAnswer(question_id="x", answer=None)
    for name in set(LIST_SECTIONS) - {"outcomes", "commitments", "profile"}:
        with pytest.raises(KeyError):
            SECTIONS[name].undecided("x")


ID = UUID(int=1)


@pytest.mark.parametrize(
    ("section", "item", "line"),
    [
        ("lots", Lot(id=ID), "Lot 2: no title yet"),
        ("estimates", Estimate(id=ID), "no value yet, estimate 2"),
        ("engagement", EngagementEntry(id=ID), "Entry 2, no date yet: nobody named yet"),
        ("questions", Question(id=ID, stage=Stage.TENDER, text="How many\npeople?"), "2. How many people?"),
        ("kpis", Kpi(id=ID, title="x" * 200), f"KPI 2: {'x' * 110}…"),
        ("review_dates", ReviewDate(id=ID, what="All"), "Review 2, no date yet: All"),
        ("commitments", CommitmentDecision(commitment_id="pay"), "commitment pay"),
    ],
)
def test_an_item_stands_in_a_list_by_its_line(section: str, item: object, line: str):
    assert SECTIONS[section].title_of(item, 2) == line


def test_a_section_of_another_part_is_read_from_its_declaration():
    @dataclass(frozen=True, kw_only=True)
    class Contract:
        about: Lot = one(ReviewDate, "the contract")
        lots: tuple[Lot, ...] = many(Lot, "lot", unchecked="as tendered")

    specs = sections_of(Contract)
    assert [(spec.name, spec.many, spec.key) for spec in specs.values()] == [
        ("about", False, ""),
        ("lots", True, "id"),
    ]
