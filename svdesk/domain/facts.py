"""The facts of a contract: stated once, used by every rule, question and document.

Field names are those of the case file. ``None`` means "not known yet" and is never read as a
default: a rule that needs a fact that is not known answers "cannot tell".
"""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from svdesk.domain.choices import AuthorityType, Category, Framework, Procedure, Regime, VatBasis
from svdesk.domain.entry import Codes, LongText, Months, Percent, Pounds
from svdesk.domain.field_words import ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """One lot. *value* is in pounds on the VAT basis of the whole contract."""

    id: UUID
    title: str = ask("Title of the lot", "For example the place it is for", default="")
    value: Pounds = ask("Value of the lot", "In pounds, with or without VAT as above")
    description: LongText = ask("What the lot covers", "For bidders, in a sentence or two", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A value published or planned at some point, kept for the record.

    The rules read the current estimate in :class:`ContractFacts`; these are the others.
    *value* is in pounds; *vat_rate* in percent.
    """

    id: UUID
    source: str = ask("Where it was stated", "For example an earlier notice", default="")
    stated_on: date | None = ask("Date it was stated", "For example 17 September 2025")
    value: Pounds = ask("Value stated", "In pounds")
    vat: VatBasis | None = ask("VAT in this value", "As it was stated")
    vat_rate: Percent = ask("VAT rate of this value", "In percent, for example 20; 0 if exempt")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFacts:
    """What the rules need to know about the contract.

    *value* is the current whole-contract estimate in pounds (all years, extensions and lots), on
    the basis that *vat* states; *vat_rate* is in percent. *commencement_date* is the day the
    tender notice is (to be) published and picks the figures in force. *workforce* is the number of
    full-time-equivalent posts that the work is expected to need.
    """

    authority_type: AuthorityType | None = ask("Kind of organisation", "Legal figures differ between them")
    category: Category | None = ask("What is mainly bought", "The main part of the contract")
    regime: Regime | None = ask("Regime", "The set of rules; ask procurement if unsure")
    health_service: bool | None = ask("Bought for the health service", "The health service in England")
    framework: Framework | None = ask("Framework", "Agreed terms for later contracts, the call-offs")
    value: Pounds = ask("Estimated value, whole contract", "All years, extensions and lots, in pounds")
    vat: VatBasis | None = ask("VAT", "Legal thresholds include VAT")
    vat_rate: Percent = ask("VAT rate", "In percent, for example 20; 0 if exempt")
    commencement_date: date | None = ask("Tender notice date", "It picks the rules and figures in force")
    procedure: Procedure | None = ask("Procedure", "How the contract is awarded")
    workforce: int | None = ask("Full-time posts on the job", "About how many, two half-time posts being one")
    term_months: Months = ask("Length in months", "Without extensions")
    extension_months: Months = ask("Extensions in months", "All together; 0 if there are none")
    cpv: Codes = ask("CPV codes", "What is bought: eight digits, commas between", default=())
    relevant_area: str = ask("Area to benefit", "For example Cheshire East", default="")
    urgent: bool | None = ask("Emergency procurement", "Too urgent for the usual steps")
    urgency_own_delay: bool | None = ask("Caused by your own delay", "Only needed in an emergency")
    urgency_reason: LongText = ask(
        "Reason for the urgency", "Only needed in an emergency; it is kept on record", default=""
    )
    enquiries_deadline: date | None = ask("Last day for questions", "For example 31 October 2025")
    tender_deadline: date | None = ask("Last day for tenders", "For example 10 November 2025")
    tender_time: time | None = ask("Time tenders are due", "For example 12:00")
    start_date: date | None = ask("First day of the contract", "For example 1 March 2026")
    end_date: date | None = ask("Last day of the contract", "Without extensions")


def contract_years(facts: ContractFacts) -> int:
    """Return the number of contract years without extensions.

    A part of a year counts as one, and a term that is not known as a single year. A KPI has one
    target for each of these years.
    """
    return max(1, -(-(facts.term_months or 0) // 12))
