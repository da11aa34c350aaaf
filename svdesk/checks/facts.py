"""Contract facts and lots that can hardly be meant as they stand."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from svdesk.checks.checked_case import CheckedCase
from svdesk.checks.finding import Finding
from svdesk.domain.choices import Category, Regime
from svdesk.domain.english import within_sentence
from svdesk.domain.entry import show_pounds
from svdesk.policy.guidance.cpv import vocabulary

_SERVICE_REGIMES = (Regime.LIGHT_TOUCH, Regime.PROVIDER_SELECTION, Regime.LIGHT_TOUCH_CONCESSION)


def find(checked: CheckedCase) -> Iterator[Finding]:
    """Yield the facts that contradict each other or the vocabulary of what can be bought."""
    facts = checked.project.facts
    if facts.value == 0:
        yield from checked.finding("value-nought", "facts.value")
    if facts.regime in _SERVICE_REGIMES and facts.category in (Category.GOODS, Category.WORKS):
        chosen = within_sentence(facts.category.label)
        yield from checked.finding("regime-of-services", "facts.regime", category=chosen)
    yield from _codes(checked)
    yield from _lots(checked)


def _codes(checked: CheckedCase) -> Iterator[Finding]:
    """Yield each CPV code that is not in the vocabulary, or whose check digit is not its own."""
    for code in dict.fromkeys(checked.project.facts.cpv):
        right = vocabulary().full_code(code)
        if not right:
            yield from checked.finding("cpv-unknown", "facts.cpv", cpv=code)
        elif "-" in code and code != right:
            yield from checked.finding("cpv-digit", "facts.cpv", cpv=code, right=right)


def _lots(checked: CheckedCase) -> Iterator[Finding]:
    lots, whole = checked.project.lots, checked.project.facts.value
    titles = Counter(lot.title.strip().casefold() for lot in lots)
    for lot in lots:
        if lot.title.strip() and titles[lot.title.strip().casefold()] > 1:
            yield from checked.finding("lot-title-twice", f"lots.{lot.id}.title")
    if len(lots) == 1:
        yield from checked.finding("lot-alone", "lots")
        return
    values = [lot.value for lot in lots if lot.value is not None]
    total = sum(values, start=Decimal(0))
    if values and len(values) == len(lots) and whole is not None and whole != total:
        yield from checked.finding("lot-values", "lots", lots=show_pounds(total), whole=show_pounds(whole))
