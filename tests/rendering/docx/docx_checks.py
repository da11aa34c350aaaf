"""What a strict reader of Word files would refuse, checked without any such reader.

The order of children is that of ISO/IEC 29500-1, for the elements that SVDesk writes.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = f"{{{WORD}}}"
R = f"{{{RELATED}}}"

_EDGES = "top left bottom right between bar"
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr shd tabs bidi spacing ind contextualSpacing "
    "jc outlineLvl rPr",
    "rPr": "rStyle rFonts b bCs color sz szCs u rtl lang",
    "pBdr": _EDGES,
    "numPr": "ilvl numId",
    "tbl": "tblPr tblGrid tr",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "tcPr": "tcW tcBorders shd vAlign",
    "tcBorders": "top left bottom right",
    "sdt": "sdtPr sdtContent",
    "sdtPr": "alias tag id lock showingPlcHdr docPartObj dropDownList text checkbox",
    "docPartObj": "docPartGallery docPartUnique",
    "style": "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr tcPr tblStylePr",
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "styles": "docDefaults style",
    "docDefaults": "rPrDefault pPrDefault",
    "numbering": "abstractNum num",
    "abstractNum": "multiLevelType lvl",
    "lvl": "start numFmt pStyle lvlText lvlJc pPr rPr",
    "num": "abstractNumId lvlOverride",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang clrSchemeMapping "
    "decimalSymbol listSeparator",
    "sectPr": "headerReference footerReference pgSz pgMar cols titlePg docGrid",
}
_ALTERNATING = {"sectPr": {"headerReference", "footerReference"}}
_LONGEST_NAME = 64


def parts(path: Path) -> dict[str, ElementTree.Element]:
    """Return every part of a file that is XML, by its name."""
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None
        return {
            name: ElementTree.fromstring(file.read(name))
            for name in file.namelist()
            if name.endswith((".xml", ".rels"))
        }


def local(element: ElementTree.Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def value(element: ElementTree.Element | None) -> str:
    """Return what an element's ``w:val`` says."""
    return "" if element is None else element.get(f"{W}val", "")


def tags(path: Path) -> list[str]:
    """Return the names of a file's controls, in reading order."""
    return [value(each) for each in parts(path)["word/document.xml"].iter(f"{W}tag")]


def faults(path: Path) -> list[str]:
    """Return what is wrong with a file, in words; nothing where a strict reader would take it."""
    found = parts(path)
    document = found["word/document.xml"]
    texts = {name: root for name, root in found.items() if _holds_text(name)}
    return [
        *(fault for name, root in found.items() if name.startswith("word/") for fault in _order(name, root)),
        *_names(found),
        *_controls(document),
        *_places(document),
        *(fault for name, root in texts.items() for fault in _structure(name, root, found)),
        *_package(path, found),
    ]


def _holds_text(name: str) -> bool:
    return re.fullmatch(r"word/(document|header\d|footer\d)\.xml", name) is not None


def _order(name: str, root: ElementTree.Element) -> Iterator[str]:
    for element in root.iter():
        kind = local(element)
        if not element.tag.startswith(W) or kind not in ORDER:
            continue
        order, children = ORDER[kind].split(), [local(child) for child in element]
        if strange := set(children) - set(order):
            yield f"{name}: {kind} holds {', '.join(sorted(strange))}"
            continue
        free = _ALTERNATING.get(kind, set())
        ranks = [order.index(child) for child in children if child not in free]
        if ranks != sorted(ranks):
            yield f"{name}: {kind} holds {', '.join(children)} in this order"
        once = kind.endswith(("Pr", "Bdr", "Borders"))
        if once and len(set(children) - free) != len([child for child in children if child not in free]):
            yield f"{name}: {kind} holds an element twice: {', '.join(children)}"


def _names(found: dict[str, ElementTree.Element]) -> Iterator[str]:
    styles = {
        (style.get(f"{W}type"), style.get(f"{W}styleId"))
        for style in found["word/styles.xml"].iter(f"{W}style")
    }
    if len(styles) != len(list(found["word/styles.xml"].iter(f"{W}style"))):
        yield "two styles share their name"
    numbers = {number.get(f"{W}numId") for number in found["word/numbering.xml"].iter(f"{W}num")}
    kinds = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
    for name, root in found.items():
        for element in root.iter():
            kind = kinds.get(local(element), "") if element.tag.startswith(W) else ""
            if kind and (kind, value(element)) not in styles:
                yield f"{name}: there is no {kind} style {value(element)}"
            if element.tag == f"{W}numId" and value(element) not in numbers:
                yield f"{name}: there is no list {value(element)}"


