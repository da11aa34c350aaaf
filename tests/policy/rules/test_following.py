"""Facts that follow from others are not asked for, and facts that contradict each other decide nothing."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svdesk.domain.choices import (
    AwardRoute,
    Category,
    DirectAwardGround,
    FirstStep,
    Framework,
    LotsPosition,
    Procedure,
)
from svdesk.domain.facts import ContractFacts, Lot
from svdesk.domain.planning import Access
from svdesk.policy.content.determinations import Status
from svdesk.policy.content.rule import Condition, Rule
from svdesk.policy.loading.load import bundled_pack
from svdesk.policy.rules.assess import assess, assess_project
from svdesk.policy.rules.following import left_possible, with_lots
from svdesk.policy.rules.possible import CHOICE_FACTS, options_of
from tests.projects import full_project

CHOOSABLE = sorted(CHOICE_FACTS)
FOLLOWING = {"award_route", "direct_award_ground", "advertised", "framework_assessed", "mixed_main_part"}

facts_given = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(sorted(options_of(name))) for name in CHOOSABLE}
)


def possible(fact: str, **known: Any) -> set[str | bool]:  # noqa: ANN401 - any fact
    return set(left_possible(fact, ContractFacts(**known), options_of(fact)))


@pytest.mark.parametrize(
    ("fact", "known", "left"),
    [
        ("award_route", {"procedure": Procedure.OPEN}, {"competition"}),
        ("award_route", {"procedure": Procedure.QUOTATION}, {"competition"}),
        ("award_route", {"procedure": Procedure.DIRECT_AWARD}, {"direct_award", "direct_award_switch"}),
        (
            "award_route",
            {"procedure": Procedure.DIRECT_AWARD, "direct_award_ground": DirectAwardGround.PROTOTYPE},
            {"direct_award"},
        ),
        ("award_route", {"procedure": Procedure.CONTRACT_MODIFICATION}, set(AwardRoute)),
        ("award_route", {}, set(AwardRoute)),
        ("direct_award_ground", {"procedure": Procedure.OPEN}, {""}),
        ("direct_award_ground", {"award_route": AwardRoute.SWITCH}, {""}),
        (
            "direct_award_ground",
            {"procedure": Procedure.DIRECT_AWARD, "framework": Framework.CALL_OFF},
            {""},
        ),
        ("advertised", {"procedure": Procedure.OPEN}, {True}),
        ("advertised", {"procedure": Procedure.QUOTATION}, {True, False}),
        (
            "advertised",
            {"procedure": Procedure.QUOTATION, "first_step": FirstStep.INVITATION},
            {False},
        ),
        ("advertised", {"first_step": FirstStep.BELOW_THRESHOLD_NOTICE}, {True}),
        ("framework_assessed", {"framework": Framework.NONE}, {False}),
        ("framework_assessed", {"framework": Framework.CALL_OFF}, {True, False}),
        ("mixed_main_part", {"category": Category.WORKS}, {"works"}),
        ("mixed_main_part", {"category": Category.MIXED}, {"services", "goods", "works"}),
    ],
)
def test_what_other_facts_leave_possible(fact: str, known: dict[str, Any], left: set[str | bool]):
    assert possible(fact, **known) == left


def test_a_contradiction_leaves_both_possible():
    assert possible("award_route", procedure=Procedure.OPEN, award_route=AwardRoute.DIRECT_AWARD) == {
        "competition",
        "direct_award",
    }
    assert possible(
        "award_route", procedure=Procedure.OPEN, direct_award_ground=DirectAwardGround.USER_CHOICE
    ) == {"competition", "direct_award"}


@given(facts_given, st.sampled_from(CHOOSABLE), st.data())
def test_one_fact_more_only_narrows_or_only_widens_what_is_possible(
    known: dict[str, Any], more: str, data: st.DataObject
):
    """So a certain answer never becomes its opposite: it stays, or can no longer be told."""
    known.pop(more, None)
    before = ContractFacts(**known)
    after = replace(before, **{more: data.draw(st.sampled_from(sorted(options_of(more))))})
    for fact in CHOOSABLE:
        then, now = (left_possible(fact, facts, options_of(fact)) for facts in (before, after))
        assert then <= now or now <= then, fact


def rule_about(fact: str, value: str) -> Rule:
    """A rule of the shipped pack that applies where *fact* is *value* and for no other reason."""
    rule = next(each for each in bundled_pack().rules if each.gate == "")
    plain = {"headline": "", "minimum_weighting": "", "missing": ()}
    last = replace(rule.cases[-1], when=None, status=Status.DOES_NOT_APPLY, reason="It is none.", **plain)
    first = replace(last, when=Condition(fact=fact, one_of=(value,)), status=Status.APPLIES)
    return replace(rule, cases=(first, last))


def test_facts_that_contradict_each_other_are_named_where_they_decide():
    pack = bundled_pack()
    rule = rule_about("award_route", "direct_award")
    spoilt = replace(pack, rules=tuple(rule if each.id == rule.id else each for each in pack.rules))
    facts = ContractFacts(procedure=Procedure.OPEN)
    assert assess(facts, spoilt).of(rule.id).status is Status.DOES_NOT_APPLY
    said = assess(replace(facts, award_route=AwardRoute.DIRECT_AWARD), spoilt).of(rule.id)
    assert (said.status, said.missing) == (Status.CANNOT_TELL, ("award_route",))
    assert said.reason == (
        "What you gave for the award route does not fit other facts that you gave. Put them right in "
        "Contract facts."
    )


def test_two_lots_on_record_are_a_contract_that_is_divided():
    lots = tuple(Lot(id=UUID(int=number)) for number in (1, 2))
    assert with_lots(ContractFacts(), lots).lots_position is LotsPosition.LOTS
    assert with_lots(ContractFacts(), lots[:1]).lots_position is None
    said = ContractFacts(lots_position=LotsPosition.REASONS_RECORDED)
    assert with_lots(said, lots) is said


@pytest.mark.parametrize(
    ("access", "position"),
    [
        (Access(), None),
        (Access(lots_used=True), LotsPosition.LOTS),
        (Access(lots_used=False), None),
        (Access(lots_used=False, lots_reason="One kitchen."), LotsPosition.REASONS_RECORDED),
        (Access(lots_reason="Perhaps."), None),
    ],
)
def test_the_answer_on_lots_is_not_asked_for_twice(access: Access, position: LotsPosition | None):
    assert with_lots(ContractFacts(), (), access).lots_position is position


def test_the_lots_of_a_project_answer_for_its_rules():
    pack = bundled_pack()
    rule = rule_about("lots_position", "lots")
    spoilt = replace(pack, rules=tuple(rule if each.id == rule.id else each for each in pack.rules))
    project = full_project()
    project = replace(project, facts=replace(project.facts, lots_position=None))
    assert assess_project(project, spoilt).of(rule.id).status is Status.APPLIES
    project = replace(project, access=Access())
    assert assess_project(replace(project, lots=()), spoilt).of(rule.id).status is Status.CANNOT_TELL
