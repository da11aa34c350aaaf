"""Which parts of a text are read from right to left."""

import re
from collections.abc import Iterator

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
# From one right-to-left letter to the last one before other letters, with what stands between them.
_RTL_RUN = re.compile(rf"[{_RTL}](?:[{_RTL}\W\d]*[{_RTL}])?")
_LETTER = re.compile(r"[^\W\d_]")


def by_direction(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of *text* with whether they are read from right to left."""
    if text.isascii():
        yield text, False
        return
    end = 0
    for match in _RTL_RUN.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], False
        yield match[0], True
        end = match.end()
    if end < len(text):
        yield text[end:], False


def begins_from_the_right(text: str) -> bool:
    """Whether the first letter of *text* is one of a script that is written from right to left."""
    first = _LETTER.search(text)
    return first is not None and _RTL_RUN.match(first[0]) is not None
