"""A project: one procurement, from the first facts to the last KPI, as frozen values.

A change makes a new value (``dataclasses.replace``), so that a snapshot can be handed to another
process or kept for undo without copying. Sections that are tuples hold items with an ``id``;
their order is the officer's order.
"""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from svdesk.domain.choices import Decision, DocumentStatus, EngagementKind, Frequency, Stage
from svdesk.domain.entry import Colour, LongText, Mark, Percent, PictureText, Targets
from svdesk.domain.facts import ContractFacts, Estimate, Lot


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the project is, in the officer's words, and who stands behind it."""

    reference: str = ""
    title: str = ""
    purpose: LongText = ""
    need: LongText = ""
    authority: str = ""
    department: str = ""
    officer: str = ""
    officer_role: str = ""
    officer_email: str = ""
    portal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileAnswer:
    """The officer's answer to one of the pack's short questions about the work itself."""

    question_id: str
    answer: bool | None = None
    note: LongText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Something SVDesk proposed, why, and what a person made of it.

    *target* is what was proposed: a field (``outcomes.<id>.decision``,
    ``evaluation.social_value_weight``) or an item (``questions.<id>``, ``kpis.<id>``). *what* says
    so in words, and *value* holds the value in its stored form, or the fingerprint of an item
    (:mod:`svdesk.domain.proposals`). A proposal is open until *confirmed_on*; what became of it is
    read by comparing *value* with what stands there now.
    *note* is the officer's reason where it was changed or taken out.
    """

    target: str
    what: LongText = ""
    value: LongText = ""
    reason: LongText = ""
    confirmed_by: str = ""
    confirmed_on: date | None = None
    note: LongText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeDecision:
    """Whether an outcome of the policy pack is sought, and why.

    *local_need* says what is known of the need here; *reason* is printed in the relevance and
    proportionality statement, whichever way the decision went.
    """

    outcome_id: str
    decision: Decision | None = None
    reason: LongText = ""
    local_need: LongText = ""
    decided_by: str = ""
    decided_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EngagementEntry:
    """One conversation before the tender: who, when, what was heard and what it changed."""

    id: UUID
    kind: EngagementKind | None = None
    held_on: date | None = None
    who: str = ""
    how: str = ""
    heard: LongText = ""
    changed: LongText = ""
    notice_reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """The policy's four steps that open a procurement to smaller bidders (policy section 4)."""

    turnover_threshold: bool | None = None
    turnover_reason: LongText = ""
    lots_used: bool | None = None
    lots_reason: LongText = ""
    consortia_welcome: bool | None = None
    consortia_note: LongText = ""
    supplier_engagement: bool | None = None
    supplier_engagement_note: LongText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question put to bidders.

    *source_id* names the library question it came from ("" when the officer wrote it).
    *weight* is its share of the social value marks in percent (all tender questions together
    make 100). *good_answer* is what a good answer looks like, one point a line; *marking* says what
    the upper marks need, one mark a line.
    """

    id: UUID
    stage: Stage
    outcome_id: str = ""
    source_id: str = ""
    text: LongText = ""
    good_answer: LongText = ""
    marking: LongText = ""
    word_limit: int | None = None
    weight: Percent = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """How tenders are assessed. Weights are percent of all marks; shares percent of social value.

    *minimum_mark* is on the 0 to 5 scale; *minimum_mark_rule* says what happens below it. With
    *winner_only_method* bidders give figures and a short answer, and only the winner writes the
    full method statement. With *form_for_each_lot* the response form has boxes for each lot; without,
    a bidder answers once for all of them. It matters only where there are two or more lots.
    """

    social_value_weight: Percent = None
    quality_weight: Percent = None
    price_weight: Percent = None
    quantitative_share: Percent = None
    qualitative_share: Percent = None
    minimum_mark: Mark = None
    minimum_mark_rule: LongText = ""
    weight_reason: LongText = ""
    winner_only_method: bool | None = None
    form_for_each_lot: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentDecision:
    """How one of the policy's provider commitments (section 5) is met on this contract."""

    commitment_id: str
    decision: Decision | None = None
    reason: LongText = ""
    how: LongText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi:
    """A measure made binding: what is counted, how much, by when, and what follows.

    *targets* holds one number for each contract year, in the KPI's unit (``None``: as tendered).
    The three ``*_from`` bands are percent of target: at or above *good_from* is Good, then
    Approaching target, then Requires improvement, and below *improvement_from* Inadequate
    (the rating words of PA 2023, s71).
    """

    id: UUID
    outcome_id: str = ""
    measure_id: str = ""
    title: str = ""
    unit: str = ""
    counts: LongText = ""
    excludes: LongText = ""
    method: LongText = ""
    baseline: str = ""
    guide_minimum: str = ""
    targets: Targets = ()
    evidence: LongText = ""
    frequency: Frequency | None = None
    supplier_owner: str = ""
    authority_owner: str = ""
    good_from: Percent = None
    approaching_from: Percent = None
    improvement_from: Percent = None
    remedy: LongText = ""
    published: bool | None = None
    review_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """How delivery is reported and reviewed after award."""

    contract_manager: str = ""
    frequency: Frequency | None = None
    first_report_on: date | None = None
    delivery_plan_weeks: int | None = None
    delivery_plan_review_weeks: int | None = None
    content: LongText = ""
    change_note: LongText = ""
    exit_and_legacy: LongText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDate:
    """A day on which delivery is looked at together."""

    id: UUID
    on: date | None = None
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentControl:
    """Version and approval, as printed on every document's cover."""

    version: str = "0.1"
    status: DocumentStatus = DocumentStatus.DRAFT
    issued_on: date | None = None
    approved_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseStyle:
    """How the organisation's documents look. All of it is optional.

    *logo_words* say what the logo shows, for whoever cannot see it. *colour* takes the place of
    SVDesk's own on covers, headings and tables.
    """

    logo: PictureText = ""
    logo_words: str = ""
    colour: Colour = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadEntry:
    """Text typed into a field that could not be read as what the field holds.

    It is kept, shown again with its error, and replaced when the field is mended, so that nothing
    typed is lost. *path* is the field, such as ``facts.value`` or ``lots.<uuid>.value``.
    """

    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """One procurement. *revision* counts saved changes; the pack fields name the policy edition."""

    id: UUID
    revision: int = 0
    pack_id: str = ""
    pack_edition: str = ""
    about: About = field(default_factory=About)
    facts: ContractFacts = field(default_factory=ContractFacts)
    lots: tuple[Lot, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    profile: tuple[ProfileAnswer, ...] = ()
    outcomes: tuple[OutcomeDecision, ...] = ()
    engagement: tuple[EngagementEntry, ...] = ()
    access: Access = field(default_factory=Access)
    questions: tuple[Question, ...] = ()
    evaluation: Evaluation = field(default_factory=Evaluation)
    commitments: tuple[CommitmentDecision, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    reporting: Reporting = field(default_factory=Reporting)
    review_dates: tuple[ReviewDate, ...] = ()
    control: DocumentControl = field(default_factory=DocumentControl)
    house_style: HouseStyle = field(default_factory=HouseStyle)
    proposals: tuple[Proposal, ...] = ()
    unread: tuple[UnreadEntry, ...] = ()


LIST_SECTIONS: tuple[str, ...] = (
    "lots",
    "estimates",
    "profile",
    "outcomes",
    "engagement",
    "questions",
    "commitments",
    "kpis",
    "review_dates",
    "proposals",
    "unread",
)
"""Sections that hold many items, in the order in which they are stored."""

SINGLE_SECTIONS: tuple[str, ...] = (
    "about",
    "facts",
    "access",
    "evaluation",
    "reporting",
    "control",
    "house_style",
)
"""Sections that hold one value."""
