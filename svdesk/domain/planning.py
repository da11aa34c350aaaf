"""What is planned before the tender: the work, the outcomes sought, who was heard, the open door."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from svdesk.domain.choices import Decision, EngagementKind
from svdesk.domain.english import beginning, show_date
from svdesk.domain.entry import LongText
from svdesk.domain.field_words import ask


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
        missing="Say why this outcome fits the contract or does not.",
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
