"""What the linter finds in numbers, dates and links: one thing spoilt in a project that is clean."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from svdesk.checks.checked_case import CheckedCase
from svdesk.checks.finding import FindingKind
from svdesk.domain.choices import Decision, EngagementKind, Framework, Procedure, Regime, Stage
from svdesk.domain.project import SECTIONS, EngagementEntry, Kpi, OutcomeDecision, Project
from svdesk.policy.case import case_of
from svdesk.policy.content.items import ChangedTerm
from svdesk.services.project.fixing import fixed
from svdesk.services.project.from_library import kpi_from, question_from
from tests.checks.scenes import asking, clean, codes, findings, found, pack
from tests.projects import full_project
from tests.steps.ground import an_id


def with_item(section: str, place: int, **answers: Any) -> Project:  # noqa: ANN401 - answers of every kind
    project = clean()
    items = list(getattr(project, section))
    items[place] = replace(items[place], **answers)
    return replace(project, **{section: tuple(items)})


def with_part(section: str, **answers: Any) -> Project:  # noqa: ANN401 - as above
    project = clean()
    return replace(project, **{section: replace(getattr(project, section), **answers)})


def test_a_clean_project_gives_nothing_to_put_right():
    assert [f.code for f in findings(clean()) if f.kind is not FindingKind.INFORMATION] == []


def test_workforce_scored_where_no_act_gives_cover_is_told():
    project = clean()
    call_off = replace(project.facts, framework=Framework.CALL_OFF, value=Decimal(50_000))
    (first, *_) = found(replace(project, facts=call_off), "workforce-scored")
    assert first.kind is FindingKind.CAUTION
    assert "record which duty you rely on" in first.message
    assert found(project, "workforce-scored") == []


def test_every_finding_says_what_why_where_and_by_what_source():
    project = replace(asking("Suppliers must be based in Crewe and hold ISO 14001."), review_dates=())
    for finding in findings(project):
        assert finding.title
        assert finding.message.endswith((".", "start", "”."))
        assert finding.why.endswith(".")
        assert finding.path
        assert finding.citations, finding.code
        assert "{" not in finding.message + finding.why + (finding.fix.label if finding.fix else "")


def test_what_blocks_comes_first():
    weights = [
        finding.kind for finding in findings(asking("How will you endeavour? Be based in Crewe only."))
    ]
    assert weights == sorted(weights, key=list(FindingKind).index)


# ---- the chain -----------------------------------------------------------------------------------


def test_a_chosen_outcome_without_a_question_is_found():
    project = clean()
    (finding,) = found(replace(project, questions=project.questions[:1]), "outcome-no-question")
    assert (finding.path, finding.kind) == ("questions", FindingKind.MISSING)
    no_marks = replace(project.evaluation, social_value_weight=Decimal(0))
    unmarked = replace(project, questions=project.questions[:1], evaluation=no_marks)
    (finding,) = found(unmarked, "outcome-no-question")
    assert finding.kind is FindingKind.CAUTION, "where nothing earns marks nothing has to be asked"


def test_a_chosen_outcome_without_a_kpi_is_found_once_and_a_measure_of_the_library_offered():
    project = clean()
    (finding,) = [f for f in findings(replace(project, kpis=project.kpis[:1])) if "no KPI" in f.message]
    assert (finding.code, finding.path, finding.kind) == ("outcome-no-kpi", "kpis", FindingKind.MISSING)
    assert finding.fix is not None
    assert len(fixed(replace(project, kpis=project.kpis[:1]), finding.fix, pack()).kpis) == 2


def test_a_kpi_that_no_question_asks_for_is_found():
    project = clean()
    (finding,) = found(replace(project, questions=project.questions[:1]), "kpi-no-commitment")
    assert finding.path == f"kpis.{project.kpis[1].id}.outcome_id"


def test_no_question_is_missed_where_the_route_has_no_tender():
    project = with_part("facts", procedure=Procedure.IN_HOUSE)
    assert not codes(replace(project, questions=())) & {"outcome-no-question", "kpi-no-commitment"}


@pytest.mark.parametrize(
    ("section", "code"), [("questions", "question-no-outcome"), ("kpis", "kpi-no-outcome")]
)
def test_an_item_of_no_outcome_is_found(section: str, code: str):
    assert code in codes(with_item(section, 0, outcome_id=""))


def test_a_question_about_an_outcome_that_was_left_out_blocks():
    project = clean()
    decisions = tuple(
        replace(each, decision=Decision.LEFT_OUT)
        if each.outcome_id == project.questions[0].outcome_id
        else each
        for each in project.outcomes
    )
    found_there = found(replace(project, outcomes=decisions), "left-out-but-used")
    assert {finding.kind for finding in found_there} == {FindingKind.BLOCK}
    assert {finding.path.split(".")[0] for finding in found_there} == {"questions", "kpis"}


def test_selection_questions_that_move_are_told_and_no_more():
    outcome = pack().outcomes[3]
    selection = question_from(outcome, outcome.selection_question, id=an_id(1), stage=Stage.SELECTION)
    project = clean()
    (finding,) = found(replace(project, questions=(*project.questions, selection)), "selection-moved")
    assert finding.kind is FindingKind.INFORMATION


# ---- asked twice, double counted --------------------------------------------------------------------


def test_the_same_question_at_two_stages_is_found_where_it_was_asked_first():
    project = clean()
    twin = replace(project.questions[0], id=an_id(7), stage=Stage.SELECTION, weight=None)
    (finding,) = found(replace(project, questions=(*project.questions, twin)), "asked-twice")
    assert finding.path == f"questions.{twin.id}.text"


def test_a_question_in_other_words_at_two_stages_is_found():
    text = "How many care leavers will you mentor in kitchens each month, and which mentors will they meet?"
    other = "Which mentors will care leavers meet in kitchens? How many will you mentor each month?"
    project = asking(text)
    twin = replace(project.questions[0], id=an_id(7), stage=Stage.SELECTION, text=other)
    assert found(replace(project, questions=(*project.questions, twin)), "asked-twice")


def test_a_question_that_asks_for_the_specification_is_found():
    project = asking(
        "How will you provide on-site restaurant and catering services for residents of the schemes?"
    )
    project = replace(project, about=clean().about)
    assert found(project, "duplicates-specification")
    assert not found(replace(asking("How many unsold meals will reach people in need?"), about=clean().about),
                     "duplicates-specification")  # fmt: skip


def partners() -> tuple[Kpi, Kpi]:
    """Two KPIs that the library says can count the same thing."""
    measures = {each.id: (outcome, each) for outcome in pack().outcomes for each in outcome.measures}
    one = next(each for _, each in measures.values() if any(key in measures for key in each.double_counts))
    other = next(key for key in one.double_counts if key in measures)
    return tuple(
        replace(kpi_from(*measures[key], id=an_id(300 + n)), targets=(Decimal(1),))
        for n, key in enumerate((one.id, other))
    )


def test_measures_that_count_the_same_thing_are_found_until_one_names_the_other():
    one, other = partners()
    plain = replace(clean(), kpis=(replace(one, excludes=""), replace(other, excludes="")))
    (finding,) = found(plain, "double-counted")
    assert finding.path == f"kpis.{other.id}.excludes"
    named = replace(plain, kpis=(plain.kpis[0], replace(other, excludes=f"What is counted as {one.title}.")))
    assert not found(named, "double-counted")


def test_one_measure_twice_is_found():
    project = clean()
    twin = replace(project.kpis[0], id=an_id(9))
    (finding,) = found(replace(project, kpis=(*project.kpis, twin)), "measure-twice")
    assert finding.path == f"kpis.{twin.id}.title"


# ---- weights ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"price_weight": Decimal(30)}, "overall-weights"),
        ({"quantitative_share": Decimal(80), "qualitative_share": Decimal(80)}, "shares"),
        ({"social_value_weight": Decimal("9.999")}, "below-minimum"),
        ({"social_value_weight": Decimal(60), "quality_weight": 20, "price_weight": 20}, "weight-proportion"),
        ({"social_value_weight": None}, "weight-missing"),
        ({"minimum_mark": 2, "minimum_mark_rule": ""}, "minimum-mark-rule"),
    ],
)
def test_a_weight_that_cannot_stand_is_found(answers: dict[str, Any], code: str):
    assert code in codes(with_part("evaluation", **answers))


def test_a_weight_at_the_minimum_stands():
    assert "below-minimum" not in codes(with_part("evaluation", social_value_weight=Decimal(10)))


def test_question_weights_have_to_make_a_hundred_and_be_given():
    assert "question-weights" in codes(with_item("questions", 0, weight=Decimal("49.9")))
    assert "question-weight-missing" in codes(with_item("questions", 0, weight=None))


# ---- KPIs --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["unit", "evidence", "frequency", "remedy"])
def test_a_kpi_that_lacks_something_is_found_at_the_field(field: str):
    project = with_item("kpis", 0, **{field: None if field == "frequency" else " "})
    (finding,) = found(project, f"kpi-{field}")
    assert finding.path == f"kpis.{project.kpis[0].id}.{field}"


def test_a_target_is_missed_only_where_bidders_are_not_asked_for_one():
    project = with_item("kpis", 0, targets=())
    assert not found(project, "kpi-target")
    assert found(replace(project, questions=project.questions[1:]), "kpi-target")


def test_a_large_contract_needs_three_published_kpis():
    large = with_part("facts", value=Decimal(6_000_000), regime=Regime.STANDARD)
    (finding,) = found(large, "published-kpis")
    assert finding.kind is FindingKind.MISSING, "there are only two to publish"
    third = replace(large.kpis[0], id=an_id(8), title="Another")
    (finding,) = found(replace(large, kpis=(*large.kpis, third)), "published-kpis")
    assert finding.kind is FindingKind.BLOCK
    kpis = tuple(replace(kpi, published=True) for kpi in (*large.kpis, third))
    assert not found(replace(large, kpis=kpis), "published-kpis"), "three are enough"
    small = with_part("facts", value=Decimal(5_000_000), regime=Regime.STANDARD)
    assert not found(small, "published-kpis")


# ---- length --------------------------------------------------------------------------------------------


def test_length_is_found_in_single_answers_and_in_all_together():
    assert "answer-long" in codes(with_item("questions", 0, word_limit=2000))
    assert "words-in-all" in codes(with_item("questions", 0, word_limit=3000))
    assert "no-word-limit" in codes(with_item("questions", 0, word_limit=None))
    assert "question-long" in codes(
        asking("How many people will start each year? " + "Say more of it. " * 60)
    )
    assert "no-good-answer" in codes(with_item("questions", 0, good_answer=" "))


def test_a_text_that_is_hard_to_read_is_found():
    hard = (
        "Notwithstanding interdependencies, bidders are required to articulate comprehensively "
        "the methodological considerations underpinning quantification of anticipated beneficiaries, "
        "incorporating proportionate contextualisation of implementation dependencies, organisational "
        "capabilities, intersectional considerations and longitudinal sustainability throughout mobilisation."
    )
    assert "reading-age" in codes(asking(f"{hard} {hard}"))


def test_more_than_is_in_proportion_is_found():
    project = clean()
    many = tuple(replace(project.questions[0], id=an_id(400 + n)) for n in range(9))
    assert "out-of-proportion" in codes(replace(project, questions=many))


# ---- dates -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "where"),
    [
        ({"enquiries_deadline": date(2025, 10, 12)}, "facts.enquiries_deadline"),
        ({"enquiries_deadline": date(2025, 11, 11)}, "facts.enquiries_deadline"),
        ({"tender_deadline": date(2025, 10, 12)}, "facts.tender_deadline"),
        ({"start_date": date(2025, 11, 9)}, "facts.start_date"),
        ({"end_date": date(2026, 2, 28)}, "facts.end_date"),
    ],
)
def test_dates_in_the_wrong_order_block(answers: dict[str, Any], where: str):
    there = [f for f in found(with_part("facts", **answers), "date-order") if f.path == where]
    assert there
    assert there[0].kind is FindingKind.BLOCK


def test_dates_on_the_same_day_are_in_order():
    assert not found(with_part("facts", enquiries_deadline=date(2025, 11, 10)), "date-order")


def test_dates_after_award_lie_within_the_contract():
    early = with_part("reporting", first_report_on=date(2026, 2, 28))
    assert [f.path for f in found(early, "date-order")] == ["reporting.first_report_on"]
    late = with_item("kpis", 0, review_date=date(2031, 3, 1))
    (finding,) = found(late, "date-order")
    assert (finding.path, finding.kind) == (f"kpis.{late.kpis[0].id}.review_date", FindingKind.CAUTION)


def test_a_term_that_does_not_fit_its_dates_is_found():
    assert "term-dates" in codes(with_part("facts", end_date=date(2030, 2, 28)))


def test_what_should_have_come_before_the_notice_is_found():
    project = with_item("outcomes", 0, decided_on=date(2025, 10, 14))
    entry = EngagementEntry(id=an_id(3), kind=EngagementKind.MARKET, held_on=date(2025, 10, 14))
    assert {"decided-late", "engagement-late"} <= codes(replace(project, engagement=(entry,)))


# ---- decisions and severity -----------------------------------------------------------------


def test_decisions_that_are_missing_are_counted_once():
    (outcomes,) = found(replace(clean(), outcomes=(), questions=(), kpis=()), "undecided-outcomes")
    assert str(len(pack().outcomes)) in outcomes.message
    (commitments,) = found(replace(clean(), commitments=()), "undecided-commitments")
    assert str(len(pack().commitments)) in commitments.message
    bare = OutcomeDecision(outcome_id=pack().outcomes[0].id, decision=Decision.LEFT_OUT)
    assert "decision-no-reason" in codes(replace(clean(), outcomes=(bare, *clean().outcomes[1:])))


def test_a_turnover_threshold_is_found():
    assert "turnover-threshold" in codes(with_part("access", turnover_threshold=True))


LOCAL = "Suppliers must be based in Cheshire East. How many people will start each year?"


def test_a_place_may_be_asked_for_where_the_competition_may_be_reserved():
    project = asking(LOCAL)
    (before,) = found(project, "local-only")
    assert before.kind is FindingKind.BLOCK
    facts = replace(project.facts, commencement_date=date(2026, 10, 13), enquiries_deadline=None,
                    tender_deadline=None)  # fmt: skip
    (after,) = found(replace(project, facts=facts), "local-only")
    assert after.kind is FindingKind.CAUTION


def test_nothing_blocks_by_an_act_that_does_not_apply():
    project = asking("Attach a copy of your insurance certificate.")
    assert found(project, "insurance-before-award")[0].kind is FindingKind.BLOCK
    health = replace(
        project, facts=replace(project.facts, regime=Regime.PROVIDER_SELECTION, health_service=True)
    )
    assert found(health, "insurance-before-award")[0].kind is FindingKind.CAUTION


def test_personal_data_blocks_whatever_the_value():
    (finding,) = found(
        asking("List the names of the apprentices you will employ each year."), "personal-data"
    )
    assert finding.kind is FindingKind.BLOCK


def test_an_old_term_is_found_wherever_people_write():
    project = with_part("about", need="The CCG asked for it.")
    assert [f.path for f in found(project, "stale-term")] == ["about.need"]
    assert not found(with_part("about", need="Meat is served twice a week."), "stale-term")


def test_a_pack_without_checks_finds_nothing():
    bare = replace(pack(), checks=())
    assert findings(asking(LOCAL), bare) == ()


def test_a_term_that_only_the_list_of_changed_terms_knows_is_found():
    term = ChangedTerm(id="form-b", policy_says="Form B (short)", now="Form C. It is on the website.")
    project = asking("Fill in Form B (short). How many people will start each year?")
    with_term = replace(pack(), terms=(*pack().terms, term))
    (finding,) = [f for f in findings(project, with_term) if f.code == "stale-term"]
    assert "Form C." in finding.message
    assert finding.fix is None
    assert not found(project, "stale-term")


def test_the_checks_read_every_section_that_does_not_say_why_not():
    project = full_project()
    read = {text.section for texts in CheckedCase(case_of(project, pack())).texts for text in texts}
    assert read == {spec.name for spec in SECTIONS.values() if not spec.unchecked}, (
        "a section whose texts the checks leave out says why where it is declared: unchecked=..."
    )
