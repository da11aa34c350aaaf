"""What the shipped rules say, at every line that the law and the policy draw."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from svdesk.domain.choices import AuthorityType, Category, Framework, Procedure, Regime, VatBasis
from svdesk.domain.facts import ContractFacts
from svdesk.policy.content.determinations import Severity
from svdesk.policy.loading.load import bundled_pack
from svdesk.policy.rules.assess import assess
from tests.policy.rules.contracts import EXTRA_CARE, PENNY, answer, assessed, contract

OLD, NEW = date(2025, 10, 13), date(2026, 10, 13)
COUNCIL, ICB, NHS_TRUST, CENTRAL = AuthorityType
FIRST_REGISTER = frozenset((
    "SVA-1", "SVA-2", "CE-1", "CE-2", "CE-3", "PA-12", "PA-16", "PA-18", "PA-19", "PA-22", "PA-23", "PA-85",
    "PA-PSQ", "PA-50", "PA-52", "PA-53", "PA-71", "PA-98", "PA-NOTIFY", "LT-1", "PSR-1", "NHS-1", "NHS-2",
    "LGA-17", "RES-1", "NPPS", "PPN-002", "PPN-026", "PI-1",
))  # fmt: skip


THRESHOLDS = [
    (COUNCIL, "services", "standard", OLD, 214_904),
    (COUNCIL, "goods", "standard", OLD, 214_904),
    (COUNCIL, "services_with_goods_or_works", "standard", OLD, 214_904),
    (ICB, "goods", "standard", OLD, 214_904),
    (NHS_TRUST, "services", "standard", OLD, 139_688),
    (CENTRAL, "services", "standard", OLD, 139_688),
    (COUNCIL, "services", "standard", NEW, 207_720),
    (ICB, "services", "standard", NEW, 207_720),
    (NHS_TRUST, "goods", "standard", NEW, 135_018),
    (CENTRAL, "services", "standard", NEW, 135_018),
    (COUNCIL, "services", "light_touch", OLD, 663_540),
    (NHS_TRUST, "services", "light_touch", NEW, 663_540),
    (COUNCIL, "works", "standard", OLD, 5_372_609),
    (CENTRAL, "works", "standard", NEW, 5_193_000),
    (COUNCIL, "services", "concession", OLD, 5_372_609),
    (ICB, "works", "concession", NEW, 5_193_000),
    (COUNCIL, "services", "light_touch_concession", OLD, 5_372_609),
    (CENTRAL, "services", "light_touch_concession", NEW, 5_372_609),
]


@pytest.mark.parametrize(("authority", "category", "regime", "day", "threshold"), THRESHOLDS)
def test_a_contract_at_the_threshold_is_above_it_and_a_penny_less_is_not(
    authority: AuthorityType, category: str, regime: str, day: date, threshold: int
):
    facts = {
        "authority_type": authority,
        "category": Category(category),
        "regime": Regime(regime),
        "commencement_date": day,
    }
    at = answer("PA-PSQ", value=Decimal(threshold), **facts)
    below = answer("PA-PSQ", value=threshold - PENNY, **facts)
    above = answer("PA-PSQ", value=threshold + PENNY, **facts)
    assert (at.status, below.status, above.status) == ("applies", "does_not_apply", "applies")
    (figure,) = at.figures
    assert (figure.value, figure.comparator, figure.vat) == (threshold, "at or above", "inclusive")
    assert figure.effective_from <= day <= figure.effective_to
    assert below.figures[0].comparator == "below"
    assert below.figures[0].compared_with == threshold - PENNY


@pytest.mark.parametrize(
    ("day", "value", "status"),
    [
        (date(2025, 2, 24), 214_903, "applies"),
        (date(2025, 12, 31), Decimal("214903.99"), "applies"),
        (date(2025, 12, 31), 207_720, "applies"),
        (date(2025, 12, 31), 214_904, "does_not_apply"),
        (date(2026, 1, 1), Decimal("207719.99"), "applies"),
        (date(2026, 1, 1), 207_720, "does_not_apply"),
        (date(2027, 12, 31), 207_720, "does_not_apply"),
        (date(2027, 12, 31), Decimal("207719.99"), "applies"),
    ],
)
def test_the_commencement_date_picks_the_threshold_and_both_end_days_count(
    day: date, value: Decimal | int, status: str
):
    assert answer("PA-85", commencement_date=day, value=Decimal(value)).status == status


def test_the_day_before_the_act_is_under_earlier_rules():
    for rule in ("PA-19", "PA-22", "PA-23", "PA-85", "PA-PSQ", "PA-52", "PA-53"):
        before = answer(rule, commencement_date=date(2025, 2, 23))
        assert before.status == "does_not_apply"
        assert before.reason.startswith("Earlier rules, not covered.")
        assert "23 February 2025" in before.reason
        assert "Earlier rules" not in answer(rule, commencement_date=date(2025, 2, 24)).reason


def test_after_the_last_threshold_the_pack_says_that_it_does_not_know():
    for rule in ("SVA-1", "PA-85", "PA-PSQ", "RES-1", "PA-NOTIFY"):
        late = answer(rule, commencement_date=date(2028, 1, 1))
        assert late.status == "cannot_tell"
        assert late.missing == ("commencement_date",)
        assert "1 January 2028" in late.reason
        assert "first step, on 1 January 2028, is later" in late.reason
    works = answer(
        "PA-53",
        commencement_date=date(2028, 1, 1),
        value=Decimal(6_000_000),
        category=Category.WORKS,
        regime=Regime.STANDARD,
    )
    assert (works.status, works.missing) == ("cannot_tell", ("commencement_date",))
    services = answer("PA-53", commencement_date=date(2028, 1, 1), value=Decimal(6_000_000))
    assert services.status == "applies"
    small = answer("PA-53", commencement_date=date(2028, 1, 1), value=Decimal(4_000_000))
    assert small.status == "does_not_apply"


def test_rules_that_need_no_threshold_go_on_after_the_last_one():
    later = assessed(commencement_date=date(2028, 1, 1))
    for rule in ("CE-1", "CE-2", "PA-12"):
        assert later.of(rule).status == "applies"
    assert later.of("PSR-1").status == "does_not_apply"


@pytest.mark.parametrize(
    ("value", "consider", "weighted"),
    [
        ("0.00", "does_not_apply", "does_not_apply"),
        ("5000.00", "does_not_apply", "does_not_apply"),
        ("5000.01", "applies", "does_not_apply"),
        ("99999.99", "applies", "does_not_apply"),
        ("100000.00", "applies", "applies"),
        ("100000.01", "applies", "applies"),
    ],
)
def test_cheshire_east_counts_over_5000_and_from_100000(value: str, consider: str, weighted: str):
    known = assess(ContractFacts(value=Decimal(value), vat=VatBasis.INCLUSIVE), bundled_pack())
    assert known.of("CE-1").status == consider
    assert known.of("CE-2").status == weighted
    assert known.minimum_weighting == (10 if weighted == "applies" else None)


@pytest.mark.parametrize(
    ("value", "status"),
    [("4999999.99", "does_not_apply"), ("5000000.00", "does_not_apply"), ("5000000.01", "applies")],
)
def test_kpis_and_publication_are_for_more_than_5_million(value: str, status: str):
    assert answer("PA-52", value=Decimal(value)).status == status
    assert answer("PA-53", value=Decimal(value)).status == status


@pytest.mark.parametrize(
    "spared",
    [
        {"regime": Regime.LIGHT_TOUCH},
        {"framework": Framework.ESTABLISHES},
        {"regime": Regime.CONCESSION},
        {"regime": Regime.LIGHT_TOUCH_CONCESSION},
    ],
)
def test_frameworks_concessions_and_light_touch_need_no_published_kpis_but_are_published(
    spared: dict[str, Any],
):
    value = Decimal(6_000_000)
    assert answer("PA-52", value=value, **spared).status == "does_not_apply"
    assert answer("PA-53", value=value, **spared).status == "applies"


@pytest.mark.parametrize(
    ("category", "regime", "day", "threshold"),
    [
        (Category.WORKS, Regime.STANDARD, OLD, 5_372_609),
        (Category.WORKS, Regime.STANDARD, NEW, 5_193_000),
        (Category.SERVICES, Regime.CONCESSION, NEW, 5_193_000),
        (Category.SERVICES, Regime.LIGHT_TOUCH_CONCESSION, NEW, 5_372_609),
    ],
)
def test_works_and_concessions_over_5_million_but_below_their_threshold_are_not_published(
    category: Category, regime: Regime, day: date, threshold: int
):
    facts = {"category": category, "regime": regime, "commencement_date": day}
    below = answer("PA-53", value=threshold - PENNY, **facts)
    assert below.status == "does_not_apply"
    assert f"£{threshold:,}" in below.reason
    assert answer("PA-53", value=Decimal(threshold), **facts).status == "applies"
    assert answer("PA-52", value=threshold - PENNY, **facts).status == "does_not_apply"


@pytest.mark.parametrize(
    ("authority", "day", "figure"),
    [
        (COUNCIL, OLD, 213_477),
        (ICB, OLD, 213_477),
        (NHS_TRUST, OLD, 138_760),
        (CENTRAL, OLD, 138_760),
        (COUNCIL, NEW, 207_720),
        (ICB, NEW, 207_720),
        (NHS_TRUST, NEW, 135_018),
        (CENTRAL, NEW, 135_018),
    ],
)
def test_works_of_some_size_may_have_a_selection_stage_below_the_threshold(
    authority: AuthorityType, day: date, figure: int
):
    facts = {
        "authority_type": authority,
        "category": Category.WORKS,
        "commencement_date": day,
        "procedure": Procedure.COMPETITIVE_FLEXIBLE,
    }
    at = assessed(value=Decimal(figure), **facts)
    below = assessed(value=figure - PENNY, **facts)
    assert (at.of("PA-85").status, at.selection_stage) == ("does_not_apply", True)
    assert (below.of("PA-85").status, below.selection_stage) == ("applies", False)


@pytest.mark.parametrize("regime", [Regime.CONCESSION, Regime.LIGHT_TOUCH_CONCESSION])
def test_concessions_are_left_out_of_the_rules_below_the_threshold(regime: Regime):
    spared = answer("PA-85", regime=regime, value=Decimal(1000))
    assert spared.status == "does_not_apply"
    assert "section 84" in spared.reason.lower()


def test_call_offs_are_spared_by_the_rules_that_leave_them_out():
    spared = assessed(framework=Framework.CALL_OFF, value=Decimal(9_000_000))
    assert [spared.of(rule).status for rule in ("SVA-1", "NPPS")] == ["does_not_apply"] * 2
    assert answer("PA-85", framework=Framework.CALL_OFF, value=Decimal(1000)).status == "does_not_apply"
    assert answer("SVA-1", framework=Framework.ESTABLISHES, value=Decimal(9_000_000)).status == "applies"


@pytest.mark.parametrize("category", [Category.GOODS, Category.WORKS])
def test_the_social_value_act_leaves_goods_and_works_alone_whatever_else_is_known(category: Category):
    assert assess(ContractFacts(category=category), bundled_pack()).of("SVA-1").status == "does_not_apply"


@pytest.mark.parametrize("category", [Category.SERVICES, Category.MIXED])
def test_the_social_value_act_starts_at_the_threshold(category: Category):
    assert answer("SVA-1", category=category, value=Decimal(214_904)).status == "applies"
    assert answer("SVA-1", category=category, value=Decimal("214903.99")).status == "does_not_apply"


def test_the_social_value_act_before_the_procurement_act_is_not_guessed():
    early = answer("SVA-1", commencement_date=date(2025, 2, 23), value=Decimal(9_000_000))
    assert (early.status, early.missing) == ("cannot_tell", ("commencement_date",))
    assert "not in this policy pack" in early.reason
    goods = answer("SVA-1", commencement_date=date(2020, 1, 1), category=Category.GOODS)
    assert goods.status == "does_not_apply"


@pytest.mark.parametrize(
    ("urgent", "own_delay", "status", "missing"),
    [
        (False, None, "does_not_apply", ()),
        (False, True, "does_not_apply", ()),
        (True, False, "applies", ()),
        (True, True, "does_not_apply", ()),
        (True, None, "cannot_tell", ("urgency_own_delay",)),
        (None, False, "cannot_tell", ("urgent",)),
        (None, None, "cannot_tell", ("urgent", "urgency_own_delay")),
        (None, True, "does_not_apply", ()),
    ],
)
def test_urgency_sets_the_duty_aside_only_without_own_delay(
    urgent: bool | None, own_delay: bool | None, status: str, missing: tuple[str, ...]
):
    said = answer("SVA-2", urgent=urgent, urgency_own_delay=own_delay, value=Decimal(300_000))
    assert (said.status, said.missing) == (status, missing)


def test_where_there_is_no_duty_urgency_sets_none_aside():
    said = answer(
        "SVA-2", urgent=True, urgency_own_delay=False, category=Category.GOODS, value=Decimal(300_000)
    )
    assert said.status == "does_not_apply"
    assert "none to set aside" in said.reason


@pytest.mark.parametrize(
    ("regime", "value", "status"),
    [
        # Light-touch services count from the goods and services figure, and not from their own.
        (Regime.LIGHT_TOUCH, "214903.99", "does_not_apply"),
        (Regime.LIGHT_TOUCH, "214904", "applies"),
        (Regime.LIGHT_TOUCH, "663539.99", "applies"),
        (Regime.PROVIDER_SELECTION, "214903.99", "does_not_apply"),
        (Regime.PROVIDER_SELECTION, "214904", "applies"),
        (Regime.CONCESSION, "9000000", "does_not_apply"),
        (Regime.LIGHT_TOUCH_CONCESSION, "9000000", "does_not_apply"),
    ],
)
def test_the_social_value_act_reaches_services_by_its_own_figure(regime: Regime, value: str, status: str):
    assert answer("SVA-1", regime=regime, value=Decimal(value)).status == status


@pytest.mark.parametrize(
    ("authority", "day", "figure"),
    [
        (AuthorityType.COUNCIL, date(2026, 1, 1), 207_720),
        (AuthorityType.ICB, date(2025, 12, 31), 214_904),
        (AuthorityType.NHS_TRUST, date(2026, 1, 1), 135_018),
        (AuthorityType.CENTRAL, date(2025, 12, 31), 139_688),
    ],
)
def test_the_figure_of_a_light_touch_service_is_that_of_the_authority_and_the_day(
    authority: AuthorityType, day: date, figure: int
):
    facts = {"regime": Regime.LIGHT_TOUCH, "authority_type": authority, "commencement_date": day}
    assert answer("SVA-1", **facts, value=Decimal(figure)).status == "applies"
    assert answer("SVA-1", **facts, value=Decimal(figure) - Decimal("0.01")).status == "does_not_apply"


def test_the_provider_selection_regime_takes_over_from_the_procurement_act():
    health = assessed(regime=Regime.PROVIDER_SELECTION, health_service=True, value=Decimal(9_000_000))
    for determination in health.determinations:
        if determination.rule.startswith("PA-"):
            assert determination.status == "does_not_apply"
            assert "Provider Selection Regime" in determination.reason
    assert health.of("PSR-1").status == "applies"
    duty = health.of("SVA-1")
    assert duty.status == "applies"
    assert "as light-touch contracts" in duty.reason
    assert "the Social Value Act gives cover" in health.of("LGA-17").headline
    assert health.of("CE-2").status == "applies"


@pytest.mark.parametrize(
    ("procedure", "selection", "tender"),
    [
        (Procedure.OPEN, False, True),
        (Procedure.COMPETITIVE_FLEXIBLE, True, True),
        (Procedure.QUOTATION, False, True),
        (Procedure.DIRECT_AWARD, False, False),
        (Procedure.IN_HOUSE, False, False),
        (Procedure.TRADING_COMPANY, False, False),
        (Procedure.CONTRACT_MODIFICATION, False, False),
        (Procedure.SERVICE_REVIEW, False, False),
        (None, None, None),
    ],
)
def test_the_procedure_decides_which_stages_there_are(
    procedure: Procedure | None, selection: bool | None, tender: bool | None
):
    above = assessed(procedure=procedure, value=Decimal(500_000))
    assert (above.selection_stage, above.tender_stage) == (selection, tender)


def test_below_the_threshold_no_procedure_has_a_selection_stage():
    for procedure in (*Procedure, None):
        assert assessed(procedure=procedure).selection_stage is False


@pytest.mark.parametrize(
    "uncovered",
    [
        {"regime": Regime.PROVIDER_SELECTION},
        {"commencement_date": date(2025, 2, 23)},
        {"commencement_date": date(2028, 1, 1)},
        {"commencement_date": None},
        {"regime": None},
    ],
)
def test_a_selection_stage_that_the_pack_cannot_judge_is_left_open(uncovered: dict[str, Any]):
    facts = {"procedure": Procedure.COMPETITIVE_FLEXIBLE, "value": Decimal(9_000_000), **uncovered}
    assert assessed(**facts).selection_stage is None
    assert assessed(**{**facts, "procedure": Procedure.OPEN}).selection_stage is False


def test_the_questionnaire_is_for_competitions_above_the_threshold():
    value = Decimal(500_000)
    reasons = {
        procedure: answer("PA-PSQ", procedure=procedure, value=value).reason
        for procedure in (Procedure.OPEN, Procedure.COMPETITIVE_FLEXIBLE, Procedure.QUOTATION)
    }
    assert "no shortlisting stage" in reasons[Procedure.OPEN]
    assert "may shortlist" in reasons[Procedure.COMPETITIVE_FLEXIBLE]
    assert len(set(reasons.values())) == 3
    assert answer("PA-PSQ", procedure=Procedure.DIRECT_AWARD, value=value).status == "does_not_apply"
    unknown = answer("PA-PSQ", procedure=None, value=value)
    assert (unknown.status, unknown.missing) == ("cannot_tell", ("procedure",))
    assert answer("PA-PSQ", procedure=None).status == "does_not_apply"


def test_rules_for_tenders_bind_from_the_threshold_and_are_recommended_below_it():
    for rule in ("PA-19", "PA-22", "PA-23"):
        below, above = answer(rule), answer(rule, value=Decimal(500_000))
        assert (below.status, below.standing) == ("does_not_apply", "good_practice")
        assert (above.status, above.standing) == ("applies", "binds")
        assert "all the same" in below.recommendation
        assert above.recommendation == ""
        unknown = answer(rule, value=None)
        assert (unknown.status, unknown.standing, unknown.missing) == ("cannot_tell", "none", ("value",))


def test_the_example_is_told_what_its_file_says():
    said = assess(EXTRA_CARE, bundled_pack())
    applies = {each.rule for each in said.determinations if each.status == "applies"} & FIRST_REGISTER
    assert applies == {
        "CE-1", "CE-2", "CE-3", "PA-12", "PA-85", "PA-NOTIFY", "LT-1", "LGA-17", "NPPS",
    }  # fmt: skip
    recommended = {each.rule for each in said.determinations if each.standing == "good_practice"}
    assert recommended & FIRST_REGISTER == {
        "SVA-1", "PA-16", "PA-18", "PA-19", "PA-22", "PA-23", "PA-50", "PA-52", "PA-71", "PA-98",
    }  # fmt: skip
    assert not [each.rule for each in said.determinations if each.status == "cannot_tell"]
    assert (said.selection_stage, said.tender_stage, said.minimum_weighting) == (False, True, 10)
    no_stage = said.of("PA-85")
    assert no_stage.headline == "No separate selection stage"
    assert no_stage.severity is Severity.BLOCK
    assert no_stage.reason.startswith(
        "Your estimate, £130,000 including VAT, is below £663,540, the light-touch threshold on "
        "13 October 2025."
    )
    assert said.of("CE-2").headline == "At least 10% of the marks"
    assert "section 86" in said.of("LGA-17").reason
    assert "4 February 2026" in said.of("RES-1").reason
    assert "Optional" in said.of("PPN-002").headline


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"commencement_date": date(2026, 2, 3)}, "does_not_apply"),
        ({"commencement_date": date(2026, 2, 4)}, "applies"),
        ({"commencement_date": NEW, "value": Decimal(207_720)}, "does_not_apply"),
        ({"commencement_date": NEW, "authority_type": NHS_TRUST}, "does_not_apply"),
        ({"commencement_date": NEW, "regime": Regime.PROVIDER_SELECTION}, "does_not_apply"),
    ],
)
def test_a_reservation_is_for_councils_below_the_threshold_since_february_2026(
    changes: dict[str, Any], status: str
):
    assert answer("RES-1", **changes).status == status


@pytest.mark.parametrize(
    ("authority", "day", "model", "minimum"),
    [
        (COUNCIL, date(2026, 12, 31), "PPN-002", None),
        (CENTRAL, date(2026, 12, 31), "PPN-002", 10),
        (COUNCIL, date(2027, 1, 1), "PPN-026", None),
        (CENTRAL, date(2027, 1, 1), "PPN-026", 10),
    ],
)
def test_the_national_models_bind_central_government_and_follow_one_another(
    authority: AuthorityType, day: date, model: str, minimum: int | None
):
    def minimum_of(rule: str) -> object:
        pack = bundled_pack()
        only = [each for each in pack.rules if each.id in (rule, "PA-85")]
        facts = contract(authority_type=authority, commencement_date=day, value=Decimal(1_000_000))
        return assess(facts, replace(pack, rules=tuple(only))).minimum_weighting

    said = assessed(authority_type=authority, commencement_date=day, value=Decimal(1_000_000))
    other = {"PPN-002": "PPN-026", "PPN-026": "PPN-002"}[model]
    binds = authority is CENTRAL
    assert said.of(model).status == ("applies" if binds else "does_not_apply")
    assert said.of(model).standing == ("binds" if binds else "optional")
    assert (said.of(other).status, said.of(other).standing) == ("does_not_apply", "none")
    assert minimum_of(model) == minimum


def test_the_model_of_2026_asks_central_government_for_20_percent_from_5_million():
    facts = {"authority_type": CENTRAL, "commencement_date": date(2027, 1, 1)}
    assert assessed(value=Decimal("4999999.99"), **facts).minimum_weighting == 10
    assert assessed(value=Decimal(5_000_000), **facts).minimum_weighting == 20
    assert answer("PPN-026", value=Decimal("999999.99"), **facts).status == "does_not_apply"


def test_the_minimum_is_the_one_that_binds_for_certain_where_the_buyer_is_not_known():
    facts = {"authority_type": None, "commencement_date": date(2027, 1, 1), "value": Decimal(5_000_000)}
    assert assessed(**facts).minimum_weighting == 10


@pytest.mark.parametrize(
    ("changes", "status", "minimum"),
    [
        ({"authority_type": NHS_TRUST, "commencement_date": date(2026, 5, 17)}, "applies", 10),
        ({"authority_type": ICB, "commencement_date": date(2026, 5, 16)}, "applies", 10),
        ({"commencement_date": date(2026, 5, 17), "health_service": True}, "applies", None),
        ({"commencement_date": date(2026, 5, 16), "health_service": True}, "does_not_apply", None),
        ({"commencement_date": date(2026, 5, 17)}, "does_not_apply", None),
    ],
)
def test_nhs_duties_bind_nhs_bodies_and_later_those_who_buy_for_the_health_service(
    changes: dict[str, Any], status: str, minimum: int | None
):
    said = assessed(value=Decimal(1000), **changes)
    assert said.of("NHS-1").status == status
    assert said.minimum_weighting == minimum


def test_notices_below_the_threshold_start_at_different_values():
    for authority, figure in ((COUNCIL, 30_000), (ICB, 30_000), (NHS_TRUST, 12_000), (CENTRAL, 12_000)):
        assert answer("PA-NOTIFY", authority_type=authority, value=Decimal(figure)).status == "applies"
        below = answer("PA-NOTIFY", authority_type=authority, value=figure - PENNY)
        assert below.status == "does_not_apply"
    assert answer("PA-NOTIFY", value=Decimal(500_000)).status == "does_not_apply"


def test_no_rule_of_the_first_register_has_been_lost():
    ids = [each.rule for each in assessed().determinations]
    assert len(set(ids)) == len(ids)
    assert set(ids) >= FIRST_REGISTER


def test_every_rule_says_where_it_is_written_and_how_sure_it_is():
    for rule in bundled_pack().rules:
        assert rule.citations
        assert rule.confidence in ("verified", "single source", "inferred")
        assert date(2026, 11, 22) <= rule.checked <= bundled_pack().checked


def test_an_assessment_can_be_asked_for_one_rule_and_refuses_one_it_does_not_know():
    assert assessed().of("PA-85").rule == "PA-85"
    with pytest.raises(KeyError):
        assessed().of("PA-999")
