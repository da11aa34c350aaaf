"""How English counts, dates and lists: "a, b and c", "3 questions", "12.5", "13 October 2025".

Every sentence of the program that depends on a number or on a list takes its endings from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

_SMALL_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""The names of the months, whatever the machine's language."""
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_TEENS = range(11, 14)


def listed(items: Iterable[str], joint: str = "and") -> str:
    """Return ``a, b and c``, ``a and b``, ``a`` or "" for nothing; *joint* may be ``or``."""
    *first, last = (*items,) or ("",)
    return f"{', '.join(first)} {joint} {last}" if first else last


def plural(count: float | Decimal, one: str, many: str = "") -> str:
    """Return the word that agrees with *count*: *one* for exactly 1, else *many* or *one* with an s.

    It serves verbs too: ``plural(count, "is", "are")``.
    """
    return one if count == 1 else many or f"{one}s"


def counted(count: int, one: str, many: str = "") -> str:
    """Return a count in figures with its noun: ``1 question``, ``1,200 words``."""
    return f"{count:,} {plural(count, one, many)}"


def count_in_words(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun, up to twelve in words: ``no questions``, ``three questions``."""
    figures = _SMALL_NUMBERS[count] if 0 <= count < len(_SMALL_NUMBERS) else f"{count:,}"
    return f"{figures} {plural(count, one, many)}"


def ordinal(place: int) -> str:
    """Return ``1st``, ``2nd``, ``11th``, ``21st``."""
    ending = "th" if place % 100 in _TEENS else _ENDINGS.get(place % 10, "th")
    return f"{place:,}{ending}"


def capitalised(text: str) -> str:
    """Return *text* with a capital first letter, so that it can begin a sentence."""
    return text[:1].upper() + text[1:]


def within_sentence(label: str) -> str:
    """Return a label as it stands inside a sentence: ``title``, but still ``CPV codes``, ``KPIs``."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def without_noughts(figures: str) -> str:
    """Return a number's *figures* without needless noughts after the point: ``12.5`` for ``12.50``."""
    return figures.rstrip("0").rstrip(".") if "." in figures else figures


def plain_number(number: Decimal) -> str:
    """Return *number* in plain figures: no exponent, no comma, no needless nought after the point."""
    return without_noughts(f"{number:f}")


def show_date(day: date) -> str:
    """Return a date as people read it, ``13 October 2025``, whatever the machine's language."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def show_weekday(day: date) -> str:
    """Return a date with its day of the week, ``Monday 13 October 2025``."""
    return f"{_WEEKDAYS[day.weekday()]} {show_date(day)}"


def beginning(text: str, most: int = 110) -> str:
    """Return the beginning of *text* on one line, cut between words, at most *most* letters long."""
    line = " ".join(text[: most * 2].split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + "…"
