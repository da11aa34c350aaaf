"""Forms that came back, the authority's house style, forms for each lot, and data inside documents.

This file is history: once released it is never edited. A later change is a later migration.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add what schema 4 adds; what is there stays as it is."""
    _lots_and_attachments()


def _lots_and_attachments() -> None:
    """Add whether each lot has its own form (not answered), and whether a project is attached (it is not)."""
    # Tables are rebuilt, so that a file that was migrated has the same ones as a new file.
    with op.batch_alter_table("evaluation", recreate="always") as table:
        table.add_column(sa.Column("form_for_each_lot", sa.Boolean(), nullable=True))
    with op.batch_alter_table("issued_document", recreate="always") as table:
        table.add_column(sa.Column("attached", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("issued_document", recreate="always") as table:
        table.alter_column("attached", server_default=None)
