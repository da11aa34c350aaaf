"""The tables of a project and of its single sections: one row for each project.

Every table class has a plain base class with the same fields, which the flush guard validates
against: SQLModel does not validate table classes. Words of closed lists are stored as text.
"""

from datetime import date, datetime, time
from typing import ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, Column
from sqlmodel import Field

from svdesk.storage.columns import MOST_COUNT, Stored, mark, months, pence, percent, whole

_REVISION = Column("revision", BigInteger, nullable=False)


class ProjectFields(Stored):
    """A project's own columns.

    *changed_at* is in UTC and is shown to people; *change_number* counts saves over all projects
    and gives the order of the list, as a computer's clock may jump.
    """

    id: UUID = Field(primary_key=True)
    revision: int = Field(ge=0, le=MOST_COUNT)
    pack_id: str
    pack_edition: str
    changed_at: datetime
    change_number: int = Field(ge=0, le=MOST_COUNT, sa_type=BigInteger, index=True)


class ProjectRow(ProjectFields, table=True):
    """The table ``project``. A save that does not start from the stored revision is refused."""

    __tablename__ = "project"
    __mapper_args__: ClassVar = {"version_id_col": _REVISION, "version_id_generator": False}

    revision: int = Field(sa_column=_REVISION)


class SectionFields(Stored):
    """What every table of a single section has."""

    project_id: UUID = Field(primary_key=True, foreign_key="project.id", ondelete="CASCADE")


class AboutFields(SectionFields):
    """The columns of :class:`svdesk.domain.project.About`."""

    reference: str
    title: str
    purpose: str
    need: str
    authority: str
    department: str
    officer: str
    officer_role: str
    officer_email: str
    portal: str


class AboutRow(AboutFields, table=True):
    """The table ``about``."""

    __tablename__ = "about"


class FactsFields(SectionFields):
    """The columns of :class:`svdesk.domain.facts.ContractFacts`; CPV codes have their own table."""

    authority_type: str | None
    category: str | None
    regime: str | None
    health_service: bool | None
    framework: str | None
    value_pence: int | None = pence("value_pence")
    vat: str | None
    vat_rate_thousandths: int | None = percent("vat_rate_thousandths")
    commencement_date: date | None
    procedure: str | None
    workforce: int | None = whole("workforce")
    term_months: int | None = months("term_months")
    extension_months: int | None = months("extension_months")
    relevant_area: str
    urgent: bool | None
    urgency_own_delay: bool | None
    urgency_reason: str
    enquiries_deadline: date | None
    tender_deadline: date | None
    tender_time: time | None
    start_date: date | None
    end_date: date | None


class FactsRow(FactsFields, table=True):
    """The table ``contract_facts``."""

    __tablename__ = "contract_facts"


class AccessFields(SectionFields):
    """The columns of :class:`svdesk.domain.project.Access`."""

    turnover_threshold: bool | None
    turnover_reason: str
    lots_used: bool | None
    lots_reason: str
    consortia_welcome: bool | None
    consortia_note: str
    supplier_engagement: bool | None
    supplier_engagement_note: str


class AccessRow(AccessFields, table=True):
    """The table ``access``."""

    __tablename__ = "access"


class EvaluationFields(SectionFields):
    """The columns of :class:`svdesk.domain.project.Evaluation`."""

    social_value_weight_thousandths: int | None = percent("social_value_weight_thousandths")
    quality_weight_thousandths: int | None = percent("quality_weight_thousandths")
    price_weight_thousandths: int | None = percent("price_weight_thousandths")
    quantitative_share_thousandths: int | None = percent("quantitative_share_thousandths")
    qualitative_share_thousandths: int | None = percent("qualitative_share_thousandths")
    minimum_mark: int | None = mark("minimum_mark")
    minimum_mark_rule: str
    weight_reason: str
    winner_only_method: bool | None
    form_for_each_lot: bool | None


class EvaluationRow(EvaluationFields, table=True):
    """The table ``evaluation``."""

    __tablename__ = "evaluation"


class ReportingFields(SectionFields):
    """The columns of :class:`svdesk.domain.project.Reporting`."""

    contract_manager: str
    frequency: str | None
    first_report_on: date | None
    delivery_plan_weeks: int | None = whole("delivery_plan_weeks")
    delivery_plan_review_weeks: int | None = whole("delivery_plan_review_weeks")
    content: str
    change_note: str
    exit_and_legacy: str


class ReportingRow(ReportingFields, table=True):
    """The table ``reporting``."""

    __tablename__ = "reporting"


class ControlFields(SectionFields):
    """The columns of :class:`svdesk.domain.project.DocumentControl`."""

    version: str
    status: str
    issued_on: date | None
    approved_by: str


class ControlRow(ControlFields, table=True):
    """The table ``document_control``."""

    __tablename__ = "document_control"


class HouseStyleFields(SectionFields):
    """The columns of :class:`svdesk.domain.project.HouseStyle`; the logo is a PNG in base64."""

    logo: str
    logo_words: str
    colour: str


class HouseStyleRow(HouseStyleFields, table=True):
    """The table ``house_style``."""

    __tablename__ = "house_style"
