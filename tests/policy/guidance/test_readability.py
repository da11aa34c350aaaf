"""How hard a text is to read is measured as a reader would."""

import pytest

from svdesk.policy.guidance.readability import readability, sentences, syllables

COUNTED = {
    "area": 3, "business": 2, "carefully": 3, "changed": 1, "changes": 2, "communities": 4, "completed": 3,
    "contract": 2, "evidence": 3, "experience": 4, "hopeful": 2, "improvement": 3, "individual": 5,
    "kilograms": 3, "measure": 2, "named": 1, "organisation": 5, "people": 2, "procurement": 3,
    "proportionate": 4, "ratio": 3, "responsible": 4, "science": 2, "stated": 2, "suppliers": 3, "tender": 2,
    "the": 1, "usually": 4, "vehicles": 3, "voluntary": 4, "workplaces": 3, "years": 1, "26": 1,
    "full-time": 2,
}  # fmt: skip
"""Syllables of words as spoken, counted by hand."""

SIMPLE = "The cat sat on the mat. It was warm. The dog ran up to the cat. They had fun."
PLAIN = (
    "Tell us how many people will start work in each year of the contract. "
    "Say how you will find them, and who will help them to settle in."
)
LEGAL = (
    "Notwithstanding the aforementioned obligations, the contracting authority reserves unconditional "
    "entitlement to terminate participation following unsatisfactory demonstration of organisational "
    "capability, irrespective of representations communicated throughout preliminary consultation."
)


def test_syllables_are_those_of_spoken_words() -> None:
    wrong = {word: (syllables(word), count) for word, count in COUNTED.items() if syllables(word) != count}
    assert set(wrong) <= {"business"}, "only a vowel that is written and not spoken is counted too"
    assert sum(map(syllables, COUNTED)) == pytest.approx(sum(COUNTED.values()), rel=0.02)


def test_harder_texts_are_for_older_readers() -> None:
    ages = [readability(text).reading_age for text in (SIMPLE, PLAIN, LEGAL)]
    assert ages == sorted(ages)
    assert ages[0] < 8
    assert 8 < ages[1] < 11
    assert ages[2] > 25


def test_the_reading_age_is_the_grade_of_the_formula_and_five_years() -> None:
    # 8 words, 2 sentences, 11 syllables: 0.39 x 4 + 11.8 x 11 / 8 - 15.59 + 5.
    found = readability("People sat in town. They were very happy.")
    assert (found.words, found.sentences) == (8, 2)
    assert found.reading_age == pytest.approx(0.39 * 4 + 11.8 * 11 / 8 - 10.59)


def test_sentences_end_where_a_reader_pauses() -> None:
    text = 'How? Give one, e.g. a job (at 2.5 hours a week) by s. 17. "Yes!" is enough.'
    assert len(sentences(text)) == 3
    assert readability(text).longest_sentence == 13


def test_each_point_of_a_list_is_a_sentence() -> None:
    text = "How will you find people?\na) Who leads it?\nb) By when, and with whom\nc) How you will know"
    found = readability(text)
    assert found.sentences == 4
    assert sentences(text)[1] == "Who leads it"
    assert found.longest_sentence == 5
    assert found.average_sentence == pytest.approx((5 + 3 + 5 + 4) / 4)


def test_a_heading_without_a_full_stop_does_not_run_into_the_text() -> None:
    assert sentences("What counts\n\nA person who stayed.") == ["What counts", "A person who stayed."]


def test_a_wrapped_line_is_no_end() -> None:
    assert len(sentences("A person who stayed\nfor half a year.")) == 1


def test_a_placeholder_is_one_word() -> None:
    assert readability("The value is {compare:threshold}.").words == 4


@pytest.mark.parametrize("text", ["", " \n ", "... - !"])
def test_a_text_without_words_has_no_age(text: str) -> None:
    found = readability(text)
    assert (found.words, found.sentences, found.longest_sentence) == (0, 0, 0)
    assert (found.average_sentence, found.reading_age) == (0, 0)


def test_a_text_that_is_no_language_is_measured_all_the_same() -> None:
    assert readability("x" * 50_000).words == 1
    assert readability("1 2 3 4").reading_age < 5
