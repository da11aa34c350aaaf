"""A workbook has the fields of the form, each to be found by name, and nothing that runs or hides."""

import html
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from svdesk.documents.model.blocks import (
    CheckField,
    ChoiceField,
    Column,
    Heading,
    Holds,
    Link,
    Paragraph,
    ResponseField,
    Table,
    Text,
    TextField,
    words,
)
from svdesk.documents.model.forms import form_of
from svdesk.rendering.look.origin_property import ORIGIN_PROPERTY
from svdesk.rendering.xlsx.names import ORIGIN_NAME, defined_name
from svdesk.rendering.xlsx.renderer import XlsxRenderer, make_xlsx
from tests.rendering.pdf.test_conformance import HOSTILE, everything_made_of
from tests.rendering.samples import document, every_block, long_text, paragraph
from tests.rendering.xlsx.workbooks import cell_named, faults, opened, said, validation_of


def asks(*fields: TextField | ChoiceField | CheckField, sheet: str = "Form") -> tuple[object, ...]:
    return (
        Heading(level=1, text="A form", sheet=sheet),
        *(ResponseField(field=field) for field in fields),
    )


def offer(rows: int = 2, years: int = 3) -> Table:
    """A table of numbers with a total in each row."""
    return Table(
        caption="Your offer",
        columns=(
            *(Column(title="Ref"), Column(title="Measure")),
            *(Column(title=f"Year {year}") for year in range(1, years + 1)),
            Column(title="Total"),
        ),
        rows=tuple(
            (
                words(f"K{row}"),
                words("People in jobs (people)"),
                *(
                    TextField(name=f"k{row}_{year}", label="Offer", holds=Holds.NUMBER, unit="people")
                    for year in range(1, years + 1)
                ),
                TextField(
                    name=f"k{row}_total",
                    label="Total",
                    holds=Holds.NUMBER,
                    sums=tuple(f"k{row}_{year}" for year in range(1, years + 1)),
                ),
            )
            for row in range(rows)
        ),
    )


def test_every_field_has_a_cell_that_is_open_and_everything_else_is_locked() -> None:
    made = document(*every_block())
    book = opened(made)
    answers = {cell_named(book, defined_name(field.name)) for field in form_of(made)}
    assert len(answers) == len(form_of(made))
    continued = {cell_named(book, name) for name in book.defined_names if ".p" in name}
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        assert not sheet.protection.password
        assert not sheet.protection.objects
        assert not sheet.protection.formatRows
        assert not sheet.protection.formatColumns
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.protection.locked == (cell not in answers | continued)


def test_a_cell_to_fill_in_is_framed_and_tinted_and_its_label_stands_before_it() -> None:
    book = opened(document(*asks(TextField(name="who", label="Who leads this?"))))
    cell = cell_named(book, defined_name("who"))
    assert cell.parent.cell(cell.row, cell.column - 1).value == "Who leads this?"
    assert cell.border.left.style == cell.border.bottom.style == "thin"
    assert cell.fill.fgColor.rgb != "00000000"
    assert cell.alignment.wrap_text
    assert (cell.font.name, cell.font.sz) == ("Arial", 12)
    assert cell.number_format == "@"


def test_numbers_dates_choices_and_ticks_take_nothing_else() -> None:
    choice = ChoiceField(name="which", label="Which?", options=(("a", "First, due 1 May"), ("b", "Second")))
    book = opened(
        document(
            *asks(
                TextField(name="count", label="How many?", holds=Holds.NUMBER, unit="people"),
                TextField(name="when", label="When?", holds=Holds.DATE),
                choice,
                CheckField(name="true", label="It is true."),
            )
        )
    )
    rules = {name: validation_of(cell_named(book, defined_name(name))) for name in ("count", "when", "true")}
    number, day, tick = (rules[name] for name in ("count", "when", "true"))
    assert number
    assert (number.type, number.operator, number.formula1) == ("decimal", "greaterThanOrEqual", "0")
    assert "people" in number.prompt
    assert number.errorStyle in (None, "stop")
    assert day
    assert (day.type, day.operator or "between") == ("date", "between")
    assert tick
    assert (tick.type, tick.formula1) == ("list", '"Yes"')
    chosen = validation_of(cell_named(book, defined_name("which")))
    assert chosen
    sheet, _, area = str(chosen.formula1).partition("!")
    offered = [row[0].value for row in book[sheet.strip("'")][area.replace("$", "")]]
    assert offered == ["First, due 1 May", "Second"]
    assert "In people" in said(book)


