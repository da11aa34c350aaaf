"""Who would win: made-up bids at several weights of social value, and where the first place changes.

Arithmetic on the officer's own weights, exact until it is shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import combinations, pairwise

from svdesk.domain.english import within_sentence
from svdesk.domain.entry import HIGHEST_MARK, MOST_POUNDS, EntryError, FieldForm, Kind, read_entry
from svdesk.policy.guidance.what_if import (
    AVERAGE_MARK,
    WHOLE,
    Premium,
    PriceFormula,
    Weights,
    WhatIfError,
    check_mark,
    check_pounds,
    premium,
    premium_at,
    rounded,
)

TRIED_WEIGHTS = tuple(Decimal(weight) for weight in range(0, 31, 5))
"""The weights of social value, in percent, that are tried beside the present one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bid:
    """A made-up tender. *price* is in pounds; *quality* and *social_value* are marks from 0 to 5."""

    name: str
    price: Decimal
    quality: Decimal
    social_value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class BidRanking:
    """How the bids stand at one weight of social value, the others scaled in proportion.

    *scores* (out of 100, rounded to hundredths) and *ranks* are in the order of the bids; bids with the
    same score share a rank. *winners* are the places of those that come first.
    """

    weight: Decimal
    present: bool
    premium: Premium
    scores: tuple[Decimal, ...]
    ranks: tuple[int, ...]

    @property
    def winners(self) -> tuple[int, ...]:
        """The places of the bids that come first: several where they tie."""
        return tuple(place for place, rank in enumerate(self.ranks) if rank == 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """The weight of social value, in percent, at which the first place passes from bid to bid.

    *exact* is the weight as a fraction; *weight* is the same to hundredths. *before* and *after* are the
    places of the bids that come first just below and just above it.
    """

    exact: Fraction
    before: tuple[int, ...]
    after: tuple[int, ...]

    @property
    def weight(self) -> Decimal:
        """The weight to hundredths of a percent."""
        return rounded(self.exact, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class RankFlips:
    """How bids stand at several weights, and where the winner changes between the first and the last."""

    bids: tuple[Bid, ...]
    standings: tuple[BidRanking, ...]
    flips: tuple[Flip, ...]

    @property
    def present(self) -> BidRanking:
        """How the bids stand at the present weight."""
        return next(standing for standing in self.standings if standing.present)


def read_bid(place: int, name: str, price: str, quality: str, social_value: str) -> Bid:
    """Return the bid at *place* (from 0) from typed text.

    Raises :class:`WhatIfError` for text that cannot be read, naming bid and field.
    """

    def read(field: str, text: str, kind: Kind, what: str) -> Decimal:
        if not text.strip():
            raise WhatIfError(f"bids.{place}.{field}", f"give {what}.")
        try:
            return Decimal(read_entry(FieldForm(kind), text))
        except EntryError as error:
            said = str(error)
            raise WhatIfError(f"bids.{place}.{field}", within_sentence(said)) from error

    mark = f"a mark from 0 to {HIGHEST_MARK}"
    bid = Bid(
        name=name.strip(),
        price=read("price", price, Kind.POUNDS, "an amount in pounds"),
        quality=read("quality", quality, Kind.NUMBER, mark),
        social_value=read("social_value", social_value, Kind.NUMBER, mark),
    )
    _read(place, bid)
    return bid


def dummy_bids(estimate: Decimal | None) -> tuple[Bid, ...]:
    """Return four made-up bids around *estimate* (around £100,000 where it is not known).

    They differ as bids usually do: one is cheap, one dear with much social value, one is better made.
    """
    middle = estimate or Decimal(100_000)

    def bid(name: str, percent: int, quality: int, social_value: int) -> Bid:
        price = (middle * percent / 100).quantize(Decimal(1), ROUND_HALF_UP)
        return Bid(
            name=name,
            price=min(max(price, Decimal(1)), MOST_POUNDS),
            quality=Decimal(quality),
            social_value=Decimal(social_value),
        )

    return (
        bid("Lowest price", 90, 3, 1),
        bid("In the middle", 100, 3, 3),
        bid("Best quality", 105, 4, 2),
        bid("Most social value", 110, 3, 5),
    )


def rank_flips(
    bids: Sequence[Bid],
    weights: Weights,
    formula: PriceFormula = PriceFormula.LOWEST_DIVIDED,
    *,
    estimate: Decimal | None = None,
    average_mark: Decimal = AVERAGE_MARK,
) -> RankFlips:
    """Return how *bids* stand at :data:`TRIED_WEIGHTS` and at the present weight of social value.

    The weights of quality and price share what is left in the proportion that they have now. *estimate*
    and *average_mark* are for the premium of each weight. Raises :class:`WhatIfError`, naming the field,
    for a bid that is not complete, fewer than two bids, or weights that leave quality and price nothing.
    """
    premium(weights, estimate, formula, average_mark)
    if weights.social_value == WHOLE:
        raise WhatIfError("social_value_weight", "leave something for quality or price.")
    lines = _lines(bids, weights, formula)
    price_share = Fraction(weights.price) / Fraction(WHOLE - weights.social_value)
    tried = sorted({*TRIED_WEIGHTS, weights.social_value})
    standings = []
    for weight in tried:
        scores = [line.at(Fraction(weight)) for line in lines]
        price = (100 - Fraction(weight)) * price_share
        standings.append(
            BidRanking(
                weight=weight,
                present=weight == weights.social_value,
                premium=premium_at(Fraction(weight), price, estimate, formula, average_mark),
                scores=tuple(rounded(score, 2) for score in scores),
                ranks=tuple(1 + sum(other > score for other in scores) for score in scores),
            )
        )
    flips = tuple(_flips(lines, Fraction(tried[-1])))
    return RankFlips(bids=tuple(bids), standings=tuple(standings), flips=flips)


@dataclass(frozen=True, slots=True)
class _ScoreLine:
    """A bid's score as the weight of social value grows: a straight line from *rest* to *social_value*."""

    social_value: Fraction
    rest: Fraction

    def at(self, weight: Fraction) -> Fraction:
        return weight * self.social_value + (100 - weight) * self.rest

    def meets(self, other: "_ScoreLine") -> Fraction | None:
        """Return the weight at which both have the same score, where there is just one."""
        rise = (self.social_value - other.social_value) - (self.rest - other.rest)
        return 100 * (other.rest - self.rest) / rise if rise else None


def _lines(bids: Sequence[Bid], weights: Weights, formula: PriceFormula) -> list[_ScoreLine]:
    read = [_read(place, bid) for place, bid in enumerate(bids)]
    if len(read) < 2:
        raise WhatIfError("bids", "give at least two, so that there is something to compare.")
    for place, bid in enumerate(bids):
        if bid.name.strip() in {other.name.strip() for other in bids[:place]}:
            raise WhatIfError(f"bids.{place}.name", "give each bid a name of its own.")
    lowest = min(price for price, _, _ in read)
    quality_weight, price_weight = Fraction(weights.quality), Fraction(weights.price)
    return [
        _ScoreLine(
            social_value,
            (quality_weight * quality + price_weight * formula.share(price, lowest))
            / (quality_weight + price_weight),
        )
        for price, quality, social_value in read
    ]


def _read(place: int, bid: Bid) -> tuple[Fraction, Fraction, Fraction]:
    """Return a bid's price, and its marks as shares of the highest."""
    if not bid.name.strip():
        raise WhatIfError(f"bids.{place}.name", "give the bid a name.")
    check_pounds(f"bids.{place}.price", bid.price)
    check_mark(f"bids.{place}.quality", bid.quality)
    check_mark(f"bids.{place}.social_value", bid.social_value)
    highest = Fraction(HIGHEST_MARK)
    return Fraction(bid.price), Fraction(bid.quality) / highest, Fraction(bid.social_value) / highest


def _flips(lines: list[_ScoreLine], last: Fraction) -> Iterable[Flip]:
    """Yield where the first place changes between the weights 0 and *last*."""
    met = {one.meets(other) for one, other in combinations(lines, 2)}
    corners = sorted(weight for weight in met if weight is not None and 0 < weight < last)
    stretches = [(low + high) / 2 for low, high in pairwise((Fraction(0), *corners, last))]
    for corner, (below, above) in zip(corners, pairwise(stretches), strict=True):
        before, after = _first(lines, below), _first(lines, above)
        if before != after:
            yield Flip(exact=corner, before=before, after=after)


def _first(lines: list[_ScoreLine], weight: Fraction) -> tuple[int, ...]:
    scores = [line.at(weight) for line in lines]
    return tuple(place for place, score in enumerate(scores) if score == max(scores))
