"""What is done to a store in a fixed order, and what must then be found in it.

Every operation has a number, and the state after it follows from the number alone. So a process that was
killed need not say what it did: whoever looks at the file afterwards finds the last operation that is in
it, and knows everything that has to be there with it.
"""

import hashlib
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from uuid import UUID

from svdesk.domain.issued_document import IssuedDocument
from svdesk.domain.parts import PartId
from svdesk.domain.project import PLAN, Project
from svdesk.domain.records import Record
from svdesk.domain.returned_form import FormFinding, Matter, ReturnedAnswer, ReturnedForm
from svdesk.services.exchange.project_file import project_json
from svdesk.services.issuing.record import project_digest
from svdesk.services.ports import StoreError
from svdesk.services.project.project_sources import shipped_example
from svdesk.storage.store import SqliteProjectStore

AT = datetime(2026, 1, 1, tzinfo=UTC)
NOTHING = -1
"""The number of the state in which only the example was saved."""


@cache
def example() -> Project:
    return shipped_example()


def project(number: int) -> Project:
    """The project as operation *number* saves it: text that grows, lists that grow, shrink and turn."""
    if number == NOTHING:
        return example()
    chance, base = random.Random(number), example()
    questions = list(base.questions)
    chance.shuffle(questions)
    return replace(
        base,
        about=replace(base.about, title=f"state {number} " + "x" * chance.randrange(2000)),
        kpis=base.kpis[: chance.randrange(len(base.kpis) + 1)],
        questions=tuple(
            replace(each, text=f"{number} " + "y" * chance.randrange(3000))
            for each in questions[: chance.randrange(1, len(questions) + 1)]
        ),
        revision=number + 1,
    )


def issued(number: int) -> IssuedDocument:
    """The document that operation *number* records."""
    return IssuedDocument(
        id=UUID(int=number + 1),
        project_id=example().id,
        document="itt",
        format="pdf",
        file_name=f"issued {number}.pdf",
        version="1",
        status="Issued",
        issued_at=AT,
        issued_by="An officer",
        sha256=hashlib.sha256(b"%d" % number).hexdigest(),
        bytes=number + 1,
        pack_id="a pack",
        pack_edition="an edition",
        pack_fingerprint="f",
        revision=number,
        project_sha256=project_digest(project_json(project(number))),
        made_with="a test",
    )


def returned(number: int) -> tuple[ReturnedForm, bytes]:
    """The form that operation *number* keeps, and its file."""
    file = hashlib.sha256(b"form %d" % number).digest() * random.Random(number).randrange(1, 3000)
    form = ReturnedForm(
        id=UUID(int=number + 1),
        project_id=example().id,
        document="itt",
        format="pdf",
        file_name=f"returned {number}.pdf",
        sha256=hashlib.sha256(file).hexdigest(),
        bytes=len(file),
        organisation=f"Bidder {number}",
        revision=number,
        read_at=AT,
        read_by="An officer",
        answers=tuple(
            ReturnedAnswer(field=f"a{each}", label="A label", text=f"{number} {each} " + "z" * 500)
            for each in range(10)
        ),
        findings=(FormFinding(matter=Matter.NOTE, message=str(number)),),
    )
    return form, file


def record(number: int) -> Record:
    """The record that operation *number* writes."""
    return Record(
        id=UUID(int=number + 1),
        part=PartId(example().id, PLAN),
        kind="decision",
        who="An officer",
        at=AT,
        what=f"decision {number}",
        why="b" * random.Random(number).randrange(500),
    )


def kind_of(number: int) -> str:
    """What operation *number* does: of ten, six save, and four write what is never changed again."""
    return {4: "issue", 6: "form", 8: "record", 9: "issue"}.get(number % 10, "save")


def do(store: SqliteProjectStore, number: int) -> None:
    """Do operation *number*."""
    match kind_of(number):
        case "issue":
            store.record_issue((issued(number),), project_json(project(number)))
        case "form":
            store.keep_returned_form(*returned(number))
        case "record":
            store.add_record(record(number))
        case _:
            store.save(project(number))


def begin(path: Path) -> None:
    """Make the database, with the state from which operation 0 goes on."""
    store = SqliteProjectStore(path)
    store.save(example())
    store.close()


def go_on(path: Path, first: int, told: Callable[[int], object], before: bool = False) -> None:
    """Do one operation after the other from *first* on, and tell each once it is said to be kept.

    With *before* each is told before it is done, as a store would that says "Saved" too soon.
    """
    store = SqliteProjectStore(path)
    store.load(example().id)
    number = first
    while True:
        if before:
            told(number)
        do(store, number)
        if not before:
            told(number)
        number += 1


def look(path: Path, told: int) -> tuple[int, list[str]]:
    """Return the last operation that is in the file, and what is wrong with it where *told* was told last.

    The file is opened, and so put right after a crash: give a copy where that matters.
    """
    wrong: list[str] = []
    try:
        with closing(sqlite3.connect(path)) as database:
            verdict = database.execute("PRAGMA integrity_check").fetchall()
            if verdict != [("ok",)] or database.execute("PRAGMA foreign_key_check").fetchall():
                wrong.append(f"unsound: {verdict[:1]}")
        store = SqliteProjectStore(path)
    except (sqlite3.Error, StoreError) as error:
        return told, [f"does not open: {error}"]
    try:
        last = _last(store)
        wrong += _differences(store, last)
    except (KeyError, StoreError) as error:
        return told, [*wrong, f"can't be read: {error}"]
    finally:
        store.close()
    if last < told:
        wrong.append(f"lost: {told} was told, and {last} is the last")
    if last > told + 1:
        wrong.append(f"{last} is there, and only {told} was told")
    return last, wrong


def _last(store: SqliteProjectStore) -> int:
    mine = example().id
    title = store.load(mine).about.title
    return max(
        [
            int(title.split()[1]) if title.startswith("state ") else NOTHING,
            *(each.id.int - 1 for each in store.issues_of(mine)),
            *(each.id.int - 1 for each in store.returned_forms_of(mine)),
            *(each.id.int - 1 for each in store.records_of(mine) if each.what.startswith("decision ")),
        ]
    )


def _differences(store: SqliteProjectStore, last: int) -> list[str]:
    """Return in what the store is not as it was after operation *last*."""
    mine, wrong = example().id, []
    saved = last
    while saved > NOTHING and kind_of(saved) != "save":
        saved -= 1
    if project_json(store.load(mine)) != project_json(project(saved)):
        wrong.append(f"torn: the project is not that of {saved}")
    wanted = {
        kind: {n for n in range(last + 1) if kind_of(n) == kind} for kind in ("issue", "form", "record")
    }
    issues = {each.id.int - 1: each for each in store.issues_of(mine)}
    forms = {each.id.int - 1: each for each in store.returned_forms_of(mine)}
    records = {each.id.int - 1: each for each in store.records_of(mine) if each.what.startswith("decision ")}
    if set(issues) != wanted["issue"] or set(forms) != wanted["form"] or set(records) != wanted["record"]:
        wrong.append(f"torn: not all that was written up to {last} is there, or more")
    wrong += [
        f"torn: document {number}"
        for number in sorted(issues)[-3:]
        if store.project_as_issued(issues[number]) != project_json(project(number))
    ]
    wrong += [
        f"torn: form {number}"
        for number in sorted(forms)[-3:]
        if (forms[number], store.returned_file_of(forms[number])) != returned(number)
    ]
    return wrong
