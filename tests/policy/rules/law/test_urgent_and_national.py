"""Setting the social value duty aside, and the national statement.

Public Services (Social Value) Act 2012, section 1(1) and (8) to (10); Procurement Act 2023, section 13.
"""

from typing import Any

import pytest

from tests.policy.rules.law.contracts import contract, said, status

NO, YES, OPEN = "does_not_apply", "applies", "cannot_tell"
URGENT = {"urgent": True, "urgency_own_delay": False}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({**URGENT}, YES),
        ({**URGENT, "value": 207_720}, YES),
        # Without the duty, below its figure or for goods and the like, there is nothing to set aside.
        ({**URGENT, "value": "207719.99"}, NO),
        ({**URGENT, "value": 20_000}, NO),
        ({**URGENT, "category": "goods"}, NO),
        ({**URGENT, "category": "works", "value": 9_000_000}, NO),
        ({**URGENT, "framework": "call_off"}, NO),
        ({**URGENT, "regime": "concession", "value": 9_000_000}, NO),
        ({**URGENT, "regime": "light_touch_concession", "value": 9_000_000}, NO),
        ({**URGENT, "regime": "light_touch"}, YES),
        ({**URGENT, "regime": "light_touch", "value": "207719.99"}, NO),
        ({**URGENT, "regime": "provider_selection"}, YES),
        ({**URGENT, "procedure": "direct_award"}, YES),
        ({"urgent": False}, NO),
        ({"urgent": True, "urgency_own_delay": True}, NO),
        ({"urgent": True, "urgency_own_delay": None}, OPEN),
        ({"urgent": None, "urgency_own_delay": False}, OPEN),
        ({"urgent": None, "urgency_own_delay": None, "value": 20_000}, NO),
    ],
)
def test_urgency_sets_aside_only_a_duty_that_is_there(facts: dict[str, Any], expected: str):
    assert status("SVA-2", contract(**facts)) == expected


def test_the_duty_is_disregarded_only_to_the_extent_that_it_is_impractical():
    assert "only to the extent" in said("SVA-2", contract(**URGENT)).reason
    late = said("SVA-2", contract(urgent=True, urgency_own_delay=True))
    assert "To the extent that undue delay" in late.reason


def test_a_breach_does_not_undo_the_procurement():
    duty = said("SVA-1", contract()).duty
    assert duty is not None
    assert "stays valid" in duty.otherwise
    assert "first step towards offers" in duty.by


def test_for_a_framework_the_call_offs_decide():
    found = said("SVA-1", contract(framework="establishes"))
    assert found.status == YES
    assert "greater part" in found.reason


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, YES),
        ({"value": 1}, YES),
        ({"value": 20_000, "procedure": "quotation"}, YES),
        ({"procedure": "direct_award"}, YES),
        ({"regime": "concession"}, YES),
        ({"regime": "light_touch"}, YES),
        ({"category": "works"}, YES),
        ({"framework": "establishes"}, YES),
        ({"authority_type": "nhs_trust"}, YES),
        ({"framework": "call_off"}, NO),
        ({"framework": "call_off", "value": 20_000}, NO),
        ({"regime": "provider_selection"}, NO),
        ({"commencement_date": "2025-02-23"}, NO),
        ({"commencement_date": "2025-02-24"}, YES),
        ({"value": None, "commencement_date": "2028-01-01"}, YES),
    ],
)
def test_the_national_statement_counts_at_any_value_but_not_in_call_offs(
    facts: dict[str, Any], expected: str
):
    assert status("NPPS", contract(**facts)) == expected


def test_the_statement_has_three_priorities_and_cannot_be_sued_on():
    found = said("NPPS", contract())
    assert found.duty is not None
    for priority in ("economic growth", "social and economic value", "commercial capability"):
        assert priority in found.reason
    assert "section 100" in found.duty.otherwise
