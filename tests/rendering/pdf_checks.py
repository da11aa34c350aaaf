"""Conformance checks: ours, of what validators don't see, and an independent validator's.

Ours: the tree, the pages and the parent tree agree about every mark; nothing is painted outside
them; tables are grids with header scope; fields and links have names; fonts are embedded. The
other is page-validation, by profile. Both know more than the other of some rules.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import page
import pikepdf
from pikepdf import Array, Dictionary, Name

STRUCTURE_TYPES = frozenset(
    {
        "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "P", "H1",
        "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody",
        "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Figure", "Form",
    }
)  # fmt: skip
CHILDREN = {
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TR": {"TH", "TD"},
    "Table": {"THead", "TBody", "TFoot", "TR", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TOC": {"TOCI", "TOC", "Caption"},
}
PARENTS = {
    "LI": {"L"}, "Lbl": {"LI"}, "LBody": {"LI"}, "TR": {"Table", "THead", "TBody"}, "TH": {"TR"},
    "TD": {"TR"}, "THead": {"Table"}, "TBody": {"Table"}, "TOCI": {"TOC"}, "Reference": {"TOCI"},
    "Caption": {"Table"},
}  # fmt: skip
SHOWING = frozenset({"Tj", "TJ", "'", '"'})
PAINTING = SHOWING | frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do"})
LONGEST_STRING = 32_767


def faults(path: Path, archive: str = "2a") -> list[str]:
    """Return everything that is wrong with the file at *path*, by our checks and the validator's."""
    return [*own_faults(path), *validator_faults(path, archive)]


def validator_faults(path: Path, archive: str = "2a") -> list[str]:
    """Return what page-validation finds against PDF/UA-1 and PDF/A-2a, or 3a where that is the *archive*."""
    found = list[str]()
    limits = page.SafetyLimits(max_table_grid_rows=100_000, max_table_grid_cells=10_000_000)
    for profile in ("ua1", archive):
        result = page.validate_pdf(str(path), profile=profile, limits=limits)
        found += [f"{profile} {failure.rule_id}: {failure.message}" for failure in result.failures]
    return found


def own_faults(path: Path) -> list[str]:
    """Return what our own checks find."""
    with pikepdf.open(path) as pdf:
        return list(_Check(pdf).faults())


