"""What must hold for the checks of a policy pack.

Each problem is a pair: the item as :mod:`svdesk.policy.loading.load` labels it, and what is wrong with it.
"""

from collections.abc import Iterator
from typing import TypeAlias

from svdesk.domain.entry import field_forms
from svdesk.domain.field_paths import section_type
from svdesk.domain.project import LIST_SECTIONS, SINGLE_SECTIONS
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.content.phrases import PhraseError, Phrases, is_ambiguous
from svdesk.policy.content.practice import Check, Repair

Problem: TypeAlias = tuple[str, str]

_PLAIN_LISTS = ("fillers", "no-places", "share-units")
"""Word lists that hold words only, and no phrases."""


def check_problems(pack: PolicyPack) -> Iterator[Problem]:
    """Yield what is wrong with the checks of *pack*: phrases, fields, links and sources."""
    rules = {rule.id for rule in pack.rules}
    lists = {words.id for words in pack.word_lists}
    for check in pack.checks:
        item = f"check “{check.id}”"
        for field in ("phrases", "unless", "needs"):
            yield from _phrases(item, field, getattr(check, field))
        yield from _phrases(item, "swaps", tuple(swap.phrase for swap in check.swaps))
        for place, together in enumerate(check.together, 1):
            yield from _phrases(item, f"together[{place}].unless", together.unless)
            for name in together.all_of:
                if name not in lists:
                    yield item, f"together[{place}]: “{name}” is not a word_list of the pack"
            if together.not_subject and together.not_subject not in together.all_of:
                yield item, f"together[{place}]: not_subject is to be one of all_of"
        for field in check.fields:
            if not _is_read(field):
                yield item, f"fields: “{field}” is no section of a project and no text of one"
        for rule in (*check.rules, check.only_where, check.caution_where):
            if rule and rule not in rules:
                yield item, f"rules: “{rule}” is not a rule of the pack"
        if not check.rules and not check.citations:
            yield item, "give rules, citations or both: every finding says where it comes from"
        yield from _repair(item, check)
    for words in pack.word_lists:
        if words.id not in _PLAIN_LISTS:
            yield from _phrases(f"word_list “{words.id}”", "words", words.words)


def _phrases(item: str, field: str, phrases: tuple[str, ...]) -> Iterator[Problem]:
    for place, phrase in enumerate(phrases, 1):
        try:
            Phrases((phrase,))
        except PhraseError as error:
            yield item, f"{field}[{place}]: {error}"
        if is_ambiguous(phrase):
            yield item, f"{field}[{place}]: “{phrase}”: put words with | next to other words in brackets"


def _is_read(field: str) -> bool:
    section, _, name = field.partition(".")
    if section not in (*SINGLE_SECTIONS, *LIST_SECTIONS):
        return False
    return not name or name in field_forms(section_type(section))


def _repair(item: str, check: Check) -> Iterator[Problem]:
    if check.repair is Repair.ADD and not check.addition:
        yield item, 'addition: give the words that repair = "add" puts after those found'
    if (check.repair is not Repair.NONE or check.swaps) and not check.fix:
        yield item, "fix: name the change that repairs what was found"
