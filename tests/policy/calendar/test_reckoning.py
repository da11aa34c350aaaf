"""Legal periods reckoned to the day. The expected days were counted by hand from the statutes' own words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svdesk.policy.calendar.reckoning import Reckoned, in_words, reckon
from svdesk.policy.content.periods import PeriodEffect
from svdesk.policy.loading.load import bundled_pack
from tests.policy.calendar.announced import ENGLAND, KINGDOM, is_open, naive

PACK = bundled_pack()
PERIODS = {period.id: period for period in PACK.periods}


def reckoned(period_id: str, day: str | date) -> Reckoned:
    base = date.fromisoformat(day) if isinstance(day, str) else day
    return reckon(PERIODS[period_id], base, PACK.working_days)


def last_and_day(period_id: str, day: str) -> tuple[str, str]:
    found = reckoned(period_id, day)
    return str(found.last), str(found.day)


@pytest.mark.parametrize(
    ("notice", "last", "entry"),
    [
        ("2026-12-07", "2026-12-16", "2026-12-17"),
        # Christmas: 25 December, 28 December in place of the 26th, 1 January, and 4 January for Scotland.
        ("2026-12-21", "2027-01-05", "2027-01-06"),
        # The day after the last is a holiday: nothing in the Act forbids that day.
        ("2026-12-18", "2026-12-31", "2027-01-01"),
        ("2026-12-24", "2027-01-08", "2027-01-09"),
        ("2025-12-22", "2026-01-06", "2026-01-07"),
        # 2 January of a year in which it is a Friday.
        ("2025-12-31", "2026-01-13", "2026-01-14"),
        # 17 March, 13 July in place of the 12th, and 30 November.
        ("2026-03-16", "2026-03-26", "2026-03-27"),
        ("2026-07-10", "2026-07-22", "2026-07-23"),
        ("2026-11-27", "2026-12-09", "2026-12-10"),
        # Easter: Good Friday 3 April and Easter Monday 6 April.
        ("2026-04-01", "2026-04-14", "2026-04-15"),
        # The first Monday in May, and a bank holiday of Scotland alone.
        ("2026-05-01", "2026-05-13", "2026-05-14"),
        ("2026-06-12", "2026-06-24", "2026-06-25"),
        # Published on a Saturday: the period begins, and Monday is the first day that counts.
        ("2026-12-05", "2026-12-16", "2026-12-17"),
        # The last day is a Friday, so the contract may be entered into on the Saturday.
        ("2026-12-09", "2026-12-18", "2026-12-19"),
    ],
)
def test_the_standstill_of_the_procurement_act(notice: str, last: str, entry: str):
    assert last_and_day("standstill", notice) == (last, entry)
    assert last_and_day("standstill-change", notice) == (last, entry)


@pytest.mark.parametrize(
    ("notice", "last", "entry"),
    [
        ("2026-12-07", "2026-12-18", "2026-12-19"),
        ("2026-12-18", "2027-01-04", "2027-01-05"),
        # 2 January, 17 March and 30 November are working days in England.
        ("2025-12-22", "2026-01-07", "2026-01-08"),
        ("2026-03-13", "2026-03-25", "2026-03-26"),
        ("2026-11-27", "2026-12-09", "2026-12-10"),
        ("2026-04-01", "2026-04-16", "2026-04-17"),
        ("2026-05-01", "2026-05-14", "2026-05-15"),
        # Published on a Friday: the standstill begins on the Saturday, and Monday is the first day after it.
        ("2026-12-04", "2026-12-16", "2026-12-17"),
    ],
)
def test_the_standstill_of_the_provider_selection_regime(notice: str, last: str, entry: str):
    assert last_and_day("psr-standstill", notice) == (last, entry)


@pytest.mark.parametrize(
    ("period", "base", "last", "day"),
    [
        ("psr-restart", "2026-12-07", "2026-12-14", "2026-12-15"),
        ("psr-restart", "2026-12-23", "2027-01-04", "2027-01-05"),
        ("msp-wait", "2026-12-07", "2026-12-21", "2026-12-21"),
        # Beginning with a day counts it.
        ("details-notice", "2026-12-07", "2027-01-05", "2027-01-05"),
        ("details-notice", "2028-02-01", "2028-03-01", "2028-03-01"),
        ("details-notice", "2027-02-01", "2027-03-02", "2027-03-02"),
        ("details-notice-light-touch", "2026-12-07", "2027-04-05", "2027-04-05"),
        # The last day is a Saturday, and the Act doesn't move it.
        ("contract-copy", "2026-12-07", "2027-03-06", "2027-03-06"),
        ("contract-copy-light-touch", "2026-12-07", "2027-06-04", "2027-06-04"),
        ("change-copy", "2026-12-07", "2027-03-06", "2027-03-06"),
        ("failure-notice", "2026-12-07", "2027-01-05", "2027-01-05"),
        ("termination-notice", "2029-02-28", "2029-03-29", "2029-03-29"),
        ("payment", "2026-12-07", "2027-01-05", "2027-01-05"),
        ("payments-information", "2026-12-31", "2027-01-29", "2027-01-29"),
        ("payments-notice", "2026-09-30", "2026-10-29", "2026-10-29"),
        ("claims", "2026-12-07", "2027-01-05", "2027-01-05"),
        ("claims-longest", "2026-11-30", "2027-02-28", "2027-02-28"),
        ("set-aside", "2026-08-31", "2027-02-28", "2027-02-28"),
        ("set-aside", "2027-03-01", "2027-08-31", "2027-08-31"),
        ("kpi-rating", "2026-12-07", "2027-12-06", "2027-12-06"),
        ("kpi-rating", "2028-02-29", "2029-02-28", "2029-02-28"),
        ("records", "2026-12-07", "2029-12-06", "2029-12-06"),
        ("records", "2028-02-29", "2031-02-28", "2031-02-28"),
        # "Within 30 days of" a day doesn't count it.
        ("psr-award-notice", "2026-12-07", "2027-01-06", "2027-01-06"),
        ("psr-modification-notice", "2026-12-07", "2027-01-06", "2027-01-06"),
        ("psr-abandonment-notice", "2026-12-07", "2027-01-06", "2027-01-06"),
    ],
)
def test_each_period_ends_on_its_day(period: str, base: str, last: str, day: str):
    assert last_and_day(period, base) == (last, day)


def test_a_date_says_how_it_was_reckoned():
    assert reckoned("standstill", "2026-12-21").how.startswith(
        "8 working days beginning with Monday 21 December 2026, the day on which the contract award notice "
        "is published. The last day is Tuesday 5 January 2027. Saturdays, Sundays and bank holidays in any "
        "part of the United Kingdom don't count. Left out here: Friday 25 December 2026 (Christmas Day), "
        "Monday 28 December 2026 (in place of Boxing Day), Friday 1 January 2027 (New Year's Day) and "
        "Monday 4 January 2027 (in place of New Year Holiday, Scotland)."
    )
    assert reckoned("psr-standstill", "2026-12-07").how.startswith(
        "The period begins on Tuesday 8 December 2026, the day after the day on which the notice of "
        "intention to make an award is published. It ends at midnight at the end of Friday 18 December 2026"
    )
    assert reckoned("details-notice", "2026-12-07").answer == "Tuesday 5 January 2027"
    assert reckoned("standstill", "2026-12-07").answer == "Thursday 17 December 2026"


def test_holidays_that_are_not_announced_yet_are_said_to_be_worked_out():
    assert "worked out by the usual rules" not in reckoned("standstill", "2027-12-01").how
    assert "worked out by the usual rules" in reckoned("standstill", "2027-12-30").how


@pytest.mark.parametrize(("period", "day"), [("standstill", "2023-06-01"), ("psr-standstill", "2040-12-24")])
def test_beyond_the_years_that_are_known_nothing_is_guessed(period: str, day: str):
    found = reckoned(period, day)
    assert found.day is None
    assert found.answer == "Can't be reckoned"
    assert "from 1 January 2024 to 31 December 2040 only" in found.how


def test_the_end_of_the_calendar_is_no_crash():
    for period in PERIODS:
        assert reckoned(period, date.max).day is None


def test_without_a_day_the_period_is_told_in_words():
    assert in_words(PERIODS["details-notice"]) == (
        "within 30 days beginning with the day on which the contract is entered into"
    )
    assert in_words(PERIODS["standstill"]) == (
        "once 8 working days beginning with the day on which the contract award notice is published are over"
    )
    assert in_words(PERIODS["psr-standstill"]) == (
        "once the day after the day on which the notice of intention to make an award is published, and "
        "8 working days after that, are over"
    )


DAYS_2025_TO_2027 = st.dates(date(2025, 1, 1), date(2027, 11, 30))


@given(DAYS_2025_TO_2027)
def test_a_contract_is_entered_into_only_after_eight_working_days_counted_one_by_one(notice: date):
    found = reckoned("standstill", notice)
    assert found.last == naive(notice, 8, KINGDOM)
    assert found.day == found.last + timedelta(days=1)
    days = (notice + timedelta(days=number) for number in range((found.day - notice).days))
    assert sum(is_open(day, KINGDOM) for day in days) == 8


@given(DAYS_2025_TO_2027)
def test_the_health_standstill_is_eight_whole_working_days_after_the_day_it_begins(notice: date):
    begins = notice + timedelta(days=1)
    found = reckoned("psr-standstill", notice)
    assert found.last == naive(begins + timedelta(days=1), 8, ENGLAND)
    assert found.day == found.last + timedelta(days=1)


@given(st.sampled_from(sorted(PERIODS)), st.dates(date(2024, 1, 1), date(2039, 12, 31)))
def test_no_period_ends_before_its_event(period: str, base: date):
    found = reckoned(period, base)
    assert found.last is not None
    assert found.last >= base
    assert found.day is not None
    assert found.day >= found.last
    later = reckoned(period, base + timedelta(days=1))
    assert later.last is not None
    assert later.last >= found.last
    after = PERIODS[period].effect is PeriodEffect.NOT_UNTIL_OVER
    assert (found.day - found.last).days == (1 if after else 0)
