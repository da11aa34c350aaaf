"""Selection questions: what bidders have done before, asked only where a selection stage is lawful."""

from collections.abc import Iterator

from svdesk.checks.finding import Finding
from svdesk.domain.choices import Stage
from svdesk.domain.english import counted
from svdesk.domain.project import Question
from svdesk.policy.case import Case
from svdesk.policy.content.determinations import Severity, Status
from svdesk.steps.findings import missing
from svdesk.steps.questions import question_problems, weight_problems
from svdesk.steps.step import Phase, Standing, Step


def check(case: Case) -> tuple[Finding, ...]:
    """Return what the selection questions lack.

    It is the same whether or not the stage is open: questions that move into the tender are asked
    there word for word.
    """
    return tuple(_problems(case))


def _problems(case: Case) -> Iterator[Finding]:
    questions = case.selection_questions
    yield from question_problems(questions)
    if case.assessment.selection_stage is not False:
        yield from _weights(questions)


def _weights(questions: tuple[Question, ...]) -> Iterator[Finding]:
    """Yield what is wrong with the weights, where this stage is scored at all."""
    if any(question.weight is not None for question in questions):
        for question in questions:
            if question.weight is None:
                yield missing(
                    f"questions.{question.id}.weight",
                    "Give this question a weight as well, or leave all of them blank.",
                )
    yield from weight_problems(questions, "the selection questions")


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
    check=check,
    summary=summary,
    note=note,
    standing=standing,
    stage=Stage.SELECTION,
    page="selection",
    proposer="questions",
    documents=("selection", "itt"),
    of_tenders=True,
)
