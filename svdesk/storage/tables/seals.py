"""Seals: digests that tell whether what stands in the file is what was saved there.

SQLite's own checks see a broken structure, not a changed letter. A seal covers the rows of a project that
belong together: the head with the revisions of the parts, the rows of one part, the documents issued, the
forms that came back, the records. It is the sum, modulo 2**256, of the SHA-256 of each row, in no order, so
that a save reckons with the rows alone that it changes. It shows damage; it proves no author.

Rows are read as SQLite keeps them, with the columns that the file has. This module needs only the standard
library: the list for the window's first paint is checked too.
"""

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

_MODULUS = 2**256

HEAD = "head"
ISSUED = "issued"
RETURNED = "returned"
RECORDS = "records"
BIN = "bin"


@dataclass(frozen=True, slots=True)
class SealedTable:
    """A table and whose its rows are.

    *owner* and *key* are expressions for the id of the project and the key of the part, *where* is the
    condition by which the rows of ``:owner`` and ``:key`` are found. A column of *apart* has a digest of
    its own beside it.
    """

    name: str
    owner: str = "project_id"
    key: str = "''"
    where: str = "project_id = :owner"
    apart: tuple[str, ...] = ()


SealedTables = Mapping[str, tuple[SealedTable, ...]]
"""What each kind of seal covers."""

_OF_FORM = "(SELECT project_id FROM returned_form WHERE id = form_id)"
_OF_FORMS = "form_id IN (SELECT id FROM returned_form WHERE project_id = :owner)"

OF_EVERY_PROJECT: SealedTables = {
    HEAD: (SealedTable("project", owner="id", where="id = :owner"), SealedTable("part")),
    ISSUED: (SealedTable("issued_project", apart=("content",)), SealedTable("issued_document")),
    RETURNED: (
        SealedTable("returned_file", apart=("content",)),
        SealedTable("returned_form"),
        SealedTable("returned_answer", owner=_OF_FORM, where=_OF_FORMS),
        SealedTable("returned_finding", owner=_OF_FORM, where=_OF_FORMS),
    ),
    RECORDS: (SealedTable("record"),),
    BIN: (SealedTable("binned_project"),),
}
"""What every project can have besides the rows of its parts."""


class Place(NamedTuple):
    """What a seal is of: a project (its id as the file writes it), what of it, and the key of a part."""

    project: str
    kind: str
    key: str = ""


class RowKey(NamedTuple):
    """A row, by its table and the columns of its primary key as the file writes them."""

    table: str
    columns: Mapping[str, object]


