"""Words become lines: nothing is lost, nothing is too wide, and time grows with the text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svdesk.documents.model.blocks import Inlines, Link, Text, words
from svdesk.rendering.look.styles import BODY
from svdesk.rendering.look.text import plain
from svdesk.rendering.pdf.fonts import shipped_fonts
from svdesk.rendering.pdf.layout.setting import Copy, set_text

WIDE = 40.0


def copy_of(content: Inlines | str) -> Copy:
    """Return *content* ready to be set."""
    return set_text(words(content) if isinstance(content, str) else content, BODY, shipped_fonts(), set())


def lines(copy: Copy, measure: float) -> list[str]:
    """Return the texts of its lines."""
    return ["".join(word.text for word in copy.words[line.first : line.last]) for line in copy.lines(measure)]


def test_a_line_ends_between_words():
    assert lines(copy_of("one two three four"), 5.0) == ["one two ", "three four"]


def test_line_breaks_and_empty_lines_are_kept():
    assert lines(copy_of("a\n\nb\n"), WIDE) == ["a ", " ", "b "]


def test_spaces_are_kept_inside_a_line():
    assert lines(copy_of("  a   b"), WIDE) == ["  a   b"]


def test_white_space_at_the_end_of_a_line_hangs_as_one_space():
    assert lines(copy_of("aaaa" + " " * 5_000 + "b"), 3.0) == ["aaaa ", "b"]


def test_a_line_may_end_behind_a_hyphen_or_slash_between_words_but_not_in_numbers():
    assert lines(copy_of("well-planned and/or 2025-26"), 4.0) == ["well-", "planned ", "and/or ", "2025-26"]


def test_a_word_too_long_for_a_line_is_cut_behind_a_sign_if_it_can():
    assert lines(copy_of("www.example.org"), 6.5) == ["www.example.", "org"]
    assert [len(line) for line in lines(copy_of("m" * 20), 8.5)] == [10, 10]


def test_words_of_different_faces_stick_together_without_a_space_between():
    content = (Text("see ("), Text("important", strong=True), Text("), end"))
    assert lines(copy_of(content), 6.5) == ["see ", "(important), ", "end"]


def test_a_link_that_leads_nowhere_allowed_is_only_text():
    copy = copy_of((Link("here", "javascript:x"), Link("there", "https://e.org")))
    assert [span.target and span.target.url for span in copy.spans] == [None, "https://e.org"]


def test_a_text_without_letters_is_empty():
    assert copy_of(" \n\t ").is_empty
    assert not copy_of(" .").is_empty


TEXTS = st.text(alphabet=st.characters(codec="utf-8"), max_size=200)


@given(st.lists(st.tuples(TEXTS, st.booleans()), max_size=4), st.floats(2.0, 30.0))
def test_every_line_fits_and_every_letter_is_there(parts: list[tuple[str, bool]], measure: float):
    missing = set[str]()
    content = tuple(Text(text, strong) for text, strong in parts)
    copy = set_text(content, BODY, shipped_fonts(), missing)
    set_lines = copy.lines(measure)
    shown = "".join(lines(copy, measure))
    expected = "".join(plain(text) for text, _ in parts)
    if not missing and "\u200b" not in expected and "\ufe0f" not in expected:
        assert [s for s in shown if s.isalnum()] == [s for s in expected if s.isalnum()]
    assert all(line.width <= measure + 0.001 for line in set_lines)
    assert [line.first for line in set_lines[:1]] in ([], [0])
    assert all(above.last <= below.first for above, below in pairwise(set_lines))


@pytest.mark.parametrize(
    "text", ["word " * 40_000, "x" * 200_000, "& < " * 50_000, " " * 200_000, "\n" * 100_000]
)
def test_a_huge_text_costs_a_few_steps_a_character(text: str):
    copy = copy_of(text)
    assert sum(line.last - line.first for line in copy.lines(WIDE)) <= len(text) + 1
    assert len(copy.words) <= len(text) + 1
