"""How documents say things: dates, weights, counts, and what has not been answered yet.

Every function takes what may be missing and returns words that can be printed; none raises.
"""

from collections.abc import Iterable
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal

from svdesk.documents.model.blocks import Inlines, Link, Text, words
from svdesk.domain.choices import VatBasis
from svdesk.domain.english import (
    capitalised,
    count_in_words,
    counted,
    listed,
    show_date,
    show_weekday,
    within_sentence,
)
from svdesk.domain.entry import show_number, show_pounds
from svdesk.domain.facts import ContractFacts
from svdesk.domain.field_words import words_of
from svdesk.policy.content.items import Citation

NOT_YET = "Not yet answered"
"""Stands wherever an answer is missing, in every document."""

UNKNOWN_ITEM = "(not in this edition of the policy pack)"
"""Stands beside an id that the pack does not hold."""

TIMES = "\N{MULTIPLICATION SIGN}"

FIRST_STEP_DAY = words_of(ContractFacts)["commencement_date"].label
"""What the day that picks the rules in force is called, in every document."""

_FACTS = {
    "authority_type": "what kind of authority buys",
    "category": "what is mainly bought",
    "regime": "which rules govern the contract",
    "health_service": "whether it is bought for the health service",
    "framework": "whether it is a framework or a call-off",
    "value": "the estimated value",
    "vat": "whether the value includes VAT",
    "vat_rate": "the VAT rate",
    "commencement_date": f"the {within_sentence(FIRST_STEP_DAY)}",
    "first_step": "the first step",
    "procedure": "the procedure",
    "award_route": "whether suppliers compete",
    "direct_award_ground": "the ground for the direct award",
    "health_award": "which process is followed without a competition",
    "advertised": "whether tenders are advertised",
    "framework_assessed": "whether the framework was assessed",
    "lots_position": "whether lots were considered",
    "mixed_main_part": "which part is worth most",
    "parts_separable": "whether the parts could be bought apart",
    "staff_transfer": "whether staff may transfer",
    "formerly_in_house": "whether the work is or was done in-house",
    "as_deed": "whether the contract is signed as a deed",
    "term_months": "the length of the contract",
    "extension_months": "the length of any extension",
    "lots": "the lots",
    "cpv": "the CPV codes",
    "relevant_area": "the area that should benefit",
    "urgent": "whether the procurement is urgent",
    "urgency_own_delay": "whether your own delay caused the urgency",
    "urgency_reason": "the reason for the urgency",
    "engagement": "the engagement held",
}


def given(text: str) -> str:
    """Return *text* exactly as typed, or the words for an answer that is missing."""
    return text if text.strip() else NOT_YET


def typed(text: str) -> Inlines:
    """Return typed text as one run, or the words for an answer that is missing."""
    return words(given(text))


def lines_of(text: str) -> tuple[Inlines, ...]:
    """Return each line of typed text that is not blank as an item of a list."""
    return tuple(words(line) for line in text.splitlines() if line.strip())


def day(when: date | None) -> str:
    """Return ``13 October 2025``."""
    return show_date(when) if when else NOT_YET


def weekday(when: date | None) -> str:
    """Return ``Monday 13 October 2025``."""
    return show_weekday(when) if when else NOT_YET


def deadline(when: date | None, at: time | None, portal: str) -> str:
    """Return ``Monday 10 November 2025, 12:00, through The Chest``."""
    if when is None:
        return NOT_YET
    parts = [weekday(when)]
    if at is not None:
        parts.append(f"{at:%H:%M}")
    if portal.strip():
        parts.append(f"through {portal}")
    return ", ".join(parts)


def pounds(value: Decimal | None, vat: VatBasis | None = None) -> str:
    """Return ``£130,000 including VAT``."""
    if value is None:
        return NOT_YET
    basis = f" {within_sentence(vat.label)}" if vat else ""
    return f"{show_pounds(value)}{basis}"


def tidy(number: Decimal) -> str:
    """Return a number with at most two figures after the point."""
    return show_number(number.quantize(Decimal("0.01"), ROUND_HALF_UP))


def percent(value: Decimal | None) -> str:
    """Return ``10%``."""
    return NOT_YET if value is None else f"{tidy(value)}%"


def number(value: Decimal | None) -> str:
    """Return a number as people read it."""
    return NOT_YET if value is None else show_number(value)


def undecided_commitments(how_many: int) -> str:
    """Return the sentence for commitments that nobody has decided on yet."""
    return (
        "One of the policy's commitments is still to be decided."
        if how_many == 1
        else capitalised(f"{count_in_words(how_many, 'commitment')} of the policy are still to be decided.")
    )


def weeks(how_many: int | None) -> str:
    """Return ``4 weeks``."""
    return NOT_YET if how_many is None else counted(how_many, "week")


def months(how_many: int | None) -> str:
    """Return ``36 months``."""
    return NOT_YET if how_many is None else counted(how_many, "month")


def yes_no(value: bool | None) -> str:
    """Return Yes, No or the words for an answer that is missing."""
    return NOT_YET if value is None else "Yes" if value else "No"


def fact_names(names: Iterable[str]) -> str:
    """Return facts, named as in the case file, in words: ``the estimated value and the procedure``."""
    return listed([_FACTS.get(name, name.replace("_", " ")) for name in dict.fromkeys(names)])


def sources(citations: Iterable[Citation]) -> Inlines:
    """Return citations as links, with their titles, separated by semicolons."""
    runs: list[Text | Link] = []
    for citation in citations:
        if runs:
            runs.append(Text("; "))
        runs.append(Link(citation.title, citation.url) if citation.url else Text(citation.title))
    return tuple(runs)
