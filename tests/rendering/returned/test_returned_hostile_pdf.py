"""PDFs with more in them than answers: each is refused, in words."""

import re
import struct
import tracemalloc
import zlib
from collections.abc import Callable

import pikepdf
import pytest

from tests.rendering.returned.returned_forms import Make, answers, file_of, refusal
from tests.rendering.returned.test_returned_pdf import TYPED, by_pypdf, edited, enter, widget


def _pdf(spoil: Callable[[pikepdf.Pdf], None], **how: object) -> Make:
    return lambda: edited(file_of("pdf"), spoil, **how)


def _action(kind: str, **entries: object) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), **entries)


def _on_open(action: pikepdf.Dictionary) -> Make:
    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = action

    return _pdf(spoil)


def _on_box(action: pikepdf.Dictionary) -> Make:
    def spoil(pdf: pikepdf.Pdf) -> None:
        widget(pdf, "q1.answer").AA = pikepdf.Dictionary(K=action)

    return _pdf(spoil)


def _on_page(kind: str, **entries: object) -> Make:
    def spoil(pdf: pikepdf.Pdf) -> None:
        annotation = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(f"/{kind}"), Rect=[0, 0, 9, 9], **entries
        )
        page = pdf.pages[-1]
        page.Annots = pikepdf.Array([*page.get("/Annots", []), annotation])

    return _pdf(spoil)


def _root(**entries: object) -> Make:
    def spoil(pdf: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            pdf.Root[f"/{key}"] = value

    return _pdf(spoil)


def _xfa(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp/>")


def _large_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].MediaBox = [0, 0, 2_000_000, 2_000_000]


def _large_picture(pdf: pikepdf.Pdf) -> None:
    picture = pdf.make_stream(
        b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=99999, Height=99999
    )
    pdf.pages[0].Resources.XObject = pikepdf.Dictionary(Big=picture)


def _circle_of_pages(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)


def _circle_of_fields(pdf: pikepdf.Pdf) -> None:
    one = pdf.make_indirect(pikepdf.Dictionary(T="a", FT=pikepdf.Name.Tx))
    two = pdf.make_indirect(pikepdf.Dictionary(T="b", Kids=[one], Parent=one))
    one.Kids = pikepdf.Array([two])
    one.Parent = two
    pdf.Root.AcroForm.Fields.append(one)


def _many_fields(pdf: pikepdf.Pdf) -> None:
    for number in range(25_000):
        pdf.Root.AcroForm.Fields.append(pikepdf.Dictionary(T=f"f{number}", FT=pikepdf.Name.Tx))


def _deep_fields(pdf: pikepdf.Pdf) -> None:
    node = pikepdf.Dictionary(T="end", FT=pikepdf.Name.Tx)
    for _ in range(40):
        node = pdf.make_indirect(pikepdf.Dictionary(T="x", Kids=[node]))
    pdf.Root.AcroForm.Fields.append(node)


def _plain_pdf(objects: dict[int, bytes]) -> bytes:
    """A PDF of the objects as they are given, with a list that leads to them."""
    content, places = b"%PDF-1.7\n", dict[int, int]()
    for number, body in objects.items():
        places[number] = len(content)
        content += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    last = max(objects)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (last + 1)
    table += b"".join(b"%010d 00000 n \n" % places.get(number, 0) for number in range(1, last + 1))
    return (
        content
        + table
        + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            last + 1,
            len(content),
        )
    )


def _stream(entries: bytes, data: bytes) -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(data), data)


def _metadata_bomb() -> bytes:
    bomb = zlib.compress(b" " * 300_000_000, 9)
    return _plain_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R/Metadata 4 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
            4: _stream(b"/Type/Metadata/Subtype/XML/Filter/FlateDecode", bomb),
        }
    )


def _object_bomb() -> bytes:
    """A stream of objects that unpacks to 300 MB."""
    bomb = zlib.compress(b"5 0 <</X 1>>" + b" " * 300_000_000, 9)
    base = _plain_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R/AcroForm 5 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
            4: _stream(b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode", bomb),
        }
    )
    start = base.rindex(b"xref\n0")
    rows = b"\0\0\0\0\0\xff" + b"".join(
        b"\1" + struct.pack(">I", base.index(b"%d 0 obj" % number)) + b"\0" for number in (1, 2, 3, 4)
    )
    rows += b"\2" + struct.pack(">I", 4) + b"\0" + b"\1" + struct.pack(">I", start) + b"\0"
    table = _stream(b"/Type/XRef/Size 7/W[1 4 1]/Root 1 0 R", rows)
    return base[:start] + b"6 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, start)


def _pages_by_powers() -> bytes:
    """Twenty levels of page lists, each of which names the next one twice."""
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>"}
    for level in range(2, 25):
        objects[level] = b"<</Type/Pages/Count 9/Kids[%d 0 R %d 0 R]>>" % (level + 1, level + 1)
    objects[25] = b"<</Type/Page/MediaBox[0 0 9 9]>>"
    return _plain_pdf(objects)


def _lzw() -> bytes:
    return file_of("pdf") + b"\n9999 0 obj\n" + _stream(b"/Filter/L#5aWDecode", b"x") + b"\nendobj\n"


