"""What a check found, and how it can be put right in one press, as plain values.

A fix only describes its edits; :mod:`svdesk.services.project.fixing` makes them.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeAlias

from svdesk.policy.content.items import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class SetField:
    """Give the field at *path* the *value*."""

    path: str
    value: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceText:
    """Put *new* where *old* stands, from the character *at* on, in the text at *path*."""

    path: str
    at: int
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppendText:
    """Put *text* after what stands in the text at *path*."""

    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveItem:
    """Take the item with *key* out of the list *section*."""

    section: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddQuestion:
    """Add the library's question *question_id*, in its open variant, with a *weight* in percent."""

    question_id: str
    weight: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddKpi:
    """Make a KPI of the library's measure *measure_id*."""

    measure_id: str


Edit: TypeAlias = SetField | ReplaceText | AppendText | RemoveItem | AddQuestion | AddKpi


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """Edits that put a finding right, made together; *label* names the change for a person."""

    label: str
    edits: tuple[Edit, ...]


class FindingKind(StrEnum):
    """What a finding means for the documents; in the order in which findings are shown."""

    BLOCK = "block"
    """What was given cannot be right or may not go out: no document is built before it is put right."""
    MISSING = "missing"
    """An answer the documents need has not been given yet; a draft is made without it."""
    CAUTION = "caution"
    """Worth a second look; nothing is stopped."""
    INFORMATION = "information"
    """Worth knowing; nothing is asked."""


KINDS = tuple(FindingKind)
"""The kinds in the order in which findings are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to give, to put right or to look at.

    *code* is the id of the check, *title* its name ("" for what a step asks of its own fields).
    *path* names the field: ``section.field`` for a single section, ``section.<id>.field`` for an item
    of a list section, ``section`` for the list as a whole. *others* are further fields with the same
    fault, told once for all of them. *message* says what was found and what to do, *why* what it
    leads to otherwise. The *kind* alone decides what stops a build.
    """

    code: str
    path: str
    kind: FindingKind
    message: str
    title: str = ""
    why: str = ""
    citations: tuple[Citation, ...] = ()
    fix: Fix | None = None
    others: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """All fields that have the fault."""
        return (self.path, *self.others)
