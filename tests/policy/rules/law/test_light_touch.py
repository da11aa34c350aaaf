"""What the Act leaves light-touch contracts free of: sections 23(6), 47(5), 51(3), 52(6), 54 and 74(2)."""

from typing import Any

import pytest

from tests.policy.rules.law.contracts import contract, status


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({"regime": "light_touch", "value": "663540"}, "applies"),
        ({"regime": "light_touch", "value": "663539.99"}, "does_not_apply"),
        ({"regime": "light_touch_concession", "value": "5372609"}, "applies"),
        ({"regime": "light_touch_concession", "value": "5372608.99"}, "does_not_apply"),
        ({"regime": "standard", "value": "9000000"}, "does_not_apply"),
        ({"regime": "concession", "value": "9000000"}, "does_not_apply"),
        ({"regime": "light_touch", "value": "9000000", "framework": "call_off"}, "applies"),
    ],
)
def test_light_touch_has_its_freedoms(facts: dict[str, Any], answer: str):
    assert status("PA-LT", contract(**facts)) == answer