SCRIPT = pikepdf.String("app.alert(1)")
PDFS: dict[str, tuple[Make, str]] = {
    "a script when it opens": (lambda: _on_open(_action("JavaScript", JS=SCRIPT))(), "script"),
    "a script in a box": (lambda: _on_box(_action("JavaScript", JS=SCRIPT))(), r"script.* on page [0-9]+"),
    "a script by name": (
        lambda: _root(
            Names=pikepdf.Dictionary(
                JavaScript=pikepdf.Dictionary(Names=["x", _action("JavaScript", JS=SCRIPT)])
            )
        )(),
        "script",
    ),
    "a program": (
        lambda: _on_open(_action("Launch", F=pikepdf.String("cmd.exe")))(),
        "starts another program",
    ),
    "sending": (lambda: _on_box(_action("SubmitForm", F=pikepdf.String("http://x")))(), "sends the answers"),
    "fetching": (lambda: _on_box(_action("ImportData", F=pikepdf.String("x")))(), "fetches data"),
    "another file": (
        lambda: _on_box(_action("GoToR", F=pikepdf.String("\\\\evil\\x")))(),
        "opens another file",
    ),
    "a file within": (lambda: _on_box(_action("GoToE"))(), "file inside"),
    "a command when it closes": (
        lambda: _root(AA=pikepdf.Dictionary(WC=_action("Named", N=pikepdf.Name.Print)))(),
        "command that it obeys",
    ),
    "a command when it opens": (
        lambda: _on_open(_action("Named", N=pikepdf.Name.Print))(),
        "command that it obeys",
    ),
    "a link to a file": (
        lambda: _on_page("Link", A=_action("URI", URI=pikepdf.String("file:///etc/passwd")))(),
        r"link on page [0-9]+ that leads to “file",
    ),
    "a script as a link": (
        lambda: _on_page("Link", A=_action("URI", URI=pikepdf.String("javascript:x()")))(),
        "link on page",
    ),
    "a link to a share": (
        lambda: _on_page("Link", A=_action("URI", URI=pikepdf.String("\\\\evil\\x")))(),
        "link on page",
    ),
    "an attachment": (lambda: _on_page("FileAttachment")(), "another file inside"),
    "a film": (lambda: _on_page("RichMedia")(), "film"),
    "a model": (lambda: _on_page("3D")(), "three dimensions"),
    "embedded files": (
        lambda: _root(Names=pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=[])))(),
        "another file inside",
    ),
    "a second form": (_pdf(_xfa), "second form"),
    "a password": (_pdf(lambda _: None, encryption=pikepdf.Encryption(user="x", owner="y")), "password"),
    "restrictions": (_pdf(lambda _: None, encryption=pikepdf.Encryption(owner="y")), "restrictions"),
    "a page of a mile": (_pdf(_large_page), "page of a size"),
    "a picture of ten billion dots": (_pdf(_large_picture), "picture that is far too large"),
    "pages in a circle": (_pdf(_circle_of_pages), "damaged"),
    "very many fields": (_pdf(_many_fields), "far more"),
    "very deep fields": (_pdf(_deep_fields), "damaged"),
    "half a form": (lambda: file_of("pdf")[: len(file_of("pdf")) // 2], "damaged|no boxes"),
    "no catalogue": (lambda: b"%PDF-1.7\n" + b"1 0 obj\n<<>>\nendobj\n" * 50, "damaged"),
    "metadata that unpack to 300 MB": (_metadata_bomb, "far more"),
    "objects that unpack to 300 MB": (_object_bomb, "far more"),
    "eight million pages": (_pages_by_powers, "damaged|far more"),
    "an old way of packing": (_lzw, "packed in a way"),
}


@pytest.mark.parametrize("kind", PDFS)
def test_pdfs_with_more_than_answers_are_refused(kind: str):
    make, words = PDFS[kind]
    said = refusal(make())
    assert re.search(words, said), said


@pytest.mark.parametrize("make", [_metadata_bomb, _object_bomb])
def test_a_bomb_does_not_fill_the_memory(make: Make):
    content = make()
    tracemalloc.start()
    try:
        assert refusal(content)
        assert tracemalloc.get_traced_memory()[1] < 150_000_000
    finally:
        tracemalloc.stop()


def test_a_circle_of_fields_is_gone_round_once():
    assert answers(edited(file_of("pdf"), enter(TYPED), _circle_of_fields))["signed_on"] == TYPED["signed_on"]


def test_very_many_streams_within_bounds_are_too_many_together():
    white = _stream(b"/Filter/FlateDecode", zlib.compress(b" " * 20_000_000, 9))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    }
    objects |= dict.fromkeys(range(4, 40), white)
    assert "unpacks to far more" in refusal(_plain_pdf(objects))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_file_that_was_cut_off_is_damaged_and_not_changed(share: float):
    form = file_of("pdf")
    assert re.search("damaged or not complete", refusal(form[: int(share * len(form))]))


@pytest.mark.parametrize("lost", [30, 300, 700])
def test_a_file_whose_last_addition_was_cut_off_is_damaged(lost: int):
    added = by_pypdf(incremental=True)
    assert refusal(added) == ""
    assert re.search("damaged or not complete", refusal(added[:-lost]))


def test_what_mail_programs_add_behind_a_file_is_no_damage():
    assert refusal(file_of("pdf") + b"\r\n" * 200) == ""
