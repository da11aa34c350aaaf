"""Where the items of a policy pack come from: the file that says what stands in each field."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeAlias

Place: TypeAlias = tuple[str | int, ...]
"""The way from an item to one of its fields: names, and numbers counted from 0."""

_STEP = re.compile(r"([A-Za-z_]\w*)|\[(\d+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSource:
    """The *file* an item stands in, and the files of *fields* that are given elsewhere.

    *fields* are those that an overlay has laid over the item; *given* those that it takes over from
    the head of its pack.
    """

    file: str
    fields: Mapping[Place, str] = field(default_factory=dict)
    given: Mapping[Place, str] = field(default_factory=dict)

    def file_of(self, place: Place) -> str:
        """Return the file that says what stands at *place*: there, around it, or else within it.

        Something can be wrong with a whole of which an overlay changed only a part, and then that
        part is what changed; of several overlays the last one counts.
        """
        for files in (self.fields, self.given):
            for length in range(len(place), 0, -1):
                if place[:length] in files:
                    return files[place[:length]]
        within = [file for at, file in self.fields.items() if at[: len(place)] == place]
        return within[-1] if within else self.file

    def part(self, place: Place) -> "ItemSource":
        """Return the origin of what hangs on the item at *place*."""
        start = len(place)
        return ItemSource(
            file=next((file for at, file in self.fields.items() if at == place[: len(at)]), self.file),
            fields={at[start:]: file for at, file in self.fields.items() if at[:start] == place != at},
            given={at[start:]: file for at, file in self.given.items() if at[:start] == place != at},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """The origins of all items, by the labels that messages call them by."""

    items: Mapping[str, tuple[ItemSource, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def file_of(self, label: str, where: str = "") -> str:
        """Return the file to look in for field *where* of an item, such as ``fit.cpv``; "" if not known.

        Where several items have one label, it is the file of the last of them.
        """
        found = self.items.get(label)
        return found[-1].file_of(place_of(where)) if found else ""


def place_of(where: str) -> Place:
    """Return the place of a field as messages name it: ``measures[1].unit``, counted from 1."""
    return tuple(name or int(number) - 1 for name, number in _STEP.findall(where))


def parts_of(table: Mapping[str, Any], names: Iterable[str]) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Yield the tables that hang on *table* in its fields *names*, with their places."""
    for name in names:
        value = table.get(name)
        if isinstance(value, dict):
            yield (name,), value
        elif isinstance(value, list):
            yield from (((name, number), each) for number, each in enumerate(value) if isinstance(each, dict))
