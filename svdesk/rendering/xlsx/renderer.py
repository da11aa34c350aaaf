"""The Excel renderer: a document's form, or its tables, becomes a workbook, whole or not at all."""

import zipfile
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from xlsxwriter import Workbook

from svdesk.documents.model.blocks import Document
from svdesk.documents.model.phrases import day
from svdesk.files.whole import write_whole
from svdesk.rendering.look.origin_property import ORIGIN_PROPERTY
from svdesk.rendering.look.palette import palette_of
from svdesk.rendering.look.text import one_line, shortened
from svdesk.rendering.office_file import made, settled
from svdesk.rendering.xlsx.book import make_book
from svdesk.rendering.xlsx.looks import BODY_SIZE, FACE
from svdesk.rendering.xlsx.writer import Writer
from svdesk.services.ports import Progress

_LONGEST_PROPERTY = 255
_LONGEST_SIDE = 60
_ROOM_OF_SIDE = 85  # Excel takes 255 in all, with the signs for face and size
_SEPARATOR = " · "
_CORE = "docProps/core.xml"
_LETTERS = f'&"{FACE},Regular"&9'
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": FACE, "font_size": BODY_SIZE},
    "default_row_height": 21,
    "default_column_width": 80,  # pixels of eight digits of that face, and of what is beside them
}


class XlsxRenderer:
    """Renders the form or the tables of documents as workbooks without macros."""

    format = "xlsx"

    def render(self, document: Document, path: Path, progress: Progress | None = None) -> tuple[str, ...]:
        """Write *document* to *path*, which is replaced only once the file is complete.

        Returns the characters that no file can hold, which are shown as their numbers. *progress* is
        called for every sheet; an exception from it cancels. Raises ``OSError`` where the file cannot be
        written; *path* is then as it was.
        """
        data, refused = make_xlsx(document, progress)
        write_whole(path, data)
        return refused


def make_xlsx(document: Document, progress: Progress | None = None) -> tuple[bytes, tuple[str, ...]]:
    """Return *document* as a file, and the characters that it shows as their numbers."""
    tell = progress or (lambda _done, _total: None)
    refused = set[str]()
    book = make_book(document, refused)
    total = len(book.sheets) + 1
    tell(0, total)
    file = BytesIO()
    workbook = Workbook(file, deepcopy(_OPTIONS))  # the library adds to what it is given
    _describe(workbook, document, refused)
    head, foot = _head(document, refused), _foot(document, refused)
    palette = palette_of(document.house_style.colour)
    Writer(workbook, book, palette, refused).write(head, foot, lambda done: tell(done, total))
    workbook.close()
    with zipfile.ZipFile(file) as parts:
        data = settled({name: _finished(name, parts.read(name), document) for name in parts.namelist()})
    tell(total, total)
    return data, tuple(sorted(refused))


def _describe(workbook: Workbook, document: Document, refused: set[str]) -> None:
    def short(text: str) -> str:
        return shortened(text, _LONGEST_PROPERTY, refused)

    workbook.set_size(24_000, 14_000)
    workbook.set_properties(
        {
            "title": short(document.title) or "Untitled",
            "subject": short(
                " · ".join(part for part in (document.project_title, document.reference) if part)
            ),
            "author": short(document.authority),
            "company": short(document.authority),
            "keywords": short(", ".join(document.keywords)),
            "status": short(document.status),
            "created": made(document).replace(tzinfo=None),
        }
    )
    origin = one_line(document.origin, refused)
    if origin and len(origin.encode("utf-16-le")) // 2 <= _LONGEST_PROPERTY:
        workbook.set_custom_property(ORIGIN_PROPERTY, origin, "text")


def _finished(name: str, data: bytes, document: Document) -> bytes:
    """Return a part with what XlsxWriter does not write: the language of the words."""
    if name != _CORE:
        return data
    language = f"<dc:language>{escape(one_line(document.language, set()) or 'en-GB')}</dc:language>"
    before, end, after = data.rpartition(b"</cp:coreProperties>")
    return b"".join((before, language.encode(), end, after))


def _head(document: Document, refused: set[str]) -> str:
    left = _joined((document.project_title, document.reference), refused)
    right = _joined((document.title,), refused)
    mark = f'&"{FACE},Bold"DRAFT{_LETTERS} · ' if document.draft else ""
    return f"&L{_LETTERS}{left}&R{_LETTERS}{mark}{right}"


def _foot(document: Document, refused: set[str]) -> str:
    version = f"version {document.version}" if document.version else ""
    dated = day(document.dated) if document.dated else ""
    left = _joined((document.authority, version, dated), refused)
    return f"&L{_LETTERS}{left}&R{_LETTERS}Page &P of &N"


def _joined(parts: tuple[str, ...], refused: set[str]) -> str:
    """Return *parts* on one line, as a head of a page may hold them; the first gives way for the others."""
    longest = _LONGEST_SIDE
    while len((text := _side(parts, longest, refused)).encode("utf-16-le")) // 2 > _ROOM_OF_SIDE:
        longest -= 5
    return text


def _side(parts: tuple[str, ...], longest: int, refused: set[str]) -> str:
    first, *others = parts
    rest = [short for part in others if (short := shortened(part, longest // 3, refused))]
    room = longest - sum(len(_SEPARATOR) + len(part) for part in rest)
    shown = (shortened(first, max(room, longest // 5), refused), *rest)
    # An ampersand is a sign there.
    text = _SEPARATOR.join(filter(None, shown)).replace("&", "&&")
    # A digit would be taken for the size of the letters, which stands before it.
    return f" {text}" if text[:1].isdigit() else text
