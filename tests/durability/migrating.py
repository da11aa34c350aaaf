"""A fault at any call while a file of an earlier version is copied, checked and brought to this one.

Run beneath the shim as ``python -m tests.durability.migrating FOLDER SCHEMA EVERY [journal]``; prints what
came of it as JSON. With ``journal`` the file has no journal meanwhile: faults must then leave damage.
"""

import json
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from functools import partial
from pathlib import Path

import svdesk.storage.live_database
import svdesk.storage.opening.migrate  # loaded before the forks, so that each starts at once
from svdesk.services.ports import StoreError
from svdesk.storage.schema import SCHEMA
from svdesk.storage.store import SqliteProjectStore
from tests.durability.children import fork
from tests.durability.shim import Mode, Shim

FILES = Path(__file__).parents[1] / "storage" / "files"


def main(folder: Path, schema: int, every: int) -> dict[str, object]:
    """Return how many runs there were, and what was wrong after which."""
    shim, work, fresh = Shim(), folder / "work", folder / "fresh.db"
    with closing(sqlite3.connect(fresh)) as database:
        database.executescript((FILES / f"schema-{schema}.sql").read_text(encoding="utf-8"))
        database.execute("PRAGMA journal_mode=WAL")
    before = _counts(fresh)

    def run(call: int, mode: Mode) -> str:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        shutil.copyfile(fresh, work / "svdesk.db")
        return fork(partial(_open, work, shim, call, mode)).rest().decode()

    calls = int(run(0, Mode.ERROR_ONCE).rpartition("calls ")[2])
    runs, refused, wrong = 0, 0, list[str]()
    for mode in Mode:
        for call in range(1 + runs % every, calls + 1, every):
            told = run(call, mode)
            runs += 1
            refused += told.startswith("refused")
            # Where nothing is told, the file is so broken that the look itself failed.
            found = json.loads(fork(partial(_look, work, schema, before, told)).rest() or '["broken"]')
            wrong += [f"{mode.name} at call {call} of {calls}: {each}" for each in found]
    return {"calls": calls, "runs": runs, "refused": refused, "wrong": wrong}


def _open(work: Path, shim: Shim, call: int, mode: Mode, tell: int) -> None:
    shim.let_fail(call, mode)
    try:
        SqliteProjectStore(work / "svdesk.db").close()
        os.write(tell, b"opened ")
    except StoreError as error:
        os.write(tell, f"refused: {str(error).splitlines()[0]} ".encode())
    os.write(tell, b"calls %d" % shim.count)


def _counts(path: Path) -> dict[str, int]:
    """Return how many rows each table has."""
    tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'alembic%'"
    with closing(sqlite3.connect(path)) as database:
        names = [name for (name,) in database.execute(tables)]
        return {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}


def _verdict(path: Path) -> tuple[int, bool]:
    with closing(sqlite3.connect(path)) as database:
        (version,) = database.execute("PRAGMA user_version").fetchone()
        (sound,) = database.execute("PRAGMA integrity_check").fetchone()
    return version, sound == "ok"


def _look(work: Path, schema: int, before: dict[str, int], told: str, tell: int) -> None:
    """Tell what is wrong: the file is of the old or of the new version with every row, and opens again."""
    wrong, path = list[str](), work / "svdesk.db"
    version, sound = _verdict(path)
    there = _counts(path)
    lost = [name for name, many in before.items() if name in there and there[name] != many]
    if not sound or version not in (schema, SCHEMA) or lost:
        wrong.append(f"not whole: version {version}, sound {sound}, rows missing in {lost}")
    if told.startswith("opened") and version != SCHEMA:
        wrong.append(f"it was said to be open, and is of version {version}")
    copies = [each for each in work.rglob("*.db") if each != path]
    for copy in copies:
        if _verdict(copy) != (schema, True) or _counts(copy) != before:
            wrong.append(f"the copy {copy.name} is not what was there")
    if version == SCHEMA and not copies:
        wrong.append("there is no copy of what was there before")
    try:
        store = SqliteProjectStore(path)
        projects = [store.load(each.id) for each in store.list_projects()]
        store.close()
        if len(projects) != before["project"]:
            wrong.append(f"{before['project']} projects were there, and {len(projects)} are")
    except (KeyError, StoreError) as error:
        wrong.append(f"it does not open again: {error}")
    os.write(tell, json.dumps(wrong).encode())


def _keep_no_journal() -> None:
    open_database = svdesk.storage.live_database.open_database

    def open_without(path: Path, wait_seconds: float) -> tuple[sqlite3.Connection, int]:
        connection, found = open_database(path, wait_seconds)
        connection.execute("PRAGMA journal_mode=OFF")
        return connection, found

    svdesk.storage.live_database.open_database = open_without


if __name__ == "__main__":
    place, old, stride, *how = sys.argv[1:]
    if how == ["journal"]:
        _keep_no_journal()
    print(json.dumps(main(Path(place), int(old), int(stride))))
