"""What relevance and proposals need: the profile of the work, proposals, and three new answers.

This file is history: once released it is never edited. A later change is a later migration.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_MOST_WHOLE = 1000000


def upgrade() -> None:
    """Add the tables and columns; what is there stays as it is, and the new answers are empty."""
    limits = sa.CheckConstraint(f"workforce BETWEEN 0 AND {_MOST_WHOLE}", name="workforce")
    _add("contract_facts", sa.Column("workforce", sa.BigInteger(), nullable=True), "procedure", limits)
    _add("evaluation", sa.Column("winner_only_method", sa.Boolean(), nullable=True), "weight_reason")
    marking = sa.Column("marking", sa.String(), nullable=False, server_default="")
    _add("question", marking, "good_answer")
    with op.batch_alter_table("question", recreate="always") as table:
        table.alter_column("marking", server_default=None)
    op.create_table(
        "profile_answer",
        *_item("question_id"),
        sa.Column("answer", sa.Boolean(), nullable=True),
        *_texts("note"),
        *_keys("question_id"),
    )
    op.create_table(
        "proposal",
        *_item("target"),
        *_texts("what", "value", "reason", "confirmed_by"),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        *_texts("note"),
        *_keys("target"),
    )


def _add(
    table_name: str, column: sa.Column[object], after: str, limits: sa.CheckConstraint | None = None
) -> None:
    # Rebuilt, so that a file that was migrated has the same tables as a new one.
    with op.batch_alter_table(table_name, recreate="always") as table:
        table.add_column(column, insert_after=after)
        if limits is not None:
            table.create_check_constraint(limits.name, sa.text(str(limits.sqltext)))


def _item(key: str) -> list[sa.Column[object]]:
    return [
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *_texts(key),
    ]


def _texts(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _keys(key: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.PrimaryKeyConstraint("project_id", key),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], ondelete="CASCADE"),
    )
