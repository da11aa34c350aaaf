from dataclasses import replace
from decimal import Decimal

import pytest

from svdesk.domain.choices import Procedure
from svdesk.domain.project import Project
from svdesk.steps.order import step_of
from tests.steps.ground import (
    INVALID,
    MISSING,
    QUESTIONS,
    SELECTION,
    an_id,
    finished,
    found,
    item_changed,
    look,
    shortlisting_facts,
    state,
)

_TEXTS = (
    "Which apprentices did you train in kitchens, and how many finished?",
    "What came of the meals that nobody bought?",
)


def open_stage(*weights: Decimal | None) -> Project:
    """The finished project where a selection stage is lawful, with a question for each weight."""
    project = finished()
    first, *others = project.questions
    asked = tuple(
        replace(first, id=an_id(30 + n), weight=weight, text=text)
        for n, (weight, text) in enumerate(zip(weights, _TEXTS, strict=False))
    )
    return replace(project, facts=shortlisting_facts(), questions=(*asked, *others), lots=())


def test_the_step_says_that_it_is_not_lawful_below_the_threshold():
    assert state(finished(), "selection") == ("care", "Not lawful for this contract")


def test_the_step_says_that_it_cannot_tell_while_facts_are_missing():
    assert state(Project(id=an_id(1)), "selection") == ("todo", "Cannot tell yet")


def test_an_open_procedure_above_the_threshold_has_no_place_for_it_and_breaks_no_rule():
    project = replace(finished(), facts=replace(shortlisting_facts(), procedure=Procedure.OPEN))
    assert state(project, "selection") == ("done", "Not part of this procedure")


def test_where_a_stage_is_lawful_nothing_is_remarked():
    assert state(open_stage(None), "selection") == ("done", "")


def test_without_questions_an_open_stage_is_to_do_and_a_closed_one_is_not():
    summary = step_of("selection").summary
    assert summary(look(open_stage())) == ""
    assert summary(look(replace(finished(), questions=()))) == "No questions"
    assert summary(look(finished())) == "1 question"


@pytest.mark.parametrize("field", ["outcome_id", "text", "good_answer", "word_limit"])
def test_a_question_is_asked_for_its_parts_even_when_it_moves_into_the_tender(field: str):
    blank = None if field == "word_limit" else ""
    found_here = found(item_changed("questions", 0, **{field: blank}), "selection")
    assert found_here == {(f"questions.{SELECTION}.{field}", MISSING)}


def test_tender_questions_are_not_looked_at_here():
    project = item_changed("questions", 1, text="")
    assert found(project, "selection") == set()
    assert found(project, "tender") == {(f"questions.{QUESTIONS[0]}.text", MISSING)}


def test_weights_are_given_to_all_questions_or_to_none():
    assert found(open_stage(None, None), "selection") == set()
    assert found(open_stage(Decimal(40), None), "selection") == {(f"questions.{an_id(31)}.weight", MISSING)}


def test_weights_have_to_make_a_hundred():
    assert found(open_stage(Decimal(40), Decimal(60)), "selection") == set()
    assert found(open_stage(Decimal(40), Decimal(50)), "selection") == {
        (f"questions.{an_id(31)}.weight", INVALID)
    }


def test_weights_do_not_matter_where_the_questions_have_moved():
    assert found(item_changed("questions", 0, weight=Decimal(40)), "selection") == set()
