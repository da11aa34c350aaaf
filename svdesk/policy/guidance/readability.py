"""How hard a text is to read: lengths of its sentences, and the age that can follow it.

The reading age is the Flesch-Kincaid grade (Kincaid and others, 1975: 0.39 words a sentence and
11.8 syllables a word, less 15.59) and five years, the age at which the first grade is left behind.
It is a guide to how long sentences and words are, not to whether a text is clear.

Syllables come from the British hyphenation patterns of ``pyphen``, which say where two vowels are
parted, and from the vowels within each part; against 182 words counted by hand the sum is out by
1 in 100. ``textstat`` was considered: it fetches a dictionary from the network when first used.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyphen import Pyphen

_WORD = re.compile(r"[^\W_]+(?:['\u2019.,/&-][^\W_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_PLACEHOLDER = re.compile(r"\{[^{}\s]*\}")
_BREAK = re.compile(
    r"""
    [.!?:]["')\]\u2019\u201d]*\s*\n         # the end of a line that ends a sentence, or leads into a list
    | \n\s*\n                     # a new paragraph
    | \n\s*(?=[-*•]\s|\(?\w{1,2}[.)]\s)   # a new point of a list
    # a new sentence, which no small letter begins and no "s. 17" ends
    | (?<!\b\w)[.!?]["')\]\u2019\u201d]*\s+(?=["'(\[\u2018\u201c]*[A-Z0-9])
    """,
    re.VERBOSE,
)
_MARKER = re.compile(r"^\s*(?:[-*•]|\(?\w{1,2}[.)])\s+")
_VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöûü]+")
_SILENT = re.compile(
    r"""
    (?<=[^aeiouy])e$                # made
    | (?<=[^aeiouydt])ed$           # named, but not stated
    | (?<=[^aeiouycghsxz])es$       # homes, but not places
    | (?<=[^aeiouyl])e(?=(?:        # hopeful, workplace, something
        fore|ful|fully|holds?|less|lessness|line|ly|ments?|places?|thing|times?|ty|where|wise|work
      )$)
    """,
    re.VERBOSE,
)
_SOUNDED = re.compile(r"(?<=[^aeiouy])(?:le|led|les)$")
"""Endings such as in "able", whose last e stands for a vowel before the l."""
_PARTED = re.compile(r"[aeiouy].*[ie][ao]s?$")
"""Words such as "area" and "ratio", whose last two vowels the patterns leave together."""
_LONGEST_WORD = 40
"""Letters; what is longer is no word, and the patterns would take long over it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readability:
    """How long and how hard a text is.

    *longest_sentence* and *average_sentence* are in words, *reading_age* in years. All are nought
    for a text without words. The age of a text of a few words says little.
    """

    words: int
    sentences: int
    longest_sentence: int
    average_sentence: float
    reading_age: float


def readability(text: str) -> Readability:
    """Measure *text*. Each point of a list, and each heading, counts as a sentence."""
    lengths: list[int] = []
    syllable_count = 0
    for sentence in sentences(text):
        words = _WORD.findall(sentence)
        lengths.append(len(words))
        syllable_count += sum(map(syllables, words))
    total = sum(lengths)
    if not total:
        return Readability(words=0, sentences=0, longest_sentence=0, average_sentence=0.0, reading_age=0.0)
    average = total / len(lengths)
    grade = 0.39 * average + 11.8 * syllable_count / total - 15.59
    return Readability(
        words=total,
        sentences=len(lengths),
        longest_sentence=max(lengths),
        average_sentence=average,
        reading_age=max(grade + 5, 0.0),
    )


def sentences(text: str) -> list[str]:
    """Return the sentences of *text* in order; a placeholder in braces stands for one word."""
    parts = _BREAK.split(_PLACEHOLDER.sub("it", text))
    found = (_MARKER.sub("", part).strip() for part in parts)
    return [part for part in found if _WORD.search(part)]


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """Return how many syllables *word* has, at least one; a number counts as one."""
    return sum(_syllables_of(part) for part in _LETTERS.findall(word.lower())) or 1


def _syllables_of(word: str) -> int:
    parts = _patterns().inserted(word).split("-") if len(word) <= _LONGEST_WORD else [word]
    count = sum(len(_VOWELS.findall(part)) for part in parts)
    if len(word) > 3:
        count -= 0 if _SOUNDED.search(word) else len(_SILENT.findall(word))
        count += bool(_PARTED.search(word))
    return max(count, 1)


@cache
def _patterns() -> "Pyphen":
    # Imported here because reading the patterns takes a tenth of a second that start-up need not.
    from pyphen import Pyphen

    return Pyphen(lang="en_GB")
