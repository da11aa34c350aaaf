"""Check your answers: everything on one page before the documents are made."""

from svdesk.checks.finding import Finding
from svdesk.policy.case import Case
from svdesk.steps.step import Phase, Step


def check(_case: Case) -> tuple[Finding, ...]:
    """Return nothing: the page asks nothing of its own."""
    return ()


def summary(_case: Case) -> str:
    """Return nothing: the page shows the summaries of the other steps."""
    return ""


STEP = Step(
    key="answers",
    title="Check your answers",
    phase=Phase.MONITOR,
    purpose="Read everything once more. Press an answer to change it.",
    sections=(),
    check=check,
    summary=summary,
    page="answers",
    tool=True,
    sums_up=True,
)
