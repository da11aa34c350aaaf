"""Specification and KPIs: what is counted, how much, by when, and what follows."""

from collections.abc import Iterator

from svdesk.checks.finding import Finding
from svdesk.domain.english import counted
from svdesk.policy.case import Case
from svdesk.steps.findings import unanswered
from svdesk.steps.step import Phase, Proportionate, Step


def asks(case: Case) -> Iterator[Finding]:
    """Yield what single KPIs lack."""
    for kpi in case.project.kpis:
        yield from unanswered(f"kpis.{kpi.id}", kpi)


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
    asks=asks,
    summary=summary,
    page="kpis",
    proposer="kpis",
    proportion=(Proportionate.MEASURES, Proportionate.HOURS),
    documents=("annex",),
    after_award=True,
)
