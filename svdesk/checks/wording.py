"""Checks of the words in every text: the phrases of the pack, and its old terms."""

from collections.abc import Iterator

from svdesk.checks.checked_case import CheckedCase, Checks, FieldText
from svdesk.checks.finding import Finding
from svdesk.checks.reading import Hit, TextCheck, repair
from svdesk.checks.together import Contract


def find(checked: CheckedCase) -> Iterator[Finding]:
    """Yield what the words of the project's texts give away, in the order of its fields."""
    kept = checked.case.worked_out
    for texts in checked.texts:
        for check, text, hits in kept.of(_hits, checked.checks, texts, checked.contract):
            if checked.check(check.check.id) is not None:
                yield from _findings(checked, check, text, hits)


def _hits(
    checks: Checks, texts: tuple[FieldText, ...], contract: Contract
) -> tuple[tuple[TextCheck, FieldText, tuple[Hit, ...]], ...]:
    """Return what each check finds in the texts of one item, where it finds something."""
    return tuple(
        (check, text, hits)
        for text in texts
        for check in checks.reading(text.section, text.field, text.stage)
        if (hits := check.hits_for(text.text, contract))
    )


def _findings(
    checked: CheckedCase, check: TextCheck, text: FieldText, hits: tuple[Hit, ...]
) -> Iterator[Finding]:
    """Yield a finding for each different wording that was found."""
    told: set[str] = set()
    for hit in hits:
        words = " ".join(hit.words.split())
        if words.lower() not in told:
            told.add(words.lower())
            fix = repair(check.check, text.path, text.text, hit)
            yield checked.finding_of(check.check, text.path, fix, found=words, instead=hit.instead)
