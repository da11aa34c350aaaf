"""The sentences that an officer reads, with the figures the officer gave."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from svdesk.domain.choices import AuthorityType, Category, Framework, Regime, VatBasis
from svdesk.domain.facts import ContractFacts
from svdesk.policy.loading.load import bundled_pack
from svdesk.policy.rules.assess import assess
from svdesk.policy.rules.words import show_amount
from tests.policy.rules.contracts import answer, assessed

NEW = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"value": Decimal("207719.99")},
            "Your estimate, £207,719.99 including VAT, is below £207,720, the goods and services threshold "
            "for councils and other sub-central authorities on 1 March 2026.",
        ),
        (
            {"value": Decimal(100_000), "vat": VatBasis.EXCLUSIVE, "vat_rate": Decimal("17.5")},
            "Your estimate, £100,000 without VAT and £117,500 with VAT at 17.5%, is below £207,720,",
        ),
        (
            {"value": Decimal(100_000), "vat": VatBasis.EXCLUSIVE},
            "Your estimate, £100,000 without VAT, with VAT at any rate up to 20%, is below £207,720,",
        ),
        (
            {"value": Decimal(100_000), "vat": None},
            "Your estimate, £100,000 with or without VAT, is below £207,720,",
        ),
        (
            {"value": Decimal(100_000), "authority_type": None},
            "Your estimate, £100,000 including VAT, is below £135,018, the lowest figure that could count.",
        ),
    ],
)
def test_a_reason_says_how_the_estimate_stands_to_the_figure(changes: dict[str, Any], sentence: str):
    said = answer("PA-85", commencement_date=NEW, **changes)
    assert said.status == "applies"
    assert said.reason.startswith(sentence)


def test_the_highest_figure_is_named_where_several_are_passed():
    said = answer("PA-85", commencement_date=NEW, authority_type=None, value=Decimal(250_000))
    assert said.status == "does_not_apply"
    assert "is at or above £207,720, the highest figure that could count" in said.reason
    assert {figure.value for figure in said.figures} == {207_720, 135_018}


def test_an_amount_with_parts_of_a_penny_never_seems_to_reach_a_figure_that_it_does_not():
    facts = {"vat": VatBasis.EXCLUSIVE, "vat_rate": Decimal(20), "commencement_date": NEW}
    said = answer("PA-85", value=Decimal("173099.999"), **facts)
    assert said.status == "applies"
    assert "just under £173,100 without VAT and just under £207,720 with VAT at 20%" in said.reason
    assert "is below £207,720" in said.reason
    assert show_amount(Decimal("99999.996")) == "just under £100,000"
    assert show_amount(Decimal("99999.991")) == "just over £99,999.99"
    assert show_amount(Decimal("100000.001")) == "just over £100,000"
    assert show_amount(Decimal("1234.50")) == "£1,234.50"
    assert show_amount(Decimal("1234.00")) == "£1,234"


def test_an_open_answer_for_want_of_the_vat_rate_says_so_as_an_officer_would():
    said = answer(
        "PA-85",
        commencement_date=NEW,
        category=Category.GOODS,
        value=Decimal(200_000),
        vat=VatBasis.EXCLUSIVE,
    )
    assert said.reason == (
        "You gave £200,000 without VAT. With VAT the value could be on either side of £207,720. "
        "Give the VAT rate in Contract facts."
    )
    (figure,) = said.figures
    assert (figure.value, figure.comparator, figure.compared_with) == (207_720, "not known", None)


def test_an_open_answer_for_want_of_the_vat_basis_asks_for_it():
    said = answer("CE-2", value=Decimal(90_000), vat=None)
    assert said.missing == ("vat",)
    assert "have not said whether that includes VAT" in said.reason
    assert "either side of £100,000" in said.reason


def test_an_open_answer_says_what_to_give():
    assert answer("PA-85", value=None).reason == (
        "More has to be known first. In Contract facts, give the value of the whole contract."
    )
    both = answer("PA-85", value=None, vat=None).reason
    assert both.endswith("give the value of the whole contract and say whether the value includes VAT.")


def test_an_answer_that_cannot_change_says_so_without_naming_a_case_that_may_not_be():
    either = answer("PA-85", category=None, value=Decimal(300_000))
    assert either.reason == "The answer is the same whatever the facts not given yet turn out to be."
    unknown_framework = answer("PA-85", framework=None, value=Decimal(300_000))
    assert "is at or above £214,904" in unknown_framework.reason


def test_a_case_that_is_certain_gives_the_reason_even_where_an_earlier_one_is_open():
    said = answer("PA-53", regime=None, value=Decimal(1000))
    assert said.status == "does_not_apply"
    assert said.reason.startswith("Your estimate, £1,000 including VAT, is at or below £5,000,000")


def test_facts_are_named_as_people_read_them():
    assert answer("SVA-1", category=Category.GOODS).reason.endswith("You chose: Goods.")
    reason = answer("LGA-17", authority_type=AuthorityType.NHS_TRUST).reason
    assert "NHS trust or foundation trust" in reason


def test_a_model_asks_for_the_buyer_where_that_is_not_known():
    said = answer("PPN-002", authority_type=None, value=Decimal(900_000))
    assert (said.status, said.missing) == ("cannot_tell", ("authority_type",))
    assert "say what kind of authority buys" in said.reason
    assert "Optional for you" not in said.headline


def test_an_unknown_threshold_and_an_unknown_framework_are_both_explained():
    said = answer("PA-85", commencement_date=date(2028, 1, 1), framework=None)
    assert said.missing == ("framework", "commencement_date")
    assert "1 January 2028" in said.reason
    assert "say how the contract stands to a framework" in said.reason


def test_rules_that_name_the_policy_pack_keep_their_sentences_short():
    for each in (assessed(), assess(ContractFacts(), bundled_pack()), assessed(value=Decimal(9_000_000))):
        for said in each.determinations:
            if said.status == "cannot_tell":
                continue
            sentences = [part for part in re.split(r"(?<=[.?])\s", said.reason) if part]
            words = [len(sentence.split()) for sentence in sentences]
            assert sum(words) / len(words) <= 25, said.rule


def test_regimes_and_frameworks_are_told_apart_in_the_reason():
    assert "framework" in answer("PA-52", framework=Framework.ESTABLISHES).reason
    assert "light-touch" in answer("PA-52", regime=Regime.LIGHT_TOUCH).reason
    assert "concession" in answer("PA-52", regime=Regime.CONCESSION).reason
