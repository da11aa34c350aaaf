"""What a weight buys: the difference in price that marks for social value can outweigh.

Nothing here is law or policy. It is arithmetic on the weights that the officer chose, for two usual ways
of turning prices into points. Reckoning is exact; only what is shown is rounded.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from svdesk.domain.choices import Choice
from svdesk.domain.entry import HIGHEST_MARK, MOST_POUNDS, show_number
from svdesk.domain.project import Evaluation

AVERAGE_MARK = Decimal(3)
"""What "average marks" means unless the officer says otherwise: our reading, not a rule."""

WHOLE = Decimal(100)
"""All marks, in percent."""

_FIELDS = {
    "social_value_weight": "Weight of social value",
    "quality_weight": "Weight of quality",
    "price_weight": "Weight of price",
    "estimate": "Estimated value",
    "average_mark": "Average mark",
    "bids": "Bids",
    "name": "name",
    "price": "price",
    "quality": "mark for quality",
    "social_value": "mark for social value",
}


class WhatIfError(ValueError):
    """Something cannot be reckoned with.

    *field* names what is wrong (``price_weight``, ``bids.0.price``); the message says so in words, and
    what is allowed.
    """

    def __init__(self, field: str, message: str) -> None:
        """Say of *field* what is wrong with it."""
        self.field = field
        parts = field.split(".")
        name = _FIELDS[parts[-1]]
        super().__init__(f"Bid {int(parts[1]) + 1}, {name}: {message}" if parts[1:] else f"{name}: {message}")


class PriceFormula(Choice):
    """How prices become points."""

    LOWEST_DIVIDED = "lowest_divided", "Lowest price divided by price"
    STRAIGHT_LINE = "straight_line", "Straight line above the lowest price"

    def share(self, price: Fraction, lowest: Fraction) -> Fraction:
        """Return the share of the points for price, 0 to 1, that *price* earns.

        On the straight line a price of twice the lowest, or more, earns none.
        """
        if self is PriceFormula.LOWEST_DIVIDED:
            return lowest / price
        return max(Fraction(0), 2 - price / lowest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The weights of the award criteria, in percent of all marks. Together they make 100.

    Raises :class:`WhatIfError` for weights that are out of range or do not make 100.
    """

    social_value: Decimal
    quality: Decimal
    price: Decimal

    def __post_init__(self) -> None:
        """Refuse weights that are no weights."""
        for name in ("social_value", "quality", "price"):
            weight = getattr(self, name)
            if not weight.is_finite() or not 0 <= weight <= WHOLE:
                raise WhatIfError(f"{name}_weight", "give a percentage from 0 to 100.")
        total = self.social_value + self.quality + self.price
        if total != WHOLE:
            raise WhatIfError("price_weight", f"the three weights make {show_number(total)}%, not 100%.")


def weights_of(evaluation: Evaluation) -> Weights:
    """Return the weights of *evaluation*; raises :class:`WhatIfError` where one is missing or wrong."""
    given = (evaluation.social_value_weight, evaluation.quality_weight, evaluation.price_weight)
    for name, weight in zip(("social_value_weight", "quality_weight", "price_weight"), given, strict=True):
        if weight is None:
            raise WhatIfError(name, "give it first, as a percentage from 0 to 100.")
    social_value, quality, price = (weight for weight in given if weight is not None)
    return Weights(social_value=social_value, quality=quality, price=price)


@dataclass(frozen=True, slots=True, kw_only=True)
class Premium:
    """How much dearer a tender with full marks may be than one with average marks, and still tie with it.

    All but social value is taken as equal, and the cheaper tender as the lowest. *points* are gained
    of 100, *percent* is the difference in price and *pounds* the same of the estimate (``None`` without
    an estimate). Both are ``None`` where *unlimited*: no price could make up for the points.
    """

    formula: PriceFormula
    social_value: Decimal
    price: Decimal
    average_mark: Decimal
    estimate: Decimal | None
    points: Decimal
    percent: Decimal | None
    pounds: Decimal | None

    @property
    def unlimited(self) -> bool:
        """Whether no difference in price could make up for the points."""
        return self.percent is None


def rounded(number: Fraction, places: int = 0) -> Decimal:
    """Return *number* with *places* figures after the point, halves up."""
    scale: int = 10**places
    return Decimal(int((abs(number) * scale + Fraction(1, 2)) // 1) * (-1 if number < 0 else 1)) / scale


def premium(
    weights: Weights,
    estimate: Decimal | None,
    formula: PriceFormula = PriceFormula.LOWEST_DIVIDED,
    average_mark: Decimal = AVERAGE_MARK,
) -> Premium:
    """Return what full marks for social value are worth against *average_mark*, at *weights*.

    The percentage is rounded to a tenth, the pounds to a whole pound, halves up. Raises
    :class:`WhatIfError` for an estimate or a mark that is out of range.
    """
    if estimate is not None:
        check_pounds("estimate", estimate)
    check_mark("average_mark", average_mark)
    return premium_at(
        Fraction(weights.social_value), Fraction(weights.price), estimate, formula, average_mark
    )


def premium_at(
    social_value: Fraction, price: Fraction, estimate: Decimal | None, formula: PriceFormula, average: Decimal
) -> Premium:
    """Return the same for exact weights of *social_value* and *price*; nothing is checked."""
    gained = social_value * (HIGHEST_MARK - Fraction(average)) / HIGHEST_MARK
    more: Fraction | None = None
    if gained == 0:
        more = Fraction(0)
    elif gained < price:
        more = gained / (price - gained if formula is PriceFormula.LOWEST_DIVIDED else price)
    return Premium(
        formula=formula,
        social_value=rounded(social_value, 2),
        price=rounded(price, 2),
        average_mark=average,
        estimate=estimate,
        points=rounded(gained, 2),
        percent=None if more is None else rounded(more * 100, 1),
        pounds=None if more is None or estimate is None else rounded(more * Fraction(estimate)),
    )


def check_pounds(field: str, amount: Decimal) -> None:
    """Raise :class:`WhatIfError` for an amount of pounds that no price or estimate can be."""
    if not amount.is_finite() or not 0 < amount <= MOST_POUNDS:
        raise WhatIfError(field, f"give an amount above £0 and of at most £{MOST_POUNDS:,}.")


def check_mark(field: str, mark: Decimal) -> None:
    """Raise :class:`WhatIfError` for what is no mark on the scale."""
    if not mark.is_finite() or not 0 <= mark <= HIGHEST_MARK:
        raise WhatIfError(field, f"give a mark from 0 to {HIGHEST_MARK}.")
