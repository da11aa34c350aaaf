"""What the documents say where nobody writes a tender, of small orders, and of other regimes."""

from dataclasses import replace
from decimal import Decimal

import pytest

from svdesk.documents.model.plain import headings
from svdesk.domain.choices import Category, Procedure, Regime
from svdesk.domain.project import Evaluation, Project
from svdesk.policy.content.pack import PolicyPack
from tests.documents.making import made, section_of, text_of

NO_TENDER = (
    Procedure.IN_HOUSE,
    Procedure.DIRECT_AWARD,
    Procedure.CONTRACT_MODIFICATION,
    Procedure.SERVICE_REVIEW,
    Procedure.TRADING_COMPANY,
)
OF_A_TENDER = ("its tender", "the tender", "response form", "table a", "part a,", "part b", "as tendered")


def on_route(example: Project, procedure: Procedure) -> Project:
    kpis = tuple(replace(kpi, supplier_owner="", targets=(None, *kpi.targets[1:])) for kpi in example.kpis)
    plain = tuple(replace(made, local_need="", reason="") for made in example.outcomes)
    facts = replace(example.facts, procedure=procedure)
    undecided = tuple(replace(each, how="") for each in example.commitments)
    return replace(
        example, facts=facts, kpis=kpis, outcomes=plain, questions=(), commitments=undecided, engagement=()
    )


def small(example: Project, value: int = 6000) -> Project:
    facts = replace(
        example.facts,
        value=Decimal(value),
        procedure=Procedure.QUOTATION,
        category=Category.GOODS,
        regime=Regime.STANDARD,
        term_months=2,
    )
    return replace(
        example,
        facts=facts,
        lots=(),
        questions=(),
        kpis=example.kpis[:1],
        evaluation=Evaluation(social_value_weight=Decimal(0)),
    )


@pytest.mark.parametrize("procedure", NO_TENDER)
@pytest.mark.parametrize("key", ["annex", "pmf", "return"])
def test_where_there_is_no_tender_none_is_spoken_of(
    key: str, procedure: Procedure, example: Project, pack: PolicyPack
) -> None:
    text = text_of(key, on_route(example, procedure), pack).lower()
    assert not [phrase for phrase in OF_A_TENDER if phrase in text]


@pytest.mark.parametrize(
    ("procedure", "agreed"),
    [
        (Procedure.IN_HOUSE, "the service plan"),
        (Procedure.CONTRACT_MODIFICATION, "the change to the contract"),
        (Procedure.DIRECT_AWARD, "the contract"),
    ],
)
def test_the_targets_are_the_commitment_where_there_is_no_tender(
    procedure: Procedure, agreed: str, example: Project, pack: PolicyPack
) -> None:
    text = text_of("annex", on_route(example, procedure), pack)
    third = section_of(text, "# 3 The supplier's commitments")
    assert f"The targets in part 6 are the supplier's commitments. They are agreed in {agreed}" in third
    assert "The supplier delivers KPI" in section_of(text, "# 2 Outcomes, over and above the specification")
    assert "To be agreed" in text


def test_the_statement_speaks_of_no_selection_and_no_weights_without_a_tender(
    example: Project, pack: PolicyPack
) -> None:
    text = text_of("statement", on_route(example, Procedure.IN_HOUSE), pack)
    first = section_of(text, "# 1 What was decided")
    assert "questions are asked in the tender" not in first
    assert "None: nobody is selected by questions on this route" in first
    assert "This route has no tender" in section_of(text, "# 5 Weights and questions")
    assert "What answering costs a bidder" not in text


def test_a_small_order_has_a_terms_sheet(example: Project, pack: PolicyPack) -> None:
    document = made("annex", small(example), pack)
    parts = [item.text for item in headings(document.blocks) if item.level == 1]
    assert parts == [
        "1 What is agreed",
        "2 What is delivered",
        "3 Reporting, and what follows a miss",
        "4 Provider commitments",
    ]
    text = text_of("annex", small(example), pack)
    assert example.kpis[0].evidence in text
    assert "tender" not in text.lower()


def test_the_statement_of_a_small_order_gives_each_reason_once(example: Project, pack: PolicyPack) -> None:
    order = small(example)
    left_out = tuple(
        replace(made, reason="Too small.", decided_by="", decided_on=None) for made in order.outcomes
    )
    text = text_of("statement", replace(order, outcomes=left_out), pack)
    assert section_of(text, "## Left out").count("Too small.") == 1
    assert "Not open, and no question about experience is asked" in text


def test_an_order_at_25000_pounds_has_the_whole_annex(example: Project, pack: PolicyPack) -> None:
    document = made("annex", small(example, 25_000), pack)
    assert "6 KPI schedule" in [item.text for item in headings(document.blocks)]


@pytest.mark.parametrize("key", ["itt", "annex", "statement"])
def test_the_provider_selection_regime_is_said_to_govern(
    key: str, example: Project, pack: PolicyPack
) -> None:
    project = replace(example, facts=replace(example.facts, regime=Regime.PROVIDER_SELECTION))
    text = text_of(key, project, pack)
    assert "The Provider Selection Regime governs, not the Procurement Act" in text
    assert "fitted to those criteria and checked with procurement" in text
    assert "Health Care Services (Provider Selection Regime) Regulations 2023" in text
    assert "Invitation to tender" not in text
    assert "fitted to those criteria" not in text_of(key, example, pack)


def test_bidders_read_of_what_is_bought(example: Project, pack: PolicyPack) -> None:
    for category, said in ((Category.GOODS, "supply the goods"), (Category.WORKS, "carry out the works")):
        text = text_of("itt", replace(example, facts=replace(example.facts, category=category)), pack)
        assert said in text
        assert "the service itself" not in text
