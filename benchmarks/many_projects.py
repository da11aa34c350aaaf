"""Ten thousand projects in one file: the list, one project read and one saved, against bare sqlite3.

Bare is the same SQL, sent straight to the driver, on a copy of the same file; both take turns, so that a busy
machine slows both. Run it with ``python benchmarks/many_projects.py [ROUNDS] [PROJECTS]``; the figures are in
docs/performance.md. One round alone is made with a hundred projects.
"""

import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import UUID

from save import TEXT, Bare, full_project, timed

from svdesk.storage.opening.quick_list import quick_list
from svdesk.storage.store import SqliteProjectStore

LIST = "SELECT id, title, reference, authority, changed_at FROM project ORDER BY change_number DESC"


def make(path: Path, many: int) -> list[UUID]:
    """Make a database with *many* projects of a realistic size, and return their ids."""
    store, template = SqliteProjectStore(path), full_project()
    ids = [UUID(int=number + 1) for number in range(many)]
    for number, project_id in enumerate(ids):
        about = replace(template.about, title=f"Project {number}", reference=f"R-{number}")
        store.save(replace(template, id=project_id, about=about))
    store.close()
    return ids


def measure(rounds: int, many: int, folder: Path) -> dict[str, tuple[list[float], list[float]]]:
    """Return for each job the milliseconds of the store and of bare sqlite3, turn by turn."""
    ids = make(folder / "store.db", many)
    shutil.copyfile(folder / "store.db", folder / "bare.db")
    times: dict[str, tuple[list[float], list[float]]] = {}

    def note(job: str, of_store: float, of_bare: float) -> None:
        both = times.setdefault(job, ([], []))
        both[0].append(of_store)
        both[1].append(of_bare)

    for _ in range(rounds):
        # Before the store is open, which keeps everybody else out.
        note("the list for the first paint", timed(partial(quick_list, folder / "store.db")), floor(folder))
    store, bare = SqliteProjectStore(folder / "store.db"), Bare(folder / "bare.db")
    chance = random.Random(1)
    for turn in range(1, rounds + 1):
        note("list all projects", timed(store.list_projects), timed(partial(bare.fetch, LIST)))
        project_id = chance.choice(ids)
        ours = timed(partial(store.load, project_id))
        note("load a project", ours, timed(partial(bare.read, project_id.hex)))
        project = store.load(project_id)
        revision, text = project.revision + 1, f"{TEXT} {turn}"
        changed = replace(project, revision=revision, about=replace(project.about, purpose=text))
        ours = timed(partial(store.save, changed))
        note(
            "save one field of it",
            ours,
            timed(partial(bare.save, revision, "about", "purpose", text, project_id.hex)),
        )
    store.close()
    return times


def floor(folder: Path) -> float:
    """Return the milliseconds in which the bare driver opens the file and reads the list."""

    def read() -> None:
        database = sqlite3.connect(folder / "bare.db")
        database.execute(LIST).fetchall()
        database.close()

    return timed(read)


def main() -> None:
    """Measure and print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    many = int(sys.argv[2]) if len(sys.argv) > 2 else (10_000 if rounds > 1 else 100)
    with tempfile.TemporaryDirectory() as folder:
        times = measure(rounds, many, Path(folder))
    print(f"SQLite {sqlite3.sqlite_version}, {many:,} projects, {rounds} rounds")
    print(f"{'job':34} {'SVDesk ms':>10} {'bare ms':>9} {'ratio':>6}   (medians)")
    for job, (ours, bare) in times.items():
        one, other = statistics.median(ours), statistics.median(bare)
        print(f"{job:34} {one:10.2f} {other:9.2f} {one / other:6.2f}")


if __name__ == "__main__":
    main()
