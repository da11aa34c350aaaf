"""A picture in a project is checked whole before anything is done with it."""

import io
import struct
import tracemalloc
import zlib
from base64 import b64decode, b64encode

import pytest
from PIL import Image

from svdesk.domain.pictures import MOST_SIDE, MOST_TEXT, PictureError, read_picture
from tests.projects import a_picture


def packed(*chunks: tuple[bytes, bytes]) -> str:
    """A PNG file of *chunks*, in base64."""
    parts = [
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    ]
    return b64encode(b"\x89PNG\r\n\x1a\n" + b"".join(parts)).decode("ascii")


def head(width: int = 4, height: int = 2, *, depth: int = 8, kind: int = 2, interlaced: int = 0) -> bytes:
    return struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, interlaced)


ROWS = zlib.compress(b"\0" * 26)
BOMB = zlib.compress(b"\0" * 50_000_000)


def test_a_picture_is_read_with_its_size_and_its_rows():
    picture = read_picture(a_picture(30, 20))
    assert (picture.width, picture.height) == (30, 20)
    assert zlib.decompress(picture.rows) == (b"\0" + b"\x00\x5e\xb8" * 30) * 20
    with Image.open(io.BytesIO(picture.png)) as seen:
        assert seen.getpixel((29, 19)) == (0, 94, 184)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not base64!",
        "bm90IGEgcGljdHVyZQ==",
        "é" * 8,
        a_picture() + "\n",
        a_picture()[:-4],
        "A" * (MOST_TEXT + 4),
        packed((b"IHDR", head()), (b"IEND", b"")),
        packed((b"IHDR", head()), (b"IDAT", ROWS)),
        packed((b"IHDR", head()), (b"tEXt", b"Author\0x"), (b"IDAT", ROWS), (b"IEND", b"")),
        packed((b"IHDR", head(kind=6)), (b"IDAT", ROWS), (b"IEND", b"")),
        packed((b"IHDR", head(depth=16)), (b"IDAT", ROWS), (b"IEND", b"")),
        packed((b"IHDR", head(interlaced=1)), (b"IDAT", ROWS), (b"IEND", b"")),
        packed((b"IHDR", head(0, 2)), (b"IDAT", ROWS), (b"IEND", b"")),
        packed((b"IHDR", head(MOST_SIDE + 1, 1)), (b"IDAT", ROWS), (b"IEND", b"")),
        packed((b"IHDR", head(2**31, 2**31)), (b"IDAT", ROWS), (b"IEND", b"")),
        packed((b"IHDR", head(5, 2)), (b"IDAT", ROWS), (b"IEND", b"")),
        packed((b"IHDR", head()), (b"IDAT", BOMB), (b"IEND", b"")),
        packed((b"IHDR", head()), (b"IDAT", b"no zlib"), (b"IEND", b"")),
        packed((b"IHDR", head()), (b"IDAT", ROWS + b"more"), (b"IEND", b"")),
        packed((b"IHDR", head()), (b"IDAT", zlib.compress(b"\x09" * 26)), (b"IEND", b"")),
        packed((b"IHDR", head()), (b"IDAT", ROWS), (b"IEND", b"x")),
    ],
)
def test_whatever_else_a_stranger_put_there_is_refused(text: str):
    with pytest.raises(PictureError):
        read_picture(text)


def test_a_picture_changed_in_any_byte_is_refused():
    png = b64decode(a_picture())
    for place in range(len(png)):
        changed = png[:place] + bytes([png[place] ^ 0x55]) + png[place + 1 :]
        with pytest.raises(PictureError):
            read_picture(b64encode(changed).decode("ascii"))


def test_a_picture_that_unpacks_to_far_more_than_it_says_is_not_unpacked():
    bomb = packed((b"IHDR", head()), (b"IDAT", BOMB), (b"IEND", b""))
    tracemalloc.start()
    try:
        with pytest.raises(PictureError):
            read_picture(bomb)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()
