"""What has to be written so that the stored project becomes the given one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from svdesk.domain.project import SECTIONS, Project
from svdesk.domain.sections import SectionSpec
from svdesk.storage.images import (
    TABLES,
    Image,
    item_images,
    items_of,
)
from svdesk.storage.kept_rows import Columns
from svdesk.storage.tables.columns import Stored

_RANK = {row: rank for rank, row in enumerate(TABLES)}


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row to write: *before* is what it holds (``None``: no such row), *after* what it shall hold."""

    row: type[Stored]
    before: Columns | None
    after: Columns | None


def changes(before: Project | None, after: Project) -> tuple[RowChange, ...]:
    """Return the rows to write, in an order in which every reference stays whole.

    Sections and items that are the very same object before and after are not looked into. Raises
    ``ValueError`` for a project that can't be stored.
    """
    found: list[RowChange] = []
    for section in SECTIONS.values():
        if before is None or getattr(before, section.name) is not getattr(after, section.name):
            found += _section_changes(before, after, section)
    removed = [change for change in found if change.after is None]
    written = [change for change in found if change.after is not None]
    removed.sort(key=lambda change: -_RANK[change.row])
    written.sort(key=lambda change: _RANK[change.row])
    return (*removed, *written)


def _section_changes(before: Project | None, after: Project, section: SectionSpec) -> Iterator[RowChange]:
    old = items_of(before, section) if before is not None else {}
    new = items_of(after, section)
    old_images: dict[tuple[Any, ...], Image] = {}
    new_images: dict[tuple[Any, ...], Image] = {}
    for key in {**old, **new}:
        if key in old and key in new and _untouched(old[key], new[key]):
            continue
        if key in old:
            old_images |= {image.key: image for image in item_images(after.id, section, *old[key])}
        if key in new:
            new_images |= {image.key: image for image in item_images(after.id, section, *new[key])}
    for image_key in {**old_images, **new_images}:
        was, is_now = old_images.get(image_key), new_images.get(image_key)
        if was is None or is_now is None or was.columns != is_now.columns:
            yield RowChange(image_key[0], was.columns if was else None, is_now.columns if is_now else None)


def _untouched(old: tuple[int, Any], new: tuple[int, Any]) -> bool:
    return old[0] == new[0] and old[1] is new[1]
