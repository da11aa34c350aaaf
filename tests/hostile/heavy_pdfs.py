"""PDFs that ask as much of whoever reads them as they can."""

import zlib
from collections.abc import Callable, Mapping
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from svdesk.policy.case import case_of
from svdesk.policy.loading.load import bundled_pack
from svdesk.rendering.formats import renderers
from svdesk.services.issuing.attaching import NAME
from svdesk.services.issuing.build_documents import build
from svdesk.services.project.project_sources import shipped_example
from tests.hostile.heavy_office import form

Make = Callable[[], bytes]


@cache
def with_project() -> bytes:
    """A plan of ours that carries its project."""
    case = case_of(shipped_example(), bundled_pack())
    with TemporaryDirectory() as folder:
        (made,) = build(case, ["plan"], Path(folder), renderers(["pdf"]), attach=True).made
        return made.path.read_bytes()


def changed(base: Callable[[], bytes], change: Callable[[Pdf], object]) -> bytes:
    """The PDF *base*, changed."""
    with pikepdf.open(BytesIO(base())) as pdf:
        change(pdf)
        file = BytesIO()
        pdf.save(file)
        return file.getvalue()


def _pages(count: int, pdf: Pdf) -> None:
    page = pdf.pages[0].obj
    for _ in range(count):
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=page.MediaBox))))


def _fields(count: int, size: int, pdf: Pdf) -> None:
    fields = pdf.Root.AcroForm.Fields
    for number in range(count):
        field = Dictionary(FT=Name.Tx, T=pikepdf.String(f"more{number}"), V=pikepdf.String("x" * size))
        fields.append(pdf.make_indirect(field))


def _deep_fields(depth: int, pdf: Pdf) -> None:
    inner = pdf.make_indirect(Dictionary(FT=Name.Tx, T=pikepdf.String("deep")))
    for number in range(depth):
        inner = pdf.make_indirect(Dictionary(T=pikepdf.String(f"d{number}"), Kids=Array([inner])))
    pdf.Root.AcroForm.Fields.append(inner)


def _round_fields(pdf: Pdf) -> None:
    field = pdf.make_indirect(Dictionary(T=pikepdf.String("round")))
    field.Kids = Array([field, field])
    pdf.Root.AcroForm.Fields.append(field)


def _round_pages(pdf: Pdf) -> None:
    pages = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=10))
    pages.Kids = Array([pages, pages])
    pdf.Root.Pages.Kids.append(pages)


def _value(size: int, pdf: Pdf) -> None:
    for field in pdf.Root.AcroForm.Fields:
        if field.get("/FT") == Name.Tx:
            field.V = pikepdf.String("x" * size)


def _packed(layers: int, size: int, pdf: Pdf) -> None:
    """A page whose drawing is packed *layers* times, and *size* bytes in the end."""
    data = zlib.compress(b" " * size, 9)
    for _ in range(layers - 1):
        data = zlib.compress(data, 9)
    stream = pdf.make_stream(b"")
    stream.write(data, filter=Array([Name.FlateDecode] * layers))
    pdf.pages[0].obj.Contents = stream


def _drawings(depth: int, times: int, pdf: Pdf) -> None:
    """A drawing that draws another *times*, which draws another *times*, and so on."""
    inner = pdf.make_stream(b"0 0 1 1 re f")
    inner.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 1, 1])})
    for _ in range(depth):
        outer = pdf.make_stream(b"/X Do " * times)
        outer.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 1, 1])})
        outer.Resources = Dictionary(XObject=Dictionary(X=inner))
        inner = outer
    page = pdf.pages[0].obj
    page.Resources.XObject = Dictionary(X=inner)
    pdf.pages[0].contents_add(b" /X Do ")


def _drawn_field(depth: int, times: int, pdf: Pdf) -> None:
    """The same in what a field shows."""
    _drawings(depth, times, pdf)
    drawing = pdf.pages[0].obj.Resources.XObject.X
    for field in pdf.Root.AcroForm.Fields:
        if "/AP" in field:
            field.AP = Dictionary(N=drawing)


