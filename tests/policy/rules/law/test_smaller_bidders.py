"""Barriers for smaller enterprises: sections 12(4), 84(1)(b) and 86 of the Procurement Act 2023."""

from typing import Any

import pytest

from tests.policy.rules.law.contracts import contract, said, status
from tests.policy.rules.law.schedule_one import PENNY, PUBLIC_FROM

NO, YES = "does_not_apply", "applies"


@pytest.mark.parametrize(("facts", "figure"), PUBLIC_FROM)
def test_the_duty_is_there_on_both_sides_of_the_threshold(facts: dict[str, Any], figure: int):
    below = said("PA-12", contract(**facts, value=figure - PENNY))
    at = said("PA-12", contract(**facts, value=figure))
    assert at.status == YES
    assert "12(4)" in at.reason
    concession = "concession" in str(facts.get("regime", ""))
    assert below.status == (NO if concession else YES)
    assert "section 84" in below.reason if concession else "section 86" in below.reason


@pytest.mark.parametrize(
    ("facts", "expected", "standing"),
    [
        ({"value": 20_000, "procedure": "quotation"}, YES, "binds"),
        ({"value": 1, "procedure": "quotation"}, YES, "binds"),
        ({"value": 20_000, "framework": "call_off"}, NO, "good_practice"),
        ({"value": "207719.99", "framework": "call_off"}, NO, "good_practice"),
        ({"value": 207_720, "framework": "call_off"}, YES, "binds"),
        ({"value": 20_000, "framework": "establishes"}, YES, "binds"),
        ({"value": 5_192_999, "regime": "concession"}, NO, "good_practice"),
        ({"value": 5_193_000, "regime": "concession"}, YES, "binds"),
        ({"value": 5_372_608, "regime": "light_touch_concession"}, NO, "good_practice"),
        ({"value": 5_372_609, "regime": "light_touch_concession"}, YES, "binds"),
        ({"value": 300_000, "regime": "light_touch"}, YES, "binds"),
        ({"value": 300_000, "procedure": "direct_award"}, YES, "binds"),
        ({"value": 300_000, "procedure": "in_house"}, NO, "none"),
        ({"value": 300_000, "regime": "provider_selection"}, NO, "none"),
        ({"value": 300_000, "commencement_date": "2025-02-23"}, NO, "none"),
        ({"value": 20_000, "commencement_date": "2025-02-24"}, YES, "binds"),
    ],
)
def test_below_the_threshold_call_offs_and_concessions_are_left_out(
    facts: dict[str, Any], expected: str, standing: str
):
    found = said("PA-12", contract(**facts))
    assert (found.status, found.standing) == (expected, standing)


def test_no_threshold_is_needed_where_the_duty_is_there_either_way():
    assert status("PA-12", contract(value=None)) == YES
    assert status("PA-12", contract(commencement_date="2028-01-01")) == YES
    assert said("PA-12", contract(value=None, framework="call_off")).missing == ("value",)
    assert said("PA-12", contract(value=20_000, framework=None)).missing == ("framework",)


def test_a_supplier_cannot_sue_for_it():
    # Section 100(5) for section 12(4); Part 6, with section 86, is not in section 100(1).
    duty = said("PA-12", contract()).duty
    assert duty is not None
    assert "section 100" in duty.otherwise
