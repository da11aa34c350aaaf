"""A project: one procurement, from the first facts to the last KPI, as frozen values.

A change makes a new value (``dataclasses.replace``), so that a snapshot can be handed to another
process or kept for undo without copying. Sections that are tuples hold items with an ``id``;
their order is the officer's order.

The classes of the sections lie beside this module, by stage of the commissioning cycle; everybody
imports them from here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from svdesk.domain.choices import DocumentStatus
from svdesk.domain.delivery import Award, Kpi, Reporting, ReviewDate
from svdesk.domain.entry import Colour, LongText, PictureText
from svdesk.domain.facts import ContractFacts, Estimate, Lot
from svdesk.domain.field_words import ask
from svdesk.domain.parts import Part
from svdesk.domain.planning import About, Access, EngagementEntry, OutcomeDecision, ProfileAnswer
from svdesk.domain.sections import SectionSpec, many, one, sections_of
from svdesk.domain.tendering import CommitmentDecision, Evaluation, Question

__all__ = [
    "LIST_SECTIONS",
    "PLAN",
    "SECTIONS",
    "SINGLE_SECTIONS",
    "About",
    "Access",
    "Award",
    "CommitmentDecision",
    "DocumentControl",
    "EngagementEntry",
    "Evaluation",
    "HouseStyle",
    "Kpi",
    "OutcomeDecision",
    "ProfileAnswer",
    "Project",
    "Proposal",
    "Question",
    "Reporting",
    "ReviewDate",
    "UnreadEntry",
]

PLAN = "plan"
"""The kind of part that a :class:`Project` is."""


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
    review_dates: tuple[ReviewDate, ...] = many(
        ReviewDate,
        "review date",
        title=ReviewDate.in_list,
        missing="Add at least one day on which you look at delivery together.",
    )
    award: Award = one(
        Award,
        "award",
        unchecked="days, of which only how long records are kept depends",
        unprinted="days after the documents; they say how long records are kept",
        omitted_while_blank=True,
    )
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


def answered_by_lot(project: Project) -> bool:
    """Say whether bidders answer for each lot that they bid for, and not once for all of them."""
    return project.evaluation.form_for_each_lot is True and len(project.lots) > 1
