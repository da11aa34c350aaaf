"""What is to be put right in a project, where that stands, and making all the repairs that are safe."""

from svdesk.checks.finding import AppendText, Finding, Fix, ReplaceText, SetField
from svdesk.checks.lint import lint
from svdesk.domain.field_paths import parse_path
from svdesk.domain.project import SECTIONS, Project
from svdesk.policy.case import case_of
from svdesk.policy.content.pack import PolicyPack
from svdesk.services.project.editing import holder
from svdesk.services.project.fixing import FixError, fixed
from svdesk.steps.order import all_findings, owner_of

MOST_ROUNDS = 200
"""Repairs of one run: far more than a pack has faults, and an end should two of them undo each other."""


def findings_of(project: Project, pack: PolicyPack) -> tuple[Finding, ...]:
    """Return everything that is wrong with *project* or still to give in it, what blocks first."""
    return all_findings(case_of(project, pack))


def repaired(project: Project, pack: PolicyPack) -> tuple[Project, int]:
    """Return *project* with every fix made that only changes words, weights, dates and fields.

    Fixes that add or remove a question or a KPI are a person's to press. Also returns how many
    were made.
    """
    made = 0
    tried: set[tuple[str, str]] = set()
    case = case_of(project, pack)
    while made < MOST_ROUNDS:
        for finding in lint(case):
            key = finding.code, str(finding.fix)
            if finding.fix is None or key in tried or not _keeps_items(finding.fix):
                continue
            tried.add(key)
            try:
                case = case.with_project(fixed(case.project, finding.fix, pack))
            except FixError:
                continue
            made += 1
            break
        else:
            break
    return case.project, made


def _keeps_items(fix: Fix) -> bool:
    return all(isinstance(edit, SetField | ReplaceText | AppendText) for edit in fix.edits)


def step_and_place_of(where: str, project: Project) -> str:
    """Return a field's path in words after the title of its step: "Evaluation: evaluation, weight reason"."""
    owner, place = owner_of(where, project), place_of(where, project)
    return f"{owner.title}: {place}" if owner else place


def place_of(where: str, project: Project) -> str:
    """Return a field's path in words: "question 2, text"."""
    path = parse_path(where)
    spec, field = SECTIONS[path.section], path.field.removesuffix("_id").replace("_", " ")
    if not path.key:
        return ", ".join(part for part in (spec.noun, field) if part)
    if spec.offered:
        return f"{spec.noun} {path.key}, {field}"
    items = getattr(project, path.section)
    try:
        number = items.index(holder(project, path)) + 1
    except KeyError:
        return where
    return f"{spec.noun} {number}, {field}"
