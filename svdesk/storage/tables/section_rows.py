"""The tables of a plan: one for each section, made from the section's declaration.

A section of one value has one row for each project; a list section one for each item, in the
officer's order. The key of an item holds the project's, so that a copy of a project may keep its
items' ids (fields and reviews refer to them) and two copies can be compared item by item.

Every table class has a plain base class with the same fields, which the flush guard validates
against: SQLModel does not validate table classes. Words of closed lists are stored as text.
"""

from collections.abc import Callable
from functools import cache
from types import new_class
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint
from sqlmodel import Field

from svdesk.domain.entry import Kind
from svdesk.domain.sections import SectionSpec
from svdesk.storage.mapping import column_forms
from svdesk.storage.plan_rows import CPV_CODES, KPI_TARGETS, table_name
from svdesk.storage.tables.columns import Stored, mark, months, number, pence, percent, whole


class SectionFields(Stored):
    """What every table of a section has."""

    project_id: UUID = Field(primary_key=True, foreign_key="project.id", ondelete="CASCADE")


class ItemFields(SectionFields):
    """What every table of a list section has."""

    position: int = Field(ge=0)


_NUMBERS: dict[Kind, Callable[[str], Any]] = {
    Kind.POUNDS: pence,
    Kind.PERCENT: percent,
    Kind.NUMBER: number,
    Kind.WHOLE: whole,
    Kind.MONTHS: months,
    Kind.MARK: mark,
}
"""How a whole number is kept within its limits."""


@cache
def row_of(section: SectionSpec) -> type[Stored]:
    """Return the table class of a section: a column for each field of its dataclass, named as there."""
    name = section.item.__name__
    hints: dict[str, Any] = {}
    columns: dict[str, Any] = {}
    for form in column_forms(section.item):
        if form.kind in _NUMBERS:
            hints[form.column], columns[form.column] = form.held | None, _NUMBERS[form.kind](form.column)
            continue
        hints[form.column] = form.held | None if form.optional else form.held
        if form.name == section.key:
            columns[form.column] = Field(primary_key=True)
    namespace = {"__annotations__": hints, "__module__": __name__, **columns}
    parent = ItemFields if section.many else SectionFields
    plain = new_class(f"{name}Fields", (parent,), {}, lambda body: body.update(namespace))
    table = {"__tablename__": table_name(section), "__module__": __name__}
    row: type[Stored] = new_class(f"{name}Row", (plain,), {"table": True}, lambda body: body.update(table))
    return row


class CpvCodeFields(Stored):
    """One CPV code of a project's contract facts."""

    project_id: UUID = Field(primary_key=True, foreign_key="contract_facts.project_id", ondelete="CASCADE")
    position: int = Field(primary_key=True, ge=0)
    code: str


class CpvCodeRow(CpvCodeFields, table=True):
    """The table ``cpv_code``."""

    __tablename__ = CPV_CODES


class KpiTargetFields(Stored):
    """One contract year's target of a KPI, the first year at position 0."""

    project_id: UUID = Field(primary_key=True)
    kpi_id: UUID = Field(primary_key=True)
    position: int = Field(primary_key=True, ge=0)
    value_thousandths: int | None = number("value_thousandths")


class KpiTargetRow(KpiTargetFields, table=True):
    """The table ``kpi_target``."""

    __tablename__ = KPI_TARGETS
    __table_args__ = (
        ForeignKeyConstraint(("project_id", "kpi_id"), ("kpi.project_id", "kpi.id"), ondelete="CASCADE"),
    )
