"""The dates of a procurement, and the order in which they have to come."""

from collections.abc import Iterator

from svdesk.domain.choices import Procedure
from svdesk.domain.dates import agrees, months_between
from svdesk.domain.entry import show_date
from svdesk.domain.facts import ContractFacts
from svdesk.domain.problems import Problem
from svdesk.steps.findings import invalid

_RUNNING = (
    Procedure.IN_HOUSE,
    Procedure.TRADING_COMPANY,
    Procedure.CONTRACT_MODIFICATION,
    Procedure.SERVICE_REVIEW,
)
"""Routes whose contract or service may have begun long before the change that is planned now."""


def problems(facts: ContractFacts) -> Iterator[Problem]:
    """Yield what is wrong with the order of the dates, or with their distance."""
    yield from _term(facts)
    yield from _competition(facts)


def _competition(facts: ContractFacts) -> Iterator[Problem]:
    notice, enquiries, tenders = facts.commencement_date, facts.enquiries_deadline, facts.tender_deadline
    if notice and enquiries and enquiries < notice:
        yield invalid(
            "facts.enquiries_deadline",
            f"Questions cannot close before the tender notice, {show_date(notice)}. Change one of the dates.",
        )
    elif tenders and enquiries and enquiries > tenders:
        yield invalid(
            "facts.enquiries_deadline",
            f"Questions cannot close after tenders are due, {show_date(tenders)}. Change one of the dates.",
        )
    if notice and tenders and tenders < notice:
        yield invalid(
            "facts.tender_deadline",
            f"Tenders cannot be due before the tender notice, {show_date(notice)}. Change one of the dates.",
        )


def _term(facts: ContractFacts) -> Iterator[Problem]:
    start, end, term = facts.start_date, facts.end_date, facts.term_months
    if start and facts.procedure not in _RUNNING:
        if facts.tender_deadline and start < facts.tender_deadline:
            yield invalid(
                "facts.start_date",
                f"The contract cannot start before tenders are due, {show_date(facts.tender_deadline)}. "
                "Change one of the dates.",
            )
        elif facts.commencement_date and start < facts.commencement_date:
            yield invalid(
                "facts.start_date",
                f"The contract cannot start before the tender notice, {show_date(facts.commencement_date)}. "
                "Change one of the dates.",
            )
    if start and end and end < start:
        yield invalid(
            "facts.end_date",
            f"The contract cannot end before it starts, {show_date(start)}. Change one of the dates.",
        )
    elif start and end and term is not None and not agrees(start, end, term):
        extended = term + (facts.extension_months or 0)
        advice = (
            "Leave the extensions out of the end date."
            if extended != term and agrees(start, end, extended)
            else "Change the dates or the months."
        )
        yield invalid(
            "facts.end_date",
            f"From {show_date(start)} to {show_date(end)} is about {months_between(start, end)} months, "
            f"and you gave a length of {term}. {advice}",
        )
