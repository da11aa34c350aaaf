"""What is missing or wrong, said so that a person can mend it."""

from dataclasses import dataclass
from enum import StrEnum


class ProblemKind(StrEnum):
    """How a problem stands in the way."""

    MISSING = "missing"
    """An answer the documents need has not been given yet."""
    INVALID = "invalid"
    """What was given cannot be right; the message says what is allowed."""
    ADVICE = "advice"
    """Worth a second look; nothing is blocked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to mend.

    *path* names the field: ``section.field`` for a single section, ``section.<id>.field`` for an
    item of a list section, ``section`` for the list as a whole.
    """

    path: str
    message: str
    kind: ProblemKind = ProblemKind.MISSING
