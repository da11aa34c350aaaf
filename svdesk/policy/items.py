"""What a policy pack holds, as frozen values.

Titles of the policy's own items are the policy's; every explanation, outcome, question and measure
is SVDesk's own wording. ``svdesk.policy.pack`` reads and validates these from TOML.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from svdesk.domain.choices import AuthorityType, Frequency


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where something is written: *title* for people, *url* where there is one."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One dated statutory or policy figure.

    *name* says what it is a figure of (several dated records, or records for different
    authorities, share a name). *value* is in *unit* ("GBP" or "percent"); *vat* is "inclusive"
    where the figure is compared with a value including VAT. It is in force from *effective_from*
    to *effective_to*, both days included; ``None`` is open. *authorities* lists whom it binds;
    empty binds everyone.
    """

    id: str
    name: str
    title: str
    value: Decimal
    unit: str
    vat: str = "inclusive"
    effective_from: date | None = None
    effective_to: date | None = None
    authorities: tuple[AuthorityType, ...] = ()
    citations: tuple[Citation, ...] = ()
    confidence: str = "verified"
    checked: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """One of the policy's six objectives (policy section 6)."""

    id: str
    title: str
    summary: str
    section: str
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An item of one of the policy's lists: a principle, Marmot priority, corporate priority."""

    id: str
    title: str
    explanation: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryQuestion:
    """A question of the library, in SVDesk's own words.

    *good_answer* is what a good answer looks like, a point each; *word_limit* in words.
    """

    id: str
    text: str
    word_limit: int
    good_answer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Something countable, and everything needed to count it the same way in two years' time.

    The ``*_from`` bands are percent of target.
    """

    id: str
    title: str
    unit: str
    counts: str
    excludes: str
    method: str
    evidence: str
    baseline: str
    frequency: Frequency
    guide_minimum: str = ""
    remedy: str = ""
    good_from: Decimal = Decimal(100)
    approaching_from: Decimal = Decimal(85)
    improvement_from: Decimal = Decimal(60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A change for people or place that a contract can bring about, under one objective."""

    id: str
    objective: str
    title: str
    why_it_may_matter: str
    when_it_does_not_fit: str
    themes: tuple[str, ...]
    marmot: tuple[str, ...]
    priorities: tuple[str, ...]
    selection_question: LibraryQuestion
    tender_question: LibraryQuestion
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """One of the policy's 15 provider commitments (policy section 5).

    *title* is the policy's; *how* is our suggestion of how a contract shows it, *clause* wording
    for the contract. A supplier is asked to declare what is *declared* at the selection stage; the
    others are contract terms only.
    """

    id: str
    title: str
    how: str
    clause: str
    declared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedTerm:
    """A term of the policy that the law or the council has since replaced."""

    id: str
    policy_says: str
    now: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleMark:
    """One mark of the marking scale, 0 to 5."""

    mark: int
    label: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One of the five contract performance ratings (PA 2023, s71)."""

    id: str
    title: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """One rung of the remedies ladder, the first the mildest."""

    step: int
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryTerm:
    """A word that bidders or officers may not know, in plain words."""

    term: str
    meaning: str
