"""The Provider Selection Regime, SI 2023/1348 as read on 1 December 2026, regulation by regulation."""

from typing import Any

import pytest

from tests.policy.rules.law.contracts import contract, nothing_known, said, status

HEALTH = {"regime": "provider_selection", "health_service": True, "cpv": ("85121200",)}
BINDS, NOT, OPEN = "applies", "does_not_apply", "cannot_tell"
PROVIDER_SELECTION = (
    *("PSR-5", "PSR-6", "PSR-7", "PSR-11", "PSR-12", "PSR-13", "PSR-14", "PSR-15"),
    *("PSR-19", "PSR-21", "PSR-22", "PSR-24", "PSR-25"),
)
WHATEVER_IS_AWARDED = ("PSR-5", "PSR-7", "PSR-13", "PSR-15", "PSR-21", "PSR-22", "PSR-24", "PSR-25")
"""Duties of every award under the regime: regs 4, 7 to 11 with 14(4) and 18(5), 13, 15, 21, 22, 24, 25."""


def health(**facts: Any) -> Any:  # noqa: ANN401 - any fact
    """Return the contract of a health service under the regime, with *facts*."""
    return contract(**(HEALTH | facts))


def direct(kind: str | None, **facts: Any) -> Any:  # noqa: ANN401 - any fact
    """Return a health service awarded without a competition, in the way that *kind* names."""
    return health(procedure="direct_award", health_award=kind, **facts)


@pytest.mark.parametrize("rule", PROVIDER_SELECTION)
@pytest.mark.parametrize("regime", ["standard", "light_touch", "concession", "light_touch_concession"])
def test_none_of_it_is_for_another_regime(rule: str, regime: str):
    """Reg 3(1): relevant health care services alone."""
    for facts in (
        {},
        {"health_service": True, "urgent": True},
        {"value": "20000"},
        {"framework": "call_off"},
    ):
        assert status(rule, contract(regime=regime, **facts)) == NOT


@pytest.mark.parametrize("rule", PROVIDER_SELECTION)
def test_without_a_regime_it_cannot_be_told(rule: str):
    assert said(rule, nothing_known()).status == OPEN
    assert "regime" in said(rule, nothing_known()).missing


@pytest.mark.parametrize("rule", PROVIDER_SELECTION)
@pytest.mark.parametrize(
    ("day", "covered"),
    [("2023-12-31", False), ("2024-01-01", True), ("2025-02-23", True), ("2026-12-01", True)],
)
def test_it_governs_what_began_on_or_after_1_january_2024(rule: str, day: str, covered: bool):
    """Regs 1(1), 29(1) and (4); reg 29(2) lets reg 13 reach contracts of before."""
    urgent = {"urgent": True} if rule == "PSR-14" else {}
    binds = covered or rule == "PSR-13"
    assert status(rule, health(commencement_date=day, **urgent)) == (BINDS if binds else NOT)


@pytest.mark.parametrize("rule", PROVIDER_SELECTION)
def test_it_has_no_threshold(rule: str):
    """No provision of the Regulations but regs 6(10) and 13, on changes, names a sum."""
    urgent = {"urgent": True} if rule == "PSR-14" else {}
    for value in ("0", "1", "20000", "207719.99", "663540", "9000000"):
        assert status(rule, health(value=value, **urgent)) == BINDS
    assert status(rule, health(value=None, vat=None, vat_rate=None, **urgent)) == BINDS


@pytest.mark.parametrize("rule", WHATEVER_IS_AWARDED)
@pytest.mark.parametrize("authority", ["council", "icb", "nhs_trust"])
@pytest.mark.parametrize("framework", ["none", "establishes", "call_off"])
@pytest.mark.parametrize("procedure", ["open", "competitive_flexible", "quotation", "direct_award"])
def test_duties_of_every_award_bind_each_relevant_authority(
    rule: str, authority: str, framework: str, procedure: str
):
    """NHS Act 2006 s12ZB(7): local authorities in England, integrated care boards, trusts."""
    facts = {"authority_type": authority, "framework": framework, "procedure": procedure}
    assert status(rule, health(**facts)) == BINDS


