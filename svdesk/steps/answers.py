"""Check your answers: everything on one page before the documents are made."""

from svdesk.policy.case import Case
from svdesk.steps.step import Phase, Step


def summary(_case: Case) -> str:
    """Return nothing: the page shows the summaries of the other steps."""
    return ""


STEP = Step(
    key="answers",
    title="Check your answers",
    phase=Phase.MONITOR,
    purpose="Read everything once more. Press an answer to change it.",
    sections=(),
    summary=summary,
    page="answers",
    tool=True,
    sums_up=True,
)
