"""Specification and KPIs: what is counted, how much, by when, and what follows."""

from collections.abc import Iterator

from svdesk.checks.finding import Finding
from svdesk.domain.choices import Stage
from svdesk.domain.facts import contract_years
from svdesk.domain.project import Kpi
from svdesk.policy.case import Case
from svdesk.steps.findings import advice, invalid, missing, unanswered
from svdesk.steps.step import Phase, Proportionate, Step
from svdesk.steps.wording import counted

_WANTED = {
    "outcome_id": "Choose the outcome that this KPI measures.",
    "title": "Say in a few words what is measured.",
    "unit": "Give the unit, such as people, hours or kilograms.",
    "counts": "Say what counts.",
    "excludes": "Say what does not count. “Nothing” is an answer.",
    "method": "Say how it is counted.",
    "baseline": "Say where things stand now. “None known” is an answer.",
}
_WANTED_AFTER_TARGETS = {
    "evidence": "Say what shows that the figure is true.",
    "frequency": "Choose how often it is reported.",
    "review_date": "Give the day on which this KPI is looked at again.",
    "authority_owner": "Name the role on your side that looks after this KPI.",
    "good_from": "Give the percentage of the target from which delivery is Good.",
    "approaching_from": "Give the percentage from which delivery is Approaching target.",
    "improvement_from": "Give the percentage from which delivery Requires improvement.",
    "remedy": "Say what happens first when the target is missed.",
    "published": "Say whether this KPI is published.",
}
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
        yield from unanswered(path, kpi, _WANTED)
        yield from _targets(path, kpi, case)
        yield from unanswered(path, kpi, _WANTED_AFTER_TARGETS)
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
            yield missing(f"{path}.targets", "Give a target: no tender question asks bidders to offer one.")
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
