"""The tables that a plan is kept in, by name, and a plan from their rows.

The tables follow from the sections' declarations. The store makes its table classes from what stands here,
and the first look at a project reads the same tables without them. Needs only the standard library.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any
from uuid import UUID

from svdesk.domain.facts import ContractFacts
from svdesk.domain.project import SECTIONS, Kpi, Project
from svdesk.domain.sections import SectionSpec
from svdesk.storage.kept_rows import Columns, Rows, TableForm
from svdesk.storage.mapping import column_forms, from_columns, from_thousandths

CPV_CODES, KPI_TARGETS = "cpv_code", "kpi_target"
"""The tables of what a section's own table has no room for: lists within an item."""


def table_name(section: SectionSpec) -> str:
    """Return the name of a section's table: its dataclass's in small letters, ``document_control``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", section.item.__name__).lower()


@cache
def plan_tables() -> tuple[TableForm, ...]:
    """Return every table of a plan."""
    of_sections = (
        TableForm(table_name(section), {form.column: form.held for form in column_forms(section.item)})
        for section in SECTIONS.values()
    )
    codes = TableForm(CPV_CODES, {"code": str})
    targets = TableForm(KPI_TARGETS, {"kpi_id": UUID, "value_thousandths": int})
    return (*of_sections, codes, targets)


def plan_from(project_id: UUID, revision: int, pack_id: str, pack_edition: str, rows: Rows) -> Project:
    """Return the plan that *rows* keep; raises ``ValueError`` where a row that every plan has is missing."""
    if any(len(rows[table_name(section)]) != 1 for section in SECTIONS.values() if not section.key):
        raise ValueError("a row that every plan has is missing")
    sections = {section.name: _section_from(section, rows) for section in SECTIONS.values()}
    return Project(id=project_id, revision=revision, pack_id=pack_id, pack_edition=pack_edition, **sections)


def _section_from(section: SectionSpec, rows: Rows) -> Any:  # noqa: ANN401 - a section of any type
    kept = rows[table_name(section)]
    if section.item is ContractFacts:
        codes = tuple(columns["code"] for columns in rows[CPV_CODES])
        return ContractFacts(**from_columns(ContractFacts, kept[0]), cpv=codes)
    if section.item is Kpi:
        targets = _targets_by_kpi(rows[KPI_TARGETS])
        return tuple(
            Kpi(**from_columns(Kpi, columns), targets=tuple(targets.get(columns["id"], ())))
            for columns in kept
        )
    items = tuple(section.item(**from_columns(section.item, columns)) for columns in kept)
    return items if section.many else items[0]


def _targets_by_kpi(rows: Iterable[Columns]) -> dict[UUID, list[Any]]:
    targets: dict[UUID, list[Any]] = {}
    for columns in rows:
        targets.setdefault(columns["kpi_id"], []).append(from_thousandths(columns["value_thousandths"]))
    return targets
