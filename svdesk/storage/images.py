"""A project as the rows that keep it.

An image is what a row should hold. The images of an item come from the item alone, so that an item
that has not changed need not be looked at when a project is saved.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import inspect

from svdesk.domain.facts import ContractFacts
from svdesk.domain.project import SECTIONS, Kpi, Project
from svdesk.domain.sections import SectionSpec
from svdesk.domain.texts import keepable
from svdesk.storage.kept_rows import Columns
from svdesk.storage.mapping import to_columns, to_thousandths
from svdesk.storage.tables.columns import Stored
from svdesk.storage.tables.section_rows import CpvCodeRow, KpiTargetRow, row_of

TABLES: tuple[type[Stored], ...] = (
    *(row_of(section) for section in SECTIONS.values()),
    CpvCodeRow,
    KpiTargetRow,
)
"""The plan's tables, each after the tables it refers to."""


@dataclass(frozen=True, slots=True)
class Image:
    """What one row should hold."""

    row: type[Stored]
    columns: Columns

    @property
    def key(self) -> tuple[Any, ...]:
        """Return the table and the primary key, which together are unique in the database."""
        return (self.row, *(self.columns[name] for name in primary_key(self.row)))


def primary_key(row: type[Stored]) -> tuple[str, ...]:
    """Return the names of a table's primary key columns."""
    return tuple(column.name for column in table_of(row).primary_key)


@cache
def table_of(row: type[Stored]) -> Any:  # noqa: ANN401 - SQLModel does not declare it
    """Return the SQLAlchemy table of a table class."""
    return inspect(row).local_table


def items_of(project: Project, section: SectionSpec) -> dict[Any, tuple[int, Any]]:
    """Return a section's items with their positions, by key.

    Raises ``ValueError`` when two items have the same key.
    """
    value = getattr(project, section.name)
    if not section.many:
        return {None: (0, value)}
    items = {getattr(item, section.key): (position, item) for position, item in enumerate(value)}
    if len(items) != len(value):
        raise ValueError(f"two items of the section {section.name} have the same {section.key}")
    return items


def item_images(project_id: UUID, section: SectionSpec, position: int, item: Any) -> Iterator[Image]:  # noqa: ANN401 - an item of any section
    """Yield the images of the rows that keep one item."""
    columns = {"project_id": project_id, **to_columns(item)}
    if section.many:
        columns["position"] = position
    yield Image(row_of(section), columns)
    if isinstance(item, ContractFacts):
        for place, code in enumerate(item.cpv):
            yield Image(CpvCodeRow, {"project_id": project_id, "position": place, "code": keepable(code)})
    if isinstance(item, Kpi):
        for year, target in enumerate(item.targets):
            yield Image(
                KpiTargetRow,
                {
                    "project_id": project_id,
                    "kpi_id": item.id,
                    "position": year,
                    "value_thousandths": to_thousandths(target),
                },
            )
