"""What a reader of the shipped policy pack would notice: gaps, stale or barred words, long sentences."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from svdesk.paths import bundled
from svdesk.policy.content.items import ChangedTerm, Citation
from svdesk.policy.content.outcomes import Outcome
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.loading.load import load_pack

COUNTED_ELSEWHERE = {"figures", "rules", "parts", "checks", "word_lists"}
"""Law and figures of the pack, and the checks, which have tests of their own."""

BARRED = re.compile(
    r"\b(TOMs?|HACT|MEAT|CCG|PQQ|EU threshold|local(ly[- ]based)? suppliers?|"
    r"local (firms?|compan(y|ies)|contractors?)|incumbent|social return on investment|SROI)\b"
)
"""Words that must not be printed to bidders: licensed schemes, old law, favour to nearby firms."""

NAMED_SCHEME = re.compile(r"[Aa]ccreditation|[Cc]ertificate|certified|Social Value Award|Living Wage")


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


def test_every_marmot_and_corporate_priority_is_served_by_some_outcome(pack: PolicyPack):
    assert {name for outcome in pack.outcomes for name in outcome.marmot} == {m.id for m in pack.marmot}
    assert {name for outcome in pack.outcomes for name in outcome.priorities} == {
        priority.id for priority in pack.priorities
    }


def test_every_outcome_carries_its_objectives_themes_and_is_named_under_it(pack: PolicyPack):
    for outcome in pack.outcomes:
        assert set(pack.objective(outcome.objective).themes) <= set(outcome.themes), outcome.id
        assert outcome.id.startswith(f"{outcome.objective}."), outcome.id
        assert outcome.selection_question.id == f"{outcome.id}.selection"
        assert outcome.tender_questions[0].id == f"{outcome.id}.tender"
        assert all(each.id.startswith(f"{outcome.id}.tender") for each in outcome.tender_questions)
        assert all(measure.id.startswith(f"{outcome.id}.") for measure in outcome.measures), outcome.id


def test_an_outcome_on_vehicles_exists_under_the_title_that_officers_know(pack: PolicyPack):
    assert pack.outcome("environment.cleaner-vehicles").title == "Cleaner vehicles and fuels"


def test_no_title_is_used_twice(pack: PolicyPack):
    titles = [item.title for item in (*pack.outcomes, *pack.measures(), *pack.commitments)]
    assert [title for title, times in Counter(titles).items() if times > 1] == []


def test_every_measure_can_be_counted_by_someone_who_was_not_there(pack: PolicyPack):
    units = {unit.id for unit in pack.units}
    assert len(list(pack.measures())) >= 120
    for outcome in pack.outcomes:
        assert 3 <= len(outcome.measures) <= 5, outcome.id
        for measure in outcome.measures:
            for part in ("title", "counts", "excludes", "method", "evidence", "baseline", "remedy"):
                assert getattr(measure, part).strip(), (measure.id, part)
            assert measure.unit in units, (measure.id, measure.unit)
            assert measure.life_cycle, measure.id
            assert measure.needs, measure.id
            if measure.unit == "percent" and not measure.title.startswith(("Fall in", "Recycled")):
                assert re.search(r"[Dd]ivide|share", measure.method), measure.id


def test_a_guide_minimum_says_that_it_is_guidance(pack: PolicyPack):
    guides = {measure.id: measure.guide_minimum for measure in pack.measures() if measure.guide_minimum}
    assert len(guides) >= 40
    assert [name for name, text in guides.items() if not text.startswith("Guidance")] == []


def test_there_are_sixty_tender_questions_and_twenty_on_experience(pack: PolicyPack):
    assert sum(len(outcome.tender_questions) for outcome in pack.outcomes) >= 60
    assert len(pack.outcomes) >= 36
    titles = Counter(question.title for question in pack.questions())
    assert [title for title, times in titles.items() if times > 1] == []


def test_every_tender_question_says_how_much_room_there_is_and_what_good_looks_like(pack: PolicyPack):
    for outcome in pack.outcomes:
        selection = outcome.selection_question
        assert 200 <= selection.word_limit <= 300, outcome.id
        assert 3 <= len(selection.good_answer) <= 4, outcome.id
        for tender in outcome.tender_questions:
            assert 250 <= tender.word_limit <= 600, tender.id
            assert tender.guided_word_limit is not None, tender.id
            assert tender.word_limit <= tender.guided_word_limit <= 700, tender.id
            assert 4 <= len(tender.good_answer) <= 6, tender.id


def test_every_question_says_what_the_upper_marks_need(pack: PolicyPack):
    for question in pack.questions():
        texts = [getattr(question.marks, mark) for mark in ("three", "four", "five")]
        assert len(set(texts)) == 3, question.id
        assert all(len(text.split()) >= 5 for text in texts), question.id
        compared = r"other (bidders|tenders|suppliers)|than (others|the others|another)"
        assert not re.search(compared, " ".join(texts)), question.id


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
        assert not re.search(r"Cheshire East|this (council|authority|borough)|with us", question.text)
        assert "equivalent" in question.equivalents, outcome.id
        assert not question.guided, outcome.id


def test_every_outcome_binds_and_says_what_it_fits(pack: PolicyPack):
    for outcome in pack.outcomes:
        assert len(outcome.clause.split()) >= 12, outcome.id
        assert len(outcome.fit.words) >= 6, outcome.id
        assert outcome.fit.cpv or outcome.fit.categories or outcome.fit.yes, outcome.id


def test_nothing_is_left_to_be_written(pack: PolicyPack):
    assert [where for where, text in _content(pack) if "To be written" in text] == []


def test_counting_twice_is_ruled_out_from_both_sides(pack: PolicyPack):
    named = {measure.id: set(measure.double_counts) for measure in pack.measures()}
    one_sided = [(one, other) for one, others in named.items() for other in others if one not in named[other]]
    assert one_sided == []


def test_no_barred_word_is_printed(pack: PolicyPack):
    found = [
        (where, match.group())
        for field in fields(pack)
        if field.name not in COUNTED_ELSEWHERE | {"terms", "glossary"}
        for where, text in _prose(getattr(pack, field.name), field.name)
        if (match := BARRED.search(text))
    ]
    assert found == []


def test_the_glossary_explains_an_old_word_only_beside_its_successor(pack: PolicyPack):
    old = [entry.term for entry in pack.glossary if BARRED.search(entry.meaning)]
    assert old == ["PSQ"]


def test_old_terms_have_their_successor_and_a_source(pack: PolicyPack):
    def whole(term: ChangedTerm) -> bool:
        return bool(term.policy_says and term.now and term.citations)

    assert len(pack.terms) == 8
    assert [term.id for term in pack.terms if not whole(term)] == []


def test_a_named_scheme_or_certificate_is_never_the_only_proof(pack: PolicyPack):
    def parts(outcome: Outcome) -> Iterator[tuple[str, str]]:
        for measure in outcome.measures:
            text = " ".join((measure.title, measure.counts, measure.method, measure.evidence))
            yield measure.id, text
        for question in outcome.questions:
            yield question.id, " ".join((question.text, *question.guided, *question.good_answer))

    texts = [part for outcome in pack.outcomes for part in parts(outcome)]
    texts += [(item.id, f"{item.how} {item.clause}") for item in pack.commitments]
    alone = [
        name
        for name, text in texts
        if NAMED_SCHEME.search(text) and not re.search(r"equivalent|other evidence", text)
    ]
    assert alone == []


def test_no_personal_data_is_asked_for(pack: PolicyPack):
    asks = re.compile(
        r"\b(names and addresses|date of birth|national insurance|home address|list of names)\b", re.I
    )
    assert [where for where, text in _content(pack) if asks.search(text)] == []


def test_sentences_are_short(pack: PolicyPack):
    lengths = [len(words) for _, text in _content(pack) for words in _sentences(text) if len(words) > 3]
    assert sum(lengths) / len(lengths) < 20
    long = [
        (where, len(words)) for where, text in _content(pack) for words in _sentences(text) if len(words) > 36
    ]
    assert long == []


def test_nothing_is_typed_carelessly(pack: PolicyPack):
    slip = re.compile(r"  |\s[,.;?!]|\b(\w+) \1\b|\.\.|\t|[\u2013\u2014\u2018\u2019\u201c\u201d]", re.I)
    assert [(where, match.group()) for where, text in _content(pack) if (match := slip.search(text))] == []


def test_every_sentence_of_running_text_ends(pack: PolicyPack):
    running = ("counts", "excludes", "method", "evidence", "baseline", "remedy", "meaning", "clause", "how")
    running += ("why_it_may_matter", "when_it_does_not_fit", "summary", "explanation", "good_answer", "text")
    unfinished = [
        where
        for where, text in _content(pack)
        if where.rpartition(".")[2] in running and not text.endswith((".", "?", "!", "?'"))
    ]
    assert unfinished == []