def _operators(count: int, pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"q 1 0 0 1 1 1 cm Q " * count)


def _words(count: int, pdf: Pdf) -> None:
    font = next(iter(pdf.pages[0].obj.Resources.Font.keys()))
    pdf.pages[0].contents_add(b"BT " + font.encode() + b" 1 Tf " + b"(ab) Tj " * count + b"ET")


def _objects(count: int, pdf: Pdf) -> None:
    pdf.Root.More = Array([pdf.make_indirect(Dictionary(A=number)) for number in range(count)])


def _deep_array(depth: int, pdf: Pdf) -> None:
    inner = Array([])
    for _ in range(depth):
        inner = pdf.make_indirect(Array([inner]))
    pdf.Root.More = inner


def _notes(count: int, pdf: Pdf) -> None:
    page = pdf.pages[0].obj
    page.Annots = Array([*page.get("/Annots", Array([]))])
    for number in range(count):
        note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([1, 1, 9, 9]))
        note.Contents = pikepdf.String(f"note {number}")
        page.Annots.append(pdf.make_indirect(note))


def _picture(side: int, pdf: Pdf) -> None:
    picture = pdf.make_stream(b"")
    picture.write(zlib.compress(b"\0" * (side * side // 8), 9), filter=Name.FlateDecode)
    picture.update(
        {
            "/Type": Name.XObject, "/Subtype": Name.Image, "/Width": side, "/Height": side,
            "/BitsPerComponent": 1, "/ColorSpace": Name.DeviceGray,
        }
    )  # fmt: skip
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=picture)
    pdf.pages[0].contents_add(b"q 500 0 0 500 0 0 cm /X Do Q")


def _attached(size: int, pdf: Pdf) -> None:
    if "/AF" not in pdf.Root:
        pdf.attachments[NAME] = pikepdf.AttachedFileSpec(pdf, b"x", filename=NAME)
        pdf.Root.AF = Array([pdf.attachments[NAME].obj])
    content = pdf.Root.AF[0].EF.F
    content.write(zlib.compress(b" " * size, 9), filter=Name.FlateDecode)


_CHANGES: Mapping[str, Callable[[Pdf], object]] = {
    "1,900 pages": partial(_pages, 1_900),
    "20,000 pages": partial(_pages, 20_000),
    "5,000 fields": partial(_fields, 5_000, 10),
    "100,000 fields": partial(_fields, 100_000, 1),
    "fields of 30 MB": partial(_fields, 30, 1_000_000),
    "fields within fields": partial(_deep_fields, 400),
    "a field within itself": _round_fields,
    "pages within themselves": _round_pages,
    "an answer of 10 MB": partial(_value, 10_000_000),
    "a drawing of 400 MB": partial(_packed, 1, 400_000_000),
    "a drawing packed thrice": partial(_packed, 3, 1_000_000_000),
    "drawings in drawings": partial(_drawings, 12, 10),
    "a field that draws drawings": partial(_drawn_field, 12, 10),
    "a million operators": partial(_operators, 1_000_000),
    "300,000 words": partial(_words, 300_000),
    "300,000 objects": partial(_objects, 300_000),
    "arrays within arrays": partial(_deep_array, 5_000),
    "20,000 notes": partial(_notes, 20_000),
    "a picture of 900 million points": partial(_picture, 30_000),
    "an attachment of 400 MB": partial(_attached, 400_000_000),
}
_OF_FIELDS = ("field", "answer")


def forms() -> Mapping[str, Make]:
    """Forms by name."""
    return {name: partial(changed, partial(form, "pdf"), change) for name, change in _CHANGES.items()}


def with_projects() -> Mapping[str, Make]:
    """PDFs that carry a project, by name."""
    plain = {
        name: change for name, change in _CHANGES.items() if not any(each in name for each in _OF_FIELDS)
    }
    return {name: partial(changed, with_project, change) for name, change in plain.items()}
