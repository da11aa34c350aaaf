"""What a project file may hold at most: the limits of the fields, and bounds on text and lists."""

from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Any

from svdesk.domain import colours
from svdesk.domain.entry import (
    EARLIEST_YEAR,
    HIGHEST_MARK,
    LATEST_YEAR,
    MOST_MONTHS,
    MOST_NUMBER,
    MOST_POUNDS,
    MOST_WHOLE,
    FieldForm,
    Kind,
    field_forms,
)
from svdesk.domain.pictures import PictureError, read_picture
from svdesk.domain.sections import sections_of

MOST_CHARACTERS = 1_000_000
MOST_ITEMS = 5_000
"""The most items of one list of one part."""
MOST_REVISION = 2**53
_MOST: dict[Kind, Decimal] = {
    Kind.POUNDS: MOST_POUNDS,
    Kind.PERCENT: Decimal(100),
    Kind.NUMBER: MOST_NUMBER,
    Kind.TARGETS: MOST_NUMBER,
    Kind.MONTHS: Decimal(MOST_MONTHS),
    Kind.MARK: Decimal(HIGHEST_MARK),
    Kind.WHOLE: Decimal(MOST_WHOLE),
}
_PLACES = {Kind.POUNDS: 2, Kind.PERCENT: 3, Kind.NUMBER: 3, Kind.TARGETS: 3}


@cache
def forms_of(section: type) -> dict[str, FieldForm]:
    """Return the form of each field of a section's class: read once, as a project has many items."""
    return field_forms(section)


def beyond_limits(value: Any) -> Iterator[str]:  # noqa: ANN401 - a part of any kind, or a head
    """Yield what is beyond the limits in a part of a project or in its head.

    Each is words that name the place and say what is allowed. The limits hold for each part by itself.
    """
    if not 0 <= getattr(value, "revision", 0) <= MOST_REVISION:
        yield "revision is out of range"
    for name, form in forms_of(value.__class__).items():
        if name != "revision":
            yield from _field(name, getattr(value, name), form.kind)
    for name, spec in sections_of(value.__class__).items():
        if not spec.many:
            yield from _fields(name, getattr(value, name))
            continue
        items = getattr(value, name)
        if len(items) > MOST_ITEMS:
            yield f"{name} has more than {MOST_ITEMS:,} items"
            continue
        if len({spec.key_of(item) for item in items}) < len(items):
            yield f"two items of {name} have the same {spec.key}"
        for number, item in enumerate(items, 1):
            yield from _fields(f"{name}, item {number}", item)


def _fields(where: str, item: Any) -> Iterator[str]:  # noqa: ANN401 - an item of any section
    for name, form in forms_of(item.__class__).items():
        yield from _field(f"{where}, {name}", getattr(item, name), form.kind)


def _field(where: str, value: Any, kind: Kind) -> Iterator[str]:  # noqa: ANN401 - a field of any kind
    match value:
        case tuple() if len(value) > MOST_ITEMS:
            yield f"{where} has more than {MOST_ITEMS:,} items"
        case tuple():
            for number, item in enumerate(value, 1):
                yield from _field(f"{where}, item {number}", item, kind)
        case str() if len(value) > MOST_CHARACTERS:
            yield f"{where} has more than {MOST_CHARACTERS:,} characters"
        case str() if kind is Kind.COLOUR and value:
            yield from _colour(where, value)
        case str() if kind is Kind.PICTURE and value:
            try:
                read_picture(value)
            except PictureError as error:
                yield f"{where} is no picture that can be kept: {error}"
        case time() if value.tzinfo is not None:
            yield f"{where} has a time zone, which is not used"
        case date() if not EARLIEST_YEAR <= value.year <= LATEST_YEAR:
            yield f"{where} is not between {EARLIEST_YEAR} and {LATEST_YEAR}"
        case Decimal() | int() if kind in _MOST:
            exact = Decimal(value)
            if not exact.is_finite() or not 0 <= exact <= _MOST[kind]:
                yield f"{where} is not from 0 to {_MOST[kind]:,}"
            elif exact != round(exact, _PLACES.get(kind, 0)):
                yield f"{where} has more than {_PLACES[kind]} figures after the point"


def _colour(where: str, value: str) -> Iterator[str]:
    if not colours.is_colour(value):
        yield f"{where} is not a colour such as #005eb8"
    elif colours.contrast(value, colours.WHITE) < colours.TEXT_CONTRAST:
        yield f"{where} is too light for white words on it"
