"""The CSV renderer: the table of a document as rows for a spreadsheet or an e-tendering portal.

UTF-8 with a byte order mark and CRLF, as spreadsheet programs expect them. A cell that they could take
for a formula begins with an apostrophe, which is what they themselves put before text; numbers are
left as they are.
"""

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

from svdesk.documents.model.blocks import Cell, Document, Table
from svdesk.files.whole import write_whole
from svdesk.rendering.look.text import all_by_number, plain
from svdesk.services.ports import Progress

_FORMULA = ("=", "+", "-", "@", "\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}")
_FORMULA_TOO = ("\N{FULLWIDTH HYPHEN-MINUS}", "\N{FULLWIDTH COMMERCIAL AT}", "\t", "\r", "\n")
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


class CsvRenderer:
    """Renders the tables of a document, one after the other."""

    format = "csv"

    def render(self, document: Document, path: Path, progress: Progress | None = None) -> tuple[str, ...]:
        """Write the rows to *path*, which is replaced only once the file is complete.

        Returns the characters that are shown as their numbers. Raises ``OSError`` where the file cannot be
        written.
        """
        rows: list[list[str]] = []
        tables = [block for block in document.blocks if isinstance(block, Table)]
        for place, table in enumerate(tables):
            if progress:
                progress(place, len(tables))
            rows.append([column.title for column in table.columns])
            rows += ([_words(cell) for cell in row] for row in table.rows)
        write_whole(path, rows_as_csv(rows))
        if progress:
            progress(len(tables), len(tables))
        return all_by_number(document)


def rows_as_csv(rows: Iterable[Iterable[str]]) -> bytes:
    """Return *rows* as a CSV file in which every cell is text or a number."""
    written = io.StringIO(newline="")
    csv.writer(written, dialect="excel").writerows([as_text(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def as_text(text: str) -> str:
    """Return *text* so that no spreadsheet program runs it as a formula."""
    formula = text.lstrip(" ").startswith(_FORMULA + _FORMULA_TOO) and not _NUMBER.fullmatch(text)
    return f"'{plain(text)}" if formula else plain(text)


def _words(cell: Cell) -> str:
    return "".join(inline.text for inline in cell) if isinstance(cell, tuple) else ""