def test_the_word_limit_is_stated_beside_the_box_and_in_its_message() -> None:
    book = opened(document(*asks(TextField(name="a", label="Answer", lines=2, word_limit=120))))
    cell = cell_named(book, defined_name("a"))
    assert "Up to 120 words" in cell.parent.cell(cell.row, cell.column + 1).value
    rule = validation_of(cell)
    assert rule
    assert "Up to 120 words" in rule.prompt
    assert cell.parent.row_dimensions[cell.row].height > 100


def test_a_long_answer_goes_on_in_cells_of_its_own() -> None:
    book = opened(document(*asks(TextField(name="a", label="Answer", word_limit=1500))))
    first, second = (cell_named(book, defined_name("a", part)) for part in (1, 2))
    assert second.row == first.row + 1
    assert not second.protection.locked
    assert "continued" in second.parent.cell(second.row, 1).value


def test_a_total_is_the_only_formula_and_adds_up_its_years() -> None:
    book = opened(document(Heading(level=1, text="A", sheet="A"), offer(rows=1, years=3)))
    years = [cell_named(book, defined_name(f"k0_{year}")).coordinate for year in (1, 2, 3)]
    total = cell_named(book, defined_name("k0_total"))
    area = f"{years[0]}:{years[-1]}"
    assert total.value == f'=IF(COUNT({area})=0,"",SUM({area}))'
    assert total.protection.locked


def test_a_total_over_sheets_names_them_and_one_of_unknown_fields_is_typed() -> None:
    number = TextField(name="one", label="One", holds=Holds.NUMBER)
    book = opened(
        document(
            *asks(number, sheet="It's one"),
            *asks(
                TextField(name="all", label="All", holds=Holds.NUMBER, sums=("one",)),
                TextField(name="odd", label="Odd", holds=Holds.NUMBER, sums=("one", "gone")),
                TextField(name="self", label="Self", holds=Holds.NUMBER, sums=("self",)),
                sheet="Two",
            ),
        )
    )
    assert "SUM('It''s one'!B" in cell_named(book, defined_name("all")).value
    for name in ("odd", "self"):
        cell = cell_named(book, defined_name(name))
        assert cell.value is None
        assert not cell.protection.locked


def test_the_first_sheet_says_how_to_fill_it_in_and_what_the_form_was_made_from() -> None:
    made = document(*asks(TextField(name="a", label="A")), draft=True)
    data, _ = make_xlsx(made)
    book = openpyxl.load_workbook(BytesIO(data))
    first = book.worksheets[0]
    assert first.title == "Start here"
    assert first["A1"].value == made.title
    assert "How to fill it in" in said(book)
    assert cell_named(book, ORIGIN_NAME).value == made.origin
    (origin,) = [each for each in book.custom_doc_props.props if each.name == ORIGIN_PROPERTY]
    assert origin.value == made.origin
    assert "Draft" in book.worksheets[1]["A2"].value


def test_every_page_says_whose_it_is_and_that_it_is_a_draft() -> None:
    made = document(*asks(TextField(name="a", label="A")), draft=True, project_title="24 & 7", title="9 to 5")
    with zipfile.ZipFile(BytesIO(make_xlsx(made)[0])) as parts:
        page = parts.read("xl/worksheets/sheet2.xml").decode()
    head = html.unescape(page.partition("<oddHeader>")[2].partition("</oddHeader>")[0])
    letters = '&"Arial,Regular"&9'
    assert head == f'&L{letters} 24 && 7 · DN776889&R{letters}&"Arial,Bold"DRAFT{letters} ·  9 to 5'


