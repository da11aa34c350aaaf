"""Engagement and coproduction: a log of who was heard, and what it changed."""

from collections.abc import Iterator

from svdesk.checks.finding import Finding
from svdesk.domain.english import counted
from svdesk.policy.case import Case
from svdesk.steps.findings import is_blank, unanswered
from svdesk.steps.step import Phase, Step


def asks(case: Case) -> Iterator[Finding]:
    """Yield what the log's entries lack."""
    for entry in case.project.engagement:
        yield from unanswered(f"engagement.{entry.id}", entry)


def summary(case: Case) -> str:
    """Return how many entries the log has, or that engagement was decided against."""
    count = len(case.project.engagement)
    if count:
        return counted(count, "entry", "entries")
    access = case.project.access
    decided_against = access.supplier_engagement is False and not is_blank(access.supplier_engagement_note)
    return "None, for the reason given" if decided_against else ""


STEP = Step(
    key="engagement",
    title="Engagement and coproduction",
    phase=Phase.PLAN,
    purpose="Record whom you listened to before the tender, what you heard and what it changed.",
    sections=("engagement",),
    asks=asks,
    summary=summary,
    documents=("statement",),
)
