"""The words of an answer: which characters count, which only look like nothing, and how to quote them.

Words are what white space separates, so that a word with a hyphen or an apostrophe is one word.
"""

import re
import unicodedata

_SHOWN_AS_SPACE = frozenset("\u200b\u180e\u2800\u3164\u115f\u1160\uffa0")
"""Characters that are seen as a gap, or end a word, though no space in Unicode's sense."""
_SPACES = ("Zs", "Zl", "Zp", "Cc")
_NEVER_SEEN = re.compile("[\u034f\u17b4\u17b5\ufe00-\ufe0f]")
_JOINED = re.compile(r"(?<=\w)[^\w\s'\u2019]+(?=\w)|_+")
_CHAIN = 5
_RIGHT_TO_LEFT = ("R", "AL")
_APART, _TOGETHER = "\u2068", "\u2069"


def is_blank(text: str) -> bool:
    """Say whether nothing was entered that can be seen."""
    return not _seen(text).strip()


def count_words(text: str) -> int:
    """Return how many words *text* has: what white space, or what looks like it, separates."""
    return len(_seen(text).split())


def count_apart(text: str) -> int:
    """Return how many words *text* has where those in long chains, such as a-b-c-d-e, count one by one."""
    words = 0
    for word in _seen(text).split():
        links = 1 + len(_JOINED.findall(word))
        words += links if links >= _CHAIN and "://" not in word else 1
    return words


def quoted(text: str) -> str:
    """Return *text* in quotes; what is written from right to left keeps to itself between them."""
    if any(unicodedata.bidirectional(each) in _RIGHT_TO_LEFT for each in text):
        return f"“{_APART}{text}{_TOGETHER}”"
    return f"“{text}”"


def _seen(text: str) -> str:
    """Return *text* with a space for all that looks like one, and without what is never seen."""
    if text.isascii():
        return text
    return "".join(map(_sign, _NEVER_SEEN.sub("", text)))


def _sign(each: str) -> str:
    kind = unicodedata.category(each)
    if each in _SHOWN_AS_SPACE or kind in _SPACES:
        return " "
    return "" if kind == "Cf" else each
