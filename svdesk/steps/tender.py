"""Tender questions: what bidders offer on this contract, one question for each outcome."""

from collections.abc import Iterator

from svdesk.checks.finding import Finding
from svdesk.domain.choices import Stage
from svdesk.domain.english import counted
from svdesk.domain.entry import show_number
from svdesk.policy.case import Case
from svdesk.policy.rules.stages import moved_into_tender
from svdesk.steps.findings import missing
from svdesk.steps.questions import question_problems, total_weight
from svdesk.steps.step import Phase, Proportionate, Step


def check(case: Case) -> tuple[Finding, ...]:
    """Return what the tender questions lack; nothing where the route has no tender."""
    return tuple(_problems(case)) if case.assessment.tender_stage is not False else ()


def _problems(case: Case) -> Iterator[Finding]:
    questions = case.tender_questions
    asked = {question.outcome_id for question in questions}
    carries_marks = case.project.evaluation.social_value_weight != 0
    for outcome_id in case.chosen_outcomes:
        if carries_marks and outcome_id not in asked:
            yield missing("questions", f"Ask a question about “{case.title_of(outcome_id)}”.")
    yield from question_problems(questions, called_for=("weight",))


def summary(case: Case) -> str:
    """Return how many questions there are, and what their weights make."""
    questions = case.tender_questions
    if not questions:
        needless = case.assessment.tender_stage is False or case.project.evaluation.social_value_weight == 0
        return "No questions" if needless else ""
    return f"{counted(len(questions), 'question')}, weights make {show_number(total_weight(questions))}%"


def note(case: Case) -> str:
    """Return how many questions came over from selection, or that the route has no tender."""
    if case.assessment.tender_stage is False:
        return "No tender on this route"
    moved = moved_into_tender(case.project.questions, case.assessment)
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
    stage=Stage.TENDER,
    page="tender",
    proposer="questions",
    proportion=tuple(Proportionate),
    of_tenders=True,
)
