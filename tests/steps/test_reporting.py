from dataclasses import replace
from datetime import date

import pytest

from svdesk.domain.project import Reporting
from svdesk.steps.order import step_of
from tests.steps.ground import (
    ADVICE,
    INVALID,
    MISSING,
    REVIEW,
    an_id,
    careful,
    changed,
    finished,
    found,
    item_changed,
    look,
)


@pytest.mark.parametrize(
    "field",
    ["contract_manager", "frequency", "first_report_on", "delivery_plan_weeks", "delivery_plan_review_weeks"],
)
def test_reporting_is_asked_for_its_terms(field: str):
    blank = "" if field == "contract_manager" else None
    assert found(changed("reporting", **{field: blank}), "reporting") == {(f"reporting.{field}", MISSING)}


def test_at_least_one_review_is_asked_for():
    assert found(replace(finished(), review_dates=()), "reporting") == {("review_dates", MISSING)}


def test_a_review_is_asked_for_its_day_and_purpose():
    found_here = found(item_changed("review_dates", 0, on=None, what=""), "reporting")
    assert found_here == {(f"review_dates.{REVIEW}.on", MISSING), (f"review_dates.{REVIEW}.what", MISSING)}


def test_a_report_or_a_review_before_the_start_is_a_contradiction():
    before = date(2026, 2, 28)
    early = {("reporting.first_report_on", INVALID)}
    assert found(changed("reporting", first_report_on=before), "reporting") == early
    found_here = found(item_changed("review_dates", 0, on=before), "reporting")
    assert found_here == {(f"review_dates.{REVIEW}.on", INVALID)}


def test_the_first_day_of_the_contract_may_have_a_report_and_a_review():
    first = date(2026, 3, 1)
    assert found(changed("reporting", first_report_on=first), "reporting") == set()
    assert found(item_changed("review_dates", 0, on=first), "reporting") == set()


def test_a_review_after_every_extension_is_worth_a_second_look():
    late = item_changed("review_dates", 0, on=date(2031, 3, 1))
    assert careful(late, "date-order") == {f"review_dates.{REVIEW}.on"}
    assert careful(item_changed("review_dates", 0, on=date(2031, 2, 28)), "date-order") == set()


def test_the_end_is_reckoned_from_the_term_where_no_end_is_given():
    project = item_changed("review_dates", 0, on=date(2031, 3, 1))
    facts = replace(project.facts, end_date=None, extension_months=None)
    assert careful(replace(project, facts=facts), "date-order") == {f"review_dates.{REVIEW}.on"}
    unknown = replace(facts, term_months=None)
    assert careful(replace(project, facts=unknown), "date-order") == set()


def test_two_reviews_on_one_day_are_pointed_out():
    project = finished()
    twin = replace(project.review_dates[0], id=an_id(50))
    found_here = found(replace(project, review_dates=(*project.review_dates, twin)), "reporting")
    assert found_here == {(f"review_dates.{REVIEW}.on", ADVICE), (f"review_dates.{an_id(50)}.on", ADVICE)}


def test_the_summary_tells_how_often_and_how_many():
    summary = step_of("reporting").summary
    assert summary(look(finished())) == "Every three months, 1 review date"
    assert summary(look(replace(finished(), reporting=Reporting(), review_dates=()))) == ""
