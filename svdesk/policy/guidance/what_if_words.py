"""What a weight buys, in sentences: the conclusion, the formula in words and in figures, what was rounded."""

from collections.abc import Sequence
from decimal import Decimal

from svdesk.domain.english import listed
from svdesk.domain.entry import HIGHEST_MARK, show_number, show_pounds
from svdesk.policy.guidance.rank_flips import BidRanking, RankFlips
from svdesk.policy.guidance.what_if import AVERAGE_MARK, Premium, PriceFormula

_TIMES, _MINUS, _DIVIDED = "\N{MULTIPLICATION SIGN}", "\N{MINUS SIGN}", "\N{DIVISION SIGN}"

ROUNDING = (
    "Percentages are rounded to one figure after the point and pounds to the nearest whole pound, halves up. "
    "Nothing is rounded before the end."
)


def meaning(premium: Premium) -> str:
    """Return what the weight means, in one sentence."""
    begin = f"A weight of {show_number(premium.social_value)}% for social value means that you would accept "
    against = "a tender with full marks for social value than for one with average marks"
    if premium.percent is None:
        return f"{begin}any price, however high, for a tender with full marks against one with average marks."
    if premium.percent == 0 and premium.points == 0:
        return f"{begin}paying nothing more for {against}."
    pounds = ""
    if premium.pounds is not None and premium.estimate is not None:
        pounds = f" ({show_pounds(premium.pounds)} on your estimate of {show_pounds(premium.estimate)})"
    return f"{begin}paying up to {show_number(premium.percent)}% more{pounds} for {against}."


def reading(average_mark: Decimal) -> str:
    """Return what is meant by average marks, and whose reading that is."""
    whose = "That is SVDesk's reading" if average_mark == AVERAGE_MARK else "That is your reading"
    return (
        f"Average marks means a mark of {show_number(average_mark)} out of {HIGHEST_MARK} for every answer. "
        f"{whose}, not a rule. Both tenders are taken as equal in quality, and the cheaper one as the lowest."
    )


def formula_in_words(formula: PriceFormula) -> str:
    """Return how a price earns marks."""
    if formula is PriceFormula.LOWEST_DIVIDED:
        return f"Points for price = weight of price {_TIMES} lowest price {_DIVIDED} price of the tender."
    return (
        f"Points for price = weight of price {_TIMES} (1 {_MINUS} (price of the tender {_MINUS} lowest "
        f"price) {_DIVIDED} lowest price). A price of twice the lowest, or more, earns none."
    )


def formula_in_figures(premium: Premium) -> tuple[str, ...]:
    """Return the reckoning with the officer's figures, one step a line."""
    weight, price = show_number(premium.social_value), show_number(premium.price)
    average, points = show_number(premium.average_mark), show_number(premium.points)
    first = (
        f"Points gained = {weight} {_TIMES} ({HIGHEST_MARK} {_MINUS} {average}) {_DIVIDED} {HIGHEST_MARK} "
        f"= {points} of 100."
    )
    if premium.percent is None:
        return (
            first,
            f"All the points for price are {price}, which is no more than that. "
            "So no difference in price can outweigh it.",
        )
    more = show_number(premium.percent)
    if premium.points == 0:
        second = "Nothing is gained, so nothing more would be paid."
    elif premium.formula is PriceFormula.LOWEST_DIVIDED:
        second = f"Difference in price = {points} {_DIVIDED} ({price} {_MINUS} {points}) = {more}%."
    else:
        second = f"Difference in price = {points} {_DIVIDED} {price} = {more}%."
    return first, second


def named(places: Sequence[int], flips: RankFlips) -> str:
    """Return the names of the bids at *places*: ``A``, or ``A and B`` where they tie."""
    names = [flips.bids[place].name.strip() for place in places]
    return listed(names)


def winner(standing: BidRanking, flips: RankFlips) -> str:
    """Return who comes first at one weight."""
    tie = " (tie)" if len(standing.winners) > 1 else ""
    return f"{named(standing.winners, flips)}{tie}"


def conclusion(flips: RankFlips) -> str:
    """Return in plain words who wins at the present weight, and where that changes."""
    present = flips.present
    weight, first = show_number(present.weight), named(present.winners, flips)
    wins = f"At {weight}% “{first}” wins." if len(present.winners) == 1 else f"At {weight}% {first} tie."
    last = show_number(flips.standings[-1].weight)
    if not flips.flips:
        return f"{wins} Among these made-up bids no weight from 0% to {last}% changes that."
    changes = [
        f"at {show_number(flip.weight)}% from “{named(flip.before, flips)}” to “{named(flip.after, flips)}”"
        for flip in flips.flips
    ]
    return f"{wins} Among these made-up bids the first place passes {listed(changes)}."


def sentence_for_reason(premium: Premium) -> str:
    """Return a sentence for the record: the meaning, with the formula and the mark it rests on."""
    return (
        f"{meaning(premium)} This takes a mark of {show_number(premium.average_mark)} out of {HIGHEST_MARK} "
        f"as average and the price formula “{premium.formula.label.lower()}”."
    )
