"""Projects to test with: one that is filled in everywhere, and any that the domain allows."""

import struct
import zlib
from base64 import b64encode
from dataclasses import MISSING, fields, replace
from datetime import date, time
from decimal import Decimal
from types import NoneType
from typing import Any, get_args, get_type_hints
from uuid import UUID

from hypothesis import strategies as st

from svdesk.domain.choices import (
    AuthorityType,
    AwardRoute,
    Category,
    Decision,
    DirectAwardGround,
    DocumentStatus,
    EngagementKind,
    FirstStep,
    Framework,
    Frequency,
    HealthAward,
    LotsPosition,
    MainPart,
    Procedure,
    Regime,
    Stage,
    VatBasis,
)
from svdesk.domain.entry import (
    HIGHEST_MARK,
    MOST_MONTHS,
    MOST_NUMBER,
    MOST_POUNDS,
    MOST_WHOLE,
    FieldForm,
    Kind,
    field_forms,
)
from svdesk.domain.facts import ContractFacts, Estimate, Lot
from svdesk.domain.field_words import words_of
from svdesk.domain.project import (
    SECTIONS,
    About,
    Access,
    Award,
    CommitmentDecision,
    DocumentControl,
    EngagementEntry,
    Evaluation,
    HouseStyle,
    Kpi,
    OutcomeDecision,
    ProfileAnswer,
    Project,
    Proposal,
    Question,
    Reporting,
    ReviewDate,
    UnreadEntry,
)


