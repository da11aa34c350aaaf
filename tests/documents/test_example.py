"""The example project: every fact of the real procurement, and a decision on everything asked."""

from datetime import date, time
from decimal import Decimal

from svdesk.checks.finding import FindingKind
from svdesk.domain.choices import (
    AuthorityType,
    Category,
    Decision,
    Framework,
    Procedure,
    Regime,
    Stage,
    VatBasis,
)
from svdesk.domain.project import Project
from svdesk.policy.case import Case
from svdesk.policy.content.determinations import Assessment, Status
from svdesk.policy.content.pack import PolicyPack
from svdesk.services.project.from_library import Variant, marking_text, question_text
from svdesk.steps.order import all_findings


def test_the_facts_are_those_of_the_published_notices(example: Project):
    facts = example.facts
    assert (facts.authority_type, facts.category) == (AuthorityType.COUNCIL, Category.SERVICES)
    assert (facts.regime, facts.framework) == (Regime.LIGHT_TOUCH, Framework.NONE)
    assert (facts.value, facts.vat) == (Decimal("130000.00"), VatBasis.INCLUSIVE)
    assert facts.procedure is Procedure.OPEN
    assert facts.commencement_date == date(2025, 10, 13)
    assert facts.enquiries_deadline == date(2025, 10, 31)
    assert (facts.tender_deadline, facts.tender_time) == (date(2025, 11, 10), time(12))
    assert (facts.start_date, facts.end_date) == (date(2026, 3, 1), date(2029, 2, 28))
    assert (facts.term_months, facts.extension_months) == (36, 24)
    assert facts.cpv == ("55520000",)
    assert facts.relevant_area == "Cheshire East"
    assert [lot.value for lot in example.lots] == [Decimal("65000.00")] * 2
    assert [(e.value, e.vat, e.stated_on) for e in example.estimates] == [
        (Decimal("360000.00"), VatBasis.INCLUSIVE, date(2025, 9, 17))
    ]
    assert [entry.held_on for entry in example.engagement] == [
        date(2025, 9, 17),
        date(2025, 9, 25),
        date(2025, 9, 26),
    ]
    assert example.about.portal == "The Chest"


def test_the_rules_say_of_it_what_they_should(assessment: Assessment):
    assert assessment.selection_stage is False
    assert assessment.minimum_weighting == 10
    applies = {item.rule for item in assessment.determinations if item.status is Status.APPLIES}
    assert {"CE-1", "CE-2", "LGA-17", "PA-85"} <= applies
    assert not {"SVA-1", "PA-52", "PA-53", "RES-1"} & applies


def test_every_outcome_and_commitment_of_the_pack_is_decided_with_a_reason(
    example: Project, pack: PolicyPack
):
    assert {made.outcome_id for made in example.outcomes} == {outcome.id for outcome in pack.outcomes}
    assert all(made.decision and made.reason and made.decided_on for made in example.outcomes)
    assert {made.commitment_id for made in example.commitments} == {item.id for item in pack.commitments}
    assert all(made.decision and made.reason for made in example.commitments)


def test_questions_and_kpis_come_from_the_library_and_belong_to_chosen_outcomes(
    example: Project, pack: PolicyPack
):
    chosen = {made.outcome_id for made in example.outcomes if made.decision is Decision.CHOSEN}
    for question in example.questions:
        outcome = pack.outcome(question.outcome_id)
        library = (
            outcome.tender_questions[0] if question.stage is Stage.TENDER else outcome.selection_question
        )
        assert question.outcome_id in chosen
        assert question.source_id == library.id
        assert question.text == question_text(library, Variant.OPEN)
        assert question.marking == marking_text(library)
        assert question.good_answer == "\n".join(library.good_answer)
    for kpi in example.kpis:
        measure = pack.measure(kpi.measure_id)
        assert kpi.outcome_id in chosen
        assert (kpi.title, kpi.unit, kpi.counts) == (measure.title, measure.unit, measure.counts)
        assert (kpi.excludes, kpi.method, kpi.evidence) == (
            measure.excludes,
            measure.method,
            measure.evidence,
        )
        assert len(kpi.targets) == 3
    assert {kpi.outcome_id for kpi in example.kpis} == chosen


def test_the_weights_of_the_questions_make_a_hundred(example: Project):
    weights = [question.weight for question in example.questions if question.stage is Stage.TENDER]
    assert weights == [30, 40, 30]


def test_it_was_made_with_the_edition_that_ships(example: Project, pack: PolicyPack):
    assert (example.pack_id, example.pack_edition) == (pack.id, pack.edition)


def test_no_step_finds_anything_missing_or_wrong_in_it(
    example: Project, assessment: Assessment, pack: PolicyPack
):
    context = Case(project=example, assessment=assessment, pack=pack)
    grave = (FindingKind.BLOCK, FindingKind.MISSING)
    assert [finding for finding in all_findings(context) if finding.kind in grave] == []
