"""Pages as pictures."""

import threading
from pathlib import Path

import pytest

from svdesk.documents.blocks import CheckField, ResponseField
from svdesk.rendering.preview import LARGEST, PreviewError, open_preview
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
