"""The bank holidays of each part of the United Kingdom, from a library that needs no network.

It takes long to load, and is first loaded when working days are counted.
"""

from datetime import date
from functools import cache
from typing import Any

from svdesk.policy.content.periods import Nation

_SUBDIVISIONS = {
    Nation.ENGLAND: "ENG",
    Nation.WALES: "WLS",
    Nation.SCOTLAND: "SCT",
    Nation.NORTHERN_IRELAND: "NIR",
}
_MOVED = " (observed)"


@cache
def bank_holidays(nation: Nation, year: int) -> dict[date, str]:
    """Return the bank holidays of *nation* in *year* with their names.

    A holiday that falls on a weekend stands there with the weekday that is kept in its place. Days that are
    holidays by common law, such as Good Friday in England, are among them.
    """
    from holidays.countries.united_kingdom import UnitedKingdom

    # The library states no types for what it is made with.
    made: Any = UnitedKingdom
    found: dict[date, str] = made(subdiv=_SUBDIVISIONS[nation], years=year)
    return {day: _name(text) for day, text in sorted(found.items())}


def _name(text: str) -> str:
    if text.endswith(_MOVED):
        return f"in place of {text.removesuffix(_MOVED)}"
    return text
