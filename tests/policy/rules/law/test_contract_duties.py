"""What the Procurement Act 2023 asks of a contract once it is awarded, and below the threshold.

Sections 50(6), 52, 53, 71, 85, 87 and 98; regulations 18, 32, 36 and 39 of the Procurement Regulations 2024;
SI 2025/1316.
"""

from typing import Any

import pytest

from tests.policy.rules.law.contracts import contract, said, status
from tests.policy.rules.law.schedule_one import PENNY

NO, YES, OPEN = "does_not_apply", "applies", "cannot_tell"
LARGE = 5_000_000

USER_CHOICE = {"regime": "light_touch", "procedure": "direct_award", "value": 6_000_000}


@pytest.mark.parametrize("rule", ["PA-50-1", "PA-53-1", "PA-53"])
@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"direct_award_ground": "user_choice"}, NO),
        ({"direct_award_ground": "extreme_urgency"}, YES),
        ({"direct_award_ground": "single_supplier"}, YES),
        ({"direct_award_ground": None}, OPEN),
        # Paragraph 16 of Schedule 5: only services of the light-touch kind can be user choice services.
        ({"regime": "standard", "direct_award_ground": None}, YES),
        ({"framework": "call_off", "direct_award_ground": None}, YES),
        ({"procedure": "open", "direct_award_ground": None}, YES),
    ],
)
def test_a_direct_award_by_user_choice_needs_no_award_and_no_details_notice(
    rule: str, facts: dict[str, Any], expected: str
):
    # Sections 50(6)(b) and 53(6)(b).
    found = said(rule, contract(**{**USER_CHOICE, **facts}))
    assert found.status == expected
    assert found.missing == (("direct_award_ground",) if expected == OPEN else ())


@pytest.mark.parametrize(
    ("facts", "kpis", "copy"),
    [
        # "More than £5 million": sections 52(1) and 53(3).
        ({"value": LARGE}, NO, NO),
        ({"value": LARGE + PENNY}, YES, YES),
        ({"value": LARGE - PENNY}, NO, NO),
        # Section 52(6).
        ({"value": 6_000_000, "framework": "establishes"}, NO, YES),
        ({"value": 6_000_000, "regime": "concession"}, NO, YES),
        ({"value": 6_000_000, "regime": "light_touch"}, NO, YES),
        ({"value": 6_000_000, "regime": "light_touch_concession"}, NO, YES),
        ({"value": 6_000_000, "framework": "call_off"}, YES, YES),
        ({"value": 6_000_000, "procedure": "direct_award"}, YES, YES),
        ({"value": 6_000_000, "category": "goods"}, YES, YES),
        # Works and concessions of more than £5 million can be below their own threshold.
        ({"value": 5_192_999, "category": "works"}, NO, NO),
        ({"value": 5_193_000, "category": "works"}, YES, YES),
        ({"value": 5_372_608, "category": "works", "commencement_date": "2025-12-31"}, NO, NO),
        ({"value": 5_372_609, "category": "works", "commencement_date": "2025-12-31"}, YES, YES),
        ({"value": 5_192_999, "regime": "concession"}, NO, NO),
        ({"value": 5_372_608, "regime": "light_touch_concession"}, NO, NO),
        ({"value": 5_372_609, "regime": "light_touch_concession"}, NO, YES),
    ],
)
def test_kpis_ratings_and_the_copy_of_the_contract(facts: dict[str, Any], kpis: str, copy: str):
    assert status("PA-52", contract(**facts)) == kpis
    assert status("PA-71", contract(**facts)) == kpis
    assert status("PA-53", contract(**facts)) == copy


def test_ratings_go_on_when_the_contract_is_changed():
    changed = contract(value=6_000_000, procedure="contract_modification")
    assert status("PA-52", changed) == NO
    assert status("PA-71", changed) == YES
    assert status("PA-71", contract(value=4_000_000, procedure="contract_modification")) == NO


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, YES),
        ({"value": 207_720}, YES),
        ({"value": "207719.99"}, NO),
        ({"value": 6_000_000, "category": "works"}, YES),
        ({"framework": "call_off"}, YES),
        ({"framework": "establishes"}, YES),
        ({"procedure": "direct_award"}, YES),
        ({"regime": "concession", "value": 5_193_000}, YES),
        # Section 71(6).
        ({"regime": "light_touch", "value": 6_000_000}, NO),
        ({"regime": "light_touch_concession", "value": 6_000_000}, NO),
        ({"regime": "light_touch", "value": 6_000_000, "framework": "call_off"}, NO),
        # In force from 1 January 2026 for contracts awarded under the Act, whenever these were begun.
        ({"commencement_date": "2025-02-24"}, YES),
        ({"commencement_date": "2025-02-23"}, NO),
    ],
)
def test_a_breach_or_a_lasting_failure_is_published_but_for_light_touch(facts: dict[str, Any], expected: str):
    assert status("PA-71-5", contract(**facts)) == expected


@pytest.mark.parametrize("rule", ["PA-71", "PA-71-5"])
def test_the_notices_of_performance_say_since_when_they_are_asked_for(rule: str):
    found = said(rule, contract(value=6_000_000))
    assert "1 January 2026" in found.reason
    assert found.duty is not None
    assert found.duty.notice.startswith("UK9")


def test_the_ratings_are_the_five_of_regulation_39():
    duty = said("PA-71", contract(value=6_000_000)).duty
    assert duty is not None
    for word in ("Good", "Approaching target", "Requires improvement", "Inadequate", "Other"):
        assert any(word in text for text in duty.contents)


