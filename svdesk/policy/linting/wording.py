"""Checks of the words in every text: the phrases of the pack, and its old terms."""

from collections.abc import Iterator

from svdesk.policy.linting.finding import Finding
from svdesk.policy.linting.reading import Hit, TextCheck, repair
from svdesk.policy.linting.scene import FieldText, Scene


def find(scene: Scene) -> Iterator[Finding]:
    """Yield what the words of the project's texts give away, in the order of its fields."""
    reading = scene.checks.reading
    for text in scene.texts():
        for check in reading(text.section, text.field, text.stage):
            hits = check.hits(text.text)
            if hits and scene.check(check.check.id) is not None:
                yield from _findings(scene, check, text, hits)


def _findings(scene: Scene, check: TextCheck, text: FieldText, hits: tuple[Hit, ...]) -> Iterator[Finding]:
    """Yield a finding for each different wording that was found."""
    told: set[str] = set()
    for hit in hits:
        words = " ".join(hit.words.split())
        if words.lower() not in told:
            told.add(words.lower())
            fix = repair(check.check, text.path, text.text, hit)
            yield scene.finding_of(check.check, text.path, fix, found=words, instead=hit.new)
