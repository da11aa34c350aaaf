"""Which provisions of the Procurement Act 2023 bind public contracts only, and which of these they spare.

Sections 3, 11, 12(1), 16 to 19, 22, 23, 50, 53(1), 71(5) and 98, read in the Act as amended to 7 April 2026.
"""

from typing import Any

import pytest

from tests.policy.rules.law.contracts import contract, nothing_known, said, status
from tests.policy.rules.law.schedule_one import PENNY, PUBLIC_FROM, threshold

NO, YES, OPEN = "does_not_apply", "applies", "cannot_tell"

EVERY_PUBLIC_CONTRACT = ("PA-12-1", "PA-50-1", "PA-53-1", "PA-98")
"""By sections 12(1), 50(1), 53(1) and 98(1), however the contract is awarded."""
AFTER_A_TENDER_NOTICE = ("PA-16", "PA-18", "PA-19", "PA-22", "PA-23", "PA-50")
"""By sections 16 to 19, 22, 23 and 50(3): a tender notice, and an award under section 19."""


@pytest.mark.parametrize("rule", [*EVERY_PUBLIC_CONTRACT, *AFTER_A_TENDER_NOTICE])
@pytest.mark.parametrize(("facts", "figure"), PUBLIC_FROM)
def test_a_provision_for_public_contracts_begins_at_the_threshold_to_the_penny(
    rule: str, facts: dict[str, Any], figure: int
):
    assert threshold(contract(**facts)) == figure
    assert status(rule, contract(**facts, value=figure)) == YES
    assert status(rule, contract(**facts, value=figure - PENNY)) == NO
    assert status(rule, contract(**facts, value=figure + PENNY)) == YES


@pytest.mark.parametrize("rule", EVERY_PUBLIC_CONTRACT)
@pytest.mark.parametrize(
    "facts",
    [
        {"framework": "call_off"},
        {"framework": "establishes"},
        {"procedure": "direct_award"},
        {"framework": "call_off", "procedure": "direct_award"},
        {"procedure": "competitive_flexible"},
        {"procedure": "quotation"},
        {"regime": "concession"},
        {"regime": "light_touch_concession"},
        {"regime": "light_touch"},
        {"category": "works"},
    ],
)
def test_what_binds_every_public_contract_binds_however_it_is_awarded(rule: str, facts: dict[str, Any]):
    assert status(rule, contract(**facts, value=6_000_000)) == YES
    assert status(rule, contract(**facts, value=100_000)) == NO


@pytest.mark.parametrize("rule", EVERY_PUBLIC_CONTRACT)
@pytest.mark.parametrize("procedure", ["in_house", "service_review", "trading_company"])
def test_where_no_contract_is_let_or_an_exempt_one_nothing_binds(rule: str, procedure: str):
    # Section 1(1), and Schedule 2, paragraph 2 for a company that the authority controls.
    assert status(rule, contract(procedure=procedure, value=6_000_000)) == NO


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("PA-12-1", YES), ("PA-71-5", YES), ("PA-50-1", NO), ("PA-53-1", NO), ("PA-52", NO), ("PA-98", NO)],
)
def test_a_change_is_part_of_managing_a_contract_and_no_new_one(rule: str, expected: str):
    # Sections 1(1) and 74(10).
    assert status(rule, contract(procedure="contract_modification", value=6_000_000)) == expected


@pytest.mark.parametrize("rule", AFTER_A_TENDER_NOTICE)
@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"procedure": "open"}, YES),
        ({"procedure": "competitive_flexible"}, YES),
        ({"procedure": "quotation"}, YES),
        ({"framework": "establishes"}, YES),
        ({"regime": "concession"}, YES),
        ({"regime": "light_touch"}, YES),
        ({"regime": "light_touch_concession"}, YES),
        ({"category": "works"}, YES),
        ({"framework": "call_off"}, NO),
        ({"framework": "call_off", "regime": "light_touch"}, NO),
        ({"framework": "call_off", "procedure": "quotation"}, NO),
        ({"procedure": "direct_award"}, NO),
        ({"procedure": "direct_award", "regime": "light_touch"}, NO),
        ({"procedure": "direct_award", "award_route": "direct_award_switch"}, NO),
        ({"procedure": "open", "award_route": "competition"}, YES),
        ({"procedure": "in_house"}, NO),
        ({"procedure": "trading_company"}, NO),
        ({"procedure": "contract_modification"}, NO),
        ({"procedure": "service_review"}, NO),
    ],
)
def test_what_follows_a_tender_notice_is_not_for_call_offs_and_direct_awards(
    rule: str, facts: dict[str, Any], expected: str
):
    assert status(rule, contract(**facts, value=6_000_000)) == expected
    assert status(rule, contract(**facts, value=20_000)) == NO


