from datetime import date

import pytest

from svdesk.domain.dates import agrees, last_day, latest_end, months_between, shifted
from svdesk.domain.facts import ContractFacts, contract_years


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 3, 1), 36, date(2029, 2, 28)),
        (date(2026, 3, 1), 24, date(2028, 2, 29)),
        (date(2026, 1, 15), 1, date(2026, 2, 14)),
        (date(2025, 12, 1), 1, date(2025, 12, 31)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2028, 2, 29), 36, date(2031, 2, 28)),
        (date(2027, 2, 28), 12, date(2028, 2, 27)),
    ],
)
def test_a_term_ends_the_day_before_its_anniversary(start: date, months: int, end: date):
    assert last_day(start, months) == end


def test_a_day_that_a_month_lacks_becomes_its_last():
    assert shifted(date(2028, 2, 29), 12) == date(2029, 2, 28)


def test_a_term_beyond_the_calendar_ends_with_the_calendar():
    assert shifted(date(9999, 1, 1), 12) == date.max


@pytest.mark.parametrize("months", [1, 6, 12, 36, 119])
def test_a_term_has_as_many_months_as_it_was_given(months: int):
    start = date(2026, 3, 1)
    assert months_between(start, last_day(start, months)) == months
    assert agrees(start, last_day(start, months), months)
    assert not agrees(start, last_day(start, months + 1), months)


def test_the_latest_end_takes_every_extension():
    facts = ContractFacts(start_date=date(2026, 3, 1), term_months=36, extension_months=24)
    assert latest_end(facts) == date(2031, 2, 28)
    assert latest_end(ContractFacts(end_date=date(2029, 2, 28), extension_months=24)) == date(2031, 2, 28)
    assert latest_end(ContractFacts()) is None


@pytest.mark.parametrize(
    ("end", "months", "latest"),
    [
        (date(2026, 6, 30), 6, date(2026, 12, 31)),
        (date(2027, 2, 28), 12, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 6, 30), 0, date(2026, 6, 30)),
    ],
)
def test_an_extension_begins_on_the_day_after_the_last(end: date, months: int, latest: date):
    assert latest_end(ContractFacts(end_date=end, extension_months=months)) == latest


@pytest.mark.parametrize(("months", "years"), [(None, 1), (0, 1), (12, 1), (13, 2), (36, 3)])
def test_a_part_of_a_year_counts_as_a_contract_year(months: int | None, years: int):
    assert contract_years(ContractFacts(term_months=months)) == years
