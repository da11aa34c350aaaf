"""Records as they stand in a project file: one JSON list, in their order, each with its link in the chain.

They are read as strictly as the parts: what SVDesk would not write in exactly these bytes is refused. A
link that does not fit is no reason to refuse the rest: it goes along as it is, and is told.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from itertools import zip_longest
from typing import Any
from uuid import UUID

from svdesk.domain.keeping.record_chain import ChainHead
from svdesk.domain.parts import PartId
from svdesk.domain.records import Record
from svdesk.domain.subject import read_subject
from svdesk.domain.texts import is_keepable, keepable
from svdesk.services.exchange import strict_json
from svdesk.services.exchange.limits import MOST_CHARACTERS, MOST_ITEMS
from svdesk.services.exchange.strict_json import JsonError

_LINK = re.compile("([0-9a-f]{64})?")
_TEXTS = ("kind", "who", "what", "why", "rests_on", "content")


class RecordsError(ValueError):
    """Records are refused; the message says why, as words that follow a colon."""


def records_json(records: Iterable[Record], links: Iterable[str] = ()) -> bytes:
    """Return records as JSON, with their *links* where they have any; the same give the same bytes."""
    return strict_json.dump([_plain(record, link) for record, link in zip_longest(records, links)])


def chain_json(head: ChainHead) -> bytes:
    """Return how far a chain goes, as JSON."""
    return strict_json.dump({"records": head.records, "link": head.link})


def read_chain(content: bytes) -> ChainHead:
    """Return how far a chain went; raises :class:`RecordsError`."""
    try:
        found = strict_json.parse(content)
        head = ChainHead(records=found["records"], link=found["link"])
    except (JsonError, KeyError, TypeError) as error:
        raise RecordsError("what it says of the chain of records can't be read") from error
    if type(head.records) is not int or head.records < 0 or not _LINK.fullmatch(str(head.link)):
        raise RecordsError("what it says of the chain of records can't be read")
    return head


def read_records(
    content: bytes, project_id: UUID, *, newer: bool
) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    """Return the records of the project *project_id* in *content*, and their links, () where they have none.

    Raises :class:`RecordsError`.
    """
    try:
        entries = strict_json.parse(content)
        if not isinstance(entries, list):
            raise RecordsError("its records are not a list")
        records = tuple(_record(entry, project_id) for entry in entries)
        links = tuple(_link(entry) for entry in entries if "link" in entry)
    except JsonError as error:
        raise RecordsError(f"its records can't be read: {error}") from error
    except RecordsError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RecordsError("a record does not have what it should have") from error
    if links and len(links) != len(records):
        raise RecordsError("a record has no link")
    if not newer and records_json(records, links) != content:
        raise RecordsError("its records are not written as SVDesk writes them")
    if len(records) > MOST_ITEMS:
        raise RecordsError(f"it has more than {MOST_ITEMS:,} records")
    earlier: set[UUID] = set()
    for record in records:
        if record.id in earlier or (record.corrects is not None and record.corrects not in earlier):
            raise RecordsError("its records do not follow on one another")
        earlier.add(record.id)
        texts = (record.who, record.what, record.why, record.content)
        if not all(len(text) <= MOST_CHARACTERS and is_keepable(text) for text in texts):
            raise RecordsError("a text of a record is too long, or can't be kept")
    return records, links


def _link(entry: dict[str, Any]) -> str:
    link = entry["link"]
    if not isinstance(link, str) or not _LINK.fullmatch(link):
        raise RecordsError("the link of a record is none")
    return link


def _plain(record: Record, link: str | None) -> dict[str, Any]:
    return {
        "id": str(record.id),
        "part": str(record.part),
        **{name: keepable(getattr(record, name)) for name in _TEXTS},
        "at": record.at.isoformat(),
        "subject": str(record.subject),
        "corrects": None if record.corrects is None else str(record.corrects),
        **({} if link is None else {"link": link}),
    }


def _record(entry: dict[str, Any], project_id: UUID) -> Record:
    """Return one record; raises ``ValueError``, ``KeyError`` or ``TypeError``."""
    if not all(isinstance(entry[name], str) for name in _TEXTS):
        raise TypeError("a text of a record is none")
    kind, _, key = entry["part"].partition("/")
    return Record(
        id=UUID(entry["id"]),
        part=PartId(project_id, kind, key),
        at=datetime.fromisoformat(entry["at"]),
        subject=read_subject(entry["subject"]),
        corrects=None if entry["corrects"] is None else UUID(entry["corrects"]),
        **{name: entry[name] for name in _TEXTS},
    )
