"""Facts that follow from others, so that nobody is asked for them.

An open procedure is a competition, a contract for goods has no part worth more than the goods. Where
facts contradict each other, all that one of them says stays possible: what they decide can then not be
told, and is never the opposite of what one of them alone would give.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from svdesk.domain.choices import (
    AwardRoute,
    Category,
    DirectAwardGround,
    FirstStep,
    Framework,
    LotsPosition,
    MainPart,
    Procedure,
)
from svdesk.domain.facts import ContractFacts, Lot
from svdesk.domain.planning import Access

Options: TypeAlias = frozenset[str | bool]
NO_GROUND = ""
"""The ground of a contract that needs none: what no condition asks for."""

_COMPETITIONS = (Procedure.OPEN, Procedure.COMPETITIVE_FLEXIBLE, Procedure.QUOTATION)
_COMPETITION: Options = frozenset((AwardRoute.COMPETITION,))
_DIRECT: Options = frozenset((AwardRoute.DIRECT_AWARD, AwardRoute.SWITCH))
_YES: Options = frozenset((True,))
_NO: Options = frozenset((False,))
_NO_GROUND: Options = frozenset((NO_GROUND,))

_FOLLOWS: Mapping[str, Mapping[str, Mapping[Any, Options]]] = {
    "award_route": {
        "procedure": dict.fromkeys(_COMPETITIONS, _COMPETITION) | {Procedure.DIRECT_AWARD: _DIRECT},
        "direct_award_ground": dict.fromkeys(DirectAwardGround, frozenset((AwardRoute.DIRECT_AWARD,))),
    },
    "direct_award_ground": {
        "procedure": dict.fromkeys(_COMPETITIONS, _NO_GROUND),
        "award_route": dict.fromkeys((AwardRoute.COMPETITION, AwardRoute.SWITCH), _NO_GROUND),
        "framework": {Framework.CALL_OFF: _NO_GROUND},
    },
    "advertised": {
        "procedure": {
            Procedure.OPEN: _YES,
            Procedure.COMPETITIVE_FLEXIBLE: _YES,
            Procedure.DIRECT_AWARD: _NO,
        },
        "first_step": dict.fromkeys((FirstStep.TENDER_NOTICE, FirstStep.BELOW_THRESHOLD_NOTICE), _YES)
        | dict.fromkeys((FirstStep.TRANSPARENCY_NOTICE, FirstStep.INVITATION, FirstStep.FIRST_CONTACT), _NO),
    },
    "framework_assessed": {
        "framework": dict.fromkeys((Framework.NONE, Framework.ESTABLISHES), _NO),
    },
    "mixed_main_part": {
        "category": {
            Category.SERVICES: frozenset((MainPart.SERVICES,)),
            Category.GOODS: frozenset((MainPart.GOODS,)),
            Category.WORKS: frozenset((MainPart.WORKS,)),
        },
    },
}
"""For a fact, what each value of another leaves possible; a value that is not named leaves all."""


def left_possible(fact: str, facts: ContractFacts, every: Options) -> Options:
    """Return the values of *fact*, one of *every*, that *facts* leave possible."""
    said = list(_said(fact, facts))
    if not said:
        return every | _NO_GROUND if fact == "direct_award_ground" else every
    common = frozenset.intersection(*said)
    return common or frozenset.union(*said)


def _said(fact: str, facts: ContractFacts) -> Iterator[Options]:
    """Yield what the fact itself, and each fact that it follows from, says of it where it is known."""
    known = getattr(facts, fact)
    if known is not None:
        yield frozenset((known,))
    for other, values in _FOLLOWS.get(fact, {}).items():
        leaves = values.get(getattr(facts, other))
        if leaves is not None:
            yield leaves


def with_lots(facts: ContractFacts, lots: Sequence[Lot], access: Access | None = None) -> ContractFacts:
    """Return *facts* with what a project says of lots elsewhere, where they do not say it themselves.

    Two *lots* or more are a contract that is divided. *access* holds the officer's answer on lots and the
    reason for it.
    """
    position = _position(lots, access or Access())
    return replace(facts, lots_position=position) if position and facts.lots_position is None else facts


def _position(lots: Sequence[Lot], access: Access) -> LotsPosition | None:
    if len(lots) > 1 or access.lots_used:
        return LotsPosition.LOTS
    if access.lots_used is False and access.lots_reason.strip():
        return LotsPosition.REASONS_RECORDED
    return None
