"""What people type into fields: the kinds of field, how typed text is read and shown again.

A field's kind is written beside its type (``value: Pounds``), so that forms, checks and messages
agree on it. Reading is generous (``£130,000``, ``13/10/2025``, ``12 noon`` are understood), and a
text that cannot be read raises :class:`EntryError`, whose message says what is allowed.
"""

import re
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import UnionType
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin, get_type_hints

from svdesk.domain import colours
from svdesk.domain.choices import Choice
from svdesk.domain.english import MONTHS, show_date, without_noughts


class Kind(StrEnum):
    """What a field holds, and so how it is typed."""

    LINE = "line"
    LONG = "long"
    POUNDS = "pounds"
    PERCENT = "percent"
    NUMBER = "number"
    MONTHS = "months"
    WHOLE = "whole"
    MARK = "mark"
    DATE = "date"
    TIME = "time"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CODES = "codes"
    TARGETS = "targets"
    COLOUR = "colour"
    PICTURE = "picture"


LongText: TypeAlias = Annotated[str, Kind.LONG]
Pounds: TypeAlias = Annotated[Decimal | None, Kind.POUNDS]
Percent: TypeAlias = Annotated[Decimal | None, Kind.PERCENT]
Months: TypeAlias = Annotated[int | None, Kind.MONTHS]
Mark: TypeAlias = Annotated[int | None, Kind.MARK]
Codes: TypeAlias = Annotated[tuple[str, ...], Kind.CODES]
Targets: TypeAlias = Annotated[tuple[Decimal | None, ...], Kind.TARGETS]
Colour: TypeAlias = Annotated[str, Kind.COLOUR]
"""``#rrggbb``, dark enough for white words on it; "" for none (:mod:`svdesk.domain.colours`)."""
PictureText: TypeAlias = Annotated[str, Kind.PICTURE]
"""A picture in base64; "" for none (:mod:`svdesk.domain.pictures`)."""

MOST_POUNDS = Decimal("99999999999.99")
"""The largest amount a field takes: a limit of the file format, not of any law."""
MOST_NUMBER = Decimal(10) ** 12
MOST_MONTHS = 1200
MOST_WHOLE = 1_000_000
HIGHEST_MARK = 5
EARLIEST_YEAR, LATEST_YEAR = 1990, 2199


class EntryError(ValueError):
    """Typed text is not what the field holds; the message says what is allowed."""


@dataclass(frozen=True, slots=True)
class FieldForm:
    """The form of one field: its *kind* and, for a closed choice, the list it comes from."""

    kind: Kind
    choices: type[Choice] | None = None


def field_forms(section: type) -> dict[str, FieldForm]:
    """Return the form of each field of a section's dataclass that a person can fill in."""
    forms = {name: _form(hint) for name, hint in get_type_hints(section, include_extras=True).items()}
    return {name: form for name, form in forms.items() if form is not None}


def _form(hint: Any) -> FieldForm | None:  # noqa: ANN401 - a type hint has no narrower type
    if get_origin(hint) is Annotated:
        return FieldForm(next(mark for mark in hint.__metadata__ if isinstance(mark, Kind)))
    if get_origin(hint) in (Union, UnionType):
        hint = next(arg for arg in get_args(hint) if arg is not type(None))
    if isinstance(hint, type) and issubclass(hint, Choice):
        return FieldForm(Kind.CHOICE, hint)
    plain = {
        str: Kind.LINE,
        bool: Kind.YES_NO,
        date: Kind.DATE,
        time: Kind.TIME,
        int: Kind.WHOLE,
        Decimal: Kind.NUMBER,
    }
    return FieldForm(plain[hint]) if hint in plain else None


def read_pounds(text: str) -> Decimal:
    """Read an amount of money as people type it; raises :class:`EntryError`."""
    bare = re.sub(r"[£\s,]", "", text.strip())
    factor = Decimal(1)
    if match := re.fullmatch(r"(.*\d)(k|m|million|thousand)", bare, re.IGNORECASE):
        bare, factor = match[1], Decimal(1000 if match[2].lower() in ("k", "thousand") else 1_000_000)
    if not re.fullmatch(r"\d{1,14}(\.\d+)?", bare):
        raise EntryError("Give an amount in pounds, such as 130,000 or £130,000.00. It can't be negative.")
    amount = Decimal(bare) * factor
    if amount != round(amount, 2):
        raise EntryError("Give whole pounds and pennies: no more than two figures after the point.")
    if amount > MOST_POUNDS:
        raise EntryError(f"Give an amount of at most £{MOST_POUNDS:,}.")
    return round(amount, 2)


def _read_decimal(text: str, *, most: Decimal, what: str) -> Decimal:
    bare = re.sub(r"[\s,%]", "", text.strip())
    if not re.fullmatch(r"\d{1,15}(\.\d{1,6})?", bare):
        raise EntryError(what)
    try:
        number = Decimal(bare)
    except InvalidOperation as error:
        raise EntryError(what) from error
    if number > most or number != round(number, 3):
        raise EntryError(what)
    return number


def _read_whole(text: str, *, most: int, what: str) -> int:
    bare = re.sub(r"[\s,]", "", text.strip())
    if not re.fullmatch(r"[0-9]{1,9}", bare) or int(bare) > most:
        raise EntryError(what)
    return int(bare)


