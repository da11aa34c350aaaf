"""A project as a head and parts, records that are written once, and what a document is about.

This file is history: once released it is never edited. A later change is a later migration.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_MOST_COUNT = 2**53
_MOST_CONTENT = 1_000_000

_FACE = ("reference", "title", "authority")


def upgrade() -> None:
    """Add what schema 5 adds; what is there stays, and a project's revision becomes that of its plan."""
    _parts()
    _head()
    _subject()
    _records()


def _parts() -> None:
    """Add the table of parts, with the plan of every project that is there."""
    op.create_table(
        "part",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "kind", "key"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], ondelete="CASCADE"),
        sa.CheckConstraint(f"revision BETWEEN 0 AND {_MOST_COUNT}", name="revision"),
    )
    op.execute(
        "INSERT INTO part (project_id, kind, key, revision) SELECT id, 'plan', '', revision FROM project"
    )


def _head() -> None:
    """Give projects their head: the plan's words, and the stage, which nobody was asked for before."""
    # Tables are rebuilt, so that a file that was migrated has the same ones as a new file.
    with op.batch_alter_table("project", recreate="always") as table:
        for name in (*_FACE, "stage"):
            table.add_column(sa.Column(name, sa.String(), nullable=False, server_default=""))
        table.drop_column("revision")
    with op.batch_alter_table("project", recreate="always") as table:
        for name in (*_FACE, "stage"):
            table.alter_column(name, server_default=None)
    values = ", ".join(f"{name} = (SELECT {name} FROM about WHERE project_id = project.id)" for name in _FACE)
    op.execute(f"UPDATE project SET stage = 'planning', {values}")


def _subject() -> None:
    """Say of every document that was issued that it is about the whole procurement, as all of them were."""
    with op.batch_alter_table("issued_document", recreate="always") as table:
        table.add_column(sa.Column("subject", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("issued_document", recreate="always") as table:
        table.alter_column("subject", server_default=None)


def _records() -> None:
    """Add the table of records, and what keeps them from being changed or removed."""
    op.create_table(
        "record",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        *_texts("part_kind", "part_key", "kind", "subject", "who"),
        sa.Column("at", sa.DateTime(), nullable=False),
        *_texts("what", "why", "rests_on"),
        sa.Column("content", sa.String(_MOST_CONTENT), nullable=False),
        sa.Column("corrects", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("project_id", "id"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["project_id", "corrects"], ["record.project_id", "record.id"]),
        sa.CheckConstraint(f"number BETWEEN 0 AND {_MOST_COUNT}", name="number"),
        sa.CheckConstraint("corrects IS NULL OR why <> ''", name="correction_has_reason"),
    )
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
