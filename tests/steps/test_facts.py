from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from svdesk.domain.choices import Category, FirstStep, Framework, HealthAward, Procedure, Regime, VatBasis
from svdesk.domain.facts import Lot
from svdesk.domain.project import Project
from svdesk.policy.case import Case
from svdesk.policy.content.determinations import Status
from svdesk.steps.order import step_of
from tests.steps.ground import (
    ADVICE,
    ESTIMATE,
    INVALID,
    LOTS,
    MISSING,
    an_id,
    changed,
    finished,
    found,
    item_changed,
    look,
    of_kind,
    said,
)


def spoilt(**facts: object) -> set[tuple[str, object]]:
    return found(changed("facts", **facts), "facts")


@pytest.mark.parametrize(
    "field",
    [
        "authority_type",
        "category",
        "regime",
        "health_service",
        "framework",
        "value",
        "vat",
        "commencement_date",
        "procedure",
        "term_months",
        "extension_months",
        "cpv",
        "relevant_area",
        "urgent",
        "enquiries_deadline",
        "tender_deadline",
        "tender_time",
        "start_date",
        "end_date",
    ],
)
def test_a_fact_that_is_not_known_is_asked_for(field: str):
    blank = () if field == "cpv" else "" if field == "relevant_area" else None
    asked = of_kind(spoilt(**{field: blank}), MISSING)
    assert f"facts.{field}" in asked


def test_no_and_nought_are_answers():
    assert spoilt(health_service=False, urgent=False, extension_months=0) == set()


@pytest.mark.parametrize("codes", [("55520000",), ("55520000-1", "85300000")])
def test_codes_of_the_vocabulary_raise_no_remark(codes: tuple[str, ...]):
    assert spoilt(cpv=codes) == set()


def test_a_code_that_is_in_no_vocabulary_is_remarked_upon_by_name_and_still_accepted():
    project = changed("facts", cpv=("55520000", "55529999", "12345678-0"))
    assert found(project, "facts") == {("facts.cpv", ADVICE)}
    assert "55529999 is not in the CPV vocabulary" in said(project, "facts", "facts.cpv")
    assert "12345678-0 is not" in said(project, "facts", "facts.cpv")
    assert "55520000 " not in said(project, "facts", "facts.cpv")


def test_a_check_digit_that_belongs_to_another_code_is_remarked_upon():
    assert "55520000-1" in said(changed("facts", cpv=("55520000-7",)), "facts", "facts.cpv")


def test_the_vat_rate_is_asked_for_where_the_value_excludes_vat():
    assert spoilt(vat=VatBasis.EXCLUSIVE) == {("facts.vat_rate", MISSING)}
    assert spoilt(vat=VatBasis.EXCLUSIVE, vat_rate=Decimal(0)) == set()


def test_an_emergency_has_to_be_explained():
    assert spoilt(urgent=True) == {("facts.urgency_own_delay", MISSING), ("facts.urgency_reason", MISSING)}
    assert spoilt(urgent=True, urgency_own_delay=False, urgency_reason="A flood.") == set()


def test_deadlines_are_asked_for_only_in_a_competition():
    blank = {"enquiries_deadline": None, "tender_deadline": None, "tender_time": None}
    assert of_kind(spoilt(procedure=Procedure.DIRECT_AWARD, **blank), MISSING) == set()
    assert len(of_kind(spoilt(procedure=Procedure.QUOTATION, **blank), MISSING)) == 3


def test_an_end_before_the_start_is_a_contradiction():
    found_here = spoilt(start_date=date(2026, 3, 1), end_date=date(2026, 2, 28))
    assert found_here == {("facts.end_date", INVALID)}


def test_tenders_cannot_be_due_before_the_notice():
    found_here = spoilt(tender_deadline=date(2025, 10, 12), enquiries_deadline=None)
    assert ("facts.tender_deadline", INVALID) in found_here


def test_tenders_may_be_due_on_the_day_of_the_notice():
    found_here = spoilt(tender_deadline=date(2025, 10, 13), enquiries_deadline=date(2025, 10, 13))
    assert found_here == set()


def test_questions_cannot_close_after_tenders():
    assert spoilt(enquiries_deadline=date(2025, 11, 11)) == {("facts.enquiries_deadline", INVALID)}


