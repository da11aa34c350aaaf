"""What in a Word file keeps out people who hear it, enlarge it or see few colours."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

import docx

from svdesk.domain import colours
from tests.rendering.docx.docx_checks import W, local, parts, value

_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_WHITE = "FFFFFF"
_LEAST = 4.5
_LISTS = ("ListBullet", "ListNumber")
_SIGNS = ("•", "▪", "◦", "‣")


def barriers(path: Path) -> list[str]:
    """Return every barrier of a file, in words."""
    found = parts(path)
    body = found["word/document.xml"][0]
    return [
        *_about(path, found),
        *_headings(body),
        *_tables(body),
        *_controls(body),
        *_pictures(body),
        *_lists(body, found["word/styles.xml"]),
        *_gaps(body),
        *_contrasts(found),
    ]


def _about(path: Path, found: dict[str, Element]) -> Iterator[str]:
    properties = docx.Document(str(path)).core_properties
    if not properties.title:
        yield "it has no title"
    if not properties.language:
        yield "it does not say its language"
    language = found["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if value(language) != properties.language:
        yield "its text is in another language than it says"


def _headings(body: Element) -> Iterator[str]:
    before = 0
    for paragraph in body.iter(f"{W}p"):
        match = re.fullmatch(r"Heading(\d)", _style(paragraph))
        if match:
            if not _words(paragraph):
                yield "a heading without words"
            if int(match[1]) > before + 1:
                yield f"a heading of level {match[1]} after one of level {before}"
            before = int(match[1])


def _tables(body: Element) -> Iterator[str]:
    for table in body.iter(f"{W}tbl"):
        if not value(table.find(f"{W}tblPr/{W}tblCaption")):
            yield "a table without a title"
        headers = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.findall(f"{W}tr")]
        if headers != [True] + [False] * (len(headers) - 1):
            yield "a table whose first row is not its header"
        if list(table.iter(f"{W}gridSpan")) or list(table.iter(f"{W}vMerge")):
            yield "a table with merged cells"
        if any(list(cell.iter(f"{W}tbl")) for cell in table.iter(f"{W}tc")):
            yield "a table within a table"


def _controls(body: Element) -> Iterator[str]:
    for properties in body.iter(f"{W}sdtPr"):
        if properties.find(f"{W}docPartObj") is None:
            for name in ("alias", "tag"):
                if not value(properties.find(f"{W}{name}")).strip():
                    yield f"a control without {name}"


def _pictures(body: Element) -> Iterator[str]:
    for properties in body.iter(_PROPERTIES):
        if not properties.get("descr", "").strip():
            yield "a picture without words"


def _lists(body: Element, styles: Element) -> Iterator[str]:
    for style in styles.iter(f"{W}style"):
        if style.get(f"{W}styleId") in _LISTS and style.find(f"{W}pPr/{W}numPr/{W}numId") is None:
            yield f"{style.get(f'{W}styleId')} is no list"
    for paragraph in body.iter(f"{W}p"):
        if _words(paragraph).startswith(_SIGNS):
            yield "a list that is drawn by signs"


def _gaps(body: Element) -> Iterator[str]:
    """Yield paragraphs that are there for the room alone; one has to part tables, and end a file."""
    for before, this, after in zip(body, body[1:], body[2:], strict=False):
        needed = local(before) == "tbl" and local(after) in ("tbl", "sectPr")
        empty = local(this) == "p" and not _words(this) and this.find(f".//{_PROPERTIES}") is None
        if empty and not needed:
            yield f"an empty paragraph of the style {_style(this)}"


@dataclass(frozen=True, slots=True)
class _Look:
    ink: str
    ground: str


def _contrasts(found: dict[str, Element]) -> Iterator[str]:
    styles = found["word/styles.xml"]
    looks = {each.get(f"{W}styleId", ""): each for each in styles.iter(f"{W}style")}
    plain = value(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}color"))
    header = looks["SVDeskTable"].find(f"{W}tblStylePr/{W}tcPr/{W}shd")
    seen = set[_Look]()
    for name, root in found.items():
        if not re.fullmatch(r"word/(document|header\d|footer\d)\.xml", name):
            continue
        in_headers = {
            paragraph
            for row in root.iter(f"{W}tr")
            if row.find(f"{W}trPr/{W}tblHeader") is not None
            for paragraph in row.iter(f"{W}p")
        }
        for paragraph in root.iter(f"{W}p"):
            style = looks.get(_style(paragraph))
            fill = _of(style, "pPr", "shd", "fill")
            ground = fill or (_fill(header) if paragraph in in_headers else "") or _WHITE
            for run in paragraph.iter(f"{W}r"):
                letters = looks.get(value(run.find(f"{W}rPr/{W}rStyle")))
                ink = _of(letters, "rPr", "color") or _of(style, "rPr", "color") or plain
                seen.add(_Look(ink, ground))
    for look in sorted(seen, key=repr):
        found_contrast = colours.contrast(f"#{look.ink.lower()}", f"#{look.ground.lower()}")
        if found_contrast < _LEAST:
            yield f"{look.ink} on {look.ground} has a contrast of {found_contrast:.1f}"


def _of(style: Element | None, group: str, name: str, attribute: str = "val") -> str:
    element = None if style is None else style.find(f"{W}{group}/{W}{name}")
    return "" if element is None else element.get(f"{W}{attribute}", "")


def _fill(shading: Element | None) -> str:
    return "" if shading is None else shading.get(f"{W}fill", "")


def _style(paragraph: Element) -> str:
    return value(paragraph.find(f"{W}pPr/{W}pStyle"))


def _words(paragraph: Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{W}t")).strip()
