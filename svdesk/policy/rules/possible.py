"""What a contract could be, given the facts that are known: the possible values of each fact.

A fact that is known has one possible value, a fact that is not known has all of them. A *world*
gives each fact its possible values; asking a question of a world splits it in two. So a rule can be
followed down every road that is still open, and its answer is certain where all roads end alike.

The value and its VAT are one fact here, ``amount``: pounds including VAT, compared exactly, without
rounding.
"""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from svdesk.domain.choices import (
    AuthorityType,
    AwardRoute,
    Category,
    DirectAwardGround,
    FirstStep,
    Framework,
    HealthAward,
    LotsPosition,
    MainPart,
    Procedure,
    Regime,
    VatBasis,
)
from svdesk.domain.facts import ContractFacts
from svdesk.policy.rules.following import Options, left_possible

Bound: TypeAlias = tuple[Decimal | int, int]
"""A point on a line and a side of it: -1 just below, 0 at it, 1 just above."""
Ranges: TypeAlias = tuple[tuple[Bound, Bound], ...]
"""Stretches of pounds, of days as ordinals or of months; both ends belong to a stretch."""
Values: TypeAlias = Options | Ranges
World: TypeAlias = dict[str, Values]

AMOUNT = "amount"
DAY = "commencement_date"
LONGEST_TERM = "longest_term"
"""The term with all extensions, in months: one fact of a world, made of two of the contract."""
TERM_FACTS = ("term_months", "extension_months")

_NOTHING_OR_MORE: Ranges = (((Decimal(0), 0), (Decimal("Infinity"), 0)),)
_ANY_DAY: Ranges = (((date.min.toordinal(), 0), (date.max.toordinal(), 0)),)
_ALL: dict[str, Options] = {
    "authority_type": frozenset(AuthorityType),
    "category": frozenset(Category),
    "regime": frozenset(Regime),
    "framework": frozenset(Framework),
    "procedure": frozenset(Procedure),
    "first_step": frozenset(FirstStep),
    "award_route": frozenset(AwardRoute),
    "direct_award_ground": frozenset(DirectAwardGround),
    "health_award": frozenset(HealthAward),
    "lots_position": frozenset(LotsPosition),
    "mixed_main_part": frozenset(MainPart),
    **dict.fromkeys(
        (
            *("health_service", "urgent", "urgency_own_delay", "advertised", "framework_assessed"),
            *("parts_separable", "staff_transfer", "formerly_in_house", "as_deed"),
        ),
        frozenset((True, False)),
    ),
}
CHOICE_FACTS: tuple[str, ...] = tuple(_ALL)
"""Facts of which a condition can ask whether they are one of some values."""
FACTS: tuple[str, ...] = tuple(
    fact.name
    for fact in fields(ContractFacts)
    if fact.name in (*CHOICE_FACTS, "value", "vat", "vat_rate", DAY, *TERM_FACTS, "cpv")
)
"""All facts that a rule can depend on, by their case file names and in the case file's order."""


def options_of(fact: str) -> Options:
    """Return all values of a fact of :data:`CHOICE_FACTS`; raises ``KeyError`` for another."""
    return _ALL[fact]


def possible_world(facts: ContractFacts, lowest_rate: Decimal, highest_rate: Decimal) -> World:
    """Return what is possible given *facts*; VAT rates not given lie between the two, in percent."""
    world: World = {}
    for name, every in _ALL.items():
        world[name] = left_possible(name, facts, every)
    day = facts.commencement_date
    world[DAY] = _ANY_DAY if day is None else (((day.toordinal(), 0), (day.toordinal(), 0)),)
    world[AMOUNT] = _amounts(facts, lowest_rate, highest_rate)
    world[LONGEST_TERM] = _longest_term(facts)
    return world


def _longest_term(facts: ContractFacts) -> Ranges:
    """Return how many months the contract could last; what is not given of it could be any number."""
    least = (facts.term_months or 0) + (facts.extension_months or 0)
    whole = facts.term_months is not None and facts.extension_months is not None
    return (((least, 0), (least if whole else Decimal("Infinity"), 0)),)


def _amounts(facts: ContractFacts, lowest_rate: Decimal, highest_rate: Decimal) -> Ranges:
    value = facts.value
    if value is None:
        return _NOTHING_OR_MORE
    rates = (lowest_rate, highest_rate) if facts.vat_rate is None else (facts.vat_rate, facts.vat_rate)
    stated = ((value, 0), (value, 0))
    lifted = ((value * (100 + rates[0]) / 100, 0), (value * (100 + rates[1]) / 100, 0))
    match facts.vat:
        case VatBasis.INCLUSIVE:
            return (stated,)
        case VatBasis.EXCLUSIVE:
            return (lifted,)
    return (stated, lifted)


def single_amount(world: World) -> Decimal | None:
    """Return the contract's amount including VAT where it is certain."""
    points = {point for stretch in world[AMOUNT] if isinstance(stretch, tuple) for point in stretch}
    return Decimal(points.pop()[0]) if len(points) == 1 else None


def amount_limits(world: World) -> tuple[Decimal, Decimal]:
    """Return the least and the most that the contract's amount including VAT can be."""
    points = [point[0] for stretch in world[AMOUNT] if isinstance(stretch, tuple) for point in stretch]
    return Decimal(min(points)), Decimal(max(points))


def facts_behind(name: str, facts: ContractFacts) -> tuple[str, ...]:
    """Return the unknown facts, by case file name, that leave the fact *name* of a world open.

    The VAT rate counts only once the value is known to be without VAT: with VAT included it is
    not needed.
    """
    if name == LONGEST_TERM:
        return tuple(fact for fact in TERM_FACTS if getattr(facts, fact) is None)
    if name != AMOUNT:
        return (name.partition(":")[0],)
    missing = ["value"] if facts.value is None else []
    if facts.vat is None:
        missing.append("vat")
    elif facts.vat is VatBasis.EXCLUSIVE and facts.vat_rate is None:
        missing.append("vat_rate")
    return tuple(missing)


def split_options(world: World, name: str, wanted: Options) -> tuple[World | None, World | None]:
    """Return the part of *world* where fact *name* is one of *wanted*, and the part where not."""
    values = world[name]
    if not isinstance(values, frozenset):
        raise TypeError(f"{name} is not a fact of which a value can be chosen")
    return _part(world, name, values & wanted), _part(world, name, values - wanted)


def split_ranges(world: World, name: str, at: Bound) -> tuple[World | None, World | None]:
    """Return the part of *world* where fact *name* lies below *at*, and the part at it or above."""
    values = world[name]
    if not isinstance(values, tuple):
        raise TypeError(f"{name} is not a fact that can be compared")
    before: Bound = (at[0], at[1] - 1)
    below = tuple((low, min(high, before)) for low, high in values if low <= before)
    above = tuple((max(low, at), high) for low, high in values if high >= at)
    return _part(world, name, below), _part(world, name, above)


def _part(world: World, name: str, values: Values) -> World | None:
    if not values:
        return None
    return world if values == world[name] else {**world, name: values}


def only_difference(one: World, other: World) -> str:
    """Return the one fact that has no value in common in both worlds; "" for none or several."""
    found = ""
    for name, values in one.items():
        others = other.get(name, values)
        if others is not values and not _overlap(values, others):
            if found:
                return ""
            found = name
    return found


def _overlap(one: Values, other: Values) -> bool:
    if isinstance(one, frozenset) or isinstance(other, frozenset):
        return not frozenset(one).isdisjoint(other)
    return any(
        low <= high_there and low_there <= high for low, high in one for low_there, high_there in other
    )
