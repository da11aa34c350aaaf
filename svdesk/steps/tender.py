"""Tender questions: what bidders offer on this contract, one question for each outcome."""

from collections.abc import Iterator
from decimal import Decimal

from svdesk.checks.finding import Finding
from svdesk.domain.choices import Stage
from svdesk.domain.english import counted
from svdesk.domain.entry import show_number
from svdesk.policy.case import Case
from svdesk.policy.rules.stages import moved_into_tender
from svdesk.steps.findings import unanswered
from svdesk.steps.step import Phase, Proportionate, Step


def asks(case: Case) -> Iterator[Finding]:
    """Yield what the tender questions lack; nothing where the route has no tender."""
    for question in case.tender_questions if case.has_tender else ():
        yield from unanswered(f"questions.{question.id}", question, ("weight",))


def summary(case: Case) -> str:
    """Return how many questions there are, and what their weights make."""
    questions = case.tender_questions
    if not questions:
        needless = not case.has_tender or case.project.evaluation.social_value_weight == 0
        return "No questions" if needless else ""
    total = sum((question.weight or Decimal(0) for question in questions), start=Decimal(0))
    return f"{counted(len(questions), 'question')}, weights make {show_number(total)}%"


def note(case: Case) -> str:
    """Return how many questions came over from selection, or that the route has no tender."""
    if not case.has_tender:
        return "No tender on this route"
    moved = moved_into_tender(case.project.questions, case.assessment)
    return f"{len(moved)} moved here" if moved else ""


STEP = Step(
    key="tender",
    title="Tender questions",
    phase=Phase.PROCURE,
    purpose="Ask bidders what they will do on this contract: one question for each outcome, with a target.",
    sections=("questions",),
    asks=asks,
    summary=summary,
    note=note,
    stage=Stage.TENDER,
    page="tender",
    proposer="questions",
    proportion=tuple(Proportionate),
    of_tenders=True,
)
