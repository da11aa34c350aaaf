"""Words that are harmless alone and a fault together: who, what and where in one sentence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from svdesk.checks.texts import TextSpan, meaning_words
from svdesk.policy.content.phrases import Found, Phrases
from svdesk.policy.content.practice import WordCombination

_AUTHORITY, _AREA = "{authority}", "{area}"
NO_PLACES = "no-places"
"""The word list of words with a capital that are no places, such as months."""
_NO_PHRASE = -1
"""The place of what no single phrase has found."""


@dataclass(frozen=True, slots=True)
class Contract:
    """What a project says of itself: names of its *authority* and *area*, stems of its *subject*."""

    authority: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    subject: frozenset[str] = frozenset()


NOBODY = Contract()
"""A contract of which nothing is known."""


class Words:
    """Several word lists, of each of which something has to stand in the same part of a sentence."""

    def __init__(self, together: WordCombination, lists: Mapping[str, tuple[str, ...]]) -> None:
        """Read the lists that *together* names; raises ``svdesk.policy.content.phrases.PhraseError``."""
        self._lists = tuple(lists.get(name, ()) for name in together.all_of)
        self._spared = tuple(name == together.not_subject for name in together.all_of)
        self._unless = Phrases(together.unless)
        self._no_places = frozenset(lists.get(NO_PLACES, ()))

    def may_stand_in(self, text: str, contract: Contract) -> bool:
        """Say whether *text* can hold something of each list: a first sieve."""
        return all(_phrases(words, contract).candidates(text) for words in self._lists)

    def find(self, text: str, sentence: TextSpan, clause: TextSpan, contract: Contract) -> Found | None:
        """Return the stretch of the *clause* from the first to the last of the words, if all stand there."""
        taken: list[Found] = []
        for words, spared in zip(self._lists, self._spared, strict=True):
            standing = self._standing(_phrases(words, contract), text, clause)
            if spared:
                standing = (one for one in standing if not _is_subject(text[one.start : one.end], contract))
            one = next(
                (s for s in standing if all(s.end <= t.start or s.start >= t.end for t in taken)), None
            )
            if one is None:
                return None
            taken.append(one)
        if self._unless.candidates(text).stand_in(sentence.start, sentence.end):
            return None
        return Found(min(one.start for one in taken), max(one.end for one in taken), _NO_PHRASE)

    def _standing(self, phrases: Phrases, text: str, clause: TextSpan) -> Iterator[Found]:
        for found in phrases.candidates(text).find(clause.start, clause.end):
            if text[found.start : found.end].split()[-1].strip(",.") not in self._no_places:
                yield found


def _is_subject(words: str, contract: Contract) -> bool:
    """Say whether *words* name what the contract itself is about."""
    stems = meaning_words(words, frozenset())
    return bool(stems) and stems <= contract.subject


@lru_cache(maxsize=256)
def _phrases(words: tuple[str, ...], contract: Contract) -> Phrases:
    """Return the phrases of one list, with the contract's names in their places."""
    return Phrases(tuple(phrase for word in words for phrase in _named(word, contract)))


def _named(phrase: str, contract: Contract) -> Iterator[str]:
    for placeholder, names in ((_AUTHORITY, contract.authority), (_AREA, contract.area)):
        if placeholder in phrase:
            yield from (phrase.replace(placeholder, name) for name in names)
            return
    yield phrase
