"""The formula of relevance in words and in numbers, as it is published."""

from svdesk.policy.content.outcomes import Fit
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.content.practice import Factor, RelevanceBands

DIVISION_DIGITS = 2
"""Digits of a CPV code that name its division."""


def formula(pack: PolicyPack) -> str:
    """Return the formula in words, a factor a line, as the statement and the window print it."""
    bands = pack.relevance
    lines = [bands.explanation, *(f"{factor.title}: {points_of(factor)}." for factor in pack.factors)]
    return "\n".join((*lines, limits_of(bands)))


def points_of(factor: Factor) -> str:
    """Return what a factor can add and take away, such as ``+18 to +34`` and what it takes away."""
    parts = []
    if factor.speaks_for:
        most = f" to +{factor.most}" if factor.most else ""
        sign = "+" if factor.most else "\u2212"
        each = f" ({sign}{factor.each} for each further one)" if factor.each else ""
        parts.append(f"+{factor.speaks_for}{most}{each}")
    if factor.speaks_against:
        parts.append(f"\u2212{factor.speaks_against}")  # the sign for minus, as it is printed
    return ", ".join(parts)


def limits_of(bands: RelevanceBands) -> str:
    """Return from how many points an outcome is strong or possible, as a sentence."""
    return (
        f"From {bands.strong_from} points an outcome is strong, from {bands.possible_from} possible, and "
        "below that weak. It is weak in any case where the contract lacks something that it needs."
    )


def most_points(factor: Factor, fit: Fit) -> int:
    """Return the most points that *factor* can ever give an outcome that fits by *fit*."""
    match factor.id:
        case "cpv":
            further = max((len(each) for each in fit.cpv), default=0) - DIVISION_DIGITS
            points = factor.speaks_for + factor.each * max(0, further) if fit.cpv else 0
        case "focus":
            surely = any(len(each) > DIVISION_DIGITS for each in fit.cpv)
            points = focus_points(factor, fit) if surely else 0
        case "words":
            points = factor.speaks_for + factor.each * (len(fit.words) - 1) if fit.words else 0
        case _:
            wanted = {
                "category": fit.categories,
                "term": fit.minimum_term is not None,
                "workforce": fit.minimum_posts is not None,
                "value": fit.minimum_value is not None,
                "lots": fit.lots,
                "place": fit.place,
                "yes": fit.yes,
                "no": fit.no,
            }
            points = factor.speaks_for if wanted.get(factor.id) else 0
    return min(points, factor.most) if factor.most else points


def focus_points(factor: Factor, fit: Fit) -> int:
    """Return the points for being meant for few kinds of contract; 0 where it is meant for many."""
    divisions = len({beginning[:DIVISION_DIGITS] for beginning in fit.cpv})
    return max(0, factor.speaks_for - factor.each * (divisions - 1))
