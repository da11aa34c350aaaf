"""Forms that came back, the authority's house style, forms for each lot, and data inside documents.

This file is history: once released it is never edited. A later change is a later migration.
"""

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add what schema 4 adds; what is there stays as it is."""
