"""What a person typed, made safe to print: nothing is read as mark-up, nothing visible is lost."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_BY_NUMBER = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls
    "\u202a-\u202e\u2066-\u2069"  # what turns the direction of other people's text
    "\ufff9-\ufffb\ufffe\uffff\ufdd0-\ufdef"  # annotation marks, noncharacters
    "\ud800-\udfff"  # halves of a pair: no file can hold them
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
_MARKS = re.compile(
    "["
    "\xad"  # soft hyphen: it would print as a hyphen in mid-line
    "\u200e\u200f\u061c"  # marks of direction, which stand for no letter
    "\ufeff"  # byte order mark
    "]"
)
_INVISIBLE = re.compile("[\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\U000e0000-\U000e01ef]")

LONGEST_NAME = 1000
"""Characters of a name that nobody sees on a page; PDF/A-2 allows 32,767 bytes (6.1.13)."""


def plain(text: str, shown_by_number: set[str] | None = None) -> str:
    """Return *text* as it may be printed: one kind of line break, no marks that nobody sees.

    A character that no file may hold, or that would turn the direction of other people's text, is shown
    as its number, such as ``[U+0007]``, and added to *shown_by_number*. Letters typed with separate
    accents are joined with them (Unicode NFC), which prints the same.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _MARKS.sub("", _LINE_ENDS.sub("\n", text).replace("\t", "    "))
    numbered = set(_BY_NUMBER.findall(text))
    if numbered:
        if shown_by_number is not None:
            shown_by_number |= numbered
        text = _BY_NUMBER.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)
    return unicodedata.normalize("NFC", text)


def by_number(text: str) -> set[str]:
    """Return the characters of *text* that :func:`plain` shows as their numbers."""
    if text.isascii() and text.isprintable():
        return set()
    return set(_BY_NUMBER.findall(_LINE_ENDS.sub("\n", text)))


def all_by_number(value: object) -> tuple[str, ...]:
    """Return the same of every text in *value*, a document or any part of one, in order."""
    found = set[str]()
    for text in _texts(value):
        found |= by_number(text)
    return tuple(sorted(found))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _texts(getattr(value, each.name))


def one_line(text: str, shown_by_number: set[str] | None = None) -> str:
    """Return *text* for where a line break has no place: names, titles, running heads."""
    return " ".join(plain(text, shown_by_number).split())


def shortened(text: str, longest: int = LONGEST_NAME, shown_by_number: set[str] | None = None) -> str:
    """Return *text* on one line of at most *longest* characters, with an ellipsis where it was cut."""
    text = one_line(text, shown_by_number)
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def is_invisible(character: str) -> bool:
    """Whether *character* prints as nothing anyway, such as a joiner or a variation selector."""
    return _INVISIBLE.match(character) is not None
