"""What differs between two policy packs, and which of it touches a project."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from svdesk.domain.project import Project
from svdesk.policy.content.determinations import Status
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.loading.plain import all_items, plain, title_of
from svdesk.policy.rules.assess import assess_project

HEAD_FIELDS = ("id", "edition", "title", "policy_title", "checked", "owner", "review_on", "extends")
_HANGING = frozenset({"selection_question", "tender_questions", "measures"})
"""Fields of an outcome whose items are compared by themselves."""
_ALWAYS_PRINTED = frozenset({"mark", "rating", "remedy", "term"})
"""Kinds that every project's documents show, whatever was chosen."""


class ItemChange(StrEnum):
    """What became of an item."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field that differs, with what it held *before* and holds *after*, as plain data."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """An item that differs: its *kind* as in the pack's files, its *id*, and its *title* as it is now.

    *fields* is empty for an item that was added or removed. The head of a pack is the kind "pack".
    """

    kind: str
    id: str
    title: str
    change: ItemChange
    fields: tuple[FieldChange, ...] = ()


def compare(old: PolicyPack, new: PolicyPack) -> tuple[Difference, ...]:
    """Return what differs, in the order of the new pack; what was removed stands with its kind."""
    before = {(kind, key): item for kind, key, item in all_items(old)}
    after = {(kind, key): item for kind, key, item in all_items(new)}
    found = list(_head(old, new))
    inherited = {name: (getattr(old, name), getattr(new, name)) for name in ("owner", "review_on")}
    kinds = dict.fromkeys(kind for kind, _ in (*after, *before))
    for kind in kinds:
        mine = dict.fromkeys(key for each, key in (*after, *before) if each == kind)
        for key in mine:
            one, other = before.get((kind, key)), after.get((kind, key))
            if one is None or other is None:
                change = ItemChange.ADDED if one is None else ItemChange.REMOVED
                title = title_of(other if one is None else one)
                found.append(Difference(kind=kind, id=key, title=title, change=change))
            elif one != other and (changed := tuple(_fields(one, other, inherited))):
                found.append(
                    Difference(
                        kind=kind, id=key, title=title_of(other), change=ItemChange.CHANGED, fields=changed
                    )
                )
    return tuple(found)


def affecting(
    project: Project, differences: Iterable[Difference], old: PolicyPack, new: PolicyPack
) -> tuple[Difference, ...]:
    """Return those of *differences*, between *old* and *new*, that touch what *project* uses.

    That is what its outcomes, questions, KPIs, commitments and answers name, the figures and rules
    that say something of its facts under either pack, and what every document shows.
    """
    used = set(_used(project))
    figures: set[str] = set()
    for pack in (old, new):
        for said in assess_project(project, pack).determinations:
            if said.status is not Status.DOES_NOT_APPLY:
                used.add(("rule", said.rule))
            figures |= {figure.name for figure in said.figures}
    # An answer names its figures by their titles.
    named = {figure.id for pack in (old, new) for figure in pack.figures if figure.title in figures}
    return tuple(
        difference
        for difference in differences
        if (difference.kind, difference.id) in used
        or difference.kind in _ALWAYS_PRINTED
        or (difference.kind == "figure" and difference.id in named)
    )


def _used(project: Project) -> Iterator[tuple[str, str]]:
    yield from (("outcome", decided.outcome_id) for decided in project.outcomes if decided.decision)
    yield from (("outcome", kpi.outcome_id) for kpi in project.kpis)
    yield from (("measure", kpi.measure_id) for kpi in project.kpis)
    yield from (("outcome", question.outcome_id) for question in project.questions)
    yield from (("question", question.source_id) for question in project.questions)
    yield from (("commitment", decided.commitment_id) for decided in project.commitments)
    yield from (("profile_question", answer.question_id) for answer in project.profile)


def _head(old: PolicyPack, new: PolicyPack) -> Iterator[Difference]:
    changed = tuple(
        FieldChange(field=name, before=before, after=after)
        for name in HEAD_FIELDS
        if (before := plain(getattr(old, name))) != (after := plain(getattr(new, name)))
    )
    if changed:
        yield Difference(kind="pack", id=new.id, title=new.title, change=ItemChange.CHANGED, fields=changed)


def _fields(
    one: Any,  # noqa: ANN401 - any kind of item
    other: Any,  # noqa: ANN401 - an item of the same kind
    inherited: Mapping[str, tuple[object, object]],
) -> Iterator[FieldChange]:
    """Yield the fields that differ; what both have from their pack's head is told with the head."""
    for spec in fields(one):
        if spec.name in _HANGING:
            continue
        before, after = getattr(one, spec.name), getattr(other, spec.name)
        if before != after and inherited.get(spec.name) != (before, after):
            yield FieldChange(field=spec.name, before=plain(before), after=plain(after))
