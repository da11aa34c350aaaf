"""The tables of a project's list sections: one row for each item, in the officer's order.

The key of an item holds the project's, so that a copy of a project may keep its items' ids (fields
and reviews refer to them) and two copies can be compared item by item.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint
from sqlmodel import Field

from svdesk.storage.columns import Stored, number, pence, percent, whole


class ItemFields(Stored):
    """What every table of a list section has."""

    project_id: UUID = Field(primary_key=True, foreign_key="project.id", ondelete="CASCADE")
    position: int = Field(ge=0)


class LotFields(ItemFields):
    """The columns of :class:`svdesk.domain.facts.Lot`."""

    id: UUID = Field(primary_key=True)
    title: str
    value_pence: int | None = pence("value_pence")
    description: str


class LotRow(LotFields, table=True):
    """The table ``lot``."""

    __tablename__ = "lot"


class EstimateFields(ItemFields):
    """The columns of :class:`svdesk.domain.facts.Estimate`."""

    id: UUID = Field(primary_key=True)
    source: str
    stated_on: date | None
    value_pence: int | None = pence("value_pence")
    vat: str | None
    vat_rate_thousandths: int | None = percent("vat_rate_thousandths")


class EstimateRow(EstimateFields, table=True):
    """The table ``estimate``."""

    __tablename__ = "estimate"


class ProfileAnswerFields(ItemFields):
    """The columns of :class:`svdesk.domain.project.ProfileAnswer`."""

    question_id: str = Field(primary_key=True)
    answer: bool | None
    note: str


class ProfileAnswerRow(ProfileAnswerFields, table=True):
    """The table ``profile_answer``."""

    __tablename__ = "profile_answer"


class OutcomeDecisionFields(ItemFields):
    """The columns of :class:`svdesk.domain.project.OutcomeDecision`."""

    outcome_id: str = Field(primary_key=True)
    decision: str | None
    reason: str
    local_need: str
    decided_by: str
    decided_on: date | None


class OutcomeDecisionRow(OutcomeDecisionFields, table=True):
    """The table ``outcome_decision``."""

    __tablename__ = "outcome_decision"


class EngagementEntryFields(ItemFields):
    """The columns of :class:`svdesk.domain.project.EngagementEntry`."""

    id: UUID = Field(primary_key=True)
    kind: str | None
    held_on: date | None
    who: str
    how: str
    heard: str
    changed: str
    notice_reference: str


class EngagementEntryRow(EngagementEntryFields, table=True):
    """The table ``engagement_entry``."""

    __tablename__ = "engagement_entry"


class QuestionFields(ItemFields):
    """The columns of :class:`svdesk.domain.project.Question`."""

    id: UUID = Field(primary_key=True)
    stage: str
    outcome_id: str
    source_id: str
    text: str
    good_answer: str
    marking: str
    word_limit: int | None = whole("word_limit")
    weight_thousandths: int | None = percent("weight_thousandths")


class QuestionRow(QuestionFields, table=True):
    """The table ``question``."""

    __tablename__ = "question"


class CommitmentDecisionFields(ItemFields):
    """The columns of :class:`svdesk.domain.project.CommitmentDecision`."""

    commitment_id: str = Field(primary_key=True)
    decision: str | None
    reason: str
    how: str


class CommitmentDecisionRow(CommitmentDecisionFields, table=True):
    """The table ``commitment_decision``."""

    __tablename__ = "commitment_decision"


class KpiFields(ItemFields):
    """The columns of :class:`svdesk.domain.project.Kpi`; targets have their own table."""

    id: UUID = Field(primary_key=True)
    outcome_id: str
    measure_id: str
    title: str
    unit: str
    counts: str
    excludes: str
    method: str
    baseline: str
    guide_minimum: str
    evidence: str
    frequency: str | None
    supplier_owner: str
    authority_owner: str
    good_from_thousandths: int | None = percent("good_from_thousandths")
    approaching_from_thousandths: int | None = percent("approaching_from_thousandths")
    improvement_from_thousandths: int | None = percent("improvement_from_thousandths")
    remedy: str
    published: bool | None
    review_date: date | None


class KpiRow(KpiFields, table=True):
    """The table ``kpi``."""

    __tablename__ = "kpi"


class ReviewDateFields(ItemFields):
    """The columns of :class:`svdesk.domain.project.ReviewDate`."""

    id: UUID = Field(primary_key=True)
    on: date | None
    what: str


class ReviewDateRow(ReviewDateFields, table=True):
    """The table ``review_date``."""

    __tablename__ = "review_date"


class ProposalFields(ItemFields):
    """The columns of :class:`svdesk.domain.project.Proposal`."""

    target: str = Field(primary_key=True)
    what: str
    value: str
    reason: str
    confirmed_by: str
    confirmed_on: date | None
    note: str


class ProposalRow(ProposalFields, table=True):
    """The table ``proposal``."""

    __tablename__ = "proposal"


class UnreadEntryFields(ItemFields):
    """The columns of :class:`svdesk.domain.project.UnreadEntry`."""

    path: str = Field(primary_key=True)
    text: str


class UnreadEntryRow(UnreadEntryFields, table=True):
    """The table ``unread_entry``."""

    __tablename__ = "unread_entry"


class CpvCodeFields(Stored):
    """One CPV code of a project's contract facts."""

    project_id: UUID = Field(primary_key=True, foreign_key="contract_facts.project_id", ondelete="CASCADE")
    position: int = Field(primary_key=True, ge=0)
    code: str


class CpvCodeRow(CpvCodeFields, table=True):
    """The table ``cpv_code``."""

    __tablename__ = "cpv_code"


class KpiTargetFields(Stored):
    """One contract year's target of a KPI, the first year at position 0."""

    project_id: UUID = Field(primary_key=True)
    kpi_id: UUID = Field(primary_key=True)
    position: int = Field(primary_key=True, ge=0)
    value_thousandths: int | None = number("value_thousandths")


class KpiTargetRow(KpiTargetFields, table=True):
    """The table ``kpi_target``."""

    __tablename__ = "kpi_target"
    __table_args__ = (
        ForeignKeyConstraint(("project_id", "kpi_id"), ("kpi.project_id", "kpi.id"), ondelete="CASCADE"),
    )
