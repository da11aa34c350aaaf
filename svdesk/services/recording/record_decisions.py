"""Writing one record of the decisions that differ from those recorded last, and of documents issued.

It is called when a step is left, when the project is left, and when documents are given out. Where a
machine stops between a save and its record, nothing is lost: the next look finds the same difference.
"""

import json
from collections.abc import Iterable
from datetime import datetime

from svdesk.domain.english import counted, listed
from svdesk.domain.issued_document import IssuedDocument
from svdesk.domain.project import Project
from svdesk.domain.records import Record
from svdesk.policy.case import Case
from svdesk.services.ports import IssueRecord, RecordLog
from svdesk.services.recording.decisions import (
    FACTS,
    Decided,
    Difference,
    content_of,
    decisions_in,
    differences,
    pieces,
    recorded,
    told,
)
from svdesk.services.recording.write_record import DECISIONS, ISSUED, new_record, officer_of


def record_decisions(
    case: Case, log: RecordLog, *, issued: bool, even_unnamed: bool = False, now: datetime | None = None
) -> tuple[Record, ...]:
    """Write down what was decided in the plan of *case* since the last record of it; return what was written.

    *issued* says that documents of the project are out: changes of its facts are then recorded too. While
    the project names no officer nothing is written, as nobody can be named, unless *even_unnamed*; what was
    decided until then is written once somebody is. Raises :class:`svdesk.services.ports.StoreError`.
    """
    who = officer_of(case.project)
    if not who and not even_unnamed:
        return ()
    before = recorded(log.records_of(case.project.id))
    with_facts = issued or any(key.startswith(FACTS) for key in before)
    found = differences(before, decisions_in(case, with_facts=with_facts))
    silent = _first_facts(before, found)
    loud = tuple(each for each in found if each not in silent)
    written: list[Record] = []
    for piece in pieces(loud):
        what, why = told(piece)
        content = content_of(piece if written else (*piece, *silent))
        written.append(_record(case.project, who, DECISIONS, what, why, content, now=now))
    for record in written:
        log.add_record(record)
    return tuple(written)


def record_issue(
    case: Case, issued: Iterable[IssuedDocument], log: RecordLog, *, now: datetime | None = None
) -> tuple[Record, ...]:
    """Write down that documents of the plan of *case* were given out, after the decisions they rest on."""
    made = tuple(issued)
    if not made:
        return ()
    decided = record_decisions(case, log, issued=False, even_unnamed=True, now=now)
    before = recorded(log.records_of(case.project.id))
    facts = {k: v for k, v in decisions_in(case, with_facts=True).items() if k.startswith(FACTS)}
    changed = differences({k: v for k, v in before.items() if k.startswith(FACTS)}, facts)
    names = listed([each.file_name for each in made])
    first = made[0]
    what = (
        f"Issued {counted(len(made), 'document')} as version {first.version} "
        f"({first.status.lower()}), of revision {first.revision:,}: {names}."
    )
    documents = [
        {"document": each.document, "format": each.format, "file": each.file_name, "sha256": each.sha256}
        for each in made
    ]
    content = content_of(changed, documents=documents)
    record = _record(
        case.project, officer_of(case.project), ISSUED, what, "", content, first.project_sha256, now=now
    )
    log.add_record(record)
    return (*decided, record)


def has_issued(record: IssueRecord, project: Project) -> bool:
    """Say whether a document of *project* was given out."""
    return bool(record.issues_of(project.id))


def documents_in(record: Record) -> tuple[str, ...]:
    """Return the names of the files that a record says were issued; () for another kind of record."""
    try:
        return tuple(str(each["file"]) for each in json.loads(record.content or "{}").get("documents", ()))
    except (ValueError, TypeError, KeyError, AttributeError):
        return ()


def _first_facts(before: dict[str, Decided], found: Iterable[Difference]) -> tuple[Difference, ...]:
    """Return the facts that are only noted to be compared with later: none of them was recorded yet."""
    if any(key.startswith(FACTS) for key in before):
        return ()
    return tuple(each for each in found if each.key.startswith(FACTS))


def _record(
    project: Project,
    who: str,
    kind: str,
    what: str,
    why: str,
    content: str,
    rests_on: str = "",
    *,
    now: datetime | None,
) -> Record:
    return new_record(
        project.id,
        kind,
        who=who,
        what=what,
        why=why,
        content=content,
        rests_on=rests_on,
        part=project.part_kind,
        now=now,
    )
