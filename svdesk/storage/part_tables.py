"""How the parts of projects are kept, kind by kind: their tables, and the way to them and back."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Protocol, cast

from sqlalchemy import TypeDecorator

from svdesk.domain.head import ProjectHead, head_of
from svdesk.domain.parts import Part, PartId
from svdesk.domain.project import PLAN, Project
from svdesk.domain.texts import keepable
from svdesk.storage.changes import RowChange, changes
from svdesk.storage.head_rows import HEAD_COLUMNS
from svdesk.storage.images import TABLES, table_of
from svdesk.storage.kept_rows import Rows, TableForm
from svdesk.storage.plan_rows import plan_from
from svdesk.storage.tables.columns import Stored
from svdesk.storage.tables.seals import SealedTable, SealedTables


class PartTables(Protocol):
    """How parts of one kind are kept.

    Its tables have a column ``project_id``, and ``part_key`` where a project can have several parts of
    the kind.
    """

    @property
    def kind(self) -> str:
        """The kind of part."""
        ...

    @property
    def tables(self) -> tuple[type[Stored], ...]:
        """The tables, each after those it refers to."""
        ...

    def changes(self, before: Part | None, after: Part) -> tuple[RowChange, ...]:
        """Return the rows to write; raises ``ValueError`` for a part that can't be stored."""
        ...

    def head_columns(self, part: Part) -> Mapping[str, Any]:
        """Return what the part says of its project's head; empty where that is not its matter."""
        ...

    def part_from(self, part_id: PartId, revision: int, head: ProjectHead, rows: Rows) -> Part:
        """Return the part that *rows* keep; raises ``ValueError`` where a row is missing."""
        ...


class PlanTables:
    """How plans are kept: a table for each section. The edition of the policy pack stands in the head."""

    kind = PLAN
    tables = TABLES

    def changes(self, before: Part | None, after: Part) -> tuple[RowChange, ...]:
        """Return the rows to write."""
        return changes(None if before is None else _plan(before), _plan(after))

    def head_columns(self, part: Part) -> Mapping[str, Any]:
        """Return the reference, title, organisation and edition of the plan."""
        head = head_of(_plan(part))
        return {name: keepable(getattr(head, name)) for name in HEAD_COLUMNS}

    def part_from(self, part_id: PartId, revision: int, head: ProjectHead, rows: Rows) -> Part:
        """Return the plan."""
        return plan_from(part_id.project_id, revision, head.pack_id, head.pack_edition, rows)


KINDS: tuple[PartTables, ...] = (PlanTables(),)
"""The kinds of part that there are, each with its tables."""


def sealed_parts(kinds: Iterable[PartTables]) -> SealedTables:
    """Return the tables whose rows are sealed together for each kind of part."""
    return {each.kind: tuple(_sealed(table_of(row)) for row in each.tables) for each in kinds}


@cache
def forms_of(tables: tuple[type[Stored], ...]) -> tuple[TableForm, ...]:
    """Return how the rows of *tables* are read."""
    return tuple(_form(table_of(row)) for row in tables)


def _form(table: Any) -> TableForm:  # noqa: ANN401 - SQLAlchemy's table
    # Whose the rows are is known.
    columns = {column.name: _held(column.type) for column in table.c if column.name != "project_id"}
    return TableForm(table.name, columns)


def _held(kind: Any) -> type:  # noqa: ANN401 - SQLAlchemy's type of a column
    return cast("type", (kind.impl if isinstance(kind, TypeDecorator) else kind).python_type)


def _sealed(table: Any) -> SealedTable:  # noqa: ANN401 - SQLAlchemy's table
    if "part_key" not in table.c:
        return SealedTable(table.name)
    return SealedTable(table.name, key="part_key", where="project_id = :owner AND part_key = :key")


SEALED_PARTS = sealed_parts(KINDS)
"""The tables of the kinds of part that there are."""


def _plan(part: Part) -> Project:
    if not isinstance(part, Project):
        raise TypeError(f"{part.part_id} is no plan")
    return part
