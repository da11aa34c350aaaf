"""Schedule 1 of the Procurement Act 2023, typed from the Act and from SI 2025/1200.

The rows that councils, NHS bodies and central government meet, before and after 1 January 2026.
"""

from datetime import date
from decimal import Decimal

import pytest

from svdesk.domain.choices import AuthorityType, Category, Regime
from svdesk.domain.facts import ContractFacts

PENNY = Decimal("0.01")
NEW_FIGURES = date(2026, 1, 1)


def threshold(facts: ContractFacts) -> int:
    """Return the amount, in pounds with VAT, from which a contract of these *facts* is a public contract."""
    assert facts.commencement_date is not None
    new = facts.commencement_date >= NEW_FIGURES
    if facts.regime is Regime.LIGHT_TOUCH_CONCESSION:  # Row 7
        return 5_372_609
    if facts.regime is Regime.LIGHT_TOUCH:  # Row 8
        return 663_540
    if facts.regime is Regime.CONCESSION or facts.category is Category.WORKS:  # Rows 9 and 10
        return 5_193_000 if new else 5_372_609
    if facts.authority_type in (AuthorityType.NHS_TRUST, AuthorityType.CENTRAL):  # Row 11
        return 135_018 if new else 139_688
    return 207_720 if new else 214_904  # Row 12


PUBLIC_FROM = [
    pytest.param(facts, figure, id=f"{' '.join(map(str, facts.values()))}: {figure}")
    for facts, figure in (
        ({"authority_type": "council", "commencement_date": "2025-12-31"}, 214_904),
        ({"authority_type": "council", "commencement_date": "2026-01-01"}, 207_720),
        ({"authority_type": "icb", "commencement_date": "2025-02-24"}, 214_904),
        ({"authority_type": "icb", "commencement_date": "2027-12-31"}, 207_720),
        ({"authority_type": "nhs_trust", "commencement_date": "2025-12-31"}, 139_688),
        ({"authority_type": "nhs_trust", "commencement_date": "2026-01-01"}, 135_018),
        ({"authority_type": "central", "commencement_date": "2025-12-31"}, 139_688),
        ({"authority_type": "central", "commencement_date": "2026-01-01"}, 135_018),
        ({"category": "goods"}, 207_720),
        ({"category": "services_with_goods_or_works"}, 207_720),
        ({"category": "works", "commencement_date": "2025-12-31"}, 5_372_609),
        ({"category": "works", "commencement_date": "2026-01-01"}, 5_193_000),
        ({"category": "works", "authority_type": "central"}, 5_193_000),
        ({"regime": "light_touch", "commencement_date": "2025-12-31"}, 663_540),
        ({"regime": "light_touch", "commencement_date": "2026-01-01"}, 663_540),
        ({"regime": "light_touch", "authority_type": "nhs_trust"}, 663_540),
        ({"regime": "concession", "commencement_date": "2025-12-31"}, 5_372_609),
        ({"regime": "concession", "commencement_date": "2026-01-01"}, 5_193_000),
        ({"regime": "light_touch_concession", "commencement_date": "2025-12-31"}, 5_372_609),
        ({"regime": "light_touch_concession", "commencement_date": "2026-01-01"}, 5_372_609),
        ({"framework": "establishes"}, 207_720),
        ({"framework": "establishes", "regime": "light_touch"}, 663_540),
    )
]
"""Contracts of every kind that the schedule tells apart, and from which figure they are public contracts."""
