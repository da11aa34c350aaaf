"""What became of the things that SVDesk proposed, and how a thing is compared with what it was.

A proposal of a field keeps the field's stored form in ``value``; a proposal of an item keeps a
fingerprint of what the item held, so that a later change shows.
"""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID
from zlib import crc32

from svdesk.domain.english import plain_number
from svdesk.domain.field_paths import items_by_key
from svdesk.domain.project import LIST_SECTIONS, SECTIONS, Project, Proposal


class ProposalState(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    """No person has confirmed it."""
    ACCEPTED = "accepted"
    """A person confirmed it and it stands as proposed."""
    CHANGED = "changed"
    """A person confirmed it and something else stands there now."""
    REMOVED = "removed"
    """A person confirmed it and the item or the value is gone."""


def open_proposals(project: Project) -> tuple[Proposal, ...]:
    """Return the proposals that no person has confirmed."""
    return tuple(proposal for proposal in project.proposals if proposal.confirmed_on is None)


def state_of(proposal: Proposal, project: Project) -> ProposalState:
    """Return what became of *proposal*: open until a person confirms it, then as things stand."""
    return ProposalState.OPEN if proposal.confirmed_on is None else standing_of(proposal, project)


def standing_of(proposal: Proposal, project: Project) -> ProposalState:
    """Return how what stands now compares with *proposal*, whether or not a person confirmed it."""
    found = target_value(project, proposal.target)
    if found is None or found == "":
        return ProposalState.REMOVED if proposal.value else ProposalState.ACCEPTED
    if isinstance(found, str):
        return ProposalState.ACCEPTED if found == proposal.value else ProposalState.CHANGED
    wanted = set(proposal.value.split())
    return ProposalState.ACCEPTED if wanted <= set(fingerprint(found).split()) else ProposalState.CHANGED


def without_reason(project: Project) -> tuple[Proposal, ...]:
    """Return the confirmed proposals that were changed or taken out without a reason."""
    otherwise = (ProposalState.CHANGED, ProposalState.REMOVED)
    return tuple(
        proposal
        for proposal in project.proposals
        if not proposal.note.strip() and state_of(proposal, project) in otherwise
    )


def target_value(project: Project, target: str) -> Any:  # noqa: ANN401 - a stored form, or an item
    """Return what stands at *target*: a field's stored form, an item, or ``None`` where it is gone."""
    section, _, rest = target.partition(".")
    held = getattr(project, section, None)
    if held is None:
        return None
    if section not in LIST_SECTIONS:
        return stored_form(getattr(held, rest, None))
    by_key = items_by_key(section, held)
    if rest in by_key:
        return by_key[rest]
    key, _, field = rest.rpartition(".")  # a key may itself hold dots, a field has none
    item = by_key.get(key)
    return stored_form(getattr(item, field)) if item is not None and hasattr(item, field) else None


def stored_form(value: Any) -> str:  # noqa: ANN401 - the value of any field
    """Return a field's value as a proposal keeps it: the words and digits of the exchange file."""
    match value:
        case None | ():
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return plain_number(value)
        case date():
            return value.isoformat()
        case tuple():
            return ",".join(stored_form(part) for part in value)
    return str(getattr(value, "value", value))


_KEYS = frozenset(spec.key for spec in SECTIONS.values() if spec.many)
"""Names of fields that say which item it is, and not what it holds."""


def fingerprint(item: Any) -> str:  # noqa: ANN401 - an item of any list section
    """Return a short mark of each field of *item* that holds something, apart from its key."""
    marks = []
    for each in fields(item):
        value = getattr(item, each.name)
        if each.name in _KEYS or isinstance(value, UUID):
            continue
        if text := stored_form(value):
            marks.append(f"{each.name}:{crc32(text.encode()):08x}")
    return " ".join(marks)
