"""The library's own words pass the checks that are held against everybody else's."""

from dataclasses import replace
from uuid import UUID

import pytest

from svdesk.checks.finding import FindingKind
from svdesk.domain.choices import Decision, Stage
from svdesk.domain.project import CommitmentDecision, Kpi, Project, Question
from svdesk.policy.content.outcomes import Outcome
from svdesk.services.project.from_library import Variant, kpi_from, question_from
from tests.checks.scenes import findings, pack
from tests.steps.ground import finished

OF_THE_WHOLE = {
    "workforce-scored", "out-of-proportion", "words-in-all", "double-counted", "kpi-no-commitment",
    "outcome-no-kpi", "used-but-undecided", "left-out-but-used", "outcome-no-question", "kpi-target",
    "kpi-target-offered", "text-long",
    "question-weight-missing", "question-weights", "weight-proportion",
}  # fmt: skip
"""Checks of how many items are chosen and how they hang together, not of their words."""


def faults(project: Project) -> list[tuple[str, str, str]]:
    return [
        (finding.code, finding.path, finding.message)
        for finding in findings(project)
        if finding.kind is not FindingKind.INFORMATION and finding.code not in OF_THE_WHOLE
    ]


def questions(outcome: Outcome, variant: Variant) -> tuple[Question, ...]:
    return tuple(
        question_from(
            outcome,
            source,
            id=UUID(int=500 + n),
            stage=Stage.SELECTION if source is outcome.selection_question else Stage.TENDER,
            variant=variant,
        )
        for n, source in enumerate(outcome.questions)
    )


def kpis(outcome: Outcome) -> tuple[Kpi, ...]:
    return tuple(kpi_from(outcome, each, id=UUID(int=700 + n)) for n, each in enumerate(outcome.measures))


@pytest.mark.parametrize("variant", list(Variant))
@pytest.mark.parametrize("outcome", pack().outcomes, ids=lambda outcome: outcome.id)
def test_an_outcome_of_the_library_gives_nothing_to_strike_out(outcome: Outcome, variant: Variant):
    project = replace(finished(), questions=questions(outcome, variant), kpis=kpis(outcome))
    assert faults(project) == []


def test_the_clauses_of_the_library_give_nothing_to_strike_out():
    project = finished()
    said = "\n".join(outcome.clause for outcome in pack().outcomes)
    decisions = tuple(
        CommitmentDecision(commitment_id=each.id, decision=Decision.CHOSEN, how=f"{each.how}\n{each.clause}")
        for each in pack().commitments
    )
    project = replace(project, reporting=replace(project.reporting, content=said), commitments=decisions)
    assert [fault for fault in faults(project) if fault[1].startswith(("reporting", "commitments"))] == []


def test_no_two_tender_questions_of_the_library_ask_the_same():
    every = tuple(
        replace(question, id=UUID(int=1000 + n))
        for n, question in enumerate(
            question for outcome in pack().outcomes for question in questions(outcome, Variant.OPEN)
        )
    )
    twice = [f for f in findings(replace(finished(), questions=every)) if f.code == "asked-twice"]
    assert [finding.message for finding in twice] == []
