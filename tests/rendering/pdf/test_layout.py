"""Where things come to stand: what belongs together stays together, and nothing leaves the page."""

from pathlib import Path

import pikepdf
import pytest

from svdesk.documents.model.blocks import (
    Block,
    Bullets,
    Callout,
    Heading,
    PageBreak,
    ResponseField,
    TextField,
    Together,
    Tone,
    words,
)
from svdesk.rendering.look.styles import BODY_BOTTOM, MARGIN, PAGE_WIDTH
from svdesk.rendering.pages.preview import open_preview
from tests.rendering.conftest import Rendered
from tests.rendering.reading import Reader
from tests.rendering.samples import document, every_block, long_text, paragraph


def page_of(path: Path, text: str) -> int:
    """Return the first page after the cover that paints *text*."""
    return next(number for number, page in enumerate(Reader(path).pages) if number and text in page.painted)


def filler(lines: int) -> tuple[Block, ...]:
    """Return paragraphs of so many lines."""
    return tuple(paragraph(f"line {number}") for number in range(lines))


@pytest.mark.parametrize("lines", range(20, 30))
def test_a_heading_is_never_the_last_thing_on_a_page(rendered: Rendered, lines: int):
    path = rendered(document(*filler(lines), Heading(level=2, text="Followed"), paragraph("close behind")))
    assert page_of(path, "Followed") == page_of(path, "close behind")


@pytest.mark.parametrize("lines", range(18, 27))
def test_a_heading_stays_with_what_follows_over_several_headings(rendered: Rendered, lines: int):
    path = rendered(
        document(
            *filler(lines),
            Heading(level=1, text="Part", kicker="Above it"),
            Heading(level=2, text="Chapter"),
            Heading(level=3, text="Section"),
            Bullets(items=(words("an item"),)),
        )
    )
    pages = {page_of(path, text) for text in ("Above it", "Part", "Chapter", "Section", "an item")}
    assert len(pages) == 1


@pytest.mark.parametrize("lines", range(18, 27))
def test_what_is_together_stays_on_one_page(rendered: Rendered, lines: int):
    inner = Together(blocks=(paragraph("second"), paragraph("third")))
    path = rendered(
        document(*filler(lines), Together(blocks=(paragraph("first"), inner, paragraph("fourth"))))
    )
    assert len({page_of(path, text) for text in ("first", "second", "third", "fourth")}) == 1


def test_what_is_together_but_higher_than_a_page_flows(rendered: Rendered):
    blocks = (paragraph("begin"), Together(blocks=(paragraph(long_text(3_000)), Together(blocks=filler(60)))))
    path = rendered(document(*blocks, paragraph("end")))
    assert page_of(path, "begin") == page_of(path, "w0x0 ")
    assert page_of(path, "end") > page_of(path, "begin") + 3
    assert Reader(path).words()[-1] == "end"


def test_a_paragraph_leaves_no_line_alone(rendered: Rendered):
    for lines in range(20, 32):
        path = rendered(document(*filler(lines), paragraph(long_text(70))))
        with open_preview(path) as preview:
            for page in range(1, preview.page_count):
                alone = [text for text in preview.page_text(page).splitlines() if text.startswith("w0x")]
                assert len(alone) != 1


@pytest.mark.parametrize("words_on_it", [300, 2_000])
def test_a_long_card_goes_on_as_a_card(rendered: Rendered, words_on_it: int):
    card = Callout(
        tone=Tone.TAKE_CARE,
        title="Long",
        body=(words(long_text(words_on_it)), words("last of it")),
        source=(),
    )
    path = rendered(document(*filler(22), card))
    reader = Reader(path)
    assert reader.texts("P")[-1] == "last of it"
    assert page_of(path, "Take care") == page_of(path, "Long")
    assert sum("Take care" in page.painted for page in reader.pages) == 1


def test_a_page_break_begins_a_page_and_two_are_one(rendered: Rendered):
    path = rendered(document(paragraph("one"), PageBreak(), PageBreak(), paragraph("two"), PageBreak()))
    assert page_of(path, "two") == page_of(path, "one") + 1
    assert len(Reader(path).pages) == 3


