"""Forms that came back, the authority's house style, forms for each lot, and data inside documents.

This file is history: once released it is never edited. A later change is a later migration.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_MOST_WHOLE = 1000000
_MOST_RETURN_BYTES = 25 * 1024 * 1024


def upgrade() -> None:
    """Add what schema 4 adds; what is there stays as it is."""
    _returned_forms()
    _lots_and_attachments()
    _house_style()


def _lots_and_attachments() -> None:
    """Add whether each lot has its own form (not answered), and whether a project is attached (it is not)."""
    # Tables are rebuilt, so that a file that was migrated has the same ones as a new file.
    with op.batch_alter_table("evaluation", recreate="always") as table:
        table.add_column(sa.Column("form_for_each_lot", sa.Boolean(), nullable=True))
    with op.batch_alter_table("issued_document", recreate="always") as table:
        table.add_column(sa.Column("attached", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("issued_document", recreate="always") as table:
        table.alter_column("attached", server_default=None)


def _returned_forms() -> None:
    """Add the tables of forms that came back."""
    op.create_table(
        "returned_file",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(_MOST_RETURN_BYTES), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "sha256"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], ondelete="CASCADE"),
    )
    op.create_table(
        "returned_form",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        *_texts("document", "format", "file_name", "sha256"),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        *_texts("organisation"),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=False),
        *_texts("read_by"),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(
            ["project_id", "sha256"],
            ["returned_file.project_id", "returned_file.sha256"],
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("project_id", "sha256"),
    )
    op.create_table(
        "returned_answer",
        *_part_of_form(),
        *_texts("field", "label", "text"),
        sa.Column("word_limit", sa.BigInteger(), nullable=True),
        *_part_keys(),
        sa.CheckConstraint(f"word_limit BETWEEN 0 AND {_MOST_WHOLE}", name="word_limit"),
    )
    op.create_table(
        "returned_finding", *_part_of_form(), *_texts("matter", "message", "field"), *_part_keys()
    )


def _part_of_form() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
    )


def _part_keys() -> tuple[sa.Constraint, ...]:
    return (
        sa.PrimaryKeyConstraint("form_id", "position"),
        sa.ForeignKeyConstraint(["form_id"], ["returned_form.id"], ondelete="CASCADE"),
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _house_style() -> None:
    """Add the table of house styles, with an empty one for every project that is there."""
    op.create_table(
        "house_style",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("logo", "logo_words", "colour")),
        sa.PrimaryKeyConstraint("project_id"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], ondelete="CASCADE"),
    )
    op.execute(
        "INSERT INTO house_style (project_id, logo, logo_words, colour) SELECT id, '', '', '' FROM project"
    )
