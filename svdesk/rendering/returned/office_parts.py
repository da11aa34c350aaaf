"""The closed list of what may stand in a Word or Excel file: anything else is another file inside it.

Excel, Word, LibreOffice and the libraries that write such files lead to every part by a relationship,
and give it one of few endings and types; a part that nothing leads to is shown by no program.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from svdesk.rendering.returned.values import shown

_TYPES = "[content_types].xml"
_MARKUP = (".xml", ".rels", ".vml")
_OTHER_FILES = (b"PK\x03\x04", b"MZ", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x7fELF", b"%PDF-", b"{\\rtf")
_PICTURES: Mapping[str, tuple[bytes, ...]] = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".jfif": (b"\xff\xd8\xff",),
    ".gif": (b"GIF87a", b"GIF89a"),
    ".bmp": (b"BM",),
    ".tif": (b"II*\x00", b"MM\x00*"),
    ".tiff": (b"II*\x00", b"MM\x00*"),
    ".emf": (b"\x01\x00\x00\x00",),
    ".wmf": (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"\x02\x00\x09\x00"),
    ".wdp": (b"II\xbc",),
    ".svg": (b"<?xml", b"<svg", b"\xef\xbb\xbf<"),
}
"""The endings of pictures, and what such files begin with."""
_OTHER_ENDINGS: Mapping[str, str] = {
    ".bin": r"application/vnd\.openxmlformats-officedocument\.\w+ml\.printerSettings",
    ".odttf": r"application/vnd\.openxmlformats-officedocument\.obfuscatedFont|application/x-font-\w+",
    ".psmdcp": r"application/vnd\.openxmlformats-package\.core-properties\+xml",
    ".sigs": r"application/vnd\.openxmlformats-package\.digital-signature-origin",
}
"""What else is no markup: printer settings, typefaces, properties of the file, where signatures begin."""
_MARKUP_TYPES = re.compile(
    r"(application|text)/xml"
    r"|application/vnd\.openxmlformats-(officedocument|package)\.[\w.+-]+"
    r"|application/vnd\.ms-(excel|word|office)\.[\w.+-]+",
    re.IGNORECASE,
)
_PICTURE_TYPES = re.compile(
    r"image/(x-)?(png|jpe?g|pjpeg|gif|bmp|ms-bmp|tiff?|emf|wmf|vnd\.ms-photo|svg\+xml)", re.IGNORECASE
)


def part_of_another_file(
    names: Iterable[str],
    led_to: Iterable[tuple[str, str]],
    types: Mapping[str, str],
    read: Callable[[str], bytes],
) -> str:
    """Return in words the first part that no program would write into a form; "" where there is none.

    *led_to* are pairs of a part ("" for the file itself) and a part that a relationship of it leads to,
    *types* the content types by the names of parts, or by a dot and the ending of their names.
    """
    reached = _reached(led_to)
    by_name = {name.casefold(): kind for name, kind in types.items()}
    for name in names:
        low = name.casefold()
        if low == _TYPES or _is_waste(low, name, read):
            continue
        ending = "." + low.rpartition(".")[2] if "." in low.rpartition("/")[2] else ""
        if ending == ".rels" and low.rpartition("/")[0].endswith("_rels"):
            continue
        kind = by_name.get(low) or by_name.get(ending, "")
        if not _is_what_it_says(name, ending, read) or low not in reached or not _is_known(ending, kind):
            return f"another file inside the file ({shown(name)})"
    return ""


def _reached(led_to: Iterable[tuple[str, str]]) -> set[str]:
    """Return the parts that can be reached from the file itself, in small letters."""
    targets: dict[str, list[str]] = {}
    for source, target in led_to:
        targets.setdefault(source.casefold(), []).append(target.casefold())
    found, ahead = set[str](), [""]
    while ahead:
        for target in targets.pop(ahead.pop(), []):
            found.add(target)
            ahead.append(target)
    return found


def _is_waste(low: str, name: str, read: Callable[[str], bytes]) -> bool:
    """Whether a part is space that Office has emptied and left (in the folder "[trash]")."""
    return low.startswith("[trash]/") and low.endswith(".dat") and not read(name).strip(b"\x00\xff")


def _is_known(ending: str, kind: str) -> bool:
    if ending in _PICTURES:
        return bool(_PICTURE_TYPES.fullmatch(kind))
    if ending in _OTHER_ENDINGS:
        return bool(re.fullmatch(_OTHER_ENDINGS[ending], kind, re.IGNORECASE))
    return ending in _MARKUP and bool(_MARKUP_TYPES.fullmatch(kind))


def _is_what_it_says(name: str, ending: str, read: Callable[[str], bytes]) -> bool:
    if ending in _MARKUP:
        return True  # read as markup before anything of it counts
    content = read(name)
    if ending in _PICTURES:
        return (
            content.lstrip().startswith(_PICTURES[ending])
            if ending == ".svg"
            else content.startswith(_PICTURES[ending])
        )
    return not content.startswith(_OTHER_FILES)
