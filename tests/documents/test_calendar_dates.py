"""What falls due when: reports, reviews and the last months of a contract."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings

from svdesk.documents.contract.calendar_dates import DueKind, due_dates, first_days, reports
from svdesk.domain.choices import Frequency
from svdesk.domain.dates import end_of_term
from svdesk.domain.facts import ContractFacts
from svdesk.domain.project import Kpi, Project, Reporting, ReviewDate
from svdesk.policy.case import Case, case_of
from svdesk.policy.loading.load import bundled_pack
from tests.projects import projects


def read(project: Project) -> Case:
    return case_of(project, bundled_pack())


def contract(frequency: Frequency | None, *kpis: Frequency | None, **facts: Any) -> Case:  # noqa: ANN401
    """A year from 1 January 2027 whose first report is due on 15 April, with a KPI of each frequency."""
    given_facts = {"start_date": date(2027, 1, 1), "term_months": 12} | facts
    return read(
        Project(
            id=UUID(int=1),
            facts=ContractFacts(**given_facts),
            reporting=Reporting(frequency=frequency, first_report_on=date(2027, 4, 15)),
            kpis=tuple(Kpi(id=UUID(int=place), frequency=often) for place, often in enumerate(kpis, 2)),
        )
    )


def test_the_example_has_a_report_for_each_of_its_twelve_quarters(case: Case):
    days = [due.on for due in reports(case)]
    assert days[0] == date(2026, 6, 15)
    assert days[-1] == date(2029, 3, 15)
    assert len(days) == 12
    assert [due.what for due in reports(case)][-2:] == [
        "Report 11 of 12",
        "Report 12 of 12, with the totals of the whole term",
    ]


def test_a_kpi_stands_in_the_reports_at_which_it_is_counted():
    case = contract(
        Frequency.QUARTERLY,
        Frequency.MONTHLY,
        Frequency.QUARTERLY,
        Frequency.HALF_YEARLY,
        Frequency.YEARLY,
        Frequency.ONCE,
        None,
    )
    assert [due.kpi_refs for due in reports(case)] == [
        ("K1", "K2", "K6"),
        ("K1", "K2", "K3", "K6"),
        ("K1", "K2", "K6"),
        ("K1", "K2", "K3", "K4", "K5", "K6"),
    ]


@pytest.mark.parametrize(
    ("frequency", "facts", "days"),
    [
        (Frequency.ONCE, {}, ["2027-04-15"]),
        (None, {}, ["2027-04-15"]),
        (Frequency.HALF_YEARLY, {"start_date": None}, ["2027-04-15"]),
        (Frequency.HALF_YEARLY, {}, ["2027-04-15", "2027-10-15", "2028-04-15"]),
        (Frequency.HALF_YEARLY, {"end_date": date(2027, 6, 30)}, ["2027-04-15", "2027-10-15"]),
        (Frequency.HALF_YEARLY, {"extension_months": 24}, ["2027-04-15", "2027-10-15", "2028-04-15"]),
    ],
)
def test_reports_come_until_the_last_period_of_the_term_is_reported(
    frequency: Frequency | None, facts: dict[str, Any], days: list[str]
):
    assert [str(due.on) for due in reports(contract(frequency, **facts))] == days


def test_a_first_report_on_the_last_of_a_month_stays_at_the_end_of_months(case: Case):
    plan = replace(case.project.reporting, first_report_on=date(2026, 5, 31))
    moved = replace(case, project=replace(case.project, reporting=plan))
    days = [due.on for due in reports(moved)]
    assert days[:3] == [date(2026, 5, 31), date(2026, 8, 31), date(2026, 11, 30)]
    assert days[-1] == date(2029, 2, 28)


def test_no_report_has_a_day_before_the_first_day_is_known():
    assert not due_dates(read(Project(id=UUID(int=1), reporting=Reporting(frequency=Frequency.MONTHLY))))


def test_everything_comes_in_the_order_of_its_days(case: Case):
    dues = due_dates(case)
    assert [due.on for due in dues] == sorted(due.on for due in dues)
    assert [(str(due.on), due.what) for due in dues if due.kind is DueKind.CONTRACT] == [
        ("2026-03-01", "The contract starts"),
        ("2028-11-28", "The supplier says how each commitment will be finished or handed over"),
        ("2029-02-28", "The term ends, unless it is extended"),
        ("2031-02-28", "The contract ends at the latest, with every extension"),
    ]
    reviews = [due for due in dues if due.kind is DueKind.REVIEW]
    assert reviews[0].what == "Review: First quarter: is the delivery plan under way at both sites?"
    assert [(str(due.on), due.kpi_refs) for due in reviews if due.kpi_refs] == [
        ("2027-03-15", ("K1", "K2", "K3", "K4", "K5"))
    ]


def test_a_review_without_a_day_is_not_in_the_calendar_and_one_without_words_says_so(case: Case):
    reviews = (
        ReviewDate(id=UUID(int=1), what="Some day"),
        ReviewDate(id=UUID(int=2), on=date(2027, 5, 1)),
    )
    dues = due_dates(replace(case, project=replace(case.project, review_dates=reviews)))
    assert "Review: Not yet answered" in {due.what for due in dues}
    assert not any("Some day" in due.what for due in dues)


def test_a_contract_of_three_months_or_less_has_no_day_of_leaving_before_its_start():
    dues = due_dates(contract(Frequency.ONCE, end_date=date(2027, 3, 31)))
    assert [due.what for due in dues if due.kind is DueKind.CONTRACT] == [
        "The contract starts",
        "The term ends, unless it is extended",
    ]


def test_the_first_days_are_counted_from_the_start(case: Case):
    assert [str(due.on) for due in first_days(case, 106)] == ["2026-03-01", "2026-06-15"]
    assert [str(due.on) for due in first_days(case, 105)] == ["2026-03-01"]
    assert first_days(contract(Frequency.ONCE, start_date=None), 90) == ()


def test_the_end_is_reckoned_from_the_term_where_it_is_not_given():
    assert end_of_term(ContractFacts(start_date=date(2027, 1, 1), term_months=12)) == date(2027, 12, 31)
    assert end_of_term(ContractFacts(start_date=date(2027, 1, 1))) is None


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(projects())
def test_any_project_has_a_calendar_in_order(project: Project):
    case = read(project)
    dues = due_dates(case)
    assert [due.on for due in dues] == sorted(due.on for due in dues)
    assert len(dues) < 1300 + len(project.review_dates) + len(project.kpis)
    first_days(case, 90)
