"""More than one question in one: bidders answer the first and are marked on all."""

import re
from collections.abc import Iterator
from functools import lru_cache

from svdesk.checks.checked_case import CheckedCase, name_of
from svdesk.checks.finding import Finding, Fix, ReplaceText
from svdesk.checks.texts import is_lettered, lines, sentence_spans
from svdesk.domain.english import capitalised
from svdesk.policy.content.phrases import Phrases

CODE = "two-questions"

_JOINT = re.compile(
    r"""
    \s*[,;]?\s+(?:and|as\ well\ as)\s+(?:also\s+)?
    (?=(?:how|what|who|when|which|where|describe|explain|tell\ us|state|set\ out)\b)
    | ;\s+
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LISTED = re.compile(r"\s*,\s+(?:and\s+)?|\s+and\s+|\s*;\s+", re.IGNORECASE)
_CHOICE = re.compile(r"\bor\b", re.IGNORECASE)
_LETTER = re.compile(r"^\s*\(?(?:[a-zA-Z]|[ivx]{1,4}|\d{1,2})[.)]\s+")
_AFTER_QUESTION = re.compile(r"(?<=\?)[\"'\u2019\u201d)]*\s+")


def find(checked: CheckedCase) -> Iterator[Finding]:
    """Yield the questions that ask several things at once."""
    check = checked.check(CODE)
    if check is None:
        return
    topics = checked.checks.topics
    for question in checked.project.questions:
        path = f"questions.{question.id}.text"
        if parts := _parts(topics, question.text):
            new = "\n".join(f"{chr(ord('a') + n)}) {part}" for n, part in enumerate(parts))
            edit = ReplaceText(path=path, at=0, old=question.text, new=new)
            fix = Fix(label=check.fix.format(count=len(parts)), edits=(edit,))
            yield from checked.finding(CODE, path, fix, question=name_of(question), count=len(parts))
        elif (count := _matters(topics, question.text)) > 1:
            yield from checked.finding(CODE, path, question=name_of(question), count=count)


@lru_cache(maxsize=2_048)
def _parts(topics: tuple[Phrases, ...], text: str) -> tuple[str, ...]:
    """Return the questions that *text* asks, where it asks more than one in one; else nothing.

    Lettered lines are the guided variant, in which each line asks one question.
    """
    found = lines(text)
    if any(is_lettered(line) for line in found):
        crowded = any(line.count("?") > 1 for line in found)
        return tuple(part for line in found for part in _split_line(line)) if crowded else ()
    asked = _by_question_marks(text)
    if len(asked) > 1:
        return asked
    return _by_topics(topics, text)


def _split_line(line: str) -> list[str]:
    return [part.strip() for part in _AFTER_QUESTION.split(_LETTER.sub("", line)) if part.strip()]


def _by_question_marks(text: str) -> tuple[str, ...]:
    """Return the sentences that end in a question mark, each with what leads up to or follows it."""
    sentences = [" ".join(text[span.start : span.end].split()) for span in sentence_spans(text)]
    parts: list[str] = []
    leading = ""
    for sentence in sentences:
        if sentence.rstrip("\"'\u2019\u201d)").endswith("?"):
            parts.append(f"{leading} {sentence}".strip())
            leading = ""
        elif parts:
            parts[-1] += f" {sentence}"
        else:
            leading = f"{leading} {sentence}".strip()
    return tuple(parts)


def _by_topics(topics: tuple[Phrases, ...], text: str) -> tuple[str, ...]:
    """Return the parts of *text* where they ask about different matters altogether."""
    parts = [
        part.strip()
        for span in sentence_spans(text)
        for part in _JOINT.split(text[span.start : span.end])
        if part.strip()
    ]
    about = [frozenset(n for n, topic in enumerate(topics) if topic.stand_in(part)) for part in parts]
    seen: frozenset[int] = frozenset()
    groups: list[str] = []
    for part, matter in zip(parts, about, strict=True):
        if groups and (not matter or not seen or matter & seen):
            groups[-1] += f" {_as_sentence(part)}"
        else:
            groups.append(_as_sentence(part))
        seen |= matter
    return tuple(groups) if len(groups) > 1 else ()


@lru_cache(maxsize=2_048)
def _matters(topics: tuple[Phrases, ...], text: str) -> int:
    """Return how many different matters the first sentence of *text* lists side by side.

    Such a list cannot be parted by rule, because its members share a verb. Matters between which
    bidders may choose ("or") are one question.
    """
    spans = sentence_spans(text)
    if not spans or is_lettered(text):
        return 0
    sentence = text[spans[0].start : spans[0].end]
    if _CHOICE.search(sentence):
        return 0
    parts = _LISTED.split(sentence)
    about = [frozenset(n for n, topic in enumerate(topics) if topic.stand_in(part)) for part in parts]
    groups: list[frozenset[int]] = []
    for matter in about:
        if matter and all(matter.isdisjoint(group) for group in groups):
            groups.append(matter)
    return len(groups)


def _as_sentence(part: str) -> str:
    begun = capitalised(part)
    if begun[-1:] in ".?!":
        return begun
    return begun.rstrip(",;") + ("?" if re.match(r"(?:How|What|Who|When|Which|Where)\b", begun) else ".")
