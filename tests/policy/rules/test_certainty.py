"""Three-valued answers: certain where the known facts settle it, and exact about what is missing.

Each answer is held against a count of all that could still be the case.
"""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svdesk.domain.choices import (
    AuthorityType,
    Category,
    DirectAwardGround,
    Framework,
    Procedure,
    Regime,
    VatBasis,
)
from svdesk.domain.facts import ContractFacts
from svdesk.policy.loading.load import bundled_pack
from svdesk.policy.rules.assess import assess
from tests.policy.rules.contracts import PENNY, contract
from tests.policy.rules.plain_law import (
    EDGES,
    OPEN,
    RULES,
    UNDER_SECTION_19,
    Known,
    UncoveredError,
    says,
)

DAYS = (
    *(date(2024, 6, 1), date(2025, 2, 24), date(2025, 12, 31)),
    *(date(2026, 1, 1), date(2027, 12, 31), date(2028, 1, 1)),
)
EVERY: dict[str, tuple[Any, ...]] = {
    "authority_type": tuple(AuthorityType),
    "category": tuple(Category),
    "regime": tuple(Regime),
    "framework": tuple(Framework),
    "procedure": tuple(Procedure),
    "commencement_date": DAYS,
    "urgent": (True, False),
    "urgency_own_delay": (True, False),
}
NEVER_GIVEN = {"direct_award_ground": tuple(DirectAwardGround)}
"""Facts that only some contracts have: given, they would contradict most of the others."""
OF_THE_CONTRACT = ("authority_type", "category", "regime", "commencement_date", "amount")
USED = {
    "SVA-1": ("authority_type", "category", "regime", "framework", "commencement_date", "amount"),
    "SVA-2": (
        "authority_type",
        "category",
        "regime",
        "framework",
        "commencement_date",
        "amount",
        "urgent",
        "urgency_own_delay",
    ),
    "CE-1": ("amount",),
    "CE-2": ("amount",),
    **dict.fromkeys(("PA-12-1", "PA-98", "PA-71-5"), (*OF_THE_CONTRACT, "procedure")),
    "PA-53": (*OF_THE_CONTRACT, "framework", "procedure", "direct_award_ground"),
    "PA-85": (*OF_THE_CONTRACT, "framework"),
    **dict.fromkeys(
        (*UNDER_SECTION_19, "PA-12", "PA-23-6", "PA-PSQ", "PA-52", "PA-71"),
        (*OF_THE_CONTRACT, "framework", "procedure"),
    ),
}
"""The facts that each rule looks at; the others cannot matter."""

near_an_edge = st.sampled_from([edge + step for edge in EDGES for step in (-PENNY, 0, PENNY)]).map(abs)
lifted_to_an_edge = st.sampled_from(EDGES).map(lambda edge: round(edge / Decimal("1.2"), 2))
values = near_an_edge | lifted_to_an_edge | st.decimals(0, 10_000_000, places=2)


@st.composite
def partly_known(draw: st.DrawFn) -> ContractFacts:
    """Facts of a contract, a few of them not known."""
    known: dict[str, Any] = {name: draw(st.sampled_from((*every, None))) for name, every in EVERY.items()}
    return ContractFacts(
        **known,
        value=draw(values | st.none()),
        vat=draw(st.sampled_from((*VatBasis, None))),
        vat_rate=draw(st.none() | st.sampled_from(("0", "5", "17.5", "20")).map(Decimal)),
    )


def possible_amounts(facts: ContractFacts) -> set[Decimal]:
    """Every amount that could make a difference: ends, edges and points between them."""
    corners = {edge + step for edge in EDGES for step in (-PENNY, Decimal(0), PENNY) if edge + step >= 0}
    if facts.value is None:
        return corners
    rates = (facts.vat_rate,) if facts.vat_rate is not None else (Decimal(0), Decimal(20))
    lifted = {facts.value * (1 + rate / 100) for rate in rates}
    between = {corner for corner in corners if min(lifted) <= corner <= max(lifted)}
    if facts.vat is VatBasis.INCLUSIVE:
        return {facts.value}
    return lifted | between | ({facts.value} if facts.vat is None else set())


