"""Logos as people have them: read where they are pictures, refused in plain words where they are not."""

import io
import os
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageDraw

from svdesk.domain.pictures import MOST_SIDE, MOST_TEXT, Picture, read_picture
from svdesk.rendering.logos import MOST_BYTES, LogoError, logo_from, read_logo

BLUE, RED, GREEN = (0, 94, 184), (200, 16, 46), (0, 150, 57)


def file_of(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def taken(content: bytes) -> tuple[Picture, Image.Image]:
    """What is kept of a logo, and what is seen of that."""
    picture = read_picture(logo_from(content, "logo"))
    return picture, Image.open(io.BytesIO(picture.png)).convert("RGB")


def near(one: object, other: tuple[int, int, int], by: int = 12) -> bool:
    assert isinstance(one, tuple)
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "WEBP"])
def test_every_usual_kind_of_picture_is_read(kind: str):
    picture, seen = taken(file_of(Image.new("RGB", (300, 120), BLUE), kind))
    assert (picture.width, picture.height) == (300, 120)
    assert near(seen.getpixel((150, 60)), BLUE)


def test_what_can_be_seen_through_is_laid_on_white():
    logo = Image.new("RGBA", (100, 50), (0, 0, 0, 0))
    ImageDraw.Draw(logo).rectangle((0, 0, 49, 49), fill=(*BLUE, 255))
    ImageDraw.Draw(logo).rectangle((50, 0, 99, 49), fill=(0, 0, 0, 128))
    _, seen = taken(file_of(logo))
    assert seen.getpixel((20, 20)) == BLUE
    assert near(seen.getpixel((80, 20)), (127, 127, 127), 2)


def test_a_palette_with_a_colour_to_see_through_is_laid_on_white():
    logo = Image.new("P", (60, 20), 1)
    logo.putpalette([255, 0, 255, *BLUE])
    logo.paste(0, (20, 0, 40, 20))
    _, seen = taken(file_of(logo, transparency=0))
    assert seen.getpixel((5, 10)) == BLUE
    assert seen.getpixel((30, 10)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "I;16"])
def test_pictures_in_grey_are_read(mode: str):
    logo = Image.new("L", (40, 40), 255)
    logo.paste(0, (0, 0, 40, 20))
    logo.putpixel((39, 39), 0)
    picture = logo.convert("I").point(lambda level: level * 257).convert(mode) if mode == "I;16" else logo
    _, seen = taken(file_of(picture if mode == "I;16" else picture.convert(mode)))
    assert near(seen.getpixel((20, 5)), (0, 0, 0), 2)
    assert near(seen.getpixel((20, 30)), (255, 255, 255), 2)


def test_a_jpeg_for_printers_keeps_its_colours_as_near_as_can_be():
    _, seen = taken(file_of(Image.new("RGB", (100, 100), RED).convert("CMYK"), "JPEG", quality=95))
    assert near(seen.getpixel((50, 50)), RED)


def test_a_colour_profile_is_followed_and_then_left_out():
    other = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    sound = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (sound, other.tobytes(), b"no profile at all"):
        picture, seen = taken(file_of(Image.new("RGB", (50, 50), GREEN), icc_profile=profile))
        assert near(seen.getpixel((25, 25)), GREEN, 2)
        assert b"iCCP" not in picture.png


def test_a_photograph_that_lies_on_its_side_is_stood_up():
    logo = Image.new("RGB", (200, 100), BLUE)
    logo.paste(RED, (0, 0, 100, 100))
    turned = Image.Exif()
    turned[0x0112] = 6  # to be turned by a quarter, clockwise
    picture, seen = taken(file_of(logo, "JPEG", quality=95, exif=turned))
    assert (picture.width, picture.height) == (100, 200)
    assert near(seen.getpixel((50, 20)), RED)
    assert near(seen.getpixel((50, 180)), BLUE)


def test_only_the_picture_itself_is_kept():
    said = Image.Exif()
    said[0x010E] = "Taken by Sam at home"
    picture, _ = taken(file_of(Image.new("RGB", (60, 60), BLUE), "JPEG", exif=said, comment=b"secret"))
    assert b"Sam" not in picture.png
    assert b"secret" not in picture.png


def test_only_the_first_picture_of_a_moving_one_counts():
    frames = [Image.new("RGB", (40, 40), colour) for colour in (GREEN, RED, BLUE)]
    for kind in ("GIF", "PNG", "WEBP"):
        _, seen = taken(file_of(frames[0], kind, save_all=True, append_images=frames[1:]))
        assert near(seen.getpixel((20, 20)), GREEN, 20)


def test_the_smallest_logo_is_read():
    picture, _ = taken(file_of(Image.new("RGB", (8, 8), BLUE)))
    assert (picture.width, picture.height) == (8, 8)


def dot(size: int) -> Image.Image:
    picture = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    picture.paste((*BLUE, 255), (200, 200, 200 + size, 200 + size))
    return picture


