"""Case files, logos and databases that ask as much of whoever reads them as they can."""

import io
import json
import sqlite3
import zlib
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from tests.cli.running import EXTRA_CARE
from tests.hostile.of_databases import database

Make = Callable[[], bytes]


def _case(**more: object) -> bytes:
    return json.dumps({**EXTRA_CARE, **more}).encode()


def _nested(depth: int) -> bytes:
    return b'{"a":' * depth + b"1" + b"}" * depth


CASES: Mapping[str, Make] = {
    "a title of 900,000 letters": lambda: _case(title="x" * 900_000),
    "10,000 lots": lambda: _case(lots=[{"title": f"Lot {n}", "value": n} for n in range(10_000)]),
    "100,000 codes": lambda: _case(cpv=["85311100"] * 60_000),
    "names that nobody knows": lambda: _case(**{f"fact{n}": n for n in range(40_000)}),
    "deep": lambda: _nested(100_000),
    "a number of 900,000 digits": lambda: _case(value=0).replace(
        b'"value": 0', b'"value": ' + b"9" * 900_000
    ),
    "the same name 60,000 times": lambda: b"{" + b'"value": 1, ' * 60_000 + b'"value": 1}',
}
"""Case files by name."""


def _chunk(kind: bytes, content: bytes) -> bytes:
    length, check = len(content).to_bytes(4, "big"), zlib.crc32(kind + content).to_bytes(4, "big")
    return length + kind + content + check


def _png(width: int, height: int, colour: int, more: bytes = b"") -> bytes:
    """A PNG of one colour; *colour* is its kind: 0 grey, 2 RGB, 6 RGB with transparency."""
    samples = {0: 1, 2: 3, 6: 4}[colour]
    packer = zlib.compressobj(9)
    row = b"\0" * (width * samples + 1)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((8, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + more + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _moving(frames: int) -> bytes:
    file = io.BytesIO()
    pictures = [Image.new("P", (500, 500), n % 250) for n in range(frames)]
    pictures[0].save(file, "GIF", save_all=True, append_images=pictures[1:])
    return file.getvalue()


LOGOS: Mapping[str, Make] = {
    "36 million points": partial(_png, 6_000, 6_000, 2),
    "36 million points that shine through": partial(_png, 6_000, 6_000, 6),
    "900 million points": partial(_png, 30_000, 30_000, 0),
    "a profile that unpacks to 300 MB": lambda: _png(
        900, 900, 2, _chunk(b"iCCP", b"p\0\0" + zlib.compress(b"\0" * 300_000_000, 9))
    ),
    "words that unpack to 300 MB": lambda: _png(
        900, 900, 2, _chunk(b"zTXt", b"p\0\0" + zlib.compress(b" " * 300_000_000, 9))
    ),
    "3,000 frames": partial(_moving, 3_000),
    "very wide": partial(_png, 36_000_000, 1, 0),
}
"""Pictures by name."""


def _database(*statements: str) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder, "spoilt.db")
        path.write_bytes(database())
        with closing(sqlite3.connect(path, isolation_level=None)) as spoilt:
            spoilt.execute("PRAGMA journal_mode = DELETE")
            spoilt.execute("PRAGMA ignore_check_constraints = ON")
            spoilt.execute("BEGIN")
            for statement in statements:
                spoilt.execute(statement)
            spoilt.execute("COMMIT")
        return path.read_bytes()


def _columns(table: str, others: Mapping[str, str]) -> str:
    with TemporaryDirectory() as folder:
        path = Path(folder, "plain.db")
        path.write_bytes(database())
        with closing(sqlite3.connect(path)) as plain:
            names = [str(each[1]) for each in plain.execute(f"PRAGMA table_info({table})")]
    return ", ".join(others.get(name, name) for name in names)


_ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
_AN_ID = "printf('%032x', x + 9999999)"
_MANY = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT {}) "
DATABASES: Mapping[str, Make] = {
    "an endless view": lambda: _database(f"CREATE VIEW v AS {_ENDLESS}"),
    "a view in place of a table": lambda: _database("DROP TABLE about", f"CREATE VIEW about AS {_ENDLESS}"),
    "20,000 tables": lambda: _database(*[f"CREATE TABLE t{n} (a)" for n in range(20_000)]),
    "a table of 1,900 columns": lambda: _database(
        f"CREATE TABLE t ({', '.join(f'c{n}' for n in range(1_900))})"
    ),
    "views in views": lambda: _database(
        "CREATE VIEW v0 AS SELECT 1 AS a",
        *(f"CREATE VIEW v{n} AS SELECT * FROM v{n - 1}, v{n - 1} AS b" for n in range(1, 25)),
    ),
    "a need of 99 MB": lambda: _database("UPDATE about SET need = CAST(zeroblob(99000000) AS TEXT)"),
    "a title of 150 MB": lambda: _database("UPDATE project SET title = CAST(zeroblob(150000000) AS TEXT)"),
    "a number that is a text of 50 MB": lambda: _database(
        "UPDATE part SET revision = CAST(zeroblob(50000000) AS TEXT)"
    ),
    "20,000 projects": lambda: _database(
        _MANY.format(20_000)
        + f"INSERT INTO project SELECT {_columns('project', {'id': _AN_ID})} "
        + "FROM n, (SELECT * FROM project LIMIT 1)"
    ),
}
"""Databases by name."""
