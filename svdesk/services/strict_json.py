"""JSON from strangers: read exactly as it is written, or refused.

Python's reader takes the same name twice, ``NaN``, numbers that overflow, and halves of characters.
Here none of that passes, and neither does anything deep or long enough to hurt.
"""

import json
import re
from typing import Any

from svdesk.domain.texts import is_keepable

MOST_DEPTH = 12
MOST_DIGITS = 18
_SHOWN = 40
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[{\]}]', re.DOTALL)


class JsonError(ValueError):
    """What was read is refused; the message says why, as words that follow a colon."""


def parse(content: bytes) -> Any:  # noqa: ANN401 - JSON holds values of several types
    """Return what the JSON in *content* says; raises :class:`JsonError`."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise JsonError("it is not text in UTF-8") from None
    _refuse_depth(text)
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


def dump(value: object) -> bytes:
    """Return *value* as JSON that people can read, the same bytes for the same value."""
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode("utf-8")


def shown(name: str) -> str:
    """Return a name from a file as it can stand in a message."""
    plain = "".join(each if each.isprintable() else "\ufffd" for each in name[:_SHOWN])
    return f"“{plain}…”" if len(name) > _SHOWN else f"“{plain}”"


def _refuse_depth(text: str) -> None:
    """Bound the nesting before the parser, which goes one call deeper with every bracket."""
    depth = 0
    for match in _STRING_OR_BRACKET.finditer(text):
        if match[0] in "[{":
            depth += 1
            if depth > MOST_DEPTH:
                raise JsonError("its brackets are nested too deeply")
        elif match[0] in "]}":
            depth -= 1


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise JsonError(f"the name {shown(twice)} stands there twice")
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
