"""Pages as pictures."""

import threading
from pathlib import Path

import pikepdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from svdesk.documents.model.blocks import CheckField, ResponseField
from svdesk.rendering.pages.preview import LARGEST, PagePart, PreviewError, open_preview
from tests.rendering.conftest import Rendered
from tests.rendering.samples import document, paragraph


@pytest.fixture
def two_pages(rendered: Rendered) -> Path:
    """Return a file with a cover and a page."""
    return rendered(
        document(paragraph("Find me on this page"), ResponseField(field=CheckField(name="a", label="A")))
    )


def test_pages_and_their_size(two_pages: Path):
    with open_preview(two_pages) as preview:
        assert preview.page_count == 2
        assert preview.page_size(1) == pytest.approx((595.28, 841.89), abs=0.01)


def test_a_picture_has_four_bytes_a_pixel_and_the_band_of_the_cover(two_pages: Path):
    with open_preview(two_pages) as preview:
        width, height, pixels = preview.image(0, 0.5)
    assert (width, height) == (298, 421)
    assert len(pixels) == 4 * width * height
    assert tuple(pixels[:3]) == (0x08, 0x3F, 0x4A)  # red, green, blue
    assert tuple(pixels[-4:-1]) == (255, 255, 255)


def test_a_picture_is_never_too_large_to_hold(two_pages: Path):
    with open_preview(two_pages) as preview:
        picture = preview.image(1, 100.0)
        assert max(picture.width, picture.height) <= LARGEST + 1
        assert min(preview.image(1, 1e-9)[:2]) >= 1
        for scale in (0.0, -1.0, float("nan")):
            with pytest.raises(ValueError, match="scale"):
                preview.image(1, scale)


def test_a_page_that_is_not_there(two_pages: Path):
    with open_preview(two_pages) as preview:
        for page in (-1, 2):
            with pytest.raises(IndexError, match="among 2"):
                preview.image(page, 1.0)
            with pytest.raises(IndexError, match="among 2"):
                preview.page_text(page)


def test_words_are_found_where_they_stand(two_pages: Path):
    with open_preview(two_pages) as preview:
        assert "Find me on this page" in preview.page_text(1)
        (area,) = preview.find(1, "find ME")
        assert 60 < area.left < area.right < 110
        assert 80 < area.top < area.bottom < 110
        assert preview.find(1, "not there") == preview.find(1, " ") == []


def test_a_file_may_be_replaced_while_it_is_shown(two_pages: Path):
    with open_preview(two_pages) as preview:
        two_pages.write_text("something else")
        assert "Find me" in preview.page_text(1)


def test_closing_twice_does_no_harm(two_pages: Path):
    preview = open_preview(two_pages)
    preview.close()
    preview.close()


def test_what_is_no_pdf_is_refused(tmp_path: Path):
    path = tmp_path / "broken.pdf"
    for data in (b"", b"hello", b"%PDF-1.7\n" + b"x" * 1_000):
        path.write_bytes(data)
        with pytest.raises(PreviewError, match="no PDF"):
            open_preview(path)
    with pytest.raises(OSError, match="missing"):
        open_preview(tmp_path / "missing.pdf")


