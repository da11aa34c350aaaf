"""What reportlab 5.1 writes that a validator refuses, put right in one place.

Nothing of reportlab is replaced: each repair is a function or a subclass that SVDesk uses instead.
Validator tests stand guard when reportlab is raised.

* Unused codes of a font's subset are mapped to U+0000 and characters beyond U+FFFF to five digits;
  a bfchar block holds more than 100 entries (ISO 32000-1, 9.10.3): :func:`embed`.
* Its pages can't hold /StructParents and /Tabs, nor its catalogue /OutputIntents: :func:`allow`.
* A stream's data runs into ``endstream`` without an end of line (PDF/A-2, 6.1.7.1):
  :func:`svdesk.rendering.pdf.file.writer.serialise` puts it there.
* A string that begins with þÿ is read back as UTF-16 when written in reportlab's first choice of
  encoding: :func:`text_string`.
* Every page names Helvetica, which is not embedded: ``TaggedCanvas`` starts its pages itself.
"""

from codecs import BOM_UTF16_BE
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFCatalog,
    PDFDictionary,
    PDFStream,
    PDFString,
    PDFZCompress,
)
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

from svdesk.rendering.pdf.file.objects import File, array

_ENTRIES_A_BLOCK = 100
_SPACE = 32


class Stream(PDFStream):
    """A compressed stream without reportlab's ASCII85 layer, which only makes files larger."""

    def __init__(self, content: bytes, entries: dict[str, object] | None = None) -> None:
        """Take the bytes of the stream, and the entries of its dictionary."""
        super().__init__(PDFDictionary(entries or {}), content, [PDFZCompress])


def allow(item: PDFCatalog, *keys: str) -> None:
    """Let a page or the catalogue carry *keys*, which reportlab does not know."""
    item.__NoDefault__ = [*item.__NoDefault__, *keys]


def text_string(text: str) -> PDFString:
    """Return *text* as a string of the file, for names, titles and alternative texts."""
    return (
        PDFString(text) if text.isascii() else PDFString(BOM_UTF16_BE + text.encode("utf-16-be"), enc="raw")
    )


def embed(font: TTFont, file: File) -> None:
    """Add the subsets of *font* that *file* uses, in place of ``TTFont.addObjects``."""
    document = file.document
    state = font.state[document]
    face: Any = font.face
    state.frozen = 1
    for number, subset in enumerate(state.subsets):
        name = font.getSubsetInternalName(number, document)[1:]
        base = (SUBSETN(number) + b"+" + face.name).decode("ascii")
        file.add_font(
            name,
            BaseFont=base,
            FirstChar=0,
            LastChar=len(subset) - 1,
            Widths=array(*(face.getCharWidth(code) for code in subset)),
            ToUnicode=file.reference(Stream(_to_unicode(base, subset))),
            FontDescriptor=face.addSubsetObjects(document, base, subset),
        )
    del font.state[document]


def _to_unicode(name: str, subset: list[int]) -> bytes:
    rows = [
        f"<{code:02X}> <{chr(character).encode('utf-16-be').hex().upper()}>"
        for code, character in enumerate(subset)
        if code and (character != _SPACE or code == _SPACE)  # reportlab fills unused codes with spaces
    ]
    blocks = [rows[i : i + _ENTRIES_A_BLOCK] for i in range(0, len(rows), _ENTRIES_A_BLOCK)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")
