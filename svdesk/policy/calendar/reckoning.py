"""Reckoning a period: which day it ends on, and in a few sentences how that was counted.

Pure functions of a period, of the day that it is counted from, and of the kinds of working day of a pack.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from svdesk.domain.dates import last_day, months_later
from svdesk.domain.english import counted, listed, show_date, show_weekday
from svdesk.policy.calendar.working_days import DayOff, NotCoveredError, counted_on
from svdesk.policy.content.periods import Counting, Period, PeriodEffect, PeriodUnit, WorkingDays

_ONE_DAY = timedelta(days=1)
_MONTHS_A_YEAR = 12
_ONE = {
    PeriodUnit.DAYS: "day",
    PeriodUnit.WORKING_DAYS: "working day",
    PeriodUnit.MONTHS: "month",
    PeriodUnit.YEARS: "year",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """What a period comes to, counted from *base*.

    *last* is its last day, and *day* the one that it is about: by when, or from when on. Both are ``None``
    where they can't be reckoned. *how* says in whole sentences how it was counted, or why it can't be;
    *passed_over* are the weekdays that didn't count.
    """

    period: Period
    base: date
    last: date | None
    day: date | None
    how: str
    passed_over: tuple[DayOff, ...] = ()

    @property
    def answer(self) -> str:
        """The answer in a line: ``Tuesday 5 January 2027``."""
        return "Can't be reckoned" if self.day is None else show_weekday(self.day)


def reckon(period: Period, base: date, working_days: tuple[WorkingDays, ...]) -> Reckoned:
    """Return what *period* comes to where its event is on *base*.

    *working_days* are the kinds that the pack knows. Raises ``KeyError`` for a period that counts in none of
    them; loading a pack sees that there is no such period.
    """
    working = next((each for each in working_days if each.id == period.working_days), None)
    if period.unit is PeriodUnit.WORKING_DAYS and working is None:
        raise KeyError(period.working_days)
    try:
        last, passed = _last(period, base, working)
        day = last + _ONE_DAY if period.effect is PeriodEffect.NOT_UNTIL_OVER else last
    except (NotCoveredError, OverflowError):
        return Reckoned(period=period, base=base, last=None, day=None, how=_why_not(period, base, working))
    how = " ".join(_how(period, base, last, passed, working))
    return Reckoned(period=period, base=base, last=last, day=day, how=how, passed_over=passed)


def length(period: Period) -> str:
    """Return how long a period is: ``8 working days``."""
    return counted(period.number, _ONE[period.unit])


def in_words(period: Period) -> str:
    """Return when it is, where the day of the event isn't known: a part of a sentence.

    ``within 30 days beginning with the day on which the contract is entered into``
    """
    if period.counting is Counting.AFTER_NEXT_DAY:
        span = f"the day after {period.counted_from}, and {length(period)} after that,"
    else:
        joint = "beginning with" if period.counting is Counting.WITH else "after"
        span = f"{length(period)} {joint} {period.counted_from}"
    return {
        PeriodEffect.BY: f"within {span}",
        PeriodEffect.NOT_UNTIL_OVER: f"once {span} are over",
        PeriodEffect.NOT_BEFORE_LAST: f"not before the last of {span}",
        PeriodEffect.THROUGHOUT: f"for {span}",
    }[period.effect]


_DAYS_BEFORE_FIRST = {Counting.WITH: 0, Counting.AFTER: 1, Counting.AFTER_NEXT_DAY: 2}


def years_covered(working: WorkingDays) -> str:
    """Return in sentences for which days a kind of working day is known, and how surely."""
    return (
        f"SVDesk counts working days from {show_date(working.covered_from)} to "
        f"{show_date(working.covered_to)}. Bank holidays up to {show_date(working.published_to)} are as the "
        "government has announced them. Later ones are worked out by the usual rules: one may still be moved "
        "or added."
    )


def _last(period: Period, base: date, working: WorkingDays | None) -> tuple[date, tuple[DayOff, ...]]:
    first = base + timedelta(days=_DAYS_BEFORE_FIRST[period.counting])
    if working is not None and period.unit is PeriodUnit.WORKING_DAYS:
        return counted_on(first, period.number, working)
    if period.unit is PeriodUnit.DAYS:
        return first + timedelta(days=period.number - 1), ()
    months = period.number * (_MONTHS_A_YEAR if period.unit is PeriodUnit.YEARS else 1)
    # A period after a day ends on the same day of a later month; one that begins with it, on the day before.
    last = (
        last_day(base, months) if period.counting is Counting.WITH else months_later(first - _ONE_DAY, months)
    )
    if last is None or last >= date.max:
        raise OverflowError
    return last, ()


def _how(
    period: Period, base: date, last: date, passed: tuple[DayOff, ...], working: WorkingDays | None
) -> Iterator[str]:
    yield _count(period, base, last)
    if working is not None and period.unit is PeriodUnit.WORKING_DAYS:
        yield working.says
        if passed:
            yield f"Left out here: {listed(f'{show_weekday(off.day)} ({off.name})' for off in passed)}."
        if last > working.published_to:
            yield (
                f"Bank holidays after {show_date(working.published_to)} are worked out by the usual rules: "
                "one may still be moved or added, so reckon this again once they are announced."
            )
    elif period.unit is PeriodUnit.DAYS:
        yield "Weekends and holidays count too."
    if period.note:
        yield period.note


def _count(period: Period, base: date, last: date) -> str:
    """Return the sentence that counts from *base* to *last*."""
    ends = show_weekday(last)
    if period.counting is Counting.AFTER_NEXT_DAY:
        begins = show_weekday(base + _ONE_DAY)
        return (
            f"The period begins on {begins}, the day after {period.counted_from}. It ends at midnight at the "
            f"end of {ends}, the last of {length(period)} after the day on which it began."
        )
    counted_from = f"{show_weekday(base)}, {period.counted_from}"
    if period.counting is Counting.WITH:
        return f"{length(period)} beginning with {counted_from}. The last day is {ends}."
    return f"{length(period)} after {counted_from}, which isn't counted itself. The last day is {ends}."


def _why_not(period: Period, base: date, working: WorkingDays | None) -> str:
    if working is None:
        return f"{length(period)} from {show_weekday(base)} lead past the end of the calendar."
    return (
        f"{length(period)} from {show_weekday(base)} can't be reckoned: SVDesk knows the bank holidays from "
        f"{show_date(working.covered_from)} to {show_date(working.covered_to)} only."
    )
