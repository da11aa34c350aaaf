"""The pages before the text: a draft's cover says so in black and white, contents stay on a page."""

from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from svdesk.documents.catalogue import document_kind
from svdesk.documents.model.blocks import Document, Heading, Paragraph, words
from svdesk.policy.case import case_of
from svdesk.policy.loading.load import bundled_pack
from svdesk.rendering.pdf.renderer import PdfRenderer
from svdesk.services.project.project_sources import example_project
from tests.rendering.pdf_checks import faults
from tests.rendering.project_states import largest


def made(document: Document, path: Path) -> Path:
    PdfRenderer().render(document, path)
    return path


def gray(path: Path) -> list[bytes]:
    """The rows of the cover in shades of gray."""
    with pypdfium2.PdfDocument(path) as pdf:
        bitmap = pdf[0].render(scale=0.5, grayscale=True)
        content = bytes(bitmap.buffer)
        return [content[row * bitmap.stride :][: bitmap.width] for row in range(bitmap.height)]


@pytest.mark.parametrize("colour", ["", "#ffe600", "#000000"])
def test_a_drafts_cover_says_so_in_black_and_white_too(tmp_path: Path, colour: str):
    pack, project = bundled_pack(), example_project()
    project = replace(project, house_style=replace(project.house_style, colour=colour))
    document = document_kind("pmf").compose(case_of(project, pack))
    document = replace(document, status="Draft")  # the same words on both, but for the mark
    draft = gray(made(replace(document, draft=True), tmp_path / "draft.pdf"))
    issued = gray(made(replace(document, draft=False), tmp_path / "issued.pdf"))
    apart = [
        max(abs(one - other) for one, other in zip(*rows, strict=True))
        for rows in zip(draft, issued, strict=True)
    ]
    band, below = apart[: len(apart) * 2 // 5], apart[len(apart) // 2 :]
    assert sum(each > 100 for each in band) > 8  # of 255: letters on the dark ground that nobody overlooks
    assert sum(each > 10 for each in below) > 60  # rows of the large word across the paper
    assert faults(tmp_path / "draft.pdf") == []


def contents_of(path: Path) -> tuple[int, str]:
    """The pages on which the contents stand, and what they say."""
    with pypdfium2.PdfDocument(path) as read:
        pages = [" ".join(page.get_textpage().get_text_bounded().split()) for page in read]
    first = next(number for number, page in enumerate(pages) if "Contents" in page)
    with pikepdf.open(path) as pdf:
        lists = sum(
            1
            for page in pdf.pages
            if any("/Dest" in each for each in page.get("/Annots", ())) and page.index >= first
        )
    return lists, pages[first]


@pytest.mark.parametrize("key", ["annex", "itt", "pmf"])
def test_contents_of_the_largest_project_take_one_page(tmp_path: Path, key: str):
    pack, project = bundled_pack(), largest()
    document = document_kind(key).compose(case_of(project, pack))
    path = made(document, tmp_path / "made.pdf")
    pages, said = contents_of(path)
    assert pages == 1
    parts = [each.text for each in document.blocks if isinstance(each, Heading) and each.level == 1]
    for part in parts:
        assert part.split()[0] in said
    assert faults(path) == []


def test_sections_are_left_out_of_the_part_that_has_most_and_no_other(tmp_path: Path):
    blocks = [
        block
        for part, sections in (("One", 3), ("Two", 60), ("Three", 2))
        for block in (
            Heading(level=1, text=f"{part} part"),
            *(Heading(level=2, text=f"{part} section {number}") for number in range(sections)),
            Paragraph(content=words("Said.")),
        )
    ]
    pack, project = bundled_pack(), example_project()
    document = document_kind("pmf").compose(case_of(project, pack))
    pages, said = contents_of(made(replace(document, blocks=tuple(blocks)), tmp_path / "made.pdf"))
    assert pages == 1
    assert "One section 2" in said
    assert "Three section 1" in said
    assert "Two part" in said
    assert "Two section" not in said
