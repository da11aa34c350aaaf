"""Restoring everything, or one project, in one transaction: what is there is old or restored, never mixed."""

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from svdesk.files.private import copy_private, make_private_folder
from svdesk.files.whole import put_in_place
from svdesk.files.whole_folder import whole_folder
from svdesk.services.backups import Progress
from svdesk.services.ports import StoreError
from svdesk.storage.backups.checking import copy_to_read
from svdesk.storage.failures import store_error
from svdesk.storage.tables.seals import BIN, HEAD, OF_EVERY_PROJECT, Place, SealedTable, SealedTables, Seals

_STEP = 256
NOT_RESTORED = "Nothing was restored. Your projects are as they were."
_BESIDE = ("-wal", "-journal", "-shm")
_HEAD, _PART = SealedTable("project", where="id = :owner"), SealedTable("part")


def restore_all(live: sqlite3.Connection, source: Path, progress: Progress | None = None) -> None:
    """Make the database of the connection *live* the same as the closed one at *source*.

    It is one transaction: whatever happens, what is there is old or restored. Raises :class:`StoreError`, and
    what *progress* raises.
    """
    if live.in_transaction:
        raise StoreError(f"{NOT_RESTORED} Something is just being saved. Try again.")

    def tell(status: int, remaining: int, total: int) -> None:
        # With the last step it is done, and too late to be stopped.
        if progress is not None and status != sqlite3.SQLITE_DONE:
            progress(total - remaining, total)

    try:
        with copy_to_read(source) as copy:
            copy.backup(live, pages=_STEP, progress=tell)
    except (OSError, sqlite3.Error) as error:
        raise store_error(NOT_RESTORED, error, source) from error


def replace_damaged(database: Path, source: Path, aside: Path) -> None:
    """Put the closed database at *source* in the place of *database*, which can't be opened.

    First *database* and its logs are copied whole into the folder *aside*. The logs are removed before the
    restored file stands there: with a log of another file beside it, it would become a mixture of both.
    Raises :class:`StoreError`; where nothing is aside yet, nothing has changed.
    """
    try:
        make_private_folder(aside.parent)
        with whole_folder(aside) as folder:
            folder.chmod(0o700)
            for each in _with_logs(database):
                copy_private(each, folder / each.name)
        unfinished = database.with_name(f".svdesk-restoring-{database.name}.part")
        unfinished.unlink(missing_ok=True)
        copy_private(source, unfinished)
        for each in _with_logs(database):
            if each != database:
                each.unlink()
        put_in_place(unfinished, database)
    except OSError as error:
        raise store_error(NOT_RESTORED, error, database) from error


def _with_logs(database: Path) -> tuple[Path, ...]:
    beside = (database.with_name(database.name + ending) for ending in _BESIDE)
    return tuple(each for each in (database, *beside) if each.exists())


class ProjectRestoring:
    """Puts one project of a copy in the place of the one of its id, or back where there is none.

    Its head and parts become those of the copy. What was done with it meanwhile stays: documents issued,
    forms that came back and records; those of the copy that are not there are added.
    """

    def __init__(self, live: sqlite3.Connection, copy: sqlite3.Connection, of_parts: SealedTables) -> None:
        """Restore from *copy* into *live*; *of_parts* says which tables keep the kinds of part."""
        self._live, self._copy, self._of_parts = live, copy, of_parts
        self._seals = Seals(live, of_parts)

    def restore(self, project_id: UUID, now: datetime) -> None:
        """Restore the project within the transaction that is open.

        Raises :class:`StoreError` where the copy has none of that id or what it holds of it is damaged, and
        ``sqlite3.Error``.
        """
        owner = project_id.hex
        if not self._copy.execute("SELECT 1 FROM project WHERE id = ?", (owner,)).fetchone():
            raise StoreError(f"{NOT_RESTORED} The backup does not hold this project.")
        damaged = {
            place.kind for place in Seals(self._copy, self._of_parts).unsound() if place.project == owner
        }
        if damaged:
            raise StoreError(
                f"{NOT_RESTORED} What the backup holds of this project is damaged too. Try an earlier backup."
            )
        self._live.execute("PRAGMA defer_foreign_keys=ON")
        self._put_head(owner, now)
        self._put_parts(owner)
        for kind, tables in OF_EVERY_PROJECT.items():
            if kind not in (HEAD, BIN):
                with self._seals.kept(Place(owner, kind)):
                    self._add_missing(owner, tables)

    def _put_parts(self, owner: str) -> None:
        """Put the rows of each part of the copy in the place of those that are there."""
        for kind, key in self._copy.execute("SELECT kind, key FROM part WHERE project_id = ?", (owner,)):
            tables = self._of_parts[kind]
            values = {"owner": owner, "key": key}
            for table in reversed(tables):
                self._live.execute(f"DELETE FROM {table.name} WHERE {table.where}", values)
            for table in tables:
                for row in self._rows(table, values):
                    self._insert(table.name, row)
            self._seals.seal(Place(owner, kind, key))

    def _put_head(self, owner: str, now: datetime) -> None:
        """Let the head be that of the copy, changed now, and each part have a revision of its own.

        A window that still has the project open is then refused when it saves, and nothing is written over.
        """
        values = {"owner": owner, "key": ""}
        (number,) = self._live.execute("SELECT coalesce(max(change_number), 0) + 1 FROM project").fetchone()
        (head,) = self._rows(_HEAD, values)
        head |= {"changed_at": _as_stored(now), "change_number": number}
        if self._live.execute("SELECT 1 FROM project WHERE id = ?", (owner,)).fetchone():
            sets = ", ".join(f'"{name}" = :{name}' for name in head)
            self._live.execute(f"UPDATE project SET {sets} WHERE id = :id", head)
        else:
            self._insert("project", head)
        there = "SELECT revision FROM part WHERE project_id = :project_id AND kind = :kind AND key = :key"
        for row in self._rows(_PART, values):
            found = self._live.execute(there, row).fetchone()
            if found is None:
                self._insert("part", row)
            else:
                row["revision"] = max(found[0], row["revision"]) + 1
                self._live.execute(
                    "UPDATE part SET revision = :revision "
                    "WHERE project_id = :project_id AND kind = :kind AND key = :key",
                    row,
                )
        self._seals.seal(Place(owner, HEAD))
        with self._seals.kept(Place(owner, BIN)):
            self._live.execute("DELETE FROM binned_project WHERE project_id = ?", (owner,))

    def _add_missing(self, owner: str, tables: tuple[SealedTable, ...]) -> None:
        for table in tables:
            keys = self._live.execute(
                "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", (table.name,)
            ).fetchall()
            where = " AND ".join(f'"{name}" = :{name}' for (name,) in keys)
            for row in self._rows(table, {"owner": owner, "key": ""}):
                if not self._live.execute(f"SELECT 1 FROM {table.name} WHERE {where}", row).fetchone():
                    self._insert(table.name, row)

    def _rows(self, table: SealedTable, values: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        """Yield the rows of a project in the copy, by the names of their columns."""
        found = self._copy.execute(f"SELECT * FROM {table.name} WHERE {table.where}", values)
        names = [column[0] for column in found.description]
        for row in found.fetchall():
            yield dict(zip(names, row, strict=True))

    def _insert(self, table: str, row: Mapping[str, Any]) -> None:
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join(f":{name}" for name in row)
        self._live.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", row)


def _as_stored(at: datetime) -> str:
    """Return a time as the columns of the store have it."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
