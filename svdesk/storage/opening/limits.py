"""What a database of SVDesk may hold besides its rows: a file that somebody else wrote can hold programs.

A view or a trigger runs when it is read or written to, and may never end; thousands of tables fill the memory
as soon as anything is asked. What the migrations make is of a few plain forms, and all else is refused.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

MOST_VALUE_BYTES = 42_000_000
"""The largest row that is read: a little more than the largest file that a project can keep, of 40 MB."""

_MOST_OBJECTS = 300
_MOST_SQL = 20_000
_STEPS, _MOST_STEPS = 1000, 40
"""Instructions of SQLite between two looks, and how many looks the reading of a schema may take."""

_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: MOST_VALUE_BYTES,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 10,
    sqlite3.SQLITE_LIMIT_COLUMN: 200,
}
_FORMS = {
    "table": re.compile(r'CREATE TABLE "?\w+"? \((?!.*\b(GENERATED|SELECT)\b)[^;]*\)', re.S | re.I),
    "index": re.compile(r"CREATE (UNIQUE )?INDEX \w+ ON \w+ \([\w, ]+\)", re.I),
    # It can refuse, and do nothing else.
    "trigger": re.compile(
        r"CREATE TRIGGER \w+ BEFORE (INSERT|UPDATE|DELETE) ON \w+ "
        r"(WHEN (EXISTS|NOT EXISTS) \(SELECT 1 FROM \w+ WHERE [\w .=]+\) )?"
        r"BEGIN SELECT RAISE\(ABORT, '[^']*'\); END",
        re.I,
    ),
}


def set_limits(connection: sqlite3.Connection) -> None:
    """Bound what a value and a statement can be."""
    for category, limit in _LIMITS.items():
        connection.setlimit(category, limit)


@contextmanager
def few_steps(connection: sqlite3.Connection) -> Iterator[None]:
    """Stop what takes many steps meanwhile: SQLite raises ``OperationalError`` then."""
    taken = 0

    def count() -> int:
        nonlocal taken
        taken += 1
        return taken > _MOST_STEPS

    connection.set_progress_handler(count, _STEPS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)


def is_plain(connection: sqlite3.Connection) -> bool:
    """Say whether the schema has only tables, indexes and triggers of the forms that migrations make."""
    found = connection.execute(
        "SELECT type, substr(sql, 1, ?) FROM sqlite_schema LIMIT ?", (_MOST_SQL + 1, _MOST_OBJECTS + 1)
    ).fetchall()
    return len(found) <= _MOST_OBJECTS and all(_is_plain(kind, sql) for kind, sql in found)


def _is_plain(kind: object, sql: object) -> bool:
    if sql is None:
        return kind == "index"  # of a primary key
    if not isinstance(sql, str) or len(sql) > _MOST_SQL or not isinstance(kind, str):
        return False
    form = _FORMS.get(kind)
    return form is not None and form.fullmatch(sql.strip()) is not None
