"""What the relevance of an outcome rests on: facts, words, codes and answers, by the published formula."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from svdesk.domain.choices import Category, Framework, VatBasis
from svdesk.domain.facts import Lot
from svdesk.domain.project import About, ProfileAnswer, Project
from svdesk.policy.case import case_of
from svdesk.policy.content.outcomes import Fit
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.guidance.formula import formula, most_points
from svdesk.policy.guidance.relevance import Relevance, ScoreBand, relevance
from svdesk.policy.guidance.topics import SubjectWords
from svdesk.policy.loading.load import bundled_pack
from tests.policy.rules.contracts import contract


def pack_with(fit: Fit, **changes: Any) -> PolicyPack:  # noqa: ANN401 - any field of an outcome
    """The shipped pack with one outcome only, which has this fit."""
    pack = bundled_pack()
    return replace(
        pack, outcomes=(replace(pack.outcomes[0], fit=fit, **{"non_commercial": False, **changes}),)
    )


def scored(
    fit: Fit,
    *,
    title: str = "",
    answers: dict[str, bool] | None = None,
    **facts: Any,  # noqa: ANN401 - any fact
) -> Relevance:
    """How relevant an outcome with this fit is to the example's contract with changes."""
    pack = pack_with(fit)
    project = Project(
        id=UUID(int=1),
        about=About(title=title),
        facts=contract(**facts),
        profile=tuple(
            ProfileAnswer(question_id=name, answer=answer) for name, answer in (answers or {}).items()
        ),
    )
    (found,) = relevance(case_of(project, pack))
    return found


def points(found: Relevance, factor: str) -> int:
    """The points that a factor gave; 0 where it is not among the reasons."""
    return sum(reason.points for reason in (*found.in_favour, *found.against) if reason.factor == factor)


def texts(found: Relevance) -> str:
    return " ".join(reason.text for reason in (*found.in_favour, *found.against))


def test_the_longest_beginning_of_any_code_counts_and_is_named_with_its_title() -> None:
    near = scored(Fit(cpv=("55", "5552")), cpv=("55520000", "48000000"))
    far = scored(Fit(cpv=("55",)), cpv=("55520000",))
    assert points(near, "cpv") > points(far, "cpv") > 0
    assert "The code 55520000, Catering services, is where this outcome fits best." in texts(near)
    assert "Catering" in texts(scored(Fit(cpv=("55",)), cpv=("55520000-1",)))


def test_a_code_that_does_not_fit_makes_an_outcome_weak_unless_a_longer_one_fits() -> None:
    out = scored(Fit(cpv=("55",), unfit_cpv=("555",)), cpv=("55520000",))
    assert points(out, "cpv") < 0
    assert out.band is ScoreBand.WEAK
    assert points(scored(Fit(cpv=("5552",), unfit_cpv=("55",)), cpv=("55520000",)), "cpv") > 0


def test_a_broad_code_takes_in_what_fits_below_it_for_fewer_points() -> None:
    broad = scored(Fit(cpv=("853",)), cpv=("85000000",))
    exact = scored(Fit(cpv=("853",)), cpv=("85310000",))
    assert 0 < points(broad, "cpv") < points(exact, "cpv")
    assert "takes in" in texts(broad)


def test_words_count_once_whatever_capitals_and_endings_and_up_to_a_limit() -> None:
    one = scored(Fit(words=("clean*",)), title="CLEANING: cleaners and cleaning", cpv=())
    two = scored(Fit(words=("clean*", "window")), title="Cleaning, and one window", cpv=())
    assert 0 < points(one, "words") < points(two, "words")
    many = tuple(f"word{number}" for number in range(30))
    whole = scored(Fit(words=many), title=" ".join(many), cpv=())
    (factor,) = [each for each in bundled_pack().factors if each.id == "words"]
    assert points(whole, "words") == factor.most
    assert points(scored(Fit(words=("clean",)), title="Cleaning", cpv=()), "words") == 0


def test_the_official_title_of_a_code_is_part_of_the_subject_matter() -> None:
    assert points(scored(Fit(words=("cater*",)), cpv=("55520000",)), "words") > 0


def test_two_patterns_do_not_count_the_same_word() -> None:
    assert SubjectWords("Job").matched(("job*", "job")) == ("job",)
    assert SubjectWords("Job and jobs").matched(("job", "job*")) == ("job", "jobs")
    assert SubjectWords("the extra-care scheme").matched(("extra care", "care")) == ("extra care", "care")
    assert SubjectWords("extra caretaker").matched(("extra care",)) == ()
    assert SubjectWords("extra caretaker").matched(("extra care*",)) == ("extra care",)


