"""Whatever text goes into a cell, no spreadsheet program runs it: read again as it was written."""

import csv
import io
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from svdesk.documents.model.blocks import Column, FactList, Heading, Paragraph, Table, words
from svdesk.rendering.csv_rows import CsvRenderer, rows_as_csv
from svdesk.rendering.xlsx.renderer import make_xlsx
from tests.rendering.samples import document

SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u207a\u207c\u2212"  # wide, small, raised, minus
DROPPED = "\ufeff\u200e\u200f\u061c\xad"
UNSEEN = "\u200b\u200d\u2060\ufe0f\u3164\u2800\xa0\u3000 \u2066\u202e"
BREAKS = "\t\r\n\v\f\x85\u2028\u2029\0"
texts = st.one_of(
    st.text(max_size=40),
    st.builds(
        "{}{}{}".format,
        st.text(alphabet=DROPPED + UNSEEN + BREAKS, max_size=4),
        st.sampled_from(SIGNS),
        st.sampled_from(("HYPERLINK(A1)", "cmd|' /C calc'!A0", "1", "", "\u0338x")),
    ),
)
BEFORE = ("", *DROPPED, *UNSEEN, *BREAKS, "\ufeff\u2028 \u200b")


def csv_table(text: str, folder: Path) -> bytes:
    """A table of a document as rows."""
    CsvRenderer().render(document(table(text)), folder / "a.csv")
    return (folder / "a.csv").read_bytes()


def csv_answers(text: str, _folder: Path) -> bytes:
    """Answers side by side."""
    return rows_as_csv([[text, f"a{text}", text]])


def unsafe(text: str, _folder: Path) -> bytes:
    """The control: rows as Python's own writer makes them."""
    written = io.StringIO(newline="")
    csv.writer(written).writerow([text])
    return written.getvalue().encode("utf-8-sig", "replace")


def table(text: str) -> Table:
    return Table(
        caption=text,
        columns=(Column(title=text), Column(title="Weight", number=True)),
        rows=((words(text), words(f"{text}x")), (words(text), words("-5.25"))),
    )


def formulas_in_rows(data: bytes) -> list[str]:
    """Return the cells that a program would run, which reads past what nobody sees."""
    rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return [cell for row in rows for cell in row if runs(cell) and not is_number(cell)]


def runs(cell: str) -> bool:
    return cell.strip(DROPPED + UNSEEN + BREAKS).startswith(tuple(SIGNS)) or cell.startswith(tuple("\t\r\n"))


def is_number(cell: str) -> bool:
    return cell == "-5.25"


@pytest.mark.parametrize("writer", [csv_table, csv_answers])
@settings(max_examples=100)
@given(text=texts)
def test_no_row_of_text_runs(
    writer: Callable[[str, Path], bytes], text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert formulas_in_rows(writer(text, tmp_path_factory.getbasetemp())) == []


def test_a_sign_behind_any_mark_is_found() -> None:
    rows = [[f"{before}{sign}HYPERLINK(A1)" for before in BEFORE] for sign in SIGNS]
    assert formulas_in_rows(rows_as_csv(rows)) == []


def test_the_reader_sees_a_formula_where_there_is_one(tmp_path: Path) -> None:
    for before in ("", *DROPPED, *UNSEEN):
        assert formulas_in_rows(unsafe(f"{before}=1+1", tmp_path))


def test_an_answer_that_looks_like_a_number_is_text_and_a_number_is_none(tmp_path: Path) -> None:
    (answer, number), *_ = csv.reader(
        io.StringIO(rows_as_csv([["-5", Decimal("-5")]]).decode("utf-8-sig"), newline="")
    )
    assert (answer, number) == ("'-5", "-5")
    assert b"-5.25\r\n" in csv_table("x", tmp_path)


@settings(max_examples=60)
@given(text=texts)
@example(text="\ufeff=HYPERLINK(A1)")
@example(text="\u2029+1")
def test_cells_of_a_workbook_are_text_that_stays_text(text: str) -> None:
    assert list(open_cells(workbook(text))) == []


def test_a_workbook_that_does_not_say_so_is_seen() -> None:
    book = openpyxl.Workbook()
    book.active.append(["=1+1"])
    book.active.append(["x"])
    book.active["A2"].value, book.active["A2"].data_type = "@x", "s"
    written = io.BytesIO()
    book.save(written)
    assert len(list(open_cells(written.getvalue()))) == 2


def workbook(text: str) -> bytes:
    blocks = (
        *(Heading(level=1, text=text or "Form", sheet="Form"), Paragraph(content=words(text))),
        FactList(rows=((text, words(text)),)),
        table(text),
    )
    data, _ = make_xlsx(document(*blocks, title=text or "x", project_title=text, authority=text))
    return data


def open_cells(data: bytes) -> Iterator[str]:
    """Yield the cells that run, or that would once a person edits them."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for cell in (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row):
        if cell.data_type == "f" or (
            isinstance(cell.value, str) and runs(cell.value) and not cell.quotePrefix
        ):
            yield f"{cell.coordinate}: {cell.value!r}"