@pytest.mark.parametrize(
    ("rule", "regime", "days", "period"),
    [
        ("PA-53-1", "standard", "30 days", "details-notice"),
        ("PA-53-1", "light_touch", "120 days", "details-notice-light-touch"),
        ("PA-53-1", "concession", "30 days", "details-notice"),
        ("PA-53-1", "light_touch_concession", "120 days", "details-notice-light-touch"),
        ("PA-53", "standard", "90 days", "contract-copy"),
        ("PA-53", "light_touch", "180 days", "contract-copy-light-touch"),
        ("PA-53", "light_touch_concession", "180 days", "contract-copy-light-touch"),
    ],
)
def test_the_times_of_section_53(rule: str, regime: str, days: str, period: str):
    found = said(rule, contract(regime=regime, value=6_000_000))
    assert found.status == YES
    assert found.duty is not None
    assert days in found.reason
    assert days in found.duty.by
    assert found.duty.periods == (period,)


def test_all_kpis_are_published_and_the_details_notice_describes_three():
    # Section 52(3), regulation 32(2)(r) and (s).
    found = said("PA-52", contract(value=6_000_000))
    assert found.duty is not None
    assert "publish all" in found.duty.action
    assert len(found.duty.contents) == 2


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        # Section 87(4): £12,000 for central government authorities, £30,000 for others.
        ({"value": 30_000}, YES),
        ({"value": "29999.99"}, NO),
        ({"value": 30_000, "authority_type": "icb"}, YES),
        ({"value": "29999.99", "authority_type": "icb"}, NO),
        ({"value": 12_000, "authority_type": "central"}, YES),
        ({"value": "11999.99", "authority_type": "central"}, NO),
        ({"value": 12_000, "authority_type": "nhs_trust"}, YES),
        ({"value": "11999.99", "authority_type": "nhs_trust"}, NO),
        ({"value": "207719.99"}, YES),
        ({"value": 207_720}, NO),
        ({"value": 300_000, "regime": "light_touch"}, YES),
        ({"value": 5_000_000, "category": "works"}, YES),
        # Call-offs are not excepted; concessions are by section 84(1)(b).
        ({"value": 30_000, "framework": "call_off"}, YES),
        ({"value": 30_000, "framework": "establishes"}, YES),
        ({"value": 30_000, "procedure": "direct_award"}, YES),
        ({"value": 30_000, "regime": "concession"}, NO),
        ({"value": 30_000, "regime": "light_touch_concession"}, NO),
        ({"value": 30_000, "regime": "provider_selection"}, NO),
        ({"value": 30_000, "procedure": "in_house"}, NO),
        ({"value": 30_000, "commencement_date": "2025-02-23"}, NO),
    ],
)
def test_notifiable_below_threshold_contracts(facts: dict[str, Any], expected: str):
    assert status("PA-NOTIFY", contract(**{"procedure": "quotation", **facts})) == expected


@pytest.mark.parametrize(
    ("day", "authority", "figure"),
    [
        ("2025-12-31", "council", 213_477),
        ("2026-01-01", "council", 207_720),
        ("2025-12-31", "central", 138_760),
        ("2026-01-01", "nhs_trust", 135_018),
    ],
)
def test_works_below_the_threshold_are_told_the_figure_that_decides(day: str, authority: str, figure: int):
    # Section 85(3), and not the threshold for works.
    facts = {"commencement_date": day, "authority_type": authority, "category": "works"}
    below, at = (said("PA-85", contract(**facts, value=value)) for value in (figure - PENNY, figure))
    assert (below.status, at.status) == (YES, NO)
    for found in (below, at):
        assert f"£{figure:,}" in found.reason
        assert "£5," not in found.reason


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"value": 207_720}, YES),
        ({"value": "207719.99"}, NO),
        ({"procedure": "direct_award"}, NO),
        ({"procedure": "in_house"}, NO),
        # Section 46(1) for a competition under a framework, and 46(11) for one under a light-touch framework.
        ({"framework": "call_off", "procedure": "quotation"}, YES),
        ({"framework": "call_off", "procedure": "quotation", "regime": "light_touch", "value": 700_000}, NO),
        ({"regime": "light_touch", "value": 663_540}, YES),
        ({"regime": "light_touch", "value": "663539.99"}, NO),
        ({"regime": "concession", "value": 5_193_000}, YES),
    ],
)
def test_conditions_of_participation_stand_in_for_the_questionnaire(facts: dict[str, Any], expected: str):
    assert status("PA-PSQ", contract(**facts)) == expected


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"lots_position": "lots"}, "by reference to lots"),
        ({"lots_position": "reasons_recorded"}, "reasons"),
        ({"lots_position": "not_considered"}, "Use lots, or give your reasons"),
        ({"lots_position": None}, "Use lots, or give your reasons"),
    ],
)
def test_the_duty_to_consider_lots_says_what_is_still_to_do(facts: dict[str, Any], words: str):
    # Section 18(2).
    found = said("PA-18", contract(**facts))
    assert found.status == YES
    assert words in found.headline


def test_for_light_touch_the_notice_need_not_carry_the_reasons_for_no_lots():
    # Regulation 18(2)(q).
    found = said("PA-18", contract(regime="light_touch", value=700_000, lots_position="not_considered"))
    assert found.duty is not None
    assert "need not carry" in found.reason
    assert not any("reasons" in text for text in found.duty.contents)


def test_records_are_kept_for_three_years_from_entry():
    # Section 98(4)(b).
    duty = said("PA-98", contract()).duty
    assert duty is not None
    assert duty.by.startswith("For three years")
    assert duty.periods == ("records",)
