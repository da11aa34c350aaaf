"""The structure tree: what a screen reader walks through, independent of the pages.

The tree is made first, as boxes are built; drawing only records which marked content, annotations
and links on which page belong to a node. So the order in which pages are painted never matters.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFObject

from svdesk.rendering.pdf.file.objects import File
from svdesk.rendering.pdf.file.repairs import text_string

_STANDS_EMPTY = frozenset({"TR", "TH", "TD"})  # a grid stays regular where a cell is empty


class Mark(NamedTuple):
    """Marked content *number* on a page, counted from 0."""

    page: int
    number: int


@dataclass(frozen=True, slots=True, eq=False)
class Annotated:
    """An annotation on a page: a link or a form field."""

    page: int
    annotation: PDFDictionary


Kid: TypeAlias = "Node | Mark | Annotated"


@dataclass(slots=True, eq=False)
class Node:
    """A structure element; *tag* is one of PDF 1.7's standard types.

    *attributes* is written as it is (``/O/Table/Scope/Row``); *summary* says in words what a table
    without a printed caption holds, *alternative* what a figure shows.
    """

    tag: str
    parent: "Node | None" = None
    attributes: str = ""
    summary: str = ""
    alternative: str = ""
    kids: list[Kid] = field(default_factory=list)

    def add(self, tag: str, attributes: str = "", summary: str = "") -> "Node":
        """Add a child behind those that are there, and return it."""
        node = Node(tag, self, attributes, summary)
        self.kids.append(node)
        return node


COLUMN_HEADER = "/O/Table/Scope/Column"
ROW_HEADER = "/O/Table/Scope/Row"
BULLETED = "/O/List/ListNumbering/Disc"
NUMBERED = "/O/List/ListNumbering/Decimal"


class Raw(PDFObject):
    """An indirect object of ready bytes."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        """Start empty; *content* follows once every number is known."""
        self.content = b""

    def format(self, document: PDFDocument) -> bytes:  # noqa: ARG002 - reportlab hands it to every object
        """Return the bytes."""
        return self.content


Parent: TypeAlias = Node | list[Node]
"""What a key of the parent tree stands for: a page's nodes by mark number, or an annotation's node."""


def write_tree(file: File, root: Node, parents: list[Parent]) -> Raw:
    """Write the tree below *root* into *file* and return its StructTreeRoot.

    Nodes that nothing was drawn for are left out.
    """
    return _TreeWriter(file, parents).write(root)


class _TreeWriter:
    def __init__(self, file: File, parents: list[Parent]) -> None:
        self._file = file
        self._parents = parents
        self._references: dict[int, str] = {}
        self._pages = [self._reference(page) for page in file.pages]

    def write(self, root: Node) -> Raw:
        tree, parent_tree = Raw(), Raw()
        tree_reference = self._reference(tree)
        living = list(self._living(root))
        objects = {id(node): Raw() for node in living}
        self._references = {key: self._reference(raw) for key, raw in objects.items()}
        for node in living:
            above = self._references[id(node.parent)] if node.parent else tree_reference
            objects[id(node)].content = self._element(node, above)
        rows = (
            f"{key} [{' '.join(self._references[id(node)] for node in parent)}]"
            if isinstance(parent, list)
            else f"{key} {self._references[id(parent)]}"
            for key, parent in enumerate(self._parents)
        )
        parent_tree.content = ("<</Nums[" + "\n".join(rows) + "]>>").encode("ascii")
        tree.content = (
            f"<</Type/StructTreeRoot/K {self._references[id(root)]}"
            f"/ParentTree {self._reference(parent_tree)}/ParentTreeNextKey {len(self._parents)}>>"
        ).encode("ascii")
        return tree

    def _reference(self, item: PDFObject) -> str:
        return f"{self._file.number(item)} 0 R"

    def _living(self, root: Node) -> Iterator[Node]:
        """Yield the nodes that hold something, parents first, without recursion: trees may be deep."""
        order, waiting = list[Node](), [root]
        while waiting:
            node = waiting.pop()
            order.append(node)
            waiting += [kid for kid in reversed(node.kids) if isinstance(kid, Node)]
        alive = {id(root)}
        for node in reversed(order):
            if node.tag in _STANDS_EMPTY or any(
                not isinstance(kid, Node) or id(kid) in alive for kid in node.kids
            ):
                alive.add(id(node))
        return (node for node in order if id(node) in alive)

    def _element(self, node: Node, parent: str) -> bytes:
        page: int | None = None
        kids = list[str]()
        for kid in node.kids:
            if isinstance(kid, Node):
                if id(kid) in self._references:
                    kids.append(self._references[id(kid)])
            elif isinstance(kid, Mark):
                page = kid.page if page is None else page
                kids.append(
                    str(kid.number)
                    if kid.page == page
                    else f"<</Type/MCR/Pg {self._pages[kid.page]}/MCID {kid.number}>>"
                )
            else:
                annotation = self._reference(kid.annotation)
                kids.append(f"<</Type/OBJR/Pg {self._pages[kid.page]}/Obj {annotation}>>")
        if node.tag == "Table":  # some readers want to know where a table begins
            page = _first_page(node)
        parts = [f"<</S/{node.tag}/P {parent}"]
        if page is not None:
            parts.append(f"/Pg {self._pages[page]}")
        if kids:
            parts.append("/K " + (kids[0] if len(kids) == 1 else f"[{' '.join(kids)}]"))
        if node.attributes:
            parts.append(f"/A <<{node.attributes}>>")
        content = "".join(parts).encode("ascii")
        if node.summary:
            content += (
                b"/A <</O/Table/Summary " + text_string(node.summary).format(self._file.document) + b">>"
            )
        if node.alternative:
            content += b"/Alt " + text_string(node.alternative).format(self._file.document)
        return content + b">>"


def _first_page(node: Node) -> int | None:
    waiting: list[Kid] = [node]
    while waiting:
        kid = waiting.pop()
        if not isinstance(kid, Node):
            return kid.page
        waiting += reversed(kid.kids)
    return None
