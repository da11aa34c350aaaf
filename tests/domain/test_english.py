from decimal import Decimal

import pytest

from svdesk.domain import english


@pytest.mark.parametrize(
    ("items", "joint", "words"),
    [
        ((), "and", ""),
        (("a",), "and", "a"),
        (("a", "b"), "and", "a and b"),
        (("a", "b", "c"), "and", "a, b and c"),
        (("a", "b", "c"), "or", "a, b or c"),
    ],
)
def test_a_list_has_its_joint_before_the_last_item(items: tuple[str, ...], joint: str, words: str):
    assert english.listed(items, joint) == words
    assert english.listed(iter(items), joint) == words


def test_only_one_is_singular():
    assert [english.counted(count, "question") for count in (0, 1, 2, 1200)] == [
        "0 questions",
        "1 question",
        "2 questions",
        "1,200 questions",
    ]
    assert english.plural(Decimal("1.0"), "hour") == "hour"
    assert english.plural(0.5, "hour") == "hours"
    assert english.plural(2, "is", "are") == "are"
    assert english.counted(3, "entry", "entries") == "3 entries"


def test_counts_up_to_twelve_are_words():
    assert english.count_in_words(0, "KPI") == "no KPIs"
    assert english.count_in_words(1, "reply", "replies") == "one reply"
    assert english.count_in_words(12, "KPI") == "twelve KPIs"
    assert english.count_in_words(13, "KPI") == "13 KPIs"
    assert english.count_in_words(-1, "point") == "-1 points"


def test_ordinals():
    places = (1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111, 1003)
    assert [english.ordinal(place) for place in places] == [
        "1st",
        "2nd",
        "3rd",
        "4th",
        "11th",
        "12th",
        "13th",
        "21st",
        "22nd",
        "101st",
        "111th",
        "1,003rd",
    ]


def test_first_letters():
    assert english.capitalised("two questions") == "Two questions"
    assert english.capitalised("") == english.within_sentence("") == ""
    assert english.within_sentence("Title") == "title"
    assert english.within_sentence("CPV codes") == "CPV codes"
    assert english.within_sentence("KPIs") == "KPIs"


def test_numbers_lose_noughts_after_the_point_alone():
    assert english.without_noughts("1,200.50") == "1,200.5"
    assert english.without_noughts("1,200") == "1,200"
    assert english.plain_number(Decimal("10.00")) == "10"
    assert english.plain_number(Decimal("1E+3")) == "1000"
    assert english.plain_number(Decimal("0.10")) == "0.1"
