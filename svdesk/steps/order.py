"""The steps in their order, what is still wrong in each, and how far each has come."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from svdesk.checks.finding import Finding, FindingKind
from svdesk.checks.lint import lint
from svdesk.domain.english import counted
from svdesk.domain.field_paths import FieldPath, item_key, items_by_key, parse_path
from svdesk.domain.project import LIST_SECTIONS, Project
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
from svdesk.steps.findings import overlong
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

    A question belongs to the step of its stage.
    """
    return _owner(parse_path(path), project)


def _owner(path: FieldPath, project: Project) -> Step | None:
    if path.section != "questions":
        return next((step for step in STEPS if path.section in step.sections), None)
    question = items_by_key("questions", project.questions).get(path.key)
    return next((step for step in STEPS if question and step.stage is question.stage), None)


def _parts(step: Step, project: Project) -> Iterator[tuple[str, object]]:
    """Yield each value that *step* edits, with the path before its fields."""
    for section in step.sections:
        value = getattr(project, section)
        if section not in LIST_SECTIONS:
            yield section, value
            continue
        for item in value:
            if step.stage is None or item.stage is step.stage:
                yield f"{section}.{item_key(section, item)}", item


def problems_by_step(case: Case) -> Mapping[str, tuple[Finding, ...]]:
    """Return all problems by the key of their step; every step is there.

    A field whose text could not be read is wrong, and not missing as well. What the linter says has
    to be put right, or has still to be given, stands with the step of its field.
    """
    return case.once(_problems_by_step)


def _problems_by_step(case: Case) -> Mapping[str, tuple[Finding, ...]]:
    unread = tuple(unread_problems(case.project))
    return {step.key: _problems(step, case, unread) for step in STEPS}


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


def _problems(step: Step, case: Case, unread: Iterable[tuple[FieldPath, Finding]]) -> tuple[Finding, ...]:
    project = case.project
    wrong = [problem for path, problem in unread if _owner(path, project) is step]
    unreadable = {problem.path for problem in wrong}
    own = (
        problem
        for problem in step.check(case)
        if problem.kind is not FindingKind.MISSING or problem.path not in unreadable
    )
    long = (problem for prefix, part in _parts(step, project) for problem in overlong(prefix, part))
    checked = (
        finding
        for finding in lint(case)
        if finding.kind in (FindingKind.BLOCK, FindingKind.MISSING)
        and finding.path not in unreadable
        and owner_of(finding.path, project) is step
    )
    return (*wrong, *own, *checked, *long)


def state_of(step: Step, case: Case, problems: Mapping[str, tuple[Finding, ...]] | None = None) -> StepState:
    """Return how far *step* has come.

    *problems* are those of :func:`problems_by_step`, where they are at hand. Checking your answers
    is as far as all the steps together.
    """
    if step.sums_up:
        found = problems_by_step(case) if problems is None else problems
        return _state(step, case, tuple(problem for group in found.values() for problem in group))
    if problems is None:
        return _state(step, case, _problems(step, case, unread_problems(case.project)))
    return _state(step, case, problems[step.key])


def _state(step: Step, case: Case, problems: tuple[Finding, ...]) -> StepState:
    kinds = [problem.kind for problem in problems]
    wrong, lacking = kinds.count(FindingKind.BLOCK), kinds.count(FindingKind.MISSING)
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
