"""PDF forms that come back: what is read from them, and what is said of their changes."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svdesk.documents.model.forms import TICKED
from svdesk.rendering.pdf.fields import FieldNames
from svdesk.rendering.returned.kinds import reader_for
from svdesk.services.ports import FormRefusedError
from tests.rendering.returned.returned_forms import (
    answers,
    fields_of,
    file_of,
    question_pack,
    read,
    rendered_as,
    small_form,
    without_origin,
)

Spoil = Callable[[pikepdf.Pdf], None]
TYPED = {
    "offer_year_1": "12",
    "q1.answer": "Łukasz & ŵyr <b>\r\nsecond line",
    "kind": "vcse",
    "signed_on": "1 March 2026",
}
MEANT = TYPED | {"q1.answer": "Łukasz & ŵyr <b>\nsecond line", "declared": TICKED}


def name_in_file(field: str) -> str:
    """The name of a field of the small form in its file."""
    names = FieldNames()
    return {each.name: names.name(each.name) for each in fields_of(small_form())}[field]


def edited(content: bytes, *spoils: Spoil, **how: object) -> bytes:
    """A PDF changed and saved by pikepdf."""
    with pikepdf.open(BytesIO(content)) as pdf:
        for spoil in spoils:
            spoil(pdf)
        file = BytesIO()
        pdf.save(file, **how)
    return file.getvalue()


def widget(pdf: pikepdf.Pdf, field: str) -> pikepdf.Object:
    """The widget of a field of the small form."""
    wanted = name_in_file(field)
    return next(each for each in pdf.Root.AcroForm.Fields if str(each.T) == wanted)


def enter(entries: dict[str, str]) -> Spoil:
    """What enters text, as pikepdf does."""

    def fill(pdf: pikepdf.Pdf) -> None:
        for name, text in entries.items():
            widget(pdf, name).V = pikepdf.String(text)

    return fill


def tick(pdf: pikepdf.Pdf) -> None:
    """Tick the declaration."""
    widget(pdf, "declared").V = pikepdf.Name.Yes
    widget(pdf, "declared").AS = pikepdf.Name.Yes


def by_pypdf(*, incremental: bool) -> bytes:
    """The form filled in by pypdf."""
    content = BytesIO(file_of("pdf"))
    writer = (
        pypdf.PdfWriter(content, incremental=True) if incremental else pypdf.PdfWriter(clone_from=content)
    )
    entries = {name_in_file(name): text for name, text in TYPED.items()} | {name_in_file("declared"): "/Yes"}
    for page in writer.pages:
        writer.update_page_form_field_values(page, entries, auto_regenerate=True)
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def _differences(returned: bytes, *, whole: bool = False) -> tuple[str, ...]:
    return reader_for(returned).differences(file_of("pdf", whole=whole), returned)


def test_the_form_as_it_was_made_is_empty_and_unchanged():
    form = file_of("pdf", whole=True)
    assert reader_for(form).origin(form) == question_pack().origin
    found = read(form, question_pack())
    assert set(found.answers) == {field.name for field in fields_of(question_pack())}
    assert set(found.answers.values()) == {""}
    assert found.others == ()
    assert _differences(form, whole=True) == ()


@pytest.mark.parametrize("incremental", [False, True])
def test_what_pypdf_filled_in_is_read(incremental: bool):
    returned = by_pypdf(incremental=incremental)
    assert answers(returned) == MEANT
    assert read(returned).remarks == ()
    assert reader_for(returned).origin(returned) == small_form().origin
    assert _differences(returned) == ()


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"object_stream_mode": pikepdf.ObjectStreamMode.disable},
        {"linearize": True},
        {"qdf": True, "static_id": True},
        {"recompress_flate": True, "preserve_pdfa": False, "min_version": "1.5"},
    ],
    ids=["as it is", "without object streams", "linearised", "spread out", "packed anew"],
)
def test_what_pikepdf_filled_in_is_read_however_it_is_saved(how: dict[str, object]):
    returned = edited(file_of("pdf"), enter(TYPED), tick, **how)
    assert answers(returned) == MEANT
    assert _differences(returned) == ()


def test_what_viewers_add_when_they_save_is_no_harm():
    def add(pdf: pikepdf.Pdf) -> None:
        form = pdf.Root.AcroForm
        form.NeedAppearances = True
        form.DR.Font.Helv = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        box = widget(pdf, "q1.answer")
        box.RV = pikepdf.String("<body><p>Rich text that says something else</p></body>")
        box.AP = pikepdf.Dictionary(N=pdf.make_stream(b"/Tx BMC BT (x) Tj ET EMC"))
        pdf.Root.OpenAction = pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.Fit])
        pdf.Root.Extensions = pikepdf.Dictionary(
            ADBE=pikepdf.Dictionary(BaseVersion=pikepdf.Name("/1.7"), ExtensionLevel=8)
        )
        pdf.Root.PieceInfo = pikepdf.Dictionary(X=pikepdf.Dictionary(Private=pikepdf.Dictionary()))
        with pdf.open_metadata() as metadata:
            metadata["xmp:ModifyDate"] = "2026-03-01T10:00:00Z"
            metadata["xmpMM:InstanceID"] = "uuid:1"

    returned = edited(file_of("pdf"), enter(TYPED), tick, add)
    assert answers(returned) == MEANT
    assert reader_for(returned).origin(returned) == small_form().origin


def test_a_signature_is_no_answer_and_is_told():
    def sign(pdf: pikepdf.Pdf) -> None:
        field = pikepdf.Dictionary(
            FT=pikepdf.Name.Sig,
            T=pikepdf.String("Signature1"),
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            Rect=[10, 10, 90, 40],
            V=pikepdf.Dictionary(Type=pikepdf.Name.Sig, Contents=pikepdf.String(b"\0" * 16)),
        )
        pdf.Root.AcroForm.Fields.append(pdf.make_indirect(field))
        pdf.Root.AcroForm.SigFlags = 3

    returned = edited(file_of("pdf"), enter(TYPED), sign)
    assert read(returned).others == ()
    assert any("signature, which was not checked" in each for each in _differences(returned))


@pytest.mark.parametrize(
    "raw",
    [
        b"\xfe\xff" + "Ł\u2013€".encode("utf-16-be"),
        b"\xff\xfe" + "Ł\u2013€".encode("utf-16-le"),
        b"\xef\xbb\xbf" + "Ł\u2013€".encode(),
        b"\x95\x85\xa0",
    ],
    ids=["big end first", "little end first", "UTF-8", "PDFDocEncoding"],
)
def test_text_in_every_encoding(raw: bytes):
    def fill(pdf: pikepdf.Pdf) -> None:
        widget(pdf, "q1.answer").V = pikepdf.String(raw)

    assert answers(edited(file_of("pdf"), fill)) == {"q1.answer": "Ł\u2013€"}


def test_a_long_answer_may_stand_in_a_stream():
    def fill(pdf: pikepdf.Pdf) -> None:
        widget(pdf, "q1.answer").V = pdf.make_stream(b"\xfe\xff" + "Straße\r".encode("utf-16-be") * 2)

    assert answers(edited(file_of("pdf"), fill)) == {"q1.answer": "Straße\nStraße"}


@pytest.mark.parametrize("typed", ["vcse", "A charity", "a  CHARITY"])
def test_a_choice_by_its_value_or_its_words(typed: str):
    assert answers(edited(file_of("pdf"), enter({"kind": typed}))) == {"kind": "vcse"}


def test_fields_that_are_no_longer_listed_are_found_on_their_pages():
    def unlist(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm.Fields = pikepdf.Array()

    with pytest.warns(pikepdf.PageCopyWarning):
        returned = edited(file_of("pdf"), enter(TYPED), tick, unlist)
    assert answers(returned) == MEANT


def test_fields_that_are_new_twice_or_gone():
    def spoil(pdf: pikepdf.Pdf) -> None:
        fields = pdf.Root.AcroForm.Fields
        fields.append(pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="made%2Eup", V="x")))
        fields.append(
            pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=name_in_file("offer_year_1"), V="13"))
        )
        gone = widget(pdf, "signed_on").objgen
        pdf.Root.AcroForm.Fields = pikepdf.Array([each for each in fields if each.objgen != gone])
        for page in pdf.pages:
            if "/Annots" in page:
                page.Annots = pikepdf.Array([each for each in page.Annots if each.objgen != gone])

    returned = edited(file_of("pdf"), enter({"offer_year_1": "12"}), spoil)
    found = read(returned)
    assert found.answers["offer_year_1"] == "12"
    assert "signed_on" not in found.answers
    assert found.others == ("made.up", "offer_year_1 (a second time, with “13”)")
    assert any("“Date" in each and "gone" in each for each in _differences(returned))


def test_a_flattened_form_says_so():
    def flatten(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.AcroForm
        for page in pdf.pages:
            if "/Annots" in page:
                del page.Annots

    returned = edited(file_of("pdf"), flatten)
    with pytest.raises(FormRefusedError, match="no boxes left: it was printed, scanned or flattened"):
        read(returned)
    silent = edited(rendered_as("pdf", without_origin(small_form())), flatten)
    with pytest.raises(FormRefusedError, match="no boxes left"):
        reader_for(silent).origin(silent)


def test_changed_words_and_pages_are_told():
    other = rendered_as("pdf", replace(small_form(), subtitle="Pay what you like"))
    assert any("Text was changed on page 1" in each and "like" in each for each in _differences(other))
    longer = rendered_as("pdf", question_pack())
    told = _differences(longer)
    assert len(told) == 1
    assert "pages" in told[0]


def test_a_page_drawn_in_ways_that_ours_are_not_is_told_and_not_drawn():
    """Ten drawings, each of which draws the next ten times, take a viewer days."""

    def spoil(pdf: pikepdf.Pdf) -> None:
        inner = pdf.make_stream(b"0 0 9 9 re f")
        for _ in range(10):
            inner = pdf.make_stream(
                b"/X Do " * 10,
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Form,
                BBox=[0, 0, 9, 9],
                Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner)),
            )
        page = pdf.pages[0]
        page.Resources.XObject = pikepdf.Dictionary(X=inner)
        page.contents_add(b"/X Do")

    returned = edited(file_of("pdf"), enter(TYPED), tick, spoil)
    assert answers(returned) == MEANT
    assert _differences(returned) == (
        "Not as issued, and not made as our pages are: page 1. So the file was not compared any further.",
    )


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=60)


@settings(max_examples=40)
@given(text=_TEXT)
def test_any_text_comes_back_as_it_was_typed(text: str):
    expected = text.replace("\u2028", "\n").replace("\u2029", "\n").strip()
    assert read(edited(file_of("pdf"), enter({"q1.answer": text}))).answers["q1.answer"] == expected