def expected(rule: str, facts: ContractFacts) -> tuple[str, set[str]]:
    """What *rule* must answer, and the facts it must name, by trying all that is possible."""
    names = USED[rule]
    choices: list[tuple[Any, ...]] = []
    for name in names:
        if name == "amount":
            choices.append(tuple(possible_amounts(facts)))
        else:
            known = getattr(facts, name)
            choices.append((EVERY | NEVER_GIVEN)[name] if known is None else (known,))
    filler = {name: every[0] for name, every in EVERY.items()} | {"amount": Decimal(0)}
    answers: dict[tuple[Any, ...], str] = {}
    missing: set[str] = set()
    for picked in product(*choices):
        known_facts = Known(**(filler | dict(zip(names, picked, strict=True))))
        try:
            answers[picked] = says(rule, known_facts)
        except UncoveredError:
            answers[picked] = OPEN
            missing.add("commencement_date")
    for place, name in enumerate(names):
        others: dict[tuple[Any, ...], set[str]] = {}
        for picked, answer in answers.items():
            others.setdefault(picked[:place] + picked[place + 1 :], set()).add(answer)
        if any(len(found) > 1 for found in others.values()):
            missing |= behind(name, facts)
    found = set(answers.values())
    return (OPEN, missing) if len(found) > 1 or OPEN in found else (found.pop(), set())


def behind(name: str, facts: ContractFacts) -> set[str]:
    if name != "amount":
        return {name}
    unknown = {"value"} if facts.value is None else set()
    if facts.vat is None:
        return unknown | {"vat"}
    return unknown | ({"vat_rate"} if facts.vat is VatBasis.EXCLUSIVE and facts.vat_rate is None else set())


@settings(max_examples=150)
@given(partly_known(), st.sampled_from(RULES))
def test_a_rule_is_certain_exactly_where_all_that_is_possible_agrees(facts: ContractFacts, rule: str):
    said = assess(facts, bundled_pack()).of(rule)
    status, missing = expected(rule, facts)
    assert said.status == status
    assert set(said.missing) == missing
    assert bool(said.missing) == (said.status == OPEN)


@settings(max_examples=60)
@given(partly_known(), partly_known())
def test_learning_a_fact_never_turns_an_answer_into_its_opposite(facts: ContractFacts, more: ContractFacts):
    learnt = {
        field.name: getattr(more, field.name)
        for field in fields(ContractFacts)
        if getattr(facts, field.name) is None and getattr(more, field.name) is not None
    }
    before, after = (assess(each, bundled_pack()) for each in (facts, replace(facts, **learnt)))
    for was, now in zip(before.determinations, after.determinations, strict=True):
        if was.status != OPEN:
            assert now.status == was.status
    if before.selection_stage is not None:
        assert after.selection_stage == before.selection_stage
    if before.tender_stage is not None:
        assert after.tender_stage == before.tender_stage


@settings(max_examples=120)
@given(partly_known(), st.sampled_from([rule.id for rule in bundled_pack().rules]))
def test_giving_the_missing_facts_settles_a_rule_of_a_covered_procurement(facts: ContractFacts, rule: str):
    covered = replace(facts, commencement_date=date(2026, 3, 1))
    if covered.regime is Regime.PROVIDER_SELECTION:
        covered = replace(covered, regime=Regime.STANDARD)
    complete = contract(
        value=Decimal(207_719),
        vat_rate=Decimal(20),
        commencement_date=date(2026, 3, 1),
        health_service=True,
        urgency_own_delay=False,
        cpv=("45000000",),
    )
    for _ in range(2):  # Twice for the VAT rate, asked for only once VAT is known to be left out.
        missing = assess(covered, bundled_pack()).of(rule).missing
        covered = replace(covered, **{name: getattr(complete, name) for name in missing})
    assert assess(covered, bundled_pack()).of(rule).status != OPEN


@settings(max_examples=80)
@given(partly_known(), st.booleans() | st.none(), st.sampled_from([(), ("85300000",), ("45000000",)]))
def test_every_sentence_is_whole_whatever_is_known(
    facts: ContractFacts, health_service: bool | None, cpv: tuple[str, ...]
):
    said = assess(replace(facts, health_service=health_service, cpv=cpv), bundled_pack())
    for each in said.determinations:
        for text in (each.headline, each.reason, each.title):
            assert text.strip() == text != ""
            assert not set("{}") & set(text)
            assert "None" not in text.replace("None of", "")
            assert "  " not in text
            assert ".." not in text
        assert each.reason.endswith(".") or each.reason.endswith("?")
        assert each.reason[0].isupper()
        assert not each.headline.endswith(".")
        for figure in each.figures:
            assert figure.comparator in ("below", "at or above", "above", "at or below", "not known")