def test_questions_cannot_close_before_the_notice():
    assert spoilt(enquiries_deadline=date(2025, 10, 12)) == {("facts.enquiries_deadline", INVALID)}


def test_the_contract_cannot_start_before_tenders_are_in():
    found_here = spoilt(start_date=date(2025, 11, 1), end_date=date(2028, 10, 31))
    assert found_here == {("facts.start_date", INVALID)}


def test_the_contract_cannot_start_before_the_notice():
    found_here = spoilt(
        procedure=Procedure.DIRECT_AWARD,
        tender_deadline=None,
        enquiries_deadline=None,
        start_date=date(2025, 10, 1),
        end_date=date(2028, 9, 30),
    )
    assert found_here == {("facts.start_date", INVALID)}


def test_a_running_contract_may_have_started_before_its_change_is_announced():
    found_here = spoilt(
        procedure=Procedure.CONTRACT_MODIFICATION,
        tender_deadline=None,
        enquiries_deadline=None,
        start_date=date(2024, 10, 1),
        end_date=date(2027, 9, 30),
    )
    assert found_here == set()


def test_dates_and_length_that_disagree_are_a_contradiction_with_both_figures():
    project = changed("facts", term_months=24)
    assert ("facts.end_date", INVALID) in found(project, "facts")
    words = said(project, "facts", "facts.end_date")
    assert "to 28 February 2029 is not 24 months" in words


def test_an_end_date_that_includes_the_extensions_is_told_so():
    words = said(changed("facts", end_date=date(2031, 2, 28)), "facts", "facts.end_date")
    assert "Leave the extensions out" in words


@pytest.mark.parametrize("end", [date(2029, 2, 28), date(2029, 3, 1), date(2029, 2, 20), date(2029, 3, 10)])
def test_an_end_within_a_fortnight_of_the_term_agrees_with_it(end: date):
    assert spoilt(end_date=end) == set()


@pytest.mark.parametrize("end", [date(2029, 1, 31), date(2029, 3, 31)])
def test_an_end_a_month_off_does_not(end: date):
    assert spoilt(end_date=end) == {("facts.end_date", INVALID)}


def test_a_value_of_nothing_is_worth_a_second_look():
    project = replace(changed("facts", value=Decimal(0)), lots=())
    assert ("facts.value", ADVICE) in found(project, "facts")


def test_a_regime_for_services_is_questioned_for_goods():
    assert spoilt(category=Category.GOODS) == {("facts.regime", ADVICE)}
    assert spoilt(regime=Regime.STANDARD, category=Category.GOODS) == set()


def test_a_fact_that_only_a_rule_needs_is_asked_for_once_with_the_number_of_rules():
    context = look(finished())
    open_rule = replace(
        context.assessment.determinations[0], status=Status.CANNOT_TELL, missing=("vat_rate", "lots", "value")
    )
    assessment = replace(context.assessment, determinations=(open_rule, open_rule))
    problems = tuple(step_of("facts").asks(replace(context, assessment=assessment)))
    assert [(problem.path, problem.message) for problem in problems] == [
        ("facts.vat_rate", "Two rules cannot be settled without this answer.")
    ]
    single = replace(context, assessment=replace(assessment, determinations=(open_rule,)))
    assert next(iter(step_of("facts").asks(single))).message.startswith("One rule cannot")


def test_a_fact_of_some_contracts_is_asked_for_once_the_facts_of_all_are_known():
    health = {
        "regime": Regime.PROVIDER_SELECTION,
        "procedure": Procedure.DIRECT_AWARD,
        "health_service": True,
    }
    asked_for = ("facts.health_award", MISSING)
    assert asked_for in spoilt(**health)
    assert asked_for not in spoilt(**(health | {"regime": None}))
    assert asked_for not in spoilt(**(health | {"health_award": HealthAward.DIRECT_B}))
    assert asked_for not in spoilt()


def test_a_fact_that_is_asked_for_anyway_is_not_asked_for_again_by_the_rules():
    project = changed("facts", framework=None)
    assert said(project, "facts", "facts.framework") == "Say how the contract stands to a framework."
    assert spoilt(framework=Framework.CALL_OFF) == set()


def left_out(**facts: object) -> set[str]:
    left = step_of("facts").left_out(look(changed("facts", **facts)))
    return {path.removeprefix("facts.") for path in left}


