"""What a file says of itself."""

from datetime import date
from pathlib import Path

import pikepdf
import pypdf
import pytest

from svdesk.documents.model.blocks import Document, Heading
from svdesk.rendering.pdf.file.metadata import particulars
from tests.rendering.conftest import Rendered
from tests.rendering.samples import document, paragraph


def test_title_author_and_dates(rendered: Rendered):
    path = rendered(document(keywords=("social value", "catering"), language="cy"))
    with pikepdf.open(path) as pdf:
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        language = str(pdf.Root.Lang)
    assert info == {
        "/Title": "Social value question pack",
        "/Author": "Cheshire East Council",
        "/Subject": "Extra Care Catering · DN776889",
        "/Keywords": "social value, catering",
        "/Creator": "SVDesk",
        "/Producer": "SVDesk with ReportLab",
        "/CreationDate": "D:20251013100640+00'00'",
        "/ModDate": "D:20251013100640+00'00'",
    }
    assert language == "cy"


@pytest.mark.parametrize(
    ("made", "year"),
    [
        (document(stamp=0), 2025),
        (document(stamp=0, dated=None), 2000),
        (document(stamp=1_700_000_000, dated=None), 2023),
    ],
)
def test_the_date_is_the_last_change_or_the_printed_one_never_today(made: Document, year: int):
    assert particulars(made).made.year == year


def test_a_document_dated_before_the_epoch_is_no_trouble():
    assert particulars(document(stamp=0, dated=date(1066, 10, 14))).made.year == 1066


def outline(path: Path) -> list[object]:
    """Return the titles of a file's bookmarks, nested as they are."""

    def titles(entries: list[object]) -> list[object]:
        return [titles(entry) if isinstance(entry, list) else entry.title for entry in entries]

    return titles(pypdf.PdfReader(path).outline)


def test_bookmarks_are_the_headings(rendered: Rendered):
    path = rendered(
        document(
            Heading(level=2, text="First <b>"),
            Heading(level=1, text="Part  one\nof it"),
            Heading(level=2, text="Chapter"),
            Heading(level=3, text="Section"),
            paragraph("text"),
            Heading(level=1, text="Part two"),
        )
    )
    assert outline(path) == ["First <b>", "Part one of it", ["Chapter", ["Section"]], "Part two"]


def test_a_document_without_headings_has_no_bookmarks(rendered: Rendered):
    assert outline(rendered(document(paragraph("text")))) == []


def test_the_file_opens_with_its_bookmarks_and_its_title(rendered: Rendered):
    with pikepdf.open(rendered(document(Heading(level=1, text="Part"), paragraph("x")))) as pdf:
        assert str(pdf.Root.PageMode) == "/UseOutlines"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_small_objects_are_packed_and_no_helvetica_is_named(rendered: Rendered):
    data = rendered(document(*(paragraph(f"p {number}") for number in range(300)))).read_bytes()
    assert data.count(b" 0 obj") < 60
    assert b"/ObjStm" in data
    assert b"Helvetica" not in data
