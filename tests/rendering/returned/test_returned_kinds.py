"""Which reader a file is for, and files that are none: each is refused by what it is."""

import re

import pytest

from svdesk.rendering.returned.kinds import MOST_BYTES, reader_for, readers
from svdesk.services.ports import FormRefusedError
from tests.rendering.returned.returned_forms import (
    OLE,
    TYPES,
    Make,
    fields_of,
    file_of,
    refusal,
    small_form,
    zipped,
)


def _odf(kind: str) -> bytes:
    return zipped(
        [("mimetype", f"application/vnd.oasis.opendocument.{kind}".encode()), ("content.xml", b"<x/>")]
    )


OTHERS: dict[str, tuple[Make, str]] = {
    "empty": (lambda: b"", "empty"),
    "only noughts": (lambda: b"\0" * 9000, "empty"),
    "far too large": (lambda: b"%PDF-" + b"\0" * MOST_BYTES, "too large"),
    "old Word": (lambda: OLE + "WordDocument".encode("utf-16-le"), r"\.doc"),
    "old Excel": (lambda: OLE + "Workbook".encode("utf-16-le"), r"\.xls"),
    "Excel with a password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "old e-mail": (lambda: OLE + b"\0" * 500, "old Office file or a saved e-mail"),
    "OpenDocument spreadsheet": (lambda: _odf("spreadsheet"), r"OpenDocument spreadsheet.*\.xlsx"),
    "OpenDocument text": (lambda: _odf("text"), r"OpenDocument text.*\.docx"),
    "rich text": (lambda: b"{\\rtf1 hello}", "Rich Text"),
    "PNG": (lambda: b"\x89PNG\r\n\x1a\n" + b"x" * 50, "picture"),
    "JPEG": (lambda: b"\xff\xd8\xff\xe0" + b"x" * 50, "picture"),
    "TIFF": (lambda: b"II*\0" + b"x" * 50, "scanned picture"),
    "HEIC": (lambda: b"\0\0\0\x18ftypheic" + b"x" * 50, "picture"),
    "web page": (lambda: b"\xef\xbb\xbf\n<!DOCTYPE html><script>alert(1)</script>", "web page"),
    "XML": (lambda: b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "XML"),
    "program": (lambda: b"MZ" + b"\0" * 80 + b"This program", "program"),
    "text": (lambda: b"Our offer: 12 jobs", "no PDF, Excel or Word file"),
    "folder": (lambda: zipped([("form.pdf", b"%PDF-1.7")]), "packed folder"),
    "neither": (lambda: zipped([(TYPES, b"<x/>"), ("ppt/presentation.xml", b"<x/>")]), "neither"),
    "both": (lambda: zipped([(TYPES, b"<x/>"), ("xl/a.xml", b""), ("word/a.xml", b"")]), "neither"),
    "half a workbook": (lambda: file_of("xlsx")[: len(file_of("xlsx")) // 2], "damaged"),
    "half a text": (lambda: file_of("docx")[:-30], "damaged"),
    "a PDF's first line": (lambda: b"%PDF-1.7\n", "damaged|no boxes"),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_other_files_are_refused_by_what_they_are(kind: str):
    make, words = OTHERS[kind]
    said = refusal(make())
    assert re.search(words, said), said


def test_the_reader_is_found_by_the_content():
    for each in readers():
        assert reader_for(file_of(each.format)).format == each.format


@pytest.mark.parametrize("file_format", ["pdf", "xlsx", "docx"])
def test_a_file_with_any_byte_changed_or_missing_is_read_or_refused(file_format: str):
    form = file_of(file_format)
    fields, said = fields_of(small_form()), set[str]()
    for place in range(0, len(form), len(form) // 60):
        for spoilt in (
            form[:place] + bytes([form[place] ^ 0xFF]) + form[place + 1 :],
            form[:place] + form[place + 7 :],
            form[: place + 1],
        ):
            try:
                reader = reader_for(spoilt)
                reader.origin(spoilt)
                reader.read(spoilt, fields)
                reader.differences(form, spoilt)
            except FormRefusedError as error:
                said.add(str(error))
    assert all(each.endswith(".") for each in said)
