"""Boxes: how they split, and that nothing is drawn which a screen reader would miss."""

import re

import pikepdf
import pytest

from svdesk.documents.model.blocks import CheckField, ResponseField, words
from svdesk.rendering.look.palette import Palette
from svdesk.rendering.look.styles import BODY, BODY_HEIGHT
from svdesk.rendering.look.text import plain
from svdesk.rendering.pdf.canvas import TaggedCanvas, UntaggedError
from svdesk.rendering.pdf.fields import CheckBox
from svdesk.rendering.pdf.file.structure import Node
from svdesk.rendering.pdf.fonts import shipped_fonts
from svdesk.rendering.pdf.layout.boxes import Blank, Box, BoxGroup, divide
from svdesk.rendering.pdf.layout.rows import Item
from svdesk.rendering.pdf.layout.setting import set_text
from svdesk.rendering.pdf.layout.textbox import TextBox
from tests.rendering.conftest import Rendered
from tests.rendering.pdf_checks import faults
from tests.rendering.reading import Reader
from tests.rendering.samples import document, long_text, paragraph

WIDTH = 300.0
LINE = BODY.leading


def text_of(lines: int) -> TextBox:
    """Return a text of so many lines."""
    content = words("\n".join(f"line {number}" for number in range(lines)))
    return TextBox(set_text(content, BODY, shipped_fonts(), set()), BODY, Node("P"))


def heights(box: Box, room: float) -> tuple[float, float]:
    """Return the heights that a box is split into, in lines of body text."""
    head, tail = box.split(WIDTH, room)
    return (head.height(WIDTH) / LINE if head else 0, tail.height(WIDTH) / LINE if tail else 0)


@pytest.mark.parametrize(
    ("lines", "room", "halves"),
    [
        (5, 5, (5, 0)),
        (5, 4, (3, 2)),
        (5, 3, (3, 2)),
        (5, 2, (2, 3)),
        (5, 1, (0, 5)),
        (3, 2, (0, 3)),
        (1, 0.9, (0, 1)),
    ],
)
def test_a_text_splits_between_lines_and_leaves_none_alone(
    lines: int, room: float, halves: tuple[float, float]
):
    text = text_of(lines)
    assert heights(text, room * LINE) == pytest.approx(halves)
    assert heights(Item(None, text_of(lines), 20.0), room * LINE) == pytest.approx(halves)


def test_a_tick_box_splits_its_label_and_stays_with_the_first_lines():
    def tick() -> Box:
        return CheckBox(CheckField(name="a", label="a"), "a", Node("Form"), text_of(6))

    assert heights(tick(), 6 * LINE) == pytest.approx((6, 0))
    assert heights(tick(), 3 * LINE) == pytest.approx((3, 3))
    assert heights(tick(), LINE) == pytest.approx((0, 6))


def test_boxes_are_divided_before_what_does_not_fit():
    boxes = [Blank(50), Blank(60), Blank(70)]
    assert divide(boxes, WIDTH, 120) == (boxes[:2], boxes[2:])
    assert divide(boxes, WIDTH, 180) == (boxes, [])
    assert divide(boxes, WIDTH, 40) == ([], boxes)


def test_a_group_gives_only_what_it_can():
    group = BoxGroup([Blank(100), Blank(100)])
    assert group.give(WIDTH) == 0
    assert group.lowered(WIDTH, 10).height(WIDTH) == 200
    assert group.split(WIDTH, 150) == (None, group)


def test_a_box_of_a_line_is_no_higher_than_a_page():
    assert text_of(1).lowered(WIDTH, 5).height(WIDTH) == LINE < BODY_HEIGHT


def test_text_without_a_place_in_the_tree_is_refused():
    canvas = TaggedCanvas(Node("Document"), "en-GB", Palette())
    with pytest.raises(UntaggedError):
        canvas.text(None, ["(x) Tj"])
    with canvas.artifact():
        canvas.text(None, ["(x) Tj"])


def test_a_tick_box_with_a_label_and_a_hint_of_pages_is_read_whole(rendered: Rendered):
    for label, hint in (
        (long_text(2_500), ""),
        ("Short", long_text(2_500)),
        (long_text(2_500), long_text(900, 1)),
    ):
        path = rendered(
            document(paragraph("begin"), ResponseField(field=CheckField(name="a", label=label), hint=hint))
        )
        assert " ".join([label, hint]).split() == Reader(path).words()[-len(f"{label} {hint}".split()) :]
        assert faults(path) == []


def test_more_letters_than_one_font_subset_holds_are_all_read(rendered: Rendered):
    letters = [chr(code) for code in range(0x21, 0x600) if chr(code).isprintable()]
    fonts = shipped_fonts()
    known = [letter for letter in letters if letter in fonts.face(BODY.face).characters and letter != "\xad"]
    assert len(known) > 600
    text = " ".join("".join(known[i : i + 7]) for i in range(0, len(known), 7))
    path = rendered(document(paragraph(text)))
    assert Reader(path).texts("P")[-1] == plain(text)
    assert faults(path) == []
    with pikepdf.open(path) as pdf:
        cmaps = [item.read_bytes() for item in pdf.objects if is_cmap(item)]
    blocks = [
        block.count(b"\n") - 1 for cmap in cmaps for block in re.findall(rb"beginbfchar(.*?)end", cmap, re.S)
    ]
    assert len(blocks) > len(cmaps)
    assert max(blocks) <= 100  # the most that a reader must take in one (PDF 1.7, 9.10.3)


def is_cmap(item: pikepdf.Object) -> bool:
    """Whether an object says what a font's codes mean."""
    return (
        isinstance(item, pikepdf.Stream) and item.get("/Type") is None and b"begincmap" in item.read_bytes()
    )
