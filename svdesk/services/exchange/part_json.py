"""Parts and heads of projects as JSON: written the same each time, read exactly or refused.

Money and numbers are exact decimals in quotation marks.
"""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from datetime import time as time_of_day
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from svdesk.domain.english import plain_number
from svdesk.domain.entry import Kind
from svdesk.domain.field_words import words_of
from svdesk.domain.parts import MOST_PART_BYTES
from svdesk.domain.sections import sections_of
from svdesk.domain.texts import keepable
from svdesk.services.exchange import strict_json
from svdesk.services.exchange.limits import beyond_limits, forms_of
from svdesk.services.exchange.strict_json import shown

_Value = TypeVar("_Value")
_MOST_TOLD = 3
_MOST_FAULTS = 1_000
_WORDS = {
    "unexpected_keyword_argument": "is not a name that this version knows",
    "missing": "is missing",
    "enum": "is not one of the words allowed",
    "too_long": "is too long",
}


class PartJsonError(ValueError):
    """A part is refused; the message says why, as words that follow a colon."""


def value_json(value: object) -> bytes:
    """Return a part or a head as JSON; the same value gives the same bytes."""
    return strict_json.dump(_plain(value))


def read_value(content: bytes, kind: type[_Value], *, newer: bool) -> tuple[_Value, tuple[str, ...]]:
    """Return the part or head of the class *kind* in *content*, and the names in it that are not known.

    Where a *newer* version wrote it, names that are not known are passed over. Raises
    :class:`PartJsonError` and :class:`svdesk.services.exchange.strict_json.JsonError`.
    """
    if len(content) > MOST_PART_BYTES:
        raise PartJsonError("it is too large")
    found = strict_json.parse(content)
    try:
        value: _Value = _adapter(kind).validate_json(
            content, strict=True, extra="ignore" if newer else "forbid"
        )
    except ValidationError as error:
        if error.error_count() > _MOST_FAULTS:  # each fault told takes a kilobyte
            raise PartJsonError("it does not have what it should have") from None
        told = [
            f"{_where(problem['loc'])} {_WORDS.get(problem['type'], 'is not what belongs there')}"
            for problem in error.errors(include_url=False, include_context=False, include_input=False)
        ]
        raise PartJsonError(listed(told)) from error
    if problems := tuple(beyond_limits(value)):
        raise PartJsonError(listed(problems))
    return value, tuple(_unknown(found, _plain(value), ""))


def listed(problems: tuple[str, ...] | list[str]) -> str:
    """Return the first of *problems* one after the other, and how many more there are."""
    more = len(problems) - _MOST_TOLD
    return "; ".join(problems[:_MOST_TOLD]) + (f"; and {more} more" if more > 0 else "")


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def _unknown(found: Any, written: Any, where: str) -> Iterator[str]:  # noqa: ANN401 - parts of JSON
    """Yield the names in *found* that *written* does not have.

    Raises :class:`PartJsonError` where a value does not stand as SVDesk writes it, such as
    ``1e5`` or `` 5`` for an amount: a lenient reader would have to guess.
    """
    if isinstance(found, dict):
        for name, value in found.items():
            place = f"{where}, {name}" if where else name
            if name in written:
                yield from _unknown(value, written[name], place)
            else:
                yield shown(place)
    elif isinstance(found, list):
        for number, (value, as_written) in enumerate(zip(found, written, strict=True), 1):
            yield from _unknown(value, as_written, f"{where}, item {number}")
    elif found != written or type(found) is not type(written):
        raise PartJsonError(f"{where} is {shown(str(found))}; it should stand there as {shown(str(written))}")


def _plain(value: Any) -> Any:  # noqa: ANN401 - parts of a project
    """Return a part of a project as JSON has it, in the order of the domain's fields."""
    if hasattr(value, "__dataclass_fields__"):
        forms, left_out = forms_of(value.__class__), {*_blank_sections(value), *_blank_fields(value)}
        return {
            each.name: _plain_field(getattr(value, each.name), forms[each.name].kind)
            if each.name in forms
            else _plain(getattr(value, each.name))
            for each in fields(value)
            if each.name not in left_out
        }
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, UUID) else value


def _blank_sections(value: Any) -> Iterator[str]:  # noqa: ANN401 - a part, or a section or item of one
    """Yield the sections of a part that are left out of its JSON, as nobody has filled them in."""
    for name, spec in sections_of(value.__class__).items():
        if spec.omitted_while_blank and getattr(value, name) == spec.item():
            yield name


def _blank_fields(value: Any) -> Iterator[str]:  # noqa: ANN401 - a part, or a section or item of one
    """Yield the fields that are left out of the JSON, as nobody has filled them in."""
    for name, words in words_of(value.__class__).items():
        if words.omitted_while_blank and getattr(value, name) is None:
            yield name


def _plain_field(value: Any, kind: Kind) -> Any:  # noqa: ANN401 - a field of any kind
    """Return a field as JSON has it: pounds always with pence, other numbers without needless noughts."""
    match value:
        case Decimal() if kind is Kind.POUNDS:
            return f"{value:.2f}"
        case Decimal():
            return plain_number(value)
        case tuple():
            return [_plain_field(item, kind) for item in value]
        case Enum():
            return value.value
        case str():
            return keepable(value)
        case date() | time_of_day():
            return value.isoformat()
    return value


def _where(location: tuple[int | str, ...]) -> str:
    """Return a place in a project in words: ``kpis, item 3, good_from``."""
    named = [f"item {part + 1}" if isinstance(part, int) else str(part)[:60] for part in location]
    return ", ".join(named) or "it"
