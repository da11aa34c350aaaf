"""Section 17 of the Local Government Act 1988, and the reservation of competitions below the threshold.

Written from the section as amended by section 116(1) of the Procurement Act 2023, from SI 2001/909 and
SI 2026/94 (article 3 of each), from sections 5, 12, 13, 84 and 86 of the Procurement Act 2023 and from
PPN 005.
"""

from typing import Any

import pytest

from tests.policy.rules.law.contracts import contract, nothing_known, said, status

SOCIAL_VALUE = "section 1 of the Social Value Act"
PUBLIC_BENEFIT = "section 12(1)(b)"
STATEMENT = "section 13(9)"
SMALLER_FIRMS = "section 86)"
EQUALITY = "section 149 of the Equality Act"
BEST_VALUE = "SI 2001/909"
ROUTES = (SOCIAL_VALUE, PUBLIC_BENEFIT, STATEMENT, SMALLER_FIRMS)


@pytest.mark.parametrize(
    ("facts", "routes"),
    [
        # Above the threshold: section 12 reaches every public contract, section 13(9) all but call-offs.
        ({}, (SOCIAL_VALUE, PUBLIC_BENEFIT, STATEMENT)),
        ({"regime": "light_touch", "value": "663540"}, (SOCIAL_VALUE, PUBLIC_BENEFIT, STATEMENT)),
        ({"category": "goods"}, (PUBLIC_BENEFIT, STATEMENT)),
        ({"category": "works", "value": "6000000"}, (PUBLIC_BENEFIT, STATEMENT)),
        ({"regime": "concession", "value": "6000000"}, (PUBLIC_BENEFIT, STATEMENT)),
        ({"framework": "establishes"}, (SOCIAL_VALUE, PUBLIC_BENEFIT, STATEMENT)),
        ({"framework": "call_off"}, (PUBLIC_BENEFIT,)),
        ({"value": "207720"}, (SOCIAL_VALUE, PUBLIC_BENEFIT, STATEMENT)),
        # Below it: section 86 reaches regulated below-threshold contracts, which concessions are not.
        ({"value": "207719.99"}, (STATEMENT, SMALLER_FIRMS)),
        ({"value": "20000", "category": "goods", "procedure": "quotation"}, (STATEMENT, SMALLER_FIRMS)),
        ({"category": "works", "value": "5192999.99"}, (STATEMENT, SMALLER_FIRMS)),
        ({"regime": "light_touch", "value": "663539.99"}, (SOCIAL_VALUE, STATEMENT, SMALLER_FIRMS)),
        ({"regime": "light_touch", "value": "207719.99"}, (STATEMENT, SMALLER_FIRMS)),
        ({"regime": "concession", "value": "5192999.99"}, (STATEMENT,)),
        ({"regime": "light_touch_concession", "value": "900000"}, (STATEMENT,)),
        ({"framework": "call_off", "value": "20000"}, ()),
        # Health care services: the Procurement Act does not govern them.
        ({"regime": "provider_selection"}, (SOCIAL_VALUE,)),
        ({"regime": "provider_selection", "value": "207719.99"}, ()),
        ({"regime": "provider_selection", "framework": "call_off"}, ()),
        # Section 116(1) came into force on 24 February 2025.
        ({"commencement_date": "2025-02-24"}, (SOCIAL_VALUE, PUBLIC_BENEFIT, STATEMENT)),
    ],
)
def test_a_council_is_told_which_duties_give_cover(facts: dict[str, Any], routes: tuple[str, ...]) -> None:
    found = said("LGA-17", contract(**facts))
    assert (found.status, found.standing) == ("applies", "binds")
    duties = found.reason.partition("Duties here")[2]
    assert tuple(route for route in ROUTES if route in duties) == routes
    assert EQUALITY in found.reason
    assert BEST_VALUE in found.reason
    assert found.severity == ("information" if routes else "caution")
    assert found.duty is not None
    assert "which duty" in found.duty.action


