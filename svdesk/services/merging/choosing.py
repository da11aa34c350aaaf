"""What a person chose of two states of a project, made into one."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from svdesk.domain.parts import Part
from svdesk.domain.project import Project, UnreadEntry
from svdesk.domain.sections import SectionSpec
from svdesk.services.exchange.limits import beyond_limits, forms_of
from svdesk.services.exchange.part_json import listed
from svdesk.services.exchange.whole_limits import beyond_whole
from svdesk.services.merging.comparing import (
    EDITION,
    STAGE,
    Choices,
    DifferenceKind,
    ProjectComparison,
    ProjectDifference,
    ProjectState,
    Side,
    joined,
    ordered,
    same_content,
)
from svdesk.services.merging.sides import PROPOSALS, UNREAD, FieldKey, PartSide, fields_of

NewId = Callable[[], UUID]


class MergeError(ValueError):
    """What was chosen can't be kept together; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class SideCount:
    """How many differences stay mine, become theirs, and keep both."""

    mine: int
    theirs: int
    both: int


def counted_choices(comparison: ProjectComparison, choices: Choices) -> SideCount:
    """Return what was chosen, in numbers; the fields of an item that is kept twice count as one."""
    count = Counter(
        choice_of(each, choices)
        for each in comparison.differences
        if not _within_both(each, choices)
        and (each.kind is not DifferenceKind.ITEM or choice_of(each, choices) is Side.BOTH)
    )
    return SideCount(count[Side.MINE], count[Side.THEIRS], count[Side.BOTH])


def choice_of(difference: ProjectDifference, choices: Choices) -> Side:
    """Return what was chosen of a difference; mine where nothing was."""
    chosen = choices.get(difference.id, Side.MINE)
    return Side.MINE if chosen is Side.BOTH and not difference.both else chosen


def all_of(comparison: ProjectComparison, choice: Side) -> dict[str, Side]:
    """Return the same *choice* for everything."""
    return {each.id: choice for each in comparison.differences}


def _within_both(difference: ProjectDifference, choices: Choices) -> bool:
    item = replace(difference, kind=DifferenceKind.ITEM, field="", both=True)
    return bool(difference.field) and choice_of(item, choices) is Side.BOTH


def merged(comparison: ProjectComparison, choices: Choices, new_id: NewId = uuid4) -> ProjectState:
    """Return the project with what was chosen; what is kept twice gets an id of *new_id*.

    A part that changes counts on from the higher revision of the two. One that becomes what the file has
    and that is of a later revision there has that one's: it is the very same. Raises :class:`MergeError`
    where it would be more than a project can hold.
    """
    mine, theirs = comparison.mine, comparison.theirs
    of_part: dict[str, list[ProjectDifference]] = {}
    for each in comparison.differences:
        of_part.setdefault(each.part, []).append(each)
    stage = mine.stage
    for each in of_part.pop("", ()):
        if each.field == STAGE and choice_of(each, choices) is Side.THEIRS:
            stage = theirs.stage
    others = {part.part_id: part for part in theirs.parts}
    parts = []
    for part in mine.parts:
        differences = of_part.get(str(part.part_id), ())
        if part.part_id in others and differences:
            part = _merged_part(part, others[part.part_id], differences, choices, new_id)
        parts.append(part)
    here = {part.part_id for part in mine.parts}
    parts += (
        part
        for part in theirs.parts
        if part.part_id not in here and choices.get(str(part.part_id)) is Side.THEIRS
    )
    return ProjectState(stage, tuple(parts))


