"""Excel forms that come back: what is read from them, and what is said of their changes."""

import re
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from svdesk.documents.model.forms import TICKED
from svdesk.rendering.returned.kinds import reader_for
from svdesk.rendering.xlsx.names import defined_name
from tests.rendering.returned.returned_forms import (
    answers,
    changed,
    fields_of,
    file_of,
    parts_of,
    question_pack,
    read,
    related,
    rendered_as,
    small_form,
    with_parts,
    without_origin,
    zipped,
)

Enter = Callable[[Workbook], None]


def _cell(book: Workbook, field: str) -> tuple[Worksheet, str]:
    ((sheet, place),) = book.defined_names[defined_name(field)].destinations
    return book[sheet], place.replace("$", "")


def _filled(entries: dict[str, object], *, whole: bool = False, also: Enter | None = None) -> bytes:
    """The form as a person's program would save it."""
    book = openpyxl.load_workbook(BytesIO(file_of("xlsx", whole=whole)))
    for name, value in entries.items():
        sheet, place = _cell(book, name)
        sheet[place] = value
    if also:
        also(book)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _differences(returned: bytes, *, whole: bool = False) -> tuple[str, ...]:
    return reader_for(returned).differences(file_of("xlsx", whole=whole), returned)


def test_the_form_as_it_was_made_is_empty_and_unchanged():
    form = file_of("xlsx", whole=True)
    assert reader_for(form).origin(form) == question_pack().origin
    found = read(form, question_pack())
    assert set(found.answers) == {field.name for field in fields_of(question_pack())}
    assert set(found.answers.values()) == {""}
    assert found.others == ()
    assert _differences(form, whole=True) == ()


def test_answers_of_every_kind_are_read_as_a_person_saw_them():
    returned = _filled(
        {
            "offer_year_1": 12.0,
            "offer_year_2": 0.1 + 0.2,
            "offer_year_3": 1e6,
            "q1.answer": "Łukasz & ŵyr <b>\r\nsecond line",
            "name" * 30: "=not a formula".removeprefix("="),
            "kind": "a charity",
            "declared": "Yes",
            "signed_on": date(2026, 3, 1),
        }
    )
    assert answers(returned) == {
        "offer_year_1": "12",
        "offer_year_2": "0.3",
        "offer_year_3": "1000000",
        "offer_total": "1000012.3",
        "q1.answer": "Łukasz & ŵyr <b>\nsecond line",
        "name" * 30: "not a formula",
        "kind": "vcse",
        "declared": TICKED,
        "signed_on": "2026-03-01",
    }
    assert _differences(returned) == ()


def test_a_library_that_saves_the_whole_pack_changes_nothing():
    returned = _filled({}, whole=True)
    assert answers(returned, question_pack()) == {}
    assert _differences(returned, whole=True) == ()


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.125, "0.0%", "12.5%"),
        (1.1, "General", "1.1"),
        (-0.0, "General", "0"),
        (1e-7, "General", "0.0000001"),
        (123456789012345.0, "General", "123456789012345"),
        (45, '0 "people"', "45"),
        (datetime(2026, 3, 1, 9, 30), "dd/mm/yyyy hh:mm", "2026-03-01 09:30"),
        (60, "dd/mm/yyyy", "1900-02-29"),
        (59, "dd/mm/yyyy", "1900-02-28"),
        (61, "dd/mm/yyyy", "1900-03-01"),
        (0.5, "hh:mm", "12:00"),
        (46082, "[$-809]d mmmm yyyy;@", "2026-03-01"),
        (5, "[Red]0.00", "5"),
        (True, "General", "TRUE"),
        ("#REF!", "General", "#REF!"),
    ],
)
def test_numbers_dates_and_errors(value: object, number_format: str, text: str):
    def look(book: Workbook) -> None:
        sheet, place = _cell(book, "q1.answer")
        sheet[place].number_format = number_format

    assert answers(_filled({"q1.answer": value}, also=look)) == {"q1.answer": text}


def test_days_are_counted_from_1904_where_the_workbook_says_so():
    def since_1904(book: Workbook) -> None:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    returned = _filled({"signed_on": date(2026, 3, 1)}, also=since_1904)
    assert answers(returned) == {"signed_on": "2026-03-01"}


