"""How documents say things, and what they say where an answer is missing."""

from datetime import date, time
from decimal import Decimal

import pytest

from svdesk.documents.model import phrases
from svdesk.documents.model.blocks import Link, Text
from svdesk.domain.choices import VatBasis
from svdesk.domain.facts import ContractFacts
from svdesk.policy.content.items import Citation


def test_a_deadline_has_its_weekday_its_hour_and_its_portal():
    when = date(2025, 11, 10)
    said = "Monday 10 November 2025, 12:00, through The Chest"
    assert phrases.deadline(when, time(12), "The Chest") == said
    assert phrases.deadline(when, None, " ") == "Monday 10 November 2025"
    assert phrases.deadline(None, time(12), "The Chest") == phrases.NOT_YET


@pytest.mark.parametrize(
    "said",
    [
        phrases.given(" \n"),
        phrases.day(None),
        phrases.weekday(None),
        phrases.pounds(None, VatBasis.INCLUSIVE),
        phrases.percent(None),
        phrases.number(None),
        phrases.weeks(None),
        phrases.months(None),
        phrases.yes_no(None),
    ],
)
def test_what_is_missing_is_said_to_be_not_yet_answered(said: str):
    assert said == "Not yet answered"


def test_amounts_and_counts_read_as_people_say_them():
    assert phrases.pounds(Decimal("130000.00"), VatBasis.EXCLUSIVE) == "£130,000 excluding VAT"
    assert phrases.pounds(Decimal("99.50")) == "£99.50"
    assert phrases.percent(Decimal("12.50")) == "12.5%"
    assert phrases.percent(Decimal("33.335")) == "33.34%"
    assert phrases.weeks(1) == "1 week"
    assert phrases.months(1) == "1 month"
    assert phrases.yes_no(True) == "Yes"
    assert phrases.yes_no(False) == "No"


def test_typed_text_is_kept_exactly_and_its_lines_become_points():
    assert phrases.typed("  <b>kept</b> ") == (Text("  <b>kept</b> "),)
    assert phrases.lines_of("one\n\n \ntwo & three") == ((Text("one"),), (Text("two & three"),))


def test_every_fact_of_a_contract_has_words():
    named = set(ContractFacts.__dataclass_fields__)
    said = {name: phrases.fact_names([name]) for name in named}
    assert said["vat_rate"] == "the VAT rate"
    assert said["start_date"] == "start date"
    assert phrases.fact_names(["value", "vat", "value"]) == (
        "the estimated value and whether the value includes VAT"
    )


def test_sources_are_links_where_there_is_an_address():
    both = (Citation(title="Act", url="https://example.org"), Citation(title="Policy"))
    assert phrases.sources(both) == (Link("Act", "https://example.org"), Text("; "), Text("Policy"))
    assert phrases.sources(()) == ()


def test_commitments_still_open_are_counted_in_words():
    assert phrases.undecided_commitments(1) == "One of the policy's commitments is still to be decided."
    assert phrases.undecided_commitments(3) == "Three commitments of the policy are still to be decided."