@pytest.mark.parametrize("letter", ["&", "W", "👍"])
def test_the_head_and_foot_of_every_page_are_no_longer_than_excel_takes(letter: str) -> None:
    long = letter * 200
    form = asks(TextField(name="a", label="A"))
    made = document(*form, draft=True, title=long, project_title=long, authority=long, version=long)
    with zipfile.ZipFile(BytesIO(make_xlsx(made)[0])) as parts:
        page = html.unescape(parts.read("xl/worksheets/sheet2.xml").decode())
    for part in ("oddHeader", "oddFooter"):
        text = page.partition(f"<{part}>")[2].partition(f"</{part}>")[0]
        assert letter in text
        assert "…" in text
        assert len(text.encode("utf-16-le")) // 2 <= 255


def test_the_authority_stands_in_full_in_the_foot() -> None:
    made = document(*asks(TextField(name="a", label="A")), authority="Cheshire East Council", version="1.0")
    with zipfile.ZipFile(BytesIO(make_xlsx(made)[0])) as parts:
        page = parts.read("xl/worksheets/sheet2.xml").decode()
    assert "Cheshire East Council · version 1.0 · 13 October 2025" in page


def test_one_line_stands_in_the_middle_of_its_row_and_more_begin_at_the_top() -> None:
    table = Table(
        caption="T",
        columns=(Column(title="Ref"), Column(title="Words")),
        rows=((words("low"), words("short")), (words("high"), words(long_text(60)))),
    )
    sheet = opened(document(table)).worksheets[0]
    upright = {row[0].value: row[0].alignment.vertical for row in sheet.iter_rows()}
    assert (upright["low"], upright["high"]) == ("center", "top")


def test_the_file_says_what_it_is() -> None:
    made = document(*asks(TextField(name="a", label="A")), keywords=("social value",))
    data, _ = make_xlsx(made)
    about = openpyxl.load_workbook(BytesIO(data)).properties
    assert (about.title, about.creator, about.language) == (made.title, made.authority, "en-GB")
    assert about.subject == "Extra Care Catering · DN776889"
    assert about.created == about.modified
    assert about.created.replace(tzinfo=UTC) == datetime.fromtimestamp(made.stamp, tz=UTC)


def test_sheets_are_printed_on_a4_with_their_headings_and_page_numbers() -> None:
    book = opened(document(Heading(level=1, text="A & B", sheet="A"), offer(rows=40)))
    sheet = book["A"]
    assert sheet.page_setup.paperSize == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert "DN776889" in sheet.oddHeader.left.text
    assert "Page &P of &N" in sheet.oddFooter.right.text
    header = next(row[0].row for row in sheet.iter_rows() if row[0].value == "Ref")
    assert sheet.print_title_rows == f"${header}:${header}"
    assert sheet.freeze_panes == f"A{header + 1}"
    (table,) = sheet.tables.values()
    assert [column.name for column in table.tableColumns][:2] == ["Ref", "Measure"]


def test_headings_that_would_fill_a_small_screen_do_not_stay_in_view() -> None:
    book = opened(document(Heading(level=1, text="A", sheet="A"), paragraph(long_text(600)), offer()))
    rows = int(str(book["A"].freeze_panes)[1:]) - 1
    assert sum(book["A"].row_dimensions[row].height for row in range(1, rows + 1)) <= 200


def test_headings_that_would_fill_a_page_are_not_printed_on_every_page() -> None:
    """A program that prints would else look for room without end."""
    title = Heading(level=1, text="W" * 700, sheet="A")
    book = opened(document(title, ResponseField(field=TextField(name="a", label="A", word_limit=900))))
    first, last = (int(row) for row in str(book["A"].print_title_rows).replace("$", "").split(":"))
    assert sum(book["A"].row_dimensions[row].height for row in range(first, last + 1)) <= 110


def test_text_that_looks_like_a_formula_or_a_link_stays_text() -> None:
    texts = ("=1+1", "+44", "-x", "@SUM(A1)", "=cmd|' /C calc'!A0", "https://example.org", "_x0041_", "00123")
    table = Table(caption="T", columns=(Column(title="=A"),), rows=tuple((words(text),) for text in texts))
    book = opened(document(*asks(TextField(name="a", label="=B1")), table, *map(paragraph, texts)))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    shown = [cell.value for cell in cells]
    assert all(shown.count(text) == 2 for text in texts)
    assert "=A" in shown
    assert "=B1" in shown


