"""An assessment as a table for people and as JSON for programs."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from svdesk.cli.assessment_words import (
    WIDTH,
    determinations_data,
    determinations_json,
    determinations_table,
)
from svdesk.domain.choices import VatBasis
from svdesk.domain.english import plain_number
from svdesk.domain.facts import ContractFacts
from svdesk.policy.content.determinations import Assessment, Duty, LegalStanding, Status
from svdesk.policy.loading.load import bundled_pack
from svdesk.policy.rules.assess import assess
from tests.policy.rules.contracts import EXTRA_CARE


@pytest.fixture
def example() -> Assessment:
    return assess(EXTRA_CARE, bundled_pack())


def test_the_json_form_is_that_of_the_example(example: Assessment):
    said = json.loads(determinations_json(example))
    assert said == determinations_data(example)
    assert list(said) == [
        "format", "version", "policy_pack", "determinations", "stages", "minimum_weighting_percent",
    ]  # fmt: skip
    assert (said["format"], said["version"]) == ("svdesk-determinations", 1)
    assert said["policy_pack"] == {"id": "cheshire-east", "edition": bundled_pack().edition}
    assert said["stages"] == {"selection": False, "tender": True}
    assert said["minimum_weighting_percent"] == 10
    no_stage = next(each for each in said["determinations"] if each["rule"] == "PA-85")
    assert (no_stage["status"], no_stage["severity"], no_stage["missing"]) == ("applies", "block", [])
    assert no_stage["figures"] == [
        {
            "name": "light-touch threshold",
            "value": "663540",
            "comparator": "below",
            "vat": "inclusive",
            "compared_with": "130000",
            "effective_from": "2025-02-24",
            "effective_to": "2027-12-31",
        }
    ]
    assert no_stage["citations"][0] == {
        "title": "Procurement Act 2023, section 85",
        "url": "https://www.legislation.gov.uk/ukpga/2023/54/section/85",
    }
    assert (no_stage["confidence"], no_stage["checked"]) == ("verified", "2026-12-01")


DUTY = Duty(
    action="Publish the notice.",
    by="30 days after signing",
    contents=("The date", "The KPIs"),
    periods=("details-notice",),
)


def test_standing_stage_and_duty_are_written_for_programs_and_for_people(example: Assessment):
    first = replace(example.of("PA-85"), duty=DUTY)
    advised = replace(
        first,
        status=Status.DOES_NOT_APPLY,
        standing=LegalStanding.GOOD_PRACTICE,
        recommendation="Do it.",
        duty=None,
    )
    changed = replace(example, determinations=(first, advised, replace(advised, recommendation="")))
    binding, advice, _ = determinations_data(changed)["determinations"]
    assert (binding["standing"], binding["stage"], binding["recommendation"]) == ("binds", "procure", "")
    assert binding["duty"] == {
        "action": "Publish the notice.",
        "by": "30 days after signing",
        "notice": "",
        "contents": ["The date", "The KPIs"],
        "otherwise": "",
        "periods": ["details-notice"],
    }
    assert (advice["standing"], advice["recommendation"], advice["duty"]) == ("good_practice", "Do it.", None)
    before, after, bare = determinations_table(changed).split("PA-85 ")[1:]
    assert (
        "What to do: Publish the notice. By when: 30 days after signing "
        "What goes in: The date; The KPIs Source: Procurement Act 2023, section 85; "
    ) in " ".join(before.split())
    assert before.rstrip().endswith("Stage: Procure")
    assert "Does not apply" in after
    assert "Good practice: Do it.\n" in after
    assert "Good practice\n" in bare


def test_what_cannot_be_told_is_null_and_missing_facts_are_named():
    said = determinations_data(assess(ContractFacts(), bundled_pack()))
    assert said["stages"] == {"selection": None, "tender": None}
    assert said["minimum_weighting_percent"] is None
    weighting = next(each for each in said["determinations"] if each["rule"] == "CE-2")
    assert (weighting["status"], weighting["missing"]) == ("cannot_tell", ["value", "vat"])
    facts = replace(EXTRA_CARE, value=Decimal(95_000), vat=VatBasis.EXCLUSIVE)
    open_vat = determinations_data(assess(facts, bundled_pack()))
    figure = next(each for each in open_vat["determinations"] if each["rule"] == "CE-2")["figures"][0]
    assert (figure["comparator"], figure["compared_with"], figure["effective_from"]) == (
        "not known", None, None,
    )  # fmt: skip


def test_a_rule_never_checked_and_a_broken_percentage_are_written_as_they_are(example: Assessment):
    unchecked = replace(example.determinations[0], checked=None)
    said = determinations_data(
        replace(example, determinations=(unchecked,), minimum_weighting=Decimal("12.5"))
    )
    assert said["minimum_weighting_percent"] == 12.5
    assert said["determinations"][0]["checked"] is None


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Decimal("663540"), "663540"),
        (Decimal("663540.00"), "663540"),
        (Decimal("99999.99"), "99999.99"),
        (Decimal("99999.90"), "99999.9"),
        (Decimal("6.6354E+5"), "663540"),
        (Decimal("1E+2"), "100"),
        (Decimal("0.00"), "0"),
    ],
)
def test_numbers_have_no_exponent_and_no_needless_noughts(number: Decimal, text: str):
    assert plain_number(number) == text


@pytest.mark.parametrize(
    "facts",
    [
        EXTRA_CARE,
        ContractFacts(),
        replace(EXTRA_CARE, value=Decimal("99999999999.99")),
        replace(EXTRA_CARE, commencement_date=date(2020, 1, 1)),
    ],
)
def test_the_table_fits_its_columns_and_is_the_same_every_time(facts: ContractFacts):
    assessment = assess(facts, bundled_pack())
    table = determinations_table(assessment)
    assert table == determinations_table(assess(facts, bundled_pack()))
    lines = table.splitlines()
    assert max(len(line) for line in lines) <= WIDTH
    assert all(line == line.rstrip() for line in lines)
    for determination in assessment.determinations:
        assert sum(line.startswith(f"{determination.rule} ") for line in lines) == 1


def test_the_table_says_what_the_officer_needs(example: Assessment):
    table = determinations_table(example)
    assert table.startswith("Policy pack cheshire-east, edition ")
    assert "Selection stage: no\nTender stage: yes\nMinimum weighting for social value: 10%\n" in table
    assert "PA-85      Applies         No separate selection stage." in table
    assert "Source: Local Government Act 1988, section 17; " in table
    assert "(inferred)" in table
    assert "Missing:" not in table
    empty = determinations_table(assess(ContractFacts(), bundled_pack()))
    assert "Selection stage: cannot tell\nTender stage: cannot tell\n" in empty
    assert "Minimum weighting for social value: none known" in empty
    assert "CE-2       Cannot tell     Cannot tell: the minimum weighting." in empty
    assert "Missing: value, vat" in empty
