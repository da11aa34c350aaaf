"""PDF forms with pages that are gone, new or painted over: what is told of them is true."""

from io import BytesIO

import pikepdf
import pytest

from svdesk.rendering.returned.kinds import reader_for
from tests.rendering.returned.returned_forms import file_of
from tests.rendering.returned.test_returned_pdf import Spoil, edited

PAINT = b"q 1 1 1 rg 40 300 500 400 re f Q"


def _told(*spoils: Spoil) -> list[str]:
    returned = edited(file_of("pdf", whole=True), *spoils)
    return list(reader_for(returned).differences(file_of("pdf", whole=True), returned))


def _last(pdf: pikepdf.Pdf) -> int:
    """The number of the last page that has fields."""
    return max(
        number
        for number, page in enumerate(pdf.pages, 1)
        if any(each.get("/Subtype") == pikepdf.Name.Widget for each in page.get("/Annots", []))
    )


def _paint(page: int) -> Spoil:
    return lambda pdf: pdf.pages[page - 1].contents_add(PAINT, prepend=False)


def _blank(page: int) -> Spoil:
    """Put a blank page in, which then has the number *page*."""

    def add(pdf: pikepdf.Pdf) -> None:
        blank = pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=[0, 0, 595, 842])
        pdf.pages.insert(page - 1, pikepdf.Page(pdf.make_indirect(blank)))

    return add


def _without(page: int) -> Spoil:
    def remove(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[page - 1]

    return remove


def test_of_a_page_that_is_gone_only_that_page_is_told():
    told = _told(_without(2))
    assert "Page 2 is gone." in told
    assert not any("form field" in each or "look different" in each or "mark" in each for each in told), told
    assert [each.partition(":")[0] for each in told if each.startswith("Text")] == [
        "Text is gone from page 2"
    ]


def test_fields_that_went_with_their_page_are_told_so_and_no_others():
    with pikepdf.open(BytesIO(file_of("pdf", whole=True))) as pdf:
        page = _last(pdf)
        count = sum(each.get("/Subtype") == pikepdf.Name.Widget for each in pdf.pages[page - 1].Annots)
    told = _told(_without(page))
    assert f"Page {page} is gone." in told
    fields = [each for each in told if "form field" in each]
    assert len(fields) == count
    assert all(each.endswith("is gone with its page.") for each in fields)


@pytest.mark.parametrize(
    ("added", "painted", "now"), [(1, 3, 4), (3, 3, 4), (None, 2, 2)], ids=["first", "just before", "last"]
)
def test_a_page_more_does_not_hide_what_was_painted_over(added: int | None, painted: int, now: int):
    told = _told(_paint(painted), _blank(added) if added else lambda pdf: pdf.add_blank_page())
    assert f"The same words look different on page {now}." in told
    assert any(each.startswith("Page ") and each.endswith(" is new.") for each in told)
    assert not any("form field" in each for each in told), told


def test_a_field_that_no_page_shows_is_told():
    def hide(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[_last(pdf) - 1]
        boxes = [each for each in page.Annots if each.get("/Subtype") == pikepdf.Name.Widget]
        page.Annots = pikepdf.Array([each for each in page.Annots if each.objgen != boxes[0].objgen])

    assert [each for each in _told(hide) if "is not as it was issued" in each]