def test_a_rule_with_nothing_known_names_all_that_it_needs_in_the_order_of_the_case_file():
    said = assess(ContractFacts(), bundled_pack())
    assert said.of("PA-85").missing == (
        "authority_type", "category", "regime", "framework", "value", "vat", "commencement_date",
    )  # fmt: skip
    assert said.of("CE-2").missing == ("value", "vat")
    assert said.of("CE-2").figures == ()
    assert (said.selection_stage, said.tender_stage, said.minimum_weighting) == (None, None, None)


def test_facts_that_two_conditions_share_are_not_taken_apart():
    # Services of 300,000 are above the threshold; works of 300,000 are below it but large enough for
    # a selection stage. Either way there may be one, although no single condition is certain.
    either = assess(contract(category=None, value=Decimal(300_000)), bundled_pack()).of("PA-85")
    assert either.status == "does_not_apply"
    assert either.missing == ()


@pytest.mark.parametrize(
    ("changes", "status", "missing"),
    [
        ({"value": Decimal(200_000), "vat": VatBasis.EXCLUSIVE}, "cannot_tell", ("vat_rate",)),
        ({"value": Decimal(200_000), "vat": None}, "cannot_tell", ("vat",)),
        ({"value": Decimal(200_000), "vat": None, "vat_rate": Decimal(0)}, "applies", ()),
        ({"value": Decimal(200_000), "vat": None, "vat_rate": Decimal(20)}, "cannot_tell", ("vat",)),
        ({"value": Decimal(200_000), "vat": VatBasis.INCLUSIVE}, "applies", ()),
        ({"value": Decimal(100_000), "vat": VatBasis.EXCLUSIVE}, "applies", ()),
        ({"value": Decimal(100_000), "vat": None}, "applies", ()),
        ({"value": Decimal(207_720), "vat": VatBasis.EXCLUSIVE}, "does_not_apply", ()),
        ({"value": Decimal("173099.99"), "vat": VatBasis.EXCLUSIVE}, "applies", ()),
        ({"value": Decimal("173100.00"), "vat": VatBasis.EXCLUSIVE}, "cannot_tell", ("vat_rate",)),
        (
            {"value": Decimal("173100.00"), "vat": VatBasis.EXCLUSIVE, "vat_rate": Decimal(20)},
            "does_not_apply",
            (),
        ),
        (
            {"value": Decimal("173099.99"), "vat": VatBasis.EXCLUSIVE, "vat_rate": Decimal(20)},
            "applies",
            (),
        ),
        (
            {"value": Decimal("207719.99"), "vat": VatBasis.EXCLUSIVE, "vat_rate": Decimal(0)},
            "applies",
            (),
        ),
        ({"value": None, "vat": VatBasis.EXCLUSIVE}, "cannot_tell", ("value", "vat_rate")),
        ({"value": None, "vat": VatBasis.EXCLUSIVE, "vat_rate": Decimal(5)}, "cannot_tell", ("value",)),
        ({"value": None}, "cannot_tell", ("value",)),
    ],
)
def test_vat_is_asked_for_only_where_it_matters(
    changes: dict[str, Any], status: str, missing: tuple[str, ...]
):
    said = assess(contract(commencement_date=date(2026, 3, 1), **changes), bundled_pack()).of("PA-85")
    assert (said.status, said.missing) == (status, missing)


def test_without_a_date_a_rule_that_needs_a_threshold_cannot_tell():
    def undated(rule: str, **changes: Any) -> tuple[str, tuple[str, ...]]:  # noqa: ANN401 - any fact
        said = assess(contract(commencement_date=None, **changes), bundled_pack()).of(rule)
        return said.status.value, said.missing

    for rule in ("SVA-1", "PA-85", "PA-PSQ"):
        for value in ("1000", "207719.99", "210000", "214904", "9000000"):
            assert undated(rule, value=Decimal(value)) == ("cannot_tell", ("commencement_date",))
    assert undated("SVA-1", category=Category.GOODS) == ("does_not_apply", ())
    assert undated("CE-2", value=Decimal(100_000)) == ("applies", ())


def test_the_minimum_weighting_is_open_where_vat_decides_it():
    straddling = contract(value=Decimal(90_000), vat=VatBasis.EXCLUSIVE)
    said = assess(straddling, bundled_pack())
    assert said.of("CE-2").missing == ("vat_rate",)
    assert said.minimum_weighting is None
