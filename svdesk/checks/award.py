"""How the contract is awarded: answers that cannot all be so."""

from collections.abc import Iterator

from svdesk.checks.checked_case import CheckedCase
from svdesk.checks.finding import Finding, Fix, SetField
from svdesk.domain.choices import AwardRoute, Choice, FirstStep, LotsPosition, Procedure
from svdesk.domain.english import within_sentence
from svdesk.domain.facts import ContractFacts
from svdesk.policy.rules.following import left_possible
from svdesk.policy.rules.possible import options_of

_NOTICES_OF_TENDERS = (FirstStep.TENDER_NOTICE, FirstStep.BELOW_THRESHOLD_NOTICE)
_OF_SMALL_CONTRACTS = (FirstStep.BELOW_THRESHOLD_NOTICE, FirstStep.INVITATION, FirstStep.FIRST_CONTACT)


def find(checked: CheckedCase) -> Iterator[Finding]:
    """Yield the answers about the award that contradict each other, or what the lots show."""
    yield from _route(checked)
    yield from _first_step(checked)
    yield from _advertised(checked)
    yield from _lots(checked)
    facts = checked.project.facts
    if _contradicts("mixed_main_part", facts):
        part, category = within_sentence(_label(facts.mixed_main_part)), _label(facts.category)
        fix = _set(checked, "main-part", "mixed_main_part", None)
        yield from checked.finding(
            "main-part", "facts.mixed_main_part", fix, part=part, category=within_sentence(category)
        )


def _contradicts(fact: str, facts: ContractFacts) -> bool:
    """Say whether what is given for *fact* is not all that the facts leave possible."""
    return getattr(facts, fact) is not None and len(left_possible(fact, facts, options_of(fact))) > 1


def _route(checked: CheckedCase) -> Iterator[Finding]:
    facts = checked.project.facts
    if facts.direct_award_ground is not None and _competes(facts):
        ground = within_sentence(facts.direct_award_ground.label)
        fix = _set(checked, "ground-without-award", "direct_award_ground", None)
        yield from checked.finding("ground-without-award", "facts.direct_award_ground", fix, ground=ground)
    without_ground = ContractFacts(procedure=facts.procedure, award_route=facts.award_route)
    if _contradicts("award_route", without_ground):
        yield from checked.finding(
            "route-and-procedure",
            "facts.award_route",
            _set(checked, "route-and-procedure", "award_route", None),
            procedure=within_sentence(_label(facts.procedure)),
            route=within_sentence(_label(facts.award_route)),
        )


def _competes(facts: ContractFacts) -> bool:
    """Say whether the procedure and the route leave no direct award that needs a ground."""
    asked = ContractFacts(procedure=facts.procedure, award_route=facts.award_route)
    return AwardRoute.DIRECT_AWARD not in left_possible("award_route", asked, options_of("award_route"))


def _first_step(checked: CheckedCase) -> Iterator[Finding]:
    facts, path = checked.project.facts, "facts.first_step"
    if facts.first_step is None:
        return
    step = within_sentence(facts.first_step.label)
    if facts.first_step is FirstStep.TENDER_NOTICE:
        fix = _set(checked, "first-step-below", "first_step", FirstStep.BELOW_THRESHOLD_NOTICE)
        yield from checked.finding("first-step-below", path, fix)
    if facts.first_step in _OF_SMALL_CONTRACTS:
        yield from checked.finding("first-step-above", path, step=step)
    competes = facts.award_route is AwardRoute.COMPETITION or facts.procedure in (
        Procedure.OPEN,
        Procedure.COMPETITIVE_FLEXIBLE,
    )
    if facts.first_step is FirstStep.TRANSPARENCY_NOTICE and competes:
        yield from checked.finding("first-step-of-award", path)
    if facts.first_step in _NOTICES_OF_TENDERS and facts.award_route is AwardRoute.DIRECT_AWARD:
        yield from checked.finding("first-step-of-competition", path, step=step)


def _advertised(checked: CheckedCase) -> Iterator[Finding]:
    facts = checked.project.facts
    if _contradicts("advertised", facts):
        other = facts.first_step or facts.procedure
        yield from checked.finding(
            "advertised-or-not",
            "facts.advertised",
            answer="are" if facts.advertised else "are not",
            other=within_sentence(_label(other)),
        )


def _lots(checked: CheckedCase) -> Iterator[Finding]:
    position, lots = checked.project.facts.lots_position, checked.project.lots
    divided, path = checked.project.access.lots_used, "facts.lots_position"
    if position is None:
        return
    decided = divided is not None and position is not LotsPosition.NOT_CONSIDERED
    if decided and divided is not (position is LotsPosition.LOTS):
        yield from checked.finding(
            "lots-said-twice", path, _set(checked, "lots-said-twice", "lots_position", None)
        )
    elif position is LotsPosition.LOTS and not lots and not divided:
        yield from checked.finding("lots-position-bare", path)
    elif position is not LotsPosition.LOTS and len(lots) > 1:
        fix = _set(checked, "lots-and-position", "lots_position", LotsPosition.LOTS)
        said = within_sentence(position.label)
        yield from checked.finding("lots-and-position", path, fix, count=len(lots), position=said)


def _label(choice: Choice | None) -> str:
    return "" if choice is None else choice.label


def _set(checked: CheckedCase, code: str, field: str, value: Choice | None) -> Fix | None:
    check = checked.check(code)
    if check is None:
        return None
    return Fix(label=check.fix, edits=(SetField(path=f"facts.{field}", value=value),))