def a_picture(width: int = 4, height: int = 2, colour: bytes = b"\x00\x5e\xb8") -> str:
    """A picture of one colour, as a project keeps it."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + colour * width) * height, 9)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b64encode(png).decode("ascii")


def without_later_facts(project: Project) -> Project:
    """*project* as a version of SVDesk kept it that did not ask how the contract is awarded."""
    later = [name for name, words in words_of(ContractFacts).items() if words.omitted_while_blank]
    return replace(project, facts=replace(project.facts, **dict.fromkeys(later)))


def full_project(number: int = 1) -> Project:
    """A project in which every field of every section is filled in."""

    def an_id(place: int) -> UUID:
        return UUID(int=number * 1000 + place)

    return Project(
        id=an_id(0),
        revision=7,
        pack_id="cheshire-east",
        pack_edition="2025.1",
        about=About(
            reference="DN776889",
            title="Extra Care Catering",
            purpose="Meals for two schemes.\nFor residents & the public.",
            need="<b>Not</b> markup",
            authority="Cheshire East Council",
            department="Adults",
            officer="Sam Öztürk",
            officer_role="Category manager",
            officer_email="sam@example.org",
            portal="The Chest",
        ),
        facts=ContractFacts(
            authority_type=AuthorityType.COUNCIL,
            category=Category.SERVICES,
            regime=Regime.LIGHT_TOUCH,
            health_service=False,
            framework=Framework.NONE,
            value=Decimal("130000.00"),
            vat=VatBasis.INCLUSIVE,
            vat_rate=Decimal(20),
            commencement_date=date(2025, 10, 13),
            first_step=FirstStep.TENDER_NOTICE,
            procedure=Procedure.OPEN,
            award_route=AwardRoute.COMPETITION,
            direct_award_ground=DirectAwardGround.SINGLE_SUPPLIER,
            health_award=HealthAward.MOST_SUITABLE,
            advertised=True,
            framework_assessed=False,
            lots_position=LotsPosition.LOTS,
            mixed_main_part=MainPart.GOODS,
            parts_separable=False,
            staff_transfer=True,
            formerly_in_house=True,
            as_deed=False,
            workforce=12,
            term_months=36,
            extension_months=24,
            cpv=("55520000", "55320000-9"),
            relevant_area="Cheshire East",
            urgent=False,
            urgency_own_delay=True,
            urgency_reason="None",
            enquiries_deadline=date(2025, 10, 31),
            tender_deadline=date(2025, 11, 10),
            tender_time=time(12, 0),
            start_date=date(2026, 3, 1),
            end_date=date(2029, 2, 28),
        ),
        lots=(
            Lot(id=an_id(1), title="Oakmere", value=Decimal("65000.00"), description="Middlewich"),
            Lot(id=an_id(2), title="Willowmere", value=Decimal("64999.99"), description="Handforth"),
        ),
        estimates=(
            Estimate(
                id=an_id(3),
                source="Engagement notice",
                stated_on=date(2025, 9, 17),
                value=Decimal("360000.00"),
                vat=VatBasis.INCLUSIVE,
                vat_rate=Decimal("12.5"),
            ),
        ),
        profile=(
            ProfileAnswer(question_id="food", answer=True, note="Two kitchens."),
            ProfileAnswer(question_id="vehicles", answer=False),
        ),
        outcomes=(
            OutcomeDecision(
                outcome_id="jobs",
                decision=Decision.CHOSEN,
                reason="It fits.",
                local_need="High.",
                decided_by="Sam",
                decided_on=date(2025, 9, 1),
            ),
            OutcomeDecision(outcome_id="air", decision=Decision.LEFT_OUT, reason="No vehicles."),
        ),
        engagement=(
            EngagementEntry(
                id=an_id(4),
                kind=EngagementKind.MARKET,
                held_on=date(2025, 9, 25),
                who="Nine suppliers",
                how="Online",
                heard="Short terms put them off.",
                changed="A longer term.",
                notice_reference="057419-2025",
            ),
        ),
        access=Access(
            turnover_threshold=False,
            turnover_reason="Not needed.",
            lots_used=True,
            lots_reason="Two sites.",
            consortia_welcome=True,
            consortia_note="Yes.",
            supplier_engagement=True,
            supplier_engagement_note="Two sessions.",
        ),
        questions=(
            Question(
                id=an_id(5),
                stage=Stage.TENDER,
                outcome_id="jobs",
                source_id="jobs-tender",
                text="Who will you employ?",
                good_answer="Names a partner.\nGives numbers.",
                marking="3 needs a number.\n4 needs a name.",
                word_limit=500,
                weight=Decimal("62.5"),
            ),
            Question(id=an_id(6), stage=Stage.SELECTION, text="What have you done?"),
        ),
        evaluation=Evaluation(
            social_value_weight=Decimal(10),
            quality_weight=Decimal(50),
            price_weight=Decimal(40),
            quantitative_share=Decimal("33.333"),
            qualitative_share=Decimal("66.667"),
            minimum_mark=2,
            minimum_mark_rule="May be rejected.",
            weight_reason="The policy's minimum.",
            winner_only_method=True,
            form_for_each_lot=True,
        ),
        commitments=(
            CommitmentDecision(
                commitment_id="living-wage",
                decision=Decision.CHOSEN,
                reason="Low pay is usual.",
                how="Clause 4",
            ),
        ),
        kpis=(
            Kpi(
                id=an_id(7),
                outcome_id="jobs",
                measure_id="jobs-1",
                title="Work placements",
                unit="placements",
                counts="Ten days or more",
                excludes="Unpaid trials",
                method="Count starts",
                baseline="0",
                guide_minimum="2 a year",
                targets=(Decimal(2), None, Decimal("2.5")),
                evidence="Signed record",
                frequency=Frequency.QUARTERLY,
                supplier_owner="Manager",
                authority_owner="Sam",
                good_from=Decimal(100),
                approaching_from=Decimal(85),
                improvement_from=Decimal(60),
                remedy="A plan in ten days",
                published=True,
                review_date=date(2027, 3, 1),
            ),
            Kpi(id=an_id(8), title="Meals", targets=(None,)),
        ),
        reporting=Reporting(
            contract_manager="Alex",
            frequency=Frequency.HALF_YEARLY,
            first_report_on=date(2026, 9, 1),
            delivery_plan_weeks=4,
            delivery_plan_review_weeks=2,
            content="Figures",
            change_note="In writing",
            exit_and_legacy="Hand over",
        ),
        award=Award(
            entered_into_on=date(2026, 2, 16), awarded_on=date(2026, 1, 30), no_award_on=date(2026, 2, 1)
        ),
        review_dates=(ReviewDate(id=an_id(9), on=date(2026, 9, 15), what="First look"),),
        control=DocumentControl(
            version="1.0",
            status=DocumentStatus.ISSUED,
            issued_on=date(2025, 10, 13),
            approved_by="The board",
        ),
        house_style=HouseStyle(logo=a_picture(), logo_words="Oakmere Council", colour="#005eb8"),
        proposals=(
            Proposal(
                target="evaluation.social_value_weight",
                what="A weight of 10% for social value",
                value="10",
                reason="The least that binds.",
                confirmed_by="Sam",
                confirmed_on=date(2025, 9, 2),
                note="As proposed.",
            ),
            Proposal(target="questions.1", what="A question"),
        ),
        unread=(UnreadEntry(path="facts.value", text="lots"),),
    )


TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
"""Any text that a field can hold: emoji, right-to-left marks and control characters among it."""

PENCE = st.integers(0, int(MOST_POUNDS * 100)).map(lambda pence: Decimal(pence).scaleb(-2))
PERCENT = st.integers(0, 100_000).map(lambda thousandths: Decimal(thousandths) / 1000)
NUMBERS = st.integers(0, int(MOST_NUMBER * 1000)).map(lambda thousandths: Decimal(thousandths) / 1000)
DATES = st.dates(date(1990, 1, 1), date(2199, 12, 31))

BY_KIND: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.LINE: TEXTS,
    Kind.LONG: TEXTS,
    Kind.POUNDS: PENCE,
    Kind.PERCENT: PERCENT,
    Kind.NUMBER: NUMBERS,
    Kind.MONTHS: st.integers(0, MOST_MONTHS),
    Kind.WHOLE: st.integers(0, MOST_WHOLE),
    Kind.MARK: st.integers(0, HIGHEST_MARK),
    Kind.DATE: DATES,
    Kind.TIME: st.times().map(lambda moment: moment.replace(second=0, microsecond=0)),
    Kind.YES_NO: st.booleans(),
    Kind.CODES: st.lists(TEXTS, max_size=4).map(tuple),
    Kind.TARGETS: st.lists(st.none() | NUMBERS, max_size=5).map(tuple),
    Kind.COLOUR: st.sampled_from(["", "#005eb8", "#000000"]),
    Kind.PICTURE: st.sampled_from(["", a_picture(), a_picture(1, 1, b"\xff\xff\xff")]),
}


def values(form: FieldForm, *, optional: bool) -> st.SearchStrategy[Any]:
    """Any value of a field of this form."""
    some = st.sampled_from(form.choices) if form.choices else BY_KIND[form.kind]
    return st.none() | some if optional else some


def items(item: type) -> st.SearchStrategy[Any]:
    """Any value of a section's class."""
    hints, forms = get_type_hints(item), field_forms(item)
    parts: dict[str, st.SearchStrategy[Any]] = {}
    for each in fields(item):
        hint = hints[each.name]
        if hint is UUID:
            parts[each.name] = st.uuids()
        elif each.name in forms:
            parts[each.name] = values(forms[each.name], optional=NoneType in get_args(hint))
        else:
            assert each.default is MISSING or each.default == ()
    return st.builds(item, **parts)


def projects() -> st.SearchStrategy[Project]:
    """Any project that the domain allows, with no two items of a section under one key."""
    sections: dict[str, st.SearchStrategy[Any]] = {
        spec.name: st.lists(items(spec.item), max_size=3, unique_by=spec.key_of).map(tuple)
        if spec.many
        else items(spec.item)
        for spec in SECTIONS.values()
    }
    return st.builds(
        Project,
        id=st.uuids(),
        revision=st.integers(0, 10**9),
        pack_id=TEXTS,
        pack_edition=TEXTS,
        **sections,
    )