def _merged_part(
    mine: Part, theirs: Part, differences: Iterable[ProjectDifference], choices: Choices, new_id: NewId
) -> Part:
    chosen = {each: choice_of(each, choices) for each in differences}
    if all(choice is Side.MINE for choice in chosen.values()):
        return mine
    if all(
        choice is Side.THEIRS for each, choice in chosen.items() if each.kind is not DifferenceKind.ITEM
    ) and not any(choice is Side.BOTH for choice in chosen.values()):
        # To the last trifle, also what is no difference to a person: so what was made of it is recognised.
        made: Part = theirs
    else:
        made = _Merge(PartSide(mine), PartSide(theirs), chosen, new_id).part()
        # What is stored already may be more than comes in by a file; it can still be worked on.
        in_all = () if any(beyond_whole(mine)) else beyond_whole(made)
        if problems := (*beyond_limits(made), *in_all):
            raise MergeError(f"This can't be kept together: {listed(problems)}. Keep less of it.")
    if same_content(made, mine):
        return mine
    if same_content(made, theirs) and theirs.revision > mine.revision:
        return theirs
    return replace(made, revision=max(mine.revision, theirs.revision) + 1)


class _Merge:
    """Makes one part of two."""

    def __init__(
        self, mine: PartSide, theirs: PartSide, chosen: Mapping[ProjectDifference, Side], new_id: NewId
    ) -> None:
        self._mine, self._theirs, self._new_id = mine, theirs, new_id
        self._chosen = {(each.section, each.key, each.field): choice for each, choice in chosen.items()}
        self._unread = dict(mine.unread_by_field)
        self._copies: dict[tuple[str, str], str] = {}
        """The new ids of their items that are kept beside mine, by section and key."""
        self._added: set[tuple[str, str]] = set()
        self._removed: set[tuple[str, str]] = set()

    def part(self) -> Part:
        """Return the part."""
        changed: dict[str, Any] = {}
        specs = self._mine.sections
        for spec in specs.values():
            if spec.name not in (PROPOSALS, UNREAD):
                changed[spec.name] = self._items(spec) if spec.many else self._value(spec)
        if self._taken("", "", EDITION) and isinstance(self._theirs.part, Project):
            changed |= {
                "pack_id": self._theirs.part.pack_id,
                "pack_edition": self._theirs.part.pack_edition,
            }
        if isinstance(self._mine.part, Project):
            changed[PROPOSALS] = self._proposals(specs[PROPOSALS])
            changed[UNREAD] = self._all_unread(specs[UNREAD])
        return replace(self._mine.part, **changed)

    def _taken(self, section: str, key: str, field: str) -> bool:
        return self._chosen.get((section, key, field)) is Side.THEIRS

    def _value(self, spec: SectionSpec) -> Any:  # noqa: ANN401 - a section of any kind
        return self._with_fields(spec, "", self._mine.value(spec), self._theirs.value(spec))

    def _with_fields(self, spec: SectionSpec, key: str, mine: Any, theirs: Any) -> Any:  # noqa: ANN401 - of any section
        """Return *mine* with what was taken of *theirs*, field by field."""
        changed: dict[str, Any] = {}
        for name in fields_of(spec):
            choice, where = self._chosen.get((spec.name, key, name)), (spec.name, key, name)
            if choice is Side.THEIRS:
                changed[name] = getattr(theirs, name)
                self._take_unread(where, self._theirs.unread_by_field)
            elif choice is Side.BOTH:
                changed[name] = joined(
                    forms_of(spec.item)[name].kind, getattr(mine, name), getattr(theirs, name)
                )
        return replace(mine, **changed) if changed else mine

    def _take_unread(self, where: FieldKey, texts: Mapping[FieldKey, tuple[UnreadEntry, ...]]) -> None:
        self._unread.pop(where, None)
        if where in texts:
            self._unread[where] = texts[where]

    def _items(self, spec: SectionSpec) -> tuple[Any, ...]:
        """Return the items of a section: those that stay, come and are kept twice, in the order chosen."""
        mine, theirs = self._mine.items(spec), self._theirs.items(spec)
        made: dict[str, Any] = {}
        for key in {**mine, **theirs}:
            item = (
                self._offered_item(spec, key, mine, theirs)
                if spec.offered
                else self._item(spec, key, mine, theirs)
            )
            if item is not None:
                made[key] = item
        first, second = tuple(mine), tuple(theirs)
        if self._taken(spec.name, "", ""):
            first, second = second, first
        result: list[Any] = []
        for key in ordered(first, second, frozenset(made)):
            result.append(made[key])
            if self._chosen.get((spec.name, key, "")) is Side.BOTH:
                result.append(self._copy_of(spec, key, theirs[key]))
        return tuple(result)

    def _item(self, spec: SectionSpec, key: str, mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Any:  # noqa: ANN401 - of any section
        """Return an item that people add themselves; ``None`` where it does not stay or come."""
        choice = self._chosen.get((spec.name, key, ""))
        if key in mine and key in theirs:
            if choice is Side.BOTH:
                return mine[key]
            return self._with_fields(spec, key, mine[key], theirs[key])
        if key in mine and choice is Side.THEIRS:
            self._removed.add((spec.name, key))
            self._unread = {
                where: found for where, found in self._unread.items() if where[:2] != (spec.name, key)
            }
            return None
        if key in theirs and choice is not Side.THEIRS:
            return None
        if key in theirs:
            self._added.add((spec.name, key))
            for where in self._theirs.unread_by_field:
                if where[:2] == (spec.name, key):
                    self._take_unread(where, self._theirs.unread_by_field)
            return theirs[key]
        return mine[key]

    def _offered_item(
        self, spec: SectionSpec, key: str, mine: Mapping[str, Any], theirs: Mapping[str, Any]
    ) -> Any:  # noqa: ANN401 - of any section
        """Return a decision on what the policy offers; ``None`` where there is none."""
        one, other = (side.get(key, spec.undecided(key)) for side in (mine, theirs))
        made = self._with_fields(spec, key, one, other)
        is_taken = any(self._taken(spec.name, key, name) for name in fields_of(spec))
        return made if made != spec.undecided(key) or key in (theirs if is_taken else mine) else None

    def _copy_of(self, spec: SectionSpec, key: str, theirs: Any) -> Any:  # noqa: ANN401 - of any section
        """Return their item under an id of its own."""
        identity = self._new_id()
        self._copies[spec.name, key] = str(identity)
        for where, entries in self._theirs.unread_by_field.items():
            if where[:2] == (spec.name, key):
                renamed = tuple(
                    replace(entry, path=_renamed(entry.path, spec.name, key, str(identity)))
                    for entry in entries
                )
                self._unread[spec.name, str(identity), where[2]] = renamed
        return replace(theirs, **{spec.key: identity})

    def _proposals(self, spec: SectionSpec) -> tuple[Any, ...]:
        """Return what was proposed: as chosen, or with the item that it is about."""
        mine, theirs = self._mine.items(spec), self._theirs.items(spec)
        made: dict[str, Any] = {}
        for key in {**mine, **theirs}:
            if (spec.name, key, "") in self._chosen:
                found = (theirs if self._taken(spec.name, key, "") else mine).get(key)
            elif key in mine:
                is_gone = self._mine.item_of(key) in self._removed and key not in theirs
                found = None if is_gone else mine[key]
            else:
                found = theirs[key] if self._theirs.item_of(key) in self._added else None
            if found is not None:
                made[key] = found
        result = [made[key] for key in ordered(tuple(mine), tuple(theirs), frozenset(made))]
        for target, proposal in theirs.items():
            item = self._theirs.item_of(target)
            if item in self._copies and item is not None:
                result.append(replace(proposal, target=_renamed(target, *item, self._copies[item])))
        return tuple(result)

    def _all_unread(self, spec: SectionSpec) -> tuple[UnreadEntry, ...]:
        """Return the texts that could not be read, mine in their order first."""
        loose = {entry.path: entry for entry in self._items(spec)}
        found = loose | {entry.path: entry for entries in self._unread.values() for entry in entries}
        places = {entry.path: place for place, entry in enumerate(self._mine.value(spec))}
        return tuple(sorted(found.values(), key=lambda entry: places.get(entry.path, len(places))))


def _renamed(path: str, section: str, key: str, new_key: str) -> str:
    return f"{section}.{new_key}{path.removeprefix(f'{section}.{key}')}"
