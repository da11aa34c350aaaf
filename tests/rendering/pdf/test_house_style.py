"""The organisation's logo and colour in finished files, as other programs read them."""

import io
import zipfile
from base64 import b64decode
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import docx
import pikepdf
import pypdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from svdesk.documents.model.blocks import Document, Tone
from svdesk.domain import colours
from svdesk.domain.project import HouseStyle
from svdesk.rendering.docx.renderer import make_docx
from svdesk.rendering.html.renderer import make_html
from svdesk.rendering.logos import logo_from
from svdesk.rendering.look.palette import Palette, palette_of
from svdesk.rendering.look.styles import INK, MUTED, TONES, WHITE, Colour
from svdesk.rendering.pdf.renderer import make_pdf
from tests.projects import a_picture
from tests.rendering.conftest import Rendered
from tests.rendering.docx import docx_checks
from tests.rendering.html import web_pages
from tests.rendering.pdf_checks import faults
from tests.rendering.samples import document, every_block

BLUE, RED = (0, 94, 184), (200, 16, 46)
WORDS = "Oakmere Council, three “oaks” & <a river>"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def logo(width: int, height: int) -> str:
    """A logo of two halves: red to the left, blue to the right."""
    picture = Image.new("RGB", (width, height), BLUE)
    ImageDraw.Draw(picture).rectangle((0, 0, width // 2, height), fill=RED)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return logo_from(file.getvalue(), "logo.png")


def in_style(width: int = 600, height: int = 200, **changes: object) -> Document:
    style = HouseStyle(logo=logo(width, height), logo_words=WORDS, colour="#78143c")
    return document(*every_block(), house_style=style, **changes)


def figures(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    found, waiting = [], [pdf.Root.StructTreeRoot.K]
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.Array):
            waiting += list(item)
        elif isinstance(item, pikepdf.Dictionary):
            if item.get("/S") == "/Figure":
                found.append(item)
            waiting += [item.K] if "/K" in item else []
    return found


SHAPES = [(600, 200), (900, 60), (60, 900), (400, 400), (40, 20)]


@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize(("width", "height"), SHAPES)
def test_a_cover_with_a_logo_of_any_shape_conforms_and_says_what_it_shows(
    rendered: Rendered, width: int, height: int, compact: bool
):
    path = rendered(in_style(width, height, compact=compact))
    assert faults(path) == []
    with pikepdf.open(path) as pdf:
        (figure,) = figures(pdf)
        assert str(figure.Alt) == WORDS
        left, bottom, right, top = (float(side) for side in figure.A.BBox)
        assert (right - left) / (top - bottom) == pytest.approx(width / height, rel=0.02)
        assert 0 < left < right < 595 - 62
        assert 841 - 120 < bottom < top < 841
        assert pdf.pages[0].Resources.XObject
        assert all("/XObject" not in page.Resources for page in pdf.pages[1:])


@pytest.mark.parametrize("draft", [False, True])
def test_the_picture_is_seen_where_the_figure_says_it_is(rendered: Rendered, draft: bool):
    path = rendered(in_style(draft=draft))
    with pikepdf.open(path) as pdf:
        left, bottom, right, top = (float(side) for side in figures(pdf)[0].A.BBox)
    page = pypdfium2.PdfDocument(path)[0]
    seen = page.render(scale=2).to_pil().convert("RGB")
    middle = (841.89 - (bottom + top) / 2) * 2
    assert seen.getpixel((int(left * 2 + 10), int(middle))) == RED
    assert seen.getpixel((int(right * 2 - 10), int(middle))) == BLUE
    for x, y in ((left - 6, (bottom + top) / 2), (right + 6, (bottom + top) / 2), (left + 9, top + 6)):
        assert seen.getpixel((int(x * 2), int((841.89 - y) * 2))) == (255, 255, 255)
    below = (841.89 - bottom + 40) * 2
    assert seen.getpixel((10, int(below))) == (0x78, 0x14, 0x3C)


def test_a_screen_reader_hears_of_the_logo_before_the_title(rendered: Rendered):
    with pikepdf.open(rendered(in_style())) as pdf:
        first = pdf.Root.StructTreeRoot.K
        while first.S != "/Sect":
            first = first.K[0] if isinstance(first.K, pikepdf.Array) else first.K
        assert [str(kid.S) for kid in first.K][:1] == ["/Figure"]
        assert "/H1" in [str(kid.S) for kid in first.K]


def test_another_reader_gets_the_whole_picture_out(rendered: Rendered):
    (image,) = pypdf.PdfReader(rendered(in_style())).pages[0].images
    picture = image.image
    assert picture is not None
    assert picture.size == (600, 200)
    assert picture.convert("RGB").getpixel((5, 5)) == RED


def test_the_same_style_gives_the_same_bytes_and_no_style_no_picture():
    assert make_pdf(in_style())[0] == make_pdf(in_style())[0]
    assert make_docx(in_style())[0] == make_docx(in_style())[0]
    plain, _ = make_pdf(document(*every_block()))
    assert len(pypdf.PdfReader(io.BytesIO(plain)).pages[0].images) == 0
    assert plain == make_pdf(document(*every_block(), house_style=HouseStyle()))[0]


def test_long_titles_and_a_logo_share_the_cover(rendered: Rendered):
    long = "A very long title about everything that this contract can do for people and places " * 12
    for compact in (False, True):
        wordy = in_style(60, 900, title=long, subtitle=long, authority=long, compact=compact)
        assert faults(rendered(wordy)) == []


# ---- colours


def grounds(palette: Palette) -> list[Colour]:
    """What text in the organisation's colour can stand on."""
    return [WHITE, palette.wash, *(palette.tone(tone).wash for tone in Tone)]


def contrast(one: Colour, other: Colour) -> float:
    return colours.contrast(f"#{one.digits.lower()}", f"#{other.digits.lower()}")


@given(st.tuples(*[st.integers(0, 255)] * 3).map(colours.written).map(colours.darkened))
def test_whatever_the_colour_everything_can_be_read_and_seen(colour: str):
    palette = palette_of(colour)
    assert palette.band.digits.lower() == colour[1:]
    for ground in grounds(palette):
        for text in (palette.accent, palette.deep, INK, MUTED):
            assert contrast(text, ground) >= 4.5
    for text in (WHITE, palette.pale):
        assert contrast(text, palette.band) >= 4.5
    assert contrast(WHITE, palette.accent) >= 4.5
    assert contrast(palette.band, WHITE) >= 3


def test_svdesks_own_colours_can_be_read_too_and_stay_as_they_were():
    palette = palette_of("")
    assert palette == Palette()
    for ground in grounds(palette):
        assert contrast(palette.accent, ground) >= 4.5
    assert contrast(palette.pale, palette.band) >= 4.5


def test_a_status_keeps_its_own_colour_whatever_the_organisations_is():
    palette = palette_of("#78143c")
    for tone in Tone:
        assert (palette.tone(tone) == TONES[tone]) == (tone is not Tone.PLAIN)


def test_the_colour_is_on_every_page_of_a_pdf_and_svdesks_own_is_gone():
    data, _ = make_pdf(in_style())
    with pikepdf.open(io.BytesIO(data)) as pdf:
        painted = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    for gone in (Palette().accent, Palette().deep, Palette().wash, Palette().pale):
        assert gone.fill.encode() not in painted
        assert gone.stroke.encode() not in painted
    palette = palette_of("#78143c")
    for there in (palette.accent, palette.deep, palette.band, palette.wash, palette.pale):
        assert there.fill.encode() in painted


# ---- the twins


def test_a_word_file_has_the_logo_with_its_words_and_the_colour(tmp_path: Path):
    path = tmp_path / "d.docx"
    path.write_bytes(make_docx(in_style())[0])
    assert docx_checks.faults(path) == []
    word = docx.Document(str(path))
    (shape,) = word.inline_shapes
    assert shape.width / shape.height == pytest.approx(3, rel=0.01)
    (said,) = word.element.iter(PICTURE)
    assert said.get("descr") == WORDS
    with zipfile.ZipFile(path) as parts:
        pictures = [name for name in parts.namelist() if name.startswith("word/media/")]
        assert len(pictures) == 1
        with Image.open(io.BytesIO(parts.read(pictures[0]))) as seen:
            assert seen.getpixel((5, 5)) == RED
        styles, numbers = (parts.read(f"word/{name}.xml").decode() for name in ("styles", "numbering"))
    palette = palette_of("#78143c")
    assert palette.accent.digits in styles
    assert palette.accent.digits in numbers
    for gone in (Palette().accent, Palette().deep, Palette().wash):
        assert gone.digits not in styles + numbers


def test_a_web_page_carries_the_logo_within_itself_and_loads_nothing():
    page = web_pages.read_page(make_html(in_style()))
    assert web_pages.faults(page) == []
    (picture,) = page.iter("img")
    assert picture.get("alt") == WORDS
    kind, _, data = picture.get("src", "").partition(",")
    assert kind == "data:image/png;base64"
    with Image.open(io.BytesIO(b64decode(data))) as seen:
        assert seen.size == (600, 200)
    assert int(picture.get("width", "")) / int(picture.get("height", "")) == pytest.approx(3, rel=0.02)
    (policy,) = (m.get("content", "") for m in page.iter("meta") if m.get("http-equiv"))
    assert "img-src data:" in policy
    assert "default-src 'none'" in policy
    sheet = web_pages.text_of(page.find("head/style"))
    assert f"#{palette_of('#78143c').band.digits}" in sheet
    assert f"#{Palette().accent.digits}" not in sheet


def test_a_page_without_a_logo_may_load_no_picture_at_all():
    page = ElementTree.tostring(web_pages.read_page(make_html(document()))).decode()
    assert "img-src" not in page
    assert "<img" not in page


@pytest.mark.parametrize(
    "text", ["", "   ", "\u200b", "x" * 2000, "👍🏽 العربية \x00\ud800", '"><script>alert(1)</script>']
)
def test_words_for_a_logo_can_be_anything(rendered: Rendered, text: str):
    style = HouseStyle(logo=a_picture(), logo_words=text, colour="#005eb8")
    made = replace(document(*every_block()), house_style=style)
    assert faults(rendered(made)) == []
    assert b"<script>" not in make_html(made)
    make_docx(made)
