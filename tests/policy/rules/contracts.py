"""Contracts to assess: the example's facts with changes, and the pack that ships."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from svdesk.domain.choices import AuthorityType, Category, Framework, Procedure, Regime, VatBasis
from svdesk.domain.facts import ContractFacts
from svdesk.policy.content.determinations import Assessment, Determination
from svdesk.policy.loading.load import bundled_pack
from svdesk.policy.rules.assess import assess

EXTRA_CARE = ContractFacts(
    authority_type=AuthorityType.COUNCIL,
    category=Category.SERVICES,
    regime=Regime.LIGHT_TOUCH,
    health_service=False,
    framework=Framework.NONE,
    value=Decimal("130000.00"),
    vat=VatBasis.INCLUSIVE,
    commencement_date=date(2025, 10, 13),
    procedure=Procedure.OPEN,
    term_months=36,
    extension_months=24,
    cpv=("55520000",),
    relevant_area="Cheshire East",
    urgent=False,
)
PENNY = Decimal("0.01")


def contract(**changes: Any) -> ContractFacts:  # noqa: ANN401 - any fact
    """Return a standard services contract of a council with *changes*; texts become choices."""
    return replace(EXTRA_CARE, **{"regime": Regime.STANDARD, **changes})


def assessed(**changes: Any) -> Assessment:  # noqa: ANN401 - any fact
    """Return what the shipped rules say of :func:`contract`."""
    return assess(contract(**changes), bundled_pack())


def answer(rule: str, **changes: Any) -> Determination:  # noqa: ANN401 - any fact
    """Return what one shipped rule says of :func:`contract`."""
    return assessed(**changes).of(rule)
