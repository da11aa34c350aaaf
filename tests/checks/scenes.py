"""Projects for the linter's tests: a finished one in which single things are spoilt."""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from svdesk.checks.finding import Finding
from svdesk.checks.lint import lint
from svdesk.domain.choices import Decision, Stage
from svdesk.domain.project import CommitmentDecision, Kpi, OutcomeDecision, Project, Question
from svdesk.policy.case import case_of
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.loading.load import bundled_pack
from svdesk.services.project.from_library import kpi_from, question_from
from svdesk.services.project.project_sources import example_project
from tests.steps.ground import an_id, finished


@cache
def pack() -> PolicyPack:
    return bundled_pack()


def findings(project: Project, its_pack: PolicyPack | None = None) -> tuple[Finding, ...]:
    """What the linter finds in *project*."""
    used = its_pack or pack()
    return lint(case_of(project, used))


def found(project: Project, code: str) -> list[Finding]:
    """The findings of one check."""
    return [finding for finding in findings(project) if finding.code == code]


def codes(project: Project) -> set[str]:
    """The checks that find something in *project*."""
    return {finding.code for finding in findings(project)}


def asking(text: str, **fields: Any) -> Project:  # noqa: ANN401 - answers of every kind
    """A finished project whose one tender question has *text*."""
    base = finished()
    question = replace(base.questions[1], text=text, weight=Decimal(100), **fields)
    return replace(base, questions=(question,))


def measuring(**fields: Any) -> Project:  # noqa: ANN401 - answers of every kind
    """A finished project whose first KPI differs in *fields*."""
    base = finished()
    return replace(base, kpis=(replace(base.kpis[0], **fields), *base.kpis[1:]))


def clean() -> Project:
    """A project of the library's own words, in which everything hangs together."""
    base = example_project()
    outcomes = pack().outcomes[3:5]
    questions: list[Question] = []
    kpis: list[Kpi] = []
    for place, outcome in enumerate(outcomes):
        source = outcome.tender_questions[0]
        asked = question_from(outcome, source, id=an_id(100 + place), stage=Stage.TENDER)
        questions.append(replace(asked, weight=Decimal(50), word_limit=300))
        kpi = kpi_from(outcome, outcome.measures[0], id=an_id(200 + place))
        kpis.append(replace(kpi, targets=(Decimal(1),) * 3, published=False))
    decisions = tuple(
        OutcomeDecision(
            outcome_id=outcome.id,
            decision=Decision.CHOSEN if outcome in outcomes else Decision.LEFT_OUT,
            reason="The work can be learned on the job.",
            local_need="One in nine is out of work.",
        )
        for outcome in pack().outcomes
    )
    commitments = tuple(
        CommitmentDecision(commitment_id=each.id, decision=Decision.CHOSEN) for each in pack().commitments
    )
    heard = tuple(replace(entry, notice_reference="057419-2025") for entry in base.engagement)
    return replace(
        base,
        engagement=heard,
        outcomes=decisions,
        questions=tuple(questions),
        kpis=tuple(kpis),
        commitments=commitments,
        proposals=(),
    )
