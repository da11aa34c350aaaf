"""Invoices and payment: sections 67 to 70, 73 and 88."""

from typing import Any

import pytest

from tests.policy.rules.law.contracts import contract, nothing_known, said, status

CONCESSIONS = [
    {"regime": "concession", "value": "9000000"},
    {"regime": "light_touch_concession", "value": "9000000"},
    {"regime": "concession", "value": "20000"},
]


@pytest.mark.parametrize(
    "facts",
    [
        {"value": "20000"},
        {"value": "207719.99"},
        {"value": "207720"},
        {"regime": "light_touch", "value": "420000"},
        {"regime": "light_touch", "value": "663540"},
        {"category": "works", "value": "6000000"},
        {"framework": "call_off", "value": "20000"},
        {"framework": "call_off", "value": "300000"},
        {"procedure": "direct_award", "value": "20000"},
        {"commencement_date": "2025-02-24"},
        # No threshold is known for the day, and none is needed.
        {"commencement_date": "2028-01-01"},
        {"value": None},
    ],
)
def test_thirty_days_are_law_at_any_value(facts: dict[str, Any]):
    assert status("PA-68", contract(**facts)) == "applies"


@pytest.mark.parametrize("facts", CONCESSIONS)
@pytest.mark.parametrize("rule", ["PA-68", "PA-69", "PA-70"])
def test_concessions_are_left_out_of_the_terms_and_the_notices_on_payment(rule: str, facts: dict[str, Any]):
    assert status(rule, contract(**facts)) == "does_not_apply"


def test_which_section_gives_the_thirty_days_depends_on_the_threshold():
    assert "section 88" in said("PA-68", contract(value="207719.99")).reason
    above = said("PA-68", contract(value="207720")).reason
    assert "Sections 68 and 73" in above
    assert "section 88" not in above


@pytest.mark.parametrize("rule", ["PA-67", "PA-69", "PA-70"])
@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({"value": "207720"}, "applies"),
        ({"value": "207719.99"}, "does_not_apply"),
        ({"authority_type": "central", "value": "135018"}, "applies"),
        ({"authority_type": "central", "value": "135017.99"}, "does_not_apply"),
        ({"regime": "light_touch", "value": "663540"}, "applies"),
        ({"regime": "light_touch", "value": "420000"}, "does_not_apply"),
        ({"framework": "call_off", "value": "300000"}, "applies"),
        # The days of 2026 are those of payments, not of the procurement: SI 2025/1316 reaches every public
        # contract awarded under the Act.
        ({"commencement_date": "2025-03-01", "value": "300000"}, "applies"),
        ({"commencement_date": "2025-02-23", "value": "300000"}, "does_not_apply"),
    ],
)
def test_electronic_invoices_and_the_notices_are_for_public_contracts(
    rule: str, facts: dict[str, Any], answer: str
):
    assert status(rule, contract(**facts)) == answer


def test_a_concession_accepts_electronic_invoices():
    assert status("PA-67", contract(regime="concession", value="5193000")) == "applies"


def test_of_a_concession_nothing_else_needs_to_be_known():
    for rule in ("PA-68", "PA-69", "PA-70"):
        assert status(rule, nothing_known(regime="concession")) == "does_not_apply"


def test_the_notice_on_payments_says_what_the_regulation_asks_for():
    duty = said("PA-69", contract()).duty
    assert duty is not None
    assert len(duty.contents) == 5
    assert any("finance director" in line for line in duty.contents)
    assert "£30,000" in said("PA-70", contract()).reason
