"""Selection questions: what bidders have done before, asked only where a selection stage is lawful."""

from collections.abc import Iterator

from svdesk.checks.finding import Finding
from svdesk.domain.choices import Stage
from svdesk.domain.english import counted
from svdesk.policy.case import Case
from svdesk.policy.content.determinations import Severity, Status
from svdesk.steps.findings import unanswered
from svdesk.steps.step import Phase, Standing, Step


def asks(case: Case) -> Iterator[Finding]:
    """Yield what the selection questions lack.

    It is the same whether or not the stage is open: questions that move into the tender are asked
    there word for word.
    """
    for question in case.selection_questions:
        yield from unanswered(f"questions.{question.id}", question)


def _is_barred(case: Case) -> bool:
    """Say whether a rule forbids the stage, rather than the procedure having no place for it."""
    return any(
        determination.status is Status.APPLIES
        and determination.severity is Severity.BLOCK
        and STEP.key in determination.affects
        for determination in case.assessment.determinations
    )


def summary(case: Case) -> str:
    """Return how many questions there are."""
    count = len(case.selection_questions)
    if count:
        return counted(count, "question")
    return "No questions" if case.assessment.selection_stage is False else ""


def note(case: Case) -> str:
    """Return why no selection stage may be run, "" where one may."""
    stage = case.assessment.selection_stage
    if stage is None:
        return "Cannot tell yet"
    if stage:
        return ""
    return "Not lawful for this contract" if _is_barred(case) else "Not part of this procedure"


def standing(case: Case) -> Standing:
    """Return care where the stage is not lawful, and to do where that cannot be told."""
    stage = case.assessment.selection_stage
    if stage is None:
        return Standing.TODO
    return Standing.DONE if stage or not _is_barred(case) else Standing.CARE


STEP = Step(
    key="selection",
    title="Selection questions",
    phase=Phase.PROCURE,
    purpose="Ask what bidders have done before. This is only possible where a selection stage is lawful.",
    sections=("questions",),
    asks=asks,
    summary=summary,
    note=note,
    standing=standing,
    stage=Stage.SELECTION,
    page="selection",
    proposer="questions",
    documents=("selection", "itt"),
    of_tenders=True,
)
