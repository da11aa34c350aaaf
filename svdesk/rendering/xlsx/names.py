"""The names by which a workbook's cells are found again, for whoever writes one and whoever reads it.

Every cell for an answer has a name of the whole workbook, made from the name of its field. Excel
takes letters, digits, underscores and full stops, takes capitals for the same as small letters, and
refuses what could be a cell such as ``A1`` or ``R1C1``. What a field's name holds beyond small
letters, digits and underscores is therefore written as a full stop and six hexadecimal digits.
"""

import hashlib
import re

from svdesk.rendering.look.text import shortened

ORIGIN_NAME = "svdesk_origin"
"""The name of the cell that says what the form was made from, as a line of text."""

TICK_WORD = "Yes"
"""What a cell for a box to tick holds where it is ticked; otherwise it is blank."""

LONGEST_NAME = 255
"""Characters of a name in a workbook."""

LONGEST_OPTION = 200
"""Characters of a word list's entry; Excel compares no more than 255 of a chosen word."""

_START = "sv_"  # no cell has an underscore, so no name with this start can be one
_PART = ".p"
_PLAIN = re.compile(r"[a-z0-9_]")
_ESCAPE = re.compile(r"\.([0-9a-f]{6})")
_NAME = re.compile(r"sv_((?:[a-z0-9_]|\.[0-9a-f]{6})*)(?:\.p([1-9][0-9]{0,5}))?")
_CUT = re.compile(r"sv_.*\.h[0-9a-f]{64}(?:\.p([1-9][0-9]{0,5}))?")
_DIGEST_LENGTH = 64 + len(".h")
_PART_LENGTH = len(_PART) + 6


def defined_name(field_name: str, part: int = 1) -> str:
    """Return the name of the cell for the answer to *field_name*.

    An answer that needs more than one cell goes on in the cells of *part* 2, 3 and so on. Two
    fields never have the same name, nor names that differ in capitals only. A field whose name is
    too long for a workbook gets a name of its own that cannot be turned back into it: to find known
    fields, go from the field to the name.
    """
    made = _START + "".join(
        character if _PLAIN.fullmatch(character) else f".{ord(character):06x}" for character in field_name
    )
    if len(made) > LONGEST_NAME - _PART_LENGTH:
        digest = hashlib.sha256(field_name.encode("utf-8", "surrogatepass")).hexdigest()
        made = f"{made[: LONGEST_NAME - _PART_LENGTH - _DIGEST_LENGTH].rstrip('.')}.h{digest}"
    return made if part == 1 else f"{made}{_PART}{part}"


def field_name(name: str) -> str | None:
    """Return the name of the field whose answer stands in the cell called *name*, whichever part of it.

    Capitals don't matter, as programs may change them. None where no field has such a cell, or where
    the field's name was too long to be kept.
    """
    found = _NAME.fullmatch(name.lower())
    if found is None:
        return None
    try:
        return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), found[1])
    except (ValueError, OverflowError):
        return None


def part_of(name: str) -> int | None:
    """Return which part of an answer the cell called *name* holds, from 1; None where it holds none."""
    lowered = name.lower()
    found = _NAME.fullmatch(lowered) or _CUT.fullmatch(lowered)
    if found is None:
        return None
    last = found[found.re.groups]
    return int(last) if last else 1


def option_words(options: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Return the (value, words) pairs of a choice with the words as its cell holds them.

    They are on one line, without spaces around them, not too long for a list to choose from, and
    different from one another even where capitals don't count, so that each leads back to its value.
    """
    taken = set[str]()
    found = list[tuple[str, str]]()
    for value, said in options:
        short = shortened(said, LONGEST_OPTION) or shortened(value, LONGEST_OPTION) or "(no name)"
        shown, place = short, 1
        while shown.casefold() in taken:
            place += 1
            shown = f"{short} ({place})"
        taken.add(shown.casefold())
        found.append((value, shown))
    return tuple(found)
