"""The standstill (section 51) and the decision not to award (section 55)."""

from typing import Any

import pytest

from tests.policy.rules.law.contracts import contract, nothing_known, said, status

DIRECT = {"procedure": "direct_award"}
LIGHT = {"regime": "light_touch", "value": "9000000"}


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({}, "applies"),
        ({"value": "207719.99"}, "does_not_apply"),
        ({"framework": "establishes"}, "applies"),
        ({"regime": "concession", "value": "5193000"}, "applies"),
        ({**DIRECT, "direct_award_ground": "single_supplier"}, "applies"),
        ({**DIRECT, "direct_award_ground": "insolvency"}, "applies"),
        # section 51(3)(a) and (b)
        ({**DIRECT, "direct_award_ground": "extreme_urgency"}, "does_not_apply"),
        ({**DIRECT, "direct_award_ground": "protect_life"}, "does_not_apply"),
        # section 51(3)(d)
        ({"framework": "call_off", "value": "9000000"}, "does_not_apply"),
        # section 51(3)(f); a light-touch concession is a light-touch contract (Schedule 1, row 7)
        (LIGHT, "does_not_apply"),
        ({"regime": "light_touch_concession", "value": "9000000"}, "does_not_apply"),
        ({"procedure": "contract_modification"}, "does_not_apply"),
    ],
)
def test_a_public_contract_waits_for_the_standstill(facts: dict[str, Any], answer: str):
    assert status("PA-51", contract(**facts)) == answer


def test_where_no_standstill_is_required_one_may_be_chosen():
    assert said("PA-51", contract(**LIGHT)).standing == "optional"
    assert said("PA-51", contract(framework="call_off")).standing == "optional"
    assert said("PA-51", contract(value="20000")).standing == "none"


def test_the_ground_of_a_direct_award_is_asked_for_where_it_decides():
    unsure = said("PA-51", contract(**DIRECT))
    assert (unsure.status, unsure.missing) == ("cannot_tell", ("direct_award_ground",))
    assert status("PA-51", contract(**DIRECT, **LIGHT)) == "does_not_apply"
    assert status("PA-51", nothing_known(regime="light_touch")) == "does_not_apply"


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({}, "applies"),
        ({"value": "207719.99"}, "does_not_apply"),
        (LIGHT, "applies"),
        ({"framework": "establishes"}, "applies"),
        ({"framework": "call_off"}, "does_not_apply"),
        ({**DIRECT, "direct_award_ground": "extreme_urgency"}, "applies"),
        # section 44(3): there is no transparency notice
        ({**DIRECT, **LIGHT, "direct_award_ground": "user_choice"}, "does_not_apply"),
        ({"procedure": "contract_modification"}, "does_not_apply"),
    ],
)
def test_a_decision_not_to_award_is_published(facts: dict[str, Any], answer: str):
    assert status("PA-55", contract(**facts)) == answer


def test_the_standstill_names_the_period_that_gives_its_dates():
    duty = said("PA-51", contract()).duty
    assert duty is not None
    assert duty.periods == ("standstill",)
    assert duty.notice.startswith("UK6")
