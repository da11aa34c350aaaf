"""What differs between a project here and the same project in a file, section by section and field by field.

Everything is read from the declarations of the sections and fields, so that a new one is compared as soon as
it is declared. Items are matched by what identifies them. Text that could not be read belongs to its field,
and what SVDesk proposed of an item that only one side has belongs to that item.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from svdesk.domain.choices import ProjectStage
from svdesk.domain.entry import Kind
from svdesk.domain.parts import Part
from svdesk.domain.project import Project, Proposal
from svdesk.domain.sections import SectionSpec
from svdesk.services.exchange.limits import MOST_CHARACTERS, MOST_ITEMS, forms_of
from svdesk.services.merging.sides import PROPOSALS, UNREAD, PartSide, fields_of
from svdesk.services.merging.words import Names, heading_of, item_words, label_of, order_words, value_words

STAGE = "stage"
EDITION = "edition"


class Side(StrEnum):
    """What a person wants of one difference."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


class DifferenceKind(StrEnum):
    """What is different."""

    FIELD = "field"
    """What stands in a field, or the whole of a proposal."""
    ITEM = "item"
    """An item of which some fields differ, which follow it; here it can be said to keep both."""
    HERE = "here"
    """An item that only the project here has."""
    THERE = "there"
    """An item that only the file has."""
    ORDER = "order"
    """The order of the items that both have."""
    PART = "part"
    """A part of the project that only the file has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectDifference:
    """One thing that differs, in words, with what stands here (*mine*) and in the file (*theirs*).

    *part* and *section* are "" where it is not within one; *key* names the item, *field* the field. *title*
    is what it belongs to, *label* what of that differs. *both* says that both can be kept.
    """

    kind: DifferenceKind
    part: str = ""
    section: str = ""
    key: str = ""
    field: str = ""
    title: str
    label: str
    mine: str
    theirs: str
    both: bool = False

    @property
    def id(self) -> str:
        """What identifies it within its comparison."""
        return ".".join(filter(None, (self.part, self.section, self.key, self.field)))


Choices = Mapping[str, Side]
"""What a person chose, by the id of the difference; where nothing was chosen, mine stays."""


@dataclass(frozen=True, slots=True)
class ProjectState:
    """A project as it is compared: how far it is, and its parts."""

    stage: ProjectStage
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ProjectComparison:
    """Two states of one project and what differs between them, in the order of the sections."""

    mine: ProjectState
    theirs: ProjectState
    differences: tuple[ProjectDifference, ...]


def compare(mine: ProjectState, theirs: ProjectState, names: Names) -> ProjectComparison:
    """Return what differs; *names* are the titles of what the policy pack offers, by their ids."""
    here = {part.part_id: part for part in mine.parts}
    found: list[ProjectDifference] = []
    if mine.stage is not theirs.stage:
        found.append(_of_project(STAGE, "How far it is", mine.stage.label, theirs.stage.label))
    for part in theirs.parts:
        name, known = str(part.part_id), here.get(part.part_id)
        if known is None:
            title = f"The part “{name}”"
            found.append(
                ProjectDifference(
                    kind=DifferenceKind.PART,
                    part=name,
                    title=title,
                    label="Only in the file",
                    mine="",
                    theirs=title,
                )
            )
        else:
            found += _part_differences(name, PartSide(known), PartSide(part), names)
    return ProjectComparison(mine, theirs, tuple(found))


def _of_project(field: str, label: str, mine: str, theirs: str, part: str = "") -> ProjectDifference:
    return ProjectDifference(
        kind=DifferenceKind.FIELD,
        part=part,
        field=field,
        title="The project",
        label=label,
        mine=mine,
        theirs=theirs,
    )


def edition_of(part: Part) -> tuple[str, str]:
    """Return the policy pack and the edition that a part names; "" twice where it names none."""
    return (part.pack_id, part.pack_edition) if isinstance(part, Project) else ("", "")


def _part_differences(
    name: str, mine: PartSide, theirs: PartSide, names: Names
) -> Iterator[ProjectDifference]:
    if edition_of(mine.part) != edition_of(theirs.part):
        one, other = (" ".join(edition_of(side.part)).strip() for side in (mine, theirs))
        yield _of_project(EDITION, "Edition of the policy pack", one, other, part=name)
    for spec in mine.sections.values():
        compared = _SectionComparison(name, spec, mine, theirs, names)
        yield from (
            compared.of_items() if spec.many else compared.of_fields("", mine.value(spec), theirs.value(spec))
        )


class _SectionComparison:
    """Finds what differs in one section of one part."""

    def __init__(self, part: str, spec: SectionSpec, mine: PartSide, theirs: PartSide, names: Names) -> None:
        self._part, self._spec, self._names = part, spec, names
        self._mine, self._theirs = mine, theirs

    def of_fields(self, key: str, mine: Any, theirs: Any, title: str = "") -> Iterator[ProjectDifference]:  # noqa: ANN401 - of any section
        """Yield the fields that differ between two values of the section, or two items of it."""
        spec = self._spec
        for name in fields_of(spec):
            one, other = getattr(mine, name), getattr(theirs, name)
            unread = self._mine.unread(spec.name, key, name), self._theirs.unread(spec.name, key, name)
            if one == other and unread[0] == unread[1]:
                continue
            form = forms_of(spec.item).get(name)
            yield ProjectDifference(
                kind=DifferenceKind.FIELD,
                part=self._part,
                section=spec.name,
                key=key,
                field=name,
                title=title or heading_of(spec, mine, 0, self._names),
                label=label_of(spec, name),
                mine=value_words(form, one, unread[0], self._names),
                theirs=value_words(form, other, unread[1], self._names),
                both=not any(unread) and form is not None and joined(form.kind, one, other) is not None,
            )

    def of_items(self) -> Iterator[ProjectDifference]:
        """Yield what differs in a section of items, the order first."""
        spec = self._spec
        mine, theirs = self._mine.items(spec), self._theirs.items(spec)
        shared = [key for key in mine if key in theirs]
        if spec.name not in (PROPOSALS, UNREAD) and shared != [key for key in theirs if key in mine]:
            yield self._order(mine, theirs)
        places = {key: place for items in (theirs, mine) for place, key in enumerate(items, 1)}
        for key in _in_order(tuple(mine), tuple(theirs)):
            one, other = mine.get(key), theirs.get(key)
            if spec.offered:
                one, other = (spec.undecided(key) if each is None else each for each in (one, other))
            title = heading_of(spec, other if one is None else one, places[key], self._names)
            if one is None or other is None:
                yield from self._only(key, one, other, title)
            elif spec.item is Proposal and one != other:
                yield self._difference(DifferenceKind.FIELD, key, title, "", one, other)
            elif spec.item is not Proposal:
                differing = tuple(self.of_fields(key, one, other, title))
                if differing and spec.added and spec.name != UNREAD:
                    yield self._difference(DifferenceKind.ITEM, key, title, "The whole of it", one, other)
                yield from differing

    def _only(self, key: str, mine: Any, theirs: Any, title: str) -> Iterator[ProjectDifference]:  # noqa: ANN401 - of any section
        if self._spec.name == PROPOSALS:
            holder, other = (self._theirs, self._mine) if mine is None else (self._mine, self._theirs)
            if holder.is_of_own_item(key, other):
                return
        kind = DifferenceKind.THERE if mine is None else DifferenceKind.HERE
        label = "Only in the file" if mine is None else "Only here"
        yield self._difference(kind, key, title, label, mine, theirs)

    def _difference(
        self,
        kind: DifferenceKind,
        key: str,
        title: str,
        label: str,
        mine: Any,  # noqa: ANN401 - an item of any section
        theirs: Any,  # noqa: ANN401 - an item of the same section
    ) -> ProjectDifference:
        one, other = (
            "" if each is None else item_words(self._spec, each, self._names) for each in (mine, theirs)
        )
        return ProjectDifference(
            kind=kind,
            part=self._part,
            section=self._spec.name,
            key=key,
            title=title,
            label=label,
            mine=one,
            theirs=other,
            both=kind is DifferenceKind.ITEM,
        )

    def _order(self, mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> ProjectDifference:
        one, other = (order_words(self._spec, tuple(items.values()), self._names) for items in (mine, theirs))
        return ProjectDifference(
            kind=DifferenceKind.ORDER,
            part=self._part,
            section=self._spec.name,
            title=f"All of “{self._spec.noun}”",
            label="Order",
            mine=one,
            theirs=other,
        )


def _in_order(mine: Sequence[str], theirs: Sequence[str]) -> Sequence[str]:
    """Return all keys, mine in their order and each of theirs after the one that it follows there."""
    return ordered(mine, theirs, frozenset((*mine, *theirs)))


def ordered(first: Sequence[str], second: Sequence[str], kept: frozenset[str]) -> list[str]:
    """Return the keys that are *kept*: in the order of *first*, the others where *second* has them."""
    after: dict[str | None, list[str]] = {}
    known = set(first)
    leader: str | None = None
    for key in second:
        if key in known:
            leader = key if key in kept else leader
        elif key in kept:
            after.setdefault(leader, []).append(key)
    result = list(after.get(None, ()))
    for key in first:
        if key in kept:
            result += (key, *after.get(key, ()))
    return result


def joined(kind: Kind, mine: Any, theirs: Any) -> Any:  # noqa: ANN401 - the kind decides the type
    """Return two values of a field as one that holds both; ``None`` where that makes no sense."""
    if not mine or not theirs:
        return None
    if kind is Kind.LONG:
        both = f"{mine}\n\n{theirs}"
        return both if len(both) <= MOST_CHARACTERS else None
    if kind is Kind.CODES:
        codes = tuple(dict.fromkeys((*mine, *theirs)))
        return codes if len(codes) <= MOST_ITEMS and codes not in (mine, theirs) else None
    return None


def same_content(one: Part, other: Part) -> bool:
    """Say whether two parts hold the same, whatever their revisions."""
    return all(
        getattr(one, each.name) == getattr(other, each.name)
        for each in fields(one)
        if each.name != "revision"
    )
