"""The chain of a project's records: each carries a digest over the one before it and its own content.

So a record that was changed, taken out or put in between shows, and so does a tail that was cut off, as
soon as the head of the chain is known from elsewhere: it goes into every project file and every export.
The chain shows damage and tampering with single records. Who can write the file and reckon anew can
write a chain that is sound; the heads that were given out before then tell against it.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from svdesk.domain.records import Record
from svdesk.domain.texts import keepable

NO_LINK = ""
"""What stands in the place of a link before the first record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainHead:
    """How far a chain goes: the number of its records, and the link of the last one ("" for none)."""

    records: int = 0
    link: str = NO_LINK


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedRecord:
    """A record as it is kept: its *number* within its project, from 1, and its *link*."""

    record: Record
    number: int
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainFault:
    """What is wrong with a chain: which record (its number, and its id where it is there), and how."""

    number: int
    record: UUID | None
    message: str


def canonical(record: Record) -> bytes:
    """Return the content of *record* in the one form over which links are reckoned.

    The project is left out, so that the chain of a project is that of its copy under another id too.
    """
    content = {
        "id": str(record.id),
        "part": str(record.part),
        "kind": record.kind,
        "who": keepable(record.who),
        "at": record.at.isoformat(),
        "what": keepable(record.what),
        "why": keepable(record.why),
        "subject": str(record.subject),
        "rests_on": record.rests_on,
        "content": keepable(record.content),
        "corrects": "" if record.corrects is None else str(record.corrects),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8")


def link_of(before: str, record: Record) -> str:
    """Return the link of *record*, which follows the one whose link is *before*: a SHA-256."""
    return hashlib.sha256(before.encode("ascii") + b"\n" + canonical(record)).hexdigest()


def linked(records: Iterable[Record]) -> "RecordChain":
    """Return *records*, which have no links yet, as a chain."""
    found: list[LinkedRecord] = []
    for record in records:
        link = link_of(found[-1].link if found else NO_LINK, record)
        found.append(LinkedRecord(record=record, number=len(found) + 1, link=link))
    return RecordChain(tuple(found))


@dataclass(frozen=True)
class RecordChain:
    """The records of a project with their links, in the order in which they were written.

    *is_as_saved* is what the place where they are kept says of them: whether they are all that was saved.
    """

    links: tuple[LinkedRecord, ...] = ()
    is_as_saved: bool = True

    @property
    def records(self) -> tuple[Record, ...]:
        """The records alone."""
        return tuple(each.record for each in self.links)

    @property
    def head(self) -> ChainHead:
        """How far the chain goes."""
        return ChainHead(records=len(self.links), link=self.links[-1].link if self.links else NO_LINK)

    @cached_property
    def faults(self) -> tuple[ChainFault, ...]:
        """What is wrong with the chain in itself, in the order of the records; () for a sound one."""
        found: list[ChainFault] = []
        before, wanted = NO_LINK, 1
        for each in self.links:
            said = ""
            if each.number > wanted:
                gone = f"Record {wanted} is missing" if each.number == wanted + 1 else ""
                said = f"{gone or f'Records {wanted} to {each.number - 1} are missing'}. "
                said += f"Record {each.number} follows on what is not there."
            elif each.number < wanted:
                said = f"Record {each.number} stands there twice, or out of its place."
            elif not each.link:
                said = f"Record {each.number} has no link to the one before it."
            elif each.link != link_of(before, each.record):
                said = (
                    f"Record {each.number} is not what was written, or does not follow on the one before it."
                )
            if said:
                found.append(ChainFault(number=each.number, record=each.record.id, message=said))
            # Gone on from what stands there, so that one broken link is told once.
            before, wanted = each.link, each.number + 1
        if not found and not self.is_as_saved:
            said = "The records are linked, and not those that were saved: some at the end may be gone."
            found.append(ChainFault(number=wanted, record=None, message=said))
        return tuple(found)

    def against(self, head: ChainHead) -> tuple[ChainFault, ...]:
        """Return what tells that this chain no longer holds what had the *head* when that was given out."""
        if head.records > len(self.links):
            gone = head.records - len(self.links)
            said = (
                f"{head.records:,} records were there when the copy was made, and {len(self.links):,} are "
                f"there now: the last {gone:,} were cut off."
            )
            return (ChainFault(number=len(self.links) + 1, record=None, message=said),)
        at_head = self.links[head.records - 1] if head.records else None
        if at_head is not None and at_head.link != head.link:
            said = f"Record {head.records}, or one before it, is not what it was when the copy was made."
            return (ChainFault(number=head.records, record=at_head.record.id, message=said),)
        return ()
