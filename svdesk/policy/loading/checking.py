"""The form of a pack's tables, checked: each becomes a value of its class, or a fault with its place."""

import json
from collections.abc import Iterator
from dataclasses import MISSING, field, make_dataclass
from functools import cache
from types import GenericAlias
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError

from svdesk.policy.content.origins import Place
from svdesk.policy.loading.kinds import LISTS, REMOVE, SINGLE, Head, Removal, label
from svdesk.policy.loading.reading import MOST_PROBLEMS, PackError, Table, Tables, Values, entry_at


@cache
def pack_adapter() -> TypeAdapter[Any]:
    """Return what checks all tables of a pack at once, as a list of the one class they make up.

    One class for everything, because building the check of each kind by itself takes three times
    as long: what kinds have in common is then built once.
    """
    made = make_dataclass(
        "Tables",
        [
            ("head", Head),
            *(
                (kind, GenericAlias(tuple, (item_class, ...)), field(default=()))
                for kind, item_class in LISTS.items()
            ),
            (REMOVE, tuple[Removal, ...], field(default=())),
            *((name, item_class | None, field(default=None)) for name, item_class in SINGLE.items()),
        ],
        frozen=True,
        kw_only=True,
    )
    # The option reaches a plain dataclass only from a type around it, hence the list.
    around: Any = GenericAlias(list, made)
    return TypeAdapter(around, config=ConfigDict(extra="forbid", strict=True))


def values_of(tables: Tables) -> Values:
    """Check the form of every table; raises :class:`PackError` with all that is wrong."""
    content: Table = {"head": tables.head.table, REMOVE: [entry.table for entry in tables.removals]}
    content |= {kind: [entry.table for entry in entries] for kind, entries in tables.lists.items()}
    content |= {name: entry.table for name, entry in tables.single.items()}
    # Read as JSON, because only there does strict reading take lists, dates and words of a closed
    # list, and still refuse 1 for true or "5" for 5.
    try:
        (read,) = pack_adapter().validate_json(json.dumps([content], default=str))
    except ValidationError as error:
        if error.error_count() > MOST_PROBLEMS:
            more = f"{tables.head.file}: the pack has {error.error_count():,} faults, too many to be told."
            raise PackError((*tables.problems[:MOST_PROBLEMS], more)) from None
        faults = [_fault(dict(fault), tables) for fault in error.errors(include_url=False)]
        raise PackError((*tables.problems, *faults)) from error
    values = Values(
        head=read.head,
        lists={kind: getattr(read, kind) for kind in LISTS},
        single={name: value for name in SINGLE if (value := getattr(read, name)) is not None},
    )
    problems = [*tables.problems, *_empty_texts(tables, values, getattr(read, REMOVE))]
    if problems:
        raise PackError(tuple(problems))
    return values


def _fault(fault: dict[str, Any], tables: Tables) -> str:
    _, kind, *rest = fault["loc"]
    many = kind != "head" and kind not in SINGLE
    index = int(rest.pop(0)) if many else 0
    entry = entry_at(tables, kind, index)
    where = f", {_field(rest)}" if rest else ""
    return f"{entry.file_of(tuple(rest))}: {label(kind, entry.table, index)}{where}: {_explain(fault, rest)}"


def _field(loc: list[int | str]) -> str:
    text = ""
    for part in loc:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def _explain(fault: dict[str, Any], loc: list[int | str]) -> str:
    match fault["type"]:
        case "missing":
            return "is missing"
        case "unexpected_keyword_argument":
            return "is not a field of this kind of item"
        case "value_error":
            return str(fault["ctx"]["error"])
    found = fault["input"]
    if not loc or isinstance(found, dict | list):
        return str(fault["msg"])
    return f"{fault['msg']} (found {str(found)[:60]!r})"


def _empty_texts(tables: Tables, values: Values, removals: tuple[Removal, ...]) -> Iterator[str]:
    everything: dict[str, tuple[Any, ...]] = {"head": (values.head,), REMOVE: removals, **values.lists}
    everything |= {name: (value,) for name, value in values.single.items()}
    for kind, found in everything.items():
        for index, item in enumerate(found):
            entry = entry_at(tables, kind, index)
            for place in _blanks(item):
                named = f"{label(kind, entry.table, index)}, {_field(list(place))}"
                yield f"{entry.file_of(place)}: {named}: is empty"


def _blanks(item: object) -> Iterator[Place]:
    """Yield the places of required texts that hold nothing but spaces."""
    for name, spec in getattr(type(item), "__dataclass_fields__", {}).items():
        value = getattr(item, name)
        required = spec.default is MISSING and spec.default_factory is MISSING
        if isinstance(value, str) and required and not value.strip():
            yield (name,)
        elif isinstance(value, tuple):
            for index, entry in enumerate(value):
                yield from ((name, index, *place) for place in _blanks(entry))
        elif hasattr(type(value), "__dataclass_fields__"):
            yield from ((name, *place) for place in _blanks(value))
