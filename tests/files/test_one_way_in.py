"""Files are opened to be read in one place of the program, and a new way of opening one fails here."""

import ast
from collections.abc import Iterator

from tests.test_architecture import modules

ELSEWHERE = {
    "svdesk.console": "the system's own way to nowhere",
    "svdesk.logs": "a log that grows line by line, opened to be written",
    "svdesk.files.folders": "a folder of which only the name is synced",
    "svdesk.files.whole": "the unfinished file that it writes itself",
    "svdesk.files.private": "the unfinished file that it writes itself",
    "svdesk.storage.backups.live_copy": "SQLite opens the copy that it is to fill",
    "svdesk.storage.backups.checking": "SQLite opens a copy that nobody writes",
    "svdesk.self_check": "the documents that it has just made",
    "svdesk.services.exchange.container": "a zip of bytes",
    "svdesk.rendering.office_file": "a zip of bytes",
    "svdesk.rendering.docx.package": "a zip of bytes",
    "svdesk.rendering.xlsx.renderer": "a zip of bytes",
    "svdesk.rendering.returned.archive": "a zip of bytes",
    "svdesk.rendering.returned.kinds": "a zip of bytes",
    "svdesk.rendering.returned.pdf_changes": "streams of a PDF in memory",
    "svdesk.rendering.returned.pdf_drawn": "streams of a PDF in memory",
    "svdesk.rendering.returned.pdf_fields": "streams of a PDF in memory",
    "svdesk.rendering.returned.pdf_file": "streams of a PDF in memory",
    "svdesk.rendering.logos": "a picture of bytes",
    "svdesk.rendering.pages.bounded_pdf": "a PDF of bytes",
    "svdesk.rendering.pages.preview": "a PDF of bytes",
    "svdesk.rendering.pages.reading": "a PDF of bytes",
    "svdesk.desktop.making.logo_sources": "a buffer and a picture in memory",
    "svdesk.desktop.returned_forms.marks": "an icon that was just drawn",
    "svdesk.desktop.policy.cycle_picture": "a drawing that ships with the program",
    "svdesk.desktop.forms.form_check": "a form that ships with the program",
    "svdesk.desktop.forms.layout_reading": "a form that ships with the program",
    "svdesk.services.editions.new_pack": "templates that ship with the program",
    "svdesk.policy.loading.validation": "a list of words that ships with the program",
}
"""Modules that call something that could open a file to read it, and why it is right there."""

READERS = {
    "open",
    "fdopen",
    "read_text",
    "read_bytes",
    "ZipFile",
    "TarFile",
    "PdfDocument",
    "load",
    "copyfile",
    "copy",
    "copy2",
    "copytree",
    "fromfile",
    "QFile",
    "QPixmap",
    "QIcon",
    "QImageReader",
    "QMovie",
    "QSvgRenderer",
    "connect",
    "file_digest",
}
"""Names of calls that can open a file; which of them do is said by :func:`_opens`."""


def test_files_are_opened_in_one_way() -> None:
    strays = {
        f"{name}:{line}: {words}"
        for name, tree in modules()
        if name != "svdesk.files.regular" and name not in ELSEWHERE
        for line, words in opening(tree)
        # SQLite opens databases itself, and takes care of its locks.
        if not (name.startswith("svdesk.storage.") and words.startswith("sqlite3.connect("))
    }
    assert not strays, "Read files with svdesk.files.regular, or say above why not: " + ", ".join(
        sorted(strays)
    )


def test_every_exception_still_opens_something() -> None:
    trees = dict(modules())
    assert [name for name in ELSEWHERE if not list(opening(trees[name]))] == []


def test_ways_of_opening_a_file_are_seen() -> None:
    ways = [
        "open(path)",
        "path.open('rb')",
        "path.read_bytes()",
        "path.read_text(encoding='utf-8')",
        "os.open(path, os.O_RDONLY)",
        "pikepdf.open(path)",
        "zipfile.ZipFile(path)",
        "Image.open(path)",
        "sqlite3.connect(path)",
        "pypdfium2.PdfDocument(path)",
        "shutil.copyfile(path, other)",
        "QPixmap(str(path))",
        "QFile(name)",
        "numpy.fromfile(path)",
        "tomli.load(file)",
        "etree.parse(path)",
    ]
    assert [way for way in ways if not list(opening(ast.parse(way)))] == []


def opening(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the line and the words of each call that can open a file to read it."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and _opens(call):
            yield call.lineno, ast.unparse(call)[:80]


def _opens(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    owner = ast.unparse(call.func.value) if isinstance(call.func, ast.Attribute) else ""
    if "bundled(" in owner or any("bundled(" in ast.unparse(each) for each in call.args):
        return False  # by its name it ships with the program
    match name:
        case "open" if owner.startswith("self") or owner.endswith("dialog"):
            return False  # dialogs, bars and documents of the window
        case "connect":
            return owner == "sqlite3"
        case "load":
            return owner.split(".")[0] in ("json", "tomli", "tomllib", "pickle", "loader", "marshal")
        case "parse":
            return owner in ("etree", "ElementTree", "minidom")
        case "copy" | "copy2" | "copyfile" | "copytree":
            return owner == "shutil"
        case "QPixmap" | "QIcon" | "QFile":
            return bool(call.args) and not isinstance(call.args[0], ast.BinOp)
    return name in READERS
