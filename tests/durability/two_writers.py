"""Two programs save into one file on a drive whose locks are worth nothing.

Run beneath ``nolock.c`` as ``python -m tests.durability.two_writers FOLDER SAVES``; prints what came of it as
JSON.
"""

import json
import os
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

from svdesk.services.ports import StoreError
from svdesk.storage.store import SqliteProjectStore
from tests.durability.children import fork
from tests.durability.sequence import begin, example


def main(folder: Path, saves: int) -> dict[str, object]:
    """Return what each of two writers was told, and what is there afterwards."""
    path = folder / "svdesk.db"
    fork(lambda _tell: begin(path)).rest()
    # Both have opened the file before either saves.
    wait, go = os.pipe()
    writers = [fork(partial(_write, path, who, saves, wait, go)) for who in ("Ann", "Bob")]
    for writer in writers:
        writer.read(1)
    os.close(go)
    told = [json.loads(writer.rest().decode() or "[]") for writer in writers]
    with closing(sqlite3.connect(path)) as database:
        (verdict,) = database.execute("PRAGMA integrity_check").fetchone()
        (title,) = database.execute("SELECT title FROM about").fetchone()
    return {"told": told, "sound": verdict == "ok", "title": title}


def _write(path: Path, who: str, saves: int, wait: int, go: int, tell: int) -> None:
    """Open the project, and save it again and again; tell what was said to be saved, and why it ended."""
    os.close(go)
    said = list[str]()
    try:
        store = SqliteProjectStore(path, wait_seconds=1)
        project = store.load(example().id)
        os.write(tell, b" ")
        os.read(wait, 1)
        for number in range(saves):
            title, before = f"{who} {number}", project.revision
            project = replace(project, about=replace(project.about, title=title), revision=before + 1)
            store.save(project, before)
            said.append(title)
        store.close()
    except StoreError as error:
        said.append(f"refused: {error}")
    os.write(tell, json.dumps(said).encode())


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
