from dataclasses import replace
from decimal import Decimal

import pytest

from svdesk.checks.finding import FindingKind
from svdesk.domain.project import LIST_SECTIONS, SINGLE_SECTIONS, Project, UnreadEntry
from svdesk.steps.order import STEPS, owner_of, problems_by_step, state_of, step_of, steps_of
from svdesk.steps.step import Phase
from tests.steps.ground import QUESTIONS, SELECTION, an_id, changed, finished, item_changed, look, state, told


def test_the_steps_follow_the_commissioning_cycle():
    phases = [step.phase for step in STEPS]
    assert [step.key for step in STEPS] == [
        "about",
        "facts",
        "applies",
        "profile",
        "outcomes",
        "engagement",
        "access",
        "selection",
        "tender",
        "evaluation",
        "commitments",
        "kpis",
        "reporting",
        "checks",
        "answers",
        "documents",
    ]
    assert phases == sorted(phases, key=list(Phase).index)


def test_every_section_of_a_project_is_edited_on_a_step():
    edited = {section for step in STEPS for section in step.sections}
    assert edited == {*LIST_SECTIONS, *SINGLE_SECTIONS} - {"proposals", "unread"}


def test_titles_and_purposes_are_short_sentences():
    for step in STEPS:
        assert step.title[0].isupper()
        assert step.purpose.endswith(".")
        assert all(len(sentence.split()) <= 25 for sentence in step.purpose.split(". "))


def test_a_step_that_does_not_exist_is_not_found():
    with pytest.raises(KeyError):
        step_of("invoices")


def test_a_finished_project_has_nothing_left_to_say():
    context = look(finished())
    told = {each.kind for problems in problems_by_step(context).values() for each in problems}
    assert told <= {FindingKind.CAUTION, FindingKind.INFORMATION}
    assert {step.key: state_of(step, context).state.value for step in STEPS} == {
        step.key: "care" if step.key == "selection" else "done" for step in STEPS
    }


def test_an_empty_project_has_everything_to_do_and_nothing_wrong():
    context = look(Project(id=an_id(1)))
    for step in STEPS:
        found = state_of(step, context)
        assert found.state.value == "todo", step.key
        assert found.wrong == 0, step.key


def test_missing_answers_are_counted_in_words():
    assert state(changed("about", title=""), "about") == ("todo", "1 answer to give")
    assert state(changed("about", title="", need=""), "about") == ("todo", "2 answers to give")


def test_a_wrong_answer_calls_for_care_before_missing_ones():
    project = changed("about", title="", officer_email="sam")
    assert state(project, "about") == ("care", "1 answer to mend, 1 answer to give")


def test_advice_keeps_no_step_from_being_done():
    project = changed("about", title="x" * 300)
    found = state_of(step_of("about"), look(project))
    assert (found.state.value, found.note, found.advice) == ("done", "", 1)


def test_checking_your_answers_is_as_far_as_all_steps_together():
    assert state(finished(), "answers") == ("done", "")
    assert state(replace(changed("about", title=""), kpis=()), "answers") == ("todo", "3 answers to give")
    assert state(changed("evaluation", price_weight=Decimal(1)), "answers")[0] == "care"


def test_problems_at_hand_give_the_same_state():
    context = look(replace(changed("about", title=""), kpis=()))
    problems = problems_by_step(context)
    assert all(state_of(step, context, problems) == state_of(step, context) for step in STEPS)


def test_a_problem_is_found_on_the_step_that_has_its_field():
    project = finished()
    for path, key in (
        ("facts.value", "facts"),
        ("lots", "facts"),
        (f"questions.{SELECTION}.text", "selection"),
        (f"questions.{QUESTIONS[1]}.text", "tender"),
        ("review_dates.x.on", "reporting"),
    ):
        owner = owner_of(path, project)
        assert owner is not None
        assert owner.key == key
    assert owner_of("nowhere.field", project) is None
    assert owner_of("questions.gone.text", project) is None


def test_every_problem_names_a_section_of_its_step():
    spoilt = replace(
        Project(id=an_id(1)),
        lots=finished().lots[:1],
        unread=(UnreadEntry(path="facts.value", text="x"),),
        engagement=finished().engagement,
        questions=item_changed("questions", 0, text="").questions,
        kpis=item_changed("kpis", 0, targets=(), title="y" * 201).kpis,
    )
    for key, problems in problems_by_step(look(spoilt)).items():
        for problem in problems:
            assert problem.path.partition(".")[0] in step_of(key).sections


def test_overlong_questions_are_advised_on_at_the_step_of_their_stage():
    project = item_changed("questions", 0, marking="word " * 3000)
    assert [(each.code, each.path) for each in told(project, "selection") if each.code == "text-long"] == [
        ("text-long", f"questions.{SELECTION}.marking")
    ]
    assert told(project, "tender") == ()


def test_checking_your_answers_has_no_line_of_its_own():
    assert step_of("answers").summary(look(finished())) == ""


def test_each_part_of_a_project_has_steps_of_its_own() -> None:
    assert steps_of(Project.part_kind) == STEPS
    assert steps_of("no such part") == ()
