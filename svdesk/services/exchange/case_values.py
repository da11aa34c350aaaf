"""The values of a case file: what each kind of field can hold, and how a refusal is worded."""

import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any

from svdesk.domain.choices import Choice
from svdesk.domain.english import show_date
from svdesk.domain.entry import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    MOST_MONTHS,
    MOST_POUNDS,
    MOST_WHOLE,
    FieldForm,
    Kind,
)
from svdesk.domain.texts import is_keepable

MOST_CHARACTERS = 10_000

_SHOWN = 60


class Number(str):
    """A JSON number as it stands in the file: digits are not turned into a float and back."""

    __slots__ = ()


def show_found(found: object) -> str:
    """Return what was found as one short line; control characters are spelt out."""
    match found:
        case None:
            return "null"
        case bool():
            return "true" if found else "false"
        case Number():
            text = str(found)
        case str():
            text = f"“{found}”"
        case list():
            return f"a list of {len(found)}"
        case _:
            return "an object"
    text = "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in text)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


class RefusedError(ValueError):
    """A value is not what its field holds; the message says what is allowed."""


def _read_text(found: object) -> str:
    if not isinstance(found, str) or isinstance(found, Number):
        raise RefusedError("Give text in quotation marks.")
    if len(found) > MOST_CHARACTERS:
        raise RefusedError(f"Give at most {MOST_CHARACTERS:,} characters; there are {len(found):,}.")
    if not is_keepable(found):
        raise RefusedError("It has a character that can't be kept: NUL or half of a surrogate pair.")
    return found


def _read_decimal(found: object, *, places: int, most: Decimal, allowed: str) -> Decimal:
    if not isinstance(found, str) or not re.fullmatch(rf"[0-9]+(\.[0-9]{{1,{places}}})?", found):
        raise RefusedError(allowed)
    # A longer run of digits is over every limit; it is not worth turning into a number.
    if len(found) > 40 or (number := Decimal(found)) > most:
        raise RefusedError(allowed)
    return number


def _read_pounds(found: object) -> Decimal:
    allowed = (
        f"Give pounds as plain digits, such as 130000 or 130000.00, from 0 to {MOST_POUNDS}: "
        "no sign, comma, currency or exponent, and at most two figures after the point."
    )
    return _read_decimal(found, places=2, most=MOST_POUNDS, allowed=allowed)


def _read_percent(found: object) -> Decimal:
    allowed = "Give a percentage from 0 to 100 as plain digits, such as 20 or 17.5."
    return _read_decimal(found, places=3, most=Decimal(100), allowed=allowed)


def _read_months(found: object) -> int:
    if not isinstance(found, Number) or not re.fullmatch("[0-9]{1,9}", found) or int(found) > MOST_MONTHS:
        raise RefusedError(f"Give a whole number of months from 0 to {MOST_MONTHS}, without quotation marks.")
    return int(found)


def _read_whole(found: object) -> int:
    if not isinstance(found, Number) or not re.fullmatch("[0-9]{1,9}", found) or int(found) > MOST_WHOLE:
        raise RefusedError(f"Give a whole number from 0 to {MOST_WHOLE:,}, without quotation marks.")
    return int(found)


def _read_date(found: object) -> date:
    allowed = f"Give a day as year-month-day, such as 2025-10-13, from {EARLIEST_YEAR} to {LATEST_YEAR}."
    match = re.fullmatch("([0-9]{4})-([0-9]{2})-([0-9]{2})", found) if isinstance(found, str) else None
    if match is None:
        raise RefusedError(allowed)
    year, month, day = (int(part) for part in match.groups())
    try:
        read = date(year, month, day)
    except ValueError:
        name = show_date(date(2000, month, 1)).split()[1] if 1 <= month <= 12 else ""
        named = f" (there is no {day} {name} {year})" if name else ""
        raise RefusedError(f"There is no such day{named}. {allowed}") from None
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise RefusedError(allowed)
    return read


def _read_time(found: object) -> time:
    match = re.fullmatch("([0-9]{2}):([0-9]{2})", found) if isinstance(found, str) else None
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise RefusedError("Give a time of day from 00:00 to 23:59, such as 12:00.")
    return time(int(match[1]), int(match[2]))


def _read_yes_no(found: object) -> bool:
    if not isinstance(found, bool):
        raise RefusedError("Give true or false, without quotation marks.")
    return found


def _read_codes(found: object) -> tuple[str, ...]:
    allowed = 'Give a list of CPV codes of eight digits, such as ["55520000"].'
    if not isinstance(found, list):
        raise RefusedError(allowed)
    for code in found:
        if not isinstance(code, str) or not _is_code(code):
            raise RefusedError(f"{show_found(code)} is none. {allowed}")
    return tuple(dict.fromkeys(found))


def _is_code(text: str) -> bool:
    return not isinstance(text, Number) and re.fullmatch("[0-9]{8}(-[0-9])?", text) is not None


_READERS: dict[Kind, Callable[[object], Any]] = {
    Kind.LINE: _read_text,
    Kind.LONG: _read_text,
    Kind.POUNDS: _read_pounds,
    Kind.PERCENT: _read_percent,
    Kind.MONTHS: _read_months,
    Kind.WHOLE: _read_whole,
    Kind.DATE: _read_date,
    Kind.TIME: _read_time,
    Kind.YES_NO: _read_yes_no,
    Kind.CODES: _read_codes,
}


def _read_choice(found: object, choices: type[Choice]) -> Choice:
    allowed = [choice.value for choice in choices]
    if not isinstance(found, str) or isinstance(found, Number) or found not in allowed:
        raise RefusedError(f"Give one of {', '.join(allowed)}.")
    return choices(found)  # type: ignore[call-arg]  # mypy sees the members' own two arguments


def read_value(found: object, form: FieldForm) -> Any:  # noqa: ANN401 - the form decides
    """Return what was *found* as the value of a field of *form*; raises :class:`RefusedError`."""
    return _read_choice(found, form.choices) if form.choices else _READERS[form.kind](found)
