"""Contracts to hold the shipped rules against the statutes.

Tables of cases give facts as the case file spells them, so that a row reads like a contract.
"""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from svdesk.domain.choices import AuthorityType, Category, Framework, Procedure, Regime, VatBasis
from svdesk.domain.entry import Kind, field_forms
from svdesk.domain.facts import ContractFacts
from svdesk.policy.content.determinations import Assessment, Determination
from svdesk.policy.loading.load import bundled_pack
from svdesk.policy.rules.assess import assess

PLAIN = ContractFacts(
    authority_type=AuthorityType.COUNCIL,
    category=Category.SERVICES,
    regime=Regime.STANDARD,
    health_service=False,
    framework=Framework.NONE,
    value=Decimal(300_000),
    vat=VatBasis.INCLUSIVE,
    vat_rate=Decimal(20),
    commencement_date=date(2026, 10, 13),
    procedure=Procedure.OPEN,
    workforce=4,
    term_months=36,
    extension_months=24,
    cpv=("90910000",),
    relevant_area="Cheshire East",
    urgent=False,
    urgency_own_delay=False,
)
"""A council's cleaning services by the open procedure, above the threshold; nothing is unknown."""


def contract(**facts: Any) -> ContractFacts:  # noqa: ANN401 - any fact
    """Return :data:`PLAIN` with *facts*.

    Choices and days may be given as the case file spells them, money and percentages as whole numbers
    or texts.
    """
    return replace(PLAIN, **{name: _value(name, given) for name, given in facts.items()})


def nothing_known(**facts: Any) -> ContractFacts:  # noqa: ANN401 - any fact
    """Return a contract of which only *facts* are known."""
    unknown = {field.name: field.default for field in fields(ContractFacts)}
    return contract(**{**unknown, **facts})


def _value(name: str, given: Any) -> Any:  # noqa: ANN401 - any fact
    form = field_forms(ContractFacts)[name]
    if given is None:
        return None
    if form.choices is not None:
        return form.choices(given)
    if form.kind is Kind.DATE and isinstance(given, str):
        return date.fromisoformat(given)
    return Decimal(given) if form.kind in (Kind.POUNDS, Kind.PERCENT) else given


@cache
def _assessed(facts: ContractFacts) -> Assessment:
    return assess(facts, bundled_pack())


def said(rule: str, facts: ContractFacts) -> Determination:
    """Return what the shipped *rule* says of *facts*."""
    return _assessed(facts).of(rule)


def status(rule: str, facts: ContractFacts) -> str:
    """Return the status that the shipped *rule* has for *facts*, as the JSON spells it."""
    return said(rule, facts).status.value
