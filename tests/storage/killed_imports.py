"""Kills processes while they take over what a project file holds, and looks at what they leave.

``python -m tests.storage.killed_imports FOLDER WAY STEP MOMENTS`` kills one before every STEPth statement
that the database gets, and MOMENTS more at random moments, and prints how often it found what as JSON.
It forks, and so is a program of its own: the tests run beside threads.
"""

import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from svdesk.domain.choices import ProjectStage
from svdesk.domain.head import WholeProject, head_of
from svdesk.domain.parts import PartId
from svdesk.domain.project import PLAN
from svdesk.domain.records import Record
from svdesk.storage.store import SqliteProjectStore
from tests.projects import full_project
from tests.services.exchange.test_exchange_returned_forms import a_return

MINE = full_project()
THEIRS = replace(
    MINE,
    revision=9,
    about=replace(MINE.about, title="As a colleague has it"),
    questions=(),
    kpis=tuple(replace(kpi, unit="meals") for kpi in MINE.kpis),
)
RECORDS = tuple(
    Record(
        id=UUID(int=number),
        part=PartId(MINE.id, PLAN),
        kind="mark-agreed",
        who="Sam Öztürk",
        at=datetime(2026, 3, number, tzinfo=UTC),
        what="A mark was agreed",
    )
    for number in (1, 2, 3)
)
FORMS = tuple(a_return(number, b"file %d" % number) for number in (1, 2, 3))
FILE = WholeProject(
    head=head_of(THEIRS, ProjectStage.AWARDED), parts=(THEIRS,), records=RECORDS, returns=FORMS
)


def add(store: SqliteProjectStore) -> None:
    """As a project of its own."""
    store.keep_whole(FILE)


def take_the_place(store: SqliteProjectStore) -> None:
    """In the place of what is here."""
    store.keep_whole(FILE, {MINE.part_id: MINE.revision})


def one_by_one(store: SqliteProjectStore) -> None:
    """As it was once done, which leaves halves: it shows that halves are found."""
    store.save(THEIRS)
    store.set_stage(THEIRS.id, ProjectStage.AWARDED)
    for record in RECORDS:
        store.add_record(record)
    for each in FORMS:
        store.keep_returned_form(each.form, each.original)


WAYS: dict[str, Callable[[SqliteProjectStore], None]] = {
    each.__name__: each for each in (add, take_the_place, one_by_one)
}


def what_is_there(database: Path) -> tuple[Any, ...]:
    """All that the database holds of the project."""
    with closing(SqliteProjectStore(database)) as store:
        if not store.list_projects():
            return ()
        files = tuple((form, store.returned_file_of(form)) for form in store.returned_forms_of(MINE.id))
        return store.head(MINE.id), store.load(MINE.id), store.records_of(MINE.id), files


def forked(work: Callable[[], int], die_after: float | None = None) -> int | None:
    """Do *work* in a process; its exit status, or None where it was killed."""
    child = os.fork()
    if child == 0:
        os._exit(work())
    if die_after is not None:
        time.sleep(die_after)
        os.kill(child, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return None if status == -signal.SIGKILL else status


def main(folder: Path, way: str, step: int, moments: int) -> Counter[str]:
    """Kill and look."""
    begun, whole, tried = folder / "begun", folder / "whole", folder / "tried"
    rare = random.Random(1)

    def begin() -> int:
        with closing(SqliteProjectStore(begun / "svdesk.db")) as store:
            if way == "take_the_place":
                store.save(MINE)
                store.add_record(RECORDS[0])
                store.keep_returned_form(FORMS[0].form, FORMS[0].original)
        return 0

    def import_into(place: Path, dies_at: int) -> int:
        left = dies_at

        def count(_statement: str) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        with closing(SqliteProjectStore(place / "svdesk.db")) as store:
            if dies_at:
                connection.set_trace_callback(count)
            WAYS[way](store)
        return 0

    connect = sqlite3.connect
    connection: sqlite3.Connection

    def noted(*given: object, **named: object) -> sqlite3.Connection:
        nonlocal connection
        connection = connect(*given, **named)
        return connection

    sqlite3.connect = noted
    assert forked(begin) == 0
    shutil.copytree(begun, whole)
    start = time.monotonic()
    assert forked(lambda: import_into(whole, 0)) == 0
    length = time.monotonic() - start
    nothing, everything = what_is_there(begun / "svdesk.db"), what_is_there(whole / "svdesk.db")
    found: Counter[str] = Counter()

    def once(dies_at: int, die_after: float | None = None) -> bool:
        shutil.copytree(begun, tried)
        killed = forked(lambda: import_into(tried, dies_at), die_after) is None
        there = what_is_there(tried / "svdesk.db")
        found["nothing" if there == nothing else "whole" if there == everything else "HALF"] += 1
        shutil.rmtree(tried)
        return killed

    at = 1
    while once(at):
        at += step
    for _ in range(moments):
        once(0, rare.random() * length)
    return found


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))))
