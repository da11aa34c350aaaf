"""How the pack writes phrases, and where they are found."""

import pytest

from svdesk.checks.texts import sentence_spans
from svdesk.policy.content.phrases import PhraseError, Phrases


def words(phrase: str, text: str) -> list[str]:
    found = Phrases([phrase]).candidates(text).find(0, len(text))
    return [text[each.start : each.end] for each in found]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("local supplier*", "Use LOCAL Suppliers.", ["LOCAL Suppliers"]),
        ("supplier", "suppliers", []),
        ("*cycling", "upcycling and cycling", ["upcycling", "cycling"]),
        ("firm|company", "A company, a firm.", ["company", "firm"]),
        (
            "must be currently? based",
            "must be based; must be currently based",
            ["must be based", "must be currently based"],
        ),
        ("only? local", "local", ["local"]),
        (
            "within # miles",
            "within 20 miles, within five miles, within reach",
            ["within 20 miles", "within five miles"],
        ),
        ("names ... people", "names and ages of the young people", ["names and ages of the young people"]),
        ("names ... people", "names that we never ask of any of those people", []),
        ("[us|the council] before", "the council before us before", ["the council before", "us before"]),
        (
            "pre-qualification questionnaire",
            "Pre-Qualification  Questionnaire",
            ["Pre-Qualification  Questionnaire"],
        ),
        ("pre qualification", "pre-qualification", ["pre-qualification"]),
        ("company's policy", "your company\u2019s policy", ["company\u2019s policy"]),
        ("MEAT", "meat, Meat and MEAT", ["MEAT"]),
    ],
)
def test_a_phrase_is_found_as_it_is_written(phrase: str, text: str, expected: list[str]):
    assert words(phrase, text) == expected


@pytest.mark.parametrize("phrase", ["", "...", "only?", "a*b", "[us|the", "us|[the council]"])
def test_a_phrase_that_means_nothing_is_refused(phrase: str):
    with pytest.raises(PhraseError):
        Phrases([phrase])


def test_the_longer_of_two_that_begin_together_is_found():
    text = "a local supplier only"
    found = list(Phrases(["local supplier", "local supplier only"]).candidates(text).find(0, len(text)))
    assert [each.place for each in found] == [1]


def test_sentences_end_at_stops_and_lines_but_not_at_abbreviations():
    text = "Give an example, e.g. a club. Say when\nand where; by 1 May."
    spans = [text[span.start : span.end] for span in sentence_spans(text)]
    assert spans == ["Give an example, e.g. a club.", "Say when", "and where;", "by 1 May."]
