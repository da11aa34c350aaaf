"""A fault is told once: over projects in many states, no step says the same of a field twice."""

from collections.abc import Iterator
from dataclasses import MISSING, fields, replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from svdesk.checks.checked_case import checks_of
from svdesk.checks.finding import Finding, FindingKind
from svdesk.domain.choices import Decision, DocumentStatus
from svdesk.domain.field_paths import parse_path
from svdesk.domain.project import SECTIONS, CommitmentDecision, OutcomeDecision, Project
from svdesk.policy.case import Case
from svdesk.services.exchange.case_file import read_case
from svdesk.services.project.project_sources import project_from_case, shipped_example
from svdesk.services.proposing.propose import propose
from svdesk.steps.order import STEPS, all_findings, must_not_stand, problems_by_step
from tests.checks.scenes import clean
from tests.projects import full_project, projects
from tests.steps.ground import an_id, changed, finished, item_changed, look, pack
from tests.steps.test_what_is_asked import BLANK

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.json"))

DIFFERENT = {
    ("asked-twice", "selection-moved"),  # the question is one too many, and all of them are asked later
    ("missing", "selection-moved"),  # the first of those that are asked later has no wording
    ("double-counted", "missing"),  # what another KPI counts, where nothing is left out yet
    ("measure-twice", "missing"),  # a KPI too many, which has no title either
    ("missing", "out-of-proportion"),  # one item too many, which has no wording
    ("missing", "unconfirmed"),  # a proposal waits at a field that is blank again
    ("decision-no-reason", "unconfirmed"),
    ("undecided-outcomes", "unconfirmed"),
    ("out-of-proportion", "unconfirmed"),
    ("measure-twice", "out-of-proportion"),
    ("cpv-digit", "cpv-unknown"),  # of two codes
    ("left-out-but-used", "workforce-scored"),  # out, or in and with a legal check
    ("no-word-limit", "words-in-all"),  # of the limits that are given
    ("answer-long", "words-in-all"),  # one answer, and all of them together
}
"""Checks that meet at a field and tell of faults of which each can be there without the other."""


def blanked(project: Project) -> Iterator[Project]:
    """*project* with each list emptied in turn, and each field blanked."""
    for name, spec in SECTIONS.items():
        value = getattr(project, name)
        if spec.many:
            yield replace(project, **{name: ()})
        for each in fields(spec.item):
            if each.default is MISSING or each.name == spec.key:
                continue
            items = value if spec.many else (value,)
            items = tuple(replace(item, **{each.name: each.default}) for item in items)
            yield replace(project, **{name: items if spec.many else items[0]})


def spoilt() -> Iterator[Project]:
    """The finished project with what contradicts itself, or cannot be."""
    project, nought = finished(), Decimal(0)
    late = date(2025, 10, 14)
    yield item_changed("engagement", 0, held_on=late, notice_reference="")
    yield item_changed("kpis", 0, good_from=Decimal(5), approaching_from=Decimal(6), improvement_from=nought)
    yield item_changed("kpis", 0, good_from=nought, approaching_from=nought, improvement_from=nought)
    yield item_changed("kpis", 0, targets=(Decimal(1),) * 9, unit="%")
    yield item_changed("kpis", 0, targets=(), outcome_id=pack().outcomes[5].id)
    yield item_changed("questions", 0, weight=nought, word_limit=0)
    yield item_changed("questions", 1, weight=nought, word_limit=0)
    yield item_changed("questions", 1, outcome_id=pack().outcomes[5].id, text="word " * 3000)
    yield changed("evaluation", social_value_weight=nought, minimum_mark=2)
    yield changed("evaluation", social_value_weight=Decimal(200), minimum_mark=0, minimum_mark_rule="Out.")
    yield changed("facts", end_date=date(2031, 2, 28), value=nought, cpv=("1", "55520000-9"))
    yield changed("facts", end_date=date(2025, 1, 1), start_date=date(2025, 2, 1), commencement_date=late)
    yield changed("about", title="x" * 300, officer_email="sam")
    yield changed("access", lots_used=False, supplier_engagement=False, turnover_threshold=True)
    yield changed("control", status=DocumentStatus.DRAFT, version="")
    yield changed("house_style", logo="no picture")
    yield replace(project, lots=project.lots[:1], kpis=())
    yield replace(
        project, review_dates=(*project.review_dates, replace(project.review_dates[0], id=an_id(7)))
    )
    yield replace(project, questions=(), kpis=())
    yield replace(
        project,
        outcomes=(OutcomeDecision(outcome_id="gone", decision=Decision.CHOSEN),),
        commitments=(CommitmentDecision(commitment_id="gone", decision=Decision.LEFT_OUT),),
    )
    left_out = tuple(replace(each, decision=Decision.LEFT_OUT, reason="") for each in project.outcomes)
    yield replace(project, outcomes=left_out)
    yield replace(project, kpis=tuple(replace(project.kpis[0], id=an_id(60 + n)) for n in range(30)))


