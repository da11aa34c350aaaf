"""Documents: version, approval, how they look, and the packs themselves."""

from collections.abc import Iterator

from svdesk.checks.finding import Finding
from svdesk.domain.choices import DocumentStatus
from svdesk.domain.project import DocumentControl
from svdesk.policy.case import Case
from svdesk.steps.findings import unanswered
from svdesk.steps.step import Phase, Step


def asks(case: Case) -> Iterator[Finding]:
    """Yield what the document control on the covers lacks, and words for a logo."""
    control, style = case.project.control, case.project.house_style
    issued = control.status is DocumentStatus.ISSUED
    yield from unanswered("control", control, ("issued_on", "approved_by") if issued else ())
    yield from unanswered("house_style", style, ("logo_words",) if style.logo else ())


def summary(case: Case) -> str:
    """Return the version and the status; nothing while both are as they began."""
    control = case.project.control
    if control == DocumentControl():
        return ""
    return ", ".join(part for part in (f"Version {control.version}".strip(), control.status.label) if part)


STEP = Step(
    key="documents",
    title="Documents",
    phase=Phase.MONITOR,
    purpose="Make, read, print and save the packs.",
    sections=("control", "house_style"),
    asks=asks,
    summary=summary,
    page="documents",
    tool=True,
)
