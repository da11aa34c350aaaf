"""What a check found, and how it can be put right in one press, as plain values.

A fix only describes its edits; :mod:`svdesk.services.project.fixing` makes them.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from svdesk.policy.content.determinations import Severity
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to put right.

    *code* is the id of the check, *title* its name. *where* is the path of the field, as problems
    name it. *message* says what was found and what to do, *why* what it leads to otherwise.
    """

    code: str
    title: str
    severity: Severity
    where: str
    message: str
    why: str
    citations: tuple[Citation, ...]
    fix: Fix | None = None
