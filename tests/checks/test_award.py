"""Answers about the award that cannot all be so: each is found, told plainly and put right."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from svdesk.checks.finding import Finding, FindingKind
from svdesk.domain.choices import (
    AwardRoute,
    Category,
    DirectAwardGround,
    FirstStep,
    Framework,
    LotsPosition,
    MainPart,
    Procedure,
    Regime,
)
from svdesk.domain.project import Project
from svdesk.services.project.fixing import fixed
from tests.checks.scenes import findings, pack
from tests.steps.ground import finished

CODES = {
    *("route-and-procedure", "ground-without-award", "first-step-below", "first-step-above"),
    *("first-step-of-award", "first-step-of-competition", "advertised-or-not"),
    *("lots-position-bare", "lots-and-position", "lots-said-twice", "main-part"),
}


def of_award(project: Project) -> list[Finding]:
    return [finding for finding in findings(project) if finding.code in CODES]


def with_facts(**facts: Any) -> Project:  # noqa: ANN401 - any fact
    project = finished()
    unsaid = replace(project.access, lots_used=None)
    return replace(project, facts=replace(project.facts, **facts), access=unsaid)


LARGE = {"value": Decimal(900_000), "regime": Regime.STANDARD}


@pytest.mark.parametrize(
    ("facts", "code", "path"),
    [
        ({"award_route": AwardRoute.DIRECT_AWARD}, "route-and-procedure", "award_route"),
        (
            {"procedure": Procedure.DIRECT_AWARD, "award_route": AwardRoute.COMPETITION},
            "route-and-procedure",
            "award_route",
        ),
        (
            {"direct_award_ground": DirectAwardGround.USER_CHOICE},
            "ground-without-award",
            "direct_award_ground",
        ),
        (
            {
                "procedure": Procedure.DIRECT_AWARD,
                "award_route": AwardRoute.SWITCH,
                "direct_award_ground": DirectAwardGround.SINGLE_SUPPLIER,
            },
            "ground-without-award",
            "direct_award_ground",
        ),
        ({"first_step": FirstStep.TENDER_NOTICE}, "first-step-below", "first_step"),
        ({**LARGE, "first_step": FirstStep.BELOW_THRESHOLD_NOTICE}, "first-step-above", "first_step"),
        ({"first_step": FirstStep.TRANSPARENCY_NOTICE}, "first-step-of-award", "first_step"),
        (
            {
                "procedure": Procedure.DIRECT_AWARD,
                "award_route": AwardRoute.DIRECT_AWARD,
                "first_step": FirstStep.BELOW_THRESHOLD_NOTICE,
            },
            "first-step-of-competition",
            "first_step",
        ),
        ({"advertised": False}, "advertised-or-not", "advertised"),
        (
            {
                "procedure": Procedure.QUOTATION,
                "first_step": FirstStep.INVITATION,
                "advertised": True,
            },
            "advertised-or-not",
            "advertised",
        ),
        ({"lots_position": LotsPosition.REASONS_RECORDED}, "lots-and-position", "lots_position"),
        ({"mixed_main_part": MainPart.GOODS}, "main-part", "mixed_main_part"),
    ],
)
def test_a_contradiction_is_found_at_its_field_and_told_whole(facts: dict[str, Any], code: str, path: str):
    told = [finding for finding in of_award(with_facts(**facts)) if finding.code == code]
    assert [finding.path for finding in told] == [f"facts.{path}"]
    assert told[0].kind is FindingKind.CAUTION
    assert told[0].citations
    assert not set("{}") & set(told[0].message + told[0].why)
    if told[0].fix is not None:
        assert code not in {each.code for each in findings(fixed(with_facts(**facts), told[0].fix, pack()))}


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"award_route": AwardRoute.COMPETITION, "advertised": True},
        {"first_step": FirstStep.BELOW_THRESHOLD_NOTICE},
        {**LARGE, "first_step": FirstStep.TENDER_NOTICE},
        {
            "procedure": Procedure.DIRECT_AWARD,
            "award_route": AwardRoute.DIRECT_AWARD,
            "direct_award_ground": DirectAwardGround.PROTECT_LIFE,
            "first_step": FirstStep.FIRST_CONTACT,
        },
        {
            "procedure": Procedure.DIRECT_AWARD,
            "award_route": AwardRoute.SWITCH,
            "first_step": FirstStep.BELOW_THRESHOLD_NOTICE,
        },
        {
            "procedure": Procedure.DIRECT_AWARD,
            "framework": Framework.CALL_OFF,
            "first_step": FirstStep.FIRST_CONTACT,
        },
        {"procedure": Procedure.QUOTATION, "first_step": FirstStep.INVITATION, "advertised": False},
        {"procedure": Procedure.QUOTATION, "advertised": True},
        {"lots_position": LotsPosition.LOTS},
        {"mixed_main_part": MainPart.SERVICES},
        {"category": Category.MIXED, "mixed_main_part": MainPart.WORKS},
    ],
)
def test_what_can_be_so_is_left_alone(facts: dict[str, Any]):
    assert of_award(with_facts(**facts)) == []


def test_lots_that_are_said_and_not_listed_are_found():
    project = replace(with_facts(lots_position=LotsPosition.LOTS), lots=())
    assert [finding.code for finding in of_award(project)] == ["lots-position-bare"]


def test_reasons_against_lots_stand_where_there_are_none():
    assert of_award(replace(with_facts(lots_position=LotsPosition.REASONS_RECORDED), lots=())) == []


@pytest.mark.parametrize(
    ("position", "divided", "contradict"),
    [
        (LotsPosition.LOTS, False, True),
        (LotsPosition.REASONS_RECORDED, True, True),
        (LotsPosition.LOTS, True, False),
        (LotsPosition.REASONS_RECORDED, False, False),
    ],
)
def test_two_answers_on_lots_are_held_against_each_other(
    position: LotsPosition, *, divided: bool, contradict: bool
):
    project = with_facts(lots_position=position)
    lots = project.lots if position is LotsPosition.LOTS else ()
    project = replace(project, lots=lots, access=replace(project.access, lots_used=divided))
    assert [finding.code for finding in of_award(project)] == ["lots-said-twice"] * contradict
