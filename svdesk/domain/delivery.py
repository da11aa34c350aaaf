"""What is delivered: the measures made binding, and how both sides keep them in sight."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from svdesk.domain.choices import Frequency
from svdesk.domain.english import beginning, show_date
from svdesk.domain.entry import LongText, Percent, Targets
from svdesk.domain.field_words import ask


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
class Award:
    """How the procurement ended: what the period for which its records are kept begins or ends with.

    Where several contracts were made, each day is that of the last of them.
    """

    entered_into_on: date | None = ask(
        "Contract entered into on", "The day the last side signed; the last contract, where there are several"
    )
    awarded_on: date | None = ask("Contract awarded on", "Needed only where it was never entered into")
    no_award_on: date | None = ask("Notice of no award given on", "Only where you decided to award nothing")


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