@pytest.mark.parametrize(
    ("fit", "facts", "factor", "known"),
    [
        (Fit(minimum_term=12), {"term_months": 12}, "term", 1),
        (Fit(minimum_term=12), {"term_months": 11, "extension_months": 0}, "term", -1),
        (Fit(minimum_term=12), {"term_months": 11, "extension_months": 1}, "term", 0),
        (Fit(minimum_posts=5), {"workforce": 5}, "workforce", 1),
        (Fit(minimum_posts=5), {"workforce": 4}, "workforce", -1),
        (Fit(minimum_value=Decimal(130_000)), {}, "value", 1),
        (Fit(minimum_value=Decimal("130000.01")), {}, "value", -1),
        (Fit(categories=(Category.SERVICES,)), {}, "category", 1),
        (Fit(unfit_categories=(Category.SERVICES,)), {}, "category", -1),
        (Fit(categories=(Category.GOODS,)), {}, "category", 0),
    ],
)
def test_a_known_fact_speaks_for_or_against(fit: Fit, facts: dict[str, Any], factor: str, known: int) -> None:
    found = scored(fit, **facts)
    assert (points(found, factor) > 0) - (points(found, factor) < 0) == known
    if known < 0:
        assert found.band is ScoreBand.WEAK


@pytest.mark.parametrize(
    ("fit", "facts"),
    [
        (Fit(minimum_term=12), {"term_months": None}),
        (Fit(minimum_posts=5), {"workforce": None}),
        (Fit(minimum_value=Decimal(100)), {"value": None}),
        (Fit(categories=(Category.GOODS,)), {"category": None}),
        (Fit(cpv=("55",)), {"cpv": ()}),
        (Fit(words=("cater*",)), {"cpv": ()}),
        (Fit(lots=True), {}),
        (Fit(place=True), {"cpv": (), "category": None}),
        (Fit(yes=("food",)), {"cpv": ()}),
    ],
)
def test_a_fact_not_known_gives_no_points_and_is_named(fit: Fit, facts: dict[str, Any]) -> None:
    found = scored(fit, **facts)
    assert found.score == 0
    assert len(found.unknown) == 1
    assert not re.search(r"[{}_]", found.unknown[0])


def test_a_value_without_a_vat_rate_counts_only_where_every_rate_agrees() -> None:
    open_rate = {"vat": VatBasis.EXCLUSIVE, "vat_rate": None, "value": Decimal(100_000)}
    assert points(scored(Fit(minimum_value=Decimal(100_000)), **open_rate), "value") > 0
    assert points(scored(Fit(minimum_value=Decimal(120_001)), **open_rate), "value") < 0
    between = scored(Fit(minimum_value=Decimal(110_000)), **open_rate)
    assert between.score == 0
    assert between.unknown


def test_the_officers_answer_goes_before_what_the_code_suggests() -> None:
    fit = Fit(yes=("food",))
    presumed = scored(fit, cpv=("55520000",))
    assert points(presumed, "yes") > 0
    assert "presumed from the code 55520000" in texts(presumed)
    refused = scored(fit, cpv=("55520000",), answers={"food": False})
    assert points(refused, "yes") < 0
    assert "the officer's answer" in texts(refused)


def test_answers_share_the_points_among_the_questions_that_an_outcome_names() -> None:
    both = {"food": True, "land": True}
    alone = scored(Fit(yes=("food",)), answers=both)
    shared = scored(Fit(yes=("food", "land")), answers=both)
    assert points(alone, "yes") == points(shared, "yes")
    half = scored(Fit(yes=("food", "land")), answers={"food": True, "land": False})
    assert points(half, "yes") < points(shared, "yes")
    assert points(scored(Fit(no=("food",)), answers=both), "no") < 0


def test_two_lots_speak_for_an_outcome_that_gains_from_them() -> None:
    pack = pack_with(Fit(lots=True))
    lots = tuple(Lot(id=UUID(int=number), title=f"Lot {number}") for number in (2, 3))
    project = Project(id=UUID(int=1), facts=contract(), lots=lots)
    (found,) = relevance(case_of(project, pack))
    assert points(found, "lots") > 0
    assert "2 lots" in texts(found)


