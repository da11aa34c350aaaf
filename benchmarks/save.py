"""Saving one changed field: the store against bare sqlite3 with the same settings and the same rows.

Both write to files of their own in the same folder, turn by turn, so that a busy machine slows both.
Run it with ``python benchmarks/save.py [ROUNDS] [FOLDER]``; the figures are in docs/performance.md.
"""

import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from uuid import uuid4

from svdesk.domain.choices import Stage
from svdesk.domain.project import About, Kpi, OutcomeDecision, Project, Question
from svdesk.storage.opening.database import begin_logging, open_database
from svdesk.storage.store import SqliteProjectStore

TEXT = "What the service is for, in some forty words of ordinary length. " * 4


def full_project() -> Project:
    """Return a project of a realistic size: 12 outcomes, 30 questions, 30 KPIs over five years."""
    return Project(
        id=uuid4(),
        about=About(title="Extra Care Catering", purpose=TEXT, need=TEXT),
        outcomes=tuple(OutcomeDecision(outcome_id=f"outcome-{n}", reason=TEXT) for n in range(12)),
        questions=tuple(
            Question(id=uuid4(), stage=Stage.TENDER, text=TEXT, good_answer=TEXT, weight=Decimal("2.5"))
            for _ in range(30)
        ),
        kpis=tuple(
            Kpi(id=uuid4(), title="A measure", counts=TEXT, method=TEXT, targets=(Decimal(12),) * 5)
            for _ in range(30)
        ),
    )


class Bare:
    """The fewest statements that do the same work on the same file."""

    def __init__(self, path: Path) -> None:
        """Open the database that the store has made, without the store."""
        self._database, _ = open_database(path)
        begin_logging(self._database)
        kept = "SELECT name FROM sqlite_schema AS kept WHERE type = 'table' AND (name = 'project' OR EXISTS"
        kept += " (SELECT 1 FROM pragma_table_info(kept.name) WHERE name = 'project_id'))"
        self._tables = [row["name"] for row in self.fetch(kept)]

    def fetch(self, statement: str, *values: object) -> list[dict[str, object]]:
        """Return the rows of a statement, each by the names of its columns."""
        found = self._database.execute(statement, values)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found]

    def save(self, revision: int, table: str, column: str, text: str, project: str, kpi: str = "") -> None:
        """Write one text and what every save writes to the project's own row."""
        where, values = "project_id = ?", [project]
        if kpi:
            where, values = f"{where} AND id = ?", [project, kpi]
        run = self._database.execute
        run("BEGIN IMMEDIATE")
        (number,) = run("SELECT max(change_number) FROM project").fetchone()
        run(
            "UPDATE project SET changed_at = ?, change_number = ? WHERE id = ?",
            (datetime.now(UTC).replace(tzinfo=None).isoformat(" "), number + 1, project),
        )
        run("UPDATE part SET revision = ? WHERE project_id = ? AND kind = 'plan'", (revision, project))
        run(f"UPDATE {table} SET {column} = ? WHERE {where}", (text, *values))
        run("COMMIT")

    def read(self, project: str) -> int:
        """Read all rows of a project; return how many."""
        keys = {table: "id" if table == "project" else "project_id" for table in self._tables}
        return sum(
            len(self.fetch(f"SELECT * FROM {table} WHERE {key} = ?", project)) for table, key in keys.items()
        )


def timed(work: Callable[[], object]) -> float:
    """Return the milliseconds that *work* takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


class Flush:
    """Writes one page to a file and has the disk keep it: the floor under every save."""

    def __init__(self, path: Path) -> None:
        """Make the file at *path*."""
        self._file = path.open("wb")

    def __call__(self) -> None:
        """Write and flush."""
        self._file.seek(0)
        self._file.write(os.urandom(4096))
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Let the file go."""
        self._file.close()


def measure(rounds: int, folder: Path) -> dict[str, tuple[list[float], list[float]]]:
    """Return for each job the milliseconds of the store and of bare sqlite3, turn by turn."""
    project = full_project()
    store = SqliteProjectStore(folder / "store.db")
    store.save(project)
    other = SqliteProjectStore(folder / "bare.db")
    other.save(project)
    other.close()
    bare = Bare(folder / "bare.db")
    mine, its_kpi = project.id.hex, project.kpis[0].id.hex
    flush = Flush(folder / "flush")
    times: dict[str, tuple[list[float], list[float]]] = {}

    def note(job: str, of_store: float, of_bare: float) -> None:
        both = times.setdefault(job, ([], []))
        both[0].append(of_store)
        both[1].append(of_bare)

    for turn in range(1, rounds + 1):
        text = f"{TEXT} {turn}"
        project = replace(project, revision=2 * turn, about=replace(project.about, purpose=text))
        section = timed(partial(store.save, project))
        plain = timed(partial(bare.save, 2 * turn, "about", "purpose", text, mine))
        note("save one field of a section", section, plain)
        note("(one page written and flushed)", floor := timed(flush), floor)
        kpi = replace(project.kpis[0], counts=text)
        project = replace(project, revision=2 * turn + 1, kpis=(kpi, *project.kpis[1:]))
        item = timed(partial(store.save, project))
        plain = timed(partial(bare.save, 2 * turn + 1, "kpi", "counts", text, mine, its_kpi))
        note("save one field of one KPI in 30", item, plain)
        if turn % 10 == 0:
            note(
                "load the whole project",
                timed(partial(store.load, project.id)),
                timed(partial(bare.read, mine)),
            )
            # What was just read is equal but not the same object, which the next save would have to compare.
            store.save(project)
    store.close()
    flush.close()
    return times


def main() -> None:
    """Measure and print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    parent = sys.argv[2] if len(sys.argv) > 2 else None
    with tempfile.TemporaryDirectory(dir=parent) as folder:
        times = measure(rounds, Path(folder))
    print(f"SQLite {sqlite3.sqlite_version}, write-ahead log, synchronous=FULL, exclusive; {rounds} rounds")
    print(f"{'job':34} {'SVDesk ms':>10} {'bare ms':>9} {'ratio':>6}   (medians; p99 in brackets)")
    for job, (ours, bare) in times.items():
        one, other = statistics.median(ours), statistics.median(bare)
        worst = [max(each) if rounds < 2 else statistics.quantiles(each, n=100)[98] for each in (ours, bare)]
        print(f"{job:34} {one:10.2f} {other:9.2f} {one / other:6.2f}   [{worst[0]:.2f}, {worst[1]:.2f}]")


if __name__ == "__main__":
    main()
