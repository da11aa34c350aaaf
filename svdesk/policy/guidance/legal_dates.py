"""The dates that the law sets for one contract: those that can be reckoned, and the others in words.

A period comes to a contract where a rule applies whose duty names it. Its dates are reckoned only where the
project says the day of its event: no day is made up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from svdesk.domain.dates import end_of_term
from svdesk.domain.project import Project
from svdesk.policy.calendar.reckoning import Reckoned, reckon
from svdesk.policy.case import Case
from svdesk.policy.content.determinations import Status
from svdesk.policy.content.periods import Period, PeriodEvent

_ONE_DAY = timedelta(days=1)
_MOST_REPEATED = 100

BEFORE_CONTRACT = frozenset(
    (
        PeriodEvent.AWARD_NOTICE,
        PeriodEvent.MOST_SUITABLE_NOTICE,
        PeriodEvent.INTENTION_NOTICE,
        PeriodEvent.FURTHER_DECISION,
        PeriodEvent.ABANDONED,
    )
)
"""Events that lie behind whoever manages a contract."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalDate:
    """A period that concerns a contract, by the duty of *rule*.

    *reckoned* has its dates, the earliest first: one, or several for a period that repeats; none where the
    project doesn't say the day of the event. *planned* marks an event that is still to come as planned.
    """

    rule: str
    period: Period
    reckoned: tuple[Reckoned, ...] = ()
    planned: bool = False


def legal_dates(case: Case) -> tuple[LegalDate, ...]:
    """Return the periods that the rules which apply to a contract name, in the order of the rules."""
    return case.once(_legal_dates)


def dates_of_rules(case: Case) -> dict[str, tuple[str, ...]]:
    """Return, for each rule whose duty has a known date, the sentences that say it.

    Of a period that repeats they say the first.
    """
    found: dict[str, tuple[str, ...]] = {}
    for each in legal_dates(case):
        if each.reckoned and each.reckoned[0].day is not None:
            planned = ", if the contract ends as planned" if each.planned else ""
            said = f"{each.period.what}{planned}: {each.reckoned[0].answer}."
            found[each.rule] = (*found.get(each.rule, ()), said)
    return found


def _legal_dates(case: Case) -> tuple[LegalDate, ...]:
    return tuple(_found(case))


def _found(case: Case) -> Iterator[LegalDate]:
    periods = {period.id: period for period in case.pack.periods}
    end = end_of_term(case.facts)
    seen = set()
    for determination in case.assessment.determinations:
        if determination.status is not Status.APPLIES or determination.duty is None:
            continue
        for name in determination.duty.periods:
            period = periods[name]
            if name in seen:
                continue
            seen.add(name)
            base, planned = _day_of(period.event, case.project)
            yield LegalDate(
                rule=determination.rule,
                period=period,
                reckoned=() if base is None else tuple(_reckoned(case, period, base, end)),
                planned=planned,
            )


def _day_of(event: PeriodEvent, project: Project) -> tuple[date | None, bool]:
    """Return the day of an event, where the project says it, and whether that is only planned."""
    award = project.award
    match event:
        case PeriodEvent.CONTRACT_ENTERED:
            return award.entered_into_on, False
        case PeriodEvent.CONTRACT_AWARDED:
            days = [day for day in (award.awarded_on, award.entered_into_on) if day is not None]
            return min(days, default=None), False
        case PeriodEvent.CONTRACT_ENDED:
            return end_of_term(project.facts), True
    return None, False


def _reckoned(case: Case, period: Period, base: date, end: date | None) -> Iterator[Reckoned]:
    """Yield what *period* comes to, for one that repeats each time that it ends within the contract."""
    found = reckon(period, base, case.pack.working_days)
    if not period.repeats:
        yield found
        return
    for _ in range(_MOST_REPEATED):
        if found.last is None or (end is not None and found.last > end):
            return
        yield found
        if end is None:
            return
        found = reckon(period, found.last + _ONE_DAY, case.pack.working_days)