@pytest.mark.parametrize(
    ("picture", "said"),
    [
        (Image.new("RGBA", (300, 120), (0, 0, 0, 0)), "would not be seen on white paper"),
        (Image.new("RGBA", (300, 120), (*BLUE, 3)), "would not be seen on white paper"),
        (Image.new("LA", (300, 120), (255, 255)), "would not be seen on white paper"),
        (Image.new("RGB", (300, 120), (240, 238, 241)), "would not be seen on white paper"),
        (Image.new("RGB", (1, 4000), BLUE), "a mere line"),
        (Image.new("RGB", (30_000, 1), BLUE), "a mere line"),
        (Image.new("RGB", (4000, 40), BLUE), "a mere line"),
        (Image.new("RGB", (1, 1), BLUE), "too small to show a logo: 1 by 1 pixels"),
        (dot(5), "too small to show a logo: 5 by 5 pixels"),
    ],
    ids=["transparent", "nearly so", "white", "pale", "thin", "flat", "long", "one pixel", "a dot"],
)
def test_what_nobody_would_see_as_a_logo_is_refused_in_words(picture: Image.Image, said: str):
    with pytest.raises(LogoError, match=r"^mark\.png ") as refused:
        logo_from(file_of(picture), "mark.png")
    assert said in str(refused.value)
    assert "Choose" in str(refused.value)


@pytest.mark.parametrize("colour", [(255, 255, 0), (255, 240, 200), (200, 255, 255)])
def test_a_pale_colour_that_is_seen_is_read(colour: tuple[int, int, int]):
    _, seen = taken(file_of(Image.new("RGB", (60, 40), colour)))
    assert near(seen.getpixel((30, 20)), colour, 2)


@pytest.mark.parametrize(("width", "height"), [(4000, 160), (160, 4000), (5000, 5000), (30_000, 1200)])
def test_a_large_logo_is_made_small_enough_and_keeps_its_shape(width: int, height: int):
    picture, seen = taken(file_of(Image.new("RGB", (width, height), BLUE)))
    assert max(picture.width, picture.height) == MOST_SIDE
    assert picture.width / picture.height == pytest.approx(width / height, rel=0.2) or 1 in seen.size
    assert near(seen.getpixel((0, 0)), BLUE)


def test_white_around_a_logo_is_cut_off_so_that_it_stands_at_the_margin():
    logo = Image.new("RGB", (400, 300), "white")
    logo.paste(BLUE, (100, 80, 300, 180))
    picture, _ = taken(file_of(logo))
    assert (picture.width, picture.height) == (200, 100)


def test_a_photograph_is_made_smaller_until_a_project_can_keep_it():
    noise = Image.effect_noise((1500, 1500), 100).convert("RGB")
    text = logo_from(file_of(noise, "JPEG", quality=90), "photo.jpg")
    assert len(text) <= MOST_TEXT
    assert read_picture(text).width >= 150


def test_the_same_file_gives_the_same_picture():
    content = file_of(Image.effect_noise((200, 100), 50).convert("RGB"), "JPEG")
    assert logo_from(content, "a") == logo_from(content, "b")


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be vast."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = zlib.compress(b"\0" * 1_000_000)
    start = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + start + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


WHOLE = file_of(Image.effect_noise((300, 300), 50).convert("RGB"))
SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"just some words in a file called logo.png", "damaged, or is no picture"),
        (WHOLE[: len(WHOLE) // 2], "damaged"),
        (file_of(Image.new("RGB", (500, 500), BLUE), "JPEG")[:900], "damaged"),
        (WHOLE[:100] + b"\0" * 200 + WHOLE[300:], "damaged"),
        (SVG, "SVG"),
        (b"\xef\xbb\xbf  <!-- x --><svg/>", "SVG"),
        ('<svg xmlns="x"/>'.encode("utf-16"), "SVG"),
        (b"%PDF-1.7\n%", "PDF"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "PostScript"),
        (bomb(8000, 6000), "36 million pixels"),
        (bomb(12_000, 12_000), "36 million pixels"),
        (bomb(60_000, 60_000), "36 million pixels"),
        (bomb(2**30, 2**30), "36 million pixels"),
        (b"\0" * (MOST_BYTES + 1), "5 MB"),
        (file_of(Image.new("RGB", (30, 30), BLUE), "TIFF"), "no picture"),
        (file_of(Image.new("RGB", (32, 32), BLUE), "ICO"), "no picture"),
    ],
    ids=[
        "empty", "words", "cut off", "cut off jpeg", "changed", "svg", "bare svg", "svg in utf-16", "pdf",
        "eps", "48 million", "144 million", "3600 million", "2^60", "too large", "tiff", "icon",
    ],
)  # fmt: skip
def test_what_is_no_logo_is_refused_in_words(content: bytes, said: str, tmp_path: Path):
    file = tmp_path / "logo.png"
    file.write_bytes(content)
    with pytest.raises(LogoError) as refused:
        read_logo(file)
    assert said in str(refused.value)
    assert "logo.png" in str(refused.value)
    assert str(refused.value).endswith(".")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_a_pipe_or_a_device_is_refused_without_waiting_for_it(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.png")
    for path in (tmp_path / "pipe.png", Path("/dev/zero")):
        with pytest.raises(LogoError, match="it is a pipe or a device and not a file"):
            read_logo(path)


def test_a_file_that_is_not_there_or_is_a_folder_is_said_to_be_so(tmp_path: Path):
    for path in (tmp_path / "none.png", tmp_path, tmp_path / "a\0b.png"):
        with pytest.raises(LogoError, match="could not be read"):
            read_logo(path)
