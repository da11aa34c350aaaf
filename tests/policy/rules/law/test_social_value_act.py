"""The Public Services (Social Value) Act 2012, section 1 as it has stood since 24 February 2025."""

from typing import Any

import pytest

from tests.policy.rules.law.contracts import contract, nothing_known, said, status

BINDS, NOT, OPEN = "applies", "does_not_apply", "cannot_tell"
ROWS = [
    # who buys, first step, row 11 (central, trusts) or row 12 (others) of Schedule 1 to the Procurement Act
    ("council", "2025-02-24", "214904"),
    ("council", "2025-12-31", "214904"),
    ("council", "2026-01-01", "207720"),
    ("council", "2027-12-31", "207720"),
    ("icb", "2025-12-31", "214904"),
    ("icb", "2026-01-01", "207720"),
    ("nhs_trust", "2025-12-31", "139688"),
    ("nhs_trust", "2026-01-01", "135018"),
    ("central", "2025-12-31", "139688"),
    ("central", "2026-01-01", "135018"),
]


@pytest.mark.parametrize("regime", ["standard", "light_touch", "provider_selection"])
@pytest.mark.parametrize(("authority", "day", "figure"), ROWS)
def test_the_duty_begins_at_the_figure_for_goods_and_services_to_the_penny(
    authority: str, day: str, figure: str, regime: str
):
    """S1(16)(a) with PA 2023 s3; s1(16)(b), (17): light touch counts from there though no public contract."""
    facts = {"authority_type": authority, "commencement_date": day, "regime": regime}
    pounds = int(figure)
    assert status("SVA-1", contract(value=figure, **facts)) == BINDS
    assert status("SVA-1", contract(value=f"{pounds}.01", **facts)) == BINDS
    assert status("SVA-1", contract(value=f"{pounds - 1}.99", **facts)) == NOT


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({"category": "services_with_goods_or_works"}, BINDS),  # s1(1): together with goods or works
        ({"category": "goods"}, NOT),
        ({"category": "works"}, NOT),
        ({"category": "works", "value": "6000000"}, NOT),
        ({"framework": "establishes"}, BINDS),  # s1(1)(b)
        ({"framework": "call_off"}, NOT),  # s1(1)(a)
        ({"framework": "call_off", "regime": "light_touch", "value": "900000"}, NOT),
        ({"regime": "concession", "value": "9000000"}, NOT),  # s1(16)(a) and (b)(ii)
        ({"regime": "light_touch_concession", "value": "9000000"}, NOT),
        ({"regime": "light_touch", "value": "663539.99"}, BINDS),
        ({"regime": "light_touch", "value": "663540"}, BINDS),
        ({"procedure": "direct_award"}, BINDS),  # s1(2)(c) to (e): no competition is needed
        ({"urgent": True}, BINDS),  # s1(8) lets it be disregarded; SVA-2 says so
    ],
)
def test_what_it_is_about(changes: dict[str, Any], answer: str):
    assert status("SVA-1", contract(**changes)) == answer


def test_below_the_figure_it_is_good_practice():
    assert said("SVA-1", contract(value="20000")).standing == "good_practice"


def test_what_is_not_known_is_asked_for_only_where_it_decides():
    assert status("SVA-1", nothing_known(category="goods")) == NOT
    assert status("SVA-1", nothing_known(framework="call_off")) == NOT
    assert said("SVA-1", contract(value=None)).missing == ("value",)
    assert said("SVA-1", contract(authority_type=None, value="150000")).missing == ("authority_type",)
    assert status("SVA-1", contract(authority_type=None, value="207720")) == BINDS