class _Check:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.Root
        self.marks: dict[tuple[Any, int], Any] = {}
        self.objects: dict[Any, tuple[Any, str]] = {}
        self.levels = list[int]()

    def faults(self) -> Iterator[str]:
        yield from self._catalogue()
        tree = self.root.StructTreeRoot
        self.parents = pikepdf.NumberTree(tree.ParentTree)
        yield from self._element(tree.K, None, None)
        if self.levels and self.levels[0] != 1:
            yield "the first heading is not H1"
        for above, below in zip(self.levels, self.levels[1:], strict=False):
            if below > above + 1:
                yield f"a heading skips from H{above} to H{below}"
        for number, page_ in enumerate(self.pdf.pages, 1):
            for fault in self._page(page_):
                yield f"page {number}: {fault}"
        yield from self._form()
        yield from self._strings()

    def _catalogue(self) -> Iterator[str]:
        root = self.root
        if not root.get("/MarkInfo", {}).get("/Marked", False):
            yield "not marked as tagged"
        if not str(root.get("/Lang", "")):
            yield "no language"
        if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
            yield "the title bar shows the file's name"
        with self.pdf.open_metadata() as xmp:
            if xmp.get("pdfuaid:part") != "1":
                yield "XMP does not claim PDF/UA-1"
            part = "3" if len(self.pdf.attachments) else "2"
            if (xmp.get("pdfaid:part"), xmp.get("pdfaid:conformance")) != (part, "A"):
                yield f"XMP does not claim PDF/A-{part}a"
            if xmp.get("dc:title") != str(self.pdf.docinfo.get("/Title")):
                yield "XMP and the information dictionary differ about the title"
            if " ".join(xmp.get("dc:creator") or []) != str(self.pdf.docinfo.get("/Author", "")):
                yield "XMP and the information dictionary differ about the author"

    # ---- the tree

    def _element(
        self, element: pikepdf.Object, parent: pikepdf.Object | None, page_: pikepdf.Object | None
    ) -> Iterator[str]:
        tag, above = str(element.S)[1:], str(parent.S)[1:] if parent is not None else ""
        if tag not in STRUCTURE_TYPES:
            yield f"{tag} is no standard structure type"
        if parent is not None and element.P.objgen != parent.objgen:
            yield f"{tag} names another parent"
        if tag not in CHILDREN.get(above, {tag}):
            yield f"{tag} inside {above}"
        if above not in PARENTS.get(tag, {above}):
            yield f"{tag} outside {PARENTS[tag]}"
        if tag == "TH" and _attribute(element, "/Scope") is None:
            yield "TH without scope"
        if tag == "L" and _attribute(element, "/ListNumbering") is None:
            yield "L without its kind of numbering"
        if tag[:1] == "H" and tag[1:].isdigit():
            self.levels.append(int(tag[1:]))
        page_ = element.get("/Pg", page_)
        kids = _kids(element)
        if not kids and tag not in ("TD", "TH"):
            yield f"{tag} is empty"
        for kid in kids:
            if isinstance(kid, int):
                self.marks[page_.objgen, int(kid)] = element.objgen
            elif kid.get("/Type") == Name.MCR:
                self.marks[kid.get("/Pg", page_).objgen, int(kid.MCID)] = element.objgen
            elif kid.get("/Type") == Name.OBJR:
                self.objects[kid.Obj.objgen] = (element.objgen, tag)
            else:
                yield from self._element(kid, element, page_)
        if tag == "Table":
            yield from self._grid(element)

    def _grid(self, table: pikepdf.Object) -> Iterator[str]:
        parts = [kid for kid in _kids(table) if str(kid.S) != "/Caption"]
        rows = [row for part in parts for row in ([part] if part.S == Name.TR else _kids(part))]
        widths = {len(_kids(row)) for row in rows}
        if len(widths) != 1:
            yield f"the rows of a table have {sorted(widths)} cells"

    # ---- pages

    def _page(self, page_: pikepdf.Page) -> Iterator[str]:
        entry = page_.obj
        annotations = list(entry.get("/Annots", []))
        if annotations and entry.get("/Tabs") != Name.S:
            yield "tab order does not follow the structure"
        for annotation in annotations:
            yield from self._annotation(annotation)
        marks = set[int]()
        yield from self._content(page_, marks)
        parents = self.parents[entry.StructParents]
        if len(parents) != len(marks):
            yield f"{len(marks)} marks, but {len(parents)} in the parent tree"
        for mark in marks:
            owner = self.marks.get((entry.objgen, mark))
            if owner is None:
                yield f"mark {mark} is not in the tree"
            elif parents[mark].objgen != owner:
                yield f"the parent tree is wrong about mark {mark}"
        for where, mark in self.marks:
            if where == entry.objgen and mark not in marks:
                yield f"the tree names mark {mark}, which the page does not have"

    def _annotation(self, annotation: pikepdf.Object) -> Iterator[str]:
        kind = str(annotation.Subtype)
        wanted = {"/Link": "Link", "/Widget": "Form"}.get(kind, "Annot")
        owner, tag = self.objects.get(annotation.objgen, (None, ""))
        if tag != wanted:
            yield f"{kind} annotation is not inside {wanted}"
        elif self.parents[annotation.StructParent].objgen != owner:
            yield f"the parent tree is wrong about a {kind} annotation"
        if int(annotation.get("/F", 0)) != 4:
            yield f"{kind} annotation does not print, or is hidden"
        if kind == "/Link" and not str(annotation.get("/Contents", "")):
            yield "a link without words"
        if kind == "/Link" and "/A" in annotation and annotation.A.S != Name.URI:
            yield "a link that does something"

    def _content(self, page_: pikepdf.Page, marks: set[int]) -> Iterator[str]:
        fonts = page_.resources.get("/Font", {})
        stack = list[tuple[str, bool]]()
        in_text, font, depth = False, "", 0
        for operands, operator in pikepdf.parse_content_stream(page_):
            name = str(operator)
            kinds = [kind for kind, _ in stack]
            if name in ("BMC", "BDC"):
                mark = operands[1].get("/MCID") if name == "BDC" else None
                kind = "artifact" if operands[0] == Name.Artifact else "mark" if mark is not None else "other"
                if kind != "other" and any(other != "other" for other in kinds):
                    yield f"{kind} inside {kinds[-1]}"
                if mark is not None:
                    if int(mark) in marks:
                        yield f"mark {mark} twice"
                    marks.add(int(mark))
                stack.append((kind, in_text))
            elif name == "EMC":
                _, began_in_text = stack.pop()
                if began_in_text != in_text:
                    yield "marked content crosses the edge of a text object"
            elif name in ("BT", "ET"):
                in_text = name == "BT"
            elif name in ("q", "Q"):
                depth += 1 if name == "q" else -1
            elif name == "Tf":
                font = str(operands[0])
            elif name in PAINTING:
                if not any(kind != "other" for kind in kinds):
                    yield f"{name} is neither tagged nor an artifact"
                if name in SHOWING:
                    yield from _font_faults(fonts[font])
        if stack or depth or in_text:
            yield "something is left open"

    # ---- the form and the file

    def _form(self) -> Iterator[str]:
        form = self.root.get("/AcroForm")
        fields = list(form.Fields) if form is not None else []
        widgets = [
            annotation.objgen
            for page_ in self.pdf.pages
            for annotation in page_.obj.get("/Annots", [])
            if annotation.Subtype == Name.Widget
        ]
        if [entry.objgen for entry in fields] != widgets:
            yield "the form's fields are not the pages' fields, in order"
        names = [str(entry.T) for entry in fields]
        if len(set(names)) != len(names):
            yield "two fields have one name"
        for entry in fields:
            if "." in str(entry.T) or not str(entry.T):
                yield f"field name {entry.T!r}"
            if not str(entry.get("/TU", "")).strip():
                yield f"field {entry.T} has nothing to say"
            if list(entry.AP.keys()) != ["/N"]:
                yield f"field {entry.T} has other than a normal appearance"
            if "/A" in entry or "/AA" in entry:
                yield f"field {entry.T} does something"
        if form is not None:
            for font in form.DR.Font.values():
                yield from _font_faults(font)

    def _strings(self) -> Iterator[str]:
        waiting: list[pikepdf.Object] = list(self.pdf.objects)
        while waiting:
            item = waiting.pop()
            if isinstance(item, pikepdf.String) and len(bytes(item)) > LONGEST_STRING:
                yield "a string is longer than PDF/A allows"
            elif isinstance(item, Array):
                waiting += [kid for kid in item if not _is_reference(kid)]
            elif isinstance(item, Dictionary):
                waiting += [kid for kid in item.values() if not _is_reference(kid)]


def _is_reference(item: pikepdf.Object) -> bool:
    return isinstance(item, pikepdf.Object) and item.is_indirect


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K", Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _attribute(element: pikepdf.Object, key: str) -> pikepdf.Object | None:
    attributes = element.get("/A", Dictionary())
    return attributes.get(key)


def _font_faults(font: pikepdf.Object) -> Iterator[str]:
    if "/FontFile2" not in font.get("/FontDescriptor", {}):
        yield f"font {font.BaseFont} is not embedded"
    if "/ToUnicode" not in font and font.get("/Encoding") != Name.WinAnsiEncoding:
        yield f"font {font.BaseFont} does not say what its codes mean"
