"""The steps in their order, what is still wrong in each, and how far each has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from svdesk.checks.finding import KINDS, Finding, FindingKind
from svdesk.checks.lint import lint
from svdesk.domain.choices import Stage
from svdesk.domain.english import counted
from svdesk.domain.field_paths import FieldPath, items_by_key, parse_path
from svdesk.domain.project import Project
from svdesk.policy.case import Case
from svdesk.steps import (
    about,
    access,
    answers,
    applies,
    checks,
    commitments,
    documents,
    engagement,
    evaluation,
    facts,
    kpis,
    outcomes,
    profile,
    reporting,
    selection,
    tender,
)
from svdesk.steps.step import Standing, Step
from svdesk.steps.unread import unread_problems

STEPS: tuple[Step, ...] = (
    about.STEP,
    facts.STEP,
    applies.STEP,
    profile.STEP,
    outcomes.STEP,
    engagement.STEP,
    access.STEP,
    selection.STEP,
    tender.STEP,
    evaluation.STEP,
    commitments.STEP,
    kpis.STEP,
    reporting.STEP,
    checks.STEP,
    answers.STEP,
    documents.STEP,
)
"""Every step, in the order of the commissioning cycle."""


@cache
def steps_of(part_kind: str) -> tuple[Step, ...]:
    """Return the steps of a kind of part, in their order."""
    return tuple(step for step in STEPS if step.part_kind == part_kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepState:
    """How far a step has come.

    *missing* answers are still to be given, *wrong* ones to be mended; *advice* counts what is
    worth a second look and keeps nothing from being done. *note* says in a few words what is left,
    after the step's own remark; "" where there is nothing to say.
    """

    state: Standing
    missing: int
    wrong: int
    advice: int
    note: str


def step_of(key: str) -> Step:
    """Return the step of *key*; raises ``KeyError`` where there is none."""
    for step in STEPS:
        if step.key == key:
            return step
    raise KeyError(key)


def owner_of(path: str, project: Project) -> Step | None:
    """Return the step on which a problem's field stands; ``None`` where no step has it.

    A question belongs to the step of its stage, and their list to the tender, which always asks some.
    """
    return _owner(parse_path(path), project)


def _owner(path: FieldPath, project: Project) -> Step | None:
    if path.section != "questions":
        return next((step for step in STEPS if path.section in step.sections), None)
    question = items_by_key("questions", project.questions).get(path.key)
    stage = question.stage if question else None if path.key else Stage.TENDER
    return next((step for step in STEPS if stage and step.stage is stage), None)


def problems_by_step(case: Case) -> Mapping[str, tuple[Finding, ...]]:
    """Return all findings by the key of the step of their fields, what blocks first; every step is there.

    A fault is told once: a field whose text could not be read is wrong, and nothing else is said of
    it; what a check says of a blank field stands in place of what its declaration asks.
    """
    return case.once(_problems_by_step)


def _problems_by_step(case: Case) -> Mapping[str, tuple[Finding, ...]]:
    found: dict[str, list[Finding]] = {step.key: [] for step in STEPS}
    for finding in all_findings(case):
        owners = (owner_of(path, case.project) for path in finding.paths)
        for step in dict.fromkeys(filter(None, owners)):
            found[step.key].append(finding)
    return {key: tuple(findings) for key, findings in found.items()}


def all_findings(case: Case) -> tuple[Finding, ...]:
    """Return everything that is wrong with a project or still to give in it, what blocks first."""
    return case.once(_all_findings)


def _all_findings(case: Case) -> tuple[Finding, ...]:
    unread = tuple(unread_problems(case.project))
    unreadable = {finding.path for finding in unread}
    checked = [finding for finding in lint(case) if finding.path not in unreadable]
    told = unreadable.union(
        path for finding in checked if finding.kind is FindingKind.MISSING for path in finding.paths
    )
    asked = [finding for step in STEPS for finding in step.asks(case) if finding.path not in told]
    return tuple(sorted((*unread, *asked, *checked), key=lambda finding: KINDS.index(finding.kind)))


def must_not_stand(case: Case) -> tuple[Finding, ...]:
    """Return what stops a build: the findings that block, in the order of the steps.

    A gap stops nothing, so that a draft can be made and read at any time.
    """
    return tuple(
        finding
        for findings in problems_by_step(case).values()
        for finding in findings
        if finding.kind is FindingKind.BLOCK
    )


def state_of(step: Step, case: Case, problems: Mapping[str, tuple[Finding, ...]] | None = None) -> StepState:
    """Return how far *step* has come.

    *problems* are those of :func:`problems_by_step`, where they are at hand. Checking your answers
    is as far as all the steps together.
    """
    found = problems_by_step(case) if problems is None else problems
    if step.sums_up:
        return _state(step, case, tuple(problem for group in found.values() for problem in group))
    return _state(step, case, found[step.key])


def _state(step: Step, case: Case, problems: tuple[Finding, ...]) -> StepState:
    kinds = [problem.kind for problem in problems]
    wrong = kinds.count(FindingKind.BLOCK)
    lacking = sum(len(problem.paths) for problem in problems if problem.kind is FindingKind.MISSING)
    said = (
        step.note(case),
        f"{counted(wrong, 'answer')} to mend" if wrong else "",
        f"{counted(lacking, 'answer')} to give" if lacking else "",
    )
    return StepState(
        state=_standing(step, case, wrong=wrong, lacking=lacking),
        missing=lacking,
        wrong=wrong,
        advice=kinds.count(FindingKind.CAUTION),
        note=", ".join(part for part in said if part),
    )


def _standing(step: Step, case: Case, *, wrong: int, lacking: int) -> Standing:
    own = step.standing(case)
    if wrong or own is Standing.CARE:
        return Standing.CARE
    untouched = not step.sums_up and not step.summary(case)
    return Standing.TODO if lacking or untouched or own is Standing.TODO else Standing.DONE
