"""What documents carry on their covers: the officer's address, the day of issue, the logo."""

import re
from collections.abc import Iterator

from svdesk.checks.checked_case import CheckedCase
from svdesk.checks.finding import Finding
from svdesk.domain.choices import DocumentStatus
from svdesk.domain.pictures import PictureError, read_picture

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def find(checked: CheckedCase) -> Iterator[Finding]:
    """Yield what cannot be printed, or not be meant; a colour that is too light is never taken over."""
    email = checked.project.about.officer_email.strip()
    if email and not _EMAIL.fullmatch(email):
        yield from checked.finding("email-form", "about.officer_email")
    control = checked.project.control
    if control.issued_on is not None and control.status is not DocumentStatus.ISSUED:
        yield from checked.finding("issued-on-unissued", "control.issued_on", status=control.status.label)
    if checked.project.house_style.logo:
        try:
            read_picture(checked.project.house_style.logo)
        except PictureError:
            yield from checked.finding("logo-unreadable", "house_style.logo")
