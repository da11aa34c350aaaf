"""JSON from strangers: read exactly as it is written, or refused.

Python's reader takes the same name twice, ``NaN``, numbers that overflow, and halves of characters.
Here none of that passes, and neither does anything deep or long enough to hurt.
"""

import json
import re
from itertools import islice
from typing import Any

from svdesk.domain.texts import is_keepable

MOST_DEPTH = 12
MOST_DIGITS = 18
MOST_TOKENS = 500_000
"""Strings, brackets and commas: what costs time and memory, far more than long text does."""
_SHOWN = 40
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[{\]},]', re.DOTALL)


class JsonError(ValueError):
    """What was read is refused; the message says why, as words that follow a colon."""


def parse(content: bytes) -> Any:  # noqa: ANN401 - JSON holds values of several types
    """Return what the JSON in *content* says; raises :class:`JsonError`."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise JsonError("it is not text in UTF-8") from None
    _refuse_depth_and_number(text)
    try:
        found = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_whole_number,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
        )
    except JsonError:
        raise
    except (ValueError, RecursionError):
        raise JsonError("it is not valid JSON") from None
    _refuse_broken_text(found)
    return found


def count_values(content: bytes, most: int) -> int:
    """Return how many values the JSON in *content* has, no more than *most* and one; nothing is read.

    What is not text has none.
    """
    try:
        return sum(1 for _ in islice(_TOKEN.finditer(content.decode("utf-8")), most + 1))
    except UnicodeDecodeError:
        return 0


def dump(value: object) -> bytes:
    """Return *value* as JSON that people can read, the same bytes for the same value."""
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode("utf-8")


def shown(name: str) -> str:
    """Return a name from a file as it can stand in a message."""
    plain = "".join(each if each.isprintable() else "\ufffd" for each in name[:_SHOWN])
    return f"“{plain}…”" if len(name) > _SHOWN else f"“{plain}”"


def _refuse_depth_and_number(text: str) -> None:
    """Bound what the parser has to do before it does it; with every bracket it calls itself."""
    depth = 0
    for count, match in enumerate(_TOKEN.finditer(text)):
        if count == MOST_TOKENS:
            raise JsonError("it holds too many values")
        if text[match.start()] in "[{":
            depth += 1
            if depth > MOST_DEPTH:
                raise JsonError("its brackets are nested too deeply")
        elif text[match.start()] in "]}":
            depth -= 1


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise JsonError(f"the name {shown(name)} stands there twice")
        found[name] = value
    return found


def _whole_number(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise JsonError("a number in it is too long")
    return int(digits)


def _refuse_number(digits: str) -> None:
    raise JsonError(f"it holds the number {shown(digits)}; exact numbers stand in quotation marks")


def _refuse_broken_text(found: object) -> None:
    if isinstance(found, str):
        if not is_keepable(found):
            raise JsonError("it holds text with a broken character")
    elif isinstance(found, list):
        for value in found:
            _refuse_broken_text(value)
    elif isinstance(found, dict):
        for name, value in found.items():
            _refuse_broken_text(name)
            _refuse_broken_text(value)
