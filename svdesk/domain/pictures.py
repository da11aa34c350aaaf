"""Pictures as a project keeps them: PNG in base64, in the one plain form that every reader knows.

The form is narrow on purpose: eight bits for each of red, green and blue, no transparency, nothing
but the picture itself. So a picture in a project file from a stranger is checked whole by a few
lines that decode no format, its size is known before anything is unpacked, and its compressed rows
can stand in a PDF as they are, the same on every machine.
"""

import binascii
import struct
import zlib
from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache

MOST_SIDE = 900
"""Pixels: enough for a logo of five centimetres at 450 dots an inch."""
MOST_TEXT = 300_000
"""Characters of base64 that a project keeps of one picture."""

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PLAIN = (8, 2, 0, 0, 0)  # bits, colour type, compression, filter method, not interlaced
_LAST_FILTER = 4


class PictureError(ValueError):
    """A text is no picture that can be kept; the message says why, as words that follow a colon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture: its size in pixels, its whole PNG file, and its rows, filtered and compressed by zlib."""

    width: int
    height: int
    png: bytes
    rows: bytes


@lru_cache(maxsize=4)
def read_picture(text: str) -> Picture:
    """Return the picture that *text* keeps; raises :class:`PictureError`."""
    if len(text) > MOST_TEXT:
        raise PictureError(f"it has more than {MOST_TEXT:,} characters")
    try:
        png = binascii.a2b_base64(text.encode("ascii"), strict_mode=True)
    except (UnicodeEncodeError, binascii.Error):
        raise PictureError("it is not in base64") from None
    if not png.startswith(_SIGNATURE) or b64encode(png).decode("ascii") != text:
        raise PictureError("it is not a PNG")
    chunks = _chunks(png)
    names = [name for name, _ in chunks]
    if len(names) < 3 or (names[0], names[-1]) != (b"IHDR", b"IEND") or set(names[1:-1]) != {b"IDAT"}:
        raise PictureError("it holds more than a picture, or less")
    if len(chunks[0][1]) != 13 or chunks[-1][1]:
        raise PictureError("it is damaged")
    width, height, *form = struct.unpack(">IIBBBBB", chunks[0][1])
    if tuple(form) != _PLAIN:
        raise PictureError("it is not in the plain form of PNG")
    if not (0 < width <= MOST_SIDE and 0 < height <= MOST_SIDE):
        raise PictureError(f"it is not from 1 to {MOST_SIDE} pixels wide and high")
    rows = b"".join(data for name, data in chunks if name == b"IDAT")
    _check_rows(rows, width, height)
    return Picture(width=width, height=height, png=png, rows=rows)


def _chunks(png: bytes) -> list[tuple[bytes, bytes]]:
    found, place = list[tuple[bytes, bytes]](), len(_SIGNATURE)
    while place < len(png):
        if place + 12 > len(png):
            raise PictureError("it is damaged")
        (length,) = struct.unpack_from(">I", png, place)
        end = place + 8 + length
        if end + 4 > len(png) or zlib.crc32(png[place + 4 : end]) != int.from_bytes(png[end : end + 4]):
            raise PictureError("it is damaged")
        found.append((png[place + 4 : place + 8], png[place + 8 : end]))
        place = end + 4
    return found


def _check_rows(rows: bytes, width: int, height: int) -> None:
    """Refuse what does not unpack to exactly the rows of the picture; never unpacks more than that."""
    row = 1 + 3 * width
    unpack = zlib.decompressobj()
    try:
        plain = unpack.decompress(rows, row * height + 1)
    except zlib.error:
        raise PictureError("it is damaged") from None
    if len(plain) != row * height or not unpack.eof or unpack.unused_data:
        raise PictureError("it is damaged")
    if any(plain[start] > _LAST_FILTER for start in range(0, len(plain), row)):
        raise PictureError("it is damaged")
