"""What is in proportion to a contract: the ladder by value and risk. Guidance, never law."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from svdesk.domain.project import Project
from svdesk.policy.items import Citation
from svdesk.policy.pack import PolicyPack
from svdesk.policy.practice import Rung


class Risk(StrEnum):
    """How much hangs on the contract."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


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

    *rung* is ``None`` where the facts leave several open; *possible* then has them, the smallest
    first, *missing* the facts (case file names) that decide, and the numbers are those of *basis*,
    the smallest rung that asks for anything. *risk_reasons* are sentences. *hours* are one
    bidder's; *words* what one bidder writes for all questions. *scored* says whether social value
    carries marks at all.
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
        return self.questions.most > 0


def proportion(project: Project, pack: PolicyPack) -> Proportion:
    """Return what is in proportion to *project*'s contract."""
    raise NotImplementedError
