"""Steps against modern slavery: SI 2025/1212, regulations 3 and 7 to 10, as read on 1 December 2026."""

import pytest

from tests.policy.rules.law.contracts import contract, nothing_known, said, status

BINDS, NOT, OPEN = "applies", "does_not_apply", "cannot_tell"


@pytest.mark.parametrize(
    ("authority", "health_service", "answer"),
    [
        ("council", True, BINDS),
        ("central", True, BINDS),
        ("icb", True, BINDS),
        ("nhs_trust", True, BINDS),
        ("council", False, NOT),
        ("central", False, NOT),
        ("council", None, OPEN),
        ("central", None, OPEN),
        # What an NHS body buys is read as bought for the health service.
        ("icb", None, BINDS),
        ("nhs_trust", None, BINDS),
    ],
)
def test_it_binds_public_bodies_that_buy_for_the_health_service(
    authority: str, health_service: bool | None, answer: str
):
    """Regs 2 and 3(1)."""
    assert status("NHS-MS", contract(authority_type=authority, health_service=health_service)) == answer


@pytest.mark.parametrize(
    ("category", "answer"),
    [("services", BINDS), ("goods", BINDS), ("services_with_goods_or_works", BINDS), ("works", NOT)],
)
def test_it_is_about_goods_and_services(category: str, answer: str):
    """Reg 3(1)."""
    assert status("NHS-MS", contract(category=category, health_service=True)) == answer


def test_works_carry_advice():
    works = said("NHS-MS", contract(category="works", health_service=True))
    assert works.standing == "good_practice"
    assert works.recommendation


@pytest.mark.parametrize(
    ("day", "answer"),
    [("2026-05-16", NOT), ("2026-05-17", BINDS), ("2026-12-01", BINDS), ("2030-01-01", BINDS)],
)
def test_it_came_into_force_on_17_may_2026(day: str, answer: str):
    """Reg 1(2): six months beginning with 17 November 2025."""
    assert status("NHS-MS", contract(health_service=True, commencement_date=day)) == answer


@pytest.mark.parametrize("value", ["0", "1", "20000", "207719.99", "9000000"])
@pytest.mark.parametrize("regime", ["standard", "light_touch", "provider_selection"])
@pytest.mark.parametrize("framework", ["none", "establishes", "call_off"])
def test_it_has_no_threshold_and_lasts_under_frameworks_too(value: str, regime: str, framework: str):
    """Regs 3(1), 7(1)(d), 10."""
    facts = {"health_service": True, "value": value, "regime": regime, "framework": framework}
    assert status("NHS-MS", contract(**facts)) == BINDS


@pytest.mark.parametrize(
    ("procedure", "answer"),
    [
        ("in_house", NOT),
        ("service_review", NOT),
        ("trading_company", BINDS),
        ("contract_modification", BINDS),
    ],
)
def test_there_has_to_be_a_contract(procedure: str, answer: str):
    """Reg 2: procurement is the award, entry into and management of a contract."""
    assert status("NHS-MS", contract(health_service=True, procedure=procedure)) == answer


def test_what_decides_is_asked_for():
    assert said("NHS-MS", nothing_known(authority_type="council", category="goods")).missing == (
        "health_service",
        "commencement_date",
        "procedure",
    )
