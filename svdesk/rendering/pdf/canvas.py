"""The canvas: everything painted belongs to a node of the structure tree, or is an artifact."""

import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from reportlab.pdfbase.pdfdoc import Destination, PDFDictionary, PDFDocument, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

from svdesk.domain.pictures import Picture
from svdesk.rendering.look.palette import Palette
from svdesk.rendering.look.styles import MARGIN, PAGE_HEIGHT, PAGE_WIDTH, Colour, Style
from svdesk.rendering.pdf.file.objects import File, array, image
from svdesk.rendering.pdf.file.repairs import Stream, allow, text_string
from svdesk.rendering.pdf.file.structure import Annotated, Mark, Node, Parent, write_tree
from svdesk.rendering.pdf.file.writer import serialise
from svdesk.rendering.pdf.fonts import Typeface

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right, top."""

_ESCAPES = {ord(sign): f"\\{sign}" for sign in "\\()"}
_PRINTING = range(0x20, 0x7F)
_PRINTED = 4  # annotation flag


class UntaggedError(Exception):
    """Text was drawn that belongs to no node and is no artifact: a screen reader would miss it."""


class _Codes(dict[int, str]):
    """The codes of a face's characters in one document, as they stand in a string of a page."""

    def __init__(self, face: Typeface, document: PDFDocument) -> None:
        super().__init__()
        self._face = face
        self._document = document
        self.one_subset = True
        self.name = ""

    def __missing__(self, code: int) -> str:
        ((subset, data),) = self._face.font.splitString(chr(code), self._document)
        self.one_subset = self.one_subset and subset == 0
        self.name = self.name or self._face.font.getSubsetInternalName(0, self._document)
        self[code] = _literal(data)
        return self[code]

    def show(self, text: str, size: float) -> str:
        shown = text.translate(self)
        if self.one_subset:
            return f"{self.name} {size:g} Tf ({shown}) Tj"
        font = self._face.font
        return " ".join(
            f"{font.getSubsetInternalName(subset, self._document)} {size:g} Tf ({_literal(data)}) Tj"
            for subset, data in font.splitString(text, self._document)
        )


def _literal(data: bytes) -> str:
    return "".join(
        _ESCAPES.get(code) or (chr(code) if code in _PRINTING else f"\\{code:03o}") for code in data
    )


class _Late:
    """Text that is known only when the last page is: it is set when the file is written."""

    def __init__(self, make: Callable[[], str]) -> None:
        self.make = make


