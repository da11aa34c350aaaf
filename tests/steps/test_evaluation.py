from dataclasses import replace
from decimal import Decimal

import pytest

from svdesk.domain.choices import Procedure
from svdesk.domain.project import Evaluation, Project
from svdesk.steps.order import problems_by_step, step_of
from tests.steps.ground import ADVICE, INVALID, MISSING, changed, finished, found, look, said, state


def spoilt(**answers: object) -> set[tuple[str, object]]:
    return found(changed("evaluation", **answers), "evaluation")


@pytest.mark.parametrize(
    "field",
    [
        "social_value_weight",
        "quality_weight",
        "price_weight",
        "quantitative_share",
        "qualitative_share",
        "weight_reason",
    ],
)
def test_the_method_is_asked_for_its_parts(field: str):
    assert spoilt(**{field: "" if field == "weight_reason" else None}) == {(f"evaluation.{field}", MISSING)}


def test_weights_that_do_not_make_a_hundred_are_a_contradiction_with_their_sum():
    project = changed("evaluation", price_weight=Decimal("35.5"))
    assert found(project, "evaluation") == {("evaluation.price_weight", INVALID)}
    assert "95.5%" in said(project, "evaluation", "evaluation.price_weight")


def test_two_weights_that_overrun_are_told_so_before_the_third():
    found_here = spoilt(quality_weight=Decimal(95), price_weight=None)
    assert ("evaluation.price_weight", INVALID) in found_here


def test_shares_that_do_not_make_a_hundred_are_a_contradiction():
    assert spoilt(qualitative_share=Decimal(60)) == {("evaluation.qualitative_share", INVALID)}


def test_a_weight_below_the_minimum_of_the_rules_is_refused_with_that_figure():
    project = changed("evaluation", social_value_weight=Decimal("9.999"), price_weight=Decimal("40.001"))
    assert found(project, "evaluation") == {("evaluation.social_value_weight", INVALID)}
    assert "10%" in said(project, "evaluation", "evaluation.social_value_weight")


def test_the_minimum_is_the_assessments_and_no_constant():
    project = finished()
    context = look(project)
    other = replace(context, assessment=replace(context.assessment, minimum_weighting=Decimal(15)))
    messages = [finding.message for finding in problems_by_step(other)["evaluation"]]
    assert len(messages) == 1
    assert "at least 15%" in messages[0]


def test_where_no_minimum_binds_any_weight_will_do():
    context = look(changed("evaluation", social_value_weight=Decimal(1), price_weight=Decimal(49)))
    free = replace(context, assessment=replace(context.assessment, minimum_weighting=None))
    assert [each.code for each in problems_by_step(free)["evaluation"]] == ["weight-proportion"]


def test_no_weight_at_all_for_questions_that_are_asked_is_worth_a_second_look():
    context = look(changed("evaluation", social_value_weight=Decimal(0), price_weight=Decimal(50)))
    free = replace(context, assessment=replace(context.assessment, minimum_weighting=None))
    (told,) = problems_by_step(free)["evaluation"]
    assert (told.code, told.kind) == ("weight-nought", ADVICE)
    unasked = replace(free, project=replace(context.project, questions=()))
    assert "weight-nought" not in {each.code for each in problems_by_step(unasked)["evaluation"]}


def test_a_lowest_mark_needs_its_consequence_and_a_consequence_its_mark():
    assert spoilt(minimum_mark=2) == {("evaluation.minimum_mark_rule", MISSING)}
    assert spoilt(minimum_mark_rule="Rejected.") == {("evaluation.minimum_mark", MISSING)}
    assert spoilt(minimum_mark=2, minimum_mark_rule="Rejected.") == set()


def test_a_lowest_mark_of_nought_rules_nothing_out():
    assert spoilt(minimum_mark=0) == {("evaluation.minimum_mark", ADVICE)}


def test_a_route_without_a_tender_needs_no_method():
    project = finished()
    facts = replace(project.facts, procedure=Procedure.SERVICE_REVIEW)
    project = replace(project, facts=facts, evaluation=Evaluation())
    assert found(project, "evaluation") == set()
    assert state(project, "evaluation") == ("done", "No tender on this route")


def test_the_summary_tells_the_weights():
    summary = step_of("evaluation").summary
    assert summary(look(finished())) == "Social value 10%, quality 50%, price 40%"
    partly = changed("evaluation", social_value_weight=None)
    assert summary(look(partly)) == "Quality 50%, price 40%"
    assert summary(look(Project(id=finished().id))) == ""
