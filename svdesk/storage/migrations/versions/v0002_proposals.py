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
    # Tables are rebuilt, so that a file that was migrated has the same ones as a new file.
    with op.batch_alter_table("contract_facts", recreate="always") as table:
        table.add_column(sa.Column("workforce", sa.BigInteger(), nullable=True), insert_after="procedure")
        table.create_check_constraint("workforce", sa.text(f"workforce BETWEEN 0 AND {_MOST_WHOLE}"))
    with op.batch_alter_table("evaluation", recreate="always") as table:
        table.add_column(
            sa.Column("winner_only_method", sa.Boolean(), nullable=True), insert_after="weight_reason"
        )
    with op.batch_alter_table("question", recreate="always") as table:
        table.add_column(
            sa.Column("marking", sa.String(), nullable=False, server_default=""), insert_after="good_answer"
        )
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
