"""Specification and KPIs: what is counted, how much, by when, and what follows."""

from collections.abc import Iterator

from svdesk.checks.finding import Finding
from svdesk.domain.choices import Stage
from svdesk.domain.english import counted
from svdesk.domain.facts import contract_years
from svdesk.domain.project import Kpi
from svdesk.policy.case import Case
from svdesk.steps.findings import advice, invalid, missing, needed, unanswered
from svdesk.steps.step import Phase, Proportionate, Step

_BANDS = (
    ("good_from", "Good", "approaching_from", "Approaching target"),
    ("approaching_from", "Approaching target", "improvement_from", "Requires improvement"),
)


def check(case: Case) -> tuple[Finding, ...]:
    """Return the outcomes that nothing measures, and what single KPIs lack."""
    return tuple(_problems(case))


def _problems(case: Case) -> Iterator[Finding]:
    project = case.project
    measured = {kpi.outcome_id for kpi in project.kpis}
    for outcome_id in case.chosen_outcomes:
        if outcome_id not in measured:
            yield missing("kpis", f"Add a KPI for “{case.title_of(outcome_id)}”.")
    for kpi in project.kpis:
        path = f"kpis.{kpi.id}"
        yield from unanswered(path, kpi)
        yield from _targets(path, kpi, case)
        yield from _bands(path, kpi)


def _targets(path: str, kpi: Kpi, case: Case) -> Iterator[Finding]:
    years = contract_years(case.project.facts)
    given = [year for year, target in enumerate(kpi.targets, 1) if target is not None]
    if not given:
        offered = any(
            question.stage is Stage.TENDER and question.outcome_id == kpi.outcome_id
            for question in case.project.questions
        )
        if offered:
            yield advice(f"{path}.targets", "No target is given, so it is left to bidders to offer one.")
        else:
            yield from needed(path, kpi, "targets")
    elif given[-1] > years:
        yield invalid(
            f"{path}.targets",
            f"There is a target for year {given[-1]}, and the contract has {counted(years, 'year')}. "
            "Remove the target, or change the length of the contract.",
        )


def _bands(path: str, kpi: Kpi) -> Iterator[Finding]:
    for upper, upper_title, lower, lower_title in _BANDS:
        high, low = getattr(kpi, upper), getattr(kpi, lower)
        if high is not None and low is not None and low >= high:
            yield invalid(
                f"{path}.{lower}",
                f"“{lower_title}” has to begin below “{upper_title}”. Change one of the two percentages.",
            )


def summary(case: Case) -> str:
    """Return how many KPIs there are."""
    count = len(case.project.kpis)
    return counted(count, "KPI") if count else ""


STEP = Step(
    key="kpis",
    title="Specification and KPIs",
    phase=Phase.MONITOR,
    purpose="Turn each outcome into something that can be counted, with a target, evidence and what follows.",
    sections=("kpis",),
    check=check,
    summary=summary,
    page="kpis",
    proposer="kpis",
    proportion=(Proportionate.MEASURES, Proportionate.HOURS),
    documents=("annex",),
    after_award=True,
)
