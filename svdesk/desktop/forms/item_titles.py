"""The line by which an item stands in a list."""

from typing import Any

from svdesk.domain.entry import show_date, show_pounds
from svdesk.domain.facts import Estimate, Lot
from svdesk.domain.project import EngagementEntry, Kpi, Question, ReviewDate

_LONGEST = 110


def short(text: str) -> str:
    """Return the beginning of *text* on one line."""
    line = " ".join(text[: _LONGEST * 2].split())
    return line if len(line) <= _LONGEST else line[:_LONGEST].rsplit(" ", 1)[0] + "…"


def _lot(place: int, lot: Lot) -> str:
    value = f", {show_pounds(lot.value)}" if lot.value is not None else ""
    return f"Lot {place}: {short(lot.title) or 'no title yet'}{value}"


def _estimate(place: int, estimate: Estimate) -> str:
    value = show_pounds(estimate.value) if estimate.value is not None else "no value yet"
    vat = f" {estimate.vat.label.lower()}" if estimate.vat else ""
    return f"{value}{vat}, {short(estimate.source) or f'estimate {place}'}".replace(" vat", " VAT")


def _engagement(place: int, entry: EngagementEntry) -> str:
    when = show_date(entry.held_on) if entry.held_on else f"Entry {place}, no date yet"
    return f"{when}: {short(entry.who) or 'nobody named yet'}"


def _question(place: int, question: Question) -> str:
    return f"{place}. {short(question.text) or 'no wording yet'}"


def _kpi(place: int, kpi: Kpi) -> str:
    return f"KPI {place}: {short(kpi.title) or 'no title yet'}"


def _review_date(place: int, review: ReviewDate) -> str:
    when = show_date(review.on) if review.on else f"Review {place}, no date yet"
    return f"{when}: {short(review.what) or 'no purpose yet'}"


_TITLES: dict[type, Any] = {
    Lot: _lot,
    Estimate: _estimate,
    EngagementEntry: _engagement,
    Question: _question,
    Kpi: _kpi,
    ReviewDate: _review_date,
}


def item_title(place: int, item: Any) -> str:  # noqa: ANN401 - items of every list section
    """Return the line of *item*, the *place*-th of its list."""
    return str(_TITLES[type(item)](place, item))
