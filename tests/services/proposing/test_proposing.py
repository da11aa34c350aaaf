"""A project drafted from the contract's facts: sensible for any contract, and open to a person."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from svdesk.checks.finding import FindingKind
from svdesk.domain.choices import Category, Decision, DocumentStatus, Regime, Stage, VatBasis
from svdesk.domain.field_paths import FieldPath
from svdesk.domain.project import DocumentControl, Evaluation, Kpi, OutcomeDecision, Project, Question
from svdesk.domain.proposals import ProposalState, open_proposals, state_of, without_reason
from svdesk.policy.case import case_of
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.guidance.proportion import proportion
from svdesk.policy.loading.load import bundled_pack
from svdesk.policy.rules.assess import assess
from svdesk.services.exchange.case_file import read_case
from svdesk.services.project.editing import with_value, without_item
from svdesk.services.project.project_sources import project_from_case
from svdesk.services.proposing.outcomes import propose_outcomes
from svdesk.services.proposing.propose import propose
from svdesk.services.proposing.questions import propose_evaluation, shares
from svdesk.services.proposing.record import confirm, confirm_changed
from svdesk.steps.order import problems_by_step
from tests.cases import CASES, case_path

TODAY = date(2026, 2, 1)


@cache
def from_facts(name: str) -> Project:
    return project_from_case(read_case(case_path(name)), bundled_pack())


def proposed(project: Project) -> Project:
    return propose(case_of(project, bundled_pack()))


@cache
def draft(name: str) -> Project:
    return proposed(from_facts(name))


def chosen(project: Project) -> list[str]:
    return [made.outcome_id for made in project.outcomes if made.decision is Decision.CHOSEN]


def tender(project: Project) -> list[Question]:
    return [question for question in project.questions if question.stage is Stage.TENDER]


@pytest.fixture(params=CASES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


# ---- any contract ------------------------------------------------------------------------------


def test_every_outcome_is_decided_with_a_reason_and_a_place_to_look_for_the_need(name: str) -> None:
    project = draft(name)
    decided = {made.outcome_id: made for made in project.outcomes}
    assert decided.keys() == {outcome.id for outcome in bundled_pack().outcomes}
    for made in decided.values():
        assert made.decision is not None
        assert made.reason.strip()
        assert made.decided_by == ""
        assert made.decided_on is None
        if made.decision is Decision.CHOSEN:
            assert made.local_need.startswith("To be completed by the officer")


def test_the_draft_keeps_to_the_ladder(name: str) -> None:
    project, pack = draft(name), bundled_pack()
    guide = proportion(case_of(project, pack))
    assert guide.outcomes.least <= len(chosen(project)) <= guide.outcomes.most
    assert len(project.kpis) <= max(guide.kpis.most, len(chosen(project))) <= 6
    assert sum(question.word_limit or 0 for question in tender(project)) <= guide.words.most
    if project.evaluation.social_value_weight is not None:
        assert guide.weighting.least <= project.evaluation.social_value_weight <= guide.weighting.most


def test_weights_make_a_hundred_and_a_minimum_is_kept(name: str) -> None:
    project = draft(name)
    assessment = assess(project.facts, bundled_pack())
    evaluation = project.evaluation
    if assessment.tender_stage is False:
        assert evaluation == Evaluation()
        assert project.questions == ()
        return
    weights = (evaluation.social_value_weight, evaluation.quality_weight, evaluation.price_weight)
    assert sum(weight for weight in weights if weight is not None) == 100
    assert evaluation.social_value_weight is not None
    assert evaluation.social_value_weight >= (assessment.minimum_weighting or 0)
    assert evaluation.quantitative_share is not None
    assert evaluation.qualitative_share == 100 - evaluation.quantitative_share
    assert evaluation.weight_reason
    shares = [question.weight for question in tender(project)]
    assert sum(share for share in shares if share is not None) == (100 if shares else 0)
    assert bool(shares) == bool(evaluation.social_value_weight)


def test_each_chosen_outcome_is_counted_and_asked_about_where_marks_are_given(name: str) -> None:
    project = draft(name)
    assert {kpi.outcome_id for kpi in project.kpis} == set(chosen(project))
    if project.evaluation.social_value_weight:
        assert [question.outcome_id for question in tender(project)] == chosen(project)
    for question in project.questions:
        assert question.text
        assert question.good_answer
        assert question.marking
        assert question.word_limit


def test_nothing_is_counted_twice(name: str) -> None:
    pack = bundled_pack()
    used = {kpi.measure_id for kpi in draft(name).kpis}
    for measure_id in used:
        assert used.isdisjoint(pack.measure(measure_id).double_counts)


def test_a_selection_question_only_where_that_stage_is_open(name: str) -> None:
    project = draft(name)
    selection = [question for question in project.questions if question.stage is Stage.SELECTION]
    assert len(selection) <= 2
    assert bool(selection) == (assess(project.facts, bundled_pack()).selection_stage is True)


def test_no_step_finds_anything_wrong(name: str) -> None:
    project, pack = draft(name), bundled_pack()
    found = problems_by_step(case_of(project, pack))
    wrong = [each for group in found.values() for each in group if each.kind is FindingKind.BLOCK]
    assert wrong == []
    for step in ("outcomes", "tender", "evaluation", "commitments", "selection"):
        assert [each for each in found[step] if each.kind is FindingKind.MISSING] == [], step


def test_everything_proposed_stands_as_proposed_with_its_reason_and_waits_for_a_person(name: str) -> None:
    project = draft(name)
    assert project.proposals
    assert open_proposals(project) == project.proposals
    assert max(Counter(proposal.target for proposal in project.proposals).values()) == 1
    for proposal in project.proposals:
        assert proposal.what
        assert proposal.reason
        assert state_of(proposal, project) is ProposalState.OPEN
    accepted = replace(project, **confirm(project, [each.target for each in project.proposals], "Sam", TODAY))
    states = {state_of(proposal, accepted) for proposal in accepted.proposals}
    assert states == {ProposalState.ACCEPTED}
    assert project.control.status is DocumentStatus.DRAFT


def test_proposing_twice_changes_nothing_and_the_same_facts_give_the_same_project(name: str) -> None:
    assert proposed(draft(name)) == draft(name)
    again = project_from_case(read_case(case_path(name)), bundled_pack())
    assert proposed(again) == draft(name)


# ---- single contracts --------------------------------------------------------------------------


def test_a_furniture_quote_gets_one_simple_term_and_no_question() -> None:
    project = draft("office-furniture")
    assert chosen(project) == ["environment.repair-and-reuse"]
    assert tender(project) == []
    assert project.evaluation.social_value_weight == 0
    (kpi,) = project.kpis
    assert any(target is not None for target in kpi.targets)
    kept = [made for made in project.commitments if made.decision is Decision.CHOSEN]
    assert 0 < len(kept) < len(project.commitments)


def test_roof_repairs_think_of_materials_and_not_of_a_year_long_apprenticeship() -> None:
    project = draft("roof-repairs")
    assert chosen(project) == ["environment.site-materials"]
    reasons = {made.outcome_id: made.reason for made in project.outcomes}
    assert "too short" in reasons["employment.apprenticeships"]
    assert [question.word_limit for question in tender(project)] == [250]


def test_meals_think_of_food_and_care_of_people() -> None:
    assert "environment.food" in chosen(draft("school-meals"))
    assert "environment.food" in chosen(draft("cafe-concession"))
    care = chosen(draft("care-at-home-framework"))
    assert len(care) >= 4
    assert not any(outcome_id.startswith("environment.") for outcome_id in care)
    assert "equity.greatest-need-first" in chosen(draft("sexual-health-service"))
    assert "environment.nature" in chosen(draft("grounds-maintenance"))


def test_large_contracts_are_asked_point_by_point_and_small_ones_with_one_open_question() -> None:
    assert all(question.text.startswith("a) ") for question in tender(draft("care-at-home-framework")))
    assert not any(question.text.startswith("a) ") for question in tender(draft("roof-repairs")))


def test_targets_are_reckoned_on_posts_and_years_and_left_to_the_tender_otherwise() -> None:
    pack = bundled_pack()
    reckoned = [kpi for kpi in draft("grounds-maintenance").kpis if kpi.targets]
    assert reckoned
    assert all(len(kpi.targets) == 5 for kpi in reckoned)
    shares = {unit.id for unit in pack.units if unit.share}
    for kpi in draft("care-at-home-framework").kpis:
        assert not kpi.targets or kpi.unit in shares, "a framework has no fixed volume"


def test_dates_are_proposed_only_from_dates_that_are_known() -> None:
    known = draft("grounds-maintenance")
    assert known.reporting.first_report_on == date(2027, 2, 1)
    assert [review.on for review in known.review_dates][:2] == [date(2027, 2, 1), date(2027, 11, 1)]
    assert all(kpi.review_date == date(2027, 11, 1) for kpi in known.kpis)
    unknown = draft("software")
    assert unknown.reporting.first_report_on is None
    assert unknown.review_dates == ()
    assert all(kpi.review_date is None for kpi in unknown.kpis)


def test_a_contract_over_five_million_under_the_act_publishes_three_kpis() -> None:
    facts = replace(from_facts("grounds-maintenance").facts, value=Decimal(6_000_000))
    project = proposed(replace(from_facts("grounds-maintenance"), facts=facts))
    assert sum(bool(kpi.published) for kpi in project.kpis) == 3
    assert not any(kpi.published for kpi in draft("grounds-maintenance").kpis)


def test_a_direct_award_is_counted_and_not_asked() -> None:
    project = draft("sexual-health-direct-award")
    assert project.questions == ()
    assert project.evaluation == Evaluation()
    assert all(kpi.targets for kpi in project.kpis)


def test_nothing_is_proposed_while_nobody_says_what_is_bought() -> None:
    assert draft("empty") == from_facts("empty")
    only_value = replace(
        from_facts("empty"), facts=replace(from_facts("empty").facts, value=Decimal(250_000))
    )
    assert proposed(only_value) == only_value


def test_without_a_value_no_weight_is_proposed() -> None:
    base = from_facts("school-meals")
    project = proposed(replace(base, facts=replace(base.facts, value=None)))
    assert project.evaluation == Evaluation()
    assert "proposed until the contract's size is known" in " ".join(made.reason for made in project.outcomes)


# ---- what a person decided ---------------------------------------------------------------------


def test_what_a_person_decided_is_not_overwritten() -> None:
    base = from_facts("school-meals")
    mine = OutcomeDecision(
        outcome_id="environment.food", decision=Decision.LEFT_OUT, reason="In the specification."
    )
    own = Question(id=base.id, stage=Stage.TENDER, outcome_id="employment.lasting-jobs", weight=Decimal(40))
    jobs = OutcomeDecision(
        outcome_id="employment.lasting-jobs", decision=Decision.CHOSEN, reason="Ours.", local_need="High."
    )
    project = proposed(
        replace(
            base, outcomes=(mine, jobs), questions=(own,), evaluation=Evaluation(price_weight=Decimal(30))
        )
    )
    assert mine in project.outcomes
    assert jobs in project.outcomes
    assert own in project.questions
    assert project.evaluation.price_weight == 30
    weights = [question.weight for question in tender(project)]
    assert sum(weight for weight in weights if weight is not None) == 100
    targets = {proposal.target for proposal in project.proposals}
    assert "outcomes.environment.food.decision" not in targets
    assert "evaluation.price_weight" not in targets
    assert len(chosen(project)) == proportion(case_of(project, bundled_pack())).outcomes.proposed


def test_a_change_of_facts_proposes_anew_what_nobody_confirmed() -> None:
    before = draft("school-meals")
    smaller = replace(before, facts=replace(before.facts, value=Decimal(60_000), vat=VatBasis.INCLUSIVE))
    after = proposed(smaller)
    assert len(chosen(after)) < len(chosen(before))
    assert after.evaluation.social_value_weight == 5
    assert proposed(after) == after


def test_a_confirmed_proposal_stays_when_the_facts_change() -> None:
    before = draft("school-meals")
    kept = replace(before, **confirm(before, ["evaluation.social_value_weight"], "Sam", TODAY))
    after = proposed(replace(kept, facts=replace(kept.facts, value=Decimal(60_000))))
    assert after.evaluation.social_value_weight == before.evaluation.social_value_weight


def test_accepting_changing_and_taking_out_are_told_apart_and_want_a_reason() -> None:
    project = draft("school-meals")
    question, other = tender(project)[:2]
    path = FieldPath("questions", str(question.id), "word_limit")
    edited = replace(project, **with_value(project, path, 111))
    edited = replace(edited, **without_item(edited, "questions", str(other.id)))
    weight = FieldPath("evaluation", "", "social_value_weight")
    edited = replace(edited, **with_value(edited, weight, Decimal(12)))
    edited = replace(edited, **confirm_changed(edited, "Sam", TODAY))
    states = {proposal.target: state_of(proposal, edited) for proposal in edited.proposals}
    assert states[f"questions.{question.id}"] is ProposalState.CHANGED
    assert states[f"questions.{other.id}"] is ProposalState.REMOVED
    assert states["evaluation.social_value_weight"] is ProposalState.CHANGED
    assert states["evaluation.price_weight"] is ProposalState.OPEN
    assert {each.target for each in without_reason(edited)} == {
        f"questions.{question.id}",
        f"questions.{other.id}",
        "evaluation.social_value_weight",
    }
    noted = replace(
        edited, **confirm(edited, [f"questions.{other.id}"], "Sam", TODAY, note="In the specification.")
    )
    assert f"questions.{other.id}" not in {each.target for each in without_reason(noted)}
    assert str(other.id) not in {str(each.id) for each in proposed(noted).questions}


def test_confirming_an_outcome_notes_who_decided() -> None:
    project = draft("school-meals")
    confirmed = replace(project, **confirm(project, ["outcomes.environment.food.decision"], "Sam", TODAY))
    (food,) = [made for made in confirmed.outcomes if made.outcome_id == "environment.food"]
    assert (food.decided_by, food.decided_on) == ("Sam", TODAY)
    assert len(open_proposals(confirmed)) == len(open_proposals(project)) - 1


def test_a_part_can_be_proposed_alone() -> None:
    project, pack = from_facts("school-meals"), bundled_pack()
    case = case_of(project, pack)
    sections = propose_outcomes(case)
    assert sections.keys() == {"outcomes", "proposals"}
    weights = propose_evaluation(case)
    assert weights.keys() == {"evaluation", "proposals"}


def test_open_proposals_are_counted_with_the_documents() -> None:
    project, pack = draft("roof-repairs"), bundled_pack()
    case = case_of(project, pack)
    (told,) = [each for each in problems_by_step(case)["documents"] if each.code == "unconfirmed"]
    assert str(len(project.proposals)) in told.message
    assert "draft" in told.why
    done = replace(
        project,
        **confirm(project, [each.target for each in project.proposals], "Sam", TODAY),
        control=DocumentControl(),
    )
    after = problems_by_step(case.with_project(done))["documents"]
    assert after == ()


def test_a_kpi_for_the_same_outcome_by_a_person_is_enough() -> None:
    base = draft("school-meals")
    mine = Kpi(id=base.id, outcome_id="environment.food", title="Ours")
    project = proposed(replace(base, kpis=(mine,), proposals=()))
    assert [kpi for kpi in project.kpis if kpi.outcome_id == "environment.food"] == [mine]


def test_the_case_files_are_plain_json() -> None:
    for name in (*CASES, "empty"):
        read: dict[str, Any] = json.loads(case_path(name).read_text(encoding="utf-8"))
        assert read["format"] == "svdesk-case"


@pytest.mark.parametrize("whole", ["100", "60", "33.333", "0.5"])
@pytest.mark.parametrize("count", range(1, 10))
def test_shares_make_the_whole_exactly_and_the_first_is_never_the_lightest(whole: str, count: int) -> None:
    parts = shares(Decimal(whole), count)
    assert sum(parts) == Decimal(whole)
    assert parts[0] == max(parts)
    assert shares(Decimal(100), 0) == ()


def test_a_draft_is_not_all_of_one_kind() -> None:
    pack = bundled_pack()
    one_kind = replace(pack, relevance=replace(pack.relevance, same_objective=0))
    objectives = {outcome.id: outcome.objective for outcome in pack.outcomes}

    def kinds(name: str, by: PolicyPack) -> int:
        base = from_facts(name)
        made = propose(case_of(base, by))
        return len({objectives[outcome_id] for outcome_id in chosen(made)})

    assert all(kinds(name, pack) >= kinds(name, one_kind) for name in CASES)
    assert any(kinds(name, pack) > kinds(name, one_kind) for name in CASES)


def test_outcomes_that_would_count_the_same_people_are_not_proposed_together(name: str) -> None:
    pack = bundled_pack()
    first = [pack.outcome(outcome_id).measures[0] for outcome_id in chosen(draft(name))]
    for measure in first:
        assert not {each.id for each in first} & set(measure.double_counts)


def test_measures_of_outcomes_that_a_person_chose_are_not_counted_twice_either() -> None:
    base = from_facts("grounds-maintenance")
    both = tuple(
        OutcomeDecision(outcome_id=each, decision=Decision.CHOSEN, reason="Ours.", local_need="High.")
        for each in ("employment.apprenticeships", "employment.lasting-jobs", "equity.care-leavers")
    )
    project = proposed(replace(base, outcomes=both))
    used = {kpi.measure_id for kpi in project.kpis}
    assert {kpi.outcome_id for kpi in project.kpis} >= {made.outcome_id for made in both}
    for measure_id in used:
        assert used.isdisjoint(bundled_pack().measure(measure_id).double_counts)


def test_a_change_that_nobody_confirmed_yet_is_not_overwritten() -> None:
    project = draft("school-meals")
    weight = FieldPath("evaluation", "", "social_value_weight")
    edited = replace(project, **with_value(project, weight, Decimal(12)))
    edited = replace(
        edited, **with_value(edited, FieldPath("outcomes", "environment.food", "decision"), None)
    )
    again = proposed(edited)
    assert again.evaluation.social_value_weight == 12
    assert "environment.food" not in chosen(again)


def unusual(title: str, category: Category, codes: tuple[str, ...], value: str, months: int = 36) -> Project:
    """A draft for a contract that has nothing in common with the shipped cases but its buyer."""
    project = from_facts("grounds-maintenance")
    facts = replace(
        project.facts,
        category=category,
        cpv=codes,
        value=Decimal(value),
        term_months=months,
        extension_months=0,
        end_date=None,
        workforce=None,
    )
    about = replace(project.about, title=title, purpose="", need="")
    return proposed(replace(project, facts=facts, about=about, lots=(), profile=()))


@pytest.mark.parametrize(
    ("title", "category", "codes", "value", "apart"),
    [
        ("Road salt", Category.GOODS, ("34927100",), "1400000", "repair-and-reuse packaging good-sources"),
        ("Water", Category.GOODS, ("41110000",), "300000", "repair-and-reuse packaging good-sources"),
        ("Diesel", Category.GOODS, ("09134100",), "800000", "repair-and-reuse packaging good-sources"),
        ("Vaccines", Category.GOODS, ("33651660",), "300000", "repair-and-reuse good-sources"),
        ("Software", Category.GOODS, ("48000000",), "400000", "repair-and-reuse packaging good-sources"),
        ("Vets", Category.SERVICES, ("85200000",), "120000", "money-due shape-the-service introductions"),
        ("Funerals", Category.SERVICES, ("98370000",), "30000", "volunteering company"),
        ("School taxis", Category.SERVICES, ("60120000",), "900000", "company"),
    ],
)
def test_nothing_is_proposed_that_the_thing_bought_cannot_do(
    title: str, category: Category, codes: tuple[str, ...], value: str, apart: str
) -> None:
    found = chosen(unusual(title, category, codes, value))
    assert found
    assert not {each.partition(".")[2] for each in found} & set(apart.split())


def test_where_no_code_is_given_the_title_may_say_what_is_bought() -> None:
    assert "environment.cleaner-vehicles" in chosen(
        unusual("Community transport", Category.SERVICES, (), "150000")
    )


def test_no_marks_are_proposed_for_nothing_and_a_minimum_always_has_a_question() -> None:
    free = unusual("Notary", Category.SERVICES, ("75231100",), "99999.99", 24)
    assert not chosen(free)
    assert not free.questions
    weights = free.evaluation
    assert weights.social_value_weight == 0
    assert (weights.quality_weight or 0) + (weights.price_weight or 0) == 100
    assert "No outcome is chosen" in weights.weight_reason
    bound = unusual("Notary", Category.SERVICES, ("75231100",), "100000", 24)
    assert bound.evaluation.social_value_weight == 10
    assert chosen(bound)
    assert tender(bound)


@pytest.mark.parametrize(
    ("code", "measure", "percent"),
    [("39130000", "furniture", 50), ("30213100", "second-life", 30)],
)
def test_furniture_and_devices_that_are_replaced_are_counted_under_their_own_names(
    code: str, measure: str, percent: int
) -> None:
    kpis = unusual("New for old", Category.GOODS, (code,), "60000", 12).kpis
    assert [kpi.measure_id for kpi in kpis] == [f"environment.repair-and-reuse.{measure}"]
    assert kpis[0].targets == (Decimal(percent),)


def test_no_commitment_is_proposed_as_a_term_where_nothing_is_asked() -> None:
    facts = from_facts("office-furniture")
    for value, terms in ((5000, False), (6000, True)):
        project = proposed(replace(facts, facts=replace(facts.facts, value=Decimal(value))))
        decisions = {made.decision for made in project.commitments}
        assert (Decision.CHOSEN in decisions) is terms
        assert None not in decisions


def test_weights_under_the_provider_selection_regime_send_the_officer_to_its_criteria() -> None:
    facts = from_facts("sexual-health-service")
    assert facts.facts.regime is Regime.PROVIDER_SELECTION
    said = proposed(facts).evaluation.weight_reason
    assert "fit this weight to the regime's own key criteria and check it with procurement" in said
    assert "key criteria" not in draft("grounds-maintenance").evaluation.weight_reason
