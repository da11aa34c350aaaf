"""Notices and copies where a contract is only changed, and the questionnaire, by procedure."""

import pytest

from tests.policy.rules.law.contracts import contract, status

BINDS, NOT = "applies", "does_not_apply"


@pytest.mark.parametrize(
    ("rule", "value"),
    [("PA-53", "6000000"), ("PA-53-1", "6000000"), ("PA-NOTIFY", "100000"), ("PA-52", "6000000")],
)
@pytest.mark.parametrize(("procedure", "answer"), [("open", BINDS), ("contract_modification", NOT)])
def test_entering_into_a_contract_is_what_counts(rule: str, value: str, procedure: str, answer: str):
    """PA 2023 ss52(1), 53(1), (3), 87(1), (3): entering into a contract; ss75 and 77 are for changes."""
    assert status(rule, contract(value=value, procedure=procedure)) == answer


@pytest.mark.parametrize(
    ("procedure", "answer"),
    [
        ("open", BINDS),
        ("competitive_flexible", BINDS),
        ("quotation", BINDS),
        ("direct_award", NOT),
        ("in_house", NOT),
        ("trading_company", NOT),
        ("contract_modification", NOT),
        ("service_review", NOT),
    ],
)
def test_conditions_of_participation_belong_to_a_competition(procedure: str, answer: str):
    """PA 2023 s22(1): the award of a public contract under s19."""
    assert status("PA-PSQ", contract(procedure=procedure)) == answer
