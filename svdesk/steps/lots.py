"""Lots and the other estimates: the lists on the page of contract facts."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from svdesk.checks.finding import Finding
from svdesk.domain.entry import show_pounds
from svdesk.domain.facts import ContractFacts, Estimate, Lot
from svdesk.steps.findings import advice, unanswered

_LOT = {
    "title": "Give the lot a title, such as the place or the service it is for.",
    "value": "Give the estimated value of the lot.",
    "description": "Say what the lot covers.",
}
_ESTIMATE = {
    "source": "Say where this value was stated, such as an earlier notice.",
    "stated_on": "Give the date on which this value was stated.",
    "value": "Give the value that was stated.",
    "vat": "Say whether this value includes VAT.",
}


def lot_problems(lots: tuple[Lot, ...], facts: ContractFacts) -> Iterator[Finding]:
    """Yield what is missing or odd about the lots."""
    titles = Counter(lot.title.strip().casefold() for lot in lots)
    for lot in lots:
        yield from unanswered(f"lots.{lot.id}", lot, _LOT)
        if lot.title.strip() and titles[lot.title.strip().casefold()] > 1:
            yield advice(f"lots.{lot.id}.title", "Two lots have this title. Bidders need to tell them apart.")
    if len(lots) == 1:
        yield advice("lots", "One lot is the whole contract. Add another, or remove this one.")
    values = [lot.value for lot in lots if lot.value is not None]
    total = sum(values, start=Decimal(0))
    if values and len(values) == len(lots) and facts.value not in (None, total):
        yield advice(
            "lots",
            f"The lots add up to {show_pounds(total)}, and the whole contract is "
            f"{show_pounds(facts.value)}. Check the values, unless you mean them to differ.",
        )


def estimate_problems(estimates: tuple[Estimate, ...]) -> Iterator[Finding]:
    """Yield what is missing from the estimates kept on record."""
    for estimate in estimates:
        yield from unanswered(f"estimates.{estimate.id}", estimate, _ESTIMATE)
