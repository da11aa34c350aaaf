"""The names of a workbook's cells: legal in every program, different, and led back to their fields."""

import re

from hypothesis import given
from hypothesis import strategies as st

from svdesk.rendering.xlsx.names import (
    LONGEST_NAME,
    ORIGIN_NAME,
    defined_name,
    field_name,
    option_words,
    part_of,
)

LEGAL = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
CELL = re.compile(r"\$?[a-z]{1,3}\$?[0-9]+|r[0-9]*c?[0-9]*|c[0-9]*", re.IGNORECASE)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=400)


@given(ANY_TEXT)
def test_every_name_is_one_that_excel_takes(field: str) -> None:
    for name in (defined_name(field), defined_name(field, 12)):
        assert LEGAL.fullmatch(name)
        assert not CELL.fullmatch(name)
        assert len(name) <= LONGEST_NAME
        assert not name.endswith(".")
        assert name.lower() != ORIGIN_NAME


@given(ANY_TEXT, ANY_TEXT)
def test_different_fields_have_names_that_differ_without_capitals(one: str, other: str) -> None:
    assert (defined_name(one).lower() == defined_name(other).lower()) == (one == other)


@given(st.text(st.characters(exclude_categories=()), max_size=35), st.integers(1, 99))
def test_a_name_leads_back_to_its_field(field: str, part: int) -> None:
    name = defined_name(field, part)
    assert field_name(name) == field
    assert field_name(name.upper()) == field
    assert part_of(name) == part


def test_a_field_with_an_overlong_name_has_a_name_of_its_own() -> None:
    long = "x" * 4000
    assert defined_name(long) != defined_name(long + "x")
    assert field_name(defined_name(long)) is None
    assert part_of(defined_name(long, 3)) == 3


def test_what_is_no_name_of_ours_leads_nowhere() -> None:
    for name in ("A1", "Print_Area", "_xlnm.Print_Titles", ORIGIN_NAME, "sv_a-b", "sv_.ffffff", ""):
        assert field_name(name) is None


def test_words_of_a_choice_differ_and_stand_on_one_line() -> None:
    options = (("a", "Report,\ndue 1 May "), ("b", "report, due 1 May"), ("c", "x" * 900), ("d", " "))
    shown = dict(option_words(options))
    assert shown["a"] == "Report, due 1 May"
    assert shown["b"] == "report, due 1 May (2)"
    assert len(shown["c"]) <= 255
    assert shown["d"] == "d"
