"""The statement: every decision with its reason, every rule with its source."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from svdesk.documents.record.statement_law import in_force, stands
from svdesk.domain.choices import Decision, Stage
from svdesk.domain.project import CommitmentDecision, OutcomeDecision, Project
from svdesk.policy.case import Case
from svdesk.policy.content.determinations import Assessment, Duty, FigureUsed, Status
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.content.rule import Advice, RuleCase
from svdesk.policy.rules.assess import assess
from tests.documents.making import section_of, text_of


def test_every_outcome_of_the_pack_is_chosen_left_out_or_said_to_be_open(example: Project, pack: PolicyPack):
    kept = example.outcomes[:-2]
    open_titles = [pack.outcome(made.outcome_id).title for made in example.outcomes[-2:]]
    text = section_of(text_of("statement", replace(example, outcomes=kept), pack), "# 4 Outcomes considered")
    assert all(outcome.title in text for outcome in pack.outcomes)
    assert f"Two outcomes: {open_titles[0]} and {open_titles[1]}." in section_of(text, "## Not yet decided")
    assert "3 chosen, 35 left out, 2 not yet decided" in text_of(
        "statement", replace(example, outcomes=kept), pack
    )


def test_an_outcome_left_out_is_printed_with_its_reason(example: Project, pack: PolicyPack):
    text = section_of(text_of("statement", example, pack), "## Left out")
    assert (
        "| Cleaner vehicles and fuels | The service is delivered on two sites by staff who live nearby and "
        "needs no vehicles of its own; food deliveries are made by wholesalers serving many customers, so a "
        "requirement here would not relate to this contract."
    ) in text
    assert text.startswith("Decided: Commissioning officer, 3 September 2025, except where")
    assert text.count("Decided: Commissioning officer, 1 October 2025.") == 3


def test_outcomes_left_out_stand_under_their_objectives_in_the_policys_order(
    example: Project, pack: PolicyPack
):
    text = section_of(text_of("statement", example, pack), "## Left out")
    places = [text.index(f"| {objective.title} | Outcome") for objective in pack.objectives]
    assert places == sorted(places)


def test_who_decided_and_when_is_printed_as_far_as_it_is_known(example: Project, pack: PolicyPack):
    def decided(**made: object) -> str:
        outcome = OutcomeDecision(outcome_id="gone", decision=Decision.LEFT_OUT, reason="Why", **made)
        text = text_of("statement", replace(example, outcomes=(outcome,)), pack)
        return section_of(text, "## Left out").splitlines()[0]

    assert decided(decided_by="Panel", decided_on=date(2025, 9, 3)).startswith(
        "Decided: Panel, 3 September 2025,"
    )
    assert decided(decided_on=date(2025, 9, 3)).startswith("Decided: 3 September 2025,")
    assert decided().startswith("Decided: Not yet answered,")


def test_every_determination_is_printed_with_status_reason_confidence_and_source(
    example: Project, pack: PolicyPack
):
    said = assess(example.facts, pack)
    text = section_of(text_of("statement", example, pack), "# 3 What the law and the policy require")
    words = {"applies": "applies", "does_not_apply": "does not apply", "cannot_tell": "cannot tell"}
    for item in said.determinations:
        assert item.reason in text
        assert f"{item.rule}: {words[item.status.value]}, {item.confidence}" in text
        assert all(citation.title in text for citation in item.citations)


def test_figures_are_printed_once_with_their_days_in_force_and_how_the_contract_stands(
    example: Project, pack: PolicyPack
):
    text = text_of("statement", example, pack)
    rows = [line for line in text.splitlines() if line.startswith("| Light-touch threshold")]
    assert len(rows) == 1
    assert "PA-85" in rows[0]
    assert rows[0].endswith(
        "| £663,540 including VAT | 24 February 2025 to 31 December 2027 | £130,000, below"
    )


def test_a_figure_says_how_long_it_is_in_force_as_far_as_that_is_recorded():
    def used(**dates: date) -> FigureUsed:
        return FigureUsed(name="threshold", value=Decimal(1), comparator="below", vat="", **dates)

    first, last = date(2025, 2, 24), date(2025, 12, 31)
    assert in_force(used(effective_from=first, effective_to=last)) == "24 February 2025 to 31 December 2025"
    assert in_force(used(effective_from=first)) == "Since 24 February 2025"
    assert in_force(used(effective_to=last)) == "Until 31 December 2025"
    assert in_force(used()) == "No dates recorded"
    assert stands(used()) == "Below"


def test_what_cannot_be_told_names_what_is_missing(example: Project, pack: PolicyPack):
    unknown = replace(example, facts=replace(example.facts, value=None))
    text = section_of(text_of("statement", unknown, pack), "## What can't be told yet")
    assert "(cannot_tell) " in text
    assert "Still needed: the estimated value" in text


def test_without_determinations_the_statement_says_that_none_were_made(example: Project, pack: PolicyPack):
    from svdesk.documents.model.plain import plain_text
    from svdesk.documents.record.statement import compose

    silent = Assessment(
        pack_id=pack.id,
        pack_edition=pack.edition,
        determinations=(),
        selection_stage=None,
        tender_stage=None,
        minimum_weighting=None,
    )
    text = plain_text(compose(Case(example, silent, pack)))
    assert "The rules have not been applied to this contract." in text
    assert "Lowest weight that binds: None that could be determined; see part 3" in text


def test_every_answer_says_when_its_own_law_was_read_and_not_when_the_pack_was(
    example: Project, pack: PolicyPack
):
    text = text_of("statement", example, replace(pack, checked=date(2027, 1, 5)))
    assert "5 January 2027" not in text
    for rule in pack.rules:
        read = f"law read on {rule.checked.day} {rule.checked:%B %Y}. "
        assert any(f"{rule.id}: " in line and read in line for line in text.splitlines()), rule.id


def test_advice_is_printed_apart_and_never_as_law(example: Project, pack: PolicyPack):
    def advise(rule_id: str, advice: Advice, recommendation: str) -> PolicyPack:
        rule = next(rule for rule in pack.rules if rule.id == rule_id)
        case = RuleCase(
            status=Status.DOES_NOT_APPLY,
            reason="It is not law here.",
            standing=advice,
            recommendation=recommendation,
        )
        rules = (replace(each, gate="", cases=(case,)) if each is rule else each for each in pack.rules)
        return replace(pack, rules=tuple(rules))

    for advice, word in ((Advice.GOOD_PRACTICE, "Good practice"), (Advice.OPTIONAL, "Optional for you")):
        text = text_of("statement", example, advise("PA-71", advice, "Rate it all the same."))
        advised = section_of(text, "## Advice, which is not law here")
        assert f"| {word}. It is not law here. Rate it all the same." in advised
        assert "PA-71: does not apply, verified" in advised
        assert text.count("PA-71: ") == 1


def test_a_duty_says_what_to_do_and_by_when(example: Project, pack: PolicyPack):
    duty = Duty(action="Publish it.", by="30 days after signing", contents=("The day",), otherwise="A claim.")
    rules = tuple(replace(rule, duty=duty) if rule.id in ("PA-85", "PA-68") else rule for rule in pack.rules)
    told = replace(pack, rules=rules)
    said = "What to do: publish it. By when: 30 days after signing."
    assert text_of("statement", example, told).count(said) == 2
    assert f"| No separate selection stage | {said} | Procure" in text_of("plan", example, told)
    handover = section_of(
        text_of("handover", example, told), "## What the law and the policy ask after award"
    )
    assert "| Publish it.\nWhat goes in: The day.\nIf not: a claim. | 30 days after signing" in handover


def test_a_weight_below_the_minimum_is_pointed_out(example: Project, pack: PolicyPack):
    def weighed(weight: str) -> str:
        evaluation = replace(example.evaluation, social_value_weight=Decimal(weight))
        return text_of("statement", replace(example, evaluation=evaluation), pack)

    assert "Social value has 9.99%. At least 10% is required." in weighed("9.99")
    assert "The weight is below the minimum" not in weighed("10")


def test_what_bidders_are_asked_is_counted(example: Project, pack: PolicyPack):
    text = text_of("statement", example, pack)
    assert (
        "Three tender questions and three experience questions without marks: up to 1,300 words in all"
        in text
    )
    only_selection = tuple(q for q in example.questions if q.stage is Stage.SELECTION)
    unlimited = replace(
        example,
        facts=replace(example.facts, value=None, procedure=None),
        questions=tuple(replace(q, word_limit=None) for q in only_selection),
    )
    said = text_of("statement", unlimited, pack)
    assert "What bidders are asked: No tender questions and three selection questions\n" in said
    assert "No tender question has been written." in said


def test_each_commitment_is_printed_with_what_was_decided(example: Project, pack: PolicyPack):
    first, second, *rest = example.commitments
    project = replace(
        example,
        commitments=(
            replace(first, decision=Decision.LEFT_OUT, reason="Nothing is bought in.", how=""),
            replace(second, decision=None),
            *rest[1:],
            CommitmentDecision(commitment_id="gone", decision=Decision.CHOSEN),
        ),
    )
    text = section_of(text_of("statement", project, pack), "# 8 Provider commitments")
    titles = {item.id: item.title for item in pack.commitments}
    assert f"- {titles[first.commitment_id]}: left out. Nothing is bought in." in text
    assert f"- {titles[second.commitment_id]}: Not yet answered" in text
    assert f"- {titles[rest[0].commitment_id]}: Not yet answered" in text
    assert "- gone (not in this edition of the policy pack): chosen. Not yet answered" in text


def test_the_days_of_decision_are_summed_up(example: Project, pack: PolicyPack):
    text = section_of(text_of("statement", example, pack), "# 10 Who decided")
    assert "Outcomes decided: 3 September 2025 to 1 October 2025" in text
    one_day = replace(example, outcomes=example.outcomes[:1])
    assert "Outcomes decided: 1 October 2025\n" in text_of("statement", one_day, pack)


def test_terms_that_have_changed_stand_beside_what_holds_now(example: Project, pack: PolicyPack):
    text = section_of(text_of("statement", example, pack), "# 9 Terms that have changed")
    assert all(term.policy_says in text and term.now in text for term in pack.terms)
    uncited = replace(pack, terms=(replace(pack.terms[0], citations=()),))
    assert "| Not recorded" in text_of("statement", example, uncited)
    assert "None is recorded in this edition" in text_of("statement", example, replace(pack, terms=()))


def test_the_facts_say_how_urgent_and_how_taxed_the_contract_is(example: Project, pack: PolicyPack):
    urgent = replace(
        example.facts,
        urgent=True,
        urgency_own_delay=False,
        urgency_reason="A flood.",
        vat_rate=Decimal(20),
    )
    text = text_of("statement", replace(example, facts=urgent), pack)
    assert "Urgency: Urgent. Not caused by our own delay. A flood." in text
    assert "Estimated value: £130,000 including VAT (VAT at 20%)" in text
    rated = replace(example.estimates[0], vat_rate=Decimal(5))
    assert "| 5%" in text_of("statement", replace(example, estimates=(rated,)), pack)


def test_both_estimates_are_on_record(example: Project, pack: PolicyPack):
    text = section_of(text_of("statement", example, pack), "# 2 The contract")
    assert "Estimated value: £130,000 including VAT" in text
    assert "| 17 September 2025 | £360,000 including VAT | 20%" in text


def test_a_cpv_code_is_printed_with_its_title(pack: PolicyPack, example: Project):
    project = replace(example, facts=replace(example.facts, cpv=("85300000-2", "12345678")))
    text = text_of("statement", project, pack)
    assert "85300000-2 Social work and related services" in text
    assert "12345678" in text
