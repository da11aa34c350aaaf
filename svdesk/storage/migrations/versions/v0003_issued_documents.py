"""The record of issued documents, with the projects that they were made of.

This file is history: once released it is never edited. A later change is a later migration.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the two tables; what is there stays as it is."""
    op.create_table(
        "issued_project",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        *_texts("sha256"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "sha256"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], ondelete="CASCADE"),
    )
    op.create_table(
        "issued_document",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        *_texts("document", "format", "file_name", "version", "status"),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        *_texts("issued_by", "sha256"),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        *_texts("pack_id", "pack_edition", "pack_fingerprint"),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        *_texts("project_sha256", "made_with"),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(
            ["project_id", "project_sha256"],
            ["issued_project.project_id", "issued_project.sha256"],
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_issued_document_sha256", "issued_document", ["sha256"])


def _texts(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]
