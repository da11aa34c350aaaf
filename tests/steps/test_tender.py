from dataclasses import replace
from decimal import Decimal

import pytest

from svdesk.domain.choices import Procedure
from svdesk.steps.order import step_of
from tests.steps.ground import (
    ADVICE,
    INVALID,
    MISSING,
    QUESTIONS,
    an_id,
    finished,
    found,
    item_changed,
    look,
    pack,
    said,
    state,
    two_outcomes,
)


@pytest.mark.parametrize("field", ["outcome_id", "text", "good_answer", "word_limit", "weight"])
def test_a_question_is_asked_for_its_parts(field: str):
    blank = None if field in ("word_limit", "weight") else ""
    found_here = found(item_changed("questions", 1, **{field: blank}), "tender")
    assert (f"questions.{QUESTIONS[0]}.{field}", MISSING) in found_here


def test_a_chosen_outcome_without_a_question_is_named():
    project = finished()
    project = replace(project, questions=project.questions[:2])
    assert ("questions", MISSING) in found(project, "tender")
    assert pack().outcome(two_outcomes()[1]).title.rstrip(".") in said(project, "tender", "questions")


def test_a_question_on_an_outcome_left_out_is_a_contradiction():
    left_out = pack().outcomes[2].id
    found_here = found(item_changed("questions", 1, outcome_id=left_out), "tender")
    assert (f"questions.{QUESTIONS[0]}.outcome_id", INVALID) in found_here


@pytest.mark.parametrize("second", [Decimal(30), Decimal("40.001"), Decimal(50)])
def test_weights_that_do_not_make_a_hundred_are_a_contradiction_with_their_sum(second: Decimal):
    project = item_changed("questions", 2, weight=second)
    where = f"questions.{QUESTIONS[1]}.weight"
    assert found(project, "tender") == {(where, INVALID)}
    assert f"{(60 + second).normalize():f}%" in said(project, "tender", where)


def test_thirds_that_make_a_hundred_are_accepted():
    project = finished()
    three = tuple(
        replace(project.questions[1], id=an_id(40 + n), weight=Decimal(weight))
        for n, weight in enumerate(("33.333", "33.333", "33.334"))
    )
    assert INVALID not in {kind for _, kind in found(replace(project, questions=three), "tender")}


def test_weights_still_to_be_given_are_not_summed_until_they_overrun():
    open_weight = item_changed("questions", 2, weight=None)
    assert INVALID not in {kind for _, kind in found(open_weight, "tender")}
    project = item_changed("questions", 2, weight=None)
    over = replace(project.questions[1], weight=Decimal("100"))
    extra = replace(project.questions[1], id=an_id(41), weight=Decimal(1))
    project = replace(project, questions=(over, extra, project.questions[2]))
    assert (f"questions.{QUESTIONS[1]}.weight", INVALID) in found(project, "tender")


def test_a_question_worth_nothing_is_worth_a_second_look():
    project = finished()
    moved, first, second = project.questions
    weighted = replace(first, weight=Decimal(100)), replace(second, weight=Decimal(0))
    project = replace(project, questions=(moved, *weighted))
    assert found(project, "tender") == {(f"questions.{QUESTIONS[1]}.weight", ADVICE)}


def test_a_limit_of_no_words_is_refused():
    found_here = found(item_changed("questions", 1, word_limit=0), "tender")
    assert found_here == {(f"questions.{QUESTIONS[0]}.word_limit", INVALID)}


def test_a_question_on_an_outcome_that_the_policy_lacks_is_named_by_its_id():
    project = finished()
    gone = replace(project.outcomes[0], outcome_id="gone")
    project = replace(project, outcomes=(*project.outcomes, gone))
    assert "gone" in said(project, "tender", "questions")


def test_a_route_without_a_tender_asks_for_no_questions():
    project = finished()
    project = replace(project, facts=replace(project.facts, procedure=Procedure.IN_HOUSE), questions=())
    assert found(project, "tender") == set()
    assert state(project, "tender") == ("done", "No tender on this route")


def test_the_note_counts_the_questions_that_came_over_from_selection():
    assert state(finished(), "tender") == ("done", "1 moved here")


def test_the_summary_counts_questions_and_weights():
    summary = step_of("tender").summary
    assert summary(look(finished())) == "2 questions, weights make 100%"
    assert summary(look(replace(finished(), questions=()))) == ""
