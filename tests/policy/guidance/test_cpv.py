"""The Common Procurement Vocabulary: titles, the tree, and what a search finds."""

import re

import pytest

from svdesk.policy.guidance.cpv import vocabulary


def found(text: str, limit: int = 5) -> list[str]:
    return [vocabulary().title(code) for code in vocabulary().search(text, limit)]


def test_the_whole_vocabulary_is_there():
    assert len(vocabulary()) == 9454
    assert len(vocabulary().divisions()) == 45
    assert vocabulary().divisions()[0] == "03000000"


@pytest.mark.parametrize("code", ["55520000", "55520000-1"])
def test_a_code_has_a_title_with_and_without_its_check_digit(code: str):
    assert vocabulary().known(code)
    assert vocabulary().title(code) == "Catering services"
    assert vocabulary().full_code(code) == "55520000-1"


@pytest.mark.parametrize("code", ["55520009", "99999999-9", "5552", "", "catering"])
def test_what_is_no_code_has_no_title_and_no_place(code: str):
    words = vocabulary()
    assert not words.known(code)
    assert (words.title(code), words.full_code(code), words.path(code), words.children(code)) == (
        "",
        "",
        (),
        (),
    )


def test_a_code_stands_below_the_broader_ones():
    assert vocabulary().path("55524000-9") == ("55000000", "55500000", "55520000", "55524000")
    assert vocabulary().children("55500000-5") == ("55510000", "55520000")
    assert vocabulary().parent("55000000") == ""


def test_a_code_whose_superior_is_missing_hangs_from_the_next_one_up():
    assert not vocabulary().known("35612000")
    assert vocabulary().parent("35612200") == "35610000"
    assert "35612200" in vocabulary().children("35610000")


def test_the_tree_holds_every_code_once():
    words = vocabulary()
    below = [*words.divisions()]
    for code in below:
        below.extend(words.children(code))
    assert len(below) == len(set(below)) == len(words)


def test_a_number_finds_the_codes_that_begin_with_it_in_order():
    assert vocabulary().search("5552", 3) == ("55520000", "55521000", "55521100")
    assert vocabulary().search("55520000-1") == ("55520000",)
    assert vocabulary().search("55520000, 85300000") == ()


def test_words_find_titles_that_have_all_of_them():
    assert found("CATERING services")[0] == "Catering services"
    assert found("services catering", 1) == ["Catering services"]
    assert all(re.search("(?i)school.*meal|meal.*school", title) for title in found("school meal"))
    assert found("zebra") == []
    assert found("  ") == []


def test_the_beginning_of_a_word_is_enough_while_typing():
    assert "Catering services" in found("cater serv")


def test_whole_words_come_before_mere_beginnings_and_short_titles_before_long():
    assert found("furniture")[0] == "Furniture"
    care = found("care", 200)
    assert care.index("Foot care products") < care.index("Caretaker services")


def test_a_plural_finds_the_singular_but_no_other_word():
    assert "Library services" in found("libraries", 10)
    assert "Car repair services" in found("cars", 30)
    assert not any("Carpet" in title for title in found("cars", 200))


def test_accents_need_not_be_typed():
    assert any("é" in title for title in found("pate", 50))


def test_a_division_narrows_the_words():
    assert all(code.startswith("85") for code in vocabulary().search("85 social"))
    assert "Social services" in found("85 social")


def test_no_more_than_the_limit_is_returned_and_always_the_same():
    assert len(vocabulary().search("services", 7)) == 7
    assert vocabulary().search("services", 7) == vocabulary().search("services", 50)[:7]


def test_where_no_title_has_every_word_the_nearest_are_found():
    assert found("catering zebra", 1) == ["Catering supplies"]
    assert found("office chairs", 1) == ["Chairs"]
    assert found("school taxis", 2) == ["Taxi meters", "Taxi services"]
    assert found("and the zebra") == []


def test_other_forms_of_a_word_are_found_where_it_is_in_no_title():
    assert "Interpretation services" in found("interpreter")
    assert "Taxi services" in found("taxis")
