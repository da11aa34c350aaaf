"""Bank holidays as gov.uk announced them (gov.uk/bank-holidays), typed by hand: an oracle of working days.

Weekdays only, since a Saturday or Sunday is never a working day. It shares nothing with the program.
"""

from datetime import date, timedelta

ENGLAND_AND_WALES = """
2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26
2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
"""
SCOTLAND = """
2025-01-01 2025-01-02 2025-04-18 2025-05-05 2025-05-26 2025-08-04 2025-12-01 2025-12-25 2025-12-26
2026-01-01 2026-01-02 2026-04-03 2026-05-04 2026-05-25 2026-06-15 2026-08-03 2026-11-30 2026-12-25 2026-12-28
2027-01-01 2027-01-04 2027-03-26 2027-05-03 2027-05-31 2027-08-02 2027-11-30 2027-12-27 2027-12-28
"""
NORTHERN_IRELAND = """
2025-01-01 2025-03-17 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-07-14 2025-08-25 2025-12-25 2025-12-26
2026-01-01 2026-03-17 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-07-13 2026-08-31 2026-12-25 2026-12-28
2027-01-01 2027-03-17 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-07-12 2027-08-30 2027-12-27 2027-12-28
"""


def _days(*tables: str) -> frozenset[date]:
    return frozenset(date.fromisoformat(text) for table in tables for text in table.split())


ENGLAND = _days(ENGLAND_AND_WALES)
KINGDOM = _days(ENGLAND_AND_WALES, SCOTLAND, NORTHERN_IRELAND)


def is_open(day: date, closed: frozenset[date]) -> bool:
    """Say whether *day* is a working day, given the weekdays that are not."""
    return day.weekday() < 5 and day not in closed


def naive(first: date, number: int, closed: frozenset[date]) -> date:
    """Count *number* working days from *first* on, one at a time."""
    day = first
    while True:
        if is_open(day, closed):
            number -= 1
        if number == 0:
            return day
        day += timedelta(days=1)
