"""The font that typed answers are shown in: every character of Windows' Latin set, embedded.

A page's fonts hold only the characters that the page shows; an answer may need any. The usual name
table of such a font is looked up by a (3, 1) cmap, which reportlab's subsets don't have.
"""

import struct
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName
from reportlab.pdfbase.ttfonts import TTFontMaker, TTFontParser

from svdesk.rendering.look.styles import Face
from svdesk.rendering.pdf.file.objects import File, array
from svdesk.rendering.pdf.file.repairs import Stream
from svdesk.rendering.pdf.fonts import shipped_fonts

_FIRST, _LAST = 32, 255
_NONSYMBOLIC = 1 << 5
_UNUSED = 0x2022  # codes that Windows leaves free show a bullet (PDF 1.7, annex D)


def _letters() -> list[int]:
    """Return the character of each code from 32 to 255 in Windows' Latin set."""
    letters = list[int]()
    for code in range(_FIRST, _LAST + 1):
        try:
            letters.append(ord(bytes((code,)).decode("cp1252")))
        except UnicodeDecodeError:
            letters.append(_UNUSED)
    return letters


def form_font(file: File) -> PDFDictionary:
    """Return the font's dictionary, with its file in *file*."""
    face: Any = shipped_fonts().face(Face.REGULAR).font.face
    name = face.name.decode("ascii")
    data = _font_file()
    descriptor = PDFDictionary(
        {
            "Type": PDFName("FontDescriptor"),
            "FontName": PDFName(name),
            "Flags": _NONSYMBOLIC,
            "FontBBox": array(*face.bbox),
            "ItalicAngle": face.italicAngle,
            "Ascent": face.ascent,
            "Descent": face.descent,
            "CapHeight": face.capHeight,
            "StemV": face.stemV,
            "FontFile2": file.reference(Stream(data, {"Length1": len(data)})),
        }
    )
    return PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("TrueType"),
            "BaseFont": PDFName(name),
            "FirstChar": _FIRST,
            "LastChar": _LAST,
            "Widths": array(*(round(face.getCharWidth(letter)) for letter in _letters())),
            "Encoding": PDFName("WinAnsiEncoding"),
            "FontDescriptor": file.reference(descriptor),
        }
    )


@cache
def _font_file() -> bytes:
    face = shipped_fonts().face(Face.REGULAR).font.face
    letters = sorted({letter for letter in _letters() if letter in face.charToGlyph})
    subset: Any = TTFontParser(BytesIO(face.makeSubset(letters)))
    entries = 22  # of reportlab's own (1, 0) cmap of format 6: a glyph for each letter, in order
    glyphs = struct.unpack_from(f">{len(letters)}H", subset.get_table("cmap"), entries)
    font = TTFontMaker()
    for table in subset.tables:
        tag = table["tag"]
        font.add(tag, _cmap(letters, glyphs) if tag == "cmap" else subset.get_table(tag))
    return font.makeStream()


def _cmap(letters: Sequence[int], glyphs: Sequence[int]) -> bytes:
    """Return a cmap for Windows and Unicode (3, 1), of format 4 with a segment for each letter."""
    codes = [*letters, 0xFFFF]
    deltas = [(glyph - letter) & 0xFFFF for letter, glyph in zip(letters, glyphs, strict=True)] + [1]
    count = len(codes)
    steps = count.bit_length() - 1
    search = 2 << steps
    length = 16 + 8 * count
    head = struct.pack(">7H", 4, length, 0, 2 * count, search, steps, 2 * count - search)
    columns = struct.pack(f">{4 * count + 1}H", *codes, 0, *codes, *deltas, *([0] * count))
    return struct.pack(">4HI", 0, 1, 3, 1, 12) + head + columns
