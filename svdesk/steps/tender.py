"""Tender questions: what bidders offer on this contract, one question for each outcome."""

from collections.abc import Iterator

from svdesk.domain.choices import Stage
from svdesk.domain.entry import show_number
from svdesk.domain.problems import Problem
from svdesk.domain.project import Question
from svdesk.policy.rules.stages import moved_into_tender
from svdesk.steps.aims import chosen_outcomes, outcome_title
from svdesk.steps.findings import missing
from svdesk.steps.questions import WANTED, question_problems, total_weight, weight_problems
from svdesk.steps.step import Context, Phase, Step
from svdesk.steps.wording import counted

_WANTED = {**WANTED, "weight": "Give the question's share of the social value marks."}


def _questions(context: Context) -> tuple[Question, ...]:
    return tuple(question for question in context.project.questions if question.stage is Stage.TENDER)


def check(context: Context) -> tuple[Problem, ...]:
    """Return what the tender questions lack; nothing where the route has no tender."""
    return tuple(_problems(context)) if context.assessment.tender_stage is not False else ()


def _problems(context: Context) -> Iterator[Problem]:
    questions = _questions(context)
    asked = {question.outcome_id for question in questions}
    carries_marks = context.project.evaluation.social_value_weight != 0
    for outcome_id in chosen_outcomes(context.project):
        if carries_marks and outcome_id not in asked:
            yield missing("questions", f"Ask a question about “{outcome_title(context, outcome_id)}”.")
    yield from weight_problems(questions, "the tender questions")
    yield from question_problems(questions, _WANTED, context)


def summary(context: Context) -> str:
    """Return how many questions there are, and what their weights make."""
    questions = _questions(context)
    if not questions:
        needless = (
            context.assessment.tender_stage is False or context.project.evaluation.social_value_weight == 0
        )
        return "No questions" if needless else ""
    return f"{counted(len(questions), 'question')}, weights make {show_number(total_weight(questions))}%"


def note(context: Context) -> str:
    """Return how many questions came over from selection, or that the route has no tender."""
    if context.assessment.tender_stage is False:
        return "No tender on this route"
    moved = moved_into_tender(context.project.questions, context.assessment)
    return f"{len(moved)} moved here" if moved else ""


STEP = Step(
    key="tender",
    title="Tender questions",
    phase=Phase.PROCURE,
    purpose="Ask bidders what they will do on this contract: one question for each outcome, with a target.",
    sections=("questions",),
    check=check,
    summary=summary,
    note=note,
)
