"""Reporting and review: how both sides keep delivery in sight."""

from collections import Counter
from collections.abc import Iterator

from svdesk.checks.finding import Finding
from svdesk.domain.english import counted
from svdesk.policy.case import Case
from svdesk.steps.findings import advice, missing, unanswered
from svdesk.steps.step import Phase, Step


def check(case: Case) -> tuple[Finding, ...]:
    """Return what reporting lacks, and dates outside the contract."""
    return tuple(_problems(case))


def _problems(case: Case) -> Iterator[Finding]:
    project = case.project
    yield from unanswered("reporting", project.reporting)
    if not project.review_dates:
        yield missing("review_dates", "Add at least one day on which you look at delivery together.")
    days = Counter(review.on for review in project.review_dates)
    for review in project.review_dates:
        path = f"review_dates.{review.id}"
        yield from unanswered(path, review)
        if review.on is not None and days[review.on] > 1:
            yield advice(f"{path}.on", "Two reviews are on this day. Check the dates.")


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
    sections=("reporting", "review_dates"),
    check=check,
    summary=summary,
    proposer="reporting",
    documents=("annex",),
    after_award=True,
)
