"""What SVDesk promises of the pack that it ships, beyond what it asks of any pack.

What any pack is held to stands in :mod:`svdesk.policy.loading.validation`.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from svdesk.paths import bundled
from svdesk.policy.content.items import Citation
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.loading.load import load_pack

COUNTED_ELSEWHERE = {"figures", "rules", "parts", "checks", "word_lists"}
"""Law and figures of the pack, and the checks, which have tests of their own."""

BARRED = re.compile(
    r"\b(TOMs?|HACT|MEAT|CCG|PQQ|EU threshold|local(ly[- ]based)? suppliers?|"
    r"local (firms?|compan(y|ies)|contractors?)|incumbent|social return on investment|SROI)\b"
)
"""Words that must not be printed to bidders: licensed schemes, old law, favour to nearby firms."""


@pytest.fixture(scope="module")
def pack() -> PolicyPack:
    return load_pack(bundled("resources", "policy", "cheshire-east"))


def _prose(item: object, where: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of *item* with where it stands; ids, units and citations are left out."""
    if isinstance(item, str):
        yield where, item
    elif isinstance(item, tuple):
        for entry in item:
            yield from _prose(entry, where)
    elif is_dataclass(item) and not isinstance(item, Citation):
        at = getattr(item, "id", where)
        for field in fields(item):
            if field.name not in {"id", "objective", "unit", "themes", "marmot", "priorities", "section"}:
                yield from _prose(getattr(item, field.name), f"{at}.{field.name}")


def _content(pack: PolicyPack) -> Iterator[tuple[str, str]]:
    for field in fields(pack):
        if field.name not in COUNTED_ELSEWHERE:
            yield from _prose(getattr(pack, field.name), field.name)


def _sentences(text: str) -> list[list[str]]:
    parts = re.split(r"(?<=[.?!:;])\s+", text)
    return [found for part in parts if (found := re.findall(r"[\w£%'-]+", part))]


def test_the_policys_own_lists_are_whole(pack: PolicyPack):
    counted = [
        len(part)
        for part in (pack.objectives, pack.principles, pack.marmot, pack.priorities, pack.commitments)
    ]
    assert counted == [6, 14, 6, 3, 15]
    assert [mark.mark for mark in pack.scale] == [0, 1, 2, 3, 4, 5]
    assert [rating.title for rating in pack.ratings] == [
        "Good",
        "Approaching target",
        "Requires improvement",
        "Inadequate",
        "Other",
    ]
    assert [remedy.step for remedy in pack.remedies] == [1, 2, 3, 4, 5, 6, 7]
    assert 15 <= len(pack.glossary) <= 25


def test_every_objective_has_at_least_six_outcomes(pack: PolicyPack):
    under = Counter(outcome.objective for outcome in pack.outcomes)
    assert [objective.id for objective in pack.objectives if under[objective.id] < 6] == []


def test_every_outcome_is_named_under_its_objective(pack: PolicyPack):
    for outcome in pack.outcomes:
        assert outcome.id.startswith(f"{outcome.objective}."), outcome.id
        assert outcome.selection_question.id == f"{outcome.id}.selection"
        assert outcome.tender_questions[0].id == f"{outcome.id}.tender"
        assert all(each.id.startswith(f"{outcome.id}.tender") for each in outcome.tender_questions)
        assert all(measure.id.startswith(f"{outcome.id}.") for measure in outcome.measures), outcome.id


def test_an_outcome_on_vehicles_exists_under_the_title_that_officers_know(pack: PolicyPack):
    assert pack.outcome("environment.cleaner-vehicles").title == "Cleaner vehicles and fuels"


def test_every_measure_can_be_counted_by_someone_who_was_not_there(pack: PolicyPack):
    assert len(list(pack.measures())) >= 120
    for outcome in pack.outcomes:
        assert 3 <= len(outcome.measures) <= 5, outcome.id
        for measure in outcome.measures:
            if measure.unit == "percent" and not measure.title.startswith(("Fall in", "Recycled")):
                assert re.search(r"[Dd]ivide|share", measure.method), measure.id


def test_many_measures_have_a_guide_minimum(pack: PolicyPack):
    assert sum(1 for measure in pack.measures() if measure.guide_minimum) >= 40


def test_there_are_sixty_tender_questions_and_twenty_on_experience(pack: PolicyPack):
    assert sum(len(outcome.tender_questions) for outcome in pack.outcomes) >= 60
    assert len(pack.outcomes) >= 36


def test_every_tender_question_says_how_much_room_there_is_and_what_good_looks_like(pack: PolicyPack):
    for outcome in pack.outcomes:
        selection = outcome.selection_question
        assert 200 <= selection.word_limit <= 300, outcome.id
        assert 3 <= len(selection.good_answer) <= 4, outcome.id
        for tender in outcome.tender_questions:
            assert 250 <= tender.word_limit <= 600, tender.id
            assert tender.guided_word_limit is not None, tender.id
            assert tender.guided_word_limit <= 700, tender.id
            assert 4 <= len(tender.good_answer) <= 6, tender.id


def test_every_question_says_what_the_upper_marks_need(pack: PolicyPack):
    for question in pack.questions():
        texts = [getattr(question.marks, mark) for mark in ("three", "four", "five")]
        assert all(len(text.split()) >= 5 for text in texts), question.id


def test_every_tender_question_asks_for_a_target_and_for_how_it_is_checked(pack: PolicyPack):
    number = re.compile(
        r"how many|how much|what share|the share|by how much|the number|how long|reduction|hours|date", re.I
    )
    check = re.compile(
        r"measure|check|count|record|know|judge|prove|find out|follow|weigh|see that|compare|meter|report",
        re.I,
    )
    for outcome in pack.outcomes:
        for question in outcome.tender_questions:
            for text in (question.text, " ".join(question.guided)):
                assert number.search(text), question.id
                assert check.search(text), question.id
            assert question.text.count("?") == 1, question.id
            assert 3 <= len(question.guided) <= 5, question.id
            assert all(line.count("?") <= 1 for line in question.guided), question.id


def test_a_selection_question_is_open_to_experience_from_elsewhere(pack: PolicyPack):
    for outcome in pack.outcomes:
        question = outcome.selection_question
        assert "Cheshire East" not in question.text
        assert "equivalent" in question.equivalents, outcome.id
        assert not question.guided, outcome.id


def test_every_outcome_binds_and_says_what_it_fits(pack: PolicyPack):
    for outcome in pack.outcomes:
        assert len(outcome.clause.split()) >= 12, outcome.id
        assert len(outcome.fit.words) >= 6, outcome.id
        assert outcome.fit.cpv or outcome.fit.categories or outcome.fit.yes, outcome.id


def test_the_glossary_explains_an_old_word_only_beside_its_successor(pack: PolicyPack):
    old = [entry.term for entry in pack.glossary if BARRED.search(entry.meaning)]
    assert old == ["PSQ"]


def test_the_pack_knows_which_terms_of_the_policy_are_old(pack: PolicyPack):
    assert len(pack.terms) == 8


def test_sentences_are_short(pack: PolicyPack):
    lengths = [len(words) for _, text in _content(pack) for words in _sentences(text) if len(words) > 3]
    assert sum(lengths) / len(lengths) < 20
    long = [
        (where, len(words)) for where, text in _content(pack) for words in _sentences(text) if len(words) > 36
    ]
    assert long == []


def test_dashes_and_quotation_marks_are_plain(pack: PolicyPack):
    slip = re.compile(r"[\u2013\u2014\u2018\u2019\u201c\u201d]")
    assert [(where, match.group()) for where, text in _content(pack) if (match := slip.search(text))] == []
