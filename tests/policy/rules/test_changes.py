"""A change of fact shows what changed because of it, and names no fact that made no difference."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svdesk.domain.choices import AuthorityType, Category, Procedure, Regime, VatBasis
from svdesk.domain.facts import ContractFacts
from svdesk.policy.loading.load import bundled_pack
from svdesk.policy.rules.assess import assess
from svdesk.policy.rules.changes import Aspect, FactsChange, fact_change, what_changed
from tests.policy.rules.contracts import EXTRA_CARE, contract

FLEXIBLE = replace(EXTRA_CARE, procedure=Procedure.COMPETITIVE_FLEXIBLE)
HIGH = Decimal(700_000)


def changes(before: ContractFacts, after: ContractFacts) -> tuple[FactsChange, ...]:
    pack = bundled_pack()
    return what_changed(before, after, assess(before, pack), assess(after, pack), pack)


def change(before: ContractFacts, **facts: Any) -> FactsChange:  # noqa: ANN401 - any fact
    (only,) = changes(before, replace(before, **facts))
    return only


def test_a_value_that_rose_opens_the_selection_stage():
    said = change(FLEXIBLE, value=HIGH)
    assert said.sentence.startswith(
        "The value rose from £130,000 to £700,000, so a separate selection stage is now possible"
    )
    assert "The Social Value Act duty applies" in said.headlines
    (fact,) = said.facts
    assert (fact.name, fact.before, fact.after) == ("value", "£130,000", "£700,000")


def test_and_one_that_fell_closes_it_and_moves_its_questions():
    said = change(replace(FLEXIBLE, value=HIGH), value=Decimal(130_000))
    assert said.sentence == (
        "The value fell from £700,000 to £130,000, so a separate selection stage is no longer possible, and "
        "selection questions are asked in the tender."
    )


def test_a_penny_can_be_enough():
    light_touch = Decimal(663_540)
    below = replace(FLEXIBLE, value=light_touch - Decimal("0.01"))
    assert (
        "£663,539.99 to £663,540, so a separate selection stage" in change(below, value=light_touch).sentence
    )


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"value": Decimal(130_001)},
        {"relevant_area": "Crewe", "term_months": 12, "start_date": date(2026, 3, 1)},
        {"cpv": ("55521000",)},
    ],
)
def test_where_nothing_follows_nothing_is_said(facts: dict[str, Any]):
    assert changes(EXTRA_CARE, replace(EXTRA_CARE, **facts)) == ()


def test_a_fact_that_made_no_difference_is_not_named():
    after = replace(FLEXIBLE, value=HIGH, relevant_area="Crewe", cpv=("55321000",), term_months=12)
    named = {fact.name for said in changes(FLEXIBLE, after) for fact in said.facts if "value" in said.cause}
    assert named == {"value"}


def test_facts_that_only_together_make_the_difference_are_named_together():
    after = replace(EXTRA_CARE, value=HIGH, procedure=Procedure.COMPETITIVE_FLEXIBLE)
    together, alone = changes(EXTRA_CARE, after)
    assert together.cause == (
        "The value rose from £130,000 to £700,000 and the procedure changed from Open procedure to "
        "Competitive flexible procedure"
    )
    assert Aspect.SELECTION in {each.aspect for each in together.consequences}
    assert [fact.name for fact in alone.facts] == ["value"]
    assert "The Social Value Act duty applies" in alone.headlines


def test_where_each_of_two_facts_would_do_both_are_named():
    before = contract(value=Decimal(300_000), category=Category.SERVICES)
    after = replace(before, value=Decimal(4000), category=Category.GOODS)
    found = next(said for said in changes(before, after) if any("Act duty" in h for h in said.headlines))
    assert {fact.name for fact in found.facts} == {"value", "category"}


def test_a_minimum_weighting_begins_changes_and_ends():
    below = replace(EXTRA_CARE, value=Decimal(99_999))
    assert change(below, value=Decimal(100_000)).sentence.endswith(
        "so social value has to carry at least 10% of all marks."
    )
    assert change(below, value=Decimal(100_000)).headlines == (), "the rule's headline would say it twice"
    assert change(EXTRA_CARE, value=Decimal(99_999)).sentence.endswith(
        "so no minimum weighting for social value is known to bind any more (it was 10%)."
    )
    central = contract(
        authority_type=AuthorityType.CENTRAL, value=Decimal(4_999_999), commencement_date=date(2027, 2, 1)
    )
    higher = changes(central, replace(central, value=Decimal(5_000_000)))
    assert "the minimum weighting for social value is now 20% instead of 10%" in higher[0].sentence


def test_the_commencement_date_picks_other_figures():
    said = change(contract(), commencement_date=date(2026, 1, 1))
    assert said.sentence == (
        "The day of the first step moved from 13 October 2025 to 1 January 2026, so the goods and services "
        "threshold for councils and other sub-central authorities is now £207,720 instead of £214,904."
    )


def test_an_earlier_date_leaves_the_act_and_says_so_once():
    said = change(contract(), commencement_date=date(2024, 2, 5))
    assert sum("Earlier rules, not covered" in headline for headline in said.headlines) == 1
    (grouped,) = [each for each in said.consequences if len(each.rules) > 2]
    assert f"({len(grouped.rules)} rules)" in grouped.text


def test_a_route_without_a_tender_is_told():
    assert change(EXTRA_CARE, procedure=Procedure.DIRECT_AWARD).sentence == (
        "The procedure changed from Open procedure to Direct award, so there is no tender."
    )


def test_an_answer_that_is_taken_out_leaves_questions_open():
    said = change(FLEXIBLE, regime=None)
    assert said.cause == "The regime has been taken out"
    assert any(headline.startswith("Cannot tell") for headline in said.headlines)


def test_a_first_answer_settles_what_was_open():
    said = change(replace(EXTRA_CARE, vat=None, value=Decimal(640_000)), vat=VatBasis.INCLUSIVE)
    assert said.cause == "The VAT basis is now Including VAT"


def test_a_rate_a_term_and_posts_have_their_units():
    labels = {words.name: words.label for words in bundled_pack().parts.facts}
    for name, was, now, shown in (
        ("vat_rate", None, Decimal(20), "is now 20%"),
        ("vat_rate", Decimal(5), Decimal(20), "rose from 5% to 20%"),
        ("term_months", 24, 1, "fell from 24 months to 1 month"),
        ("workforce", 1, 12, "changed from 1 post to 12 posts"),
    ):
        one = replace(EXTRA_CARE, **{name: was})
        other = replace(EXTRA_CARE, **{name: now})
        fact = fact_change(name, labels.get(name, name), one, other)
        assert fact.clause == f"the {labels.get(name, name)} {shown}"


def test_a_yes_or_no_is_named_as_an_answer():
    said = change(EXTRA_CARE, health_service=True)
    assert said.cause == "Your answer on health service changed from No to Yes"


def test_the_provider_selection_regime_takes_over():
    before = replace(FLEXIBLE, health_service=True)
    said = change(before, regime=Regime.PROVIDER_SELECTION)
    assert any("Provider Selection Regime governs" in headline for headline in said.headlines)


facts_to_try = st.builds(
    contract,
    authority_type=st.sampled_from([None, *AuthorityType]),
    category=st.sampled_from([None, *Category]),
    regime=st.sampled_from([None, *Regime]),
    procedure=st.sampled_from([None, *Procedure]),
    value=st.sampled_from([None, *map(Decimal, (4000, 90_000, 130_000, 300_000, 700_000, 9_000_000))]),
    commencement_date=st.sampled_from([None, date(2024, 1, 1), date(2025, 6, 1), date(2027, 3, 1)]),
    health_service=st.booleans(),
)


@given(facts_to_try, facts_to_try)
def test_whatever_changes_is_told_once_and_with_a_fact_that_changed(
    before: ContractFacts, after: ContractFacts
):
    pack = bundled_pack()
    one, other = assess(before, pack), assess(after, pack)
    told = what_changed(before, after, one, other, pack)
    aspects = [(each.aspect, each.rules, each.text) for said in told for each in said.consequences]
    assert len(aspects) == len(set(aspects))
    assert any(aspect is Aspect.SELECTION for aspect, _, _ in aspects) == (
        one.selection_stage is not other.selection_stage
    )
    assert any(aspect is Aspect.MINIMUM for aspect, _, _ in aspects) == (
        one.minimum_weighting != other.minimum_weighting
    )
    for said in told:
        assert said.facts
        assert all(getattr(before, fact.name) != getattr(after, fact.name) for fact in said.facts)
        assert all(fact.before != fact.after for fact in said.facts)