def test_threads_take_turns(two_pages: Path):
    pictures = list[bytes]()
    with open_preview(two_pages) as one, open_preview(two_pages) as two:
        threads = [
            threading.Thread(target=lambda preview=preview: pictures.append(preview.image(1, 0.4).pixels))
            for preview in (one, two) * 4
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(pictures) == 8
    assert len(set(pictures)) == 1


def _drawn(path: Path, page: int, part: PagePart, *, grey: bool = False) -> bytearray:
    pixels = bytearray(4 * part.width * part.height)
    with open_preview(path) as preview:
        preview.draw(page, 0.5, part, memoryview(pixels), grey=grey)
    return pixels


def test_a_page_drawn_in_parts_is_the_page(two_pages: Path):
    whole = _drawn(two_pages, 0, PagePart(0, 0, 298, 421))
    with open_preview(two_pages) as preview:
        turned = preview.image(0, 0.5).pixels
    assert bytes(whole[:3]) == bytes(turned[2::-1])  # blue, green, red here
    upper = _drawn(two_pages, 0, PagePart(0, 0, 298, 200))
    lower = _drawn(two_pages, 0, PagePart(0, 200, 298, 221))
    assert upper + lower == whole
    corner = _drawn(two_pages, 0, PagePart(100, 50, 7, 1))
    start = 4 * (50 * 298 + 100)
    assert corner == whole[start : start + 28]


def test_a_page_is_drawn_without_colour_where_it_is_asked(two_pages: Path):
    pixels = _drawn(two_pages, 0, PagePart(0, 0, 10, 10), grey=True)
    assert pixels[0] == pixels[1] == pixels[2] < 100


def test_only_what_fits_is_drawn(two_pages: Path):
    with open_preview(two_pages) as preview:
        with pytest.raises(ValueError, match="hold"):
            preview.draw(0, 1.0, PagePart(0, 0, 10, 10), memoryview(bytearray(399)))
        with pytest.raises(ValueError, match="nothing to draw"):
            preview.draw(0, 1.0, PagePart(0, 0, 0, 10), memoryview(bytearray(0)))
        with pytest.raises(IndexError, match="among 2"):
            preview.draw(2, 1.0, PagePart(0, 0, 1, 1), memoryview(bytearray(4)))


def test_a_match_over_two_lines_is_one_match(rendered: Rendered):
    words = "needle " + "and some hay to fill the line with " * 4
    path = rendered(document(paragraph(words)))
    with open_preview(path) as preview:
        text = preview.page_text(1)
        first, _, rest = text[text.index("needle") :].partition("\r\n")
        across = first.split()[-1] + " " + rest.split()[0]
        (match,) = [found for found in preview.matches(1, across) if len(found) > 1]
        assert match[0].top < match[1].top
        assert len(preview.matches(1, "hay")) == 4
        assert len(preview.matches(1, "hay", 3)) == 3


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """Return three pages; the first leads to the third and to an address."""
    path = tmp_path / "linked.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.drawString(100, 742, "Here")
    canvas.linkAbsolute("three", "third", (100, 700, 200, 720))
    canvas.linkURL("https://example.org/a?b=c", (100, 600, 200, 620))
    for _ in range(2):
        canvas.showPage()
    canvas.bookmarkHorizontal("third", 0, 500)
    canvas.showPage()
    canvas.save()
    return path


def test_links_say_where_they_lie_and_lead(linked: Path):
    with open_preview(linked) as preview:
        inside, outside = preview.links(0)
        assert (inside.page, inside.address) == (2, "")
        assert inside.area == pytest.approx((100, 841.89 - 720, 200, 841.89 - 700), abs=0.1)
        assert inside.top == pytest.approx(341.89, abs=1)
        assert (outside.page, outside.address) == (-1, "https://example.org/a?b=c")
        assert preview.links(1) == []


def test_places_are_right_on_pages_that_are_turned_and_cut(linked: Path, tmp_path: Path):
    with pikepdf.open(linked) as pdf:
        page = pdf.pages[0]
        page.cropbox = [50, 100, 550, 800]
        page.rotate(90, relative=False)
        pdf.save(tmp_path / "turned.pdf")
    with open_preview(tmp_path / "turned.pdf") as preview:
        assert preview.page_sizes()[0] == pytest.approx((700, 500))
        (link, _) = preview.links(0)
        # Turned right by a quarter: what was 700 to 720 from below is 600 to 620 from the left.
        assert link.area == pytest.approx((600, 50, 620, 150), abs=0.1)
        ((word,),) = preview.matches(0, "Here")
        assert word.left == pytest.approx(642, abs=3)
        assert word.top == pytest.approx(50, abs=3)
