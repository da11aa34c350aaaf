"""The CSV renderer: the table of a document as rows for a spreadsheet or an e-tendering portal.

UTF-8 with a byte order mark and CRLF, as spreadsheet programs expect them. A cell that they could take
for a formula begins with an apostrophe, which is what they themselves put before text. A number is left as
it is, and only what is declared a number is one: an answer of "-5" is text.
"""

import csv
import io
import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from svdesk.documents.model.blocks import Cell, Column, Document, Table
from svdesk.files.whole import write_whole
from svdesk.rendering.look.formula_signs import begins_as_formula
from svdesk.rendering.look.text import all_by_number, plain
from svdesk.services.ports import Progress

_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


class CsvRenderer:
    """Renders the tables of a document, one after the other."""

    format = "csv"

    def render(self, document: Document, path: Path, progress: Progress | None = None) -> tuple[str, ...]:
        """Write the rows to *path*, which is replaced only once the file is complete.

        Returns the characters that are shown as their numbers. Raises ``OSError`` where the file cannot be
        written.
        """
        rows: list[list[str | Decimal]] = []
        tables = [block for block in document.blocks if isinstance(block, Table)]
        for place, table in enumerate(tables):
            if progress:
                progress(place, len(tables))
            rows.append([column.title for column in table.columns])
            rows += (
                [_value(cell, column) for cell, column in zip(row, table.columns, strict=True)]
                for row in table.rows
            )
        write_whole(path, rows_as_csv(rows))
        if progress:
            progress(len(tables), len(tables))
        return all_by_number(document)


def rows_as_csv(rows: Iterable[Iterable[str | Decimal]]) -> bytes:
    """Return *rows* as a CSV file in which every cell is text or a number."""
    written = io.StringIO(newline="")
    csv.writer(written, dialect="excel").writerows(
        [f"{cell:f}" if isinstance(cell, Decimal) else as_text(cell) for cell in row] for row in rows
    )
    return written.getvalue().encode("utf-8-sig")


def as_text(text: str) -> str:
    """Return *text* cleaned, and so that no spreadsheet program runs it as a formula."""
    written = plain(text)
    return f"'{written}" if begins_as_formula(written) else written


def _value(cell: Cell, column: Column) -> str | Decimal:
    text = "".join(inline.text for inline in cell) if isinstance(cell, tuple) else ""
    return Decimal(text) if column.number and _NUMBER.fullmatch(text) else text
