"""Laying one policy pack over another, so that an organisation states only what is different.

An item with the id of one of the base is laid over it field by field; a new id is a new item at the
end of its kind. Tables inside an item are laid over in the same way, and so are lists of tables
that have ids. Other lists are replaced, and so is a condition, because a condition mixed from two
would say what nobody wrote. ``[[remove]]`` takes an item away.
"""

from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from svdesk.policy.content.origins import Place, parts_of
from svdesk.policy.loading.kinds import HANGING, LISTS, NESTED, REMOVE, key_of, label
from svdesk.policy.loading.reading import PackTable, Table, Tables

WHOLE = frozenset({"when", "selection_known"})
"""Fields that are replaced whole although they hold tables: conditions."""
_OWN = ("id", "edition", "title")
"""What a pack does not take over from the one that it is laid over."""
_STEWARDS = ("owner", "review_on")


def lay_over(base: Tables, over: Tables) -> Tables:
    """Return the tables of *base* with those of *over* laid over them; both are used up."""
    head = PackTable(
        {name: value for name, value in base.head.table.items() if name not in _OWN}, over.head.file
    )
    head.laid_over = {(name,): base.head.file for name in head.table if name not in over.head.table}
    head.table |= over.head.table
    result = Tables(head, base.lists, base.single, problems=[*base.problems, *over.problems])
    # First, so that an item can be taken away and written anew.
    for index, removal in enumerate(over.removals):
        _remove(result, removal, index)
    # Kept, so that their form is checked and what they took away can be told.
    result.removals = [*base.removals, *over.removals]
    for kind, entries in over.lists.items():
        _lay_list(result, kind, entries)
    for name, entry in over.single.items():
        if name in result.single:
            _merge(result.single[name].table, entry.table, (), result.single[name], entry.file)
        else:
            result.single[name] = entry
    return result


def give_stewards(tables: Tables) -> None:
    """Give what has no owner or review date of its own those of the pack's head."""
    stewards = {name: tables.head.table[name] for name in _STEWARDS if name in tables.head.table}
    for entry in tables.lists.get("outcome", ()):
        own: tuple[Place, dict[str, Any]] = ((), entry.table)
        for place, table in (own, *parts_of(entry.table, HANGING)):
            for name, value in stewards.items():
                if name not in table:
                    table[name] = value
                    entry.given[(*place, name)] = tables.head.file_of((name,))


def _lay_list(result: Tables, kind: str, entries: list[PackTable]) -> None:
    there = {key_of(entry.table): entry for entry in result.lists.setdefault(kind, [])}
    for key, times in Counter(key_of(entry.table) for entry in entries).items():
        if key and times > 1:
            result.problems.append(f"{entries[0].file}: {kind} “{key}”, id: is used twice in the overlay")
    for entry in entries:
        key = key_of(entry.table)
        if key and key in there:
            _merge(there[key].table, entry.table, (), there[key], entry.file)
        else:
            result.lists[kind].append(entry)


def _merge(table: Table, over: Table, place: Place, item: PackTable, file: str) -> None:
    """Lay *over* over *table*, which stands at *place* of *item*, and note *file* for what changes."""
    for name, value in over.items():
        here = (*place, name)
        there: Any = table.get(name)
        if name not in WHOLE and isinstance(value, dict) and isinstance(there, dict):
            _merge(there, value, here, item, file)
        elif name not in WHOLE and value and _have_ids(value) and _have_ids(there):
            numbers = {entry["id"]: number for number, entry in enumerate(there)}
            for entry in value:
                if entry["id"] in numbers:
                    number = numbers[entry["id"]]
                    _merge(there[number], entry, (*here, number), item, file)
                else:
                    item.laid_over[(*here, len(there))] = file
                    there.append(entry)
        elif there != value:
            table[name] = value
            item.laid_over[here] = file


def _have_ids(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(entry, dict) and isinstance(entry.get("id"), str) for entry in value
    )


def _remove(result: Tables, removal: PackTable, index: int) -> None:
    kind, wanted = str(removal.table.get("kind", "")), str(removal.table.get("id", ""))
    where = f"{removal.file}: {label(REMOVE, removal.table, index)}"
    if kind in NESTED:
        lists = [entry.table.get(NESTED[kind]) for entry in result.lists.get("outcome", ())]
        tables = [within for within in lists if isinstance(within, list)]
        if not any(_take_out(within, wanted) for within in tables):
            ids = [key_of(table) for within in tables for table in within]
            result.problems.append(f"{where}, id: the base has no {kind} “{wanted}”{_hint(wanted, ids)}")
    elif kind in LISTS:
        entries = result.lists.get(kind, [])
        kept = [entry for entry in entries if key_of(entry.table) != wanted]
        if len(kept) == len(entries):
            ids = [key_of(entry.table) for entry in entries]
            result.problems.append(f"{where}, id: the base has no {kind} “{wanted}”{_hint(wanted, ids)}")
        result.lists[kind] = kept
    else:
        result.problems.append(f"{where}, kind: “{kind}” can't be removed{_hint(kind, (*LISTS, *NESTED))}")


def _take_out(within: list[Any], wanted: str) -> bool:
    numbers = [number for number, table in enumerate(within) if key_of(table) == wanted]
    for number in reversed(numbers):
        del within[number]
    return bool(numbers)


def _hint(wanted: str, known: Iterable[str]) -> str:
    near = get_close_matches(wanted, list(known), n=1)
    return f"; did you mean “{near[0]}”?" if near else ""
