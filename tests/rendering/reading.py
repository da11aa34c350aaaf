"""Reads a PDF as a screen reader does: the words of its structure tree, in order. Uses pikepdf only."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

_INLINE = frozenset({"Link", "Reference", "Span"})


@dataclass
class PageText:
    """The text of a page: by marked content, of artifacts, and all of it in the order it is painted."""

    marked: dict[int, str] = field(default_factory=lambda: defaultdict(str))
    artifacts: list[str] = field(default_factory=list)
    painted: str = ""


class Reader:
    """The texts of a file."""

    def __init__(self, path: Path) -> None:
        """Read the file at *path*."""
        with pikepdf.open(path) as pdf:
            self.pages = [_page_text(page) for page in pdf.pages]
            places = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
            self.elements = list(self._walk(pdf.Root.StructTreeRoot.K, None, places))

    def words(self) -> list[str]:
        """Return all words in the order of the structure tree."""
        return "".join(text for _, text in self.elements).split()

    def texts(self, tag: str) -> list[str]:
        """Return the text of each element of one structure type, its children's included."""
        found, depth = list[str](), 0
        for name, text in self.elements:
            if name == tag:
                found.append("")
                depth += 1
            elif name == f"/{tag}":
                depth -= 1
            elif depth:
                found[-1] += text
        return [" ".join(text.split()) for text in found]

    def _walk(
        self, element: pikepdf.Object, page: pikepdf.Object | None, places: dict[tuple[int, int], int]
    ) -> Iterator[tuple[str, str]]:
        tag = str(element.S)[1:]
        page = element.get("/Pg", page)
        edge = "" if tag in _INLINE else "\n"
        yield tag, edge
        kids = element.get("/K", Array())
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, int):
                yield "text", self.pages[places[page.objgen]].marked[int(kid)]
            elif kid.get("/Type") == Name.MCR:
                where = kid.get("/Pg", page)
                yield "text", self.pages[places[where.objgen]].marked[int(kid.MCID)]
            elif kid.get("/Type") != Name.OBJR:
                yield from self._walk(kid, page, places)
        yield f"/{tag}", edge


def _page_text(page: pikepdf.Page) -> PageText:
    text = PageText()
    fonts = {name: _decoder(font) for name, font in page.resources.get("/Font", {}).items()}
    stack: list[tuple[bool, int | None]] = []
    decode: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            entries = operands[1] if name == "BDC" else Dictionary()
            mark = entries.get("/MCID")
            stack.append((operands[0] == Name.Artifact, None if mark is None else int(mark)))
            if stack[-1][0]:
                text.artifacts.append("")
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            decode = fonts[str(operands[0])]
        elif name == "Tj":
            shown = "".join(decode[code] for code in bytes(operands[0]))
            text.painted += shown
            is_artifact, mark = stack[-1]
            if is_artifact:
                text.artifacts[-1] += shown
            elif mark is not None:
                text.marked[mark] += shown
    text.artifacts = [artifact for artifact in text.artifacts if artifact.strip()]
    return text


def _decoder(font: pikepdf.Object) -> dict[int, str]:
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    return {
        int(code, 16): bytes.fromhex(letters).decode("utf-16-be")
        for code, letters in re.findall(r"<([0-9A-F]{2})> <([0-9A-F]{4,})>", cmap)
    }