@pytest.mark.parametrize(
    "rule", [*EVERY_PUBLIC_CONTRACT, *AFTER_A_TENDER_NOTICE, "PA-12", "PA-23-6", "PA-71-5"]
)
@pytest.mark.parametrize(
    ("facts", "because"),
    [
        # The Act took effect on 24 February 2025 (SI 2024/959); the regime is left out by regulation 43.
        ({"commencement_date": "2025-02-23"}, "24 February 2025"),
        ({"regime": "provider_selection"}, "Provider Selection Regime"),
    ],
)
def test_the_act_is_not_for_earlier_procurements_and_the_provider_selection_regime(
    rule: str, facts: dict[str, Any], because: str
):
    found = said(rule, contract(**facts, value=6_000_000))
    assert (found.status, found.standing) == (NO, "none")
    assert because in found.reason


@pytest.mark.parametrize("rule", [*EVERY_PUBLIC_CONTRACT, *AFTER_A_TENDER_NOTICE])
def test_the_first_day_of_the_act_counts(rule: str):
    assert status(rule, contract(commencement_date="2025-02-24", value=6_000_000)) == YES


@pytest.mark.parametrize("rule", AFTER_A_TENDER_NOTICE)
def test_what_is_not_known_leaves_it_open_only_where_it_decides(rule: str):
    found = said(rule, contract(procedure=None))
    assert (found.status, found.missing) == (OPEN, ("procedure",))
    assert status(rule, contract(procedure=None, value=20_000)) == NO
    assert status(rule, contract(procedure=None, framework="call_off")) == NO
    assert status(rule, contract(framework=None, procedure="direct_award")) == NO
    assert said(rule, contract(framework=None)).missing == ("framework",)
    assert said(rule, contract(commencement_date="2028-01-01")).missing == ("commencement_date",)
    assert status(rule, nothing_known(framework="call_off")) == NO


@pytest.mark.parametrize(
    ("rule", "standing"),
    [
        ("PA-12-1", "good_practice"),
        ("PA-16", "good_practice"),
        ("PA-18", "good_practice"),
        ("PA-19", "good_practice"),
        ("PA-22", "good_practice"),
        ("PA-23", "good_practice"),
        ("PA-50", "good_practice"),
        ("PA-50-1", "none"),
        ("PA-53-1", "none"),
        ("PA-98", "good_practice"),
    ],
)
def test_below_the_threshold_what_svdesk_recommends_is_called_good_practice_and_not_law(
    rule: str, standing: str
):
    found = said(rule, contract(value=20_000, procedure="quotation"))
    assert (found.status, found.standing) == (NO, standing)
    assert bool(found.recommendation) is (standing != "none")
    assert ("good practice" in found.headline) is (standing != "none")
    assert found.duty is None
    assert "£20,000" in found.reason
    assert said(rule, contract()).standing == "binds"


LIGHT_TOUCH_ONLY = [
    ({"regime": "light_touch", "value": 663_540}, YES),
    ({"regime": "light_touch", "value": "663539.99"}, NO),
    ({"regime": "light_touch_concession", "value": 5_372_609}, YES),
    ({"regime": "light_touch_concession", "value": "5372608.99"}, NO),
    ({"regime": "standard", "value": 9_000_000}, NO),
    ({"regime": "concession", "value": 9_000_000}, NO),
    ({"regime": "light_touch", "value": 9_000_000, "framework": "call_off"}, NO),
    ({"regime": "light_touch", "value": 9_000_000, "framework": "establishes"}, YES),
    ({"regime": "light_touch", "value": 9_000_000, "procedure": "direct_award"}, NO),
]


@pytest.mark.parametrize(("facts", "expected"), LIGHT_TOUCH_ONLY)
def test_nearness_is_a_criterion_in_light_touch_alone(facts: dict[str, Any], expected: str):
    # Section 23(6).
    assert status("PA-23-6", contract(**facts)) == expected


def test_below_the_threshold_nearness_is_optional():
    assert said("PA-23-6", contract(regime="light_touch", value=300_000)).standing == "optional"
    assert said("PA-23-6", contract(value=300_000)).standing == "none"


def test_a_summary_goes_out_before_the_award_notice_and_to_all_at_once():
    # Section 50(3) and regulation 31(4).
    duty = said("PA-50", contract()).duty
    assert duty is not None
    assert "award notice" in duty.by
    assert "same time" in duty.action
    assert any("winner's scores" in text for text in duty.contents)