def test_workforce_matters_need_care_where_no_act_gives_cover() -> None:
    fit = Fit(categories=(Category.SERVICES,))
    pack = pack_with(fit, non_commercial=True)
    call_off = contract(value=Decimal(50_000), framework=Framework.CALL_OFF)
    for facts, care in ((call_off, True), (contract(value=Decimal(50_000)), False)):
        (found,) = relevance(case_of(Project(id=UUID(int=1), facts=facts), pack))
        assert (points(found, "legal-care") < 0) is care


def test_at_most_three_reasons_each_way_the_heaviest_first_and_the_score_is_the_sum_of_all() -> None:
    pack = bundled_pack()
    project = Project(id=UUID(int=1), about=About(title="Extra Care Catering"), facts=contract())
    for found in relevance(case_of(project, pack)):
        assert len(found.in_favour) <= 3
        assert len(found.against) <= 3
        for reasons in (found.in_favour, found.against):
            weights = [abs(reason.points) for reason in reasons]
            assert weights == sorted(weights, reverse=True)
            assert all(reason.text and not re.search(r"[{}]", reason.text) for reason in reasons)


def test_every_outcome_comes_in_the_packs_order_and_an_empty_project_gives_no_points() -> None:
    pack = bundled_pack()
    project = Project(id=UUID(int=1))
    found = relevance(case_of(project, pack))
    assert [each.outcome_id for each in found] == [outcome.id for outcome in pack.outcomes]
    assert {each.score for each in found} == {0}
    assert {each.band for each in found} == {ScoreBand.WEAK}


def test_the_published_formula_names_every_factor_with_its_points() -> None:
    text = formula(bundled_pack())
    for factor in bundled_pack().factors:
        assert factor.title in text
        assert str(factor.speaks_for or factor.speaks_against) in text
    assert str(bundled_pack().relevance.strong_from) in text


def test_a_furniture_quote_wants_no_apprentices_and_a_catering_contract_thinks_of_food() -> None:
    pack = bundled_pack()

    def bands(**facts: Any) -> dict[str, ScoreBand]:  # noqa: ANN401 - any fact
        project = Project(id=UUID(int=1), facts=contract(**facts))
        return {each.outcome_id: each.band for each in relevance(case_of(project, pack))}

    furniture = bands(category=Category.GOODS, cpv=("39130000",), value=Decimal(6000), term_months=1)
    assert furniture["employment.apprenticeships"] is ScoreBand.WEAK
    assert furniture["employment.lasting-jobs"] is ScoreBand.WEAK
    assert furniture["environment.repair-and-reuse"] is ScoreBand.STRONG
    catering = bands(cpv=("55523100",), commencement_date=date(2026, 3, 2), framework=Framework.NONE)
    assert catering["environment.food"] is ScoreBand.STRONG
    assert catering["environment.site-materials"] is ScoreBand.WEAK


def test_no_outcome_reaches_more_than_the_most_that_its_fit_allows() -> None:
    pack = bundled_pack()
    outcomes = {outcome.id: outcome for outcome in pack.outcomes}
    for cpv in ("55520000", "45261910", "85000000", "77314000", "48000000", "39130000"):
        words = " ".join(word.rstrip("*") for outcome in pack.outcomes for word in outcome.fit.words)
        facts = contract(cpv=(cpv,), workforce=900, term_months=240, value=Decimal(10_000_000))
        project = Project(id=UUID(int=1), about=About(title=words), facts=facts)
        for found in relevance(case_of(project, pack)):
            fit = outcomes[found.outcome_id].fit
            assert found.score <= sum(most_points(factor, fit) for factor in pack.factors)


def test_an_outcome_that_lacks_what_it_needs_is_weak_however_much_else_speaks_for_it() -> None:
    fit = Fit(cpv=("5552",), words=("cater*",), yes=("food",), minimum_term=48)
    found = scored(fit, cpv=("55520000",), extension_months=0)
    assert found.score >= bundled_pack().relevance.possible_from
    assert found.band is ScoreBand.WEAK
    assert scored(replace(fit, minimum_term=None), cpv=("55520000",)).band is ScoreBand.STRONG


def test_a_presumption_can_except_codes_and_a_title_speaks_only_where_no_code_does() -> None:
    vulnerable, vehicles = Fit(yes=("vulnerable",)), Fit(yes=("vehicles",))
    assert points(scored(vulnerable, cpv=("85310000",)), "yes") > 0
    assert points(scored(vulnerable, cpv=("85200000",)), "yes") == 0
    by_title = scored(vehicles, cpv=(), title="Community transport")
    assert "presumed from the title, which speaks of transport" in texts(by_title)
    assert points(scored(vehicles, cpv=("39130000",), title="Community transport"), "yes") <= 0
