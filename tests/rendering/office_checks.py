"""What the strictest readers of Office files say of one, and what else nobody should find in it."""

import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

from openxml_audit import FileFormat, OpenXmlValidator

from tests.rendering.docx.docx_checks import local

# No part but these: no macros, embedded files, controls, data connections, templates or fonts.
_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core|custom)\.xml"
    r"|word/(document|styles|numbering|settings|fontTable|header\d|footer\d)\.xml"
    r"|word/theme/theme1\.xml|word/media/image\d+\.png|word/_rels/document\.xml\.rels"
    r"|xl/(workbook|styles|sharedStrings)\.xml|xl/theme/theme1\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/worksheets/sheet\d+\.xml|xl/worksheets/_rels/sheet\d+\.xml\.rels|xl/tables/table\d+\.xml"
)
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_LINKS_MAY_STAND_IN = "word/_rels/document.xml.rels"
# It names every link; what one may lead to is checked here.
_A_LINK = "Sec_ExternalRelationship"
_TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_MARKS = "\ufff9\ufffa\ufffb"
_UNSEEN = "\xad\ufeff"


@cache
def _validator() -> OpenXmlValidator:
    return OpenXmlValidator(
        file_format=FileFormat.MICROSOFT_365, max_errors=0, security_validation=True, strict=True
    )


def audited(path: Path) -> list[str]:
    """Return what the validation of the Open XML SDK finds, and everything that leads out of a file."""
    errors = _validator().validate(str(path)).errors
    found = [f"{each.part_uri} {each.path}: {each.description}" for each in errors if each.id != _A_LINK]
    return [*found, *_outside(path)]


def _outside(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as file:
        names = file.namelist()
        yield from (f"{name} is there twice" for name, count in Counter(names).items() if count > 1)
        yield from (f"{name} has no place in it" for name in names if not _PARTS.fullmatch(name))
        if b"macro" in file.read("[Content_Types].xml").lower():
            yield "it holds macros"
        for name in names:
            if name.endswith(".rels"):
                for each in ElementTree.fromstring(file.read(name)):
                    yield from _leads(name, each)


def _leads(name: str, relationship: ElementTree.Element) -> Iterator[str]:
    target = relationship.get("Target", "")
    if relationship.get("TargetMode") != "External":
        if ":" in target:
            yield f"{name}: {target} leads outside"
        return
    is_link = relationship.get("Type") == _LINK and name == _LINKS_MAY_STAND_IN
    parts = urlsplit(target)
    whole = parts.hostname if parts.scheme in ("http", "https") else parts.scheme == "mailto" and parts.path
    if not is_link or not whole:
        yield f"{name}: {target} leads outside"


def defined_names(path: Path) -> list[str]:
    """Return the names of a workbook's cells, however often each is there."""
    with zipfile.ZipFile(path) as file:
        book = ElementTree.fromstring(file.read("xl/workbook.xml"))
    return [each.get("name", "") for each in book.iter() if local(each) == "definedName"]


def cannot_be_held(character: str) -> bool:
    """Whether no Office file may hold *character*, or it would turn the words of others."""
    code = ord(character)
    return (
        (unicodedata.category(character) in ("Cc", "Cs") and not character.isspace())
        or code & 0xFFFE == 0xFFFE
        or 0xFDD0 <= code <= 0xFDEF
        or character in _TURNS + _MARKS
    )


def held(word: str) -> str:
    """Return a word as an Office file holds it: what it can't hold is shown as its number."""
    shown = (f"[U+{ord(each):04X}]" if cannot_be_held(each) else each for each in word if each not in _UNSEEN)
    return unicodedata.normalize("NFC", "".join(shown))
