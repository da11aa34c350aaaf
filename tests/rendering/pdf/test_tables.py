"""Tables: widths that hold their words, rows that split well, time that grows with the rows."""

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from svdesk.documents.model.blocks import Column, Table, words
from svdesk.rendering.pdf.layout.tables import column_widths
from tests.rendering.conftest import Rendered
from tests.rendering.pdf_checks import faults
from tests.rendering.reading import Reader
from tests.rendering.samples import document, long_text

SHARES = st.lists(st.tuples(st.floats(-1, 10), st.floats(0, 800)), min_size=1, max_size=12)


@given(SHARES)
def test_columns_always_fill_the_table(columns: list[tuple[float, float]]):
    shares, needed = zip(*columns, strict=True)
    widths = column_widths(shares, needed, 470.0)
    assert sum(widths) == pytest.approx(1.0)
    assert all(width >= 0 for width in widths)


def test_shares_are_kept_where_every_word_fits():
    assert column_widths((1, 3), (50, 50), 400) == (0.25, 0.75)


def test_a_column_is_as_wide_as_its_longest_word():
    first, second = column_widths((1, 9), (100, 50), 400)
    assert first == pytest.approx(0.25)
    assert second == pytest.approx(0.75)


def test_a_column_without_a_share_still_holds_its_words():
    assert column_widths((0, 0), (10, 10), 100) == (0.5, 0.5)


def pages_of_rows(rendered: Rendered, *lengths: int) -> list[str]:
    """Render a table of rows with so many words each; return what each page paints."""
    columns = (Column(title="Ref"), Column(title="Text", width=5))
    rows = tuple((words(f"row{n}"), words(long_text(length, n))) for n, length in enumerate(lengths))
    made = document(Table(caption="Rows", columns=columns, rows=rows), cover=(), summary=None)
    return [page.painted for page in Reader(rendered(made)).pages]


def test_a_row_that_fits_on_a_page_is_not_split(rendered: Rendered):
    for page in pages_of_rows(rendered, *[60] * 40):
        assert page.count("x59") == page.count("x0 ")


def test_a_row_higher_than_a_page_begins_below_the_row_before_it(rendered: Rendered):
    pages = pages_of_rows(rendered, 60, 1_500, 60)
    assert "w0x59" in pages[1]
    assert "w1x0 " in pages[1]
    assert any("w1x1499" in page for page in pages[2:])


def test_the_last_row_does_not_stand_alone_on_a_page(rendered: Rendered):
    for count in range(20, 40):
        pages = pages_of_rows(rendered, *[30] * count)
        assert pages[-1].count("row") >= 2, count


def test_the_header_is_repeated_as_decoration(rendered: Rendered):
    columns = (Column(title="Head one"), Column(title="Head two"))
    rows = tuple((words(f"a{n}"), words("b")) for n in range(100))
    reader = Reader(rendered(document(Table(caption="Long", columns=columns, rows=rows))))
    assert reader.texts("TH").count("Head one") == 1
    repeats = [page for page in reader.pages if any("Head one" in text for text in page.artifacts)]
    assert len(repeats) == len(reader.pages) - 2


def test_a_header_higher_than_a_page_is_split_as_a_row(rendered: Rendered):
    columns = (Column(title=long_text(1_500)), Column(title="Two"))
    reader = Reader(rendered(document(Table(caption="", columns=columns, rows=((words("a"), words("b")),)))))
    assert reader.texts("TH")[-3:] == [long_text(1_500), "Two", "a"]


def test_a_short_row_is_filled_up_and_a_long_one_refused(rendered: Rendered):
    columns = (Column(title="One"), Column(title="Two"))
    reader = Reader(rendered(document(Table(caption="", columns=columns, rows=((words("a"),),)))))
    assert reader.texts("TD")[-1] == ""
    with pytest.raises(ValueError, match="3 cells for 2 columns"):
        rendered(document(Table(caption="", columns=columns, rows=((words("a"), (), words("c")),))))


def test_a_caption_that_is_not_printed_still_names_the_table(rendered: Rendered):
    table = Table(
        caption="Who pays <what>", show_caption=False, columns=(Column(title="A"),), rows=((words("x"),),)
    )
    with pikepdf.open(rendered(document(table))) as pdf:
        summaries = [
            str(item.A.Summary)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/Summary" in item.get("/A", {})
        ]
    assert summaries == ["Who pays <what>"]


def test_two_thousand_rows_are_all_there(rendered: Rendered):
    columns = tuple(Column(title=f"C{n}") for n in range(6))
    rows = tuple(tuple(words(f"r{row}c{n}") for n in range(6)) for row in range(2_000))
    path = rendered(document(Table(caption="KPIs", columns=columns, rows=rows)))
    reader = Reader(path)
    assert faults(path) == []
    assert reader.texts("TD")[-1] == "r1999c5"
    assert len(reader.texts("TR")) == 2_003
