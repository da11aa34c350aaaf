"""Answers on access that shut bidders out, or that contradict the lots and the engagement log."""

from collections.abc import Iterator

from svdesk.checks.checked_case import CheckedCase
from svdesk.checks.finding import Finding, Fix, SetField
from svdesk.domain.choices import EngagementKind


def find(checked: CheckedCase) -> Iterator[Finding]:
    """Yield what the answers on access say otherwise than the rest of the project, or with care."""
    yield from _turnover(checked)
    yield from _lots(checked)
    yield from _engagement(checked)


def _turnover(checked: CheckedCase) -> Iterator[Finding]:
    check = checked.check("turnover-threshold")
    if check is not None and checked.project.access.turnover_threshold:
        path = "access.turnover_threshold"
        fix = Fix(label=check.fix, edits=(SetField(path=path, value=False),))
        yield from checked.finding(check.id, path, fix)


def _lots(checked: CheckedCase) -> Iterator[Finding]:
    used, listed = checked.project.access.lots_used, len(checked.project.lots)
    if used is False and listed > 1:
        yield from checked.finding("lots-denied", "access.lots_used", count=listed)
    elif used and listed < 2:
        yield from checked.finding("lots-not-listed", "access.lots_used")


def _engagement(checked: CheckedCase) -> Iterator[Finding]:
    path, engaged = "access.supplier_engagement", checked.project.access.supplier_engagement
    market = [entry for entry in checked.project.engagement if entry.kind is EngagementKind.MARKET]
    if engaged is False and market:
        yield from checked.finding("engagement-denied", path)
    elif engaged and not market:
        yield from checked.finding("engagement-not-logged", path)
    for entry in market:
        if not entry.notice_reference.strip():
            where = f"engagement.{entry.id}.notice_reference"
            yield from checked.finding("engagement-no-reference", where)