def test_a_heading_may_begin_a_page(rendered: Rendered):
    path = rendered(
        document(paragraph("one"), Heading(level=2, text="Two", page_break=True), paragraph("three"))
    )
    assert page_of(path, "Two") == page_of(path, "one") + 1


def test_a_large_answer_box_gets_lower_rather_than_leaving_its_question(rendered: Rendered):
    answer = ResponseField(field=TextField(name="a", label="Your answer", lines=16))
    path = rendered(document(*filler(17), paragraph("the question"), answer))
    assert page_of(path, "the question") == page_of(path, "Your answer")
    with pikepdf.open(path) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        left, bottom, right, top = map(float, field.Rect)
    assert (left, right) == (MARGIN, pytest.approx(PAGE_WIDTH - MARGIN))
    assert bottom == pytest.approx(BODY_BOTTOM, abs=0.1)
    assert 0.5 * 16 * 16 < top - bottom < 16 * 16


def test_nothing_is_painted_outside_the_margins(rendered: Rendered):
    text = f"{'W' * 700} https://example.org/{'path/' * 60} {long_text(50)}"
    blocks = (*every_block(), Heading(level=1, text=text), paragraph(text), Bullets(items=(words(text),)))
    path = rendered(document(*blocks, authority=text, reference=text, title="A" * 300))
    with open_preview(path) as preview:
        for page in range(1, preview.page_count):
            width, height, pixels = preview.image(page, 1.0)
            edge = round(MARGIN) - 3
            for y in range(height):
                line = pixels[4 * width * y : 4 * width * (y + 1)]
                assert set(line[: 4 * edge : 4]) == {255}
                assert set(line[-4 * edge :: 4]) == {255}


def test_the_title_of_a_cover_is_as_large_as_fits(rendered: Rendered):
    for title in ("Short", "A title of a good many words " * 4, "A title nobody would write " * 20):
        reader = Reader(rendered(document(title=title)))
        assert reader.texts("H1")[0] == " ".join(title.split())
        assert "What we ask" in reader.pages[0].painted


def test_a_contents_list_appears_where_there_is_something_to_list(rendered: Rendered):
    few = document(Heading(level=1, text="One"), Heading(level=3, text="Deep"), Heading(level=2, text="Two"))
    assert "Contents" not in Reader(rendered(few)).words()
    many = document(*(Heading(level=1, text=f"Part {number}", page_break=True) for number in range(120)))
    reader = Reader(rendered(many))
    assert reader.texts("TOCI")[0] == "Part 0 7"
    assert reader.texts("TOCI")[-1] == f"Part 119 {len(reader.pages)}"


def test_an_item_of_a_list_is_not_alone_on_a_page(rendered: Rendered):
    for lines in range(18, 30):
        items = tuple(words(f"item {number}") for number in range(5))
        path = rendered(document(*filler(lines), Bullets(items=items)))
        assert page_of(path, "item 0") == page_of(path, "item 1")
        assert page_of(path, "item 3") == page_of(path, "item 4")
    assert Reader(rendered(document(Bullets(items=(words("only one"),))))).texts("LBody") == ["only one"]


def test_a_compact_document_begins_on_its_first_page_without_contents(rendered: Rendered):
    parts = tuple(Heading(level=1, text=f"Part {number}") for number in range(5))
    path = rendered(document(*parts, compact=True, draft=True))
    first = Reader(path).pages[0]
    assert "Part 0" in first.painted
    assert "Page 1 of 1" in first.painted
    assert first.painted.count("DRAFT") == 1
    assert "Contents" not in Reader(path).words()
    assert len(Reader(rendered(document(*parts, compact=False))).pages) > len(Reader(path).pages)


def test_the_band_of_a_compact_document_holds_a_long_title(rendered: Rendered):
    title = "A title nobody would write " * 60
    reader = Reader(rendered(document(paragraph("The text"), title=title, compact=True)))
    assert reader.texts("H1")[0] == " ".join(title.split())
    assert reader.words()[-2:] == ["The", "text"]
