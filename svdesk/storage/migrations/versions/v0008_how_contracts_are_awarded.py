"""What first happens, how the contract is awarded, and what follows from it.

This file is history: once released it is never edited. A later change is a later migration.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_AFTER_DATE = ("first_step",)
_AFTER_PROCEDURE = (
    *("award_route", "direct_award_ground", "health_award", "advertised", "framework_assessed"),
    *(
        "lots_position",
        "mixed_main_part",
        "parts_separable",
        "staff_transfer",
        "formerly_in_house",
        "as_deed",
    ),
)
_WORDS = (
    *("first_step", "award_route", "direct_award_ground", "health_award"),
    *("lots_position", "mixed_main_part"),
)


def upgrade() -> None:
    """Add the columns where the fields stand, empty for every plan that there is."""
    with op.batch_alter_table("contract_facts", recreate="always") as table:
        for before, names in (("commencement_date", _AFTER_DATE), ("procedure", _AFTER_PROCEDURE)):
            for name in names:
                kind = sa.String() if name in _WORDS else sa.Boolean()
                table.add_column(sa.Column(name, kind, nullable=True), insert_after=before)
                before = name
