"""The targets of a KPI as documents print them, and whether its years can be added up."""

from decimal import Decimal

from svdesk.documents.model.phrases import number
from svdesk.domain.facts import contract_years
from svdesk.domain.project import Kpi
from svdesk.policy.case import Case
from svdesk.policy.content.units import is_share

AS_TENDERED = "As tendered"
TO_BE_AGREED = "To be agreed"


def target(kpi: Kpi, year: int, *, left_open: str = AS_TENDERED) -> str:
    """Return the target of a contract year, or *left_open*: a bidder offers it, or the parties agree it."""
    value = kpi.targets[year - 1] if year <= len(kpi.targets) else None
    return left_open if value is None else _amount(kpi, value)


def _amount(kpi: Kpi, value: Decimal) -> str:
    return f"{number(value)}%" if kpi.unit.strip().lower() in ("percent", "per cent", "%") else number(value)


def target_total(case: Case, kpi: Kpi, *, left_open: str = AS_TENDERED) -> str:
    """Return the sum of the targets, where every year has one and the unit can be added up."""
    if not adds_up(case, kpi):
        return "Not added up"
    years = contract_years(case.facts)
    known = [value for value in kpi.targets[:years] if value is not None]
    if len(known) < years:
        return left_open
    return number(sum(known, Decimal(0)))


def adds_up(case: Case, kpi: Kpi) -> bool:
    """Say whether the years of a KPI can be added up: shares, rates and averages can't."""
    return not is_share(kpi.unit, case.pack.units)
