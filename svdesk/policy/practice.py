"""How practice is stated as data: relevance, the ladder of proportion, and the checks of a pack.

All of it is guidance of the policy pack, never law; the evidence stands beside each item.
"""

from dataclasses import dataclass
from decimal import Decimal

from svdesk.policy.determinations import Severity
from svdesk.policy.items import Citation
from svdesk.policy.rule import Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """One thing that makes an outcome more or less relevant, and how much it weighs.

    *id* names the part of :class:`svdesk.policy.outcomes.Fit` or of the contract that is looked
    at. *speaks_for* and *speaks_against* are points added and taken away; the two sentences say so
    in words, with the contract's own facts in the placeholders that the pack's comments name.
    """

    id: str
    title: str
    speaks_for: int
    speaks_against: int
    why_for: str = ""
    why_against: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One rung of the ladder of proportion: what is usual for a contract of this size.

    The first rung whose *when* holds is the contract's; the last has none. Each pair is from the
    least, for low risk, to the most, for high risk. *words* is what one bidder writes for all
    questions together; *weighting* is percent of all marks.
    """

    id: str
    title: str
    outcomes: tuple[int, int]
    questions: tuple[int, int]
    words: tuple[int, int]
    kpis: tuple[int, int]
    weighting: tuple[Decimal, Decimal]
    hours: tuple[int, int]
    evidence: str
    citations: tuple[Citation, ...]
    when: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that the pack linter looks for, in the words in which it tells the officer.

    *id* is the finding's code. *message* says what was found and may hold placeholders; *why* says
    what it leads to, *remedy* what to do instead. *phrases* are what a text is searched for, a star
    standing for any ending; *unless* are phrases that make the text right after all.
    """

    id: str
    title: str
    severity: Severity
    message: str
    why: str
    remedy: str
    citations: tuple[Citation, ...] = ()
    phrases: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
