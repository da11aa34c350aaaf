"""What is in proportion to a contract: the ladder by value and risk. Guidance, never law.

The ladder, the points of risk and their sentences are data of the pack (``[[rung]]``, ``[[risk]]``,
``[proportion]``). A rung's condition is decided as the rules are: with the VAT basis, the pennies
and the figures in force, and open where the facts leave it open.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import combinations

from svdesk.domain.facts import ContractFacts
from svdesk.policy.case import Case
from svdesk.policy.content.determinations import Assessment
from svdesk.policy.content.items import Citation
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.content.practice import RiskFactor, Rung
from svdesk.policy.guidance.topics import ContractTopics, Titles, topics_of
from svdesk.policy.rules.deciding import Decider, Fork
from svdesk.policy.rules.possible import FACTS, World, facts_behind, only_difference


class Risk(StrEnum):
    """How much hangs on the contract."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


_SHARE = {Risk.LOW: Decimal(0), Risk.MEDIUM: Decimal("0.5"), Risk.HIGH: Decimal(1)}
"""How far between the least and the most of a rung the proposal lies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """From how many to how many is usual, and how many are proposed for this contract's risk."""

    least: int
    most: int
    proposed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighting:
    """The weight of social value in percent of all marks; *minimum* binds, where there is one."""

    least: Decimal
    most: Decimal
    proposed: Decimal
    minimum: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proportion:
    """What the ladder says of one contract.

    *rung* is ``None`` where the facts leave several open; *possible* has them all, the smallest
    first, *missing* the facts (case file names) that decide, and the numbers are those of *basis*,
    the smallest rung that asks for anything. *risk_reasons* are sentences. *hours* are one
    bidder's; *words* what one bidder writes for all questions.
    """

    rung: Rung | None
    possible: tuple[Rung, ...]
    basis: Rung
    missing: tuple[str, ...]
    risk: Risk
    risk_points: int
    risk_reasons: tuple[str, ...]
    outcomes: Amount
    questions: Amount
    words: Amount
    kpis: Amount
    hours: Amount
    weighting: Weighting
    label: str
    evidence: str
    citations: tuple[Citation, ...]

    @property
    def scored(self) -> bool:
        """Say whether questions with marks are in proportion."""
        return self.questions.most > 0 or bool(self.weighting.minimum)


def proportion(case: Case, vocabulary: Titles | None = None) -> Proportion:
    """Return what is in proportion to the contract of *case*.

    *vocabulary* has the titles of its CPV codes, as for
    :func:`svdesk.policy.guidance.relevance.relevance`. What was found for the same facts and topics
    is kept, so that it is not worked out anew while questions and KPIs are written.
    """
    topics = topics_of(case, vocabulary)
    return case.worked_out.of(_proportion, case.facts, topics, case.assessment, case.pack)


def _proportion(
    facts: ContractFacts, topics: ContractTopics, assessment: Assessment, pack: PolicyPack
) -> Proportion:
    decider = Decider(pack, facts)
    rungs, missing = possible_rungs(decider, pack)
    rung = rungs[0] if len(rungs) == 1 else None
    basis = next((each for each in rungs if each.outcomes[1]), rungs[-1])
    risks = tuple(_risks(facts, pack, decider, topics))
    points = sum(risk.points for risk in risks)
    level = _risk(points, pack)
    cap = pack.proportion.most_outcomes
    return Proportion(
        rung=rung,
        possible=rungs,
        basis=basis,
        missing=missing,
        risk=level,
        risk_points=points,
        risk_reasons=tuple(risk.why for risk in risks),
        outcomes=_amount(basis.outcomes, level, cap, wanted=True),
        questions=_amount(basis.questions, level, cap),
        words=_amount(basis.words, level, None),
        kpis=_amount(basis.kpis, level, cap, wanted=True),
        hours=_amount(basis.hours, level, None),
        weighting=_weighting(basis.weighting, level, assessment.minimum_weighting),
        label=pack.proportion.label,
        evidence=basis.evidence,
        citations=basis.citations,
    )


def possible_rungs(decider: Decider, pack: PolicyPack) -> tuple[tuple[Rung, ...], tuple[str, ...]]:
    """Return the rungs that the facts leave open, the smallest first, and the facts that decide."""
    left: list[World] = [decider.world]
    places: list[tuple[Rung, World]] = []
    asked: set[str] = set()
    for rung in pack.rungs:
        passed: list[World] = []
        for world in left:
            forks = (Fork(world, True),) if rung.when is None else decider.ask(rung.when, world)
            for fork in forks:
                asked.update(name for gap in fork.gaps for name in gap.missing)
                if fork.truth is not False:
                    places.append((rung, fork.world))
                if not fork.truth:
                    passed.append(fork.world)
        left = passed
    found = {rung.id for rung, _ in places}
    rungs = tuple(rung for rung in reversed(pack.rungs) if rung.id in found)
    for (one, here), (other, there) in combinations(places, 2):
        if one.id != other.id and (name := only_difference(here, there)):
            asked.update(facts_behind(name, decider.facts))
    return rungs, tuple(name for name in FACTS if name in asked) if len(rungs) > 1 else ()


def _risks(
    facts: ContractFacts, pack: PolicyPack, decider: Decider, topics: ContractTopics
) -> Iterator[RiskFactor]:
    months = facts.term_months
    for risk in pack.risks:
        known = topics.answers.get(risk.question)
        if risk.when is not None:
            holds = all(fork.truth for fork in decider.ask(risk.when))
        elif risk.minimum_term is not None:
            holds = months is not None and months >= risk.minimum_term
        else:
            holds = known is not None and known.answer
        if holds:
            yield risk


def _risk(points: int, pack: PolicyPack) -> Risk:
    if points >= pack.proportion.high_from:
        return Risk.HIGH
    return Risk.MEDIUM if points >= pack.proportion.medium_from else Risk.LOW


def _amount(pair: tuple[int, int], risk: Risk, cap: int | None, *, wanted: bool = False) -> Amount:
    """Return the pair with what is proposed; with *wanted* at least one where the rung allows one."""
    least, most = pair if cap is None else (min(pair[0], cap), min(pair[1], cap))
    between = least + int((Decimal(most - least) * _SHARE[risk]).to_integral_value(ROUND_HALF_UP))
    return Amount(least=least, most=most, proposed=max(between, min(most, 1)) if wanted else between)


def _weighting(pair: tuple[Decimal, Decimal], risk: Risk, minimum: Decimal | None) -> Weighting:
    floor = minimum or Decimal(0)
    least, most = max(pair[0], floor), max(pair[1], floor)
    share = (least + (most - least) * _SHARE[risk]).to_integral_value(ROUND_HALF_UP)
    return Weighting(least=least, most=most, proposed=max(share, floor), minimum=minimum)
