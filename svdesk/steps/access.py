"""Opening the door to bidders: the policy's four steps (policy section 4)."""

from collections.abc import Iterator

from svdesk.checks.finding import Finding
from svdesk.domain.choices import EngagementKind
from svdesk.policy.case import Case
from svdesk.steps.findings import advice, invalid, is_blank, missing, unanswered
from svdesk.steps.step import Phase, Step

_WANTED = {
    "turnover_threshold": "Say whether bidders need a minimum turnover.",
    "lots_used": "Say whether the contract is divided into lots.",
    "consortia_welcome": "Say whether organisations may bid together.",
    "supplier_engagement": "Say whether you engage with suppliers before the tender.",
}
_REASONS = (
    ("turnover_threshold", True, "turnover_reason", "Say why a minimum turnover is needed."),
    ("lots_used", False, "lots_reason", "Say why the contract is not divided into lots."),
    ("consortia_welcome", False, "consortia_note", "Say why organisations may not bid together."),
    (
        "supplier_engagement",
        False,
        "supplier_engagement_note",
        "Say why you do not engage with suppliers before the tender.",
    ),
)
"""A field, the answer that has to be explained, where, and how to ask for it."""


def check(case: Case) -> tuple[Finding, ...]:
    """Return what is unanswered or unexplained, and what contradicts other answers."""
    return tuple(_problems(case))


def _problems(case: Case) -> Iterator[Finding]:
    access = case.project.access
    yield from unanswered("access", access, _WANTED)
    for field, answer, reason, message in _REASONS:
        if getattr(access, field) is answer and is_blank(getattr(access, reason)):
            yield missing(f"access.{reason}", message)
    lots = len(case.project.lots)
    if access.lots_used is False and lots > 1:
        yield invalid(
            "access.lots_used",
            f"You say that there are no lots, and Contract facts lists {lots}. Change one of the two.",
        )
    elif access.lots_used and lots < 2:
        yield invalid(
            "access.lots_used",
            "You say that there are lots. List two or more in Contract facts, or change this answer.",
        )
    held = any(entry.kind is EngagementKind.MARKET for entry in case.project.engagement)
    if access.supplier_engagement is False and held:
        yield invalid(
            "access.supplier_engagement",
            "You say that there is no engagement with suppliers, and the engagement log records some. "
            "Change one of the two.",
        )
    elif access.supplier_engagement and not held:
        yield advice(
            "access.supplier_engagement",
            "The engagement log records no market engagement yet. Add an entry when it has been held.",
        )


def summary(case: Case) -> str:
    """Return how many of the steps have an answer."""
    answered = sum(getattr(case.project.access, field) is not None for field in _WANTED)
    return f"{answered} of {len(_WANTED)} answered" if answered else ""


STEP = Step(
    key="access",
    title="Opening the door to bidders",
    phase=Phase.PLAN,
    purpose="Make it easier for small firms, charities and new suppliers to take part.",
    sections=("access",),
    check=check,
    summary=summary,
    proposer="access",
    documents=("statement",),
    of_tenders=True,
)