_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ /.-]([a-z]{3,}|\d{1,2})\.?[ /.-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WEEKDAY = re.compile(r"(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)? ")


def read_date(text: str) -> date:
    """Read a date as people in the United Kingdom type it; raises :class:`EntryError`.

    The machine's language plays no part: month names are English everywhere.
    """
    bare = _WEEKDAY.sub("", re.sub(r"[\s,]+", " ", text.strip().lower()), count=1)
    if match := _YEAR_FIRST.fullmatch(bare):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    elif (match := _DAY_FIRST.fullmatch(bare)) and (found := _month(match[2])):
        year, month, day = int(match[3]), found, int(match[1])
    else:
        raise EntryError("Give a date such as 13 October 2025 or 13/10/2025.")
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise EntryError(f"Give a date between {EARLIEST_YEAR} and {LATEST_YEAR}, such as 13 October 2025.")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise EntryError(
            f"There is no such day as {text.strip()}. Give a date such as 13 October 2025 or 13/10/2025."
        ) from error


def _month(word: str) -> int:
    """Return the number of a month given as a number or the start of its name; 0 for neither."""
    if word.isdigit():
        return int(word)
    return next((n for n, month in enumerate(MONTHS, 1) if month.lower().startswith(word[:4].rstrip())), 0)


def read_time(text: str) -> time:
    """Read a time of day, such as 12:00, 2.30pm or noon; raises :class:`EntryError`."""
    bare = re.sub(r"\s+", "", text.strip().lower())
    if bare in ("noon", "midday", "12noon"):
        return time(12, 0)
    match = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?(am|pm)?", bare)
    if match and (match[2] or match[3]):
        hour, minute = int(match[1]), int(match[2] or 0)
        if match[3] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if match[3] == "pm" else 0)
        elif match[3]:
            hour = 99
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise EntryError("Give a time of day such as 12:00 or 2.30pm.")


def read_codes(text: str) -> tuple[str, ...]:
    """Read CPV codes separated by commas, spaces or lines; raises :class:`EntryError`."""
    codes = tuple(dict.fromkeys(re.split(r"[\s,;]+", text.strip())))
    for code in codes:
        if not re.fullmatch(r"[0-9]{8}(-[0-9])?", code):
            raise EntryError(
                f"“{code[:30]}” is not a CPV code. Give eight digits, such as 55520000, with commas between."
            )
    return codes


def read_colour(text: str) -> str:
    """Read a colour that white words can stand on, and that words on white can have.

    Raises :class:`EntryError`, which names the nearest darker shade for one that is too light.
    """
    colour = colours.read(text)
    if colour is None:
        raise EntryError(
            "This can't be read as a colour. Give six figures such as #005EB8, or rgb(0, 94, 184)."
        )
    if colours.contrast(colour, colours.WHITE) < colours.TEXT_CONTRAST:
        raise EntryError(
            f"White words on {colour.upper()} are hard to read. The nearest shade that is dark enough is "
            f"{colours.darkened(colour).upper()}."
        )
    return colour


def read_entry(form: FieldForm, text: str) -> Any:  # noqa: ANN401 - the kind decides the type
    """Read what was typed into a field of *form*.

    Blank text is ``None`` (or an empty tuple); text fields are returned as they are. Raises
    :class:`EntryError`.
    """
    kind = form.kind
    if kind in (Kind.LINE, Kind.LONG, Kind.PICTURE):
        return text
    if kind is Kind.COLOUR:
        return read_colour(text) if text.strip() else ""
    if kind is Kind.CODES:
        return read_codes(text) if text.strip() else ()
    if not text.strip():
        return None
    match kind:
        case Kind.POUNDS:
            return read_pounds(text)
        case Kind.PERCENT:
            return _read_decimal(
                text, most=Decimal(100), what="Give a percentage from 0 to 100, such as 10 or 12.5."
            )
        case Kind.NUMBER:
            return _read_decimal(
                text, most=MOST_NUMBER, what="Give a number of 0 or more, such as 12 or 2.5."
            )
        case Kind.MONTHS:
            return _read_whole(
                text, most=MOST_MONTHS, what=f"Give a whole number of months from 0 to {MOST_MONTHS}."
            )
        case Kind.MARK:
            return _read_whole(text, most=HIGHEST_MARK, what=f"Give a whole mark from 0 to {HIGHEST_MARK}.")
        case Kind.WHOLE:
            return _read_whole(text, most=MOST_WHOLE, what="Give a whole number of 0 or more, such as 500.")
        case Kind.DATE:
            return read_date(text)
        case Kind.TIME:
            return read_time(text)
    raise TypeError(f"a field of kind {kind} is not typed as text")


def show_pounds(amount: Decimal) -> str:
    """Return an amount as people read it: ``£130,000`` or ``£99,999.99``."""
    return f"£{amount:,.2f}".removesuffix(".00")


def show_number(number: Decimal) -> str:
    """Return a number without needless noughts: ``12.5``, ``1,000``."""
    return without_noughts(f"{number:,f}")


def show_entry(form: FieldForm, value: Any) -> str:  # noqa: ANN401 - the kind decides the type
    """Return a field's value as it stands in the field; "" for nothing."""
    if value is None or value == ():
        return ""
    match form.kind:
        case Kind.POUNDS:
            return show_pounds(value)
        case Kind.PERCENT | Kind.NUMBER:
            return show_number(value)
        case Kind.DATE:
            return show_date(value)
        case Kind.TIME:
            return f"{value:%H:%M}"
        case Kind.YES_NO:
            return "Yes" if value else "No"
        case Kind.CHOICE:
            return str(value.label)
        case Kind.CODES:
            return ", ".join(value)
        case Kind.COLOUR:
            return str(value).upper()
    return str(value)
