"""Opening the door to bidders: the policy's four steps (policy section 4)."""

from collections.abc import Iterator

from svdesk.checks.finding import Finding
from svdesk.policy.case import Case
from svdesk.steps.findings import unanswered
from svdesk.steps.step import Phase, Step

_REASONS = (
    ("turnover_threshold", True, "turnover_reason"),
    ("lots_used", False, "lots_reason"),
    ("consortia_welcome", False, "consortia_note"),
    ("supplier_engagement", False, "supplier_engagement_note"),
)
"""A field, the answer that has to be explained, and where."""


def asks(case: Case) -> Iterator[Finding]:
    """Yield what is unanswered or unexplained."""
    access = case.project.access
    explained = {reason for field, answer, reason in _REASONS if getattr(access, field) is answer}
    yield from unanswered("access", access, explained)


def summary(case: Case) -> str:
    """Return how many of the steps have an answer."""
    answered = sum(getattr(case.project.access, field) is not None for field, _, _ in _REASONS)
    return f"{answered} of {len(_REASONS)} answered" if answered else ""


STEP = Step(
    key="access",
    title="Opening the door to bidders",
    phase=Phase.PLAN,
    purpose="Make it easier for small firms, charities and new suppliers to take part.",
    sections=("access",),
    asks=asks,
    summary=summary,
    proposer="access",
    documents=("statement",),
    of_tenders=True,
)
