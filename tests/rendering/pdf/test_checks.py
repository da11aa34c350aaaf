"""The checks see what they are there for: each test breaks a file in one way."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.rendering.conftest import Rendered
from tests.rendering.pdf_checks import faults, own_faults
from tests.rendering.samples import document, every_block

Break = Callable[[pikepdf.Pdf], None]


def elements(pdf: pikepdf.Pdf, tag: str) -> Iterator[pikepdf.Object]:
    """Yield the elements of one structure type."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        element = waiting.pop(0)
        if not isinstance(element, Dictionary) or "/S" not in element:
            continue
        if str(element.S) == f"/{tag}":
            yield element
        kids = element.get("/K", Array())
        waiting += list(kids) if isinstance(kids, Array) else [kids]


def first(pdf: pikepdf.Pdf, tag: str) -> pikepdf.Object:
    """Return the first element of one structure type."""
    return next(elements(pdf, tag))


def annotation(pdf: pikepdf.Pdf, kind: str) -> pikepdf.Object:
    """Return the first annotation of a kind."""
    return next(
        each for page in pdf.pages for each in page.obj.get("/Annots", []) if str(each.Subtype) == f"/{kind}"
    )


def rewrite(pdf: pikepdf.Pdf, change: Callable[[bytes], bytes]) -> None:
    """Change the content of the third page."""
    contents = pdf.pages[2].Contents
    changed = change(contents.read_bytes())
    assert changed != contents.read_bytes()
    contents.write(changed)


def remove(item: pikepdf.Object, key: str) -> None:
    """Remove an entry."""
    del item[key]


def shorten_row(pdf: pikepdf.Pdf) -> None:
    """Take a cell out of a row."""
    row = list(elements(pdf, "TR"))[4]
    del row.K[-1]


def unembed(pdf: pikepdf.Pdf) -> None:
    """Take a font's file out."""
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "/FontFile2" in item:
            del item.FontFile2


BREAKS: dict[str, Break] = {
    "no language": lambda pdf: remove(pdf.Root, "/Lang"),
    "not marked": lambda pdf: remove(pdf.Root, "/MarkInfo"),
    "file name as title": lambda pdf: remove(pdf.Root, "/ViewerPreferences"),
    "header cell without scope": lambda pdf: remove(first(pdf, "TH"), "/A"),
    "heading skipped": lambda pdf: [setattr(each, "S", Name.H3) for each in elements(pdf, "H2")] and None,
    "row too short": shorten_row,
    "link without words": lambda pdf: remove(annotation(pdf, "Link"), "/Contents"),
    "link that runs something": lambda pdf: setattr(
        next(each for page in pdf.pages for each in page.obj.get("/Annots", []) if "/A" in each).A,
        "S",
        Name.Launch,
    ),
    "field without name": lambda pdf: remove(annotation(pdf, "Widget"), "/TU"),
    "field outside Form": lambda pdf: setattr(first(pdf, "Form"), "S", Name.P),
    "field with a dot": lambda pdf: setattr(annotation(pdf, "Widget"), "T", pikepdf.String("a.b")),
    "two fields of one name": lambda pdf: (
        [setattr(each, "T", pikepdf.String("same")) for each in pdf.Root.AcroForm.Fields] and None
    ),
    "hidden field": lambda pdf: setattr(annotation(pdf, "Widget"), "F", 2),
    "tab order": lambda pdf: [remove(page.obj, "/Tabs") for page in pdf.pages] and None,
    "text outside the tree": lambda pdf: rewrite(pdf, lambda code: code + b"\nBT /F1+0 9 Tf (\\001) Tj ET"),
    "rule outside the tree": lambda pdf: rewrite(pdf, lambda code: code + b"\nn 1 1 m 9 9 l S\n"),
    "mark nobody owns": lambda pdf: setattr(first(pdf, "P"), "K", 99),
    "mark twice": lambda pdf: rewrite(pdf, lambda code: code.replace(b"/MCID 1>>", b"/MCID 0>>", 1)),
    "text hidden as decoration": lambda pdf: rewrite(
        pdf, lambda code: re.sub(rb"/P <</MCID \d+>> BDC", b"/Artifact BMC", code, count=1)
    ),
    "list item outside a list": lambda pdf: setattr(first(pdf, "L"), "S", Name.Sect),
    "unknown tag": lambda pdf: setattr(first(pdf, "P"), "S", Name.Para),
    "font not embedded": unembed,
    "left open": lambda pdf: rewrite(pdf, lambda code: code.replace(b"EMC", b"", 1)),
    "too long a string": lambda pdf: setattr(pdf.Root, "X", pikepdf.String("x" * 40_000)),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a file without faults."""
    from svdesk.rendering.pdf.renderer import make_pdf

    path = tmp_path_factory.mktemp("sound") / "sound.pdf"
    path.write_bytes(make_pdf(document(*every_block()))[0])
    assert faults(path) == []
    return path.read_bytes()


@pytest.mark.parametrize("fault", BREAKS)
def test_our_checks_see(fault: str, sound: bytes, tmp_path: Path):
    path = tmp_path / "broken.pdf"
    path.write_bytes(sound)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        BREAKS[fault](pdf)
        pdf.save(path)
    assert own_faults(path) != []


def test_a_swapped_parent_tree_is_seen(rendered: Rendered):
    path = rendered(document(*every_block()))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        parents = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
        parents[0], parents[1] = parents[1], parents[0]
        pdf.save(path)
    assert any("parent tree" in fault for fault in own_faults(path))