def test_before_the_act_its_duties_give_no_cover() -> None:
    found = said("LGA-17", contract(commencement_date="2025-02-23"))
    assert (found.status, found.severity) == ("applies", "caution")
    assert "Procurement Act give no cover" in found.reason


@pytest.mark.parametrize("authority", ["icb", "nhs_trust", "central"])
def test_section_17_does_not_bind_other_bodies(authority: str) -> None:
    assert status("LGA-17", contract(authority_type=authority)) == "does_not_apply"
    assert status("LGA-17", nothing_known(authority_type=authority)) == "does_not_apply"


def test_section_17_binds_a_council_whatever_is_not_known() -> None:
    assert status("LGA-17", nothing_known(authority_type="council")) == "applies"
    assert said("LGA-17", nothing_known()).missing == ("authority_type",)


BELOW = {"value": "207719.99", "commencement_date": "2026-02-04"}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, ("applies", "binds")),
        ({"commencement_date": "2026-02-03"}, ("does_not_apply", "optional")),
        ({"value": "207720"}, ("does_not_apply", "none")),
        ({"category": "goods"}, ("applies", "binds")),
        ({"category": "works", "value": "5192999.99"}, ("applies", "binds")),
        ({"category": "works", "value": "5193000"}, ("does_not_apply", "none")),
        ({"regime": "light_touch", "value": "663539.99"}, ("applies", "binds")),
        ({"regime": "light_touch", "value": "663540"}, ("does_not_apply", "none")),
        ({"regime": "concession", "value": "5192999.99"}, ("applies", "binds")),
        ({"regime": "light_touch_concession", "value": "5372608.99"}, ("applies", "binds")),
        ({"framework": "establishes"}, ("applies", "binds")),
        ({"framework": "call_off"}, ("applies", "binds")),
        ({"procedure": "quotation"}, ("applies", "binds")),
        ({"procedure": "direct_award"}, ("does_not_apply", "none")),
        ({"regime": "provider_selection"}, ("does_not_apply", "none")),
        ({"authority_type": "central", "value": "135017.99"}, ("does_not_apply", "optional")),
        ({"authority_type": "central", "value": "135018"}, ("does_not_apply", "none")),
        ({"authority_type": "nhs_trust", "value": "135017.99"}, ("does_not_apply", "optional")),
        ({"authority_type": "icb"}, ("does_not_apply", "optional")),
        ({"authority_type": "icb", "value": "207720"}, ("does_not_apply", "none")),
        ({"authority_type": "central", "value": "1", "regime": "light_touch"}, ("does_not_apply", "none")),
        ({"authority_type": "icb", "value": "1", "regime": "concession"}, ("does_not_apply", "none")),
        ({"authority_type": "icb", "commencement_date": "2025-03-01"}, ("does_not_apply", "optional")),
    ],
)  # fmt: skip
def test_who_may_reserve_which_competitions(facts: dict[str, Any], expected: tuple[str, str]) -> None:
    found = said("RES-1", contract(**{**BELOW, **facts}))
    assert (found.status, found.standing) == expected


def test_small_firms_alone_could_be_chosen_before_the_order() -> None:
    found = said("RES-1", contract(**{**BELOW, "commencement_date": "2026-02-03"}))
    assert "small and medium-sized firms or voluntary bodies" in found.recommendation
    assert "location" in found.headline


def test_the_notice_says_what_is_reserved_and_where() -> None:
    duty = said("RES-1", contract(**BELOW)).duty
    assert duty is not None
    assert duty.by == "before tenders are invited"
    assert any("local area" in each for each in duty.contents)


@pytest.mark.parametrize("authority", ["central", "nhs_trust", "icb"])
def test_elsewhere_firms_may_be_chosen_by_size_only_with_a_place(authority: str) -> None:
    found = said("RES-1", contract(**{**BELOW, "authority_type": authority, "value": "20000"}))
    assert "PPN 005" in found.headline
    assert "one county" in found.recommendation
    assert "With that" in found.recommendation