def test_a_day_that_lost_its_format_is_still_a_day_and_a_year_is_not():
    def general(book: Workbook) -> None:
        sheet, place = _cell(book, "signed_on")
        sheet[place].number_format = "General"

    assert answers(_filled({"signed_on": 46082}, also=general)) == {"signed_on": "2026-03-01"}
    assert answers(_filled({"signed_on": 2026}, also=general)) == {"signed_on": "2026"}


@pytest.mark.parametrize(
    ("typed", "ticked"), [("x", TICKED), ("YES", TICKED), (True, TICKED), ("no", ""), (0, "")]
)
def test_a_tick_in_other_words(typed: object, ticked: str):
    assert read(_filled({"declared": typed})).answers["declared"] == ticked


def test_a_total_is_added_up_anew_whatever_the_file_says_of_it():
    returned = _filled({"offer_year_1": 2, "offer_year_2": 3})
    sheet = next(name for name, part in parts_of(returned).items() if b"COUNT(" in part)
    lied = re.sub(rb"(<f>IF\(COUNT.*?</f>)<v ?/?>(</v>)?", rb"\1<v>999</v>", parts_of(returned)[sheet])
    assert b"999" in lied
    assert answers(with_parts(returned, {sheet: lied}))["offer_total"] == "5"


def test_a_total_may_be_typed_and_that_is_told():
    returned = _filled({"offer_total": 7})
    assert answers(returned) == {"offer_total": "7"}
    assert [each for each in _differences(returned) if "added up a total" in each]


def test_rich_and_inline_text_is_plain_text():
    returned = _filled({"q1.answer": "MARKER"})
    sheet = next(name for name, part in parts_of(returned).items() if b"MARKER" in part)
    rich = "<r><rPr><b/></rPr><t>bold </t></r><r><t>plain</t></r><rPh sb='0' eb='1'><t>no</t></rPh>"
    assert answers(changed(returned, sheet, "<t>MARKER</t>", rich)) == {"q1.answer": "bold plain"}
    empty = file_of("xlsx")  # the heading is a shared string, the answer is made to lead to it too
    _, place = _cell(openpyxl.load_workbook(BytesIO(empty)), "q1.answer")
    cell = re.search(rf'<c r="{place}" s="[0-9]+"/>'.encode(), parts_of(empty)[sheet])
    assert cell
    shared = cell[0].decode().replace("/>", ' t="s"><v>0</v></c>')
    strings = parts_of(empty)["xl/sharedStrings.xml"].decode()
    first = re.search(r"<si>.*?</si>", strings)
    assert first
    returned = changed(empty, sheet, cell[0].decode(), shared)
    returned = changed(returned, "xl/sharedStrings.xml", first[0], f"<si>{rich}</si>")
    assert answers(returned) == {"q1.answer": "bold plain"}


def test_a_workbook_as_libreoffice_writes_it_is_unchanged():
    """Its way with names, protection, totals and links, since it is not at hand where tests run."""
    parts = parts_of(_filled({"offer_year_1": 4, "offer_year_2": 5, "declared": "Yes"}))
    for name, part in parts.items():
        text = part.decode("utf-8", "replace")
        if name == "xl/workbook.xml":
            text = re.sub(
                "<definedName ", '<definedName function="false" hidden="false" vbProcedure="false" ', text
            )
            text = text.replace(
                "<definedNames>",
                '<definedNames><definedName function="false" hidden="false" localSheetId="0" '
                """name="_xlnm.Print_Titles" vbProcedure="false">'Start'!$1:$2,'Start'!$A:$B</definedName>""",
            )
        elif name.startswith("xl/worksheets/sheet"):
            text = text.replace("<f>", '<f aca="false">').replace('sheet="1"', 'sheet="true"')
            text = text.replace("<tableParts", "<!-- none --><tableParts")
        else:
            continue
        parts[name] = text.encode()
    returned = zipped(parts.items())
    assert answers(returned) == {
        "offer_year_1": "4",
        "offer_year_2": "5",
        "offer_total": "9",
        "declared": TICKED,
    }
    assert _differences(returned) == ()


