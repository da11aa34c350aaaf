"""Periods that an enactment sets, and how it counts them, as a policy pack states them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from svdesk.domain.choices import Choice
from svdesk.policy.content.items import Citation


class Nation(Choice):
    """A part of the United Kingdom: each has bank holidays of its own."""

    ENGLAND = "england", "England"
    WALES = "wales", "Wales"
    SCOTLAND = "scotland", "Scotland"
    NORTHERN_IRELAND = "northern_ireland", "Northern Ireland"


class NamedHoliday(StrEnum):
    """A day that an enactment names itself, whether or not it is a bank holiday."""

    CHRISTMAS_DAY = "christmas_day"
    GOOD_FRIDAY = "good_friday"
    FIRST_MONDAY_IN_MAY = "first_monday_in_may"


class PeriodUnit(StrEnum):
    """What a period is counted in."""

    DAYS = "days"
    """Every day counts, weekends and holidays too."""
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    YEARS = "years"


class Counting(StrEnum):
    """Which day is the first that counts."""

    WITH = "with"
    """The day of the event is the first: a period "beginning with" it."""
    AFTER = "after"
    """The day after the event is the first: "within 30 days of" it."""
    AFTER_NEXT_DAY = "after_next_day"
    """The period begins on the day after the event, and that day isn't counted either."""


class PeriodEffect(StrEnum):
    """What the end of a period means."""

    BY = "by"
    """It has to be done on the last day at the latest."""
    NOT_UNTIL_OVER = "not_until_over"
    """It may not be done before the period has ended: the day after the last is the first on which it may."""
    NOT_BEFORE_LAST = "not_before_last"
    """It may not be done before the last day, and may on that day."""
    THROUGHOUT = "throughout"
    """It goes on to the end of the last day, as the keeping of records does."""


class PeriodEvent(StrEnum):
    """What a period is counted from. Where a project says the day of the event, the period has dates."""

    AWARD_NOTICE = "award_notice"
    """The contract award notice is published."""
    CONTRACT_ENTERED = "contract_entered"
    CONTRACT_AWARDED = "contract_awarded"
    CONTRACT_CHANGED = "contract_changed"
    CHANGE_NOTICE = "change_notice"
    """The contract change notice is published."""
    CONTRACT_ENDED = "contract_ended"
    """The contract ends: by expiry, or by termination in any other way."""
    FAILURE = "failure"
    """The duty to tell of a breach or of a failure to perform arises."""
    CLAIM_KNOWN = "claim_known"
    """A supplier first knew, or ought to have known, of what it complains of."""
    MOST_SUITABLE_NOTICE = "most_suitable_notice"
    """The notice of intention to follow the Most Suitable Provider Process is submitted."""
    INTENTION_NOTICE = "intention_notice"
    """The notice of intention to make an award under the Provider Selection Regime is published."""
    FURTHER_DECISION = "further_decision"
    """Providers were told of the last further decision after representations."""
    ABANDONED = "abandoned"
    """A procurement under the Provider Selection Regime is abandoned."""
    INVOICE_DUE = "invoice_due"
    """An invoice is received, or falls due if that is later."""
    QUARTER_END = "quarter_end"
    REPORTING_PERIOD_END = "reporting_period_end"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDays:
    """What an enactment calls a working day: not Saturday, not Sunday, and none of the days named here.

    *bank_holidays* are the parts of the United Kingdom of which a bank holiday doesn't count; *holidays* are
    days that don't count in any case. *says* is a sentence for people. Days from *covered_from* to
    *covered_to* can be counted. Bank holidays up to *published_to* have been announced; later ones are worked
    out by the usual rules, and one may still be moved or added.
    """

    id: str
    title: str
    says: str
    bank_holidays: tuple[Nation, ...]
    holidays: tuple[NamedHoliday, ...] = ()
    covered_from: date
    published_to: date
    covered_to: date
    citations: tuple[Citation, ...] = ()
    checked: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A period that an enactment sets: how long it is, and what it is counted from.

    *number* and *unit* say how long, *counting* which day is the first. *working_days* names the kind of
    working day, where these are counted. *event* is what the period is counted from, and *counted_from* the
    same in words ("the day on which the contract is entered into"). *what* says what is to be done or may be
    done, and *effect* what the last day means for it. A period that *repeats* is followed by others of its
    length until the contract ends. It concerns a contract where a rule applies whose duty names it. *note*
    says what else the enactment says of the day, or leaves open.
    """

    id: str
    title: str
    what: str
    number: int
    unit: PeriodUnit
    counting: Counting
    event: PeriodEvent
    counted_from: str
    effect: PeriodEffect
    working_days: str = ""
    repeats: bool = False
    note: str = ""
    citations: tuple[Citation, ...] = ()
    confidence: str = "verified"
    checked: date | None = None
