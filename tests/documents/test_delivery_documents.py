"""The framework, the hand-over file and the monitoring return: what happens after award."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from svdesk.documents.model.blocks import ChoiceField, TextField
from svdesk.documents.model.plain import fields
from svdesk.domain.choices import Decision, Frequency, Regime
from svdesk.domain.project import OutcomeDecision, Project, Reporting
from svdesk.policy.content.pack import PolicyPack
from tests.documents.making import made, section_of, text_of

DELIVERY = ("pmf", "handover", "return")


@pytest.mark.parametrize("key", DELIVERY)
def test_without_a_measure_it_says_so_and_is_still_made(key: str, example: Project, pack: PolicyPack):
    text = text_of(key, replace(example, kpis=()), pack)
    assert "No measure has been set for this contract." in text


@pytest.mark.parametrize("key", DELIVERY)
def test_where_nothing_is_sought_no_measure_is_missing(key: str, example: Project, pack: PolicyPack):
    decided = tuple(
        OutcomeDecision(outcome_id=outcome.id, decision=Decision.LEFT_OUT, reason="No")
        for outcome in pack.outcomes
    )
    text = text_of(key, replace(example, kpis=(), outcomes=decided), pack)
    assert "this contract has no measure" in text
    assert "No measure has been set for this contract." not in text


def test_the_framework_gives_the_bands_of_each_measure(example: Project, pack: PolicyPack):
    changed = replace(example.kpis[0], approaching_from=Decimal(77))
    text = text_of("pmf", replace(example, kpis=(changed, *example.kpis[1:])), pack)
    assert "| K1 | from 100% | from 77% | from 60% | below 60%" in text
    assert "| K2 | from 100% | from 85% | from 65% | below 65%" in text


def test_the_framework_uses_the_packs_words_for_ratings_and_remedies(example: Project, pack: PolicyPack):
    rating = replace(pack.ratings[0], title="Splendid")
    remedy = replace(pack.remedies[0], title="A walk in the park")
    other = replace(
        pack, ratings=(rating, *pack.ratings[1:]), remedies=(remedy, *reversed(pack.remedies[1:]))
    )
    text = text_of("pmf", example, other)
    assert "| Splendid | " in text
    steps = [line.split(" | ")[0] for line in section_of(text, "# 7 When delivery falls behind").splitlines()]
    assert [step for step in steps if step[2:].isdigit()] == [f"| {step}" for step in range(1, 8)]
    assert "| 1 | A walk in the park" in text


@pytest.mark.parametrize("key", ["pmf", "handover"])
def test_the_calendar_has_reports_reviews_and_the_last_months(key: str, example: Project, pack: PolicyPack):
    text = text_of(key, example, pack)
    for line in (
        "| 15 June 2026 | Report 1 of 12 | K1, K3, K4, K5",
        "| 15 September 2026 | Report 2 of 12 | All KPIs",
        "| 14 February 2029 | Review: End of the first term: ratings, hand-over and what lasted",
        "| 28 November 2028 | The supplier says how each commitment will be finished or handed over",
    ):
        assert line in text


@pytest.mark.parametrize("key", ["pmf", "handover"])
def test_a_calendar_without_dates_says_which_are_missing(key: str, example: Project, pack: PolicyPack):
    facts = replace(example.facts, start_date=None, end_date=None)
    kpis = tuple(replace(kpi, review_date=None) for kpi in example.kpis)
    project = replace(example, facts=facts, reporting=Reporting(), review_dates=(), kpis=kpis)
    text = text_of(key, project, pack)
    assert "| Calendar |" not in text
    assert ("The day of the first report" if key == "pmf" else "No date of the contract is known") in text


def test_the_first_ninety_days_hold_what_falls_due_in_them(example: Project, pack: PolicyPack):
    plan = replace(example.reporting, first_report_on=date(2026, 5, 30))
    text = text_of("handover", replace(example, reporting=plan), pack)
    first = section_of(text, "# 4 Your first 90 days")
    assert "| 30 May 2026 | Report 1 of 12." in first
    assert "| Within 4 weeks of award | The delivery plan arrives." in first
    later = replace(plan, first_report_on=date(2026, 5, 31))
    text = text_of("handover", replace(example, reporting=later), pack)
    assert "Report" not in section_of(text, "# 4 Your first 90 days")


def test_the_hand_over_names_what_is_not_settled(example: Project, pack: PolicyPack):
    def unsettled(project: Project) -> str:
        return section_of(text_of("handover", project, pack), "## Not settled at hand-over")

    assert unsettled(example) == "Nothing that this file needs is missing."
    first = replace(
        example.kpis[0], targets=(Decimal(1), None), baseline="", authority_owner="", review_date=None
    )
    found = unsettled(replace(example, kpis=(first, *example.kpis[2:]), commitments=example.commitments[1:]))
    assert "- Open until the tender is known: targets of K1." in found
    assert "- No baseline: K1." in found
    assert "- No owner at the authority: K1." in found
    assert "- No review date: K1." in found
    assert "- Provider commitments: One of the policy's commitments is still to be decided." in found
    uncounted = replace(example, kpis=tuple(k for k in example.kpis if k.outcome_id != "environment.food"))
    assert "- Outcomes that no measure counts: Food is good" in unsettled(uncounted)


def test_the_hand_over_tells_what_the_law_asks_after_award(example: Project, pack: PolicyPack):
    def asked(**facts: object) -> str:
        project = replace(example, facts=replace(example.facts, value=Decimal(9_000_000), **facts))
        return section_of(
            text_of("handover", project, pack), "## What the law and the policy ask after award"
        )

    assert "(cannot_tell) Cannot tell: published KPIs" in asked(regime=None)
    assert "Set and publish at least three KPIs" in asked(regime=Regime.STANDARD)
    assert "Rate performance in the Act's five words" in asked(regime=Regime.STANDARD)
    assert "The Act asks for no published KPIs" not in asked(regime=Regime.LIGHT_TOUCH)


def test_the_hand_over_names_the_day_on_which_every_extension_ends(example: Project, pack: PolicyPack):
    assert "Ends at the latest: 28 February 2031" in text_of("handover", example, pack)
    without = replace(example, facts=replace(example.facts, extension_months=0))
    text = text_of("handover", without, pack)
    assert "Ends at the latest" not in text
    assert "An extension, of up to" not in text


def test_a_return_asks_for_each_measure_and_rates_it_with_the_packs_words(example: Project, pack: PolicyPack):
    document = made("return", example, pack)
    found = {field.name: field for field in fields(document.blocks)}
    for kpi in example.kpis:
        for name in ("number", "evidence", "happened", "next", "rating", "reason"):
            assert f"{name}_{kpi.id.hex}" in found
        rating = found[f"rating_{kpi.id.hex}"]
        assert isinstance(rating, ChoiceField)
        assert [words for _, words in rating.options] == [each.title for each in pack.ratings]
    totals = [name for name in found if name.startswith("total_")]
    assert totals == [f"total_{kpi.id.hex}" for kpi in example.kpis if kpi.unit == "people"]


def test_a_return_is_for_one_of_the_reports_that_fall_due(example: Project, pack: PolicyPack):
    (report, *_rest) = fields(made("return", example, pack).blocks)
    assert isinstance(report, ChoiceField)
    assert len(report.options) == 12
    assert report.options[0] == ("2026-06-15", "Report 1 of 12, due 15 June 2026")
    unknown = replace(example, reporting=Reporting(frequency=Frequency.MONTHLY))
    (report, *_rest) = fields(made("return", unknown, pack).blocks)
    assert isinstance(report, TextField)


def test_the_fields_of_a_return_stay_the_same_when_measures_are_renamed(example: Project, pack: PolicyPack):
    renamed = replace(example, kpis=tuple(replace(kpi, title="New") for kpi in reversed(example.kpis)))
    names = {field.name for field in fields(made("return", example, pack).blocks)}
    assert {field.name for field in fields(made("return", renamed, pack).blocks)} == names
    added = replace(example.kpis[0], id=UUID(int=5))
    more = replace(example, kpis=(*example.kpis, added))
    assert {field.name for field in fields(made("return", more, pack).blocks)} > names
