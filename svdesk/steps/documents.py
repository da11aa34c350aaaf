"""Documents: version, approval, how they look, and the packs themselves."""

from collections.abc import Iterator

from svdesk.checks.finding import Finding
from svdesk.domain.choices import DocumentStatus
from svdesk.domain.pictures import PictureError, read_picture
from svdesk.domain.project import DocumentControl, HouseStyle, Project
from svdesk.domain.proposals import open_proposals, without_reason
from svdesk.policy.case import Case
from svdesk.steps.findings import advice, invalid, is_blank, missing
from svdesk.steps.step import Phase, Step


def check(case: Case) -> tuple[Finding, ...]:
    """Return what the document control on the covers lacks."""
    project = case.project
    return (*_problems(project.control), *_looks(project.house_style), *_proposals(project))


def _proposals(project: Project) -> Iterator[Finding]:
    """Yield how much of what SVDesk proposed still waits for a person, or for that person's reason."""
    if count := len(open_proposals(project)):
        waits = "suggestion waits" if count == 1 else "suggestions wait"
        yield advice(
            "control.status",
            f"{count:,} {waits} for your decision. Until then every document is marked as a draft.",
        )
    if count := len(without_reason(project)):
        was = "suggestion was" if count == 1 else "suggestions were"
        yield advice(
            "control.status",
            f"{count:,} {was} changed or taken out without a reason. The statement will say so.",
        )


def _problems(control: DocumentControl) -> Iterator[Finding]:
    if is_blank(control.version):
        yield missing("control.version", "Give a version, such as 1.0.")
    if control.status is DocumentStatus.ISSUED:
        if control.issued_on is None:
            yield missing("control.issued_on", "Give the day of issue.")
        if is_blank(control.approved_by):
            yield missing("control.approved_by", "Say who approved these documents.")
    elif control.issued_on is not None:
        yield advice(
            "control.issued_on",
            f"A day of issue is given, and the status is “{control.status.label}”. Check which is right.",
        )


def _looks(style: HouseStyle) -> Iterator[Finding]:
    """Yield what the logo lacks; a colour that is too light is never taken over."""
    if not style.logo:
        return
    try:
        read_picture(style.logo)
    except PictureError:
        yield invalid("house_style.logo", "The logo can't be read, so documents go without. Choose it again.")
    if is_blank(style.logo_words):
        yield missing(
            "house_style.logo_words",
            "Say in words what the logo shows, such as the name of your organisation, for people who "
            "can't see it.",
        )


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
    check=check,
    summary=summary,
    page="documents",
    tool=True,
)
