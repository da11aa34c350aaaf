"""Names of sheets as Excel takes them: short, without certain signs, and no two alike."""

import re

from svdesk.rendering.look.text import one_line

LONGEST = 31
"""Characters of UTF-16."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_RESERVED = "history"  # Excel keeps it for the list of changes


class SheetNames:
    """Gives each sheet of a workbook a name; *refused* collects what no file can hold."""

    def __init__(self, refused: set[str]) -> None:
        """Start with no name taken."""
        self._refused = refused
        self._taken = set[str]()

    def name(self, wanted: str) -> str:
        """Return a name like *wanted* that no other sheet has, capitals aside."""
        text = " ".join(_FORBIDDEN.sub(" ", one_line(wanted, self._refused)).split())
        name = _cut(text, LONGEST) or "Sheet"
        if name.casefold() == _RESERVED:
            name = f"{name} sheet"
        unique, place = name, 1
        while unique.casefold() in self._taken:
            place += 1
            ending = f" ({place})"
            unique = f"{_cut(name, LONGEST - len(ending))}{ending}"
        self._taken.add(unique.casefold())
        return unique


def quoted(name: str) -> str:
    """Return a sheet's name as it stands in a reference."""
    return "'" + name.replace("'", "''") + "'"


def _cut(text: str, longest: int) -> str:
    """Return what of *text* fits; no name may begin or end with an apostrophe."""
    while len(text.encode("utf-16-le")) // 2 > longest:
        text = text[:-1]
    return text.strip(" '")
