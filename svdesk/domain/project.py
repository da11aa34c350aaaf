"""A project: one procurement, from the first facts to the last KPI, as frozen values.

A change makes a new value (``dataclasses.replace``), so that a snapshot can be handed to another
process or kept for undo without copying. Sections that are tuples hold items with an ``id``;
their order is the officer's order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from svdesk.domain.choices import Decision, DocumentStatus, EngagementKind, Frequency, Stage
from svdesk.domain.english import beginning
from svdesk.domain.entry import Colour, LongText, Mark, Percent, PictureText, Targets, show_date
from svdesk.domain.facts import ContractFacts, Estimate, Lot
from svdesk.domain.field_words import ask
from svdesk.domain.parts import Part
from svdesk.domain.sections import SectionSpec, many, one, sections_of

PLAN = "plan"
"""The kind of part that a :class:`Project` is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the project is, in the officer's words, and who stands behind it."""

    reference: str = ask(
        "Reference",
        "Your own, for example DN776889",
        default="",
        missing="Give the reference that your organisation uses, such as DN776889.",
        is_code=True,
    )
    title: str = ask(
        "Title",
        "As bidders will see it",
        default="",
        missing="Give the project a title that bidders will recognise.",
    )
    purpose: LongText = ask(
        "What is bought, and for whom",
        "Two or three plain sentences; they open every document",
        default="",
        missing="Say what is bought and for whom.",
    )
    need: LongText = ask(
        "Why it is needed here",
        "What you know of the people and the place, without names or personal details",
        default="",
        missing="Say why it is needed here.",
    )
    authority: str = ask(
        "Organisation",
        "For example Cheshire East Council",
        default="",
        missing="Give the name of the organisation that buys.",
    )
    department: str = ask("Department or team", "If bidders should know it", default="")
    officer: str = ask(
        "Officer",
        "Whom bidders and colleagues can ask",
        default="",
        missing="Give the name of the officer whom people can ask.",
    )
    officer_role: str = ask("Officer's role", "For example commissioning manager", default="")
    officer_email: str = ask(
        "Officer's email",
        "Printed in every document",
        default="",
        missing="Give the officer's email address.",
        is_code=True,
    )
    portal: str = ask(
        "Tendering portal",
        "Where bidders send their tenders",
        default="",
        missing="Name the portal through which bidders send their tenders.",
        sometimes=True,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileAnswer:
    """The officer's answer to one of the pack's short questions about the work itself."""

    question_id: str
    answer: bool | None = ask("Answer", "Yes or no; leave it open if you cannot tell yet")
    note: LongText = ask("Note", "Anything that explains the answer; optional", default="")


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
    decision: Decision | None = ask(
        "Decision", "Choose it, or leave it out", missing="Choose this outcome or leave it out."
    )
    reason: LongText = ask(
        "Reason",
        "Why it fits this contract or does not; printed in the statement",
        default="",
        missing="Say why this outcome fits the contract.",
        sometimes=True,
    )
    local_need: LongText = ask(
        "Need here",
        "Only for an outcome you choose: figures, plans, what people told you",
        default="",
        missing="Say what is known of the need here.",
        sometimes=True,
        unprinted="Printed only for an outcome that is chosen.",
    )
    decided_by: str = ask("Decided by", "A name or a role", default="")
    decided_on: date | None = ask("Date of the decision", "For example 3 September 2025")


@dataclass(frozen=True, slots=True, kw_only=True)
class EngagementEntry:
    """One conversation before the tender: who, when, what was heard and what it changed."""

    id: UUID
    kind: EngagementKind | None = ask(
        "Kind of engagement", "Choose the nearest", missing="Choose what kind of engagement this was."
    )
    held_on: date | None = ask(
        "Date held", "For example 25 September 2025", missing="Give the day on which it was held."
    )
    who: str = ask(
        "Who took part",
        "Groups and organisations, without personal names",
        default="",
        missing="Say who took part, by group and not by name.",
    )
    how: str = ask(
        "How it was held",
        "For example an online session of one hour",
        default="",
        missing="Say how it was held, such as an online session.",
    )
    heard: LongText = ask(
        "What you heard",
        "In their words where you can, without names",
        default="",
        missing="Say what you heard.",
    )
    changed: LongText = ask(
        "What it changed",
        "“Nothing” is an answer",
        default="",
        missing="Say what it changed. “Nothing” is an answer.",
    )
    notice_reference: str = ask("Notice reference", "Of a market engagement notice, if published", default="")

    def in_list(self, place: int) -> str:
        """Return the line of this entry in a list, as the one at *place*."""
        when = show_date(self.held_on) if self.held_on else f"Entry {place}, no date yet"
        return f"{when}: {beginning(self.who) or 'nobody named yet'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """The policy's four steps that open a procurement to smaller bidders (policy section 4)."""

    turnover_threshold: bool | None = ask(
        "Minimum turnover asked for",
        "Only where the financial risk is high",
        missing="Say whether bidders need a minimum turnover.",
    )
    turnover_reason: LongText = ask(
        "Reason on turnover",
        "Needed where you ask for a minimum turnover",
        default="",
        missing="Say why a minimum turnover is needed.",
        sometimes=True,
    )
    lots_used: bool | None = ask(
        "Divided into lots",
        "So that small organisations can bid for a part",
        missing="Say whether the contract is divided into lots.",
    )
    lots_reason: LongText = ask(
        "Reason on lots",
        "Needed where there are no lots",
        default="",
        missing="Say why the contract is not divided into lots.",
        sometimes=True,
    )
    consortia_welcome: bool | None = ask(
        "Joint bids welcome",
        "Consortia: organisations that bid together",
        missing="Say whether organisations may bid together.",
    )
    consortia_note: LongText = ask(
        "Note on joint bids",
        "What makes them easier, or why they are not possible",
        default="",
        missing="Say why organisations may not bid together.",
        sometimes=True,
    )
    supplier_engagement: bool | None = ask(
        "Suppliers met before the tender",
        "So that bidders understand the process",
        missing="Say whether you engage with suppliers before the tender.",
    )
    supplier_engagement_note: LongText = ask(
        "Note on meeting suppliers",
        "What is planned, or why there is none",
        default="",
        missing="Say why you do not engage with suppliers before the tender.",
        sometimes=True,
    )


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
    outcome_id: str = ask(
        "Outcome",
        "What the question is about; one of the outcomes you chose",
        default="",
        missing="Choose the outcome that this question is about.",
        is_code=True,
    )
    source_id: str = ""
    text: LongText = ask(
        "Question",
        "Ask for one thing: how much, how, by when and how it is measured",
        default="",
        missing="Write the question.",
    )
    good_answer: LongText = ask(
        "What a good answer looks like",
        "One point a line; bidders see it",
        default="",
        missing="Say what a good answer looks like, so that bidders know how it is judged.",
    )
    marking: LongText = ask(
        "What the upper marks need",
        "A line for each of marks 3, 4 and 5; printed for bidders",
        default="",
        unprinted="A question that moved into the tender carries no marks.",
    )
    word_limit: int | None = ask(
        "Word limit", "For each answer, for example 500", missing="Give a word limit."
    )
    weight: Percent = ask(
        "Weight",
        "In percent of the social value marks",
        missing="Give the question's share of the social value marks.",
        sometimes=True,
    )

    def in_list(self, place: int) -> str:
        """Return the line of this question in a list, as the one at *place*."""
        return f"{place}. {beginning(self.text) or 'no wording yet'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """How tenders are assessed. Weights are percent of all marks; shares percent of social value.

    *minimum_mark* is on the 0 to 5 scale; *minimum_mark_rule* says what happens below it. With
    *winner_only_method* bidders give figures and a short answer, and only the winner writes the
    full method statement. With *form_for_each_lot* the response form has boxes for each lot; without,
    a bidder answers once for all of them. It matters only where there are two or more lots.
    """

    social_value_weight: Percent = ask(
        "Social value",
        "In percent, for example 10",
        missing="Give the share of all marks that social value has.",
    )
    quality_weight: Percent = ask(
        "Quality", "In percent", missing="Give the share of all marks that quality has."
    )
    price_weight: Percent = ask("Price", "In percent", missing="Give the share of all marks that price has.")
    quantitative_share: Percent = ask(
        "What is offered",
        "The numbers promised, in percent",
        missing="Give the share of the social value marks for what is offered in numbers.",
    )
    qualitative_share: Percent = ask(
        "How it will be done",
        "The method described, in percent",
        missing="Give the share of the social value marks for how it will be done.",
    )
    minimum_mark: Mark = ask(
        "Lowest acceptable mark",
        "From 0 to 5; leave blank if there is none",
        missing="Give the lowest mark that your rule speaks of.",
        sometimes=True,
    )
    minimum_mark_rule: LongText = ask(
        "What happens below that mark",
        "For example that the tender is not considered further",
        default="",
        missing="Say what happens to a tender below the lowest mark.",
        sometimes=True,
    )
    weight_reason: LongText = ask(
        "Reason for the weight of social value",
        "Why it is right for this contract; printed in the statement",
        default="",
        missing="Say why the weight of social value is right for this contract.",
    )
    winner_only_method: bool | None = ask(
        "Full method from the winner only", "Others give figures and a short answer"
    )
    form_for_each_lot: bool | None = ask(
        "A response form for each lot",
        "With “No” a bidder answers once for all the lots it bids for. With “Yes” the form has boxes for "
        "each lot, and each bidder fills in only those of the lots it bids for.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentDecision:
    """How one of the policy's provider commitments (section 5) is met on this contract."""

    commitment_id: str
    decision: Decision | None = ask(
        "Decision", "Choose it, or leave it out", missing="Choose this commitment or leave it out."
    )
    reason: LongText = ask(
        "Reason",
        "Needed where you leave it out",
        default="",
        missing="Say why this commitment is left out.",
        sometimes=True,
    )
    how: LongText = ask(
        "How it is met here",
        "What the supplier does on this contract; leave blank for the wording above",
        default="",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi:
    """A measure made binding: what is counted, how much, by when, and what follows.

    *targets* holds one number for each contract year, in the KPI's unit (``None``: as tendered).
    The three ``*_from`` bands are percent of target: at or above *good_from* is Good, then
    Approaching target, then Requires improvement, and below *improvement_from* Inadequate
    (the rating words of PA 2023, s71).
    """

    id: UUID
    outcome_id: str = ask(
        "Outcome",
        "What the KPI measures; one of the outcomes you chose",
        default="",
        missing="Choose the outcome that this KPI measures.",
        is_code=True,
    )
    measure_id: str = ""
    title: str = ask(
        "What is measured",
        "For example people who started work and stayed 26 weeks",
        default="",
        missing="Say in a few words what is measured.",
    )
    unit: str = ask(
        "Unit",
        "For example people, hours or kilograms",
        default="",
        missing="Give the unit, such as people, hours or kilograms.",
    )
    counts: LongText = ask(
        "What counts", "Who or what is counted, and from when", default="", missing="Say what counts."
    )
    excludes: LongText = ask(
        "What does not count",
        "For example what another KPI counts already",
        default="",
        missing="Say what does not count. “Nothing” is an answer.",
    )
    method: LongText = ask(
        "How it is counted",
        "So that it is counted the same way in two years",
        default="",
        missing="Say how it is counted.",
    )
    baseline: str = ask(
        "Baseline",
        "Where things stand now",
        default="",
        missing="Say where things stand now. “None known” is an answer.",
    )
    guide_minimum: str = ask(
        "Guide minimum", "What is reasonable for this contract; guidance, not a rule", default=""
    )
    targets: Targets = ask(
        "Target for each year",
        "In the unit above; leave a year blank for bidders to offer",
        default=(),
        missing="Give a target: no tender question asks bidders to offer one.",
        sometimes=True,
    )
    evidence: LongText = ask(
        "Evidence",
        "What shows that the figure is true, without personal data",
        default="",
        missing="Say what shows that the figure is true.",
    )
    frequency: Frequency | None = ask("Reported", "How often", missing="Choose how often it is reported.")
    supplier_owner: str = ask("Owner at the supplier", "A role; leave blank until award", default="")
    authority_owner: str = ask(
        "Owner on your side",
        "A role",
        default="",
        missing="Name the role on your side that looks after this KPI.",
    )
    good_from: Percent = ask(
        "Good", "For example 100", missing="Give the percentage of the target from which delivery is Good."
    )
    approaching_from: Percent = ask(
        "Approaching target",
        "For example 85",
        missing="Give the percentage from which delivery is Approaching target.",
    )
    improvement_from: Percent = ask(
        "Requires improvement",
        "For example 60",
        missing="Give the percentage from which delivery Requires improvement.",
    )
    remedy: LongText = ask(
        "If the target is missed",
        "The first thing that follows",
        default="",
        missing="Say what happens first when the target is missed.",
    )
    published: bool | None = ask(
        "KPI is published", "Yes if the public can read it", missing="Say whether this KPI is published."
    )
    review_date: date | None = ask(
        "Review date",
        "For example 1 March 2027",
        missing="Give the day on which this KPI is looked at again.",
    )

    def in_list(self, place: int) -> str:
        """Return the line of this KPI in a list, as the one at *place*."""
        return f"KPI {place}: {beginning(self.title) or 'no title yet'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """How delivery is reported and reviewed after award."""

    contract_manager: str = ask(
        "Contract manager",
        "A name or a role",
        default="",
        missing="Name the role or person who manages the contract.",
    )
    frequency: Frequency | None = ask(
        "Reports", "How often the supplier reports", missing="Choose how often the supplier reports."
    )
    first_report_on: date | None = ask(
        "First report due",
        "For example 30 June 2026",
        missing="Give the day on which the first report is due.",
    )
    delivery_plan_weeks: int | None = ask(
        "Plan due after award",
        "In weeks",
        missing="Give the weeks after award within which the delivery plan is due.",
    )
    delivery_plan_review_weeks: int | None = ask(
        "Your review of the plan", "In weeks", missing="Give the weeks you take to review the delivery plan."
    )
    content: LongText = ask(
        "More for each report", "On top of the figures, the evidence and a short account", default=""
    )
    change_note: LongText = ask(
        "If things change", "Only what goes beyond the standard wording of the annex", default=""
    )
    exit_and_legacy: LongText = ask(
        "When the contract ends", "Only what goes beyond the standard wording of the annex", default=""
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDate:
    """A day on which delivery is looked at together."""

    id: UUID
    on: date | None = ask("Day", "For example 1 September 2026", missing="Give the day of the review.")
    what: str = ask(
        "What is reviewed", "For example the first six months", default="", missing="Say what is reviewed."
    )

    def in_list(self, place: int) -> str:
        """Return the line of this day in a list, as the one at *place*."""
        when = show_date(self.on) if self.on else f"Review {place}, no date yet"
        return f"{when}: {beginning(self.what) or 'no purpose yet'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentControl:
    """Version and approval, as printed on every document's cover."""

    version: str = ask(
        "Version", "For example 0.1 or 1.0", default="0.1", missing="Give a version, such as 1.0."
    )
    status: DocumentStatus = ask(
        "Status", "A draft is marked as one on every page", default=DocumentStatus.DRAFT
    )
    issued_on: date | None = ask(
        "Date of issue", "For example 13 October 2025", missing="Give the day of issue.", sometimes=True
    )
    approved_by: str = ask(
        "Approved by",
        "A name or a role",
        default="",
        missing="Say who approved these documents.",
        sometimes=True,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseStyle:
    """How the organisation's documents look. All of it is optional.

    *logo_words* say what the logo shows, for whoever cannot see it. *colour* takes the place of
    SVDesk's own on covers, headings and tables.
    """

    logo: PictureText = ask(
        "Logo", "PNG or JPEG, up to 5 MB. It stands at the top of the first page.", default=""
    )
    logo_words: str = ask(
        "Words for the logo",
        "For people who can't see it, such as the name of your organisation",
        default="",
        missing="Say in words what the logo shows, such as the name of your organisation, for people who "
        "can't see it.",
        sometimes=True,
    )
    colour: Colour = ask("Colour", "For example #005EB8. Empty for SVDesk's own.", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadEntry:
    """Text typed into a field that could not be read as what the field holds.

    It is kept, shown again with its error, and replaced when the field is mended, so that nothing
    typed is lost. *path* is the field, such as ``facts.value`` or ``lots.<uuid>.value``.
    """

    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Part):
    """The plan of a project: one procurement. The pack fields name the policy edition.

    It keeps the name of the days when it was all that a project had: everywhere that a person or a
    composer says "the project", this is meant. The project as a whole is a head with parts.
    """

    part_kind = PLAN

    pack_id: str = ""
    pack_edition: str = ""
    about: About = one(About, "the project")
    facts: ContractFacts = one(ContractFacts, "contract facts")
    lots: tuple[Lot, ...] = many(Lot, "lot", title=Lot.in_list)
    estimates: tuple[Estimate, ...] = many(
        Estimate,
        "estimate",
        title=Estimate.in_list,
        unchecked="kept for the record: where a value once stood",
    )
    profile: tuple[ProfileAnswer, ...] = many(
        ProfileAnswer,
        "answer about the work",
        key="question_id",
        offered=True,
        unchecked="notes of the officer, which bidders never see",
    )
    outcomes: tuple[OutcomeDecision, ...] = many(OutcomeDecision, "outcome", key="outcome_id", offered=True)
    engagement: tuple[EngagementEntry, ...] = many(
        EngagementEntry, "engagement entry", title=EngagementEntry.in_list
    )
    access: Access = one(Access, "access")
    questions: tuple[Question, ...] = many(Question, "question", title=Question.in_list)
    evaluation: Evaluation = one(Evaluation, "evaluation")
    commitments: tuple[CommitmentDecision, ...] = many(
        CommitmentDecision, "commitment", key="commitment_id", offered=True
    )
    kpis: tuple[Kpi, ...] = many(Kpi, "KPI", title=Kpi.in_list)
    reporting: Reporting = one(Reporting, "reporting")
    review_dates: tuple[ReviewDate, ...] = many(ReviewDate, "review date", title=ReviewDate.in_list)
    control: DocumentControl = one(
        DocumentControl, "document control", unchecked="a version number, a state and a name"
    )
    house_style: HouseStyle = one(
        HouseStyle,
        "house style",
        unchecked="what a picture shows, said for those who can't see it",
        unprinted="a picture and a colour are seen and not read",
    )
    proposals: tuple[Proposal, ...] = many(
        Proposal, "proposal", key="target", unchecked="written by the program"
    )
    unread: tuple[UnreadEntry, ...] = many(
        UnreadEntry,
        "unread entry",
        key="path",
        unchecked="text that could not be read, shown at its field with what is wrong",
        unprinted="text that could not be read, shown at its field with what is wrong",
    )


SECTIONS: Mapping[str, SectionSpec] = sections_of(Project)
"""Every section of a project, by name, as it is declared above."""

LIST_SECTIONS: tuple[str, ...] = tuple(name for name, spec in SECTIONS.items() if spec.many)
"""The names of sections that hold many items, in the order in which they are stored."""

SINGLE_SECTIONS: tuple[str, ...] = tuple(name for name, spec in SECTIONS.items() if not spec.many)
"""The names of sections that hold one value."""
