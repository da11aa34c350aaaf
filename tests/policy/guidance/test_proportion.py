"""The ladder of proportion: on which rung a contract stands, and what risk adds."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from svdesk.domain.choices import AuthorityType, Category, Framework, Regime, VatBasis
from svdesk.domain.facts import ContractFacts
from svdesk.domain.project import ProfileAnswer, Project
from svdesk.policy.case import case_of
from svdesk.policy.guidance.proportion import Proportion, Risk, proportion
from svdesk.policy.loading.load import bundled_pack
from tests.policy.rules.contracts import PENNY, contract


def guide(answers: dict[str, bool] | None = None, **facts: Any) -> Proportion:  # noqa: ANN401 - any fact
    """What the ladder says of the example's contract with changes."""
    project = Project(
        id=UUID(int=1),
        facts=contract(**facts),
        profile=tuple(
            ProfileAnswer(question_id=name, answer=answer) for name, answer in (answers or {}).items()
        ),
    )
    return proportion(case_of(project, bundled_pack()))


def rung(**facts: Any) -> str:  # noqa: ANN401 - any fact
    found = guide(**facts).rung
    assert found is not None
    return found.id


@pytest.mark.parametrize(
    ("value", "below", "at"),
    [
        ("25000", "rung.considered", "rung.small"),
        ("100000", "rung.small", "rung.weighted"),
        ("214904", "rung.weighted", "rung.above-threshold"),
    ],
)
def test_a_penny_decides_and_a_value_at_a_figure_is_above_it(value: str, below: str, at: str) -> None:
    assert rung(value=Decimal(value) - PENNY) == below
    assert rung(value=Decimal(value)) == at


@pytest.mark.parametrize(
    ("value", "at", "above"),
    [("5000", "rung.below", "rung.considered"), ("5000000", "rung.above-threshold", "rung.large")],
)
def test_over_a_figure_is_strictly_over_it(value: str, at: str, above: str) -> None:
    assert rung(value=Decimal(value)) == at
    assert rung(value=Decimal(value) + PENNY) == above


def test_the_contracts_own_threshold_is_that_of_its_regime_date_and_authority() -> None:
    value = Decimal(210_000)
    assert rung(value=value) == "rung.weighted"
    assert rung(value=value, commencement_date=date(2026, 1, 1)) == "rung.above-threshold"
    assert rung(value=value, authority_type=AuthorityType.NHS_TRUST) == "rung.above-threshold"
    assert rung(value=value, regime=Regime.LIGHT_TOUCH, commencement_date=date(2026, 1, 1)) == "rung.weighted"
    assert rung(value=Decimal(4_000_000), category=Category.WORKS) == "rung.weighted"


def test_vat_lifts_a_value_and_a_rate_not_known_leaves_two_rungs_open() -> None:
    assert rung(value=Decimal(90_000), vat=VatBasis.EXCLUSIVE, vat_rate=Decimal(20)) == "rung.weighted"
    open_rate = guide(value=Decimal(90_000), vat=VatBasis.EXCLUSIVE)
    assert open_rate.rung is None
    assert [each.id for each in open_rate.possible] == ["rung.small", "rung.weighted"]
    assert open_rate.missing == ("vat_rate",)
    assert open_rate.basis.id == "rung.small"
    assert rung(value=Decimal(50_000), vat=VatBasis.EXCLUSIVE) == "rung.small"


def test_only_the_facts_that_decide_are_missing() -> None:
    assert guide(value=Decimal(300_000), regime=None).missing == ("regime",)
    assert guide(value=Decimal(300_000), vat=None, regime=Regime.STANDARD).missing == ()
    assert guide(value=Decimal(210_000), commencement_date=None).missing == ("commencement_date",)
    assert "value" in guide(value=None).missing


def test_an_empty_project_leaves_every_rung_open_and_asks_as_little_as_can_be() -> None:
    found = proportion(case_of(Project(id=UUID(int=1), facts=ContractFacts()), bundled_pack()))
    assert found.rung is None
    assert len(found.possible) == len(bundled_pack().rungs)
    assert not found.scored
    assert found.outcomes.proposed <= 1


def test_nothing_is_asked_at_5000_and_one_unscored_term_at_most_below_25000() -> None:
    nothing = guide(value=Decimal(5000))
    assert (nothing.outcomes.most, nothing.kpis.most, nothing.hours.most) == (0, 0, 0)
    considered = guide(value=Decimal(6000))
    assert (considered.outcomes.most, considered.questions.most, considered.kpis.most) == (1, 0, 1)
    assert considered.weighting.proposed == 0
    assert not considered.scored


def test_a_minimum_that_binds_is_never_undercut() -> None:
    central = guide(
        value=Decimal(6_000_000),
        authority_type=AuthorityType.CENTRAL,
        commencement_date=date(2027, 3, 1),
    )
    assert central.weighting.minimum == 20
    assert central.weighting.least == central.weighting.proposed == 20
    health = guide(value=Decimal(20_000), authority_type=AuthorityType.ICB)
    assert health.weighting.proposed >= 10
    assert health.scored


def test_risk_moves_the_proposal_between_the_least_and_the_most() -> None:
    low = guide(value=Decimal(4_000_000), cpv=("79410000",))
    high = guide(
        {"vulnerable": True, "hard-to-replace": True, "new-service": True},
        value=Decimal(4_000_000),
        cpv=("79410000",),
    )
    assert (low.risk, high.risk) == (Risk.LOW, Risk.HIGH)
    assert (low.outcomes.proposed, high.outcomes.proposed) == (low.outcomes.least, high.outcomes.most)
    assert high.weighting.proposed == high.weighting.most
    assert "People in vulnerable circumstances depend on the work." in high.risk_reasons


def test_risk_reads_the_facts_and_what_the_code_suggests() -> None:
    care = guide(
        value=Decimal(378_000_000), cpv=("85000000",), framework=Framework.ESTABLISHES, term_months=60
    )
    assert care.risk is Risk.HIGH
    assert any("framework" in reason for reason in care.risk_reasons)
    answered = guide({"vulnerable": False}, value=Decimal(378_000_000), cpv=("85000000",), term_months=60)
    assert answered.risk_points < care.risk_points


def test_no_rung_asks_for_more_than_six_and_each_shows_its_evidence() -> None:
    for value in ("5000", "6000", "30000", "150000", "1000000", "378000000"):
        found = guide(
            {"vulnerable": True, "hard-to-replace": True, "new-service": True}, value=Decimal(value)
        )
        assert found.outcomes.most <= 6
        assert found.kpis.most <= 6
        assert found.label == "Guidance"
        assert found.evidence
        assert found.citations


@pytest.mark.parametrize("day", [date(2024, 3, 1), date(2028, 3, 1)])
def test_without_a_threshold_for_the_day_both_rungs_beside_it_stay_open(day: date) -> None:
    found = guide(value=Decimal(210_000), commencement_date=day)
    assert [each.id for each in found.possible] == ["rung.weighted", "rung.above-threshold"]
    assert found.missing == ("commencement_date",)
    assert rung(value=Decimal(60_000), commencement_date=day) == "rung.small"
