"""Word and Excel forms that show something else than they store: what counts, and what is told."""

from io import BytesIO

import openpyxl
import pytest

from svdesk.documents.model.forms import TICKED
from svdesk.rendering.returned.figures import hides_the_value
from svdesk.rendering.returned.kinds import reader_for
from svdesk.rendering.xlsx.names import defined_name
from tests.rendering.returned.returned_forms import answers, changed, file_of, parts_of, read

SIGNS = {"1": "☒", "0": "☐"}


def _word_box(checked: str, sign: str) -> bytes:
    """The small form in Word with its box stored as *checked* and shown by *sign*."""
    text = parts_of(file_of("docx"))["word/document.xml"].decode()
    old = text[text.index('<w14:checked w14:val="0"') :]
    old = old[: old.index("☐") + 1]
    new = old.replace('checked w14:val="0"', f'checked w14:val="{checked}"', 1)[:-1] + sign
    return changed(file_of("docx"), "word/document.xml", old, new)


def test_a_word_box_is_ticked_where_it_is_stored_and_shown_so():
    found = read(_word_box("1", "☒"))
    assert found.answers["declared"] == TICKED
    assert found.remarks == ()


@pytest.mark.parametrize("checked", ["0", "1"])
def test_a_word_box_whose_sign_is_at_odds_is_told_and_not_ticked(checked: str):
    found = read(_word_box(checked, SIGNS["1" if checked == "0" else "0"]))
    assert found.answers["declared"] == ""
    assert [(each.field, each.matters) for each in found.remarks] == [("declared", True)]
    shown, stored = ("ticked", "not ticked") if checked == "0" else ("not ticked", "ticked")
    assert f"is shown as {shown}, but the file stores that it is {stored}." in found.remarks[0].message


def _excel(change: object = None, number_format: str = "General", *, hide: bool = False) -> bytes:
    book = openpyxl.load_workbook(BytesIO(file_of("xlsx")))
    ((name, place),) = book.defined_names[defined_name("offer_year_1")].destinations
    cell = book[name][place.replace("$", "")]
    cell.value, cell.number_format = change, number_format
    if hide:
        book[name].row_dimensions[cell.row].hidden = True
        book[name].column_dimensions["A"].hidden = True
    file = BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("number_format", ['0;;;"500"', '"500"', ";;;", "0,", "0\\5", '"many"'])
def test_a_number_in_a_format_that_may_show_another_is_told(number_format: str):
    content = _excel(12, number_format)
    assert answers(content)["offer_year_1"] == "12"
    assert [each.field for each in read(content).remarks] == ["offer_year_1"]
    assert not read(content).remarks[0].matters


@pytest.mark.parametrize(
    "code",
    [
        *("", "General", "@", "#,##0", "#,##0.##", "0.00%", "0.00E+00", "dd/mm/yyyy", '"£"#,##0.00'),
        *('0" people"', "#,##0;[RED]-#,##0", "[$£-809]#,##0.00;[RED]-[$£-809]#,##0.00", '0;-0;"-"'),
        '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-',
    ],
)
def test_formats_that_programs_give_numbers_hide_nothing(code: str):
    assert not hides_the_value(code)


def test_rows_and_columns_that_were_hidden_are_told():
    told = reader_for(file_of("xlsx")).differences(file_of("xlsx"), _excel(12, hide=True))
    hidden = [each for each in told if each.startswith("Hidden on the sheet")]
    assert len(hidden) == 1
    assert "column A, row " in hidden[0]
    assert reader_for(_excel(12)).differences(file_of("xlsx"), _excel(12)) == ()
