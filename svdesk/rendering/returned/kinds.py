"""Which reader a returned file is for, told by its content and never by the ending of its name."""

import zipfile
from io import BytesIO

from svdesk.rendering.returned.archive import ZIP_ERRORS
from svdesk.services.ports import FormReader, FormRefusedError, Renderer

MOST_BYTES = 40 * 1024 * 1024
"""The largest file that is read."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_AGAIN = "Ask the bidder to fill in the form that you sent, and to send that file."
_MARK = b"\xef\xbb\xbf"  # some programs put it before everything they write

# What a file that is none of ours begins with, and what people call such a file.
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "a Rich Text file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"II*\x00", "a scanned picture"),
    (b"MM\x00*", "a scanned picture"),
    (b"RIFF", "a picture or a sound"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"#!", "a program"),
    (b"7z\xbc\xaf", "a folder packed by 7-Zip"),
    (b"Rar!", "a folder packed by RAR"),
    (b"\x1f\x8b", "a packed file"),
    (b"SQLite format 3", "a database"),
    (b"From: ", "an e-mail"),
    (b"Received: ", "an e-mail"),
    (b"MIME-Version:", "a web page saved as one file"),
)
# Names of streams in the old container of Office, as they stand in its directory.
_OLD_OFFICE: tuple[tuple[str, str], ...] = (
    (
        "EncryptedPackage",
        "It is protected by a password. Ask the bidder to save it without a password and send it again.",
    ),
    (
        "WordDocument",
        "It is a Word file of the old kind (.doc). Ask the bidder to open the form that you sent, "
        "fill it in and save it as a Word Document (.docx).",
    ),
    (
        "Workbook",
        "It is an Excel file of the old kind (.xls). Ask the bidder to open the form that you sent, "
        "fill it in and save it as an Excel Workbook (.xlsx).",
    ),
)


def readers() -> tuple[FormReader, ...]:
    """Return a reader of each format that forms are read in."""
    return tuple(make() for make in (_pdf, _xlsx, _docx))


def office_forms() -> dict[str, tuple[FormReader, Renderer]]:
    """Return what reads Word and Excel files, and what makes them, by their format."""
    from svdesk.rendering.formats import renderers

    readers_of_office = {each.format: each for each in (_xlsx(), _docx())}
    return {each.format: (readers_of_office[each.format], each) for each in renderers(readers_of_office)}


def reader_for(content: bytes) -> FormReader:
    """Return the reader of the file *content*.

    Raises :class:`FormRefusedError` for what is no PDF, Excel or Word file, saying what it is.
    """
    if not content.strip(b"\0 \t\r\n"):
        raise FormRefusedError("It is empty. Ask the bidder to send the file again.")
    if len(content) > MOST_BYTES:
        raise FormRefusedError(
            f"It is too large: a form has at most {MOST_BYTES // 1024 // 1024} MB. {_AGAIN}"
        )
    if content.removeprefix(_MARK).lstrip().startswith(b"%PDF-"):
        return _pdf()
    if content.startswith(b"PK"):
        return _office(content)
    raise FormRefusedError(_other(content))


def _pdf() -> FormReader:
    from svdesk.rendering.returned.pdf_file import PdfFormReader

    return PdfFormReader()


def _xlsx() -> FormReader:
    from svdesk.rendering.returned.workbook import WorkbookReader

    return WorkbookReader()


def _docx() -> FormReader:
    from svdesk.rendering.returned.word_file import WordReader

    return WordReader()


def _office(content: bytes) -> FormReader:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            kind = b""
            if "mimetype" in names:
                with archive.open("mimetype") as part:
                    kind = part.read(200)
    except ZIP_ERRORS:
        raise FormRefusedError(f"It is damaged or not complete. {_AGAIN}") from None
    if b"opendocument" in kind:
        what, name, ending = (
            ("spreadsheet", "Excel", "xlsx") if b"spreadsheet" in kind else ("text", "Word", "docx")
        )
        raise FormRefusedError(
            f"It is an OpenDocument {what}. Ask the bidder to open the form that you sent, fill it in and "
            f"save it in the {name} format (.{ending})."
        )
    if "[Content_Types].xml" not in names:
        raise FormRefusedError(
            "It is a packed folder (.zip) and no form. Ask the bidder to send the form itself, not packed."
        )
    folders = {name.split("/")[0].lower() for name in names}
    if "xl" in folders and "word" not in folders:
        return _xlsx()
    if "word" in folders and "xl" not in folders:
        return _docx()
    raise FormRefusedError(f"It is neither a Word nor an Excel file. {_AGAIN}")


def _other(content: bytes) -> str:
    """Return in words what a file is that is none of ours, and what to do about it."""
    if content.startswith(_OLE):
        for name, words in _OLD_OFFICE:
            if name.encode("utf-16-le") in content:
                return words
        return f"It is an old Office file or a saved e-mail. {_AGAIN}"
    for beginning, what in _BEGINNINGS:
        if content.startswith(beginning):
            return f"It is {what} and no form, whatever its name says. {_AGAIN}"
    if content[4:8] == b"ftyp":
        return f"It is a picture or a film and no form, whatever its name says. {_AGAIN}"
    start = content.removeprefix(_MARK).lstrip()[:200].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return f"It is a web page and no form, whatever its name says. {_AGAIN}"
    if start.startswith(b"<"):
        return f"It is an XML file and no form, whatever its name says. {_AGAIN}"
    return f"It is no PDF, Excel or Word file, or it is damaged. {_AGAIN}"
