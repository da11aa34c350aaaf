"""The list of projects, read with the bare driver: each line as it was saved, or told as damaged."""

import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID

from svdesk.domain.project_summary import ProjectSummary
from svdesk.storage.tables.seals import HEAD, Seals

DAMAGED = "This project is damaged"
"""What stands in place of a title that is not what was saved. Opening the project says what to do."""

_LIST = (
    "SELECT id, id IN (SELECT project_id FROM binned_project), title, reference, authority, changed_at "
    "FROM project ORDER BY change_number DESC"
)
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def read_list(connection: sqlite3.Connection) -> tuple[ProjectSummary, ...]:
    """Return a line for every project that is not in the bin, the last changed first, then the lost ones.

    A project that is damaged keeps no other from being listed. Raises ``sqlite3.Error``.
    """
    # Only where a text is none: this is three times as slow.
    with suppress(sqlite3.OperationalError):
        return _read_list(connection)
    usual = connection.text_factory
    connection.text_factory = _any_text
    try:
        return _read_list(connection)
    finally:
        connection.text_factory = usual


def _any_text(text: bytes) -> str:
    """Return a text; one that is none is not what was saved, and is told by its seal."""
    return text.decode("utf-8", "surrogateescape")


def _read_list(connection: sqlite3.Connection) -> tuple[ProjectSummary, ...]:
    damaged = {place.project for place in Seals(connection, {}).unsound_of(HEAD)}
    lines, listed = [], set()
    for id_, is_binned, *columns in connection.execute(_LIST):
        listed.add(id_)
        if is_binned:
            continue
        line = None if id_ in damaged else _line(id_, columns)
        lines.append(_damaged_line(id_) if line is None else line)
    lines += [_damaged_line(lost) for lost in sorted(damaged - listed)]
    return tuple(line for line in lines if line is not None)


def _line(id_: str, columns: list[str]) -> ProjectSummary | None:
    title, reference, authority, changed_at = columns
    with suppress(TypeError, ValueError):
        at = datetime.fromisoformat(f"{changed_at}+00:00")
        return ProjectSummary(
            id=UUID(id_), title=title, reference=reference, authority=authority, changed_at=at
        )
    return None


def _damaged_line(id_: str) -> ProjectSummary | None:
    with suppress(AttributeError, TypeError, ValueError):
        return ProjectSummary(id=UUID(id_), title=DAMAGED, reference="", authority="", changed_at=_LONG_AGO)
    return None
