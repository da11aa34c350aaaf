"""Form fields: names, what they say, and that they can be filled in and read back."""

from pathlib import Path
from urllib.parse import unquote

import pikepdf
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from svdesk.documents.model.blocks import (
    Block,
    CheckField,
    ChoiceField,
    Column,
    Field,
    ResponseField,
    Table,
    TextField,
    words,
)
from svdesk.rendering.pages.preview import open_preview
from svdesk.rendering.pdf.fields import FieldNames, spoken_name
from tests.rendering.conftest import Rendered
from tests.rendering.pdf_checks import own_faults
from tests.rendering.samples import YES_NO, document

MULTILINE, REQUIRED, COMBO = 1 << 12, 1 << 1, 1 << 17


def form(path: Path) -> dict[str, pypdf.generic.DictionaryObject]:
    """Return the fields of a file by name."""
    fields = pypdf.PdfReader(path).root_object["/AcroForm"]["/Fields"]
    return {field.get_object()["/T"]: field.get_object() for field in fields}


def asked(*fields: Field) -> tuple[Block, ...]:
    """Return *fields* as blocks."""
    return tuple(ResponseField(field=field) for field in fields)


@given(st.lists(st.text(max_size=20)))
def test_every_field_gets_a_name_of_its_own(wanted: list[str]):
    names = FieldNames()
    made = [names.name(name) for name in wanted]
    assert len(set(made)) == len(made)
    assert all(name and "." not in name and name.isprintable() for name in made)


def test_a_name_can_be_read_back():
    assert FieldNames().name("part.a%b\n") == "part%2Ea%25b"
    assert unquote(FieldNames().name("q1.answer/50%")) == "q1.answer/50%"


def test_a_name_used_twice_is_numbered():
    names = FieldNames()
    assert [names.name("a"), names.name("a"), names.name("a")] == ["a", "a%232", "a%233"]


def test_a_field_says_its_label_its_limit_and_whether_it_may_stay_empty():
    limited = TextField(name="a", label="Your <answer>", word_limit=1_500, required=False)
    assert spoken_name(limited) == "Your <answer>, up to 1,500 words, optional"
    assert spoken_name(TextField(name="the.name", label=" ")) == "the.name"
    assert spoken_name(CheckField(name="", label="")) == "Answer"


def test_kinds_and_flags(rendered: Rendered):
    path = rendered(
        document(
            *asked(
                TextField(name="line", label="Line"),
                TextField(name="box", label="Box", lines=5, required=False),
                ChoiceField(name="choice", label="Choice", options=(("v<1>", "First & best"), ("", "None"))),
                CheckField(name="check", label="Check"),
            )
        )
    )
    fields = form(path)
    assert (fields["line"]["/FT"], fields["line"]["/Ff"]) == ("/Tx", REQUIRED)
    assert fields["box"]["/Ff"] == MULTILINE
    assert fields["choice"]["/Ff"] & COMBO
    assert [[str(part) for part in pair] for pair in fields["choice"]["/Opt"]] == [
        ["v<1>", "First & best"],
        ["", "None"],
    ]
    assert fields["check"]["/FT"] == "/Btn"
    assert all("/MaxLen" not in field for field in fields.values())


def test_a_form_can_be_filled_in_and_read_back(rendered: Rendered, tmp_path: Path):
    path = rendered(
        document(
            *asked(
                TextField(name="part.answer", label="Answer", lines=5, word_limit=50),
                ChoiceField(name="kind", label="Kind", options=YES_NO),
                CheckField(name="sure", label="Sure"),
            )
        )
    )
    writer = pypdf.PdfWriter(clone_from=path)
    page = next(page for page in writer.pages if "/Annots" in page)
    answers = {"part%2Eanswer": "Ten people, £5,000, “yes”", "kind": "y", "sure": "/Yes"}
    writer.update_page_form_field_values(page, answers, auto_regenerate=False)
    returned = tmp_path / "returned.pdf"
    writer.write(returned)
    read = pypdf.PdfReader(returned).get_fields() or {}
    assert {name: str(field.value) for name, field in read.items()} == answers


def test_a_ticked_box_and_its_printed_frame_are_seen(rendered: Rendered, tmp_path: Path):
    path = rendered(document(*asked(CheckField(name="sure", label="Sure"))))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        (box,) = pdf.Root.AcroForm.Fields
        area = [float(side) for side in box.Rect]
        pdf.save(path)
        box.AS = box.V = pikepdf.Name.Yes
        ticked = tmp_path / "ticked.pdf"
        pdf.save(ticked)
    empty, full = (ink_inside(each, area) for each in (path, ticked))
    assert 0 < empty < full


def ink_inside(path: Path, area: list[float]) -> int:
    """Count the dark pixels of page 2 inside *area*, in points from the lower left corner."""
    with open_preview(path) as preview:
        _, height = preview.page_size(1)
        width, _, pixels = preview.image(1, 2.0)
    left, bottom, right, top = (round(2 * side) for side in area)
    rows = range(round(2 * height) - top, round(2 * height) - bottom)
    return sum(pixels[4 * (y * width + x)] < 128 for y in rows for x in range(left, right))


@pytest.mark.parametrize("lines", [1, 12, 400])
def test_the_box_of_a_field_is_drawn_on_the_page(rendered: Rendered, lines: int):
    path = rendered(document(*asked(TextField(name="a", label="A", lines=lines))))
    area = [float(side) for side in form(path)["a"]["/Rect"]]
    assert ink_inside(path, [area[0] - 1, area[1] - 1, area[2] + 1, area[3] + 1]) > 500
    assert area[1] > 60
    assert area[3] < 780


def test_fields_in_cells_are_filled_by_their_own_names(rendered: Rendered):
    cells = tuple((words(f"M{n}"), TextField(name="same", label=f"Measure {n}")) for n in range(3))
    table = Table(caption="Offer", columns=(Column(title="Ref"), Column(title="Year 1")), rows=cells)
    path = rendered(document(table))
    assert [field["/TU"] for field in form(path).values()] == ["Measure 0", "Measure 1", "Measure 2"]
    assert own_faults(path) == []


def test_typed_text_has_a_font_with_every_western_letter(rendered: Rendered):
    path = rendered(document(*asked(TextField(name="a", label="A"))))
    with pikepdf.open(path) as pdf:
        (font,) = pdf.Root.AcroForm.DR.Font.values()
        assert str(font.Encoding) == "/WinAnsiEncoding"
        assert len(font.Widths) == 224
        assert all(float(width) > 0 for width in font.Widths)
        data = font.FontDescriptor.FontFile2.read_bytes()
    assert len(data) < 60_000
    place = data.index(b"cmap")
    table = int.from_bytes(data[place + 8 : place + 12], "big")
    assert data[table + 4 : table + 8] == b"\x00\x03\x00\x01"  # the cmap that WinAnsi is looked up by


def test_a_document_without_fields_has_no_form(rendered: Rendered):
    with pikepdf.open(rendered(document())) as pdf:
        assert "/AcroForm" not in pdf.Root
