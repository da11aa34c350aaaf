"""Changing a public contract (sections 74 to 77) and ending it (sections 78 and 80)."""

from typing import Any

import pytest

from tests.policy.rules.law.contracts import contract, said, status

LIGHT = {"regime": "light_touch", "value": "9000000"}
USER_CHOICE = {"procedure": "direct_award", "direct_award_ground": "user_choice"}


@pytest.mark.parametrize(
    ("facts", "may_change", "notice", "copy"),
    [
        ({"value": "207719.99"}, "does_not_apply", "does_not_apply", "does_not_apply"),
        ({"value": "207720"}, "applies", "applies", "does_not_apply"),
        ({"value": "5000000"}, "applies", "applies", "does_not_apply"),
        ({"value": "5000000.01"}, "applies", "applies", "applies"),
        # Works over £5 million may be below their own threshold.
        (
            {"category": "works", "value": "5192999.99"},
            "does_not_apply",
            "does_not_apply",
            "does_not_apply",
        ),
        ({"category": "works", "value": "5193000"}, "applies", "applies", "applies"),
        ({"regime": "concession", "value": "5193000"}, "applies", "applies", "applies"),
        # sections 74(2) and 75(6)(b)
        (LIGHT, "applies", "does_not_apply", "does_not_apply"),
        (
            {"regime": "light_touch_concession", "value": "9000000"},
            "applies",
            "does_not_apply",
            "does_not_apply",
        ),
        ({"framework": "call_off", "value": "6000000"}, "applies", "applies", "applies"),
        ({"framework": "establishes", "value": "6000000"}, "applies", "applies", "applies"),
        ({"procedure": "contract_modification", "value": "6000000"}, "applies", "applies", "applies"),
    ],
)
def test_a_change_needs_a_ground_a_notice_and_a_copy(
    facts: dict[str, Any], may_change: str, notice: str, copy: str
):
    known = contract(**facts)
    assert [status(rule, known) for rule in ("PA-74", "PA-75", "PA-77")] == [may_change, notice, copy]


def test_a_light_touch_contract_is_told_what_it_may_not_change():
    assert "supplier" in said("PA-74", contract(**LIGHT)).headline


def test_a_project_that_is_a_change_is_warned_and_others_are_informed():
    assert said("PA-74", contract(procedure="contract_modification")).severity == "caution"
    assert said("PA-74", contract()).severity == "information"


@pytest.mark.parametrize(
    ("facts", "may_end", "notice"),
    [
        ({"value": "207719.99"}, "does_not_apply", "does_not_apply"),
        ({"value": "207720"}, "applies", "applies"),
        (LIGHT, "applies", "applies"),
        ({"regime": "concession", "value": "5193000"}, "applies", "applies"),
        ({"framework": "establishes"}, "applies", "applies"),
        ({"framework": "call_off"}, "applies", "applies"),
        # section 80(4)(b)
        ({**LIGHT, **USER_CHOICE}, "applies", "does_not_apply"),
        # Only light-touch services can be awarded so (Schedule 5, paragraph 16).
        (USER_CHOICE, "applies", "applies"),
    ],
)
def test_the_end_of_a_public_contract_is_published(facts: dict[str, Any], may_end: str, notice: str):
    known = contract(**facts)
    assert [status(rule, known) for rule in ("PA-78", "PA-80")] == [may_end, notice]


def test_the_ground_of_a_direct_award_is_asked_for_only_where_it_may_be_user_choice():
    unsure = said("PA-80", contract(**LIGHT, procedure="direct_award"))
    assert (unsure.status, unsure.missing) == ("cannot_tell", ("direct_award_ground",))
    assert status("PA-80", contract(procedure="direct_award")) == "applies"


@pytest.mark.parametrize(
    ("rule", "period", "number"),
    [("PA-75", None, "UK10"), ("PA-77", "change-copy", ""), ("PA-80", "termination-notice", "UK11")],
)
def test_each_duty_names_its_notice_and_its_period(rule: str, period: str | None, number: str):
    duty = said(rule, contract(value="6000000")).duty
    assert duty is not None
    assert duty.notice.startswith(number)
    assert duty.periods == ((period,) if period else ())
