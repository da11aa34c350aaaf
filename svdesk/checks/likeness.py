"""The same thing asked twice, and questions and KPIs that ask for the specification again."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from svdesk.checks.checked_case import CheckedCase, name_of
from svdesk.checks.finding import Finding, Fix, RemoveItem
from svdesk.checks.sharing import removal
from svdesk.checks.texts import meaning_words, sentence_spans
from svdesk.domain.choices import Stage
from svdesk.domain.project import Kpi, Question

TWICE, SPECIFICATION = "asked-twice", "duplicates-specification"

_FEWEST_WORDS = 4
"""Words with a meaning of their own below which likeness says nothing."""


def find(checked: CheckedCase) -> Iterator[Finding]:
    """Yield questions that ask the same as another, or what the specification asks anyway."""
    yield from _asked_twice(checked)
    yield from _specification(checked)


def _asked_twice(checked: CheckedCase) -> Iterator[Finding]:
    check = checked.check(TWICE)
    if check is None or check.limit is None:
        return
    limit, fillers = float(check.limit) / 100, checked.checks.fillers
    asked = [
        question
        for question in (*checked.case.selection_questions, *checked.case.tender_questions)
        if question.text.strip()
    ]
    texts, early = tuple(question.text for question in asked), sum(q.stage is not Stage.TENDER for q in asked)
    for again, before in _alike(texts, early, fillers, limit):
        second, first = asked[again], asked[before]
        yield from checked.finding(
            TWICE,
            f"questions.{second.id}.text",
            _remove(checked, second, check.fix),
            question=name_of(second),
            other=name_of(first),
        )


@lru_cache(maxsize=8)
def _alike(
    texts: tuple[str, ...], early: int, fillers: frozenset[str], limit: float
) -> tuple[tuple[int, int], ...]:
    """Return the places of the texts that ask what another asks, each once, with the other's.

    The first *early* texts belong to the stage before. Of two at different stages the earlier is the
    one too many, else the one that comes later.
    """
    words = [meaning_words(text, fillers) for text in texts]
    found: dict[int, int] = {}
    for one, other in combinations(range(len(texts)), 2):
        if one in found or other in found:
            continue
        shared = len(words[one] & words[other])
        union = len(words[one]) + len(words[other]) - shared
        if (shared >= _FEWEST_WORDS and shared >= limit * union) or texts[one] == texts[other]:
            again, before = (one, other) if one < early <= other else (other, one)
            found[again] = before
    return tuple(found.items())


def _specification(checked: CheckedCase) -> Iterator[Finding]:
    check = checked.check(SPECIFICATION)
    if check is None or check.limit is None:
        return
    project = checked.project
    parts = (project.about.purpose, *(lot.description for lot in project.lots))
    specification = "\n".join(part for part in parts if part.strip())
    if not specification:
        return
    limit, fillers = float(check.limit) / 100, checked.checks.fillers
    for question in checked.case.tender_questions:
        if _repeats(question.text, specification, fillers, limit):
            where, fix = f"questions.{question.id}.text", _remove(checked, question, check.fix)
            yield from checked.finding(SPECIFICATION, where, fix, item=name_of(question))
    for kpi in project.kpis:
        if _repeats(kpi.title, specification, fillers, limit):
            where, fix = f"kpis.{kpi.id}.title", _remove(checked, kpi, check.fix)
            yield from checked.finding(SPECIFICATION, where, fix, item=name_of(kpi))


@lru_cache(maxsize=4_096)
def _repeats(text: str, specification: str, fillers: frozenset[str], limit: float) -> bool:
    """Say whether the first sentence of *text* says no more than a sentence of the specification.

    What follows the first sentence asks for numbers and dates, and is like nothing else.
    """
    spans = sentence_spans(text)
    if not spans:
        return False
    asked = meaning_words(text[spans[0].start : spans[0].end], fillers)
    if len(asked) < _FEWEST_WORDS:
        return False
    for span in sentence_spans(specification):
        said = meaning_words(specification[span.start : span.end], fillers)
        if len(asked & said) >= limit * len(asked):
            return True
    return False


def _remove(checked: CheckedCase, item: Question | Kpi, label: str) -> Fix:
    if isinstance(item, Question):
        return Fix(label=label.format(noun="question"), edits=removal(checked.case.tender_questions, item.id))
    return Fix(label=label.format(noun="KPI"), edits=(RemoveItem(section="kpis", key=str(item.id)),))
