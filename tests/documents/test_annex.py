"""The annex: its 13 parts, the KPI schedule, and clauses that follow the answers."""

from dataclasses import replace
from decimal import Decimal

from svdesk.documents.model.plain import headings
from svdesk.domain.choices import Decision
from svdesk.domain.project import Project, Reporting
from svdesk.policy.content.determinations import Severity, Status
from svdesk.policy.content.pack import PolicyPack
from tests.documents.making import made, section_of, text_of

PARTS = (
    "1 Definitions and order of precedence",
    "2 Outcomes, over and above the specification",
    "3 Commitments taken from the tender",
    "4 Delivery plan",
    "5 Roles, governance and supply chain",
    "6 KPI schedule",
    "7 Reporting and review",
    "8 Evidence, privacy and audit",
    "9 Change",
    "10 Fair work and provider commitments",
    "11 Remedies",
    "12 Transparency and publication",
    "13 Exit and legacy",
    "14 About this document",
)


def test_the_parts_stand_in_order(example: Project, pack: PolicyPack):
    document = made("annex", example, pack)
    assert tuple(item.text for item in headings(document.blocks) if item.level == 1) == PARTS


def test_a_kpi_can_be_followed_from_the_tender_to_the_contract(example: Project, pack: PolicyPack):
    text = text_of("annex", example, pack)
    title = example.kpis[2].title
    assert f"| K3 | {title} | Part A, row K3 and part B, question 2" in text
    assert f"| K3 | {title} (people) | 1 | 1 | 0 | 2" in text
    card = section_of(text, f"## K3 {title}")
    assert "| Commitment | Tender: part A, row K3 and part B, question 2" in card
    assert f"### K3 {title}" in text_of("itt", example, pack)


def test_a_card_carries_everything_needed_to_count_the_kpi(example: Project, pack: PolicyPack):
    kpi = example.kpis[0]
    card = section_of(text_of("annex", example, pack), f"## K1 {kpi.title}").splitlines()
    labels = [line.removeprefix("| ").split(" | ")[0].split(":")[0] for line in card]
    for label in (
        *("Outcome", "Objective", "Commitment", "Unit", "Counts", "Doesn't count", "How it is measured"),
        *("Baseline", "Targets", "Evidence", "Reported, owners", "Rating bands"),
        *("First remedy", "Published, reviewed"),
    ):
        assert label in labels
    assert "| Reported, owners | Every three months · Supplier: Catering manager · Authority: " in "\n".join(
        card
    )
    assert "| Targets | Year 1: 20 · Year 2: 30 · Year 3: 40 · Whole term: 90" in card
    assert "| Rating bands | Good: 100% of the target or more" in card
    assert "Approaching target: 85% or more, but less than 100%" in card
    assert "Inadequate: less than 60%" in card


def test_shares_are_not_added_up_and_open_targets_are_as_tendered(example: Project, pack: PolicyPack):
    first, share = example.kpis[:2]
    open_ = replace(first, targets=(Decimal("2.5"), None))
    text = text_of("annex", replace(example, kpis=(open_, share)), pack)
    assert f"| K1 | {first.title} (people) | 2.5 | As tendered | As tendered | As tendered" in text
    assert f"| K2 | {share.title} (percent) | 50% | 55% | 60% | Not added up" in text


def test_a_long_contract_spreads_its_targets_over_several_tables(example: Project, pack: PolicyPack):
    project = replace(example, facts=replace(example.facts, term_months=72))
    text = text_of("annex", project, pack)
    assert "| Targets, years 1 to 5 | KPI |" in text
    assert "| Targets, years 6 to 6 | KPI | Measure and unit | Year 6 | Total" in text


def test_clauses_say_what_is_not_yet_answered(example: Project, pack: PolicyPack):
    text = text_of("annex", replace(example, reporting=Reporting(), review_dates=()), pack)
    assert "Time allowed from award: Not yet answered." in text
    assert "Time allowed: Not yet answered." in text
    assert "How often: Not yet answered." in text
    assert "Date of the first report: Not yet answered." in text
    assert "Review dates: Not yet answered" in text
    assert "On this contract:" not in section_of(text, "# 9 Change")


def test_kpis_marked_for_publication_are_named(example: Project, pack: PolicyPack):
    first, *rest = example.kpis
    text = text_of("annex", replace(example, kpis=(replace(first, published=True), *rest)), pack)
    assert "These KPIs are published with their ratings: K1." in text
    assert "No KPI in this annex is marked for publication" in text_of("annex", example, pack)


def test_the_contract_is_said_to_be_published_only_where_that_rule_applies(
    example: Project, pack: PolicyPack
):
    said = "A copy of this contract, with this annex, is published."
    large = replace(example, facts=replace(example.facts, value=Decimal(6_000_000)))
    assert said not in text_of("annex", example, pack)
    assert said in text_of("annex", large, pack)


def test_each_chosen_commitment_has_its_clause_and_no_other(example: Project, pack: PolicyPack):
    first, second, *rest = example.commitments
    project = replace(
        example,
        commitments=(replace(first, decision=Decision.LEFT_OUT), replace(second, decision=None), *rest),
    )
    text = section_of(text_of("annex", project, pack), "# 10 Fair work and provider commitments")
    clauses = {item.id: item.clause for item in pack.commitments}
    assert clauses[first.commitment_id] not in text
    assert clauses[second.commitment_id] not in text
    assert all(clauses[made_.commitment_id] in text for made_ in rest)
    assert "One of the policy's commitments is still to be decided." in text


def test_an_extension_is_dealt_with_only_where_there_can_be_one(example: Project, pack: PolicyPack):
    fixed = replace(example, facts=replace(example.facts, extension_months=0))
    assert "If the contract is extended, by up to 24 months" in text_of("annex", example, pack)
    assert "If the contract is extended" not in text_of("annex", fixed, pack)


def test_the_ratings_are_the_packs_and_a_rating_without_a_band_has_none(example: Project, pack: PolicyPack):
    text = section_of(text_of("annex", example, pack), "# 6 KPI schedule")
    for rating in pack.ratings:
        assert f"| {rating.title} | {rating.meaning}" in text
    assert "\nOther: " not in text


def test_statuses_and_severities_are_those_that_the_documents_know():
    assert {status.value for status in Status} == {"applies", "does_not_apply", "cannot_tell"}
    assert {severity.value for severity in Severity} == {"block", "caution", "information"}
