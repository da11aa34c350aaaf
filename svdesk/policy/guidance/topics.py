"""What a contract is about, as far as its facts say: words, codes and answers about the work."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from svdesk.domain.facts import ContractFacts, Lot
from svdesk.domain.project import About, ProfileAnswer
from svdesk.policy.case import Case
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.content.practice import Presumption
from svdesk.policy.guidance.cpv import bare, vocabulary

_DIVISION_DIGITS = 2


class Titles(Protocol):
    """Where the official titles of CPV codes are looked up (:mod:`svdesk.policy.guidance.cpv`)."""

    def title(self, code: str) -> str:
        """Return the title of *code*, with or without its check digit; "" for none."""
        ...


class SubjectWords:
    """The words of a text, looked up by pattern."""

    def __init__(self, text: str) -> None:
        """Take the text whole; capitals and punctuation make no difference."""
        found = _words(text)
        self._sorted = sorted(set(found))
        self._joined = f" {' '.join(found)} "

    def __bool__(self) -> bool:
        """Say whether there is any word."""
        return bool(self._sorted)

    def matched(self, patterns: Iterable[str]) -> tuple[str, ...]:
        """Return the words that fit *patterns*, one for each pattern and no word twice.

        A star at a pattern's end stands for any ending; a pattern of several words has to stand
        in the text as it is.
        """
        found: dict[str, None] = {}
        for pattern in patterns:
            word = next((word for word in self._candidates(pattern) if word not in found), None)
            if word is not None:
                found[word] = None
        return tuple(found)

    def _candidates(self, pattern: str) -> Iterator[str]:
        words = _pattern_words(pattern)
        open_end = pattern.endswith("*")
        if len(words) > 1:
            phrase = " ".join(words)
            if f" {phrase}{'' if open_end else ' '}" in self._joined:
                yield phrase
            return
        for word in words:
            place = bisect_left(self._sorted, word)
            while place < len(self._sorted) and self._sorted[place].startswith(word):
                if open_end or self._sorted[place] == word:
                    yield self._sorted[place]
                place += 1


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


@lru_cache(maxsize=4096)
def _pattern_words(pattern: str) -> tuple[str, ...]:
    """Split a pattern of the pack, once: the same ones are asked for at every change of a project."""
    return tuple(_words(pattern))


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """An answer to a profile question: the officer's, or what the facts suggest until there is one.

    *basis* says in a few words whose answer it is.
    """

    answer: bool
    basis: str
    presumed: bool


class ContractTopics:
    """What one contract is about."""

    def __init__(
        self,
        about: About,
        facts: ContractFacts,
        lots: tuple[Lot, ...],
        profile: tuple[ProfileAnswer, ...],
        pack: PolicyPack,
        titles: Titles | None = None,
    ) -> None:
        """Gather what a project says; *titles* are by default those of the shipped vocabulary."""
        self.codes = tuple(dict.fromkeys(bare(code) for code in facts.cpv))
        # The vocabulary takes a moment to read, which a contract without codes does not need.
        known = (titles or vocabulary()) if self.codes else None
        self._titles = {code: known.title(code) for code in self.codes} if known else {}
        texts = [about.title, about.purpose, about.need]
        texts += [text for lot in lots for text in (lot.title, lot.description)]
        self.words = SubjectWords("\n".join((*texts, *self._titles.values())))
        self._title_words = SubjectWords(about.title)
        self.answers = dict(self._presumed(facts, pack))
        self.answers |= {
            given.question_id: KnownAnswer(given.answer, "the officer's answer", presumed=False)
            for given in profile
            if given.answer is not None
        }

    def title(self, code: str) -> str:
        """Return a code's official title after a comma, as a part of a sentence; "" for none."""
        title = self._titles.get(code, "").rstrip(".")
        return f", {title}," if title else ""

    def _presumed(self, facts: ContractFacts, pack: PolicyPack) -> Iterator[tuple[str, KnownAnswer]]:
        settled: set[str] = set()
        for presumption in pack.presumptions:
            if presumption.question not in settled and (basis := self._basis(presumption, facts)):
                settled.add(presumption.question)
                yield (
                    presumption.question,
                    KnownAnswer(presumption.answer, f"presumed from {basis}", presumed=True),
                )

    def _basis(self, presumption: Presumption, facts: ContractFacts) -> str:
        category = facts.category
        if presumption.categories and category not in presumption.categories:
            return ""
        if presumption.words:
            found = () if self.codes else self._title_words.matched(presumption.words)
            return f"the title, which speaks of {found[0]}" if found else ""
        apart = tuple(code for code in self.codes if not code.startswith(presumption.unless_cpv))
        if not presumption.cpv:
            # Where every code is one that it does not go for, the category says nothing either.
            holds = category and presumption.categories and (apart or not self.codes)
            return f"the category, {category.label.lower()}" if category and holds else ""
        code = next((code for code in apart if code.startswith(presumption.cpv)), None)
        return f"the code {code}" if code else ""


def topics_of(case: Case, titles: Titles | None = None) -> ContractTopics:
    """Return what the contract of *case* is about, as :class:`ContractTopics` gathers it.

    It is gathered anew only where a section changed in which a contract says what it is about.
    """
    project = case.project
    told = project.about, project.facts, project.lots, project.profile, case.pack
    if titles is not None:
        return ContractTopics(*told, titles)
    return case.worked_out.of(ContractTopics, *told)


def longest_beginning(code: str, beginnings: Iterable[str]) -> str:
    """Return the longest of *beginnings* with which *code* begins; "" for none."""
    return max((each for each in beginnings if code.startswith(each)), key=len, default="")


def takes_in(code: str, beginnings: Iterable[str]) -> bool:
    """Say whether *code* is a broad one that has one of *beginnings* below it."""
    stem = code.rstrip("0").ljust(_DIVISION_DIGITS, "0")
    return any(each.startswith(stem) for each in beginnings)
