"""Terms and dates: the day some months later, and whether a start, an end and a term agree."""

from calendar import monthrange
from datetime import MAXYEAR, date, timedelta

from svdesk.domain.facts import ContractFacts

_SLACK = timedelta(days=16)
"""How far an end may lie from the calculated one, so that a term in round months still agrees."""
_DAYS_A_MONTH = 30.44


def months_later(day: date, months: int) -> date | None:
    """Return the same day of the month *months* later, or the last day that month has.

    ``None`` says that it lies past the end of the calendar.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shifted(day: date, months: int) -> date:
    """Return the day *months* later, or the last day of the calendar where that is past its end."""
    return months_later(day, months) or date.max


def last_day(start: date, months: int) -> date:
    """Return the last day of a term of *months* that begins on *start*.

    It is the day before the same day of a later month: a month that begins with 31 January ends with the last
    day of February, which has no 31st. The last day of the calendar stands for one past its end.
    """
    after = months_later(start, months)
    if after is None:
        return date.max
    return after - timedelta(days=1) if after.day == start.day else after


def agrees(start: date, end: date, months: int) -> bool:
    """Say whether *end* is where a term of *months* from *start* ends, give or take a fortnight."""
    return abs(end - last_day(start, months)) <= _SLACK


def months_between(start: date, end: date) -> int:
    """Return how many months the days from *start* to *end* come to, to the nearest month."""
    return round(((end - start).days + 1) / _DAYS_A_MONTH)


def end_of_term(facts: ContractFacts) -> date | None:
    """Return the last day of the contract without extensions; ``None`` where it cannot be told."""
    if facts.end_date is not None:
        return facts.end_date
    if facts.start_date is not None and facts.term_months is not None:
        return last_day(facts.start_date, facts.term_months)
    return None


def latest_end(facts: ContractFacts) -> date | None:
    """Return the last day of the contract with every extension taken; ``None`` if it cannot be told."""
    extension = facts.extension_months or 0
    if facts.end_date is not None:
        # An extension begins on the day after: 30 June and six months more is 31 December.
        lasts = not extension or facts.end_date == date.max
        return facts.end_date if lasts else last_day(facts.end_date + timedelta(days=1), extension)
    if facts.start_date is not None and facts.term_months is not None:
        return last_day(facts.start_date, facts.term_months + extension)
    return None
