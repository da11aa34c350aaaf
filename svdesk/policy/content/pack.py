"""A policy pack: the whole of law, policy and practice that SVDesk works from, as one value.

A pack is a versioned folder of TOML files; ``svdesk.policy.loading.load`` reads and validates it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

from svdesk.domain.identity import IdentityCache
from svdesk.policy.content.items import (
    ChangedTerm,
    Commitment,
    Correction,
    Crosswalk,
    Figure,
    GlossaryTerm,
    Listed,
    Objective,
    ProfileQuestion,
    Rating,
    Remedy,
    ScaleMark,
    Unit,
)
from svdesk.policy.content.origins import Origins
from svdesk.policy.content.outcomes import LibraryQuestion, Measure, Outcome
from svdesk.policy.content.periods import Period, WorkingDays
from svdesk.policy.content.practice import (
    BurdenRates,
    Check,
    Factor,
    Presumption,
    Proportioning,
    RelevanceBands,
    RiskFactor,
    Rung,
    WordList,
)
from svdesk.policy.content.retention import Retention
from svdesk.policy.content.rule import Rule, RuleParts


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyPack:
    """One edition of a policy pack. *checked* is the day its law was last checked.

    *owner* looks after the pack and has it reviewed by *review_on*. *extends* is the id of the pack
    that this one is laid over ("" for none); *fingerprint* changes with any of the pack's files.
    *parts* is what the rules share; only :mod:`svdesk.policy.rules.assess` reads it. *origins* says which
    file each item comes from; packs with the same content are equal wherever it stands. *worked_out*
    keeps what was made ready from this very pack, such as its checks, and ends with it.
    """

    id: str
    edition: str
    title: str
    policy_title: str
    checked: date
    owner: str
    review_on: date
    extends: str = ""
    fingerprint: str = ""
    origins: Origins = field(default_factory=Origins, compare=False, repr=False)
    figures: tuple[Figure, ...]
    rules: tuple[Rule, ...]
    objectives: tuple[Objective, ...]
    outcomes: tuple[Outcome, ...]
    principles: tuple[Listed, ...]
    marmot: tuple[Listed, ...]
    priorities: tuple[Listed, ...]
    commitments: tuple[Commitment, ...]
    terms: tuple[ChangedTerm, ...]
    scale: tuple[ScaleMark, ...]
    ratings: tuple[Rating, ...]
    remedies: tuple[Remedy, ...]
    glossary: tuple[GlossaryTerm, ...]
    sections: tuple[Listed, ...]
    definitions: tuple[Listed, ...]
    strategies: tuple[Listed, ...]
    commissioning_principles: tuple[Listed, ...]
    levers: tuple[Listed, ...]
    provisions: tuple[Listed, ...]
    resources: tuple[Listed, ...]
    cycle_stages: tuple[Listed, ...]
    need_sources: tuple[Listed, ...]
    life_stages: tuple[Listed, ...]
    units: tuple[Unit, ...]
    crosswalks: tuple[Crosswalk, ...]
    profile_questions: tuple[ProfileQuestion, ...]
    factors: tuple[Factor, ...]
    presumptions: tuple[Presumption, ...]
    risks: tuple[RiskFactor, ...]
    rungs: tuple[Rung, ...]
    relevance: RelevanceBands
    proportion: Proportioning
    burden: BurdenRates
    checks: tuple[Check, ...]
    word_lists: tuple[WordList, ...]
    retentions: tuple[Retention, ...] = ()
    working_days: tuple[WorkingDays, ...] = ()
    periods: tuple[Period, ...] = ()
    corrections: tuple[Correction, ...] = ()
    parts: RuleParts
    worked_out: IdentityCache = field(default_factory=IdentityCache, init=False, compare=False, repr=False)

    def objective(self, objective_id: str) -> Objective:
        """Return an objective; raises ``KeyError`` when the pack has none of that id."""
        return _by_id(self.objectives, objective_id)

    def outcome(self, outcome_id: str) -> Outcome:
        """Return an outcome; raises ``KeyError`` when the pack has none of that id."""
        return _by_id(self.outcomes, outcome_id)

    def commitment(self, commitment_id: str) -> Commitment:
        """Return a commitment; raises ``KeyError`` when the pack has none of that id."""
        return _by_id(self.commitments, commitment_id)

    def measure(self, measure_id: str) -> Measure:
        """Return a measure; raises ``KeyError`` when the pack has none of that id."""
        return _by_id(tuple(self.measures()), measure_id)

    def measures(self) -> Iterator[Measure]:
        """Yield every measure, in the order of the outcomes."""
        for outcome in self.outcomes:
            yield from outcome.measures

    def question(self, question_id: str) -> LibraryQuestion:
        """Return a library question; raises ``KeyError`` when the pack has none of that id."""
        return _by_id(tuple(self.questions()), question_id)

    def questions(self) -> Iterator[LibraryQuestion]:
        """Yield every library question, each outcome's selection question before its tender questions."""
        for outcome in self.outcomes:
            yield from outcome.questions

    def outcomes_of(self, objective_id: str) -> tuple[Outcome, ...]:
        """Return the outcomes under an objective."""
        return tuple(outcome for outcome in self.outcomes if outcome.objective == objective_id)


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


_Item = TypeVar("_Item", bound=_Identified)


def _by_id(items: tuple[_Item, ...], wanted: str) -> _Item:
    for item in items:
        if item.id == wanted:
            return item
    raise KeyError(wanted)
