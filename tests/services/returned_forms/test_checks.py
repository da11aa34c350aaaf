"""What is missing, over its limit or not understood in answers, and what counts as a word or a number."""

from decimal import Decimal

import pytest

from svdesk.documents.model.forms import TICKED, Entry, FormField
from svdesk.domain.entry import EntryError
from svdesk.domain.returned_form import Matter
from svdesk.services.ports import FilledForm
from svdesk.services.returned_forms.answer_words import count_words, is_blank, quoted
from svdesk.services.returned_forms.checks import checked_answers, read_number


def text(name: str = "a", **changes: object) -> FormField:
    return FormField(**({"name": name, "label": f"Label of {name}", "entry": Entry.TEXT} | changes))


def tick(name: str, one_of: str = "") -> FormField:
    return FormField(
        name=name, label=f"Label of {name}", entry=Entry.TICK, required=not one_of, one_of=one_of
    )


def number(name: str, *sums: str, **changes: object) -> FormField:
    return text(name, entry=Entry.NUMBER, sums=sums, **changes)


def found(fields: list[FormField], **answers: str) -> list[tuple[Matter, str, str]]:
    _, findings = checked_answers(tuple(fields), FilledForm(answers=answers))
    return [(each.matter, each.field, each.message) for each in findings]


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("", 0),
        (" \n\t ", 0),
        ("one", 1),
        ("well-kept don't co-operate", 3),
        ("one  two\nthree\tfour\N{NO-BREAK SPACE}five", 5),
        ("a / b", 3),
        ("https://example.org/a-b_c", 1),
        ("one\u2800two\u200bthree\u3164four\u115ffive", 5),
        ("\u2800 \u200b \ufeff\u200e", 0),
        ("soft\u00adhyphen \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", 2),
    ],
)
def test_words_are_what_white_space_separates(typed: str, count: int):
    assert count_words(typed) == count


def test_the_limit_itself_is_allowed_and_one_word_more_is_told_with_both_numbers():
    fields = [text(word_limit=1_000)]
    assert found(fields, a="word " * 1_000) == []
    assert found(fields, a="word " * 1_312) == [
        (Matter.OVER_LIMIT, "a", "“Label of a” has 1,312 words; the limit is 1,000.")
    ]


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("0", "", "0"),
        (" 1,200 ", "", "1200"),
        ("1,234,567.5", "", "1234567.5"),
        ("1 200", "hours", "1200"),
        ("12.50", "", "12.5"),
        ("12%", "%", "12"),
        ("12 hours", "hours", "12"),
        ("12 Hours", "hours", "12"),
        ("£3k", "pounds", "3000"),
        ("£1,200.50", "£", "1200.5"),
        ("1.5 million", "GBP", "1500000"),
    ],
)
def test_numbers_are_read_as_people_type_them(typed: str, unit: str, value: str):
    assert read_number(typed, unit) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "unit", "says"),
    [
        ("-5", "", "can't be negative"),
        ("\N{MINUS SIGN}5", "", "can't be negative"),
        ("£-5", "pounds", "can't be negative"),
        ("(5)", "pounds", "can't be negative"),
        ("1,2", "", "between thousands"),
        ("12,00", "", "between thousands"),
        ("1.200,50", "", "between thousands"),
        ("about 12", "", "such as 12"),
        ("10-12", "", "such as 12"),
        ("1e5", "", "such as 12"),
        ("=1+1", "", "such as 12"),
        ("NaN", "", "such as 12"),
        ("12 weeks", "hours", "such as 12"),
        ("£12", "hours", "such as 12"),
        ("9" * 40, "", "such as 12"),
        ("£1.234", "pounds", "pennies"),
    ],
)
def test_what_is_no_number_is_told_with_what_is_allowed(typed: str, unit: str, says: str):
    with pytest.raises(EntryError, match=says):
        read_number(typed, unit)


def test_a_total_is_compared_with_its_parts_where_all_of_them_can_be_read():
    fields = [number("x"), number("y"), number("sum", "x", "y")]
    assert found(fields, x="1,000", y="", sum="1000")[0][0] is Matter.MISSING
    assert found(fields, x="0.1", y="0.2", sum="0.3") == []
    assert found(fields, x="1", y="2", sum="4") == [
        (Matter.TOTAL, "sum", "“Label of sum” says 4, but its parts make 3.")
    ]
    assert [each[0] for each in found(fields, x="1", y="two", sum="4")] == [Matter.NOT_UNDERSTOOD]
    assert found(fields, x="1", y="2", sum="") == [
        (Matter.MISSING, "sum", "“Label of sum” is not answered. Its parts make 3.")
    ]


def test_blank_is_blank_whatever_white_space_it_is_made_of():
    assert found([text("a"), text("b")], a=" \n\N{NO-BREAK SPACE}", b="x") == [
        (Matter.MISSING, "a", "“Label of a” is not answered.")
    ]


def test_what_need_not_be_answered_is_not_missing_but_is_checked():
    fields = [text("a", required=False, word_limit=2), text("b")]
    assert found(fields, a="", b="x") == []
    assert [each[0] for each in found(fields, a="one two three", b="x")] == [Matter.OVER_LIMIT]


