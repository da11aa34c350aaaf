"""What holds of every shipped rule, whatever the facts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svdesk.domain.choices import AuthorityType, Category, Framework, Procedure, Regime
from svdesk.domain.entry import Kind, field_forms
from svdesk.domain.facts import ContractFacts
from svdesk.policy.content.determinations import Status
from svdesk.policy.content.rule import Rule
from svdesk.policy.loading.load import bundled_pack
from svdesk.policy.rules.assess import assess
from svdesk.policy.rules.deciding import Decider
from svdesk.policy.rules.possible import FACTS
from tests.policy.rules.law.contracts import contract
from tests.policy.rules.law.named_facts import NamedFacts

PENNY, DAY = Decimal("0.01"), timedelta(days=1)
RULES = {rule.id: rule for rule in bundled_pack().rules}

SUMS = (
    *(0, 5_000, 12_000, 30_000, 100_000, 135_018, 138_760, 139_688, 207_720, 213_477, 214_904, 663_540),
    *(1_000_000, 5_000_000, 5_193_000, 5_372_609, 100_000_000),
)
"""Every sum at which the law or the policy draws a line."""
COMMENCEMENTS = (
    *(date(2022, 4, 1), date(2024, 1, 1), date(2025, 2, 24), date(2025, 4, 1), date(2025, 10, 1)),
    *(date(2026, 1, 1), date(2026, 1, 6), date(2026, 2, 4), date(2026, 3, 24), date(2026, 4, 1)),
    *(date(2026, 5, 17), date(2027, 4, 1), date(2028, 1, 1)),
)
"""Every day on which something began to count."""
CODES = (
    *((), ("85311100",), ("85312400",), ("85121200",), ("79111000",), ("45000000",), ("55520000",)),
    ("90910000", "98133000"),
)

BELOW_THE_THRESHOLD = {
    "SVA-1": "2012 s1(16)(b) and (17): light touch from the figure for goods and services; health services",
    "SVA-2": "2012 s1(8): wherever the duty of SVA-1 applies",
    "CE-1": "Cheshire East's own policy",
    "CE-2": "Cheshire East's own policy",
    "CE-3": "Cheshire East's own policy",
    "PA-12": "PA 2023 s86(1): regulated below-threshold contracts",
    "PA-85": "PA 2023 s85(1): regulated below-threshold contracts",
    "PA-68": "PA 2023 s88(1): regulated below-threshold contracts",
    "PA-NOTIFY": "PA 2023 s87: notifiable below-threshold contracts",
    "RES-1": "LGA 1988 s17 and the Order of 2026: below-threshold contracts alone",
    "NPPS": "PA 2023 ss1(1), 13(9): procurement, not covered procurement alone",
    "LT-1": "the regime is a question of what is bought, PR 2024 Sch 1",
    "LGA-17": "LGA 1988 s17(3): every contract for goods, services or works",
    "LGA-3": "LGA 1999 s3(1): all functions",
    "EQA-149": "Equality Act 2010 s149(1): all functions",
    "CA-5": "Care Act 2014 s5(1), (4): whatever the value",
    "NHS-1": "SI 2025/1212 reg 3(1) has no value; the 10% is NHS England's, from any value",
    "NHS-2": "NHS Standard Contract",
    "NHS-MS": "SI 2025/1212 reg 3(1): no value",
    **dict.fromkeys(
        (f"PSR-{number}" for number in (1, 5, 6, 7, *range(11, 16), 19, 21, 22, 24, 25)),
        "SI 2023/1348 reg 3(1): no value",
    ),
}
"""The rules that may apply to a contract below its threshold, and the provision that says so."""


def _values(name: str) -> tuple[Any, ...]:
    """Return values of the fact *name* on all sides of every line."""
    form = field_forms(ContractFacts)[name]
    if form.choices is not None:
        return tuple(form.choices)
    match form.kind:
        case Kind.YES_NO:
            return (True, False)
        case Kind.DATE:
            return tuple(day + step for day in COMMENCEMENTS for step in (-DAY, timedelta(0), DAY))
        case Kind.POUNDS:
            return tuple(abs(edge + step) for edge in SUMS for step in (-PENNY, Decimal(0), PENNY))
        case Kind.PERCENT:
            return tuple(map(Decimal, ("0", "5", "17.5", "20")))
        case Kind.MONTHS:
            return (0, 12, 47, 48, 49, 59, 60, 61, 97)
    return CODES


ANYTHING = {name: st.sampled_from(_values(name)) for name in FACTS}


@st.composite
def known(draw: st.DrawFn) -> dict[str, Any]:
    """All facts that rules can ask for, each with a value."""
    return {name: draw(values) for name, values in ANYTHING.items()}


@st.composite
def partly_known(draw: st.DrawFn) -> dict[str, Any]:
    """All facts that rules can ask for, at most eight of them not known."""
    unknown = draw(st.sets(st.sampled_from(FACTS), max_size=8))
    empty = dict.fromkeys(FACTS) | {"cpv": ()}
    return draw(known()) | {name: empty[name] for name in unknown}


@cache
def _named() -> NamedFacts:
    return NamedFacts(bundled_pack())


def statuses(rule: Rule, facts: ContractFacts) -> set[Status]:
    """Return every status that *rule* can still have for *facts*."""
    return {road.status for road in Decider(bundled_pack(), facts).roads(rule)}


@settings(max_examples=60)
@given(partly_known())
def test_no_rule_raises_and_each_answer_is_whole(facts: dict[str, Any]):
    for said in assess(ContractFacts(**facts), bundled_pack()).determinations:
        assert said.reason
        assert said.headline
        advised = said.standing in ("good_practice", "optional")
        assert (said.status == "applies") == (said.standing == "binds")
        assert not advised or said.status == "does_not_apply"
        assert not said.recommendation or advised
        assert said.duty is None or said.status == "applies"
        assert bool(said.missing) == (said.status == "cannot_tell")
        assert set(said.missing) <= _named().of(said.rule)


@settings(max_examples=60)
@given(known(), known())
def test_a_status_depends_on_no_fact_that_its_rule_does_not_name(one: dict[str, Any], other: dict[str, Any]):
    for rule in RULES.values():
        named = _named().of(rule.id)
        same = {name: one[name] if name in named else value for name, value in other.items()}
        assert statuses(rule, ContractFacts(**one)) == statuses(rule, ContractFacts(**same)), rule.id


@settings(max_examples=40)
@given(partly_known(), known())
def test_learning_a_fact_never_turns_a_certain_answer_into_its_opposite(
    facts: dict[str, Any], more: dict[str, Any]
):
    learnt = {name: more[name] if value in (None, ()) else value for name, value in facts.items()}
    before, after = (assess(ContractFacts(**each), bundled_pack()) for each in (facts, learnt))
    for was, now in zip(before.determinations, after.determinations, strict=True):
        if was.status != "cannot_tell":  # Facts that contradict each other leave it open again.
            assert (now.rule, now.status) in ((was.rule, was.status), (was.rule, "cannot_tell"))


def _below() -> Iterator[ContractFacts]:
    """Yield a contract a penny below its threshold for every choice of what decides the threshold."""
    ways = product(AuthorityType, Category, Regime, Framework, Procedure)
    for authority, category, regime, framework, procedure in ways:
        works = category is Category.WORKS
        sums = {
            Regime.LIGHT_TOUCH: 663_540,
            Regime.CONCESSION: 5_193_000,
            Regime.LIGHT_TOUCH_CONCESSION: 5_372_609,
        }
        central = authority in (AuthorityType.NHS_TRUST, AuthorityType.CENTRAL)
        threshold = sums.get(regime, 5_193_000 if works else 135_018 if central else 207_720)
        yield replace(
            contract(health_service=True, urgent=True, cpv=("85311100",)),
            authority_type=authority,
            category=category,
            regime=regime,
            framework=framework,
            procedure=procedure,
            value=threshold - PENNY,
        )


def test_below_the_threshold_a_rule_applies_only_where_its_provision_says_so():
    found: set[str] = set()
    for facts in _below():
        decider = Decider(bundled_pack(), facts)
        for rule in RULES.values():
            if rule.id not in found and any(r.status is Status.APPLIES for r in decider.roads(rule)):
                found.add(rule.id)
    assert found - set(BELOW_THE_THRESHOLD) == set(), "these reach below the threshold: name the provision"
    assert set(BELOW_THE_THRESHOLD) & set(RULES) <= found, "each of these has to reach below the threshold"


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_says_when_it_matters_where_it_is_written_and_when_that_was_read(rule: Rule):
    assert rule.stage in ("plan", "procure", "award", "manage", "end")
    assert rule.citations
    assert all(citation.title for citation in rule.citations)
    assert rule.confidence in ("verified", "single source", "inferred")
    assert rule.checked <= bundled_pack().checked
    assert rule.affects
