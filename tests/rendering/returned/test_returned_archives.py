"""Office files whose package is meant to harm: each is refused, in words."""

import re
import struct
import zipfile
from io import BytesIO

import pytest

from tests.rendering.returned.returned_forms import (
    ROOT_RELS,
    Make,
    file_of,
    parts_of,
    refusal,
    related,
    with_parts,
    zipped,
)

BOOK = "xl/workbook.xml"
TEXT = "word/document.xml"


def _bomb_in(part: str) -> Make:
    return lambda: with_parts(file_of("xlsx"), {part: b"<x>" + b" " * 30_000_000 + b"</x>"})


def _lying_size() -> bytes:
    """A part that says that it is small, in the list and at its place."""
    content = with_parts(file_of("xlsx"), {"xl/media/a.png": b"\x89PNG" + b"\0" * 30_000_000})
    with zipfile.ZipFile(BytesIO(content)) as archive:
        entry = archive.getinfo("xl/media/a.png")
    return content.replace(struct.pack("<I", entry.file_size), struct.pack("<I", 1000))


def _twice() -> bytes:
    with pytest.warns(UserWarning, match="Duplicate"):
        return zipped([*parts_of(file_of("xlsx")).items(), (BOOK, b"<x/>")])


def _capitals() -> bytes:
    return with_parts(file_of("xlsx"), {BOOK.upper(): b"<x/>"})


def _flagged(bit: int) -> bytes:
    content = bytearray(file_of("xlsx"))
    place = content.rindex(b"PK\x01\x02")
    content[place + 8] |= bit
    return bytes(content)


def _xml(part: str, before: str, *, file_format: str = "xlsx", encoding: str = "utf-8") -> Make:
    def make() -> bytes:
        text = parts_of(file_of(file_format))[part].decode("utf-8")
        text = re.sub(r"<\?xml.*?\?>", "", text, count=1)
        return with_parts(file_of(file_format), {part: (before + text).encode(encoding)})

    return make


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)

ARCHIVES: dict[str, tuple[Make, str]] = {
    "bomb": (_bomb_in("xl/styles.xml"), "far larger"),
    "bomb that lies about its size": (_lying_size, "far larger|damaged"),
    "very many parts": (
        lambda: with_parts(file_of("xlsx"), {f"xl/media/{n}.png": b"" for n in range(3000)}),
        "far larger",
    ),
    "a part twice": (_twice, "twice"),
    "a part twice but for capitals": (_capitals, "twice"),
    "a way out of the folder": (
        lambda: with_parts(file_of("xlsx"), {"xl/../../../evil.xml": b"<x/>"}),
        "outside its folder",
    ),
    "a way from the root": (
        lambda: with_parts(file_of("docx"), {"/etc/x.xml": b"<x/>"}),
        "outside its folder",
    ),
    "a drive": (lambda: with_parts(file_of("docx"), {"C:/x.xml": b"<x/>"}), "outside its folder"),
    "a back stroke": (lambda: with_parts(file_of("docx"), {"word\\x.xml": b"<x/>"}), "outside its folder"),
    "a password": (lambda: _flagged(1), "password"),
    "a document type": (_xml(BOOK, '<!DOCTYPE x SYSTEM "file:///etc/passwd">'), "document type"),
    "entities": (_xml(BOOK, LAUGHS), "document type"),
    "entities in the text": (_xml(TEXT, LAUGHS, file_format="docx"), "document type"),
    "entities in another alphabet": (
        _xml(BOOK, '<?xml version="1.0" encoding="UTF-16"?>' + LAUGHS, encoding="utf-16"),
        "document type",
    ),
    "an encoding that hides": (_xml(BOOK, '<?xml version="1.0" encoding="UTF-7"?>'), "damaged"),
    "broken XML": (lambda: with_parts(file_of("xlsx"), {BOOK: b"<workbook><sheets>"}), "damaged"),
    "very deep XML": (
        lambda: with_parts(file_of("docx"), {TEXT: b"<a>" * 100_000 + b"</a>" * 100_000}),
        "damaged",
    ),
    "a zip within": (
        lambda: with_parts(file_of("xlsx"), {"xl/a.bin": zipped([("a", b"b")])}),
        "another file",
    ),
    "a program within": (
        lambda: with_parts(file_of("docx"), {"word/a.exe": b"MZ" + b"\0" * 99}),
        "another file",
    ),
    "no main part": (
        lambda: related(_without(ROOT_RELS, "officeDocument"), ROOT_RELS, "x", "y"),
        "not known",
    ),
}


def _without(part: str, word: str) -> bytes:
    text = parts_of(file_of("xlsx"))[part].decode()
    return with_parts(
        file_of("xlsx"), {part: re.sub(rf"<Relationship [^>]*{word}[^>]*/>", "", text).encode()}
    )


@pytest.mark.parametrize("kind", ARCHIVES)
def test_archives_that_are_meant_to_harm_are_refused(kind: str):
    make, words = ARCHIVES[kind]
    said = refusal(make())
    assert re.search(words, said), said
