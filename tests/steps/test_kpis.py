from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from svdesk.steps.order import step_of
from tests.steps.ground import (
    ADVICE,
    INVALID,
    KPIS,
    MISSING,
    careful,
    finished,
    found,
    item_changed,
    look,
    pack,
    said,
    two_outcomes,
)


def spoilt(**answers: object) -> set[tuple[str, object]]:
    return found(item_changed("kpis", 0, **answers), "kpis")


def at(field: str) -> str:
    return f"kpis.{KPIS[0]}.{field}"


@pytest.mark.parametrize(
    "field",
    ["title", "unit", "counts", "excludes", "method", "baseline", "evidence", "authority_owner", "remedy"],
)
def test_a_kpi_is_asked_for_its_words(field: str):
    assert spoilt(**{field: " "}) == {(at(field), MISSING)}


@pytest.mark.parametrize(
    "field", ["frequency", "good_from", "approaching_from", "improvement_from", "published", "review_date"]
)
def test_a_kpi_is_asked_for_its_terms(field: str):
    assert spoilt(**{field: None}) == {(at(field), MISSING)}


def test_a_kpi_without_an_outcome_is_asked_for_it_and_leaves_the_outcome_unmeasured():
    assert spoilt(outcome_id="") == {(at("outcome_id"), MISSING), ("kpis", MISSING)}


def test_a_chosen_outcome_without_a_kpi_is_named():
    project = replace(finished(), kpis=finished().kpis[:1])
    assert found(project, "kpis") == {("kpis", MISSING)}
    assert pack().outcome(two_outcomes()[1]).title.rstrip(".") in said(project, "kpis", "kpis")


def test_a_kpi_on_an_outcome_left_out_is_a_contradiction():
    assert (at("outcome_id"), INVALID) in spoilt(outcome_id=pack().outcomes[2].id)


@pytest.mark.parametrize("targets", [(), (None, None, None)])
def test_missing_targets_are_asked_for_where_no_question_lets_bidders_offer_them(targets: tuple[None, ...]):
    project = item_changed("kpis", 0, targets=targets)
    assert found(project, "kpis") == {(at("targets"), ADVICE)}
    alone = replace(project, questions=project.questions[2:])
    assert (at("targets"), MISSING) in found(alone, "kpis")
    assert (at("targets"), ADVICE) not in found(alone, "kpis")


def test_one_target_is_enough_and_the_other_years_are_as_tendered():
    assert spoilt(targets=(None, Decimal(3))) == set()


def test_a_target_of_nought_is_a_target():
    assert spoilt(targets=(Decimal(0),)) == set()


def test_a_target_for_a_year_that_the_contract_does_not_have_is_a_contradiction():
    found_here = spoilt(targets=(Decimal(1), Decimal(1), Decimal(1), Decimal(1)))
    assert found_here == {(at("targets"), INVALID)}


def test_blank_years_beyond_the_contract_do_no_harm():
    assert spoilt(targets=(Decimal(1), None, None, None)) == set()


def test_a_part_of_a_year_has_a_target_too():
    project = item_changed("kpis", 0, targets=(Decimal(1),) * 4)
    facts = replace(project.facts, term_months=37, end_date=date(2029, 3, 31))
    assert found(replace(project, facts=facts), "kpis") == set()


@pytest.mark.parametrize(
    ("bands", "field"),
    [
        ((100, 100, 60), "approaching_from"),
        ((80, 85, 60), "approaching_from"),
        ((100, 85, 85), "improvement_from"),
        ((100, 50, 60), "improvement_from"),
    ],
)
def test_rating_bands_have_to_fall(bands: tuple[int, int, int], field: str):
    good, approaching, improvement = map(Decimal, bands)
    found_here = spoilt(good_from=good, approaching_from=approaching, improvement_from=improvement)
    assert found_here == {(at(field), INVALID)}


def test_a_review_before_the_contract_is_a_contradiction():
    assert spoilt(review_date=date(2026, 2, 28)) == {(at("review_date"), INVALID)}
    assert spoilt(review_date=date(2026, 3, 1)) == set()


def test_a_review_after_every_extension_is_worth_a_second_look():
    in_time = item_changed("kpis", 0, review_date=date(2031, 2, 28))
    assert careful(in_time, "date-order") == set()
    late = item_changed("kpis", 0, review_date=date(2031, 3, 1))
    assert careful(late, "date-order") == {at("review_date")}


def test_the_summary_counts_the_kpis():
    summary = step_of("kpis").summary
    assert summary(look(finished())) == "2 KPIs"
    assert summary(look(replace(finished(), kpis=()))) == ""
