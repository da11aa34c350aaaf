"""Processes that write are killed at random moments, and what they had said to be kept must be there.

Run as ``python -m tests.durability.killing FOLDER KILLS SEED [before]``; prints what came of it as JSON. With
``before`` each operation is told before it is done: the kills must then find losses, or they find nothing.
"""

import json
import os
import random
import shutil
import struct
import sys
import time
from functools import partial
from pathlib import Path

from tests.durability.children import fork
from tests.durability.sequence import NOTHING, begin, go_on, look

_NUMBER = struct.Struct("<q")
_OPENED = -2


def main(folder: Path, kills: int, seed: int, before: bool) -> dict[str, object]:
    """Kill *kills* writers, each going on from where the one before was killed."""
    chance, path = random.Random(seed), folder / "data" / "svdesk.db"
    fork(lambda _write: begin(path)).rest()
    last, told, logs, wrong = NOTHING, 0, 0, list[str]()
    for _ in range(kills):
        writer = fork(partial(_write, path, last + 1, before))
        writer.read(_NUMBER.size)
        # Some are killed as they open the file, most while they write.
        time.sleep(chance.random() * 0.03 if chance.random() < 0.2 else chance.random() ** 2 * 0.4)
        rest = writer.kill()
        numbers = [number for (number,) in _NUMBER.iter_unpack(rest[: len(rest) // 8 * 8])]
        told += len(numbers)
        copy = folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(path.parent, copy)
        logs += (copy / "svdesk.db-wal").exists()
        last, found = look(copy / "svdesk.db", numbers[-1] if numbers else last)
        wrong += found
        if any(each.startswith(("unsound", "does not", "can't")) for each in found):
            break
    return {"kills": kills, "told": told, "left a log": logs, "wrong": wrong}


def _write(path: Path, first: int, before: bool, tell: int) -> None:
    os.write(tell, _NUMBER.pack(_OPENED))
    go_on(path, first, lambda number: os.write(tell, _NUMBER.pack(number)), before)


if __name__ == "__main__":
    place, many, start, *how = sys.argv[1:]
    print(json.dumps(main(Path(place), int(many), int(start), how == ["before"])))