def test_a_links_address_is_said_and_cannot_be_pressed() -> None:
    link = Link("the policy", "https://example.org/policy")
    book = opened(document(Paragraph(content=(Text("Read "), link)), *asks(TextField(name="a", label="A"))))
    assert "Read the policy (https://example.org/policy)" in said(book)
    links = [cell.hyperlink for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert all(each.target is None for each in links if each)
    assert "'Form'!A1" in [each.location for each in links if each]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_every_place_gives_a_sound_file(text: str) -> None:
    data, _ = make_xlsx(everything_made_of(text))
    assert faults(data) == []


def test_what_no_file_can_hold_is_shown_by_its_number_and_reported() -> None:
    data, refused = make_xlsx(document(*asks(TextField(name="a", label="bell\x07 half\ud800"))))
    assert refused == ("\x07", "\ud800")
    assert "bell[U+0007] half[U+D800]" in said(openpyxl.load_workbook(BytesIO(data)))


def test_no_word_of_a_long_text_is_lost() -> None:
    text = long_text(40_000)
    book = opened(document(*asks(TextField(name="a", label=long_text(900, 1))), paragraph(text)))
    shown = said(book).split()
    assert [word for word in shown if word.startswith("w0x")] == text.split()
    assert [word for word in shown if word.startswith("w1x")] == long_text(900, 1).split()


def test_sheets_with_impossible_or_equal_names_are_told_apart() -> None:
    wanted = ("a/b:[c]*?" * 9, "Same", "sAME", "History", "'", "", "Start here", "👍" * 40)
    parts = (part for place, name in enumerate(wanted) for part in asks(_field(place), sheet=name or " "))
    names = opened(document(*parts)).sheetnames
    assert len({name.casefold() for name in names}) == len(wanted) + 1
    assert "Same" in names
    assert "sAME (2)" in names


def _field(place: int) -> TextField:
    return TextField(name=f"f{place}", label=f"Field {place}")


def test_thousands_of_rows_are_all_there() -> None:
    book = opened(document(Heading(level=1, text="A", sheet="A"), offer(rows=2000, years=5)))
    assert cell_named(book, defined_name("k1999_total")).value.startswith("=IF(COUNT(")
    rule = validation_of(cell_named(book, defined_name("k1999_5")))
    assert rule
    assert rule.type == "decimal"
    assert len(book["A"].data_validations.dataValidation) == 1


def test_the_same_document_gives_the_same_bytes_and_no_time_of_day() -> None:
    made = document(*every_block())
    data, _ = make_xlsx(made)
    assert data == make_xlsx(made)[0]
    with zipfile.ZipFile(BytesIO(data)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in parts.infolist()} == {0}


def test_a_document_without_fields_is_a_table_to_sort_and_filter() -> None:
    numbers = Table(
        caption="KPIs",
        columns=(Column(title="KPI"), Column(title="Target", number=True)),
        rows=((words("K1"), words("1,200.5")), (words("K2"), words("As tendered"))),
    )
    book = opened(document(numbers, title="KPI schedule"))
    sheet = book.worksheets[0]
    assert not sheet.protection.sheet
    (table,) = sheet.tables.values()
    assert table.autoFilter is not None
    assert [row[1].value for row in sheet[table.ref]][1:] == [1200.5, "As tendered"]


def test_a_document_without_any_content_gives_a_sound_file() -> None:
    data, _ = make_xlsx(document(title="", authority="", origin="", cover=(), stamp=0, dated=None))
    assert faults(data) == []


def test_a_cancelled_workbook_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"before")

    def cancel(done: int, _total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        XlsxRenderer().render(document(*every_block()), path, cancel)
    assert path.read_bytes() == b"before"
    told = list[tuple[int, int]]()
    assert XlsxRenderer().render(document(*every_block()), path, lambda *at: told.append(at)) == ()
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
    assert list(tmp_path.iterdir()) == [path]