def test_what_excel_adds_when_it_saves_is_no_harm():
    book, rels = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    returned = changed(
        _filled({"offer_year_1": 4}),
        book,
        "<sheets>",
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="x15"><x15ac:absPath xmlns:x15ac="urn:x" url="C:\\Users\\ann\\"/></mc:Choice>'
        "</mc:AlternateContent><sheets>",
    )
    for at, kind, target, content in (
        (rels, "calcChain", "calcChain.xml", b"<calcChain/>"),
        (rels, "sheetMetadata", "metadata.xml", b"<metadata/>"),
        ("_rels/.rels", "customXml", "customXml/item1.xml", b"<labels/>"),
        ("_rels/.rels", "classificationlabels", "docMetadata/LabelInfo.xml", b"<labelList/>"),
    ):
        folder = "" if at.startswith("_rels") else "xl/"
        returned = with_parts(related(returned, at, kind, target), {folder + target: content})
        returned = changed(returned, at, 'Id="rIdBad"', f'Id="rId{kind}"')
    assert answers(returned) == {"offer_year_1": "4", "offer_total": "4"}
    assert _differences(returned) == ()


def test_text_that_begins_like_a_formula_is_text():
    def as_text(book: Workbook) -> None:
        sheet, place = _cell(book, "q1.answer")
        sheet[place].data_type = "s"

    returned = _filled({"q1.answer": "=cmd|'/C calc'!A0"}, also=as_text)
    assert answers(returned) == {"q1.answer": "=cmd|'/C calc'!A0"}


def test_the_origin_is_in_the_cell_or_in_the_property_and_never_too_long():
    form = file_of("xlsx")
    assert reader_for(form).origin(form) == small_form().origin
    silent = rendered_as("xlsx", without_origin(small_form()))
    assert reader_for(silent).origin(silent) == ""
    long = form
    for part in ("xl/sharedStrings.xml", "docProps/custom.xml"):
        line = small_form().origin.replace("&", "&amp;")
        if line in parts_of(long).get(part, b"").decode():
            long = changed(long, part, line, "svdesk:" + "x" * 2000)
    assert reader_for(long).origin(long) == ""


def test_changes_of_the_form_are_told():
    def spoil(book: Workbook) -> None:
        sheet, _place = _cell(book, "q1.answer")
        sheet.protection.sheet = False
        sheet["A1"] = "Another heading"
        sheet["Z99"] = "A remark"
        sheet.data_validations.dataValidation.clear()
        book.create_sheet("More").sheet_state = "visible"
        del book.defined_names[defined_name("kind")]

    told = " ".join(_differences(_filled({}, also=spoil)))
    for words in ("no longer protected", "Another heading", "Z99", "A remark", "More", "can't be found"):
        assert words in told
    assert "no longer limited" in told
    assert "kind" not in read(_filled({}, also=spoil)).answers


def test_a_sheet_that_was_renamed_or_hidden_is_told():
    def rename(book: Workbook) -> None:
        sheet, _ = _cell(book, "q1.answer")
        sheet.sheet_state = "hidden"

    assert any("was hidden" in each for each in _differences(_filled({"q1.answer": "x"}, also=rename)))


def test_a_field_that_the_form_did_not_have_is_named():
    def add(book: Workbook) -> None:
        sheet, _ = _cell(book, "kind")
        name = defined_name("made_up")
        book.defined_names[name] = openpyxl.workbook.defined_name.DefinedName(
            name, attr_text=f"'{sheet.title}'!$Z$90"
        )

    assert read(_filled({}, also=add)).others == ("made_up",)


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=60)


@settings(max_examples=25)
@given(text=_TEXT)
def test_any_text_comes_back_as_it_was_typed(text: str):
    def as_text(book: Workbook) -> None:
        sheet, place = _cell(book, "q1.answer")
        sheet[place].data_type = "s"

    expected = re.sub("[\x85\u2028\u2029]", "\n", text).strip()
    expected = re.sub("[\ufffe\uffff]", "", expected).strip()
    if not re.search("_x[0-9A-Fa-f]{4}_", text):
        assert read(_filled({"q1.answer": text}, also=as_text)).answers["q1.answer"] == expected
