"""When what falls due in a contract: its reports, reviews and last months, as dates.

Every document and calendar file that names a date of delivery reads it here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from svdesk.documents.model.lookups import Counted, counted_kpis
from svdesk.documents.model.phrases import given
from svdesk.domain.choices import Frequency
from svdesk.domain.dates import end_of_term, latest_end, shifted
from svdesk.domain.entry import MOST_MONTHS
from svdesk.domain.facts import ContractFacts
from svdesk.policy.case import Case
from svdesk.policy.guidance.legal_dates import legal_dates

EXIT_MONTHS = 3
"""How many months before the end the supplier says how each commitment is finished."""

MONTHS_BETWEEN = {
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: 3,
    Frequency.HALF_YEARLY: 6,
    Frequency.YEARLY: 12,
}
"""The months between two reports; a frequency that is not here comes once."""


class DueKind(StrEnum):
    """What sort of thing falls due."""

    CONTRACT = "contract"
    LAW = "law"
    REPORT = "report"
    REVIEW = "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing that falls due *on* a day, in words; *kpi_refs* are the KPIs it is about (K1, K2).

    *note* says how a day of the law was reckoned.
    """

    on: date
    what: str
    kind: DueKind
    kpi_refs: tuple[str, ...] = ()
    note: str = ""


def due_dates(case: Case) -> tuple[Due, ...]:
    """Return everything that falls due on a known day, the earliest first.

    Reports follow the first one at the frequency that the project states, one for each period that
    begins before the term ends. Nothing is added for extensions but the latest end, nor where a date is
    missing; what is counted from the day of award has no date before then.
    """
    found = (*_contract(case.facts), *_law(case), *reports(case), *_reviews(case))
    return tuple(sorted(found, key=lambda due: due.on))


def first_days(case: Case, days: int) -> tuple[Due, ...]:
    """Return what falls due up to *days* days after the start; () where the start is not known."""
    start = case.facts.start_date
    if start is None or date.max - start < timedelta(days=days):
        return ()
    return tuple(due for due in due_dates(case) if due.on <= start + timedelta(days=days))


def reports(case: Case) -> tuple[Due, ...]:
    """Return the reports with the KPIs that each of them is about.

    A KPI that is counted less often than reports are made stands in every second, fourth or
    twelfth report. The last report gives the totals of all KPIs.
    """
    plan = case.project.reporting
    if plan.first_report_on is None:
        return ()
    months = MONTHS_BETWEEN.get(plan.frequency) if plan.frequency else None
    end = end_of_term(case.facts)
    days = tuple(_report_days(plan.first_report_on, months, end))
    whole = plan.frequency is Frequency.ONCE or (months is not None and end_of_term(case.facts) is not None)
    found = []
    for place, on in enumerate(days, 1):
        last = whole and place == len(days)
        about = [item.ref for item in counted_kpis(case) if last or _is_reported(item, place, months)]
        what = f"Report {place} of {len(days)}" if whole else f"Report {place}"
        if last:
            what = f"{what}, with the totals of the whole term" if len(days) > 1 else "The report"
        found.append(Due(on=on, what=what, kind=DueKind.REPORT, kpi_refs=tuple(about)))
    return tuple(found)


def _report_days(first: date, months: int | None, end: date | None) -> Iterator[date]:
    yield first
    if months is None or end is None:
        return
    before = first
    for place in range(1, MOST_MONTHS // months + 1):
        if before >= end:
            return
        on = shifted(first, place * months)
        if on <= before:  # the calendar has no later day
            return
        yield on
        before = on


def _is_reported(item: Counted, place: int, months: int | None) -> bool:
    """Say whether a KPI stands in the report of that *place*, with *months* between the reports."""
    often = item.kpi.frequency
    if often is None or months is None:
        return True
    between = MONTHS_BETWEEN.get(often)
    return between is not None and (place * months) % between == 0


def _reviews(case: Case) -> Iterator[Due]:
    for review in case.project.review_dates:
        if review.on is not None:
            yield Due(on=review.on, what=f"Review: {given(review.what)}", kind=DueKind.REVIEW)
    days = sorted({item.kpi.review_date for item in counted_kpis(case) if item.kpi.review_date})
    for on in days:
        refs = tuple(item.ref for item in counted_kpis(case) if item.kpi.review_date == on)
        yield Due(on=on, what="KPIs reviewed", kind=DueKind.REVIEW, kpi_refs=refs)


def _contract(facts: ContractFacts) -> Iterator[Due]:
    if facts.start_date is not None:
        yield Due(on=facts.start_date, what="The contract starts", kind=DueKind.CONTRACT)
    end = end_of_term(facts)
    if end is None:
        return
    leaving = _earlier(end)
    if leaving is not None and (facts.start_date is None or leaving > facts.start_date):
        yield Due(
            on=leaving,
            what="The supplier says how each commitment will be finished or handed over",
            kind=DueKind.CONTRACT,
        )
    yield Due(on=end, what="The term ends, unless it is extended", kind=DueKind.CONTRACT)

    latest = latest_end(facts) if facts.extension_months else None
    if latest is not None and latest > end:
        yield Due(
            on=latest, what="The contract ends at the latest, with every extension", kind=DueKind.CONTRACT
        )


def _law(case: Case) -> Iterator[Due]:
    for each in legal_dates(case):
        for found in each.reckoned:
            if found.day is not None:
                planned = ", if the contract ends as planned" if each.planned else ""
                yield Due(on=found.day, what=f"{each.period.what}{planned}", kind=DueKind.LAW, note=found.how)


def _earlier(end: date) -> date | None:
    if end.year == date.min.year:
        return None
    return shifted(end, -EXIT_MONTHS)
