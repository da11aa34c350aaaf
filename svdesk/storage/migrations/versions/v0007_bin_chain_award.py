"""The bin, the chain of records, and how procurements ended.

This file is history: once released it is never edited. A later change is a later migration.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_MOST_COUNT = 2**53
_MOST_CONTENT = 1_000_000


def upgrade() -> None:
    """Add what schema 7 adds; the records that are there get their links."""
    _award()
    _bin()
    _chain()


def _award() -> None:
    """Add the table, with an empty row for every plan that there is."""
    op.create_table(
        "award",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Date()) for name in ("entered_into_on", "awarded_on", "no_award_on")),
        sa.PrimaryKeyConstraint("project_id"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], ondelete="CASCADE"),
    )
    op.execute("INSERT INTO award SELECT project_id, NULL, NULL, NULL FROM reporting")


def _bin() -> None:
    op.create_table(
        "binned_project",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=False),
        sa.Column("counted_then", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("project_id"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], ondelete="CASCADE"),
        sa.CheckConstraint(f"counted_then BETWEEN 0 AND {_MOST_COUNT}", name="counted_then"),
    )
    op.create_table(
        "bin_clock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("counted", sa.BigInteger(), nullable=False),
        sa.Column("looked_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.CheckConstraint(f"counted BETWEEN 0 AND {_MOST_COUNT}", name="counted"),
    )
    op.create_table(
        "disposal",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("gone_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("who", "why", "kept")),
        sa.PrimaryKeyConstraint("project_id", "gone_at"),
    )


def _chain() -> None:
    """Link the records: the table is rebuilt, and what keeps records as they are is made anew."""
    links = tuple(_links())
    op.create_table(
        "record_with_links",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        *_texts("part_kind", "part_key", "kind", "subject", "who"),
        sa.Column("at", sa.DateTime(), nullable=False),
        *_texts("what", "why", "rests_on"),
        sa.Column("content", sa.String(_MOST_CONTENT), nullable=False),
        sa.Column("corrects", sa.Uuid(), nullable=True),
        *_texts("link"),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_record")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], ondelete="CASCADE", name=op.f("fk_record_project")
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "corrects"], ["record.project_id", "record.id"], name=op.f("fk_record_record")
        ),
        sa.CheckConstraint(f"number BETWEEN 0 AND {_MOST_COUNT}", name=op.f("ck_record_number")),
        sa.CheckConstraint("corrects IS NULL OR why <> ''", name=op.f("ck_record_correction_has_reason")),
    )
    op.execute("INSERT INTO record_with_links SELECT *, '' FROM record")
    for link, project, record in links:
        op.get_bind().exec_driver_sql(
            "UPDATE record_with_links SET link = ? WHERE project_id = ? AND id = ?", (link, project, record)
        )
    # Its triggers go with it.
    op.drop_table("record")
    op.rename_table("record_with_links", "record")
    op.execute(
        "CREATE TRIGGER record_is_not_changed BEFORE UPDATE ON record "
        "BEGIN SELECT RAISE(ABORT, 'a record is never changed'); END"
    )
    op.execute(
        "CREATE TRIGGER record_is_not_removed BEFORE DELETE ON record "
        "WHEN EXISTS (SELECT 1 FROM project WHERE id = OLD.project_id) "
        "BEGIN SELECT RAISE(ABORT, 'a record stays as long as its project'); END"
    )
    op.execute(
        "CREATE TRIGGER record_is_not_replaced BEFORE INSERT ON record "
        "WHEN EXISTS (SELECT 1 FROM record WHERE project_id = NEW.project_id AND id = NEW.id) "
        "BEGIN SELECT RAISE(ABORT, 'a record is never replaced'); END"
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _links() -> Iterator[tuple[str, str, str]]:
    """Yield the link, the project and the id of every record, as they are written in the file."""
    rows = op.get_bind().exec_driver_sql(
        "SELECT project_id, id, part_kind, part_key, kind, who, at, what, why, subject, rests_on, content, "
        "corrects FROM record ORDER BY project_id, number"
    )
    project, link = "", ""
    for row in rows.mappings().all():
        if row["project_id"] != project:
            project, link = row["project_id"], ""
        link = hashlib.sha256(link.encode("ascii") + b"\n" + _canonical(row)).hexdigest()
        yield link, project, row["id"]


def _canonical(row: Any) -> bytes:  # noqa: ANN401 - a row of the table
    part = f"{row['part_kind']}/{row['part_key']}" if row["part_key"] else row["part_kind"]
    content = {name: row[name] for name in ("kind", "who", "what", "why", "subject", "rests_on", "content")}
    content |= {
        "id": str(UUID(row["id"])),
        "part": part,
        "at": datetime.fromisoformat(row["at"]).replace(tzinfo=UTC).isoformat(),
        "corrects": str(UUID(row["corrects"])) if row["corrects"] else "",
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8")
