"""What marks a database file as SVDesk's, and which schema this program works with."""

APPLICATION_ID = 0x5356444B
"""``SVDK`` in the file's header: tells SVDesk's databases from those of other programs."""

SCHEMA = 8
"""The number of the newest migration, kept in the file's header as ``user_version``.

A file with a smaller number is migrated, one with a larger number is refused. Migration ``n`` has
the alembic revision :func:`revision_id` of ``n``.
"""

NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(referred_table_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}
"""How constraints and indexes are named, in the table classes and in every migration.

A constraint without a name could not be dropped by a later migration. Never change this.
"""


def revision_id(schema: int) -> str:
    """Return the alembic revision of a schema number: ``0001`` for 1."""
    return f"{schema:04}"
