"""Records as they stand in a project file, where a person asks for them: one JSON list, in their order.

They are read as strictly as the parts: what SVDesk would not write in exactly these bytes is refused.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from svdesk.domain.parts import PartId
from svdesk.domain.records import Record
from svdesk.domain.subject import read_subject
from svdesk.domain.texts import is_keepable, keepable
from svdesk.services.exchange import strict_json
from svdesk.services.exchange.limits import MOST_CHARACTERS, MOST_ITEMS
from svdesk.services.exchange.strict_json import JsonError

_TEXTS = ("kind", "who", "what", "why", "rests_on", "content")


class RecordsError(ValueError):
    """Records are refused; the message says why, as words that follow a colon."""


def records_json(records: Iterable[Record]) -> bytes:
    """Return records as JSON; the same records give the same bytes."""
    return strict_json.dump([_plain(record) for record in records])


def read_records(content: bytes, project_id: UUID, *, newer: bool) -> tuple[Record, ...]:
    """Return the records of the project *project_id* in *content*; raises :class:`RecordsError`."""
    try:
        entries = strict_json.parse(content)
        if not isinstance(entries, list):
            raise RecordsError("its records are not a list")
        records = tuple(_record(entry, project_id) for entry in entries)
    except JsonError as error:
        raise RecordsError(f"its records can't be read: {error}") from error
    except RecordsError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RecordsError("a record does not have what it should have") from error
    if not newer and records_json(records) != content:
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
    return records


def _plain(record: Record) -> dict[str, Any]:
    return {
        "id": str(record.id),
        "part": str(record.part),
        **{name: keepable(getattr(record, name)) for name in _TEXTS},
        "at": record.at.isoformat(),
        "subject": str(record.subject),
        "corrects": None if record.corrects is None else str(record.corrects),
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