def asking_for(*names: str) -> Case:
    """The finished project, as if one rule could not be settled without *names*."""
    context = look(finished())
    open_rule = replace(context.assessment.determinations[0], status=Status.CANNOT_TELL, missing=names)
    return replace(context, assessment=replace(context.assessment, determinations=(open_rule,)))


def test_facts_that_change_no_answer_are_left_out_of_the_form():
    assert {"as_deed", "direct_award_ground", "first_step", "mixed_main_part"} <= left_out()
    assert left_out().isdisjoint(("value", "urgent", "vat_rate"))


def test_a_fact_that_a_rule_cannot_do_without_stands_on_the_form_and_is_asked_for():
    case = asking_for("staff_transfer")
    assert "facts.staff_transfer" not in step_of("facts").left_out(case)
    assert [each.path for each in step_of("facts").asks(case)] == ["facts.staff_transfer"]


@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("award_route", "procedure"),
        ("direct_award_ground", "procedure"),
        ("advertised", "procedure"),
        ("framework_assessed", "framework"),
        ("mixed_main_part", "category"),
    ],
)
def test_a_fact_that_may_follow_from_another_is_asked_for_after_that_one(name: str, after: str):
    case = asking_for(name)
    assert f"facts.{name}" not in step_of("facts").left_out(case)
    blank = replace(case.project, facts=replace(case.project.facts, **{after: None}))
    assert f"facts.{name}" in step_of("facts").left_out(replace(case, project=blank))


def test_a_fact_that_is_given_is_never_left_out():
    assert "as_deed" not in left_out(as_deed=False)
    assert "first_step" not in left_out(first_step=FirstStep.TENDER_NOTICE)


@pytest.mark.parametrize("procedure", [Procedure.QUOTATION, Procedure.DIRECT_AWARD])
def test_the_first_step_is_asked_where_no_tender_notice_need_be_it(procedure: Procedure):
    assert "first_step" not in left_out(procedure=procedure)


def test_whose_delay_it_was_is_asked_only_in_an_emergency():
    assert ("facts.urgency_own_delay", MISSING) not in spoilt(urgent=None)


def test_lots_that_do_not_add_up_to_the_value_get_advice_with_both_sums():
    project = item_changed("lots", 1, value=Decimal(64_000))
    assert found(project, "facts") == {("lots", ADVICE)}
    words = said(project, "facts", "lots")
    assert "£129,000" in words
    assert "£130,000" in words


def test_pennies_count_in_the_sum_of_the_lots():
    assert found(item_changed("lots", 1, value=Decimal("64999.99")), "facts") == {("lots", ADVICE)}


def test_a_lot_without_a_value_is_asked_for_it_before_any_sum():
    assert found(item_changed("lots", 1, value=None), "facts") == {(f"lots.{LOTS[1]}.value", MISSING)}


def test_lots_are_asked_for_title_and_cover():
    found_here = found(item_changed("lots", 0, title="", description=""), "facts")
    assert found_here == {(f"lots.{LOTS[0]}.title", MISSING), (f"lots.{LOTS[0]}.description", MISSING)}


def test_two_lots_of_one_title_are_pointed_out():
    found_here = found(item_changed("lots", 1, title="oakmere "), "facts")
    assert found_here == {(f"lots.{lot}.title", ADVICE) for lot in LOTS}


def test_a_single_lot_is_the_whole_contract():
    whole = Lot(id=an_id(7), title="All", value=Decimal(130_000), description="Everything")
    assert found(replace(finished(), lots=(whole,)), "facts") == {("lots", ADVICE)}


@pytest.mark.parametrize("field", ["source", "stated_on", "value", "vat"])
def test_an_estimate_on_record_is_asked_for_what_it_was(field: str):
    blank = "" if field == "source" else None
    found_here = found(item_changed("estimates", 0, **{field: blank}), "facts")
    assert found_here == {(f"estimates.{ESTIMATE}.{field}", MISSING)}


def test_the_summary_is_value_regime_and_length():
    summary = step_of("facts").summary
    assert summary(look(finished())) == "£130,000 including VAT, Light-touch, 36 months"
    assert summary(look(Project(id=an_id(1)))) == ""
    assert summary(look(changed("facts", vat=None, term_months=None, regime=None))) == "£130,000"


def test_a_time_of_day_is_an_answer_even_at_midnight():
    assert spoilt(tender_time=time(0, 0)) == set()
