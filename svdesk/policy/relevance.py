"""How relevant each outcome is to a contract, by the pack's published formula.

The score of an outcome is the sum of the points of what speaks for and against it. Points, limits
and sentences are data of the pack (``[[factor]]``, ``[relevance]``, ``[[presumption]]``); what an
outcome needs is its :class:`svdesk.policy.outcomes.Fit`. A fact that is not known gives no points.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from svdesk.domain.project import Project
from svdesk.policy.determinations import Assessment
from svdesk.policy.pack import PolicyPack

MOST_REASONS = 3
"""Reasons that are shown each way."""


class Band(StrEnum):
    """What a score means."""

    STRONG = "strong"
    POSSIBLE = "possible"
    WEAK = "weak"


class Titles(Protocol):
    """Where the official titles of CPV codes are looked up (:mod:`svdesk.policy.cpv`)."""

    def title(self, code: str) -> str | None:
        """Return the title of *code*, with or without its check digit; ``None`` for none."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Something that speaks for an outcome or, with *points* below 0, against it."""

    factor: str
    points: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevance:
    """How relevant one outcome is: the reasons that weigh most, the heaviest first.

    *unknown* names, in words, the facts without points because they are not known.
    """

    outcome_id: str
    score: int
    band: Band
    in_favour: tuple[Reason, ...]
    against: tuple[Reason, ...]
    unknown: tuple[str, ...]


def relevance(
    project: Project, assessment: Assessment, pack: PolicyPack, vocabulary: Titles | None = None
) -> tuple[Relevance, ...]:
    """Return the relevance of every outcome of *pack*, in its order.

    *vocabulary* gives the official titles of the contract's CPV codes; by default the one that
    ships with SVDesk.
    """
    raise NotImplementedError


def formula(pack: PolicyPack) -> str:
    """Return the formula in words, a factor a line, as the statement and the window print it."""
    raise NotImplementedError
