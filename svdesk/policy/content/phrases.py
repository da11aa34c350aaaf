"""Phrases as the pack writes them, and where they stand in a text.

A phrase is words with spaces between. Case makes no difference, save that a word in capitals (MEAT)
is only found in capitals. In a phrase

- ``supplier*`` stands for any ending, ``*like`` for any beginning;
- ``firm|company`` is one word or the other, ``only?`` may be there or not;
- ``[us|the council]`` is one of several wordings, and with ``?`` after it may be there or not;
- ``#`` is a number, in figures or as a word, ``^`` a word with a capital, such as a place's name,
  and ``...`` up to five other words.

A bar without brackets reaches to the words right beside it and no further, so that ``the
environment|lives`` would not be what it looks like. Next to a plain word it stands in brackets.

Hyphens, quotation marks, commas and brackets between words are passed over.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

_BETWEEN = r"""[\s\-\u2013/,'"\u2018\u2019\u201c\u201d()&]+"""
_UP_TO_FIVE = rf"(?:{_BETWEEN}[\w£%]+(?:['\u2019.]\w+)*){{0,5}}?"
_NUMBER = (
    r"(?:£?\d[\d,.]*(?:m|k)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty"
    r"|forty|fifty|sixty|a hundred)"
)
_NAME = r"[A-Z][\w'\u2019]+"
_TOKEN = re.compile(r"\[[^\]]+\]\??|\S+")
_ENDING = r"[\w'\u2019]*"
_SHORTEST = 2
"""Letters of a word in capitals from which on its capitals matter."""


class PhraseError(ValueError):
    """A phrase of the pack is not written as :mod:`svdesk.policy.content.phrases` says."""


def is_ambiguous(phrase: str) -> bool:
    """Say whether a bar without brackets stands next to a plain word, and so means two things."""
    tokens = _TOKEN.findall(phrase)
    plain = ["|" not in token and token != "..." and not token.startswith("[") for token in tokens]
    return any(
        "|" in token and not token.startswith("[") and any(plain[max(n - 1, 0) : n + 2])
        for n, token in enumerate(tokens)
    )


@dataclass(frozen=True, slots=True)
class Found:
    """Words found in a text, from *start* to *end*, by the phrase that stands *place*-th in its list."""

    start: int
    end: int
    place: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One phrase: its *place* in its list, its *pattern*, and letters of which a text has to hold some."""

    place: int
    pattern: str
    needles: tuple[str, ...]

    def may_stand_in(self, lowered: str) -> bool:
        """Say whether *lowered* can hold it: a first sieve, far quicker than the pattern."""
        # A loop and not any(): this is where checking a long project takes its time.
        for needle in self.needles:  # noqa: SIM110
            if needle in lowered:
                return True
        return False


class Phrases:
    """A list of phrases, ready to be looked for."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Read *phrases*; raises :class:`PhraseError`."""
        self._phrases = tuple(
            _Phrase(place, _pattern(phrase), _needles(phrase)) for place, phrase in enumerate(phrases)
        )

    def __bool__(self) -> bool:
        """Say whether there are any."""
        return bool(self._phrases)

    def candidates(self, text: str) -> "Candidates":
        """Return those that *text* may hold."""
        lowered = text.lower()
        likely = (phrase for phrase in self._phrases if phrase.may_stand_in(lowered))
        return Candidates(text, tuple((phrase.place, _compiled(phrase.pattern)) for phrase in likely))

    def stand_in(self, text: str) -> bool:
        """Say whether any of them stands in *text*."""
        return self.candidates(text).stand_in(0, len(text))


class Candidates:
    """Those of some phrases that one text may hold."""

    def __init__(self, text: str, patterns: tuple[tuple[int, re.Pattern[str]], ...]) -> None:
        """Look in *text* for *patterns*."""
        self._text, self._patterns = text, patterns

    def __bool__(self) -> bool:
        """Say whether there are any."""
        return bool(self._patterns)

    def find(self, start: int, end: int, sooner_from: int = 0) -> Iterator[Found]:
        """Yield the phrases in the text from *start* to *end*, no two over each other.

        Of two that overlap a phrase whose place is *sooner_from* or later stands before another,
        then the one that begins first, then the longer.
        """
        found = [
            Found(*match.span(), place)
            for place, pattern in self._patterns
            for match in pattern.finditer(self._text, start, end)
        ]
        taken: list[Found] = []
        for each in sorted(found, key=lambda one: (one.place < sooner_from, one.start, -one.end)):
            if all(each.end <= other.start or each.start >= other.end for other in taken):
                taken.append(each)
        yield from sorted(taken, key=lambda one: one.start)

    def stand_in(self, start: int, end: int) -> bool:
        """Say whether any of them stands in the text from *start* to *end*."""
        return any(pattern.search(self._text, start, end) for _, pattern in self._patterns)


@lru_cache(maxsize=4_096)
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return the pattern ready for use; most phrases are never met, so none is made ready before."""
    return re.compile(pattern)


@lru_cache(maxsize=4_096)
def _pattern(phrase: str) -> str:
    tokens = _TOKEN.findall(phrase)
    if not tokens or all(token == "..." or token.endswith("?") for token in tokens):
        raise PhraseError(f"“{phrase}” has no word that must be there")
    pattern, first = "", True
    for token in tokens:
        if token == "...":
            pattern += _UP_TO_FIVE
            continue
        word = _alternatives(token.removesuffix("?"))
        gap = "" if first else _BETWEEN
        pattern += (
            f"(?:{word}{_BETWEEN})?"
            if first and token.endswith("?")
            else (f"(?:{gap}{word})?" if token.endswith("?") else gap + word)
        )
        first = first and token.endswith("?")
    return rf"(?<!\w){pattern}(?!\w)"


def _alternatives(token: str) -> str:
    if token.startswith("[") and token.endswith("]"):
        token = token[1:-1]
    return "(?:" + "|".join(map(_words, token.split("|"))) + ")"


def _words(wording: str) -> str:
    return _BETWEEN.join(map(_word, wording.split()))


def _word(word: str) -> str:
    if word == "#":
        return rf"(?i:{_NUMBER})"
    if word == "^":
        return _NAME
    bare = word.strip("*")
    if not bare or set(bare) & set("*[]?|"):
        raise PhraseError(f"“{word}”: stars stand at the beginning or end, brackets around whole wordings")
    before = r"[\w'\u2019]*" if word.startswith("*") else ""
    after = _ENDING if word.endswith("*") else ""
    exact = re.escape(bare).replace("'", r"['\u2019]")
    if bare.isupper() and len(bare) >= _SHORTEST:
        return before + exact + after
    return f"(?i:{before}{exact}{after})"


@lru_cache(maxsize=4_096)
def _needles(phrase: str) -> tuple[str, ...]:
    """Return small-letter strings of which every text with *phrase* holds one; "" for no such string."""
    best: tuple[str, ...] = ("",)
    for token in _TOKEN.findall(phrase):
        wordings = [wording.split() for wording in token.strip("[]").split("|")]
        if token == "..." or token.endswith("?") or any({"#", "^"} & set(wording) for wording in wordings):
            continue
        # An apostrophe is typed in two ways.
        bare = (
            [part for word in wording for part in word.strip("*").lower().split("'")] for wording in wordings
        )
        words = tuple(max(parts, key=len) for parts in bare)
        if min(map(len, words)) > min(map(len, best)):
            best = words
    return best
