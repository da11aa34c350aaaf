"""Values built of tables that were checked before, file by file the same, without checking their form again.

The libraries that check take longer to load than all that a pack is read with. What this builds of a sound
pack equals what :mod:`svdesk.policy.loading.checking` builds; a test holds the two together.
"""

from collections.abc import Callable
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeAlias, get_args, get_origin, get_type_hints

from svdesk.policy.loading.kinds import LISTS, SINGLE, Head
from svdesk.policy.loading.reading import Tables, Values

_Make: TypeAlias = Callable[[Any], Any]


def built_values(tables: Tables) -> Values:
    """Return the values of sound *tables*; raises ``TypeError`` or ``ValueError`` where they are not."""
    lists = {kind: tables.lists.get(kind, ()) for kind in LISTS}
    return Values(
        head=_maker(Head)(tables.head.table),
        lists={kind: tuple(_maker(LISTS[kind])(each.table) for each in lists[kind]) for kind in LISTS},
        single={
            name: _maker(kind)(tables.single[name].table)
            for name, kind in SINGLE.items()
            if name in tables.single
        },
    )


@cache
def _maker(kind: Any) -> _Make:  # noqa: ANN401 - a type as it is written at a field
    """Return what makes a value of the type *kind* of what TOML has for it."""
    if isinstance(kind, UnionType):
        # Nothing is left out in TOML, and never written: what is written is of the other type.
        kinds = [each for each in get_args(kind) if each is not type(None)]
        return _maker(kinds[0]) if len(kinds) == 1 else _as_it_is
    if get_origin(kind) is tuple:
        make = _maker(get_args(kind)[0])
        return tuple if make is _as_it_is else lambda values: tuple(map(make, values))
    if is_dataclass(kind):
        return _record_maker(kind)
    if issubclass(kind, Enum | Decimal):
        make_one: _Make = kind
        return make_one
    if kind in (str, bool, int, date):
        return _as_it_is
    raise TypeError(f"no field of a pack is of the type {kind}")


def _record_maker(kind: Any) -> _Make:  # noqa: ANN401 - a dataclass
    # Only looked into where a table of the class comes: a condition holds conditions.
    makers: dict[str, _Make] = {}

    def make(table: dict[str, Any]) -> Any:  # noqa: ANN401 - an item of the class
        if not makers:
            makers.update((name, _maker(hint)) for name, hint in get_type_hints(kind).items())
        return kind(**{name: makers[name](value) for name, value in table.items()})

    return make


def _as_it_is(value: Any) -> Any:  # noqa: ANN401 - what TOML has
    return value
