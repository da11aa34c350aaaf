"""The first tables.

This file is history: once released it is never edited. A later change is a later migration.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_MOST_PENCE = 9999999999999
_MOST_PERCENT = 100000
_MOST_NUMBER = 1000000000000000
_MOST_WHOLE = 1000000
_MOST_MONTHS = 1200
_HIGHEST_MARK = 5


def upgrade() -> None:
    """Make the tables in an empty database."""
    op.create_table(
        "project",
        _id("id"),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        *_texts("pack_id", "pack_edition"),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("change_number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_project_change_number", "project", ["change_number"])
    _create_section_tables()
    _create_item_tables()
    _create_tables_below()


def _create_section_tables() -> None:
    _section_table(
        "about",
        *_texts("reference", "title", "purpose", "need", "authority", "department"),
        *_texts("officer", "officer_role", "officer_email", "portal"),
    )
    _section_table(
        "contract_facts",
        *_words("authority_type", "category", "regime"),
        _yes_no("health_service"),
        *_words("framework"),
        _number("value_pence", _MOST_PENCE),
        *_words("vat"),
        _number("vat_rate_thousandths", _MOST_PERCENT),
        _date("commencement_date"),
        *_words("procedure"),
        _number("term_months", _MOST_MONTHS),
        _number("extension_months", _MOST_MONTHS),
        *_texts("relevant_area"),
        _yes_no("urgent"),
        _yes_no("urgency_own_delay"),
        *_texts("urgency_reason"),
        _date("enquiries_deadline"),
        _date("tender_deadline"),
        sa.Column("tender_time", sa.Time(), nullable=True),
        _date("start_date"),
        _date("end_date"),
    )
    _section_table(
        "access",
        _yes_no("turnover_threshold"),
        *_texts("turnover_reason"),
        _yes_no("lots_used"),
        *_texts("lots_reason"),
        _yes_no("consortia_welcome"),
        *_texts("consortia_note"),
        _yes_no("supplier_engagement"),
        *_texts("supplier_engagement_note"),
    )
    _section_table(
        "evaluation",
        _number("social_value_weight_thousandths", _MOST_PERCENT),
        _number("quality_weight_thousandths", _MOST_PERCENT),
        _number("price_weight_thousandths", _MOST_PERCENT),
        _number("quantitative_share_thousandths", _MOST_PERCENT),
        _number("qualitative_share_thousandths", _MOST_PERCENT),
        _number("minimum_mark", _HIGHEST_MARK),
        *_texts("minimum_mark_rule", "weight_reason"),
    )
    _section_table(
        "reporting",
        *_texts("contract_manager"),
        *_words("frequency"),
        _date("first_report_on"),
        _number("delivery_plan_weeks", _MOST_WHOLE),
        _number("delivery_plan_review_weeks", _MOST_WHOLE),
        *_texts("content", "change_note", "exit_and_legacy"),
    )
    _section_table(
        "document_control", *_texts("version", "status"), _date("issued_on"), *_texts("approved_by")
    )


def _create_item_tables() -> None:
    _item_table(
        "lot", _id("id"), *_texts("title"), _number("value_pence", _MOST_PENCE), *_texts("description")
    )
    _item_table(
        "estimate",
        _id("id"),
        *_texts("source"),
        _date("stated_on"),
        _number("value_pence", _MOST_PENCE),
        *_words("vat"),
        _number("vat_rate_thousandths", _MOST_PERCENT),
    )
    _item_table(
        "outcome_decision",
        *_texts("outcome_id"),
        *_words("decision"),
        *_texts("reason", "local_need", "decided_by"),
        _date("decided_on"),
    )
    _item_table(
        "engagement_entry",
        _id("id"),
        *_words("kind"),
        _date("held_on"),
        *_texts("who", "how", "heard", "changed", "notice_reference"),
    )
    _item_table(
        "question",
        _id("id"),
        *_texts("stage", "outcome_id", "source_id", "text", "good_answer"),
        _number("word_limit", _MOST_WHOLE),
        _number("weight_thousandths", _MOST_PERCENT),
    )
    _item_table(
        "commitment_decision", *_texts("commitment_id"), *_words("decision"), *_texts("reason", "how")
    )
    _item_table(
        "kpi",
        _id("id"),
        *_texts("outcome_id", "measure_id", "title", "unit", "counts", "excludes", "method"),
        *_texts("baseline", "guide_minimum", "evidence"),
        *_words("frequency"),
        *_texts("supplier_owner", "authority_owner"),
        _number("good_from_thousandths", _MOST_PERCENT),
        _number("approaching_from_thousandths", _MOST_PERCENT),
        _number("improvement_from_thousandths", _MOST_PERCENT),
        *_texts("remedy"),
        _yes_no("published"),
        _date("review_date"),
    )
    _item_table("review_date", _id("id"), _date("on"), *_texts("what"))
    _item_table("unread_entry", *_texts("path", "text"))


def _create_tables_below() -> None:
    op.create_table(
        "cpv_code",
        _id("project_id"),
        sa.Column("position", sa.Integer(), nullable=False),
        *_texts("code"),
        sa.PrimaryKeyConstraint("project_id", "position"),
        sa.ForeignKeyConstraint(["project_id"], ["contract_facts.project_id"], ondelete="CASCADE"),
    )
    op.create_table(
        "kpi_target",
        _id("project_id"),
        _id("kpi_id"),
        sa.Column("position", sa.Integer(), nullable=False),
        _number("value_thousandths", _MOST_NUMBER),
        sa.PrimaryKeyConstraint("project_id", "kpi_id", "position"),
        sa.ForeignKeyConstraint(["project_id", "kpi_id"], ["kpi.project_id", "kpi.id"], ondelete="CASCADE"),
    )


def _section_table(name: str, *columns: sa.Column[object]) -> None:
    op.create_table(name, _id("project_id"), *columns, sa.PrimaryKeyConstraint("project_id"), _of_project())


def _item_table(name: str, key: sa.Column[object], *columns: sa.Column[object]) -> None:
    op.create_table(
        name,
        _id("project_id"),
        sa.Column("position", sa.Integer(), nullable=False),
        key,
        *columns,
        sa.PrimaryKeyConstraint("project_id", key.name),
        _of_project(),
    )


def _of_project() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["project_id"], ["project.id"], ondelete="CASCADE")


def _id(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=False)


def _texts(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _words(*names: str) -> list[sa.Column[object]]:
    """Columns for words of closed lists, which may be empty."""
    return [sa.Column(name, sa.String(), nullable=True) for name in names]


def _yes_no(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Boolean(), nullable=True)


def _date(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=True)


def _number(name: str, most: int) -> sa.Column[object]:
    limits = sa.CheckConstraint(f"{name} BETWEEN 0 AND {most}", name=name)
    return sa.Column(name, sa.BigInteger(), limits, nullable=True)
