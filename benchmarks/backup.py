"""Backing up: making a checked backup against a plain copy of the file that is on the disk, turn by turn.

Both write to the same folder, so that a busy machine slows both. What a save takes while a backup is made
stands beside what it takes alone. Run ``python benchmarks/backup.py [ROUNDS] [FOLDER]``: five rounds of
ten thousand projects without arguments, and of two hundred for each round that is asked for.
"""

import os
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Thread
from uuid import uuid4

from svdesk.domain.project import Project
from svdesk.services.backups import BackupReason
from svdesk.services.project.project_sources import shipped_example
from svdesk.storage.backups.folder import BackupFolder
from svdesk.storage.store import SqliteProjectStore

MANY, FEW = 10_000, 200


def fill(path: Path, count: int) -> Project:
    """Make a database with *count* projects like the example, row by row, and return one of them."""
    project = shipped_example()
    store = SqliteProjectStore(path)
    store.save(project)
    store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA synchronous=OFF")
        database.execute("BEGIN")
        wanted = "SELECT name FROM sqlite_schema WHERE type = 'table'"
        tables = [name for (name,) in database.execute(wanted).fetchall()]
        database.execute("CREATE TEMP TABLE other (id)")
        database.executemany("INSERT INTO other VALUES (?)", ((uuid4().hex,) for _ in range(count - 1)))
        for table in tables:
            columns = [name for _, name, *_ in database.execute(f"PRAGMA table_info({table})")]
            key = "id" if table == "project" else "project_id"
            if key in columns:
                names = ", ".join(f'"{name}"' for name in columns)
                values = ", ".join("other.id" if name == key else f'made."{name}"' for name in columns)
                database.execute(f"INSERT INTO {table} ({names}) SELECT {values} FROM other, {table} AS made")
        database.execute("COMMIT")
    return project


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that *work* takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def copy(source: Path, target: Path) -> None:
    """Copy a file, and have the disk keep it."""
    target.unlink(missing_ok=True)
    shutil.copyfile(source, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def measure(rounds: int, count: int, folder: Path) -> None:
    """Measure *rounds* with *count* projects in *folder* and print the table."""
    live, still = folder / "live.db", folder / "still.db"
    project = fill(live, count)
    shutil.copyfile(live, still)  # the live file must not be opened by anybody else
    store = SqliteProjectStore(live)
    saved = [store.load(project.id)]

    def save() -> None:
        about = replace(saved[0].about, purpose=f"{len(str(saved))} {time.perf_counter()}")
        saved[0] = replace(saved[0], revision=saved[0].revision + 1, about=about)
        store.save(saved[0])

    times: dict[str, list[float]] = {"copy": [], "half-hour": [], "before": [], "alone": [], "meanwhile": []}
    for turn in range(rounds):
        times["copy"].append(timed(lambda: copy(still, folder / "plain.db")))
        for name, reason in (("half-hour", BackupReason.CHANGED), ("before", BackupReason.BEFORE_IMPORT)):
            backups = BackupFolder(folder / f"backups {turn}")
            times[name].append(timed(lambda b=backups, r=reason: b.make(store.live_copy(), r)))
            shutil.rmtree(backups.folder)
        times["alone"] += [timed(save) for _ in range(20)]
        backups = BackupFolder(folder / f"backups {turn}")
        making = Thread(target=backups.make, args=(store.live_copy(), BackupReason.CHANGED))
        making.start()
        while making.is_alive():
            times["meanwhile"].append(timed(save))
            time.sleep(0.01)
        making.join()
        shutil.rmtree(backups.folder)
    store.close()
    plain = statistics.median(times["copy"])
    print(f"{count} projects, {live.stat().st_size / 1e6:.0f} MB; {rounds} rounds, medians")
    for name, words in (
        ("copy", "plain copy, on the disk"),
        ("half-hour", "backup, structure checked"),
        ("before", "backup, indexes checked too"),
    ):
        taken = statistics.median(times[name])
        print(f"{words:30} {taken:8.2f} s   {taken / plain:5.1f} times the copy")
    alone, meanwhile = (statistics.median(times[name]) * 1000 for name in ("alone", "meanwhile"))
    print(
        f"a save alone {alone:.1f} ms, while a backup is made {meanwhile:.1f} ms (longest "
        f"{max(times['meanwhile']) * 1000:.0f} ms)"
    )


def main() -> None:
    """Measure and print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    parent = sys.argv[2] if len(sys.argv) > 2 else None
    with tempfile.TemporaryDirectory(dir=parent) as folder:
        measure(rounds, FEW * rounds if len(sys.argv) > 1 else MANY, Path(folder))


if __name__ == "__main__":
    main()