def test_nothing_is_missing_of_a_lot_without_a_tick_and_answers_there_are_a_note():
    fields = [tick("lot_1", "Lots"), tick("lot_2", "Lots"), text("a", only_if="lot_1")]
    fields += [text("b", only_if="lot_2"), text("c", only_if="lot_2")]
    assert found(fields, lot_1=TICKED, lot_2="", a="x", b="", c="") == []
    assert found(fields, lot_1=TICKED, lot_2="", a="", b="x", c="y") == [
        (Matter.MISSING, "a", "“Label of a” is not answered."),
        (
            Matter.NOTE,
            "b",
            "2 answers belong to “Label of lot_2”, which is not ticked. What stands there is kept.",
        ),
    ]


def test_a_box_that_is_gone_is_a_change_and_its_answer_is_not_missing_too():
    assert found([text("a"), text("b")], b="x") == [
        (Matter.CHANGED, "a", "The box for “Label of a” is gone from the form.")
    ]


def test_a_choice_is_kept_in_its_words_and_another_word_is_told():
    field = text("c", entry=Entry.CHOICE, options=(("y", "Yes, always"), ("n", "No")))
    answers, findings = checked_answers((field,), FilledForm(answers={"c": "y"}))
    assert (answers[0].text, findings) == ("Yes, always", ())
    assert found([field], c="yes,  Always") == []
    assert found([field], c="Perhaps") == [
        (Matter.NOT_UNDERSTOOD, "c", "“Label of c” says “Perhaps”, which is none of its choices.")
    ]


def test_a_day_that_does_not_exist_is_told():
    field = text("d", entry=Entry.DATE)
    assert found([field], d="28/02/2026") == []
    ((matter, _, message),) = found([field], d="31 February 2026")
    assert matter is Matter.NOT_UNDERSTOOD
    assert "no such day" in message


def test_what_a_bidder_typed_stands_in_a_message_on_one_line_and_not_whole():
    ((_, _, message),) = found([number("a")], a="x\n\x1b[31m" + "y" * 5_000)
    assert "\n" not in message
    assert "\x1b" not in message
    assert len(message) < 250


def test_every_field_has_an_answer_with_its_limit_also_where_nothing_was_entered():
    answers, _ = checked_answers((text("a", word_limit=9), text("b")), FilledForm(answers={"b": "x"}))
    assert [(each.field, each.text, each.word_limit) for each in answers] == [("a", "", 9), ("b", "x", None)]


def test_a_word_that_is_no_tick_is_told_and_is_not_taken_as_one():
    fields = [tick("a"), tick("lot", "Lots"), text("b", only_if="lot")]
    assert [(matter, field) for matter, field, _ in found(fields, a="Perhaps", lot="perhaps", b="")] == [
        (Matter.NOT_UNDERSTOOD, "a"),
        (Matter.NOT_UNDERSTOOD, "lot"),
        (Matter.MISSING, "lot"),
    ]


@pytest.mark.parametrize("typed", ["\u2800" * 9, "\u200b", "\u3164\u115f", "\u00ad\ufeff", "\u00a0\n"])
def test_what_shows_as_nothing_is_no_answer(typed: str):
    assert is_blank(typed)
    assert found([text(), text("b")], a=typed, b="x") == [
        (Matter.MISSING, "a", "“Label of a” is not answered.")
    ]


def test_words_parted_by_what_only_looks_like_a_space_count_against_the_limit():
    assert found([text(word_limit=9)], a="\u2800".join(["word"] * 10))[0][0] is Matter.OVER_LIMIT


def test_long_chains_of_words_are_noted_and_no_more():
    assert found([text(word_limit=9)], a="-".join(["word"] * 10)) == [
        (
            Matter.NOTE,
            "a",
            "“Label of a” joins many words by hyphens or the like. Counted apart they are 10 words; the "
            "limit is 9.",
        )
    ]
    assert found([text(word_limit=3)], a="well-kept state-of-the-art co-operate") == []
    assert found([text(word_limit=1)], a="https://example.org/a-b-c/d-e-f") == []


@pytest.mark.parametrize("unit", ["percent", "%", "per cent", "% of spend"])
def test_more_than_the_whole_is_noted(unit: str):
    said = found([number("a", unit=unit)], a="450")
    assert said == [(Matter.NOTE, "a", "“Label of a” says 450, which is more than 100 percent.")]
    assert found([number("a", unit=unit)], a="100") == []
    assert found([number("a", unit="people")], a="450") == []


def test_boxes_that_were_not_asked_for_are_no_answers_unless_filled_in():
    fields = (tick("lot_1", one_of="Lots"), text("a", only_if="lot_1"), tick("lot_2", one_of="Lots"))
    others = (text("b", only_if="lot_2"), text("c", only_if="lot_2"))
    given = {"lot_1": TICKED, "a": "", "lot_2": "", "b": "", "c": "typed"}
    kept, _ = checked_answers(fields + others, FilledForm(answers=given))
    assert [each.field for each in kept] == ["lot_1", "a", "lot_2", "c"]


def test_what_is_written_from_right_to_left_keeps_to_itself_in_a_sentence():
    assert quoted("(\u0633\u0644\u0627\u0645)") == "“\u2068(\u0633\u0644\u0627\u0645)\u2069”"
    assert quoted("Łukasz (1)") == "“Łukasz (1)”"
    said = found([number("a")], a="\u0633\u0644\u0627\u0645 (1)")
    assert "“\u2068\u0633\u0644\u0627\u0645 (1)\u2069”" in said[0][2]
