"""Colours are read as people write them, and only those are taken that can be read against."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svdesk.domain import colours
from svdesk.domain.entry import EntryError, FieldForm, Kind, read_entry, show_entry

COLOUR = FieldForm(Kind.COLOUR)
ANY = st.tuples(*[st.integers(0, 255)] * 3).map(colours.written)


@pytest.mark.parametrize(
    "typed",
    [
        "#005EB8",
        "005eb8",
        " #005eb8 ",
        "rgb(0, 94, 184)",
        "RGB ( 0, 94, 184 )",
        "rgb: 0 94 184",
        "0, 94, 184",
        "0 94 184",
        "0/94/184",
        "Hex: 005EB8",
        "hex #005eb8",
    ],
)
def test_a_colour_is_read_however_a_brand_guide_writes_it(typed: str):
    assert read_entry(COLOUR, typed) == "#005eb8"


def test_three_figures_stand_for_six():
    assert read_entry(COLOUR, "#05b") == "#0055bb"


@pytest.mark.parametrize(
    "typed",
    ["navy", "#12345", "#gggggg", "rgb(0, 94, 300)", "100% 49% 0% 28%", "PMS 300", "#005eb8ff", "1 2"],
)
def test_what_is_no_colour_is_refused_with_what_is_allowed(typed: str):
    with pytest.raises(EntryError, match=r"#005EB8.*rgb\(0, 94, 184\)"):
        read_entry(COLOUR, typed)


def test_a_colour_that_is_too_light_is_refused_in_plain_words_with_the_shade_to_use():
    with pytest.raises(EntryError) as refused:
        read_entry(COLOUR, "#FFB81C")
    said = str(refused.value)
    assert said.startswith("White words on #FFB81C are hard to read.")
    assert "WCAG" not in said
    assert "contrast" not in said
    shade = said.split()[-1].rstrip(".")
    assert read_entry(COLOUR, shade) == shade.lower()


def test_what_cannot_be_read_is_said_in_three_short_lines():
    with pytest.raises(EntryError) as refused:
        read_entry(COLOUR, "x")
    assert len(str(refused.value)) <= 90


def test_a_contrast_just_below_the_limit_is_not_rounded_up_to_it():
    assert read_entry(COLOUR, "#767676") == "#767676"
    with pytest.raises(EntryError, match="dark enough is #767676"):
        read_entry(COLOUR, "#777777")


def test_an_empty_field_is_no_colour_and_a_colour_is_shown_in_capitals():
    assert read_entry(COLOUR, "  ") == ""
    assert (show_entry(COLOUR, "#005eb8"), show_entry(COLOUR, "")) == ("#005EB8", "")


def test_contrast_is_that_of_the_guidelines():
    assert colours.contrast("#000000", "#ffffff") == 21
    assert colours.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert colours.contrast("#005eb8", "#005eb8") == 1


@given(ANY)
def test_the_darker_shade_passes_keeps_the_hue_and_is_the_nearest(colour: str):
    shade = colours.darkened(colour)
    assert colours.contrast(shade, colours.WHITE) >= 4.5
    parts, before = colours.parts_of(shade), colours.parts_of(colour)
    assert all(new <= old for new, old in zip(parts, before, strict=True))
    top = max(before)
    for new, old in zip(parts, before, strict=True):
        assert abs(new * top - old * max(parts)) <= top  # the same proportions, but for rounding
    if shade != colour:
        lighter = colours.mixed(colour, colours.BLACK, 1 - (max(parts) + 1.5) / top)
        assert colours.contrast(lighter, colours.WHITE) < 4.5


@given(ANY)
def test_what_is_kept_is_read_again_as_it_is(colour: str):
    assert colours.read(colour) == colours.read(colour[1:].upper()) == colour
