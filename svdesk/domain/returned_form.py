"""A form that came back from a bidder or supplier.

Needs only the standard library, for storage's sake.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Matter(StrEnum):
    """What a finding about a returned form is about."""

    MISSING = "missing"
    OVER_LIMIT = "over_limit"
    NOT_UNDERSTOOD = "not_understood"
    TOTAL = "total"
    CHANGED = "changed"
    NOT_OURS = "not_ours"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFinding:
    """Something that a person should know of a returned form, in words.

    *field* is the name of the field it is about; "" where it is about the whole file.
    """

    matter: Matter
    message: str
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedAnswer:
    """What was entered in a field: *text* as it came, *label* as the form named the field.

    Every field that was asked of the organisation has one; where nothing was entered its text is "". Of
    a choice the text is the words that people read, not its value. *word_limit* is the one that
    the form stated.
    """

    field: str
    label: str
    text: str
    word_limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedForm:
    """One file that came back, and what was read from it.

    *document* is the catalogue's key of the form, *format* the ending of its name, *sha256* and
    *bytes* those of the file as it came, which is kept. *organisation* is who it says it is from.
    *revision* is that of the project the form was made of. *read_at* is in UTC.
    """

    id: UUID
    project_id: UUID
    document: str
    format: str
    file_name: str
    sha256: str
    bytes: int
    organisation: str
    revision: int
    read_at: datetime
    read_by: str
    answers: tuple[ReturnedAnswer, ...] = ()
    findings: tuple[FormFinding, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Whether nothing was found that needs a person; notes do not."""
        return all(finding.matter is Matter.NOTE for finding in self.findings)


@dataclass(frozen=True, slots=True)
class ReturnedFormFile:
    """A form that came back with its file as it came."""

    form: ReturnedForm
    original: bytes


MOST_RETURN_BYTES = 25 * 1024 * 1024
"""The largest file that is read and kept, in bytes."""
