"""What a policy pack holds, as frozen values.

Titles of the policy's own items are the policy's; every explanation, outcome, question and measure
is SVDesk's own wording. ``svdesk.policy.content.pack`` reads and validates these from TOML.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from svdesk.domain.choices import AuthorityType


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
    """An item of one of the policy's lists: a principle, a strategy, a lever, a resource and so on.

    *title* is the policy's, *explanation* ours; *section* is the policy's section ("6", or
    "appendix 1") and *url* a public page about it, where there is one. *see* names related items
    of the pack by id.
    """

    id: str
    title: str
    explanation: str = ""
    section: str = ""
    url: str = ""
    see: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit that measures are counted in: *id* is the word that is printed, *title* what one is.

    *share* marks a unit that is a share of a whole, such as percent.
    """

    id: str
    title: str
    share: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """An item of another body's model, and the *outcomes* (by id) that can be read across to it.

    *model* is the model's name, such as "PPN 026"; *citations* say where the item is published.
    """

    id: str
    model: str
    title: str
    outcomes: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileQuestion:
    """A short yes-or-no question to the officer about the work itself.

    Outcomes name it in what they need to fit. *text* is the question, *help* says what counts as
    yes. *risk* marks a question of which yes adds to the risk of the contract.
    """

    id: str
    title: str
    text: str
    help: str
    risk: bool = False


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
    section: str = ""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What editions before *edition* said wrongly, or left out, and this one says.

    *was* tells it in a sentence or two, *whom* says whom it concerns, *rules* names the rules that say
    it now, by id.
    """

    id: str
    edition: str
    was: str
    whom: str
    rules: tuple[str, ...]
