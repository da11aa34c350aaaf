"""The response form for each lot: what it asks, of whom, and what the documents say of it."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from svdesk.documents.catalogue import document_kind
from svdesk.documents.model.forms import FormField, form_of
from svdesk.documents.model.plain import plain_text
from svdesk.domain.choices import Stage
from svdesk.domain.facts import Lot
from svdesk.domain.project import Project
from svdesk.policy.case import case_of
from svdesk.policy.content.pack import PolicyPack
from tests.documents.making import made, section_of, text_of


@pytest.fixture
def by_lot(example: Project) -> Project:
    """The example with three lots, each answered for on its own."""
    return in_lots(example, 3)


def in_lots(project: Project, count: int) -> Project:
    lots = tuple(Lot(id=UUID(int=900 + place), title=f"Place {place}") for place in range(1, count + 1))
    evaluation = replace(project.evaluation, form_for_each_lot=True)
    return replace(project, lots=lots, evaluation=evaluation)


def form(project: Project, pack: PolicyPack) -> tuple[FormField, ...]:
    return form_of(made("itt", project, pack))


def test_each_lot_has_the_fields_that_one_form_for_all_has(
    example: Project, by_lot: Project, pack: PolicyPack
):
    once = [field.name for field in form(replace(by_lot, evaluation=example.evaluation), pack)]
    names = [field.name for field in form(by_lot, pack)]
    assert len(set(names)) == len(names)
    asked = ("offer_", "basis_", "promise_", "lead_", "plan_", "checks_", "answer_")
    of_the_whole = {name for name in once if name.startswith(asked)}
    for lot in by_lot.lots:
        mine = [name for name in names if f"_lot_{lot.id.hex}" in name]
        assert {name.replace(f"_lot_{lot.id.hex}", "") for name in mine} == of_the_whole
    assert {name for name in names if "_lot_" not in name} == set(once) - of_the_whole


def test_a_field_of_a_lot_is_wanted_only_where_that_lot_is_ticked(by_lot: Project, pack: PolicyPack):
    ticks = {f"lot_{lot.id.hex}" for lot in by_lot.lots}
    fields = form(by_lot, pack)
    assert ticks < {field.name for field in fields}
    for field in fields:
        of_a_lot = [tick for tick in ticks if f"_{tick}" in field.name]
        assert field.only_if == (of_a_lot[0] if of_a_lot else ""), field.name


def test_the_labels_of_two_lots_can_be_told_apart(by_lot: Project, pack: PolicyPack):
    labels = [field.label for field in form(by_lot, pack)]
    assert len(set(labels)) == len(labels)
    assert "Question 1, lot 2: your answer" in labels


def test_a_question_is_printed_once_with_its_scale_and_then_answered_for_each_lot(
    by_lot: Project, pack: PolicyPack
):
    text = text_of("itt", by_lot, pack)
    asked = [question for question in by_lot.questions if question.stage is Stage.TENDER]
    for place, question in enumerate(asked, 1):
        first = question.text.splitlines()[0]
        (heading,) = [line for line in text.splitlines() if line.startswith(f"## Question {place}: ")]
        section = section_of(text, heading)
        assert section.count(first) == 1
        assert section.count("How we mark it: ") == 1
        places = [section.index(f"### Answer for lot {lot}: Place {lot}\n") for lot in (1, 2, 3)]
        assert section.index("How we mark it: ") < places[0] < places[1] < places[2]
    assert text.count("## Part C: about you, and declaration") == 1
    assert "### Lot 2: Place 2\n" in section_of(text, "## Part A: what you offer, in numbers") + "\n"


def test_the_pack_says_how_lots_are_filled_in_and_marked(by_lot: Project, pack: PolicyPack):
    text = text_of("itt", by_lot, pack)
    assert "Fill in only the lots that you bid for." in section_of(text, "### Lots you bid for")
    assert "We mark each lot on its own." in section_of(text, "## How we give marks")
    assert "Fill in one form for all the lots" not in text
    assert "Answer them once, whichever lots you bid for." in text
    assert "Each lot is marked on its own" in text_of("statement", by_lot, pack)
    assert "This is for one lot" in text_of("statement", by_lot, pack)
    assert "words for each lot" in text_of("plan", by_lot, pack)
    assert "You answer for each lot that you bid for" in text_of("briefing", by_lot, pack)


@pytest.mark.parametrize("file_format", ["csv", "txt"])
def test_a_portal_says_with_each_question_that_it_is_answered_for_each_lot(
    file_format: str, by_lot: Project, example: Project, pack: PolicyPack
):
    def text(project: Project) -> str:
        compose = document_kind("itt").composer(file_format)
        return plain_text(compose(case_of(project, pack)))

    asked = sum(question.stage is Stage.TENDER for question in by_lot.questions)
    assert text(by_lot).count("Answer for each lot that you bid for.") == asked
    assert "Answer for each lot" not in text(example)


def test_the_summary_says_how_much_of_the_form_is_meant_for_one_bidder(by_lot: Project, pack: PolicyPack):
    def summary(project: Project) -> str:
        card = made("itt", project, pack).summary
        assert card is not None
        return "".join(inline.text for inline in card.body[0])

    assert "boxes for each of the three lots" in summary(by_lot)
    assert "about five pages for each" in summary(by_lot)
    assert "about five pages for each" in summary(in_lots(by_lot, 20))
    evaluation = replace(by_lot.evaluation, winner_only_method=True)
    assert "about two pages for each" in summary(replace(by_lot, evaluation=evaluation))


@pytest.mark.parametrize("answer", [None, False])
def test_one_form_serves_all_lots_unless_the_officer_says_so(
    answer: bool | None, by_lot: Project, pack: PolicyPack
):
    project = replace(by_lot, evaluation=replace(by_lot.evaluation, form_for_each_lot=answer))
    assert not any(field.only_if for field in form(project, pack))
    text = text_of("itt", project, pack)
    assert "Fill in one form for all the lots" in text
    assert "mark each lot on its own" not in text


def test_a_contract_of_one_lot_has_one_form(by_lot: Project, pack: PolicyPack):
    single = replace(by_lot, lots=by_lot.lots[:1])
    assert not any("_lot_" in field.name or field.only_if for field in form(single, pack))
    assert "mark each lot on its own" not in text_of("itt", single, pack)


def test_a_long_contract_names_the_lot_in_each_of_its_tables(by_lot: Project, pack: PolicyPack):
    project = replace(by_lot, facts=replace(by_lot.facts, term_months=84))
    text = text_of("itt", project, pack)
    for lot in (1, 2, 3):
        assert f"Your offer for lot {lot}, years 1 to 5" in text
        assert f"Your offer for lot {lot}, years 6 to 7" in text


def test_an_unnamed_lot_and_a_question_without_a_limit_still_have_their_boxes(
    by_lot: Project, pack: PolicyPack
):
    bare = replace(
        by_lot,
        lots=tuple(replace(lot, title="") for lot in by_lot.lots),
        questions=tuple(replace(question, word_limit=None) for question in by_lot.questions),
    )
    assert "### Lot 2: Not yet answered" in text_of("itt", bare, pack)
    assert len(form(bare, pack)) >= len(form(by_lot, pack))


def test_where_nothing_is_asked_lots_have_no_boxes(by_lot: Project, pack: PolicyPack):
    evaluation = replace(by_lot.evaluation, social_value_weight=Decimal(0))
    small = replace(by_lot, questions=(), kpis=(), evaluation=evaluation)
    assert not any(field.only_if for field in form(small, pack))
