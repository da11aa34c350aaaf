"""Deleted projects stay their days, and no clock that jumps empties the bin."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from svdesk.domain.keeping.bin_clock import BinClock, BinnedProject, BinRule
from svdesk.services.project.bin_rule import bin_rule

RULE = BinRule(stay=timedelta(days=30), most_at_once=timedelta(days=7))
START = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def looked(*days: float) -> BinClock:
    """The clock of somebody who looked in so many days after the start."""
    clock = BinClock().at(START, RULE)
    for each in days:
        clock = clock.at(START + each * DAY, RULE)
    return clock


def binned(clock: BinClock) -> BinnedProject:
    return BinnedProject(
        id=UUID(int=1),
        title="Extra Care Catering",
        reference="",
        authority="",
        deleted_at=START,
        counted_then=clock.counted,
    )


def test_what_is_looked_at_every_day_goes_after_thirty_days_and_no_earlier() -> None:
    project = binned(looked())
    before = looked(*range(1, 30), 29.99)
    assert not project.is_over(before, RULE)
    assert project.goes_on(before, RULE, date(2026, 12, 31)) == date(2027, 1, 1)
    assert project.is_over(before.at(START + 30 * DAY, RULE), RULE)


def test_a_clock_that_jumps_years_ahead_costs_a_few_days_once() -> None:
    project = binned(looked())
    ahead = looked(1, 5000)
    assert project.left(ahead, RULE) == 22 * DAY
    # The same wrong clock, looked at again and again on that day.
    for minutes in range(1, 200):
        ahead = ahead.at(START + 5000 * DAY + timedelta(minutes=minutes), RULE)
    assert not project.is_over(ahead, RULE)
    # Put right, it counts nothing for the way back, and then goes on.
    right = ahead.at(START + 2 * DAY, RULE)
    assert right.counted == ahead.counted
    assert right.at(START + 3 * DAY, RULE).counted == ahead.counted + DAY


def test_a_project_deleted_while_the_clock_was_wrong_stays_its_days_too() -> None:
    wrong = looked(5000)
    project = binned(wrong)
    right = wrong.at(START + DAY, RULE)
    assert project.left(right, RULE) == RULE.stay
    for day in range(2, 31):
        right = right.at(START + day * DAY, RULE)
    assert not project.is_over(right, RULE)
    assert project.is_over(right.at(START + 31 * DAY, RULE), RULE)


def test_after_a_long_holiday_a_project_stays_longer_and_never_shorter() -> None:
    project = binned(looked())
    assert project.left(looked(60), RULE) == 23 * DAY
    assert project.is_over(looked(60, 67, 74, 81, 88), RULE)


@pytest.mark.parametrize(("days", "goes_on"), [(0, date(2026, 12, 31)), (0.5, date(2026, 12, 31))])
def test_the_day_that_is_shown_is_the_first_on_which_it_can_go(days: float, goes_on: date) -> None:
    project, clock = binned(looked()), looked(days)
    assert project.goes_on(clock, RULE, date(2026, 12, 1)) == goes_on


def test_the_figures_are_those_that_ship_with_svdesk() -> None:
    assert bin_rule() == RULE
