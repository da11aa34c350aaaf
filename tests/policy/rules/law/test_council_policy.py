"""What the social value policy of Cheshire East asks for."""

import pytest

from tests.policy.rules.law.contracts import contract, nothing_known, said, status

BINDS, NOT = "applies", "does_not_apply"


@pytest.mark.parametrize(
    ("value", "considered", "weighted"),
    [
        ("0", NOT, NOT),
        ("5000", NOT, NOT),
        ("5000.01", BINDS, NOT),
        ("99999.99", BINDS, NOT),
        ("100000", BINDS, BINDS),
        ("6000000", BINDS, BINDS),
    ],
)
def test_social_value_is_considered_over_5000_pounds_and_weighted_from_100000(
    value: str, considered: str, weighted: str
):
    """The policy, section 4: over £5,000; the council's page: from £100,000, at least 10%."""
    for changes in ({}, {"regime": "provider_selection"}, {"framework": "call_off"}, {"category": "works"}):
        facts = contract(value=value, **changes)
        assert [status(rule, facts) for rule in ("CE-1", "CE-2")] == [considered, weighted]


def test_vat_counts():
    assert status("CE-2", contract(value="83333.33", vat="exclusive", vat_rate=20)) == NOT
    assert status("CE-2", contract(value="83333.34", vat="exclusive", vat_rate=20)) == BINDS
    assert said("CE-2", contract(value="90000", vat="exclusive", vat_rate=None)).missing == ("vat_rate",)


def test_the_social_value_award_is_asked_for_whatever_is_bought():
    assert status("CE-3", nothing_known()) == status("CE-3", contract()) == BINDS
