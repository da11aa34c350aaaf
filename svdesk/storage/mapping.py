"""How domain values become columns and come back.

A field's kind decides: money is kept in pence, percentages and numbers in thousandths, words of
closed lists as text, text as it is. The name of a column is the field's, with its unit.
"""

from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, fields
from datetime import date, time
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import Any, get_args, get_type_hints
from uuid import UUID

from svdesk.domain.choices import Choice, Stage
from svdesk.domain.entry import Kind, field_forms
from svdesk.domain.texts import keepable

_SUFFIX = {Kind.POUNDS: "_pence", Kind.PERCENT: "_thousandths", Kind.NUMBER: "_thousandths"}
_HELD: dict[Kind, type] = {
    Kind.DATE: date,
    Kind.TIME: time,
    Kind.YES_NO: bool,
    **dict.fromkeys((Kind.POUNDS, Kind.PERCENT, Kind.NUMBER, Kind.WHOLE, Kind.MONTHS, Kind.MARK), int),
}
"""What a column holds, where that is not text."""
_OWN_TABLE = (Kind.CODES, Kind.TARGETS)
_FOR_UNKNOWN_WORDS: dict[type[Choice], Choice] = {Stage: Stage.TENDER}
"""What an unknown word is read as where the field can't be empty and has no default.

A question may always be asked in the tender, but not always at selection.
"""


@dataclass(frozen=True, slots=True)
class ColumnForm:
    """How the field *name* is kept in *column*, which holds values of the type *held*.

    *kind* is ``None`` for an id; *optional* says whether the column may be empty.
    """

    name: str
    column: str
    kind: Kind | None
    held: type
    optional: bool
    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]


@cache
def column_forms(item: type) -> tuple[ColumnForm, ...]:
    """Return the columns of a domain class, without those kept in tables of their own."""
    forms = field_forms(item)
    hints = get_type_hints(item)
    found = []
    for each in fields(item):
        form = forms.get(each.name)
        optional = NoneType in get_args(hints[each.name])
        if hints[each.name] is UUID:
            found.append(ColumnForm(each.name, each.name, None, UUID, optional, _same, _same))
        elif form is not None and form.kind not in _OWN_TABLE:
            encode, decode = _CODECS.get(form.kind, (_same, _same))
            if form.choices is not None:
                decode = _word_reader(form.choices, _for_unknown_words(form.choices, optional, each))
            column = each.name + _SUFFIX.get(form.kind, "")
            held = _HELD.get(form.kind, str)
            found.append(ColumnForm(each.name, column, form.kind, held, optional, encode, decode))
    return tuple(found)


def to_columns(item: Any) -> dict[str, Any]:  # noqa: ANN401 - any domain value
    """Return the columns of a domain value; raises ``ValueError`` for a number that is not exact."""
    return {form.column: form.encode(getattr(item, form.name)) for form in column_forms(item.__class__)}


def from_columns(item: type, columns: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a domain class from its *columns*.

    A word that this version does not know is read as if nothing had been chosen.
    """
    return {form.name: form.decode(columns[form.column]) for form in column_forms(item)}


def to_thousandths(number: Decimal | None) -> int | None:
    """Return a number in thousandths; raises ``ValueError`` when it has smaller parts."""
    return _scaled(number, 3)


def from_thousandths(stored: int | None) -> Decimal | None:
    """Return a number from its thousandths."""
    return None if stored is None else Decimal(stored) / 1000


def _same(value: Any) -> Any:  # noqa: ANN401 - whatever the column holds
    return value


def _scaled(number: Decimal | None, places: int) -> int | None:
    if number is None:
        return None
    scaled = number.scaleb(places)
    if scaled != int(scaled):
        raise ValueError(f"{number} has more than {places} decimal places")
    return int(scaled)


def _to_pence(amount: Decimal | None) -> int | None:
    return _scaled(amount, 2)


def _from_pence(stored: int | None) -> Decimal | None:
    return None if stored is None else Decimal(stored).scaleb(-2)


def _to_word(choice: Choice | None) -> str | None:
    return None if choice is None else choice.value


def _for_unknown_words(choices: type[Choice], optional: bool, field: Field[Any]) -> Choice | None:
    if optional:
        return None
    return field.default if isinstance(field.default, Choice) else _FOR_UNKNOWN_WORDS[choices]


def _word_reader(choices: type[Choice], other: Choice | None) -> Callable[[str | None], Choice | None]:
    known = {choice.value: choice for choice in choices}
    return lambda word: other if word is None else known.get(word, other)


_CODECS: dict[Kind, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    Kind.LINE: (keepable, _same),
    Kind.LONG: (keepable, _same),
    Kind.POUNDS: (_to_pence, _from_pence),
    Kind.PERCENT: (to_thousandths, from_thousandths),
    Kind.NUMBER: (to_thousandths, from_thousandths),
    Kind.CHOICE: (_to_word, _same),
}
