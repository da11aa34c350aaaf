"""What is found in a policy pack by whoever looks through it."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    """The pack is not fit for use."""
    WARNING = "warning"
    """Worth a look; the pack can be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFinding:
    """Something found in a pack: the *kind* and *id* of the item, its *field*, and what is wrong.

    *file* is where it can be put right: in an overlay, the file that the field comes from. It is
    "" where a pack was not read from files.
    """

    level: Level
    kind: str
    id: str
    field: str
    message: str
    file: str = ""


def pack_error(kind: str, key: str, field: str, message: str) -> PackFinding:
    """Return a finding for which the pack is not fit for use."""
    return PackFinding(level=Level.ERROR, kind=kind, id=key, field=field, message=message)


def pack_warning(kind: str, key: str, field: str, message: str) -> PackFinding:
    """Return a finding that is worth a look."""
    return PackFinding(level=Level.WARNING, kind=kind, id=key, field=field, message=message)
