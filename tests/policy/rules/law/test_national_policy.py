"""The two Social Value Models and the public interest test: whom they bind, from when and from which value.

Written from PPN 002 (paragraph 3 and what was published on its start and reach), from accounts of PPN 026 and
from accounts of PPN 024.
"""

from typing import Any

import pytest

from tests.policy.rules.law.contracts import contract, said

BINDS, OPTIONAL, NONE = ("applies", "binds"), ("does_not_apply", "optional"), ("does_not_apply", "none")
CENTRAL = {"authority_type": "central"}


def answers(rule: str, facts: dict[str, Any]) -> tuple[str, str]:
    found = said(rule, contract(**facts))
    return found.status, found.standing


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"commencement_date": "2025-10-01", "value": "139688"}, BINDS),
        ({"commencement_date": "2025-09-30", "value": "139688"}, OPTIONAL),
        ({"commencement_date": "2025-02-24", "value": "139688"}, OPTIONAL),
        ({"commencement_date": "2025-02-23", "value": "139688"}, NONE),
        ({"commencement_date": "2025-12-31", "value": "139687.99"}, OPTIONAL),
        ({"commencement_date": "2026-01-01", "value": "135018"}, BINDS),
        ({"commencement_date": "2026-01-01", "value": "135017.99"}, OPTIONAL),
        ({"commencement_date": "2026-06-01", "value": "20000", "category": "goods"}, OPTIONAL),
        ({"commencement_date": "2026-06-01", "category": "works", "value": "5192999.99"}, OPTIONAL),
        ({"commencement_date": "2026-06-01", "category": "works", "value": "5193000"}, BINDS),
        ({"commencement_date": "2026-06-01", "regime": "light_touch", "value": "663539.99"}, OPTIONAL),
        ({"commencement_date": "2026-12-31", "value": "135018"}, BINDS),
        ({"commencement_date": "2027-01-01", "value": "9000000"}, NONE),
        ({"commencement_date": "2026-06-01", "value": "9000000", "regime": "provider_selection"}, NONE),
    ],
)
def test_the_model_of_2025_binds_central_government(facts: dict[str, Any], expected: tuple[str, str]) -> None:
    assert answers("PPN-002", {**CENTRAL, **facts}) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"commencement_date": "2026-12-31", "value": "9000000"}, NONE),
        ({"commencement_date": "2027-01-01", "value": "1000000"}, BINDS),
        ({"commencement_date": "2027-01-01", "value": "999999.99"}, NONE),
        ({"commencement_date": "2027-01-01", "value": "4999999.99"}, BINDS),
        ({"commencement_date": "2027-01-01", "value": "5000000"}, BINDS),
        ({"commencement_date": "2027-01-01", "value": "5000000", "regime": "provider_selection"}, NONE),
    ],
)
def test_the_model_of_2026_binds_central_government(facts: dict[str, Any], expected: tuple[str, str]) -> None:
    assert answers("PPN-026", {**CENTRAL, **facts}) == expected


def test_from_5_million_the_model_of_2026_asks_for_more() -> None:
    facts = {**CENTRAL, "commencement_date": "2027-01-01"}
    below, above = (said("PPN-026", contract(**facts, value=value)) for value in ("4999999.99", "5000000"))
    assert "10%" in below.headline
    assert "20%" in above.headline
    assert "three KPIs" in above.reason


@pytest.mark.parametrize("authority", ["council", "icb", "nhs_trust"])
def test_the_models_are_optional_for_councils_and_the_health_service(authority: str) -> None:
    facts = {"authority_type": authority, "value": "9000000"}
    for day in ("2025-02-24", "2025-10-01", "2026-12-31"):
        assert answers("PPN-002", {**facts, "commencement_date": day}) == OPTIONAL
        assert answers("PPN-026", {**facts, "commencement_date": day}) == NONE
    for day in ("2027-01-01", "2027-12-31"):
        assert answers("PPN-002", {**facts, "commencement_date": day}) == NONE
        assert answers("PPN-026", {**facts, "commencement_date": day}) == OPTIONAL
    said_of_it = said("PPN-002", contract(**facts))
    assert said_of_it.headline.startswith("Optional for you")
    assert said_of_it.recommendation


TESTED = {"value": "1000000.01", "commencement_date": "2027-04-01"}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (CENTRAL, BINDS),
        ({**CENTRAL, "commencement_date": "2027-03-31"}, OPTIONAL),
        ({**CENTRAL, "value": "1000000"}, NONE),
        ({**CENTRAL, "category": "goods"}, NONE),
        ({**CENTRAL, "category": "works", "value": "9000000"}, NONE),
        ({**CENTRAL, "category": "services_with_goods_or_works"}, BINDS),
        ({**CENTRAL, "procedure": "direct_award", "award_route": "direct_award"}, NONE),
        ({**CENTRAL, "procedure": "direct_award", "award_route": "direct_award_switch"}, BINDS),
        ({**CENTRAL, "procedure": "direct_award", "award_route": None}, ("cannot_tell", "none")),
        ({**CENTRAL, "procedure": "open", "award_route": None}, BINDS),
        ({**CENTRAL, "regime": "provider_selection"}, NONE),
        ({**CENTRAL, "regime": "concession", "value": "5192999.99"}, NONE),
        ({**CENTRAL, "regime": "concession", "value": "5193000"}, BINDS),
        ({"authority_type": "council"}, OPTIONAL),
        ({"authority_type": "council", "commencement_date": "2026-10-13"}, OPTIONAL),
        ({"authority_type": "council", "value": "1000000"}, NONE),
        ({"authority_type": "icb"}, OPTIONAL),
        ({"authority_type": "nhs_trust"}, OPTIONAL),
        ({"authority_type": "nhs_trust", "procedure": "direct_award", "award_route": "direct_award"}, NONE),
    ],
)
def test_the_public_interest_test_is_for_central_services(
    facts: dict[str, Any], expected: tuple[str, str]
) -> None:
    assert answers("PI-1", {**TESTED, **facts}) == expected
