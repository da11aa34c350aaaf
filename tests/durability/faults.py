"""Every call by which the store changes files is made to fail once, in eight ways.

Run beneath the shim as ``python -m tests.durability.faults FOLDER EVERY [journal]``; prints what came of it
as JSON. EVERY is 1 for each call, or a larger number for one of so many. With ``journal`` the store keeps no
journal at all: the faults must then find damage, or they find nothing.
"""

import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import svdesk.storage.live_database
from svdesk.services.ports import StoreError
from svdesk.storage.store import SqliteProjectStore
from tests.durability.children import fork
from tests.durability.sequence import NOTHING, begin, do, example, issued, kind_of, look, record, returned
from tests.durability.shim import Mode, Shim

OPERATIONS = 9
"""So many operations are done: among them are one of each kind."""
_PASSES = (Mode.ERROR_ONCE, Mode.FULL_ONCE)


def main(folder: Path, every: int) -> dict[str, object]:
    """Return how many runs there were, and what was wrong after which."""
    shim, work = Shim(), folder / "work"
    fork(lambda _tell: begin(work / "svdesk.db")).rest()
    fresh = folder / "fresh"
    work.rename(fresh)

    def run(call: int, mode: Mode) -> list[str]:
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(fresh, work)
        return fork(lambda tell: _operate(work, shim, call, mode, tell)).rest().decode().split("\n")[:-1]

    calls = int(run(0, Mode.ERROR_ONCE)[-1].removeprefix("calls "))
    runs, wrong, refused = 0, list[str](), 0
    for mode in Mode:
        for call in range(1 + runs % every, calls + 1, every):
            told = run(call, mode)
            runs += 1
            refused += any(each.startswith("refused") for each in told)
            last = max(
                (int(each.removeprefix("told ")) for each in told if each.startswith("told")), default=NOTHING
            )
            found = json.loads(
                fork(lambda tell, last=last: _look(work, last, tell)).rest() or '["the look failed"]'
            )
            found += [each for each in told if each.startswith("wrong")]
            wrong += [f"{mode.name} at call {call} of {calls}: {each}" for each in found]
    return {"calls": calls, "runs": runs, "refused": refused, "wrong": wrong}


def _operate(work: Path, shim: Shim, call: int, mode: Mode, tell: int) -> None:
    """Do the operations with a fault at *call*, and tell how each went."""

    def say(words: str) -> None:
        os.write(tell, words.encode() + b"\n")

    store = SqliteProjectStore(work / "svdesk.db")
    store.load(example().id)
    shim.let_fail(call, mode)
    for number in range(OPERATIONS):
        if _did(store, number, say):
            continue
        # Where the disk fails for good, so does everything else; a fault that passes must leave no trace.
        if mode not in _PASSES:
            break
        if not _is_there(store, number) and not _did(store, number, say):
            say(f"wrong: {number} fails again, and the fault has passed")
    try:
        store.close()
    except Exception as error:  # whatever it is, it is a fault to tell of
        say(f"wrong: closing raises {error!r}")
    say(f"calls {shim.count}")


def _did(store: SqliteProjectStore, number: int, say: Callable[[str], None]) -> bool:
    try:
        do(store, number)
    except StoreError as error:
        say(f"refused {number}: {str(error).splitlines()[0]}")
        return False
    except Exception as error:  # whatever it is, the store promises one kind of error
        say(f"wrong: {number} raises {error!r}")
        return False
    say(f"told {number}")
    return True


def _is_there(store: SqliteProjectStore, number: int) -> bool:
    """Say whether an operation that is done only once took place although it was refused."""
    mine = example().id
    match kind_of(number):
        case "issue":
            return issued(number).id in {each.id for each in store.issues_of(mine)}
        case "form":
            return returned(number)[0].id in {each.id for each in store.returned_forms_of(mine)}
        case "record":
            return record(number).id in {each.id for each in store.records_of(mine)}
    return False


def _look(work: Path, last: int, tell: int) -> None:
    _, wrong = look(work / "svdesk.db", last)
    os.write(tell, json.dumps(wrong).encode())


def _keep_no_journal(connection: sqlite3.Connection, *, write_ahead: bool) -> None:  # noqa: ARG001 - as is
    connection.execute("PRAGMA journal_mode=OFF")


if __name__ == "__main__":
    place, stride, *how = sys.argv[1:]
    if how == ["journal"]:
        svdesk.storage.live_database.begin_logging = _keep_no_journal
    print(json.dumps(main(Path(place), int(stride))))
