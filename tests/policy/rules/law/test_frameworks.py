"""Frameworks: how long they last (sections 47, 49) and what call-offs are assessed by (sections 45, 46)."""

from typing import Any

import pytest

from tests.policy.rules.law.contracts import contract, nothing_known, said, status

CALL_OFF = {"framework": "call_off"}
SETS_UP = {"framework": "establishes"}


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({**CALL_OFF, "value": "207720"}, "applies"),
        ({**CALL_OFF, "value": "207719.99"}, "does_not_apply"),
        ({**CALL_OFF, "value": "135018", "authority_type": "nhs_trust"}, "applies"),
        ({**CALL_OFF, "value": "135017.99", "authority_type": "nhs_trust"}, "does_not_apply"),
        ({**CALL_OFF, "category": "works", "value": "5193000"}, "applies"),
        ({**CALL_OFF, "category": "works", "value": "5192999.99"}, "does_not_apply"),
        # section 46(11)
        ({**CALL_OFF, "regime": "light_touch", "value": "9000000"}, "does_not_apply"),
        # section 45(8)(a)
        ({**CALL_OFF, "regime": "concession", "value": "9000000"}, "does_not_apply"),
        # section 45(4): without a competition no proposal is assessed
        ({**CALL_OFF, "procedure": "direct_award", "value": "9000000"}, "does_not_apply"),
        ({**CALL_OFF, "procedure": "quotation", "value": "9000000"}, "applies"),
        ({**CALL_OFF, "procedure": "contract_modification", "value": "9000000"}, "does_not_apply"),
        ({"framework": "none", "value": "9000000"}, "does_not_apply"),
        ({**SETS_UP, "value": "9000000"}, "does_not_apply"),
    ],
)
def test_proposals_are_assessed_by_the_criteria_of_the_framework(facts: dict[str, Any], answer: str):
    assert status("PA-46", contract(**facts)) == answer


def test_below_the_threshold_the_criteria_of_the_framework_are_good_practice():
    assert said("PA-46", contract(**CALL_OFF, value="20000")).standing == "good_practice"
    assert said("PA-46", contract(value="20000")).standing == "none"


def test_a_call_off_under_an_older_framework_is_told_of_the_earlier_rules():
    assert "24 February 2025" in said("PA-46", contract(**CALL_OFF)).reason


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({**SETS_UP, "value": "207720"}, "applies"),
        ({**SETS_UP, "value": "207719.99"}, "does_not_apply"),
        ({**SETS_UP, "procedure": "direct_award", "value": "300000"}, "applies"),
        # section 47(5)(c)
        ({**SETS_UP, "regime": "light_touch", "value": "9000000"}, "does_not_apply"),
        ({**SETS_UP, "regime": "light_touch_concession", "value": "9000000"}, "does_not_apply"),
        # section 45(8)
        ({**SETS_UP, "regime": "concession", "value": "9000000"}, "does_not_apply"),
        ({**CALL_OFF, "value": "9000000"}, "does_not_apply"),
        ({"framework": "none", "value": "9000000"}, "does_not_apply"),
    ],
)
def test_a_framework_has_a_longest_term(facts: dict[str, Any], answer: str):
    assert status("PA-47", contract(**facts)) == answer


def test_what_is_not_known_of_a_framework_is_asked_for():
    unsure = said("PA-46", contract(framework=None))
    assert (unsure.status, unsure.missing) == ("cannot_tell", ("framework",))
    # Whatever the framework and its value: a light-touch contract is spared by both sections.
    spared = nothing_known(regime="light_touch", commencement_date="2026-10-13")
    assert status("PA-46", spared) == "does_not_apply"
    assert status("PA-47", spared) == "does_not_apply"
