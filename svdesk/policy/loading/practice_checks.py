"""What must hold for the guidance of a policy pack: relevance, the ladder, risk and presumptions.

Each problem is a pair: the item as :mod:`svdesk.policy.loading.load` labels it, and what is wrong with it.
"""

import string
from collections.abc import Iterator
from typing import TypeAlias

from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.content.practice import Rung
from svdesk.policy.guidance.relevance import FACTORS

Problem: TypeAlias = tuple[str, str]

_PLACEHOLDERS = {
    "category": {"category"},
    "cpv": {"code", "title"},
    "words": {"words"},
    "term": {"months", "least"},
    "workforce": {"posts", "least"},
    "value": {"value", "least"},
    "lots": {"lots"},
    "place": {"area", "basis"},
    "yes": {"question", "basis"},
    "no": {"question", "basis"},
}
_PAIRS = ("outcomes", "questions", "words", "kpis", "weighting", "hours")


def practice_problems(pack: PolicyPack) -> Iterator[Problem]:
    """Yield what is wrong with the guidance of *pack*."""
    yield from _factors(pack)
    asked = {question.id for question in pack.profile_questions}
    for presumption in pack.presumptions:
        item = f"presumption “{presumption.id}”"
        if presumption.question not in asked:
            yield item, f"question: “{presumption.question}” is not a profile question of the pack"
        if not (presumption.cpv or presumption.categories or presumption.words):
            yield item, "give cpv, categories or words"
    for risk in pack.risks:
        if risk.question and risk.question not in asked:
            yield (
                f"risk “{risk.id}”",
                f"question: “{risk.question}” is not a profile question of the pack",
            )
    yield from _ladder(pack)


def _factors(pack: PolicyPack) -> Iterator[Problem]:
    rules = {rule.id for rule in pack.rules}
    for factor in pack.factors:
        item = f"factor “{factor.id}”"
        if factor.id not in FACTORS:
            yield item, f"id: is none of {', '.join(FACTORS)}"
            continue
        if factor.rule and factor.rule not in rules:
            yield item, f"rule: “{factor.rule}” is not a rule of the pack"
        allowed = _PLACEHOLDERS.get(factor.id, set())
        for text in (factor.why_for, factor.why_in_part, factor.why_against):
            for name in _names(text) - allowed:
                yield item, f"“{{{name}}}” is not a placeholder of this factor"
        for name in _names(factor.unknown) - {"question"}:
            yield item, f"“{{{name}}}” is not a placeholder of what is unknown"
    for name in (*pack.relevance.links, *pack.relevance.bars):
        if name not in FACTORS:
            yield "[relevance]", f"“{name}” is none of {', '.join(FACTORS)}"


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _ladder(pack: PolicyPack) -> Iterator[Problem]:
    if not pack.rungs or pack.rungs[-1].when or not all(rung.when for rung in pack.rungs[:-1]):
        yield "[[rung]]", "the last rung, and only that, has no condition"
    for rung in pack.rungs:
        yield from _rung(rung)


def _rung(rung: Rung) -> Iterator[Problem]:
    for name in _PAIRS:
        least, most = getattr(rung, name)
        if not 0 <= least <= most:
            yield f"rung “{rung.id}”", f"{name}: goes from the least to the most, and neither is below 0"
