"""Records: what was done and can't be undone, such as marks that were signed or a rating confirmed.

A record is written once. It is never changed and never removed while its project is there: to correct
one is to write another that says why, and both stay readable. Issued documents and forms that came back
are such records too, and have values of their own (:mod:`svdesk.domain.issued_document`,
:mod:`svdesk.domain.returned_form`).
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from svdesk.domain.parts import PartId
from svdesk.domain.subject import WHOLE, Subject

MOST_CONTENT = 1_000_000
"""Characters that the content of a record may have."""

_KIND = re.compile(r"[a-z][a-z-]{0,39}")
_DIGEST = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One thing that was done: by *who*, when, *what* and *why*.

    *part* is what it was done to, *kind* a word such as ``mark-agreed``, *subject* what it is about.
    *at* is in UTC. *rests_on* is the SHA-256 of what it was based on, such as the form that came back
    ("" for nothing), and *content* what was decided, in a form that belongs to the kind. *corrects* is
    the id of an earlier record of the same project, which then stands no longer; *why* says why.

    Raises ``ValueError`` for a record that could not stand: without an author or a matter, without its
    time zone, or a correction without a reason.
    """

    id: UUID
    part: PartId
    kind: str
    who: str
    at: datetime
    what: str
    why: str = ""
    subject: Subject = WHOLE
    rests_on: str = ""
    content: str = ""
    corrects: UUID | None = None

    def __post_init__(self) -> None:
        """Refuse what could not stand."""
        if not _KIND.fullmatch(self.kind):
            raise ValueError(f"the kind of a record is a word of small letters, not {self.kind!r}")
        if not self.who.strip() or not self.what.strip():
            raise ValueError("a record says who did what")
        if self.at.tzinfo is None:
            raise ValueError("a record has a time with its zone")
        if self.rests_on and not _DIGEST.fullmatch(self.rests_on):
            raise ValueError("what a record rests on is named by its SHA-256")
        if self.corrects is not None and (not self.why.strip() or self.corrects == self.id):
            raise ValueError("a correction names an earlier record and says why")
        if len(self.content) > MOST_CONTENT:
            raise ValueError(f"the content of a record is longer than {MOST_CONTENT:,} characters")
        object.__setattr__(self, "at", self.at.astimezone(UTC))


def standing(records: tuple[Record, ...]) -> tuple[Record, ...]:
    """Return those of *records* that no other of them corrects, in their order."""
    corrected = {record.corrects for record in records}
    return tuple(record for record in records if record.id not in corrected)
