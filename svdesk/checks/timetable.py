"""Dates that do not come in their order."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from svdesk.checks.checked_case import CheckedCase
from svdesk.checks.finding import Finding, FindingKind, Fix, SetField
from svdesk.domain.choices import EngagementKind, Procedure
from svdesk.domain.dates import agrees, last_day, latest_end, shifted
from svdesk.domain.english import show_date

_ORDER, _TERM, _EXTENDED = "date-order", "term-dates", "extensions-in-end"
_FIRST_REVIEW, _FIRST_REPORT = 12, 3
"""Months after the start at which a first review and a first report are usual."""


def find(checked: CheckedCase) -> Iterator[Finding]:
    """Yield the dates that come too early or too late."""
    yield from _competition(checked)
    yield from _term(checked)
    yield from _after_award(checked)
    yield from _before_notice(checked)
    yield from _same_day(checked)


def _order(
    checked: CheckedCase,
    where: str,
    early: tuple[str, date | None],
    late: tuple[str, date | None],
    fix: Fix | None = None,
) -> Iterator[Finding]:
    """Yield the finding at *where*, unless *early* comes before *late* or on its day."""
    if early[1] is not None and late[1] is not None and early[1] > late[1]:
        yield from checked.finding(
            _ORDER,
            where,
            fix,
            early=f"{early[0]} ({show_date(early[1])})",
            late=f"{late[0]} ({show_date(late[1])})",
        )


def _set(checked: CheckedCase, code: str, path: str, day: date | None) -> Fix | None:
    check = checked.check(code)
    if check is None or day is None:
        return None
    return Fix(label=check.fix.format(value=show_date(day)), edits=(SetField(path=path, value=day),))


_RUNNING = (
    Procedure.IN_HOUSE,
    Procedure.TRADING_COMPANY,
    Procedure.CONTRACT_MODIFICATION,
    Procedure.SERVICE_REVIEW,
)
"""Routes whose contract or service may have begun long before the change that is planned now."""


def _competition(checked: CheckedCase) -> Iterator[Finding]:
    facts = checked.project.facts
    first = "the first step", facts.commencement_date
    enquiries = "the day on which enquiries close", facts.enquiries_deadline
    tenders = "the day on which tenders are due", facts.tender_deadline
    start = "the start of the contract", facts.start_date
    if checked.case.has_tender:
        yield from _order(checked, "facts.enquiries_deadline", first, enquiries)
        yield from _order(checked, "facts.enquiries_deadline", enquiries, tenders)
        yield from _order(checked, "facts.tender_deadline", first, tenders)
    if facts.procedure not in _RUNNING:
        yield from _order(checked, "facts.start_date", tenders if tenders[1] else first, start)


def _term(checked: CheckedCase) -> Iterator[Finding]:
    facts = checked.project.facts
    start, end, term = facts.start_date, facts.end_date, facts.term_months
    if start is None or end is None:
        return
    path = "facts.end_date"
    reckoned = last_day(start, term) if term else None
    if end < start:
        fix = _set(checked, _ORDER, path, reckoned)
        yield from _order(checked, path, ("the start of the contract", start), ("its end", end), fix)
    elif term and reckoned and not agrees(start, end, term):
        extended = term + (facts.extension_months or 0)
        code, months = (_EXTENDED, extended) if agrees(start, end, extended) else (_TERM, term)
        fix = _set(checked, code, path, reckoned)
        words = {"start": show_date(start), "end": show_date(end), "term": months}
        yield from checked.finding(code, path, fix, **words)


def _after_award(checked: CheckedCase) -> Iterator[Finding]:
    project = checked.project
    start, end = project.facts.start_date, latest_end(project.facts)
    looked = [
        (f"kpis.{kpi.id}.review_date", "the review of a KPI", kpi.review_date, _FIRST_REVIEW)
        for kpi in project.kpis
    ]
    looked += [
        (f"review_dates.{each.id}.on", "a review", each.on, _FIRST_REVIEW) for each in project.review_dates
    ]
    looked.append(
        ("reporting.first_report_on", "the first report", project.reporting.first_report_on, _FIRST_REPORT)
    )
    for path, what, day, usual in looked:
        instead = shifted(start, usual) if start else None
        if start and instead and end:
            instead = min(instead, end) if start <= end else None
        fix = _set(checked, _ORDER, path, instead)
        yield from _order(checked, path, ("the start of the contract", start), (what, day), fix)
        # A last look may well come after the end, so that is for a person to weigh.
        late = ("the end of the contract, extensions included", end)
        for finding in _order(checked, path, (what, day), late, fix):
            yield replace(finding, kind=FindingKind.CAUTION)


def _before_notice(checked: CheckedCase) -> Iterator[Finding]:
    """Yield decisions and market engagement that come after the first step they should have shaped."""
    first_step = checked.project.facts.commencement_date
    if first_step is None:
        return
    late = [d for d in checked.project.outcomes if d.decided_on and d.decided_on > first_step]
    if late:
        where = f"outcomes.{late[0].outcome_id}.decided_on"
        yield from checked.finding("decided-late", where, count=len(late), first_step=show_date(first_step))
    for entry in checked.project.engagement:
        if entry.kind is EngagementKind.MARKET and entry.held_on and entry.held_on > first_step:
            where = f"engagement.{entry.id}.held_on"
            day = show_date(entry.held_on)
            yield from checked.finding("engagement-late", where, day=day, first_step=show_date(first_step))


def _same_day(checked: CheckedCase) -> Iterator[Finding]:
    """Yield the reviews that share their day with another."""
    reviews = checked.project.review_dates
    days = Counter(review.on for review in reviews if review.on is not None)
    for review in reviews:
        if review.on is not None and days[review.on] > 1:
            yield from checked.finding("review-twice", f"review_dates.{review.id}.on")
