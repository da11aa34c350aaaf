"""What a person typed, made safe to print: nothing is read as mark-up, nothing visible is lost."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_NO_CHARACTERS = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls
    "\ufffe\uffff\ufdd0-\ufdef"  # noncharacters
    "\ud800-\udfff"  # halves of a pair: no file can hold them
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
_MARKS = re.compile(
    "["
    "\xad"  # soft hyphen: it would print as a hyphen in mid-line
    "\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c"  # what turns the direction of other people's text
    "\ufeff\ufff9-\ufffb"  # byte order mark, annotation marks
    "]"
)
_INVISIBLE = re.compile("[\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\U000e0000-\U000e01ef]")

LONGEST_NAME = 1000
"""Characters of a name that nobody sees on a page; PDF/A-2 allows 32,767 bytes (6.1.13)."""


def plain(text: str) -> str:
    """Return *text* as it may be printed: one kind of line break, no marks that nobody sees.

    What is no character that a file may hold is shown as its number, such as ``[U+0007]``. Letters typed
    with separate accents are joined with them (Unicode NFC), which prints the same.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_ENDS.sub("\n", text).replace("\t", "    ")
    shown = _NO_CHARACTERS.sub(lambda found: f"[U+{ord(found[0]):04X}]", _MARKS.sub("", text))
    return unicodedata.normalize("NFC", shown)


def by_number(text: str) -> set[str]:
    """Return the characters of *text* that :func:`plain` shows as their numbers."""
    if text.isascii() and text.isprintable():
        return set()
    return set(_NO_CHARACTERS.findall(_LINE_ENDS.sub("\n", text)))


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


def one_line(text: str) -> str:
    """Return *text* for where a line break has no place: names, titles, running heads."""
    return " ".join(plain(text).split())


def shortened(text: str, longest: int = LONGEST_NAME) -> str:
    """Return *text* on one line of at most *longest* characters, with an ellipsis where it was cut."""
    text = one_line(text)
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def is_invisible(character: str) -> bool:
    """Whether *character* prints as nothing anyway, such as a joiner or a variation selector."""
    return _INVISIBLE.match(character) is not None
