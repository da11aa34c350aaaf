"""About the project: what is bought, why, for whom, and who stands behind it."""

import re
from collections.abc import Iterator

from svdesk.checks.finding import Finding
from svdesk.policy.case import Case
from svdesk.steps.findings import invalid, is_blank, missing, unanswered
from svdesk.steps.step import Phase, Step

_WANTED = {
    "reference": "Give the reference that your organisation uses, such as DN776889.",
    "title": "Give the project a title that bidders will recognise.",
    "purpose": "Say what is bought and for whom.",
    "need": "Say why it is needed here.",
    "authority": "Give the name of the organisation that buys.",
    "officer": "Give the name of the officer whom people can ask.",
    "officer_email": "Give the officer's email address.",
}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def check(case: Case) -> tuple[Finding, ...]:
    """Return what the covers and introductions of the documents still lack."""
    return tuple(_problems(case))


def _problems(case: Case) -> Iterator[Finding]:
    about = case.project.about
    yield from unanswered("about", about, _WANTED)
    email = about.officer_email.strip()
    if email and not _EMAIL.fullmatch(email):
        yield invalid(
            "about.officer_email",
            "This is not an email address. Give one such as name@example.gov.uk.",
        )
    if is_blank(about.portal) and case.assessment.tender_stage is not False:
        yield missing("about.portal", "Name the portal through which bidders send their tenders.")


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
    check=check,
    summary=summary,
    documents=("plan",),
)
