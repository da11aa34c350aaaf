"""Contract years, targets and worth, as every document shows them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from svdesk.documents.model.lookups import tender_questions, worth
from svdesk.documents.model.targets import adds_up, target, target_total
from svdesk.documents.model.term import extension, term, year_dates
from svdesk.domain.choices import Stage
from svdesk.domain.facts import ContractFacts, contract_years
from svdesk.domain.project import Kpi, Question
from svdesk.policy.case import Case
from svdesk.policy.content.items import Unit


@pytest.mark.parametrize(
    ("months", "shown"), [(None, 1), (0, 1), (1, 1), (12, 1), (13, 2), (30, 3), (36, 3), (1200, 100)]
)
def test_part_years_count_as_years_and_an_unknown_term_as_one(months: int | None, shown: int):
    assert contract_years(ContractFacts(term_months=months)) == shown


def test_contract_years_have_their_first_and_last_days():
    facts = ContractFacts(term_months=30, start_date=date(2027, 8, 31))
    assert year_dates(facts) == (
        ("Year 1", "31 August 2027 to 30 August 2028"),
        ("Year 2", "31 August 2028 to 30 August 2029"),
        ("Year 3", "31 August 2029 to 27 February 2030"),
    )


@pytest.mark.parametrize(
    "facts",
    [
        ContractFacts(term_months=12),
        ContractFacts(start_date=date(2026, 3, 1)),
        ContractFacts(term_months=0, start_date=date(2026, 3, 1)),
        ContractFacts(term_months=24, start_date=date(9999, 1, 1)),
    ],
)
def test_there_are_no_days_of_years_where_the_start_or_the_length_is_not_known(facts: ContractFacts):
    assert year_dates(facts) == ()


def test_the_term_is_said_as_far_as_it_is_known():
    facts = ContractFacts(term_months=36)
    assert term(facts) == "36 months"
    assert term(replace(facts, start_date=date(2026, 3, 1))) == "36 months, from 1 March 2026"
    assert term(replace(facts, start_date=date(2026, 3, 1), end_date=date(2029, 2, 28))) == (
        "36 months, 1 March 2026 to 28 February 2029"
    )
    assert term(ContractFacts()) == "Not yet answered"


def test_an_extension_is_none_unknown_or_up_to_its_months():
    assert extension(ContractFacts(extension_months=0)) == "None"
    assert extension(ContractFacts()) == "Not yet answered"
    assert extension(ContractFacts(extension_months=24)) == "Up to 24 months more"


def test_targets_carry_their_unit_where_it_is_a_share_and_only_counts_are_added_up(case: Case):
    case = replace(case, project=replace(case.project, facts=ContractFacts(term_months=24)))
    people = Kpi(id=UUID(int=1), unit="people", targets=(Decimal(2), Decimal("2.5"), Decimal(9)))
    share = replace(people, unit="Percent")
    assert [target(people, year) for year in (1, 2, 4)] == ["2", "2.5", "As tendered"]
    assert target(share, 1) == "2%"
    assert target_total(case, people) == "4.5"
    assert target_total(case, share) == "Not added up"
    assert target_total(case, replace(people, targets=(Decimal(2),))) == "As tendered"


@pytest.mark.parametrize(
    ("unit", "adds"),
    [
        ("shared meals", True),
        ("rideshares", True),
        ("shares given to staff", True),
        ("separate collections", True),
        ("meanwhile uses", True),
        ("hours", True),
        ("", True),
        ("Percent", False),
        ("percentage of staff", False),
        ("% of waste", False),
        ("per cent", False),
        ("share of waste", False),
        ("market share", False),
        ("average hours", False),
        ("accident rate", False),
        ("accidents per 100 staff", False),
    ],
)
def test_a_share_is_never_added_up_and_what_only_sounds_like_one_is(unit: str, adds: bool, case: Case):
    assert adds_up(case, Kpi(id=UUID(int=1), unit=unit)) is adds


def test_what_the_pack_says_of_its_unit_goes_before_its_words(case: Case):
    units = (
        Unit(id="injuries in a year", title="For every hundred", share=True),
        Unit(id="share of a plot", title="An allotment"),
    )
    pack = replace(case.pack, units=units)
    theirs = replace(case, pack=pack)
    assert not adds_up(theirs, Kpi(id=UUID(int=1), unit="Injuries in  a year"))
    assert adds_up(theirs, Kpi(id=UUID(int=1), unit="share of a plot"))
    assert adds_up(case, Kpi(id=UUID(int=1), unit="injuries in a year"))


def test_worth_is_a_part_of_all_marks_where_both_weights_are_known():
    question = Question(id=UUID(int=1), stage=Stage.TENDER, weight=Decimal(40))
    assert worth(question, Decimal(10)) == "worth 4 of the 10% for social value"
    assert worth(question, Decimal("12.5")) == "worth 5 of the 12.5% for social value"
    assert worth(question, None) == "worth 40% of the social value marks"
    assert worth(replace(question, weight=None), Decimal(10)) == "weight not yet answered"


def test_a_question_on_no_outcome_has_only_its_number(case: Case):
    question = Question(id=UUID(int=1), stage=Stage.TENDER)
    project = replace(case.project, questions=(question,))
    (numbered,) = tender_questions(replace(case, project=project))
    assert numbered.heading == "Question 1"
