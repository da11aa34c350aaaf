"""Texts taken apart: sentences, clauses, and the words that carry meaning."""

import re
from dataclasses import dataclass
from functools import lru_cache

_SENTENCE_END = re.compile(r"(?<=[.!?;])[\"'\u2019\u201d)]*\s+(?!\d)|\n+")
_CLAUSE_END = re.compile(
    r"(?<=;)\s|\s*,?\s+(?:but|however|although|though|whereas)\s+|\s+[\u2013\u2014]\s+", re.IGNORECASE
)
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|no|s|ss|para|incl)\.$", re.IGNORECASE)
_LETTERED = re.compile(r"^\s*\(?([a-zA-Z]|[ivx]{1,4}|\d{1,2})[.)]\s+")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A part of a text, from *start* up to *end*."""

    start: int
    end: int


@lru_cache(maxsize=4_096)
def sentence_spans(text: str) -> tuple[TextSpan, ...]:
    """Return where the sentences of *text* stand; a new line begins a new one."""
    return _split(text, TextSpan(0, len(text)), _SENTENCE_END)


def clause_spans(text: str, sentence: TextSpan) -> tuple[TextSpan, ...]:
    """Return the clauses of a sentence: what a "but" or a semicolon parts."""
    return _split(text, sentence, _CLAUSE_END)


def _split(text: str, whole: TextSpan, ends: re.Pattern[str]) -> tuple[TextSpan, ...]:
    spans, start = [], whole.start
    for match in ends.finditer(text, whole.start, whole.end):
        if _ABBREVIATION.search(text, start, match.start()):
            continue
        if text[start : match.start()].strip():
            spans.append(TextSpan(start, match.start()))
        start = match.end()
    if text[start : whole.end].strip():
        spans.append(TextSpan(start, whole.end))
    return tuple(spans)


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of *text* that hold something."""
    return tuple(line for line in text.splitlines() if line.strip())


def is_lettered(line: str) -> bool:
    """Say whether *line* is one of a lettered or numbered list, such as "b) Which roles?"."""
    return _LETTERED.match(line) is not None


def word_count(text: str) -> int:
    """Return how many words *text* has."""
    return len(text.split())


@lru_cache(maxsize=8_192)
def meaning_words(text: str, passed_over: frozenset[str]) -> frozenset[str]:
    """Return the stems of the words of *text* that are not *passed_over*."""
    words = (word.lower().replace("\u2019", "'") for word in _WORD.findall(text))
    return frozenset(stem(word) for word in words if len(word) > 2 and word not in passed_over)


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """Return *word* without its commonest English endings: enough to compare, not to print."""
    word = word.removesuffix("'s").removesuffix("'")
    for ending in (
        "ations",
        "ation",
        "ings",
        "ing",
        "ments",
        "ment",
        "edly",
        "ies",
        "ers",
        "er",
        "ed",
        "es",
        "s",
        "ly",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word.rstrip("e").rstrip("y").rstrip("i") if len(word) > 4 else word
