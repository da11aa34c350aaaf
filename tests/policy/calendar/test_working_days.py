"""Working days as the Procurement Act and the Provider Selection Regime count them, day by day."""

import subprocess
import sys
from datetime import date, timedelta

import pytest

from svdesk.policy.calendar.working_days import NotCoveredError, counted_on, day_off, is_working_day
from svdesk.policy.content.periods import WorkingDays
from svdesk.policy.loading.load import bundled_pack
from tests.policy.calendar.announced import ENGLAND, KINGDOM, is_open

KINDS = {working.id: working for working in bundled_pack().working_days}
ACT, HEALTH = KINDS["working-days.united-kingdom"], KINDS["working-days.england"]


@pytest.mark.parametrize(("working", "closed"), [(ACT, KINGDOM), (HEALTH, ENGLAND)], ids=["act", "health"])
def test_every_day_of_three_years_is_as_the_government_announced_it(
    working: WorkingDays, closed: frozenset[date]
):
    days = [date(2025, 1, 1) + timedelta(days=number) for number in range(3 * 365)]
    assert days[-1] == date(2027, 12, 31)
    wrong = [day for day in days if is_working_day(day, working) is not is_open(day, closed)]
    assert wrong == []


@pytest.mark.parametrize(
    ("day", "act", "health"),
    [
        (date(2026, 1, 2), "New Year Holiday, Scotland", ""),
        (date(2026, 3, 17), "Saint Patrick's Day, Northern Ireland", ""),
        (date(2026, 7, 13), "in place of Battle of the Boyne, Northern Ireland", ""),
        (date(2026, 11, 30), "Saint Andrew's Day, Scotland", ""),
        (date(2025, 12, 1), "in place of Saint Andrew's Day, Scotland", ""),
        (date(2026, 8, 3), "Summer Bank Holiday, Scotland", ""),
        (date(2026, 4, 3), "Good Friday", "Good Friday"),
        (date(2026, 4, 6), "Easter Monday, England, Wales and Northern Ireland", "Easter Monday"),
        (date(2026, 5, 4), "May Day", "the first Monday in May"),
        (date(2026, 12, 28), "in place of Boxing Day", "in place of Boxing Day"),
        (date(2027, 12, 27), "in place of Christmas Day", "in place of Christmas Day"),
    ],
)
def test_a_day_that_does_not_count_says_why(day: date, act: str, health: str):
    for working, name in ((ACT, act), (HEALTH, health)):
        off = day_off(day, working)
        assert (off.name if off else "") == name


def test_years_that_are_not_known_are_not_guessed():
    for day in (date(2023, 12, 29), date(2041, 1, 2)):
        with pytest.raises(NotCoveredError):
            is_working_day(day, ACT)
    with pytest.raises(NotCoveredError):
        counted_on(date(2040, 12, 24), 8, ACT)


def test_the_library_of_holidays_is_loaded_only_when_days_are_counted():
    code = (
        "import sys; from svdesk.policy.loading.load import bundled_pack; "
        "from svdesk.policy.calendar import reckoning; bundled_pack(); print('holidays' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
