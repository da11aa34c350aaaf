"""Power cuts, without cutting any: what could be on the disk after each call is built and looked at.

Every call by which the store changes files is noted. A disk after a power cut holds all that was synced; of
what was not, each write may be there, be missing or be there in some of its sectors, and a name that came or
went may be as before until its folder was synced. Disks of that kind are made from the notes, and each must
open with everything that had been said to be kept.

Run beneath the shim as ``python -m tests.durability.power_cuts FOLDER OPERATIONS DISKS SEED [unsynced]``;
prints what came of it as JSON. With ``unsynced`` the store syncs nothing: disks must then be found that lost
something.
"""

import hashlib
import json
import os
import random
import shutil
import sqlite3
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import svdesk.storage.live_database
from svdesk.storage.store import SqliteProjectStore
from tests.durability.children import fork
from tests.durability.sequence import NOTHING, begin, do, example, look
from tests.durability.shim import Shim

_HEAD = struct.Struct("<cHqq")
_SECTOR = 512


@dataclass(frozen=True, slots=True)
class Call:
    """One call: its *kind* as ``shim.c`` notes it, or ``A`` where an operation was told."""

    kind: str
    path: str
    at: int
    data: bytes


@dataclass(slots=True)
class File:
    """A file as it was synced last, and what was done to it since."""

    synced: bytearray = field(default_factory=bytearray)
    since: list[Call] = field(default_factory=list)


@dataclass(slots=True)
class Disk:
    """A folder whose files are written: what is certain to be on the disk, and what may be."""

    folder: str
    names: dict[str, File]
    """The files by the names that a running program sees."""
    kept: dict[str, File]
    """The files by the names that are on the disk."""
    changed: list[tuple[str, File | None]] = field(default_factory=list)
    """The names that came or went since the folder was synced, in their order."""

    def take(self, call: Call) -> None:
        """Take note of a call."""
        match call.kind:
            case "w" | "t":
                self.names[call.path].since.append(call)
            case "c":
                self._name(call.path, File())
            case "u":
                self._name(call.path, None)
            case "r":
                self._name(call.data.decode(), self.names.get(call.path))
                self._name(call.path, None)
            case "s" if call.path.rstrip("/") == self.folder.rstrip("/"):
                _put(self.kept, self.changed)
                self.changed.clear()
            case "s" if call.path in self.names:
                file = self.names[call.path]
                for each in file.since:
                    _apply(file.synced, each)
                file.since.clear()

    def after_a_cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return one of the disks that a power cut could leave now."""
        names = dict(self.kept)
        _put(names, self.changed[: chance.randint(0, len(self.changed))])
        how = chance.choice(("nothing", "all", "some", "torn"))
        return {path: _left(file, how, chance) for path, file in names.items()}

    def _name(self, path: str, file: File | None) -> None:
        _put(self.names, [(path, file)])
        self.changed.append((path, file))


def _put(names: dict[str, File], changed: list[tuple[str, File | None]]) -> None:
    for path, file in changed:
        if file is None:
            names.pop(path, None)
        else:
            names[path] = file


def _left(file: File, how: str, chance: random.Random) -> bytes:
    content = bytearray(file.synced)
    for call in file.since:
        if how == "all" or (how == "some" and chance.random() < 0.5):
            _apply(content, call)
        elif how == "torn":
            for place in range(0, len(call.data), _SECTOR):
                if chance.random() < 0.5:
                    sector = call.data[place : place + _SECTOR]
                    _apply(content, Call(call.kind, call.path, call.at + place, sector))
    return bytes(content)


def _apply(content: bytearray, call: Call) -> None:
    end = call.at + len(call.data)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    if call.kind == "w":
        content[call.at : end] = call.data
    else:
        del content[call.at :]


def main(folder: Path, operations: int, disks: int, seed: int) -> dict[str, object]:
    """Return how many disks were looked at, and what was wrong with which."""
    work, notes, cut = folder / "work", folder / "notes", folder / "cut"
    fork(lambda _tell: begin(work / "svdesk.db")).rest()
    at_first = {str(path): File(bytearray(path.read_bytes())) for path in work.iterdir() if path.is_file()}
    fork(lambda _tell: _operate(work, notes, operations)).rest()
    calls = list(_read(notes.read_bytes()))
    chance, disk = random.Random(seed), Disk(str(work), dict(at_first), dict(at_first))
    # Which calls are followed by a cut: all of them in turn, until there are enough disks.
    cuts = [each % len(calls) for each in range(disks)] if disks > len(calls) else []
    chosen = sorted(cuts or chance.sample(range(len(calls)), disks))
    told, seen, wrong = NOTHING, set[str](), list[str]()
    for number, call in enumerate(calls):
        if call.kind == "A":
            told = call.at
        else:
            disk.take(call)
        for _ in range(chosen.count(number)):
            left = disk.after_a_cut(chance)
            digest = hashlib.sha256(repr((told, sorted(left.items()))).encode()).hexdigest()
            if digest not in seen:
                seen.add(digest)
                found = json.loads(fork(partial(_look, left, cut, told)).rest())
                wrong += [f"after call {number} of {len(calls)}: {each}" for each in found]
    return {"calls": len(calls), "disks": len(seen), "told": told, "wrong": wrong}


def _operate(work: Path, notes: Path, operations: int) -> None:
    shim, into = Shim(), os.open(notes, os.O_WRONLY | os.O_CREAT)
    shim.note_into(into)
    store = SqliteProjectStore(work / "svdesk.db")
    store.load(example().id)
    for number in range(operations):
        do(store, number)
        os.write(into, _HEAD.pack(b"A", 0, number, 0))
    store.close()


def _read(notes: bytes) -> Iterator[Call]:
    place = 0
    while place < len(notes):
        kind, length, at, size = _HEAD.unpack_from(notes, place)
        place += _HEAD.size
        path = notes[place : place + length].decode()
        place += length
        data = notes[place : place + size] if kind in (b"w", b"r") else b""
        place += len(data)
        yield Call(kind.decode(), path, at, data)


def _look(files: dict[str, bytes], cut: Path, told: int, tell: int) -> None:
    shutil.rmtree(cut, ignore_errors=True)
    cut.mkdir()
    for path, content in files.items():
        (cut / Path(path).name).write_bytes(content)
    _, wrong = look(cut / "svdesk.db", told)
    os.write(tell, json.dumps(wrong).encode())


def _sync_nothing() -> None:
    begin_logging = svdesk.storage.live_database.begin_logging

    def begin_without(connection: sqlite3.Connection, *, write_ahead: bool) -> None:
        begin_logging(connection, write_ahead=write_ahead)
        connection.execute("PRAGMA synchronous=OFF")

    svdesk.storage.live_database.begin_logging = begin_without


if __name__ == "__main__":
    place, many, most, start, *how = sys.argv[1:]
    if how == ["unsynced"]:
        _sync_nothing()
    print(json.dumps(main(Path(place), int(many), int(most), int(start))))
