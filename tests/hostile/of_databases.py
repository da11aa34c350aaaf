"""Databases that somebody else wrote or that a disk spoilt, and what was saved in them."""

import json
import random
import shutil
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from svdesk.services.exchange.project_file import project_json
from svdesk.storage.store import SqliteProjectStore
from tests.hostile.spoiling import spoil_bytes
from tests.hostile.verdicts import Files, NothingToCompare
from tests.projects import full_project

_SCHEMES = (
    "CREATE VIEW v AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n",
    "CREATE TRIGGER t AFTER INSERT ON about BEGIN DELETE FROM kpi; END",
    "CREATE TRIGGER t BEFORE DELETE ON about BEGIN SELECT randomblob(100000000); END",
    "CREATE TABLE more (a INTEGER, b GENERATED ALWAYS AS (randomblob(100000000)))",
    "CREATE TABLE more (a TEXT)",
    "CREATE VIRTUAL TABLE words USING fts5(a)",
    "CREATE INDEX i ON about (title) WHERE title > 'a'",
    "ALTER TABLE about RENAME TO elsewhere",
    "ALTER TABLE about ADD COLUMN more TEXT",
    "ALTER TABLE kpi DROP COLUMN title",
    "PRAGMA user_version = 99999",
    "PRAGMA user_version = 0",
    "PRAGMA user_version = 3",
    "PRAGMA application_id = 7",
    "PRAGMA encoding = 'UTF-16'",
)
_VALUES = (
    "NULL",
    "''",
    "'=1+1'",
    "-1",
    "9e999",
    "x'00ff'",
    "zeroblob(3000000)",
    "'\u202e'",
    "char(0)",
    "12345",
)
_PROJECT = full_project()


@cache
def database() -> bytes:
    """A database with one project, closed as the program closes it."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "svdesk.db")
        store = SqliteProjectStore(path)
        store.save(_PROJECT)
        store.close()
        return path.read_bytes()


def spoil_database(sample: Files, drawn: random.Random) -> Files:
    """Spoil bytes, rows or the schema; a file that is no database any more has only bytes."""
    content = sample[""]
    way = drawn.randrange(4)
    if way == 0:
        return {"": spoil_bytes(content, drawn)}
    with TemporaryDirectory() as folder:
        path = Path(folder, "spoilt.db")
        path.write_bytes(content)
        try:
            with closing(sqlite3.connect(path, isolation_level=None)) as spoilt:
                spoilt.execute("PRAGMA journal_mode = DELETE")
                spoilt.execute(drawn.choice(_SCHEMES) if way == 1 else _change(spoilt, drawn))
        except (sqlite3.Error, ValueError):  # Python can't read the words of every error
            return {"": spoil_bytes(content, drawn)}
        return {"": path.read_bytes()}


def _change(spoilt: sqlite3.Connection, drawn: random.Random) -> str:
    """A statement that changes or removes a row, with none of the seals that a save sets."""
    tables = [name for (name,) in spoilt.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    filled = [name for name in sorted(tables) if spoilt.execute(f'SELECT 1 FROM "{name}"').fetchone()]
    table = drawn.choice(filled)
    row = f'rowid = (SELECT rowid FROM "{table}" LIMIT 1 OFFSET {drawn.randrange(3)})'
    if drawn.random() < 0.2:
        return f'DELETE FROM "{table}" WHERE {row}'
    columns = [each[1] for each in spoilt.execute(f'PRAGMA table_info("{table}")')]
    return f'UPDATE "{table}" SET "{drawn.choice(columns)}" = {drawn.choice(_VALUES)} WHERE {row}'


def read_database(path: Path) -> dict[str, Any]:
    """Open a copy as the program opens its own file, and read all that is in it."""
    with TemporaryDirectory(dir=path.parent) as folder:
        copy = Path(folder, "svdesk.db")
        shutil.copyfile(path, copy)
        store = SqliteProjectStore(copy)
        try:
            found = [json.loads(project_json(store.load(each.id))) for each in store.list_projects()]
        finally:
            store.close()
    return {"projects": found}


def database_says(sample: Files) -> dict[str, Any]:
    """What was saved, as long as any of it is there: nothing that was spoilt has been vouched for."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "spoilt.db")
        path.write_bytes(sample[""])
        with closing(sqlite3.connect(path)) as spoilt:
            tables = {name for (name,) in spoilt.execute("SELECT name FROM sqlite_schema")}
            if "project" not in tables or not spoilt.execute("SELECT 1 FROM project").fetchone():
                raise NothingToCompare  # a file without a project: nothing is in it, and nothing is read
    return {"projects": [json.loads(project_json(_PROJECT))]}
