"""The rules of the Act's cycle against the Act, over every kind of contract and both sides of each line."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from svdesk.domain.choices import AuthorityType, Category, Framework, Procedure, Regime
from svdesk.domain.facts import ContractFacts
from svdesk.policy.loading.load import bundled_pack
from svdesk.policy.rules.assess import assess
from tests.policy.rules.law.act import RULES, threshold
from tests.policy.rules.law.contracts import contract, status

PENNY = Decimal("0.01")
LARGE = Decimal(5_000_000)
DAYS = ("2025-02-23", "2025-02-24", "2025-12-31", "2026-01-01", "2026-03-31", "2026-04-01", "2027-12-31")


def test_each_kind_of_contract_gets_the_answer_of_the_act_on_both_sides_of_each_line():
    pack = bundled_pack()
    closes_selection = pack.parts.stages.selection_closed_by
    few = replace(pack, rules=tuple(rule for rule in pack.rules if rule.id in (*RULES, closes_selection)))
    seen = {rule: set[str]() for rule in RULES}
    wrong = []
    for facts in _every_kind():
        said = {each.rule: each.status.value for each in assess(facts, few).determinations}
        for rule, reaches in RULES.items():
            meant = "applies" if reaches(facts) else "does_not_apply"
            seen[rule].add(said[rule])
            if said[rule] != meant:
                wrong.append((rule, said[rule], facts))
    assert not wrong[:5], len(wrong)
    assert all(answers == {"applies", "does_not_apply"} for answers in seen.values())


def _every_kind() -> list[ContractFacts]:
    """Return a contract of every kind, at, a penny below and a penny above each line that may count."""
    kinds = product((Category.SERVICES, Category.WORKS), Regime, Framework, Procedure)
    authorities = tuple(AuthorityType)
    found = []
    for place, (category, regime, framework, procedure) in enumerate(kinds):
        grounds: tuple[str | None, ...] = (None,)
        if procedure is Procedure.DIRECT_AWARD:
            grounds = ("user_choice", "extreme_urgency", "protect_life", "single_supplier")
        for turn, ground in enumerate(grounds):
            day = date.fromisoformat(DAYS[(place + turn) % len(DAYS)])
            facts = contract(
                authority_type=authorities[place % len(authorities)],
                category=category,
                regime=regime,
                framework=framework,
                procedure=procedure,
                direct_award_ground=ground,
                commencement_date=day,
            )
            line = threshold(facts)
            found += [
                contract(**_given(facts), value=value)
                for value in (Decimal(0), line - PENNY, line, line + PENNY, LARGE, LARGE + PENNY)
            ]
    return found


def _given(facts: ContractFacts) -> dict[str, Any]:
    names = (
        "authority_type", "category", "regime", "framework", "procedure", "direct_award_ground",
        "commencement_date",
    )  # fmt: skip
    return {name: getattr(facts, name) for name in names}


THRESHOLDS = [
    ({"authority_type": "council", "commencement_date": "2025-02-24"}, "214904"),
    ({"authority_type": "council", "commencement_date": "2025-12-31"}, "214904"),
    ({"authority_type": "council", "commencement_date": "2026-01-01"}, "207720"),
    ({"authority_type": "council", "commencement_date": "2027-12-31", "category": "goods"}, "207720"),
    ({"authority_type": "icb", "commencement_date": "2026-01-01"}, "207720"),
    ({"authority_type": "nhs_trust", "commencement_date": "2025-12-31"}, "139688"),
    ({"authority_type": "nhs_trust", "commencement_date": "2026-01-01"}, "135018"),
    ({"authority_type": "central", "commencement_date": "2026-01-01", "category": "goods"}, "135018"),
    ({"regime": "light_touch", "commencement_date": "2025-12-31"}, "663540"),
    ({"regime": "light_touch", "commencement_date": "2026-01-01", "authority_type": "central"}, "663540"),
    ({"category": "works", "commencement_date": "2025-12-31"}, "5372609"),
    ({"category": "works", "commencement_date": "2026-01-01"}, "5193000"),
    ({"regime": "concession", "commencement_date": "2025-12-31"}, "5372609"),
    ({"regime": "concession", "commencement_date": "2026-01-01"}, "5193000"),
    ({"regime": "light_touch_concession", "commencement_date": "2026-01-01"}, "5372609"),
]


@pytest.mark.parametrize(("facts", "line"), THRESHOLDS)
@pytest.mark.parametrize("rule", ["PA-28", "PA-55", "PA-67", "PA-74", "PA-78", "PA-80", "PA-81"])
def test_what_every_public_contract_owes_begins_at_the_threshold_to_the_penny(
    rule: str, facts: dict[str, str], line: str
):
    assert status(rule, contract(**facts, value=line)) == "applies"
    assert status(rule, contract(**facts, value=Decimal(line) - PENNY)) == "does_not_apply"


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule != "PA-68"])
@pytest.mark.parametrize("procedure", ["in_house", "trading_company", "service_review"])
def test_a_route_without_a_contract_under_the_act_owes_nothing(rule: str, procedure: str):
    for framework in Framework:
        known = contract(procedure=procedure, framework=framework, value="9000000")
        assert status(rule, known) == "does_not_apply"


@pytest.mark.parametrize("rule", RULES)
def test_before_the_act_and_under_the_provider_selection_regime_no_section_applies(rule: str):
    for framework, procedure in product(Framework, Procedure):
        facts = {"framework": framework, "procedure": procedure, "value": "9000000"}
        assert status(rule, contract(**facts, commencement_date="2025-02-23")) == "does_not_apply"
        assert status(rule, contract(**facts, regime="provider_selection")) == "does_not_apply"
