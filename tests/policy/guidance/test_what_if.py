"""What a weight buys: the difference in price it is worth, and where the winner changes."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svdesk.domain.project import Evaluation
from svdesk.policy.guidance.rank_flips import Bid, RankFlips, dummy_bids, rank_flips, read_bid
from svdesk.policy.guidance.what_if import PriceFormula, Weights, WhatIfError, premium, rounded, weights_of
from svdesk.policy.guidance.what_if_words import conclusion, formula_in_figures, meaning, sentence_for_reason

ESTIMATE = Decimal(130_000)
DIVIDED, STRAIGHT = PriceFormula.LOWEST_DIVIDED, PriceFormula.STRAIGHT_LINE


def weights(social_value: str, quality: str, price: str) -> Weights:
    return Weights(social_value=Decimal(social_value), quality=Decimal(quality), price=Decimal(price))


def bid(name: str, price: str, quality: str, social_value: str) -> Bid:
    return Bid(name=name, price=Decimal(price), quality=Decimal(quality), social_value=Decimal(social_value))


@pytest.mark.parametrize(
    ("formula", "percent", "pounds"),
    [(DIVIDED, "36.4", "47273"), (STRAIGHT, "26.7", "34667")],
)
def test_a_weight_is_worth_a_difference_in_price(formula: PriceFormula, percent: str, pounds: str):
    worth = premium(weights("20", "50", "30"), ESTIMATE, formula)
    assert (worth.points, worth.percent, worth.pounds) == (Decimal(8), Decimal(percent), Decimal(pounds))


def test_the_meaning_is_said_with_the_officers_figures():
    said = meaning(premium(weights("20", "50", "30"), ESTIMATE))
    assert said == (
        "A weight of 20% for social value means that you would accept paying up to 36.4% more "
        "(£47,273 on your estimate of £130,000) for a tender with full marks for social value than for one "
        "with average marks."
    )
    assert "£" not in meaning(premium(weights("20", "50", "30"), None))


def test_the_formula_is_shown_in_figures():
    assert formula_in_figures(premium(weights("20", "50", "30"), ESTIMATE)) == (
        "Points gained = 20 × (5 − 3) ÷ 5 = 8 of 100.",  # noqa: RUF001 - the signs that people read
        "Difference in price = 8 ÷ (30 − 8) = 36.4%.",  # noqa: RUF001 - the signs that people read
    )


def test_what_average_means_can_be_changed():
    worth = premium(weights("20", "50", "30"), ESTIMATE, average_mark=Decimal(4))
    assert (worth.points, worth.percent) == (Decimal(4), Decimal("15.4"))
    assert "a mark of 4 out of 5 as average" in sentence_for_reason(worth)


@pytest.mark.parametrize("formula", PriceFormula)
@pytest.mark.parametrize("price", ["8", "2", "0"])
def test_no_price_outweighs_more_points_than_price_has(formula: PriceFormula, price: str):
    rest = str(80 - Decimal(price))
    worth = premium(weights("20", rest, price), ESTIMATE, formula)
    assert worth.unlimited
    assert worth.pounds is None
    assert "any price, however high" in meaning(worth)


def test_no_weight_buys_nothing():
    worth = premium(weights("0", "60", "40"), ESTIMATE)
    assert (worth.unlimited, worth.percent, worth.pounds) == (False, 0, 0)
    assert "paying nothing more" in meaning(worth)


def test_pounds_and_percent_are_rounded_halves_up():
    assert rounded(Fraction(5, 2)) == 3
    assert rounded(Fraction(125, 1000), 2) == Decimal("0.13")
    worth = premium(weights("10", "10", "80"), Decimal(100_010), STRAIGHT)
    assert worth.pounds == Decimal(5001)  # 5,000.50


@given(st.integers(1, 60), st.integers(1, 40), st.sampled_from(PriceFormula), st.integers(0, 4))
def test_two_tenders_that_differ_by_the_premium_are_as_good(
    social_value: int, price: int, formula: PriceFormula, average: int
):
    chosen = weights(str(social_value), str(100 - social_value - price), str(price))
    worth = premium(chosen, ESTIMATE, formula, Decimal(average))
    if worth.percent is None:
        return
    more = Fraction(worth.percent) / 100
    lowest = Fraction(100)
    cheap = social_value * Fraction(average, 5) + price * formula.share(lowest, lowest)
    dear = social_value + price * formula.share(lowest * (1 + more), lowest)
    assert abs(cheap - dear) <= Fraction(price, 1000)


def test_bids_stand_at_the_tried_weights_and_at_the_present_one():
    flips = rank_flips(dummy_bids(ESTIMATE), weights("12.5", "50", "37.5"))
    assert [str(standing.weight) for standing in flips.standings] == [
        *("0", "5", "10", "12.5", "15", "20", "25", "30")
    ]
    assert [standing.present for standing in flips.standings].index(True) == 3
    assert len(rank_flips(dummy_bids(ESTIMATE), weights("10", "50", "40")).standings) == 7


def test_the_other_weights_share_what_is_left_in_proportion():
    """At 40% the 60% left are split 2 to 1: 40 x 0.2 + 40 x 0.6 + 20 x 0.5 by hand."""
    bids = (bid("A", "100", "5", "5"), bid("B", "200", "3", "1"))
    flips = rank_flips(bids, weights("40", "40", "20"))
    assert flips.present.scores[1] == Decimal(42)
    tried = next(standing for standing in flips.standings if standing.weight == 10)
    assert tried.scores[1] == Decimal(53)  # 10 x 0.2 + 60 x 0.6 + 30 x 0.5


def test_the_winner_changes_at_the_exact_weight_where_two_bids_tie():
    bids = (bid("Cheap", "100", "3", "1"), bid("Good", "125", "3", "5"))
    (flip,) = rank_flips(bids, weights("10", "45", "45")).flips
    # Cheap: 0.2w + (100 - w) x 0.8; Good: w + (100 - w) x 0.7. They meet at w = 100/9.
    assert flip.exact == Fraction(100, 9)
    assert flip.weight == Decimal("11.11")
    assert (flip.before, flip.after) == ((0,), (1,))


def test_bids_that_tie_share_a_rank():
    bids = (bid("A", "100", "3", "3"), bid("B", "100", "3", "3"), bid("C", "200", "1", "1"))
    flips = rank_flips(bids, weights("10", "50", "40"))
    assert flips.present.ranks == (1, 1, 3)
    assert flips.present.winners == (0, 1)
    assert flips.flips == ()
    assert "A and B tie" in conclusion(flips)


def test_a_meeting_of_losers_is_no_flip():
    bids = (bid("Best", "100", "5", "5"), bid("A", "120", "4", "1"), bid("B", "120", "3", "4"))
    assert rank_flips(bids, weights("10", "50", "40")).flips == ()
    assert "no weight from 0% to 30% changes that" in conclusion(rank_flips(bids, weights("10", "50", "40")))


def test_the_made_up_bids_show_a_change_of_winner_at_usual_weights():
    flips = rank_flips(dummy_bids(ESTIMATE), weights("10", "50", "40"))
    assert conclusion(flips) == (
        "At 10% “Best quality” wins. Among these made-up bids the first place passes at 17.63% from "
        "“Best quality” to “Most social value”."
    )


@pytest.mark.parametrize("estimate", [None, Decimal("0.01"), Decimal(5000), Decimal("99999999999.99")])
def test_bids_can_be_made_up_for_any_estimate(estimate: Decimal | None):
    assert isinstance(rank_flips(dummy_bids(estimate), weights("10", "50", "40")), RankFlips)


bids_to_try = st.lists(
    st.builds(
        Bid,
        name=st.uuids().map(str),
        price=st.integers(1, 500).map(Decimal),
        quality=st.integers(0, 5).map(Decimal),
        social_value=st.integers(0, 5).map(Decimal),
    ),
    min_size=2,
    max_size=5,
)


@given(bids_to_try, st.sampled_from(PriceFormula))
def test_between_two_flips_the_winner_never_changes(bids: list[Bid], formula: PriceFormula):
    flips = rank_flips(bids, weights("10", "50", "40"), formula)
    corners = [flip.exact for flip in flips.flips]
    for standing in flips.standings:
        if standing.weight in corners:
            continue
        passed = [flip for flip in flips.flips if flip.exact < Fraction(standing.weight)]
        if passed:
            assert set(passed[-1].after) <= set(standing.winners)
        elif flips.flips:
            assert set(flips.flips[0].before) <= set(standing.winners)


@pytest.mark.parametrize(
    ("given_weights", "field", "words"),
    [
        ((None, "50", "40"), "social_value_weight", "Weight of social value: give it first"),
        (("10", "50", None), "price_weight", "Weight of price: give it first"),
        (("10", "50", "50"), "price_weight", "the three weights make 110%, not 100%"),
        (("120", "0", "-20"), "social_value_weight", "from 0 to 100"),
        (("NaN", "50", "50"), "social_value_weight", "from 0 to 100"),
    ],
)
def test_weights_that_are_none_are_named(given_weights: tuple[str | None, ...], field: str, words: str):
    social_value, quality, price = (None if each is None else Decimal(each) for each in given_weights)
    evaluation = Evaluation(social_value_weight=social_value, quality_weight=quality, price_weight=price)
    with pytest.raises(WhatIfError, match=words) as caught:
        weights_of(evaluation)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"price": Decimal(0)}, "bids.1.price", "Bid 2, price: give an amount above £0"),
        ({"price": Decimal("Infinity")}, "bids.1.price", "Bid 2, price"),
        ({"quality": Decimal("5.1")}, "bids.1.quality", "Bid 2, mark for quality: give a mark from 0 to 5"),
        ({"social_value": Decimal(-1)}, "bids.1.social_value", "Bid 2, mark for social value"),
        ({"name": " "}, "bids.1.name", "Bid 2, name: give the bid a name"),
        ({"name": "Lowest price"}, "bids.1.name", "Bid 2, name: give each bid a name of its own"),
    ],
)
def test_a_bid_that_is_none_is_named(change: dict[str, object], field: str, words: str):
    bids = list(dummy_bids(ESTIMATE))
    bids[1] = replace(bids[1], **change)
    with pytest.raises(WhatIfError, match=words) as caught:
        rank_flips(bids, weights("10", "50", "40"))
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        (("A", "abc", "3", "3"), "bids.2.price", "Bid 3, price: give an amount in pounds"),
        (("A", "", "3", "3"), "bids.2.price", "Bid 3, price: give an amount in pounds"),
        (("A", "100", "x", "3"), "bids.2.quality", "Bid 3, mark for quality: give a number"),
        (("A", "100", "3", "6"), "bids.2.social_value", "mark for social value: give a mark from 0 to 5"),
        (("", "100", "3", "3"), "bids.2.name", "Bid 3, name: give the bid a name"),
    ],
)
def test_typed_text_that_is_no_bid_is_named(typed: tuple[str, str, str, str], field: str, words: str):
    with pytest.raises(WhatIfError, match=words) as caught:
        read_bid(2, *typed)
    assert caught.value.field == field


def test_a_bid_is_read_as_people_type_it():
    assert read_bid(0, " A ", "£1.2m", "3.5", "4") == bid("A", "1200000", "3.5", "4")


def test_one_bid_is_nothing_to_compare():
    with pytest.raises(WhatIfError, match="Bids: give at least two"):
        rank_flips(dummy_bids(ESTIMATE)[:1], weights("10", "50", "40"))


def test_weights_that_leave_nothing_to_scale_are_refused():
    with pytest.raises(WhatIfError, match="leave something for quality or price"):
        rank_flips(dummy_bids(ESTIMATE), weights("100", "0", "0"))


@pytest.mark.parametrize("estimate", [Decimal(0), Decimal(-1), Decimal("NaN")])
def test_an_estimate_that_is_none_is_named(estimate: Decimal):
    with pytest.raises(WhatIfError, match="Estimated value: give an amount above £0"):
        premium(weights("10", "50", "40"), estimate)
    with pytest.raises(WhatIfError, match="Average mark: give a mark from 0 to 5"):
        premium(weights("10", "50", "40"), None, average_mark=Decimal(6))
