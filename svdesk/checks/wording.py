"""Checks of the words in every text: the phrases of the pack, and its old terms."""

from collections.abc import Iterator
from functools import lru_cache

from svdesk.checks.finding import Finding
from svdesk.checks.reading import Hit, TextCheck, repair
from svdesk.checks.scene import FieldText, Scene
from svdesk.checks.together import Contract
from svdesk.domain.identity import Same


def find(scene: Scene) -> Iterator[Finding]:
    """Yield what the words of the project's texts give away, in the order of its fields."""
    checks = Same(scene.checks)
    for texts in scene.texts:
        for check, text, hits in _hits(checks, Same(texts), scene.contract):
            if scene.check(check.check.id) is not None:
                yield from _findings(scene, check, text, hits)


@lru_cache(maxsize=4_096)
def _hits(
    checks: Same, texts: Same, contract: Contract
) -> tuple[tuple[TextCheck, FieldText, tuple[Hit, ...]], ...]:
    """Return what each check finds in the texts of one item, where it finds something."""
    held: tuple[FieldText, ...] = texts.value
    return tuple(
        (check, text, hits)
        for text in held
        for check in checks.value.reading(text.section, text.field, text.stage)
        if (hits := check.hits_for(text.text, contract))
    )


def _findings(scene: Scene, check: TextCheck, text: FieldText, hits: tuple[Hit, ...]) -> Iterator[Finding]:
    """Yield a finding for each different wording that was found."""
    told: set[str] = set()
    for hit in hits:
        words = " ".join(hit.words.split())
        if words.lower() not in told:
            told.add(words.lower())
            fix = repair(check.check, text.path, text.text, hit)
            yield scene.finding_of(check.check, text.path, fix, found=words, instead=hit.instead)
