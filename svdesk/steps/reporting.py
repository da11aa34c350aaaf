"""Reporting and review: how both sides keep delivery in sight."""

from collections.abc import Iterator

from svdesk.checks.finding import Finding
from svdesk.domain.english import counted
from svdesk.policy.case import Case
from svdesk.steps.findings import unanswered, unlisted
from svdesk.steps.step import Phase, Step


def asks(case: Case) -> Iterator[Finding]:
    """Yield what reporting and the reviews lack."""
    project = case.project
    yield from unanswered("reporting", project.reporting)
    yield from unlisted("review_dates", project)
    for review in project.review_dates:
        yield from unanswered(f"review_dates.{review.id}", review)


def summary(case: Case) -> str:
    """Return how often the supplier reports, and how many reviews there are."""
    project = case.project
    parts = []
    if project.reporting.frequency is not None:
        parts.append(project.reporting.frequency.label)
    if project.review_dates:
        parts.append(counted(len(project.review_dates), "review date"))
    return ", ".join(parts)


STEP = Step(
    key="reporting",
    title="Reporting and review",
    phase=Phase.MONITOR,
    purpose="Agree how the supplier reports and when both sides look at the results together.",
    sections=("reporting", "review_dates", "award"),
    asks=asks,
    summary=summary,
    page="reporting",
    proposer="reporting",
    documents=("annex",),
    after_award=True,
)