class KeptRows(NamedTuple):
    """Rows of one table, as SQLite keeps them."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


class _Reader(NamedTuple):
    """How the rows of a table are read and hashed."""

    names: tuple[str, ...]
    columns: str
    start: "hashlib._Hash"


class Seals:
    """The seals of one open database. Changes belong in the transaction of what they are about."""

    def __init__(self, connection: sqlite3.Connection, of_parts: SealedTables) -> None:
        """Look after the seals in *connection*; *of_parts* says which tables keep the kinds of part."""
        self._connection = connection
        self._tables = {**OF_EVERY_PROJECT, **of_parts}
        self._readers: dict[str, _Reader] = {}

    def are_there(self) -> bool:
        """Return whether the file has seals: one of before they came has none."""
        wanted = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'seal'"
        return self._connection.execute(wanted).fetchone() is not None

    def is_sound(self, place: Place) -> bool:
        """Return whether what is there is what was saved there."""
        return self._stored(place) == self._total(place)

    def read(self, place: Place) -> dict[str, KeptRows] | None:
        """Return the rows of *place* by their table, each read once; ``None`` where they are not as saved."""
        total, found = 0, {}
        for table in self._tables[place.kind]:
            reader, rows = self._rows_of(table, place)
            found[table.name] = KeptRows(reader.names, kept := rows.fetchall())
            total += sum([_digest(reader, row) for row in kept])
        return found if self._stored(place) == total % _MODULUS else None

    def unsound(self) -> frozenset[Place]:
        """Return everything in the file that is not as it was saved."""
        return frozenset().union(*(self.unsound_of(kind) for kind in self._tables))

    def unsound_of(self, kind: str) -> frozenset[Place]:
        """Return of which projects what is of *kind* is not as it was saved."""
        wanted = "SELECT project_id, key, digest FROM seal WHERE kind = ?"
        stored = {
            (str(owner), str(key)): _number(digest)
            for owner, key, digest in self._connection.execute(wanted, (kind,))
        }
        found = self._totals(kind)
        differ = {whose for whose, _ in stored.items() ^ found.items()}
        return frozenset(
            Place(owner, kind, key)
            for owner, key in differ
            if stored.get((owner, key), 0) != found.get((owner, key), 0)
        )

    def seal_everything(self, but: Collection[Place] = ()) -> None:
        """Seal what is there, as it is; what stands in *but* keeps the seal that it has."""
        for kind in self._tables:
            for (owner, key), total in self._totals(kind).items():
                place = Place(owner, kind, key)
                if place not in but:
                    self._write(place, total)

    def seal(self, place: Place) -> None:
        """Seal what is there of *place*, as it is."""
        self._write(place, self._total(place))

    def _totals(self, kind: str) -> dict[tuple[str, str], int]:
        """Return the sums of the rows of all projects, by project and key."""
        found: dict[tuple[str, str], int] = {}
        for table in self._tables[kind]:
            reader = self._reader(table.name, table.apart)
            if not reader.columns:
                continue  # a file of before this table came
            wanted = f"SELECT {table.owner}, {table.key}, {reader.columns} FROM {table.name}"
            for owner, key, *row in self._connection.execute(wanted):
                whose = (str(owner), str(key))
                found[whose] = found.get(whose, 0) + _digest(reader, row)
        return {whose: total % _MODULUS for whose, total in found.items()}

    @contextmanager
    def kept(self, place: Place, rows: Collection[RowKey] | None = None) -> Iterator[None]:
        """Let the rows of *place* be changed meanwhile, *rows* alone where they are named, and seal that.

        What was damaged before stays so: the seal changes by what the rows change by. Nothing is sealed
        where the block raises.
        """
        before = self._total(place) if rows is None else self._total_of(place.kind, rows)
        yield
        after = self._total(place) if rows is None else self._total_of(place.kind, rows)
        if after != before:
            self._write(place, (self._stored(place) + after - before) % _MODULUS)

    def _stored(self, place: Place) -> int:
        wanted = "SELECT digest FROM seal WHERE project_id = ? AND kind = ? AND key = ?"
        row = self._connection.execute(wanted, place).fetchone()
        return 0 if row is None else _number(row[0])

    def _write(self, place: Place, total: int) -> None:
        self._connection.execute(
            "INSERT INTO seal (project_id, kind, key, digest) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (project_id, kind, key) DO UPDATE SET digest = excluded.digest",
            (*place, total.to_bytes(32, "big")),
        )

    def _total(self, place: Place) -> int:
        total = 0
        for table in self._tables[place.kind]:
            reader, rows = self._rows_of(table, place)
            total += sum([_digest(reader, row) for row in rows])
        return total % _MODULUS

    def _rows_of(self, table: SealedTable, place: Place) -> tuple[_Reader, sqlite3.Cursor]:
        reader = self._reader(table.name, table.apart)
        wanted = f"SELECT {reader.columns} FROM {table.name} WHERE {table.where}"
        return reader, self._connection.execute(wanted, {"owner": place.project, "key": place.key})

    def _total_of(self, kind: str, rows: Iterable[RowKey]) -> int:
        apart = {table.name: table.apart for table in self._tables[kind]}
        total = 0
        for row in rows:
            reader = self._reader(row.table, apart[row.table])
            where = " AND ".join(f"{name} = :{name}" for name in row.columns)
            wanted = f"SELECT {reader.columns} FROM {row.table} WHERE {where}"
            total += sum([_digest(reader, found) for found in self._connection.execute(wanted, row.columns)])
        return total % _MODULUS

    def _reader(self, table: str, apart: tuple[str, ...]) -> _Reader:
        if table not in self._readers:
            found = self._connection.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()
            names = tuple(sorted(name for (name,) in found if name not in apart))
            start = hashlib.sha256("\0".join((table, *names, "")).encode())
            self._readers[table] = _Reader(names, ", ".join(f'"{name}"' for name in names), start)
        return self._readers[table]


def _number(digest: object) -> int:
    """Return the sum that a seal holds; one that no rows have where it is not even a digest."""
    return int.from_bytes(digest, "big") if isinstance(digest, bytes) else -1


def _digest(reader: _Reader, row: Iterable[object]) -> int:
    """Return the digest of a row, each value with its type and length so that none runs into the next."""
    written = [
        f"t{len(value)}:{value}".encode()
        if value.__class__ is str and value.isascii()  # as nearly all is
        else _written(value)
        for value in row
    ]
    digest = reader.start.copy()
    digest.update(b"".join(written))
    return int.from_bytes(digest.digest(), "big")


def _written(value: object) -> bytes:
    if value is None:
        return b"n"
    if isinstance(value, str):
        text = value.encode("utf-8", "surrogatepass")
        return b"t%d:%b" % (len(text), text)
    if isinstance(value, bytes):
        return b"b%d:%b" % (len(value), value)
    return f"{type(value).__name__[0]}{value!r};".encode()
