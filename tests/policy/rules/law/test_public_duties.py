"""Duties that are not about procurement alone, in the Acts as read on 1 December 2026.

Equality Act 2010, Local Government Act 1999 and Care Act 2014.
"""

from itertools import product

import pytest

from tests.policy.rules.law.contracts import contract, nothing_known, said, status

BINDS, NOT, OPEN = "applies", "does_not_apply", "cannot_tell"
AUTHORITIES = ("council", "icb", "nhs_trust", "central")


@pytest.mark.parametrize("authority", [*AUTHORITIES, None])
@pytest.mark.parametrize("value", ["0", "5000", "207720", "9000000"])
def test_the_equality_duty_binds_every_authority_in_all_that_it_does(authority: str | None, value: str):
    """Equality Act 2010 ss149(1), (2) and 150(3), Sch 19: no threshold, no regime, no procedure."""
    for regime, procedure in product(("standard", "provider_selection", "concession"), ("open", "in_house")):
        facts = {"authority_type": authority, "value": value, "regime": regime, "procedure": procedure}
        assert status("EQA-149", contract(**facts)) == BINDS
    assert status("EQA-149", nothing_known()) == BINDS


@pytest.mark.parametrize(
    ("authority", "answer"),
    [("council", BINDS), ("icb", NOT), ("nhs_trust", NOT), ("central", NOT), (None, OPEN)],
)
def test_best_value_is_for_local_authorities(authority: str | None, answer: str):
    """Local Government Act 1999 ss1 and 3."""
    for value in ("0", "20000", "9000000"):
        assert status("LGA-3", contract(authority_type=authority, value=value)) == answer


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("85311100", BINDS),  # welfare services for the elderly
        ("85311200", BINDS),  # welfare services for disabled people
        ("85144000", BINDS),  # residential health facilities
        ("85144100", BINDS),  # residential nursing care
        ("85311300", NOT),  # children and young people: the section is about adults and carers
        ("85312110", NOT),  # child day care
        ("90910000", NOT),
        ("45000000", NOT),
    ],
)
def test_the_care_market_is_about_care_for_adults(code: str, answer: str):
    """Care Act 2014 ss1(4), 5(1), (4), (7)."""
    assert status("CA-5", contract(cpv=(code,), regime="light_touch")) == answer
    assert status("CA-5", contract(cpv=("90910000", code), value="20000")) == answer
    for authority in AUTHORITIES[1:]:
        assert status("CA-5", contract(cpv=(code,), authority_type=authority)) == NOT
    for category in ("goods", "works"):
        assert status("CA-5", contract(cpv=(code,), category=category)) == NOT


def test_without_a_code_the_care_market_cannot_be_told():
    unknown = said("CA-5", contract(cpv=()))
    assert (unknown.status, unknown.missing) == (OPEN, ("cpv",))
    assert said("CA-5", contract(cpv=("85312100",))).standing == "good_practice"
