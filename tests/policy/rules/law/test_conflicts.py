"""Conflicts of interest: sections 81 to 83."""

from typing import Any

import pytest

from tests.policy.rules.law.contracts import contract, said, status


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({"value": "207720"}, "applies"),
        ({"value": "207719.99"}, "does_not_apply"),
        ({"regime": "light_touch", "value": "663540"}, "applies"),
        ({"regime": "light_touch", "value": "663539.99"}, "does_not_apply"),
        ({"regime": "concession", "value": "5193000"}, "applies"),
        ({"framework": "call_off", "value": "207720"}, "applies"),
        ({"framework": "establishes", "value": "207720"}, "applies"),
        ({"procedure": "direct_award", "direct_award_ground": "prototype"}, "applies"),
        ({"procedure": "contract_modification"}, "applies"),
        ({"procedure": "in_house"}, "does_not_apply"),
    ],
)
def test_conflicts_are_looked_for_in_every_covered_procurement(facts: dict[str, Any], answer: str):
    assert status("PA-81", contract(**facts)) == answer


def test_the_written_assessment_hangs_on_a_notice():
    written = said("PA-81", contract()).duty
    chosen = said(
        "PA-81",
        contract(
            regime="light_touch",
            value="9000000",
            procedure="direct_award",
            direct_award_ground="user_choice",
        ),
    ).duty
    assert written is not None
    assert chosen is not None
    assert "conflicts assessment" in written.action
    assert "conflicts assessment" not in chosen.action


def test_below_the_threshold_it_is_good_practice():
    assert said("PA-81", contract(value="20000")).standing == "good_practice"
