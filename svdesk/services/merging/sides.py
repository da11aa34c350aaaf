"""One side of a comparison: a part of a project, with what belongs to each of its fields and items."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache, cached_property
from typing import Any

from svdesk.domain.field_paths import parse_path
from svdesk.domain.parts import Part
from svdesk.domain.project import SECTIONS, Project, Proposal, UnreadEntry
from svdesk.domain.sections import SectionSpec, sections_of

PROPOSALS = next(name for name, spec in SECTIONS.items() if spec.item is Proposal)
UNREAD = next(name for name, spec in SECTIONS.items() if spec.item is UnreadEntry)
FieldKey = tuple[str, str, str]
"""A section, the key of an item ("" in a section of one value), and a field."""


def fields_of(spec: SectionSpec) -> tuple[str, ...]:
    """Return the names of the fields that a section or its items hold, without what identifies an item."""
    return _fields(spec.item, spec.key)


@cache
def _fields(item: type, key: str) -> tuple[str, ...]:
    return tuple(each.name for each in fields(item) if each.name != key)


class PartSide:
    """A part as one side has it. It is read only."""

    def __init__(self, part: Part) -> None:
        """Look at *part*, whose *sections* are at hand."""
        self.part = part
        kind: type = type(part)
        self.sections = sections_of(kind)

    def value(self, spec: SectionSpec) -> Any:  # noqa: ANN401 - a section of any kind
        """Return the value of a section."""
        return getattr(self.part, spec.name)

    def items(self, spec: SectionSpec) -> dict[str, Any]:
        """Return the items of a section by their keys, in their order.

        Of the texts that could not be read these are the ones that belong to no field.
        """
        items = {spec.key_of(item): item for item in self.value(spec)}
        if spec.name == UNREAD and isinstance(self.part, Project):
            return {path: item for path, item in items.items() if path not in self._belonging}
        return items

    def unread(self, section: str, key: str, field: str) -> tuple[UnreadEntry, ...]:
        """Return the texts of a field that could not be read."""
        return self.unread_by_field.get((section, key, field), ())

    @cached_property
    def unread_by_field(self) -> Mapping[FieldKey, tuple[UnreadEntry, ...]]:
        """The texts that could not be read, by the field that they were typed into."""
        found: dict[FieldKey, tuple[UnreadEntry, ...]] = {}
        for entry in self.part.unread if isinstance(self.part, Project) else ():
            path = parse_path(entry.path)
            where = (path.section, path.key, path.field)
            if str(path) == entry.path and self._has(*where):
                found[where] = (*found.get(where, ()), entry)
        return found

    @cached_property
    def _belonging(self) -> frozenset[str]:
        return frozenset(entry.path for entries in self.unread_by_field.values() for entry in entries)

    def _has(self, section: str, key: str, field: str) -> bool:
        spec = self.sections.get(section)
        if spec is None or spec.item in (UnreadEntry, Proposal) or field not in fields_of(spec):
            return False
        return not spec.many or key in self._keys[section]

    @cached_property
    def _keys(self) -> Mapping[str, frozenset[str]]:
        return {
            name: frozenset(spec.key_of(item) for item in self.value(spec))
            for name, spec in self.sections.items()
            if spec.many
        }

    def item_of(self, target: str) -> tuple[str, str] | None:
        """Return the section and key of the item that a proposal is about; None where it is about none."""
        section, _, rest = target.partition(".")
        spec = self.sections.get(section)
        if spec is None or not spec.added or spec.item in (UnreadEntry, Proposal):
            return None
        for key in (rest, rest.rpartition(".")[0]):
            if key in self._keys[section]:
                return section, key
        return None

    def is_of_own_item(self, target: str, other: "PartSide") -> bool:
        """Say whether a proposal is about an item that this side has and the *other* does not."""
        item = self.item_of(target)
        return item is not None and item[1] not in other._keys[item[0]]  # noqa: SLF001 - same class