class TaggedCanvas(Canvas):
    """reportlab's canvas with a structure tree, one text operator and late text."""

    _code: list[str]
    _doc: PDFDocument
    _addAnnotation: Callable[[PDFDictionary], None]  # noqa: N815 - reportlab's name

    def __init__(self, root: Node, language: str, palette: Palette) -> None:
        """Start the first page of a document in *language*, whose tree hangs below *root*.

        *palette* has the colours that boxes paint themselves with.
        """
        super().__init__(
            io.BytesIO(),
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            pageCompression=1,
            pdfVersion=(1, 7),
            lang=language,
        )
        self.setViewerPreference("DisplayDocTitle", "true")
        self.palette = palette
        self._root = root
        self._artifact = False
        self._codes: dict[Typeface, _Codes] = {}
        self._fields: list[PDFDictionary] = []
        self._parents: list[Parent] = []
        self._marks: list[Node] = []
        self._contents: list[tuple[Any, list[str | _Late]]] = []
        self._late: dict[int, _Late] = {}
        self._internal_links: list[tuple[PDFDictionary, str]] = []
        self._bookmarks: dict[str, Destination] = {}
        self.file = File(self._doc)
        self._open_page()

    @property
    def page(self) -> int:
        """The number of the page being drawn, from 0."""
        return len(self._contents)

    @property
    def in_artifact(self) -> bool:
        """Whether what is drawn now is decoration, which readers skip."""
        return self._artifact

    @property
    def fields(self) -> Sequence[PDFDictionary]:
        """The form fields drawn so far."""
        return self._fields

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"

    def _open_page(self) -> None:
        self._marks = []
        self._key = len(self._parents)
        self._parents.append(self._marks)

    # ---- marked content

    @contextmanager
    def artifact(self, kind: str = "/Type /Layout") -> Iterator[None]:
        """Paint decoration; nested artifacts are one."""
        if self._artifact:
            yield
            return
        self._artifact = True
        self._code.append(f"/Artifact <<{kind}>> BDC")
        try:
            yield
        finally:
            self._code.append("EMC")
            self._artifact = False

    def text(self, node: Node | None, operators: Sequence[str]) -> None:
        """Paint one text object that belongs to *node*; inside an artifact the node is left out."""
        if not self._artifact:
            self._code.append(self._begin(node))
        self._code += ("BT", *operators, "ET")
        if not self._artifact:
            self._code.append("EMC")

    def _begin(self, node: Node | None) -> str:
        if node is None:
            raise UntaggedError("text without a place in the structure tree")
        mark = Mark(self.page, len(self._marks))
        self._marks.append(node)
        node.kids.append(mark)
        return f"/{node.tag} <</MCID {mark.number}>> BDC"

    def show(self, face: Typeface, size: float, text: str) -> str:
        """Return the operators that show *text* where the text position is."""
        codes = self._codes.get(face)
        if codes is None:
            codes = self._codes[face] = _Codes(face, self._doc)
        return codes.show(text, size)

    def late_text(
        self,
        node: Node | None,
        right: float,
        baseline: float,
        face: Typeface,
        style: Style,
        words: Callable[[], str],
    ) -> None:
        """Leave room for *words*, asked for once all pages are there, that end at *right*."""

        def make() -> str:
            shown = words()
            x = right - face.width(shown) * style.size
            return (
                f"{style.colour.fill} 1 0 0 1 {x:.2f} {baseline:.2f} Tm {self.show(face, style.size, shown)}"
            )

        self.text(node, [""])
        self._late[len(self._code) - (2 if self._artifact else 3)] = _Late(make)

    # ---- shapes

    def box(
        self, rectangle: Rectangle, *, fill: Colour | None = None, edge: Colour | None = None, **look: float
    ) -> None:
        """Paint a rectangle as decoration. *look*: ``radius`` of its corners, ``width`` of its edge."""
        left, bottom, right, top = rectangle
        with self.artifact():
            if fill:
                self._code.append(fill.fill)
            if edge:
                self._code.append(f"{edge.stroke} {look.get('width', 0.7):g} w")
            sides = (left, bottom, right - left, top - bottom)
            if radius := look.get("radius"):
                self.roundRect(*sides, radius, stroke=int(edge is not None), fill=int(fill is not None))
            else:
                self.rect(*sides, stroke=int(edge is not None), fill=int(fill is not None))

    def rule(self, left: float, right: float, y: float, colour: Colour, width: float = 0.7) -> None:
        """Paint a horizontal line as decoration."""
        with self.artifact():
            self._code.append(f"{colour.stroke} {width:g} w n {left:.2f} {y:.2f} m {right:.2f} {y:.2f} l S")

    def draw_path(self, colour: Colour, width: float, points: Sequence[tuple[float, float]]) -> None:
        """Paint an open line through *points* as decoration."""
        with self.artifact():
            path = " l ".join(f"{x:.2f} {y:.2f}" for x, y in points).replace(" l ", " m ", 1)
            self._code.append(f"{colour.stroke} {width:g} w n {path} l S")

    def picture(self, node: Node, rectangle: Rectangle, picture: Picture) -> None:
        """Paint *picture* so that it fills *rectangle*; its node says what it shows."""
        left, bottom, right, top = rectangle
        name = hashlib.sha256(picture.png).hexdigest()[:16]
        if not self.hasForm(name):
            self._doc.addForm(name, image(picture))
        node.attributes = f"/O/Layout/Placement/Block/BBox {array(*rectangle)}"
        self._code += (
            self._begin(node),
            f"q {right - left:.3f} 0 0 {top - bottom:.3f} {left:.2f} {bottom:.2f} cm",
        )
        self.doForm(name)
        self._code += ("Q", "EMC")

    # ---- annotations

    def link(
        self, node: Node, rectangle: Rectangle, words: str, *, url: str = "", bookmark: str = ""
    ) -> None:
        """Make *rectangle* lead to *url* or to *bookmark*; *words* say where to."""
        annotation = PDFDictionary(
            {
                "Type": PDFName("Annot"),
                "Subtype": PDFName("Link"),
                "Rect": array(*rectangle),
                "Border": array(0, 0, 0),
                "Contents": text_string(words),
            }
        )
        if bookmark:
            self._internal_links.append((annotation, bookmark))
        else:
            annotation["A"] = PDFDictionary({"S": PDFName("URI"), "URI": PDFString(url)})
        self._annotate(node, annotation)

    def bookmark(self, name: str, words: str, level: int, top: float) -> None:
        """Make *top* of this page the place that *name* leads to, with an entry in the outline."""
        place = self.bookmarkPage(name, fit="XYZ", left=round(MARGIN, 2), top=round(top, 2))
        self._bookmarks[name] = place
        self.addOutlineEntry(words, name, level, closed=level > 0)

    def widget(self, node: Node, rectangle: Rectangle, entries: dict[str, object]) -> None:
        """Put a form field into *rectangle*; *entries* make its kind."""
        annotation = PDFDictionary(
            {
                "Type": PDFName("Annot"),
                "Subtype": PDFName("Widget"),
                "Rect": array(*rectangle),
                "P": self._doc.thisPageRef(),
                **entries,
            }
        )
        self._fields.append(annotation)
        self._annotate(node, annotation)

    def _annotate(self, node: Node, annotation: PDFDictionary) -> None:
        annotation["F"] = _PRINTED
        annotation["StructParent"] = len(self._parents)
        self._parents.append(node)
        node.kids.append(Annotated(self.page, annotation))
        self._addAnnotation(annotation)

    # ---- pages and the file

    def end_page(self) -> None:
        """Finish the page and start the next."""
        code, self._code = self._code, []
        self.showPage()
        page = self.file.pages[-1]
        allow(page, "StructParents", "Tabs")
        page.StructParents = self._key
        page.Tabs = PDFName("S")
        parts = list[str | _Late]()
        start = 0
        for place, late in sorted(self._late.items()):
            parts += ["\n".join(code[start:place]), late]
            start = place + 1
        parts.append("\n".join(code[start:]))
        self._late = {}
        self._contents.append((page, parts))
        self._open_page()

    def finish(self) -> bytes:
        """Return the whole file; the page being drawn is dropped, so end the last one before."""
        self._parents.pop(self._key)
        for page, parts in self._contents:
            code = "\n".join(part.make() if isinstance(part, _Late) else part for part in parts)
            page.Contents = Stream(f"q {self._preamble}\n{code}\nQ".encode("ascii"))
        for annotation, bookmark in self._internal_links:
            annotation["Dest"] = self._bookmarks[bookmark]
        catalogue, outlines = self.file.catalogue, self.file.outlines
        catalogue.StructTreeRoot = write_tree(self.file, self._root, self._parents)
        catalogue.MarkInfo = PDFDictionary({"Marked": "true"})
        outlines.prepare(self._doc, self)
        if self._bookmarks:
            self.showOutline()
        else:
            catalogue.Outlines = None
        return serialise(self.file)
