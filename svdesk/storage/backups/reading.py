"""What a database of any version holds, read with bare SQL and changed in nothing."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

from svdesk.services.backups import BESIDE, BackupContent, StoredProject

_HEADS = "SELECT id, title, reference, changed_at, change_number FROM project"
_HEADS_IN_PLANS = (
    "SELECT project.id, about.title, about.reference, changed_at, change_number FROM project "
    "LEFT JOIN about ON about.project_id = project.id"
)
"""Of versions before 5, in which a project's face stood in its plan alone."""


def content_of(database: sqlite3.Connection) -> BackupContent:
    """Return the projects in *database*, the last changed first, without those in the bin.

    Raises ``sqlite3.Error``, and ``ValueError`` for values that are none of SVDesk's.
    """
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    faces = {name for (name,) in database.execute("SELECT name FROM pragma_table_info('project')")}
    binned = _binned(database) if "binned_project" in tables else frozenset()
    seals = _seals(database) if "seal" in tables else {}
    counts = {name: dict(_counted(database, name)) for name in BESIDE if name in tables}
    wanted = _HEADS if "title" in faces else _HEADS_IN_PLANS
    return BackupContent(
        projects=tuple(
            StoredProject(
                id=UUID(id_),
                title=title or "",
                reference=reference or "",
                changed_at=datetime.fromisoformat(changed_at).replace(tzinfo=UTC),
                change_number=number,
                beside={name: counted.get(id_, 0) for name, counted in counts.items()},
                seals=seals.get(id_, frozenset()),
            )
            for id_, title, reference, changed_at, number in database.execute(
                f"{wanted} ORDER BY change_number DESC"
            )
            if id_ not in binned
        )
    )


def _binned(database: sqlite3.Connection) -> frozenset[str]:
    return frozenset(id_ for (id_,) in database.execute("SELECT project_id FROM binned_project"))


def _counted(database: sqlite3.Connection, table: str) -> Iterator[tuple[str, int]]:
    yield from database.execute(f"SELECT project_id, count(*) FROM {table} GROUP BY project_id")


def _seals(database: sqlite3.Connection) -> dict[str, frozenset[tuple[str, str, bytes]]]:
    found: dict[str, set[tuple[str, str, bytes]]] = {}
    for id_, kind, key, digest in database.execute("SELECT project_id, kind, key, digest FROM seal"):
        found.setdefault(id_, set()).add((kind, key, digest))
    return {id_: frozenset(each) for id_, each in found.items()}