def _controls(document: ElementTree.Element) -> Iterator[str]:
    for what in ("id", "tag"):
        used = Counter(
            value(element) for pr in document.iter(f"{W}sdtPr") for element in pr.iter(f"{W}{what}")
        )
        yield from (f"two controls have the {what} {name}" for name, count in used.items() if count > 1)
    for properties in document.iter(f"{W}sdtPr"):
        for what in ("alias", "tag"):
            name = properties.find(f"{W}{what}")
            if name is not None and not 0 < len(value(name)) <= _LONGEST_NAME:
                yield f"a control's {what} has {len(value(name))} letters"
    for choice in document.iter(f"{W}dropDownList"):
        for what in ("displayText", "value"):
            told = [item.get(f"{W}{what}", "") for item in choice]
            if len(set(told)) != len(told) or not all(told):
                yield f"a choice's {what} is empty or there twice"


def _places(document: ElementTree.Element) -> Iterator[str]:
    marks = [mark.get(f"{W}name", "") for mark in document.iter(f"{W}bookmarkStart")]
    starts = [mark.get(f"{W}id") for mark in document.iter(f"{W}bookmarkStart")]
    ends = [mark.get(f"{W}id") for mark in document.iter(f"{W}bookmarkEnd")]
    if len(set(marks)) != len(marks) or starts != ends:
        yield "bookmarks are there twice or never end"
    yield from (f"the bookmark {mark} is too long" for mark in marks if len(mark) > 40)
    for link in document.iter(f"{W}hyperlink"):
        anchor = link.get(f"{W}anchor")
        if anchor is not None and anchor not in marks:
            yield f"a link leads to {anchor}, which is not there"


def _structure(name: str, root: ElementTree.Element, found: dict[str, ElementTree.Element]) -> Iterator[str]:
    for cell in root.iter(f"{W}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{W}p":
            yield f"{name}: a cell does not end with a paragraph"
    for table in root.iter(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        if any(len(row.findall(f"{W}tc")) != columns for row in table.findall(f"{W}tr")):
            yield f"{name}: a table's rows differ in length"
    body = root.find(f"{W}body")
    tags = [local(child) for child in (root if body is None else body)]
    if any(pair == ("tbl", "tbl") for pair in pairwise(tags)):
        yield f"{name}: two tables touch, and would be one"
    if not tags or (body is not None and (tags[-1] != "sectPr" or tags[-2:-1] == ["tbl"])):
        yield f"{name}: it ends with {tags[-2:]}"
    level = 0
    for mark in root.iter(f"{W}fldChar"):
        level += {"begin": 1, "end": -1}.get(mark.get(f"{W}fldCharType", ""), 0)
    if level:
        yield f"{name}: a field never ends"
    place = PurePosixPath(name)
    related = found.get(f"{place.parent}/_rels/{place.name}.rels")
    known = set() if related is None else {each.get("Id") for each in related}
    for element in root.iter():
        for key, number in element.attrib.items():
            if key.startswith(R) and number not in known:
                yield f"{name}: {number} leads nowhere"


def _package(path: Path, found: dict[str, ElementTree.Element]) -> Iterator[str]:
    with zipfile.ZipFile(path) as file:
        names = file.namelist()
    if names[0] != "[Content_Types].xml":
        yield "the list of types does not stand first"
    types = found["[Content_Types].xml"]
    endings = {each.get("Extension") for each in types if local(each) == "Default"}
    listed = {each.get("PartName", "").lstrip("/") for each in types if local(each) == "Override"}
    yield from (f"{each} is listed but not there" for each in listed - set(names))
    related = set[str]()
    for name, root in found.items():
        if name.endswith(".rels"):
            folder = PurePosixPath(name).parent.parent
            for each in root:
                if each.get("TargetMode") != "External":
                    target = each.get("Target", "")
                    related.add(target.lstrip("/") if target.startswith("/") else str(folder / target))
    for name in names:
        if name == "[Content_Types].xml" or name.endswith(".rels"):
            continue
        if name not in listed and name.rpartition(".")[2] not in endings:
            yield f"{name} has no type"
        if name not in related:
            yield f"nothing leads to {name}"
