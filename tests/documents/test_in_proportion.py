"""What the documents say of relevance and proportion, of proposals, and of asking for less."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from svdesk.documents.model.blocks import TextField
from svdesk.documents.model.plain import fields
from svdesk.domain.choices import Category, Decision, Procedure, Regime, Stage
from svdesk.domain.project import OutcomeDecision, ProfileAnswer, Project, Proposal
from svdesk.policy.content.pack import PolicyPack
from tests.documents.making import made, section_of, text_of


def small(example: Project) -> Project:
    """The example as an order for furniture of which nothing is asked."""
    kpi = replace(example.kpis[0], targets=(Decimal(95),), title="Packaging taken back", unit="percent")
    return replace(
        example,
        facts=replace(
            example.facts,
            value=Decimal(6000),
            category=Category.GOODS,
            regime=Regime.STANDARD,
            procedure=Procedure.QUOTATION,
            term_months=3,
            cpv=("39130000",),
        ),
        questions=(),
        kpis=(kpi,),
        evaluation=replace(example.evaluation, social_value_weight=Decimal(0)),
    )


def test_bidders_see_what_the_upper_marks_need(example: Project, pack: PolicyPack):
    asked = [question for question in example.questions if question.stage is Stage.TENDER]
    marked = replace(asked[0], marking="3: a number for each year\n4: a named role\n5: lasting change")
    project = replace(example, questions=(marked, *asked[1:]))
    text = text_of("itt", project, pack)
    (section,) = [part for part in text.split("\n## ") if part.startswith("Question 1:")]
    assert "### What the upper marks need\n- 3: a number for each year\n- 4: a named role" in section


def test_only_the_winner_writes_the_method_where_the_officer_says_so(example: Project, pack: PolicyPack):
    short = replace(example, evaluation=replace(example.evaluation, winner_only_method=True))

    def boxes(project: Project) -> list[TextField]:
        found = fields(made("itt", project, pack).blocks)
        return [field for field in found if isinstance(field, TextField)]

    assert any(field.name.startswith("plan_") for field in boxes(example))
    assert not any(field.name.startswith("plan_") for field in boxes(short))
    text = text_of("itt", short, pack)
    assert f"Up to {pack.burden.short_words} words." in text
    assert "Only the bidder who wins writes the full method" in text
    assert "Only the winner writes the full method statement." in text_of("statement", short, pack)


def test_a_small_order_gets_terms_and_no_questions(example: Project, pack: PolicyPack):
    text = text_of("itt", small(example), pack)
    assert "There is nothing to write" in text
    assert "K1 Packaging taken back (percent)" in text
    assert "year 1: 95%" in text
    assert "Not yet answered" not in text
    assert "Marking scale" not in text
    assert list(fields(made("itt", small(example), pack).blocks)) == []


def test_the_annex_binds_each_chosen_outcome_in_words(example: Project, pack: PolicyPack):
    text = section_of(
        text_of("annex", example, pack), "# 2 Outcomes, over and above the specification"
    ).replace("\n", " ")
    chosen = [one.outcome_id for one in example.outcomes if one.decision is Decision.CHOSEN]
    for place, key in enumerate(chosen, 3):
        assert f"2.{place} {pack.outcome(key).clause}" in text


def test_relevance_stands_beside_every_decision(example: Project, pack: PolicyPack):
    text = text_of("statement", example, pack)
    chosen = section_of(text, "## Chosen")
    assert "Relevance: Strong, " in chosen
    assert chosen.count("Relevance: ") == 3
    gone = replace(
        example,
        outcomes=(*example.outcomes, OutcomeDecision(outcome_id="gone", decision=Decision.LEFT_OUT)),
    )
    assert "gone (not in this edition of the policy pack)" in text_of("statement", gone, pack)
    assert "Not known" in text_of("statement", gone, pack)


def test_what_is_usual_stands_beside_what_this_contract_asks(example: Project, pack: PolicyPack):
    text = section_of(text_of("statement", example, pack), "## Is this in proportion?")
    assert "stands on the rung between £100,000 and its threshold" in text
    assert "| Outcomes chosen | 2 to 3 | 3" in text
    assert "| Weight of social value | 10% | 10%" in text
    assert "Guidance. " in text


def test_a_contract_whose_size_is_not_known_says_what_is_missing(example: Project, pack: PolicyPack):
    unknown = replace(example, facts=replace(example.facts, value=None))
    text = section_of(text_of("statement", unknown, pack), "## Is this in proportion?")
    assert "It can't be told yet on which rung this contract stands" in text
    assert "Still needed: " in text
    assert "the estimated value" in text


def test_the_answers_about_the_work_are_printed(example: Project, pack: PolicyPack):
    question = pack.profile_questions[0]
    project = replace(
        example,
        facts=replace(example.facts, workforce=1200),
        profile=(
            ProfileAnswer(question_id=question.id, answer=False, note="One day only."),
            ProfileAnswer(question_id="horses", answer=True),
            ProfileAnswer(question_id=pack.profile_questions[1].id),
        ),
    )
    text = text_of("statement", project, pack)
    assert f"{question.text}: No. One day only." in text
    assert "horses (not in this edition of the policy pack): Yes." in text
    assert pack.profile_questions[1].text not in text
    assert "Full-time posts: About 1,200" in text


def test_every_proposal_is_printed_with_its_reason_and_what_became_of_it(example: Project, pack: PolicyPack):
    def proposal(target: str, what: str, value: str, *, confirmed: bool, note: str = "") -> Proposal:
        return Proposal(
            target=target,
            what=what,
            value=value,
            reason=f"Reason for {what}.",
            confirmed_by="Category manager" if confirmed else "",
            confirmed_on=date(2025, 9, 3) if confirmed else None,
            note=note,
        )

    weight = "evaluation.social_value_weight"
    project = replace(
        example,
        proposals=(
            proposal(weight, "Ten percent", "10", confirmed=True),
            proposal("evaluation.quality_weight", "Two thirds", "66", confirmed=True, note="Price counts."),
            proposal("questions.0", "A question on food", "text:1", confirmed=True, note="Not needed."),
            proposal("reporting.frequency", "Monthly reports", "monthly", confirmed=False),
        ),
    )
    text = section_of(text_of("statement", project, pack), "# 10 What SVDesk proposed, and what became of it")
    assert "| Ten percent | Reason for Ten percent. | Accepted\nCategory manager, 3 September 2025" in text
    assert "| Two thirds | Reason for Two thirds. | Changed\n" in text
    assert "Price counts." in text
    assert "| A question on food | Reason for A question on food. | Taken out\n" in text
    assert "| Monthly reports | Reason for Monthly reports. | Not yet confirmed by a person" in text
    assert "# 11 Who decided" in text_of("statement", project, pack)
    assert "# 10 Who decided" in text_of("statement", example, pack)
