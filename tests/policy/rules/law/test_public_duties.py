"""Duties that are not about procurement alone, in the Acts as read on 1 December 2026.

Equality Act 2010, Local Government Act 1999, Care Act 2014 and Employment Rights Act 2025.
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
        ("85312400", OPEN),  # welfare services at home, which may be for adults or for children
        ("85312100", OPEN),  # day care
        ("85300000", OPEN),  # social work and related services
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


@pytest.mark.parametrize(
    "day", ["2025-03-01", "2026-01-06", "2026-09-30", "2026-10-01", "2026-12-01", "2027-06-01"]
)
@pytest.mark.parametrize("authority", AUTHORITIES)
def test_the_two_tier_duties_were_not_in_force(day: str, authority: str):
    """Employment Rights Act 2025 s32; SI 2026/3 reg 2(16) commences the powers and no duty."""
    for transfer, in_house in product((True, False, None), (True, False, None)):
        facts = {"staff_transfer": transfer, "formerly_in_house": in_house, "authority_type": authority}
        assert status("ERA-32", contract(commencement_date=day, **facts)) == NOT
    assert status("ERA-32", nothing_known()) == NOT


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({}, True),
        ({"value": "207720"}, True),
        ({"value": "207719.99"}, False),  # s83B(2)(a): a public contract
        ({"category": "services_with_goods_or_works"}, True),
        ({"category": "goods"}, False),  # s83B(3)(a): services
        ({"category": "works"}, False),
        ({"framework": "establishes"}, True),  # s83B(3)(b)(i)
        ({"regime": "light_touch", "value": "663540"}, True),
        ({"regime": "light_touch", "value": "663539.99"}, False),
        ({"regime": "provider_selection"}, False),  # the Act does not govern it
        ({"staff_transfer": False}, False),  # s83B(4)
        ({"formerly_in_house": False}, False),  # s83B(3)(a)
    ],
)
def test_the_advice_stands_with_the_contracts_that_the_duties_are_for(changes: dict[str, object], kind: bool):
    facts = contract(**({"staff_transfer": True, "formerly_in_house": True} | changes))
    assert said("ERA-32", facts).standing == ("good_practice" if kind else "none")


def test_what_is_not_known_of_the_two_tier_duties_is_said():
    reason = said("ERA-32", contract(staff_transfer=True, formerly_in_house=True)).reason
    assert "6 January 2026" in reason
    assert "October 2026" in reason
    assert "not in force" in reason
