"""The facts of a contract: stated once, used by every rule, question and document.

Field names are those of the case file. ``None`` means "not known yet" and is never read as a
default: a rule that needs a fact that is not known answers "cannot tell".
"""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from svdesk.domain.choices import (
    AuthorityType,
    AwardRoute,
    Category,
    DirectAwardGround,
    FirstStep,
    Framework,
    HealthAward,
    LotsPosition,
    MainPart,
    Procedure,
    Regime,
    VatBasis,
)
from svdesk.domain.english import beginning
from svdesk.domain.entry import Codes, LongText, Months, Percent, Pounds, show_pounds
from svdesk.domain.field_words import ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """One lot. *value* is in pounds on the VAT basis of the whole contract."""

    id: UUID
    title: str = ask(
        "Title of the lot",
        "For example the place it is for",
        default="",
        missing="Give the lot a title, such as the place or the service it is for.",
    )
    value: Pounds = ask(
        "Value of the lot",
        "In pounds, with or without VAT as above",
        missing="Give the estimated value of the lot.",
    )
    description: LongText = ask(
        "What the lot covers",
        "For bidders, in a sentence or two",
        default="",
        missing="Say what the lot covers.",
    )

    def in_list(self, place: int) -> str:
        """Return the line of this lot in a list, as the one at *place*."""
        value = f", {show_pounds(self.value)}" if self.value is not None else ""
        return f"Lot {place}: {beginning(self.title) or 'no title yet'}{value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A value published or planned at some point, kept for the record.

    The rules read the current estimate in :class:`ContractFacts`; these are the others.
    *value* is in pounds; *vat_rate* in percent.
    """

    id: UUID
    source: str = ask(
        "Where it was stated",
        "For example an earlier notice",
        default="",
        missing="Say where this value was stated, such as an earlier notice.",
    )
    stated_on: date | None = ask(
        "Date it was stated",
        "For example 17 September 2025",
        missing="Give the date on which this value was stated.",
    )
    value: Pounds = ask("Value stated", "In pounds", missing="Give the value that was stated.")
    vat: VatBasis | None = ask(
        "VAT in this value", "As it was stated", missing="Say whether this value includes VAT."
    )
    vat_rate: Percent = ask("VAT rate of this value", "In percent, for example 20; 0 if exempt")

    def in_list(self, place: int) -> str:
        """Return the line of this estimate in a list, as the one at *place*."""
        value = show_pounds(self.value) if self.value is not None else "no value yet"
        vat = f" {self.vat.label.lower()}" if self.vat else ""
        return f"{value}{vat}, {beginning(self.source) or f'estimate {place}'}".replace(" vat", " VAT")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFacts:
    """What the rules need to know about the contract.

    *value* is the current whole-contract estimate in pounds (all years, extensions and lots), on
    the basis that *vat* states; *vat_rate* is in percent. *commencement_date* is the day of the
    *first_step*, done or planned, and picks the figures in force: a notice, an invitation below the
    threshold, or the first contact with a supplier (SI 2025/1200, reg 3(2)). *workforce* is the
    number of full-time-equivalent posts that the work is expected to need.
    """

    authority_type: AuthorityType | None = ask(
        "Kind of organisation",
        "Legal figures differ between them",
        missing="Choose what kind of organisation buys.",
    )
    category: Category | None = ask(
        "What is mainly bought", "The main part of the contract", missing="Choose what is mainly bought."
    )
    regime: Regime | None = ask(
        "Regime",
        "The set of rules; ask procurement if unsure",
        missing="Choose the set of rules that governs the contract.",
    )
    health_service: bool | None = ask(
        "Bought for the health service",
        "The health service in England",
        missing="Say whether this is bought for the health service.",
    )
    framework: Framework | None = ask(
        "Framework",
        "Agreed terms for later contracts, the call-offs",
        missing="Say how the contract stands to a framework.",
    )
    value: Pounds = ask(
        "Estimated value, whole contract",
        "All years, extensions and lots, in pounds",
        missing="Give the estimated value of the whole contract.",
    )
    vat: VatBasis | None = ask(
        "VAT", "Legal thresholds include VAT", missing="Say whether the value includes VAT."
    )
    vat_rate: Percent = ask(
        "VAT rate",
        "In percent, for example 20; 0 if exempt",
        missing="Give the VAT rate, so that the value can be compared with VAT.",
        sometimes=True,
    )
    commencement_date: date | None = ask(
        "Day of the first step",
        "Notice, invitation or contact; it picks the rules",
        missing="Give the day of the first step. It decides which figures are in force.",
    )
    first_step: FirstStep | None = ask(
        "First step",
        "What happens on that day",
        missing="Say what the first step of the procurement is.",
        sometimes=True,
        omitted_while_blank=True,
    )
    procedure: Procedure | None = ask(
        "Procedure", "How the contract is awarded", missing="Choose how the contract will be awarded."
    )
    award_route: AwardRoute | None = ask(
        "Competition or direct award",
        "Whether suppliers compete for this contract",
        missing="Say whether suppliers compete for this contract.",
        sometimes=True,
        omitted_while_blank=True,
    )
    direct_award_ground: DirectAwardGround | None = ask(
        "Ground for the direct award",
        "What in law allows an award without a competition",
        missing="Choose what in law allows the direct award.",
        sometimes=True,
        omitted_while_blank=True,
    )
    health_award: HealthAward | None = ask(
        "Process without a competition",
        "Of the NHS Provider Selection Regime",
        missing="Choose the process that is followed without a competition.",
        sometimes=True,
        omitted_while_blank=True,
    )
    advertised: bool | None = ask(
        "Tenders advertised",
        "Open to suppliers whom you did not choose beforehand",
        missing="Say whether tenders are advertised.",
        sometimes=True,
        omitted_while_blank=True,
    )
    framework_assessed: bool | None = ask(
        "Framework assessed",
        "For modern slavery, with nothing changed since",
        missing="Say whether the framework was assessed for modern slavery.",
        sometimes=True,
        omitted_while_blank=True,
    )
    lots_position: LotsPosition | None = ask(
        "Lots considered",
        "Lots, or the reason why there are none",
        missing="Say whether the contract is divided into lots, or why not.",
        sometimes=True,
        omitted_while_blank=True,
    )
    mixed_main_part: MainPart | None = ask(
        "Part worth most",
        "Of the services, goods and works",
        missing="Choose which part is worth most.",
        sometimes=True,
        omitted_while_blank=True,
    )
    parts_separable: bool | None = ask(
        "Parts could be bought apart",
        "Whether separate contracts would be reasonable",
        missing="Say whether the parts could reasonably be bought apart.",
        sometimes=True,
        omitted_while_blank=True,
    )
    staff_transfer: bool | None = ask(
        "Staff may transfer",
        "To the new supplier, with their terms (TUPE)",
        missing="Say whether staff may transfer to the new supplier.",
        sometimes=True,
        omitted_while_blank=True,
    )
    formerly_in_house: bool | None = ask(
        "Done in-house, now or before",
        "Whether your own staff do this work or once did",
        missing="Say whether your own staff do this work or once did.",
        sometimes=True,
        omitted_while_blank=True,
    )
    as_deed: bool | None = ask(
        "Signed as a deed",
        "Claims on a deed stay open for longer",
        missing="Say whether the contract is signed as a deed.",
        sometimes=True,
        omitted_while_blank=True,
    )
    workforce: int | None = ask("Full-time posts on the job", "About how many, two half-time posts being one")
    term_months: Months = ask(
        "Length in months",
        "Without extensions",
        missing="Give the length of the contract in months, without extensions.",
    )
    extension_months: Months = ask(
        "Extensions in months",
        "All together; 0 if there are none",
        missing="Give the months of all extensions together. Write 0 if there are none.",
    )
    cpv: Codes = ask(
        "CPV codes",
        "What is bought: eight digits, commas between",
        default=(),
        missing="Give at least one CPV code.",
    )
    relevant_area: str = ask(
        "Area to benefit",
        "For example Cheshire East",
        default="",
        missing="Name the area that is to benefit.",
    )
    urgent: bool | None = ask(
        "Emergency procurement",
        "Too urgent for the usual steps",
        missing="Say whether the procurement is an emergency.",
    )
    urgency_own_delay: bool | None = ask(
        "Caused by your own delay",
        "Only needed in an emergency",
        missing="Say whether your own delay caused the urgency.",
        sometimes=True,
    )
    urgency_reason: LongText = ask(
        "Reason for the urgency",
        "Only needed in an emergency; it is kept on record",
        default="",
        missing="Give the reason for the urgency. It is kept on record.",
        sometimes=True,
        unprinted="Printed only where the contract is urgent.",
    )
    enquiries_deadline: date | None = ask(
        "Last day for questions",
        "For example 31 October 2025",
        missing="Give the last day for bidders' questions.",
        sometimes=True,
    )
    tender_deadline: date | None = ask(
        "Last day for tenders",
        "For example 10 November 2025",
        missing="Give the last day for tenders.",
        sometimes=True,
    )
    tender_time: time | None = ask(
        "Time tenders are due",
        "For example 12:00",
        missing="Give the time of day by which tenders are due.",
        sometimes=True,
    )
    start_date: date | None = ask(
        "First day of the contract",
        "For example 1 March 2026",
        missing="Give the day on which the contract starts.",
    )
    end_date: date | None = ask(
        "Last day of the contract",
        "Without extensions",
        missing="Give the last day of the contract, without extensions.",
    )


def contract_years(facts: ContractFacts) -> int:
    """Return the number of contract years without extensions.

    A part of a year counts as one, and a term that is not known as a single year. A KPI has one
    target for each of these years.
    """
    return max(1, -(-(facts.term_months or 0) // 12))
