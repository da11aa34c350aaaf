"""What a person typed, as a Word file may hold it: nothing visible is lost, nothing is read as mark-up."""

import re
import unicodedata
from collections.abc import Iterator

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\xad\ufeff]")  # a soft hyphen would print as a hyphen in mid-line
_REFUSED = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls
    "\u202a-\u202e\u2066-\u2069"  # what turns the direction of other people's text
    "\ufff9-\ufffb\ufffe\uffff\ufdd0-\ufdef"  # annotation marks, noncharacters
    "\ud800-\udfff"  # halves of a pair: no file can hold them
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
# From one right-to-left letter to the last one before other letters, with what stands between them.
_RTL_RUN = re.compile(rf"[{_RTL}](?:[{_RTL}\W\d]*[{_RTL}])?")
_LETTER = re.compile(r"[^\W\d_]")


def plain(text: str, refused: set[str]) -> str:
    """Return *text* as a Word file may hold it: one kind of line break, letters joined with accents.

    A character that may not stand in a file, or that would turn the direction of other people's text, is
    shown as its number, such as ``[U+0007]``, and added to *refused*.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text).replace("\t", "    "))
    found = set(_REFUSED.findall(text))
    if found:
        refused |= found
        text = _REFUSED.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)
    return unicodedata.normalize("NFC", text)


def one_line(text: str, refused: set[str]) -> str:
    """Return *text* for where a line break has no place: names, titles, running heads."""
    return " ".join(plain(text, refused).split())


def shortened(text: str, longest: int, refused: set[str]) -> str:
    """Return *text* on one line of at most *longest* characters, with an ellipsis where it was cut."""
    text = one_line(text, refused)
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


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
