"""The term of a contract in words: its length, its years and how far it can be extended."""

from datetime import timedelta

from svdesk.documents.model.phrases import NOT_YET, day, months
from svdesk.domain.dates import months_later
from svdesk.domain.facts import ContractFacts, contract_years

MONTHS_A_YEAR = 12


def year_dates(facts: ContractFacts) -> tuple[tuple[str, str], ...]:
    """Return each contract year with its first and last day; () where the start is not known."""
    if facts.start_date is None or facts.term_months is None:
        return ()
    rows = []
    for year in range(1, contract_years(facts) + 1):
        first = months_later(facts.start_date, (year - 1) * MONTHS_A_YEAR)
        after = months_later(facts.start_date, min(year * MONTHS_A_YEAR, facts.term_months))
        if first is None or after is None or after <= first:
            return ()
        rows.append((f"Year {year}", f"{day(first)} to {day(after - timedelta(days=1))}"))
    return tuple(rows)


def term(facts: ContractFacts) -> str:
    """Return the length of the contract, with its dates where they are known."""
    length = months(facts.term_months)
    if facts.start_date and facts.end_date:
        return f"{length}, {day(facts.start_date)} to {day(facts.end_date)}"
    return f"{length}, from {day(facts.start_date)}" if facts.start_date else length


def extension(facts: ContractFacts) -> str:
    """Return how far the contract can be extended."""
    if facts.extension_months == 0:
        return "None"
    if facts.extension_months is None:
        return NOT_YET
    return f"Up to {months(facts.extension_months)} more"
