"""The questions about the work: none has to be answered, and no answer is lost."""

from dataclasses import replace

from svdesk.checks.finding import FindingKind
from svdesk.domain.project import ProfileAnswer
from svdesk.steps import profile
from svdesk.steps.order import problems_by_step
from tests.steps.ground import finished, look, pack


def answered(*given: ProfileAnswer):
    return look(replace(finished(), profile=given))


def test_open_questions_are_no_fault():
    assert problems_by_step(answered())["profile"] == ()
    assert profile.summary(answered()) == ""


def test_what_is_answered_is_counted_whichever_way_it_is_answered():
    first, second, third = pack().profile_questions[:3]
    context = answered(
        ProfileAnswer(question_id=first.id, answer=True),
        ProfileAnswer(question_id=second.id, answer=False),
        ProfileAnswer(question_id=third.id, note="Nobody knows yet."),
    )
    assert profile.summary(context) == f"2 of {len(pack().profile_questions)} answered"


def test_an_answer_to_a_question_no_longer_asked_is_kept_and_named():
    context = answered(ProfileAnswer(question_id="horses", answer=True))
    (problem,) = problems_by_step(context)["profile"]
    assert problem.path == "profile.horses.answer"
    assert problem.kind is FindingKind.CAUTION
    assert profile.summary(context) == ""
