"""Changes to single fields of a project, as new section values.

A field is named by its path: ``section.field``, or ``section.<key>.field`` for an item of a list
section (the key may itself hold dots), with a number for one of the field's values. Text that cannot
be read is kept beside the section as an unread entry, so that it is shown again with its error and
never lost.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from svdesk.domain.entry import EntryError, FieldForm, Kind, read_entry, show_entry
from svdesk.domain.field_paths import FieldPath, item_key
from svdesk.domain.project import SECTIONS, Project, UnreadEntry

_EMPTY: dict[Kind, Any] = {Kind.CODES: (), Kind.COLOUR: ""}
"""What a field holds while its text can't be read, where that is not None."""


def holder(project: Project, path: FieldPath) -> Any:  # noqa: ANN401 - any section or item
    """Return the section or item that has the field.

    An outcome or commitment nobody has touched yet is an empty decision. Raises ``KeyError`` for
    an item that is gone.
    """
    spec, section = SECTIONS[path.section], getattr(project, path.section)
    if not spec.many:
        return section
    for item in section:
        if spec.key_of(item) == path.key:
            return item
    return spec.undecided(path.key)


def unread_text(project: Project, path: FieldPath) -> str | None:
    """Return the text that stands in the field but could not be read, if there is one."""
    wanted = str(path)
    return next((entry.text for entry in project.unread if entry.path == wanted), None)


def field_text(project: Project, path: FieldPath, form: FieldForm) -> str:
    """Return what stands in the field: the unread text, or the value as people read it."""
    unread = unread_text(project, path)
    return unread if unread is not None else show_entry(form, getattr(holder(project, path), path.field))


def with_value(project: Project, path: FieldPath, value: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the sections that change when the field takes *value*."""
    return _with(project, path, value, None)


def with_decision(project: Project, outcome_id: str, decision: Any, today: date) -> dict[str, Any]:  # noqa: ANN401
    """Return the sections that change when an outcome is decided on.

    Who decided and when is noted where nobody has said so yet: the officer of the project, *today*.
    """
    path = FieldPath("outcomes", outcome_id, "decision")
    decided = replace(holder(project, path), decision=decision)
    if decision is not None:
        about = project.about
        decided = replace(
            decided,
            decided_on=decided.decided_on or today,
            decided_by=decided.decided_by or about.officer_role or about.officer,
        )
    return with_item(project, "outcomes", decided)


def with_text(project: Project, path: FieldPath, form: FieldForm, text: str) -> dict[str, Any]:
    """Return the sections that change when *text* is typed into the field.

    Text that cannot be read empties the field's value and is kept as an unread entry.
    """
    try:
        return _with(project, path, read_entry(form, text), None)
    except EntryError:
        return _with(project, path, _EMPTY.get(form.kind), text)


def _with(project: Project, path: FieldPath, value: Any, unread: str | None) -> dict[str, Any]:  # noqa: ANN401
    held = holder(project, path)
    if path.place:
        value = _with_place(getattr(held, path.field), path.place, value)
    changed = replace(held, **{path.field: value})
    if SECTIONS[path.section].many:
        section: Any = with_item(project, path.section, changed)[path.section]
    else:
        section = changed
    name = str(path)
    others = tuple(entry for entry in project.unread if entry.path != name)
    if unread is not None:
        others += (UnreadEntry(path=name, text=unread),)
    return {path.section: section, "unread": others}


def _with_place(values: tuple[Any, ...], place: int, value: Any) -> tuple[Any, ...]:  # noqa: ANN401
    """Return *values* with *value* at *place* (from 1), without empty ones at the end."""
    longer = [*values, *[None] * (place - len(values))]
    longer[place - 1] = value
    while longer and longer[-1] is None:
        longer.pop()
    return tuple(longer)


def without_item(project: Project, section: str, key: str) -> dict[str, Any]:
    """Return the sections that change when an item is removed from a list section."""
    prefix = f"{section}.{key}."
    return {
        section: tuple(item for item in getattr(project, section) if item_key(section, item) != key),
        "unread": tuple(entry for entry in project.unread if not entry.path.startswith(prefix)),
    }


def with_item(project: Project, section: str, item: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the sections that change when *item* is added, or replaces the one with its key."""
    key = item_key(section, item)
    items = getattr(project, section)
    if any(item_key(section, other) == key for other in items):
        return {section: tuple(item if item_key(section, other) == key else other for other in items)}
    return {section: (*items, item)}


def moved(project: Project, section: str, key: str, neighbour: str) -> dict[str, Any]:
    """Return the sections that change when an item changes places with its *neighbour*."""
    items = list(getattr(project, section))
    keys = [item_key(section, item) for item in items]
    a, b = keys.index(key), keys.index(neighbour)
    items[a], items[b] = items[b], items[a]
    return {section: tuple(items)}
