"""No selection by suitability below the threshold: Procurement Act 2023, sections 84 and 85."""

from typing import Any

import pytest

from tests.policy.rules.law.contracts import contract, status

BINDS, NOT = "applies", "does_not_apply"


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({"value": "207719.99"}, BINDS),  # s85(1)
        ({"value": "207720"}, NOT),  # s84(1): a below-threshold contract
        ({"value": "135017.99", "authority_type": "central"}, BINDS),
        ({"value": "135018", "authority_type": "central"}, NOT),
        ({"value": "663539.99", "regime": "light_touch"}, BINDS),
        ({"value": "663540", "regime": "light_touch"}, NOT),
        ({"value": "207719.99", "category": "works"}, BINDS),  # s85(3)(b)
        ({"value": "207720", "category": "works"}, NOT),
        ({"value": "135017.99", "category": "works", "authority_type": "nhs_trust"}, BINDS),  # s85(3)(a)
        ({"value": "135018", "category": "works", "authority_type": "nhs_trust"}, NOT),
        ({"value": "20000", "regime": "concession"}, NOT),  # s84(1)(b)
        ({"value": "20000", "framework": "call_off"}, NOT),  # s85(5)(c)
        ({"value": "20000", "procedure": "quotation"}, BINDS),
    ],
)
def test_suitability_may_not_limit_who_tenders_for_a_regulated_below_threshold_contract(
    changes: dict[str, Any], answer: str
):
    assert status("PA-85", contract(**changes)) == answer