@cache
def states() -> tuple[Case, ...]:
    """The cases of all states in which this module looks at a project."""
    from_cases = tuple(project_from_case(read_case(path), pack()) for path in CASES)
    proposed = tuple(propose(look(project)) for project in from_cases)
    whole = (BLANK, Project(id=an_id(1)), full_project(), clean(), shipped_example())
    altered = (*blanked(finished()), *spoilt())
    return tuple(look(project) for project in (*whole, *from_cases, *proposed, *altered))


def told_twice(case: Case) -> list[tuple[str, str, str]]:
    """What is said again of a field, or asked for again, on one step or another."""
    again = []
    for findings in problems_by_step(case).values():
        for one, other in combinations(findings, 2):
            shared = set(one.paths) & set(other.paths)
            same_words = one.path == other.path and one.message == other.message
            gaps = {one.kind, other.kind} == {FindingKind.MISSING}
            asked_again = gaps and any(parse_path(path).field for path in shared)
            if same_words or asked_again:
                again.append((one.code, other.code, one.path))
    return again


def meeting(case: Case) -> set[tuple[str, str]]:
    """The checks of which two find something at one field, but for those that read its words."""
    pairs: set[tuple[str, str]] = set()
    read = {check.check.id for check in checks_of(pack()).of_texts} | {"reading-age", "sentence-long"}
    for findings in problems_by_step(case).values():
        for one, other in combinations(findings, 2):
            codes = sorted((one.code, other.code))
            if set(one.paths) & set(other.paths) and one.code != other.code and not read & set(codes):
                pairs.add((codes[0], codes[1]))
    return pairs


def test_nothing_is_said_of_a_field_or_asked_for_twice():
    for case in states():
        assert told_twice(case) == []


@settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
@given(project=projects())
def test_nothing_is_told_twice_of_any_project(project: Project):
    assert told_twice(look(project)) == []


def test_two_checks_meet_at_a_field_only_where_their_faults_are_different():
    met = set().union(*map(meeting, states()))
    assert met - DIFFERENT == set(), "one fault is looked for in one place"


def test_a_step_looks_for_nothing_but_what_is_blank():
    for case in states():
        for step in STEPS:
            assert {(each.code, each.kind) for each in step.asks(case)} <= {("missing", FindingKind.MISSING)}


def test_every_finding_stands_on_a_step_and_the_build_refuses_what_the_window_shows():
    for case in states():
        shown = [each for findings in problems_by_step(case).values() for each in findings]
        assert set(map(_name, shown)) == set(map(_name, all_findings(case)))
        blocks = [each for each in shown if each.kind is FindingKind.BLOCK]
        assert list(must_not_stand(case)) == blocks


def _name(finding: Finding) -> tuple[str, str, str]:
    return finding.path, finding.code, finding.message


@pytest.mark.parametrize(
    ("project", "code"),
    [
        (item_changed("engagement", 0, held_on=date(2025, 10, 14)), "engagement-late"),
        (item_changed("kpis", 0, approaching_from=Decimal(100)), "kpi-bands"),
        (item_changed("questions", 0, word_limit=0), "word-limit-nought"),
        (changed("facts", end_date=date(2031, 2, 28)), "extensions-in-end"),
        (changed("evaluation", minimum_mark=2), "minimum-mark-rule"),
        (item_changed("kpis", 0, unit=""), "kpi-unit"),
        (replace(finished(), commitments=()), "undecided-commitments"),
        (replace(finished(), kpis=finished().kpis[1:]), "outcome-no-kpi"),
    ],
)
def test_what_was_once_told_twice_is_told_once_with_its_reason(project: Project, code: str):
    known = {(each.code, each.path) for each in all_findings(look(finished()))}
    new = [each for each in all_findings(look(project)) if (each.code, each.path) not in known]
    told = [each for each in new if each.kind in (FindingKind.BLOCK, FindingKind.MISSING)]
    assert [each.code for each in told] == [code]
    assert told[0].why
    assert told[0].citations
