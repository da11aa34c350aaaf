"""What a screen reader reads is what the document says, in order; the rest of a page is decoration."""

import re
from collections import Counter
from pathlib import Path

import pypdf
import pytest

from svdesk.documents.model.blocks import Column, Document, Heading, Table, words
from svdesk.rendering.pages.preview import open_preview
from tests.rendering.conftest import Rendered
from tests.rendering.reading import Reader
from tests.rendering.samples import document, every_block, long_text, paragraph
from tests.rendering.wording import expected_words, headings


def bookmark_pages(path: Path) -> dict[str, str]:
    """Return the page number of each bookmark, as another library finds it."""
    reader = pypdf.PdfReader(path)
    found = dict[str, str]()
    waiting = list(reader.outline)
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, list):
            waiting += entry
        else:
            found[str(entry.title)] = str(reader.get_destination_page_number(entry) + 1)
    return found


@pytest.mark.parametrize("draft", [False, True])
def test_the_words_are_read_in_the_order_of_the_document(rendered: Rendered, draft: bool):
    made = document(*every_block(), draft=draft, status="Draft" if draft else "Issued")
    path = rendered(made)
    pages = bookmark_pages(path)
    listed = [heading.text for heading in headings(made.blocks) if heading.level <= 2]
    expected = expected_words(made, [pages[title] for title in listed])
    assert Reader(path).words() == expected


def test_a_paragraph_over_many_pages_is_read_whole(rendered: Rendered):
    made = document(paragraph(long_text(9_000)), paragraph("the end"))
    path = rendered(made)
    assert Reader(path).words() == expected_words(made)
    assert len(Reader(path).texts("P")) == 3 + 2 + 2  # cover, card, paragraphs: one element each


def test_a_cell_over_many_pages_is_read_whole_and_its_header_once(rendered: Rendered):
    columns = (Column(title="Head of first"), Column(title="Head of second"))
    rows = ((words(long_text(900, 1)), words(long_text(2_500, 2))), (words("last"), words("row")))
    made = document(Table(caption="Long", columns=columns, rows=rows))
    reader = Reader(rendered(made))
    assert reader.words() == expected_words(made)
    assert len(reader.texts("TR")) == 2 + 3  # the cover's two facts; header and two rows
    assert len(reader.pages) > 4


def test_only_furniture_is_hidden_from_a_screen_reader(rendered: Rendered):
    made = document(*every_block(), draft=True, status="Draft")
    hidden = Counter[str]()
    for page in Reader(rendered(made)).pages:
        for text in page.artifacts:
            hidden[re.sub(r"Page \d+ of \d+", "Page", text)] += 1
    assert set(hidden) == {
        "RefMeasureTarget",  # the header of the long table, where it is repeated
        "Extra Care Catering · DN776889Social value question pack",
        "Cheshire East Council · version 1.0 · draft · 13 October 2025Page",
        "DRAFT",
        "✓", "✕", "!", "?", "i",
    }  # fmt: skip


def test_every_page_but_the_cover_says_which_page_of_how_many_it_is(rendered: Rendered):
    pages = Reader(rendered(document(*every_block()))).pages
    found = ["".join(re.findall(r"Page \d+ of \d+", "".join(page.artifacts))) for page in pages]
    assert found == ["", *(f"Page {number} of {len(pages)}" for number in range(2, len(pages) + 1))]


def test_headings_are_in_the_tree_by_their_level(rendered: Rendered):
    made = document(*every_block())
    reader = Reader(rendered(made))
    for level in (1, 2, 3):
        texts = [block.text for block in made.blocks if isinstance(block, Heading) and block.level == level]
        assert [text for text in reader.texts(f"H{level}") if text in texts] == texts


def test_a_heading_that_skips_a_level_is_tagged_one_level_down(rendered: Rendered):
    made = document(
        Heading(level=3, text="Deep"), Heading(level=1, text="Top"), Heading(level=3, text="Deeper")
    )
    reader = Reader(rendered(made))
    assert reader.texts("H1") == ["Social value question pack", "Deep", "Top"]
    assert reader.texts("H2") == ["Deeper"]


def test_another_library_sees_the_same_letters(rendered: Rendered):
    path = rendered(
        document(*every_block(), paragraph("Welsh ŵ ŷ, Greek Ελλάδα, a sign ✓, astral \U0001d6fc"))
    )
    with open_preview(path) as preview:
        for number, page in enumerate(Reader(path).pages):
            assert letters(preview.page_text(number)) == letters(page.painted)


def letters(text: str) -> Counter[str]:
    """Count what is seen of *text*; hyphens at line ends are reported in ways of their own."""
    return Counter(sign for sign in text if not sign.isspace() and sign not in "-\x02\ufffe")


def test_the_sample_has_what_the_tests_above_take_for_granted():
    made: Document = document(*every_block())
    assert len(expected_words(made)) > 1_000
