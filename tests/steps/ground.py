"""A project with nothing left to do, so that each test can spoil one thing and see it found."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from svdesk.checks.finding import Finding, FindingKind
from svdesk.checks.lint import lint
from svdesk.domain.choices import (
    AuthorityType,
    Category,
    Decision,
    DocumentStatus,
    EngagementKind,
    Framework,
    Frequency,
    Procedure,
    Regime,
    Stage,
    VatBasis,
)
from svdesk.domain.facts import ContractFacts, Estimate, Lot
from svdesk.domain.project import (
    About,
    Access,
    CommitmentDecision,
    DocumentControl,
    EngagementEntry,
    Evaluation,
    Kpi,
    OutcomeDecision,
    ProfileAnswer,
    Project,
    Question,
    Reporting,
    ReviewDate,
)
from svdesk.policy.case import Case, case_of
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.loading.load import bundled_pack
from svdesk.steps.order import problems_by_step, state_of, step_of

MISSING, INVALID, ADVICE = FindingKind.MISSING, FindingKind.BLOCK, FindingKind.CAUTION


@cache
def pack() -> PolicyPack:
    return bundled_pack()


def two_outcomes() -> tuple[str, str]:
    """The outcomes that the finished project seeks."""
    return pack().outcomes[0].id, pack().outcomes[1].id


def an_id(place: int) -> UUID:
    return UUID(int=place)


LOTS = an_id(1), an_id(2)
ESTIMATE, ENTRY, REVIEW = an_id(3), an_id(4), an_id(5)
SELECTION = an_id(6)
QUESTIONS = an_id(10), an_id(11)
KPIS = an_id(20), an_id(21)


def light_facts() -> ContractFacts:
    """A light-touch contract below the threshold, in which no selection stage is lawful."""
    return ContractFacts(
        authority_type=AuthorityType.COUNCIL,
        category=Category.SERVICES,
        regime=Regime.LIGHT_TOUCH,
        health_service=False,
        framework=Framework.NONE,
        value=Decimal(130_000),
        vat=VatBasis.INCLUSIVE,
        commencement_date=date(2025, 10, 13),
        procedure=Procedure.OPEN,
        term_months=36,
        extension_months=24,
        cpv=("55520000",),
        relevant_area="Cheshire East",
        urgent=False,
        enquiries_deadline=date(2025, 10, 31),
        tender_deadline=date(2025, 11, 10),
        tender_time=time(12, 0),
        start_date=date(2026, 3, 1),
        end_date=date(2029, 2, 28),
    )


def shortlisting_facts() -> ContractFacts:
    """A large service contract under a procedure that has a selection stage."""
    return replace(
        light_facts(),
        regime=Regime.STANDARD,
        value=Decimal(900_000),
        procedure=Procedure.COMPETITIVE_FLEXIBLE,
    )


def _question(place: int, stage: Stage, outcome_id: str, weight: Decimal | None) -> Question:
    return Question(
        id=an_id(place),
        stage=stage,
        outcome_id=outcome_id,
        text="How many people will start in each year, and how will you support them?",
        good_answer="Numbers that fit the contract.\nNamed roles.",
        word_limit=500,
        weight=weight,
    )


def _kpi(place: int, outcome_id: str) -> Kpi:
    return Kpi(
        id=an_id(place),
        outcome_id=outcome_id,
        title="People who stayed 26 weeks",
        unit="people",
        counts="Someone out of work for a year",
        excludes="Agency cover",
        method="Headcount at each quarter's end",
        baseline="None known",
        targets=(Decimal(1), None, Decimal(2)),
        evidence="Anonymised register",
        frequency=Frequency.QUARTERLY,
        authority_owner="Contract manager",
        good_from=Decimal(100),
        approaching_from=Decimal(85),
        improvement_from=Decimal(60),
        remedy="Recovery plan",
        published=False,
        review_date=date(2027, 3, 1),
    )


def finished() -> Project:
    """A project in which every step has come to its end."""
    first, second = two_outcomes()
    left_out = tuple(
        OutcomeDecision(outcome_id=outcome.id, decision=Decision.LEFT_OUT, reason="It does not fit.")
        for outcome in pack().outcomes[2:]
    )
    chosen = tuple(
        OutcomeDecision(
            outcome_id=key,
            decision=Decision.CHOSEN,
            reason="The work includes entry-level roles.",
            local_need="One in nine is out of work.",
            decided_on=date(2025, 9, 3),
        )
        for key in (first, second)
    )
    return Project(
        id=an_id(99),
        about=About(
            reference="DN776889",
            title="Extra Care Catering",
            purpose="Meals for two schemes.",
            need="Residents eat alone.",
            authority="Cheshire East Council",
            officer="Sam Shah",
            officer_email="sam@example.gov.uk",
            portal="The Chest",
        ),
        facts=light_facts(),
        profile=tuple(ProfileAnswer(question_id=each.id, answer=True) for each in pack().profile_questions),
        lots=(
            Lot(id=LOTS[0], title="Oakmere", value=Decimal(65_000), description="Middlewich"),
            Lot(id=LOTS[1], title="Willowmere", value=Decimal(65_000), description="Handforth"),
        ),
        estimates=(
            Estimate(
                id=ESTIMATE,
                source="Engagement notice",
                stated_on=date(2025, 9, 17),
                value=Decimal(360_000),
                vat=VatBasis.INCLUSIVE,
            ),
        ),
        outcomes=(*chosen, *left_out),
        engagement=(
            EngagementEntry(
                id=ENTRY,
                kind=EngagementKind.MARKET,
                held_on=date(2025, 9, 25),
                who="Nine suppliers",
                how="Online session",
                heard="Short terms put them off.",
                changed="The term is longer.",
                notice_reference="057419-2025",
            ),
        ),
        access=Access(
            turnover_threshold=False, lots_used=True, consortia_welcome=True, supplier_engagement=True
        ),
        questions=(
            _question(6, Stage.SELECTION, first, None),
            _question(10, Stage.TENDER, first, Decimal(60)),
            _question(11, Stage.TENDER, second, Decimal(40)),
        ),
        evaluation=Evaluation(
            social_value_weight=Decimal(10),
            quality_weight=Decimal(50),
            price_weight=Decimal(40),
            quantitative_share=Decimal(50),
            qualitative_share=Decimal(50),
            weight_reason="The least that the council asks for.",
        ),
        commitments=tuple(
            CommitmentDecision(commitment_id=commitment.id, decision=Decision.CHOSEN)
            for commitment in pack().commitments
        ),
        kpis=(_kpi(20, first), _kpi(21, second)),
        reporting=Reporting(
            contract_manager="Catering manager",
            frequency=Frequency.QUARTERLY,
            first_report_on=date(2026, 6, 30),
            delivery_plan_weeks=4,
            delivery_plan_review_weeks=2,
        ),
        review_dates=(ReviewDate(id=REVIEW, on=date(2027, 3, 1), what="The first year"),),
        control=DocumentControl(
            version="1.0",
            status=DocumentStatus.ISSUED,
            issued_on=date(2025, 10, 13),
            approved_by="Head of procurement",
        ),
    )


def look(project: Project) -> Case:
    """What the steps see of *project* under the bundled policy."""
    return case_of(project, pack())


def changed(section: str, **answers: Any) -> Project:  # noqa: ANN401 - answers of every kind
    """The finished project with other answers in a single section."""
    project = finished()
    return replace(project, **{section: replace(getattr(project, section), **answers)})


def item_changed(section: str, place: int, **answers: Any) -> Project:  # noqa: ANN401 - as above
    """The finished project with other answers in one item of a list section."""
    project = finished()
    items = list(getattr(project, section))
    items[place] = replace(items[place], **answers)
    return replace(project, **{section: tuple(items)})


def careful(project: Project, code: str) -> set[str]:
    """The paths at which the check of *code* asks for a second look."""
    findings = lint(look(project))
    return {f.path for f in findings if f.code == code and f.kind is FindingKind.CAUTION}


def told(project: Project, key: str) -> tuple[Finding, ...]:
    """What is told on one step, but for what is told of the finished project too."""
    known = {(each.code, each.path) for each in _told_of_the_finished(key)}
    return tuple(each for each in problems_by_step(look(project))[key] if (each.code, each.path) not in known)


@cache
def _told_of_the_finished(key: str) -> tuple[Finding, ...]:
    return problems_by_step(look(finished()))[key]


def found(project: Project, key: str) -> set[tuple[str, FindingKind]]:
    """The paths and kinds of what is told on one step, but for what the finished project has too."""
    return {(path, problem.kind) for problem in told(project, key) for path in problem.paths}


def said(project: Project, key: str, path: str) -> str:
    """What is said of one field, all messages together."""
    return " ".join(each.message for each in told(project, key) if path in each.paths)


def state(project: Project, key: str) -> tuple[str, str]:
    """How a step stands, and the note below its name."""
    step_state = state_of(step_of(key), look(project))
    return step_state.state.value, step_state.note


def of_kind(problems: Iterable[tuple[str, FindingKind]], kind: FindingKind) -> set[str]:
    """The paths among *problems* that are of one kind."""
    return {path for path, its in problems if its is kind}
