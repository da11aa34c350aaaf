"""The facts of a contract: stated once, used by every rule, question and document.

Field names are those of the case file. ``None`` means "not known yet" and is never read as a
default: a rule that needs a fact that is not known answers "cannot tell".
"""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from svdesk.domain.choices import AuthorityType, Category, Framework, Procedure, Regime, VatBasis
from svdesk.domain.entry import Codes, LongText, Months, Percent, Pounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """One lot. *value* is in pounds on the VAT basis of the whole contract."""

    id: UUID
    title: str = ""
    value: Pounds = None
    description: LongText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A value published or planned at some point, kept for the record.

    The rules read the current estimate in :class:`ContractFacts`; these are the others.
    *value* is in pounds; *vat_rate* in percent.
    """

    id: UUID
    source: str = ""
    stated_on: date | None = None
    value: Pounds = None
    vat: VatBasis | None = None
    vat_rate: Percent = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFacts:
    """What the rules need to know about the contract.

    *value* is the current whole-contract estimate in pounds (all years, extensions and lots), on
    the basis that *vat* states; *vat_rate* is in percent. *commencement_date* is the day the
    tender notice is (to be) published and picks the figures in force. *workforce* is the number of
    full-time-equivalent posts that the work is expected to need.
    """

    authority_type: AuthorityType | None = None
    category: Category | None = None
    regime: Regime | None = None
    health_service: bool | None = None
    framework: Framework | None = None
    value: Pounds = None
    vat: VatBasis | None = None
    vat_rate: Percent = None
    commencement_date: date | None = None
    procedure: Procedure | None = None
    workforce: int | None = None
    term_months: Months = None
    extension_months: Months = None
    cpv: Codes = ()
    relevant_area: str = ""
    urgent: bool | None = None
    urgency_own_delay: bool | None = None
    urgency_reason: LongText = ""
    enquiries_deadline: date | None = None
    tender_deadline: date | None = None
    tender_time: time | None = None
    start_date: date | None = None
    end_date: date | None = None


def contract_years(facts: ContractFacts) -> int:
    """Return the number of contract years without extensions.

    A part of a year counts as one, and a term that is not known as a single year. A KPI has one
    target for each of these years.
    """
    return max(1, -(-(facts.term_months or 0) // 12))
