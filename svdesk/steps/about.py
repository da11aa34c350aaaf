"""About the project: what is bought, why, for whom, and who stands behind it."""

from collections.abc import Iterator

from svdesk.checks.finding import Finding
from svdesk.policy.case import Case
from svdesk.steps.findings import unanswered
from svdesk.steps.step import Phase, Step


def asks(case: Case) -> Iterator[Finding]:
    """Yield what the covers and introductions of the documents still lack."""
    yield from unanswered("about", case.project.about, ("portal",) if case.has_tender else ())


def summary(case: Case) -> str:
    """Return the title and the reference."""
    about = case.project.about
    return ", ".join(text.strip() for text in (about.title, about.reference) if text.strip())


STEP = Step(
    key="about",
    title="About the project",
    phase=Phase.PLAN,
    purpose="Say what you are buying, why it is needed and who can answer questions.",
    sections=("about",),
    asks=asks,
    summary=summary,
    documents=("plan",),
)
