"""Subcontractors (section 28) and reservations above the threshold (sections 32 and 33)."""

from typing import Any

import pytest

from tests.policy.rules.law.contracts import contract, said, status


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({"procedure": "open"}, "applies"),
        ({"procedure": "competitive_flexible"}, "applies"),
        ({"procedure": "direct_award"}, "does_not_apply"),
        ({"procedure": "contract_modification"}, "does_not_apply"),
        ({"framework": "establishes"}, "applies"),
        ({"framework": "call_off"}, "does_not_apply"),
        ({"regime": "light_touch", "value": "663540"}, "applies"),
        ({"regime": "light_touch", "value": "663539.99"}, "does_not_apply"),
        ({"regime": "concession", "value": "5193000"}, "applies"),
        ({"value": "207719.99"}, "does_not_apply"),
    ],
)
def test_a_competition_asks_about_subcontractors(facts: dict[str, Any], answer: str):
    assert status("PA-28", contract(**facts)) == answer


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({"procedure": "competitive_flexible"}, "applies"),
        ({"procedure": "open"}, "does_not_apply"),
        ({"procedure": "quotation"}, "does_not_apply"),
        ({"procedure": "direct_award"}, "does_not_apply"),
        ({"procedure": "competitive_flexible", "framework": "establishes"}, "applies"),
        ({"procedure": "competitive_flexible", "framework": "call_off"}, "does_not_apply"),
        ({"procedure": "competitive_flexible", "category": "goods"}, "applies"),
        ({"procedure": "competitive_flexible", "category": "works", "value": "5193000"}, "applies"),
        ({"procedure": "competitive_flexible", "category": "works", "value": "5192999.99"}, "does_not_apply"),
        ({"procedure": "competitive_flexible", "value": "207719.99"}, "does_not_apply"),
    ],
)
def test_a_flexible_procedure_may_be_kept_for_supported_employment(facts: dict[str, Any], answer: str):
    assert status("PA-32", contract(**facts)) == answer


def test_the_procedure_decides_and_is_asked_for():
    for rule in ("PA-28", "PA-32"):
        unsure = said(rule, contract(procedure=None))
        assert (unsure.status, unsure.missing) == ("cannot_tell", ("procedure",))
