"""Working days as an enactment counts them, and why a day is none."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from svdesk.domain.english import listed
from svdesk.policy.calendar.bank_holidays import bank_holidays
from svdesk.policy.content.periods import NamedHoliday, Nation, WorkingDays

_SATURDAY = 5
_MONDAY = 0
_MAY = 5
_FIRST_WEEK = 7
_ONE_DAY = timedelta(days=1)


class NotCoveredError(ValueError):
    """A day that lies outside the years whose bank holidays are known."""


@dataclass(frozen=True, slots=True)
class DayOff:
    """A weekday that doesn't count, and its *name* ("Boxing Day"), with the place where only some keep it."""

    day: date
    name: str


def day_off(day: date, working: WorkingDays) -> DayOff | None:
    """Return why the weekday *day* is no working day; ``None`` where it is one, and for a weekend.

    Raises :class:`NotCoveredError` outside the years that *working* covers.
    """
    if not working.covered_from <= day <= working.covered_to:
        raise NotCoveredError(day)
    if day.weekday() >= _SATURDAY:
        return None
    for named in working.holidays:
        if said := _NAMED[named](day):
            return DayOff(day, said)
    kept = {
        nation: name
        for nation in working.bank_holidays
        if (name := bank_holidays(nation, day.year).get(day)) is not None
    }
    if not kept:
        return None
    name = next(iter(kept.values()))
    some = len(kept) < len(working.bank_holidays)
    return DayOff(day, f"{name}, {listed(nation.label for nation in kept)}" if some else name)


def is_working_day(day: date, working: WorkingDays) -> bool:
    """Say whether *day* is a working day; raises :class:`NotCoveredError` where that isn't known."""
    return day_off(day, working) is None and day.weekday() < _SATURDAY


def counted_on(first: date, number: int, working: WorkingDays) -> tuple[date, tuple[DayOff, ...]]:
    """Return the day on which *number* working days from *first* on are full, and the weekdays passed over.

    *first* itself counts if it is a working day. Raises :class:`NotCoveredError` where the count leaves the
    years that are covered.
    """
    passed = []
    left = number
    for day in _from(first):
        off = day_off(day, working)
        if off is not None:
            passed.append(off)
        elif day.weekday() < _SATURDAY:
            left -= 1
            if left == 0:
                return day, tuple(passed)
    raise NotCoveredError(first)


def _from(first: date) -> Iterator[date]:
    day = first
    while day < date.max:
        yield day
        day += _ONE_DAY


def _christmas_day(day: date) -> str:
    return "Christmas Day" if (day.month, day.day) == (12, 25) else ""


def _good_friday(day: date) -> str:
    name = bank_holidays(Nation.ENGLAND, day.year).get(day, "")
    return name if name == "Good Friday" else ""


def _first_monday_in_may(day: date) -> str:
    first = day.month == _MAY and day.weekday() == _MONDAY and day.day <= _FIRST_WEEK
    return "the first Monday in May" if first else ""


_NAMED: dict[NamedHoliday, Callable[[date], str]] = {
    NamedHoliday.CHRISTMAS_DAY: _christmas_day,
    NamedHoliday.GOOD_FRIDAY: _good_friday,
    NamedHoliday.FIRST_MONDAY_IN_MAY: _first_monday_in_may,
}
