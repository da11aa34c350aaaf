"""Records in words, for people and for other programs, with what shows whether they are whole."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from svdesk.domain.english import counted, listed, show_date
from svdesk.domain.keeping.record_chain import ChainFault, ChainHead, LinkedRecord, RecordChain
from svdesk.services.exchange import strict_json
from svdesk.services.exchange.strict_json import JsonError
from svdesk.services.recording.write_record import kind_title

CSV_HEAD = ("Number", "When (UTC)", "Kind", "Who", "What", "Why", "Corrects", "Rests on", "Link", "Id")
RowsAsCsv = Callable[[Iterable[Iterable[str]]], bytes]


def line_of(linked: LinkedRecord) -> str:
    """Return a record in a line: its number, when it was written, by whom, and what."""
    record = linked.record
    at = record.at.astimezone()
    first = record.what.splitlines()[0]
    return f"{linked.number}. {show_date(at.date())}, {at:%H:%M}, {' '.join(record.who.split())}: {first}"


def whole_text(linked: LinkedRecord, chain: RecordChain) -> str:
    """Return all that a record says."""
    record = linked.record
    at = record.at.astimezone()
    number = {each.record.id: each.number for each in chain.links}
    lines = [
        f"Record {linked.number}: {kind_title(record.kind)}",
        f"{show_date(at.date())}, {at:%H:%M}, by {' '.join(record.who.split())}",
        "",
        record.what,
    ]
    if record.why:
        lines += ["", "Why:", record.why]
    if record.corrects is not None:
        lines += ["", f"This corrects record {number.get(record.corrects, 'that is not here')}."]
    by = [each.number for each in chain.links if each.record.corrects == record.id]
    if by:
        lines += ["", f"Corrected by record {listed(map(str, by))}."]
    lines += ["", f"Link: {linked.link or 'none'}"]
    if record.rests_on:
        lines.append(f"Rests on what has the SHA-256 {record.rests_on}")
    return "\n".join(lines)


def verdict(chain: RecordChain, against: ChainHead | None = None) -> str:
    """Say whether a chain is whole, and else what is wrong with it."""
    found = faults_of(chain, against)
    if found:
        said = " ".join(fault.message for fault in found)
        return (
            f"The records are not as they were written. {said} Nothing was changed or mended. Keep a copy of "
            "SVDesk's data folder as it is, and compare with an earlier copy or export."
        )
    if not chain.links:
        return "No decision is recorded yet."
    whole = counted(len(chain.links), "record")
    return f"{whole}, each linked to the one before it; the chain is sound."


def faults_of(chain: RecordChain, against: ChainHead | None = None) -> tuple[ChainFault, ...]:
    """Return what is wrong with a chain in itself, and beside the head that was given out earlier."""
    return chain.faults + (chain.against(against) if against is not None else ())


def records_export(chain: RecordChain, project_id: UUID, suffix: str, rows_as_csv: RowsAsCsv) -> bytes:
    """Return the records as a file, with the chain's head: rows where *suffix* is ``.csv``, else JSON."""
    if suffix.lower() == ".csv":
        return rows_as_csv(_rows(chain))
    return strict_json.dump(as_json(chain, project_id))


def as_json(chain: RecordChain, project_id: UUID) -> dict[str, Any]:
    """Return the records, the head of their chain and what is wrong with it, as JSON holds them."""
    return {
        "project": str(project_id),
        "chain": {"records": chain.head.records, "link": chain.head.link},
        "faults": [fault.message for fault in chain.faults],
        "records": [
            {
                "number": each.number,
                "id": str(each.record.id),
                "at": each.record.at.isoformat(),
                "kind": each.record.kind,
                "part": str(each.record.part),
                "subject": str(each.record.subject),
                "who": each.record.who,
                "what": each.record.what,
                "why": each.record.why,
                "rests_on": each.record.rests_on,
                "content": each.record.content,
                "corrects": None if each.record.corrects is None else str(each.record.corrects),
                "link": each.link,
            }
            for each in chain.links
        ],
    }


def head_in_export(content: bytes) -> ChainHead | None:
    """Return the head of the chain in an export as JSON; ``None`` where *content* is none."""
    try:
        found = strict_json.parse(content)
        head = ChainHead(records=int(found["chain"]["records"]), link=str(found["chain"]["link"]))
    except (JsonError, ValueError, KeyError, TypeError):
        return None
    return head if head.records >= 0 else None


def _rows(chain: RecordChain) -> Iterable[tuple[str, ...]]:
    number = {each.record.id: str(each.number) for each in chain.links}
    yield CSV_HEAD
    for each in chain.links:
        record = each.record
        corrects = "" if record.corrects is None else number.get(record.corrects, str(record.corrects))
        yield (
            str(each.number),
            record.at.strftime("%Y-%m-%d %H:%M:%S"),
            kind_title(record.kind),
            record.who,
            record.what,
            record.why,
            corrects,
            record.rests_on,
            each.link,
            str(record.id),
        )
    yield ("Head of the chain", "", "", "", f"{chain.head.records} records", "", "", "", chain.head.link, "")
    for fault in chain.faults:
        yield ("Not sound", "", "", "", fault.message, "", "", "", "", "")