@pytest.mark.parametrize(
    ("rule", "in_house", "service_review", "contract_modification"),
    [
        ("PSR-6", NOT, NOT, NOT),
        ("PSR-7", NOT, NOT, NOT),
        ("PSR-11", NOT, NOT, NOT),
        ("PSR-12", NOT, NOT, NOT),
        ("PSR-15", NOT, NOT, NOT),
        ("PSR-19", NOT, NOT, NOT),
        ("PSR-21", NOT, NOT, NOT),
        ("PSR-22", NOT, NOT, BINDS),
        ("PSR-24", NOT, NOT, BINDS),
        ("PSR-25", NOT, NOT, BINDS),
    ],
)
def test_where_nothing_is_awarded(rule: str, in_house: str, service_review: str, contract_modification: str):
    """Regs 6 to 12, 15, 19, 21: the award. Regs 24(g), 25(2)(f): decisions and urgent changes too."""
    assert status(rule, health(procedure="in_house")) == in_house
    assert status(rule, health(procedure="service_review")) == service_review
    assert status(rule, health(procedure="contract_modification")) == contract_modification


KINDS = [
    # kind of award without a competition, PSR-11, PSR-12 (standstill), PSR-19 (basic selection criteria)
    ("direct_award_a", NOT, NOT, NOT),
    ("direct_award_b", NOT, NOT, NOT),
    ("direct_award_c", NOT, BINDS, BINDS),
    ("most_suitable", NOT, BINDS, BINDS),
    ("urgent", NOT, NOT, BINDS),
    (None, NOT, OPEN, OPEN),
]


@pytest.mark.parametrize(("kind", "competitive", "standstill", "basic"), KINDS)
def test_which_award_without_a_competition_has_a_standstill(
    kind: str | None, competitive: str, standstill: str, basic: str
):
    """Regs 12(1), 19(2)(a); reg 14(1) sets regs 6 to 13 aside, and no other."""
    facts = direct(kind)
    assert [status(rule, facts) for rule in ("PSR-11", "PSR-12", "PSR-19")] == [
        competitive,
        standstill,
        basic,
    ]
    assert status("PSR-6", facts) == BINDS
    if kind is None:
        assert said("PSR-12", facts).missing == said("PSR-19", facts).missing == ("health_award",)


@pytest.mark.parametrize("procedure", ["open", "competitive_flexible", "quotation"])
@pytest.mark.parametrize("framework", ["none", "establishes", "call_off"])
def test_a_competition_follows_regulation_11_and_has_a_standstill(procedure: str, framework: str):
    """Regs 11, 12(1), 18(4), (7)."""
    facts = health(procedure=procedure, framework=framework)
    assert status("PSR-11", facts) == status("PSR-12", facts) == BINDS


@pytest.mark.parametrize("kind", [row[0] for row in KINDS])
def test_a_framework_is_always_concluded_by_competition(kind: str | None):
    """Regs 6(8), 16(3)."""
    facts = direct(kind, framework="establishes")
    assert [status(f"PSR-{number}", facts) for number in (6, 11, 12, 19)] == [BINDS] * 4


@pytest.mark.parametrize("kind", [row[0] for row in KINDS])
def test_a_call_off_without_competition_has_its_own_regulation(kind: str | None):
    """Regs 6(2), 12(1), 18(5), 19(2)(b)."""
    facts = direct(kind, framework="call_off")
    assert [status(f"PSR-{number}", facts) for number in (6, 7, 11, 12, 19)] == [NOT, BINDS, NOT, NOT, NOT]
    assert status("PSR-19", health(framework="call_off")) == NOT


@pytest.mark.parametrize(
    ("urgent", "own_delay", "answer"),
    [(True, False, BINDS), (True, True, NOT), (False, False, NOT), (False, True, NOT), (True, None, OPEN)],
)
def test_an_urgent_award_is_for_what_could_not_be_foreseen(urgent: bool, own_delay: bool | None, answer: str):
    """Reg 14(2)(b)."""
    assert status("PSR-14", health(urgent=urgent, urgency_own_delay=own_delay)) == answer


def test_what_is_said_of_time_is_what_the_regulations_say():
    standstill = said("PSR-12", direct("direct_award_c")).duty
    assert standstill is not None
    assert "8th working day after the day it began" in standstill.by
    assert "5 working days" in standstill.by
    for rule in ("PSR-7", "PSR-13"):
        notice = said(rule, health()).duty
        assert notice is not None
        assert "ithin 30 days" in notice.by
    process = said("PSR-6", direct("most_suitable")).duty
    assert process is not None
    assert "14 days" in process.by
