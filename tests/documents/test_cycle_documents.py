"""The supplier briefing, the project plan and the provider commitments schedule."""

from dataclasses import replace
from decimal import Decimal

from svdesk.documents.catalogue import document_kind
from svdesk.documents.model.plain import fields
from svdesk.domain.choices import Decision, EngagementKind, Procedure
from svdesk.domain.project import Project
from svdesk.policy.case import case_of
from svdesk.policy.content.pack import PolicyPack
from tests.documents.making import made, section_of, text_of, with_selection


def test_the_briefing_names_the_outcomes_with_the_need_here(example: Project, pack: PolicyPack):
    text = section_of(text_of("briefing", example, pack), "# What matters in Cheshire East")
    assert "- Food is good for people and the land, and little of it is wasted. Food waste is not" in text
    assert "apprentice" not in text  # left out


def test_the_briefing_says_what_will_be_asked(example: Project, pack: PolicyPack):
    asked = section_of(text_of("briefing", example, pack), "# What we plan to ask")
    assert "- Weight: 10% of all marks." in asked
    assert "- Questions: Three questions about these outcomes, with answers of up to 400 words." in asked
    assert "- Experience: three short questions, in the tender, without marks." in asked
    before = section_of(text_of("briefing", with_selection(example), pack), "# What we plan to ask")
    assert "- Experience: three short questions, before the tender." in before


def test_the_briefing_on_a_contract_without_questions_says_so(example: Project, pack: PolicyPack):
    evaluation = replace(example.evaluation, social_value_weight=Decimal(0))
    quiet = replace(example, questions=(), evaluation=evaluation)
    asked = section_of(text_of("briefing", quiet, pack), "# What we plan to ask")
    assert "No question, and no marks for social value" in asked
    assert "Weight:" not in asked


def test_the_briefing_counts_many_measures_and_names_few(example: Project, pack: PolicyPack):
    asked = section_of(text_of("briefing", example, pack), "# What we plan to ask")
    assert "regulars who say they feel less alone than before" in asked
    twice = replace(example, kpis=example.kpis * 2)
    asked = section_of(text_of("briefing", twice, pack), "# What we plan to ask")
    assert "what you would deliver on ten measures." in asked
    assert "regulars" not in asked


def test_the_briefing_lists_only_meetings_with_the_market(example: Project, pack: PolicyPack):
    assert "25 September 2025: First online session" in text_of("briefing", example, pack)
    private = tuple(replace(entry, kind=EngagementKind.COPRODUCTION) for entry in example.engagement)
    text = text_of("briefing", replace(example, engagement=private), pack)
    assert "First online session" not in text


def test_there_is_no_briefing_where_nobody_can_tender(example: Project, pack: PolicyPack):
    inside = replace(example, facts=replace(example.facts, procedure=Procedure.IN_HOUSE))
    kind = document_kind("briefing")
    assert "no tender" in kind.available(case_of(inside, pack))
    assert not kind.available(case_of(example, pack))


def test_the_plan_has_every_date_in_its_order(example: Project, pack: PolicyPack):
    text = section_of(text_of("plan", example, pack), "# 2 Dates")
    expected = [
        "| 17 September 2025 | Preliminary market engagement: Preliminary market engagement notice",
        "| 1 October 2025 | The last of the decisions on outcomes | Plan",
        "| 13 October 2025 | Day of the first step | Procure",
        "| 13 October 2025 | These documents issued | Procure",
        "| 10 November 2025 | Tenders due | Procure",
        "| 1 March 2026 | The contract starts | Monitor",
        "| 28 February 2029 | The term ends, unless it is extended | Monitor",
    ]
    places = [text.index(line) for line in expected]
    assert places == sorted(places)


def test_the_plan_names_the_dates_that_are_missing(example: Project, pack: PolicyPack):
    facts = replace(example.facts, tender_deadline=None, start_date=None)
    text = section_of(text_of("plan", replace(example, facts=facts), pack), "# 2 Dates")
    assert "The last day for tenders and the start of the contract." in text
    assert "Tenders due" not in text


def test_the_plan_follows_the_stages_of_the_packs_cycle(example: Project, pack: PolicyPack):
    text = text_of("plan", example, pack)
    for number, stage in enumerate(pack.cycle_stages, 3):
        assert stage.explanation in section_of(text, f"# {number} {stage.title}")
    one = replace(pack, cycle_stages=pack.cycle_stages[:1])
    assert "# 4 What the law and the policy ask" in text_of("plan", example, one)


def test_the_plan_says_where_each_task_stands(example: Project, pack: PolicyPack):
    assert "| Specification and KPIs | " in text_of("plan", example, pack)
    lacking = replace(example.kpis[0], evidence="", method="")
    project = replace(example, kpis=(lacking,))
    task = next(line for line in _lines(text_of("plan", project, pack), "| Specification and KPIs"))
    assert "answers to give" in task


def _lines(text: str, start: str) -> list[str]:
    """The line that begins with *start* and the one below it, which belongs to the same cell."""
    lines = text.splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith(start))
    return ["\n".join(lines[place : place + 2])]


def test_the_schedule_has_the_clause_and_a_box_for_each_commitment_chosen(example: Project, pack: PolicyPack):
    left_out = replace(example.commitments[0], decision=Decision.LEFT_OUT)
    project = replace(example, commitments=(left_out, *example.commitments[1:]))
    document, text = made("commitments", project, pack), text_of("commitments", project, pack)
    boxes = {field.name for field in fields(document.blocks) if field.name.startswith("commitment_")}
    chosen = [item for item in pack.commitments if item.id != left_out.commitment_id]
    assert boxes == {f"commitment_{item.id}" for item in chosen}
    assert all(item.clause in text for item in chosen)
    first = pack.commitment(left_out.commitment_id)
    assert first.clause not in text
    assert first.title in section_of(text, "# 3 Commitments that are not terms here")


def test_the_schedule_says_how_many_commitments_are_open(example: Project, pack: PolicyPack):
    open_two = replace(example, commitments=example.commitments[2:])
    text = text_of("commitments", open_two, pack)
    assert "Two commitments of the policy are still to be decided." in text


def test_a_schedule_without_any_commitment_says_so(example: Project, pack: PolicyPack):
    none = tuple(replace(made, decision=Decision.LEFT_OUT) for made in example.commitments)
    text = text_of("commitments", replace(example, commitments=none), pack)
    assert "Every commitment was considered, and none is a term of this contract." in text
    assert "No commitment has been made a term of this contract." in text
