"""Files are written in one place of the program, and a new way of writing one fails here."""

import ast
from collections.abc import Iterator

from tests.test_architecture import modules

ELSEWHERE = {
    "svdesk.logs": "a log grows line by line, and what is in it is no promise",
    "svdesk.services.exchange.container": "zips into memory",
    "svdesk.rendering.office_file": "zips into memory",
    "svdesk.rendering.docx.package": "python-docx saves into memory",
    "svdesk.rendering.logos": "Pillow saves into memory",
    "svdesk.rendering.returned.pdf_drawn": "pikepdf saves into memory",
}
"""Modules that call something that could write a file, and why it is right there."""

WRITERS = {"write_text", "write_bytes", "save", "FileHandler"}
MODES = set("wax+")


def test_files_are_written_whole_and_in_one_way() -> None:
    strays = {
        f"{name}:{line}: {words}"
        for name, tree in modules()
        if not name.startswith("svdesk.files.") and name not in ELSEWHERE
        for line, words in writing(tree)
    }
    assert not strays, "Write files with svdesk.files.whole, or say above why not: " + ", ".join(
        sorted(strays)
    )


def test_every_exception_still_writes() -> None:
    trees = dict(modules())
    assert [name for name in ELSEWHERE if not list(writing(trees[name]))] == []


def writing(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the line and the words of each call that can write a file."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and (_writes(call) or _opens_to_write(call)):
            yield call.lineno, ast.unparse(call)[:80]


def _writes(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    owner = ast.unparse(call.func.value) if isinstance(call.func, ast.Attribute) else ""
    if owner == "shutil":
        return name.startswith(("copy", "move"))
    if name == "save":  # a project is saved by its database, and painters save nothing to a file
        return bool(call.args) and not owner.endswith(("database", "store"))
    return name in WRITERS and (bool(call.args) or name == "FileHandler")


def _opens_to_write(call: ast.Call) -> bool:
    """Say whether a call opens something in a mode that writes: open(), Path.open(), ZipFile() ..."""
    words = [*call.args, *(each.value for each in call.keywords if each.arg == "mode")]
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return name in ("open", "fdopen", "ZipFile", "TarFile") and any(
        isinstance(word, ast.Constant)
        and isinstance(word.value, str)
        and 0 < len(word.value) <= 3
        and bool(MODES & set(word.value))
        for word in words
    )
