"""Until when records are kept: section 98 to the day, what is missing by name, and nothing guessed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from svdesk.domain.choices import AuthorityType, Category, Procedure, Regime, VatBasis
from svdesk.domain.facts import ContractFacts
from svdesk.domain.keeping.retention import KeptFrom, OwnRule, kept_until
from svdesk.domain.project import Award, Project
from svdesk.policy.calendar.reckoning import reckon
from svdesk.policy.guidance.retention import Keeping, KeepUntil, keep_until
from svdesk.policy.loading.load import bundled_pack
from tests.steps.ground import an_id

ABOVE = ContractFacts(
    authority_type=AuthorityType.COUNCIL,
    category=Category.SERVICES,
    regime=Regime.STANDARD,
    value=Decimal(900_000),
    vat=VatBasis.INCLUSIVE,
    commencement_date=date(2027, 10, 13),
    procedure=Procedure.OPEN,
    end_date=date(2031, 3, 31),
    extension_months=24,
)
SIGNED = Award(entered_into_on=date(2028, 4, 1))
SIX_AFTER = OwnRule(name="Retention schedule 4.2", years=6, counted_from=KeptFrom.END)


def kept(facts: ContractFacts = ABOVE, award: Award = SIGNED, own: OwnRule | None = None) -> KeepUntil:
    return keep_until(Project(id=an_id(1), facts=facts, award=award), bundled_pack(), own)


@pytest.mark.parametrize(
    ("first", "years", "last"),
    [
        (date(2028, 4, 1), 3, date(2031, 3, 31)),
        (date(2026, 1, 1), 3, date(2028, 12, 31)),
        (date(2025, 3, 1), 3, date(2028, 2, 29)),
        (date(2028, 2, 29), 3, date(2031, 2, 28)),
        (date(2028, 2, 29), 4, date(2032, 2, 28)),
        (date(9998, 1, 1), 3, date.max),
    ],
)
def test_a_period_that_begins_with_a_day_ends_with_the_day_before_the_same_one(
    first: date, years: int, last: date
) -> None:
    assert kept_until(first, years) == last


def test_three_years_beginning_with_the_day_of_the_contract() -> None:
    found = kept()
    assert (found.keeping, found.day) == (Keeping.UNTIL, date(2031, 3, 31))
    assert found.in_words().startswith(
        "Keep until 31 March 2031. Because section 98 of the Procurement Act 2023 asks for 3 years beginning "
        "with the day the contract was entered into, 1 April 2028."
    )
    assert [each.title for each in found.citations] == ["Procurement Act 2023, section 98"]
    assert found.binds_on(date(2031, 3, 31))
    assert not found.binds_on(date(2031, 4, 1))


def test_awarded_and_not_entered_into_counts_from_the_award_until_a_contract_is_named() -> None:
    awarded = kept(award=Award(awarded_on=date(2028, 1, 10)))
    assert awarded.day == date(2031, 1, 9)
    assert "If it is entered into later, give that day" in awarded.in_words()
    both = kept(award=Award(awarded_on=date(2028, 1, 10), entered_into_on=date(2028, 4, 1)))
    assert both.day == date(2031, 3, 31)


def test_the_notice_of_no_award_ends_the_period() -> None:
    found = kept(award=Award(no_award_on=date(2028, 1, 10)))
    assert found.day == date(2028, 1, 10)
    assert "notice is given of a decision not to award the contract, 10 January 2028" in found.in_words()


def test_without_the_day_nothing_is_reckoned_and_what_is_missing_is_named() -> None:
    found = kept(award=Award())
    assert (found.keeping, found.day) == (Keeping.OPEN, None)
    assert found.missing == (
        "Give the day on which the contract was entered into (step Reporting and review).",
    )
    assert found.binds_on(date(2099, 1, 1))


def test_below_the_threshold_no_statute_is_named_and_the_own_rule_decides() -> None:
    small = replace(ABOVE, value=Decimal(130_000))
    found = kept(small)
    assert (found.keeping, found.day) == (Keeping.NOT_SET, None)
    assert "section 98" not in found.in_words()
    assert not found.binds_on(date(2028, 4, 1))
    own = kept(small, own=OwnRule(name="Contract standing orders, 30", years=6))
    assert own.day == date(2034, 3, 31)
    assert "“Contract standing orders, 30”" in own.in_words()


def test_the_provider_selection_regime_sets_no_period() -> None:
    found = kept(replace(ABOVE, regime=Regime.PROVIDER_SELECTION, category=Category.SERVICES))
    assert found.keeping is Keeping.NOT_SET
    assert "regulation 24" in found.in_words().lower()
    assert "sets no period" in found.in_words()


def test_an_earlier_procurement_is_not_under_section_98() -> None:
    assert kept(replace(ABOVE, commencement_date=date(2025, 2, 23))).keeping is Keeping.NOT_SET


def test_facts_that_leave_the_threshold_open_are_asked_for() -> None:
    found = kept(replace(ABOVE, value=None))
    assert (found.keeping, found.day) == (Keeping.UNSURE, None)
    assert any("value" in line for line in found.missing)
    settled = kept(replace(ABOVE, vat=None))
    assert settled.keeping is Keeping.UNTIL, "900,000 pounds are above the threshold on either basis"


def test_the_longer_of_the_two_rules_decides_and_both_are_told() -> None:
    longer = kept(own=SIX_AFTER)
    # The contract ends with all its extensions on 31 March 2033.
    assert longer.day == date(2039, 3, 31)
    assert "“Retention schedule 4.2”" in longer.why[0]
    assert "section 98" in longer.why[1]
    shorter = kept(own=OwnRule(name="Two years", years=2))
    assert shorter.day == date(2031, 3, 31)


def test_a_rule_from_the_end_asks_for_the_end_and_for_the_extensions() -> None:
    no_end = kept(replace(ABOVE, end_date=None), own=SIX_AFTER)
    assert no_end.missing == ("Give the last day of the contract (step Contract facts).",)
    assert no_end.day is None
    unsaid = kept(replace(ABOVE, extension_months=None), own=SIX_AFTER)
    assert unsaid.missing == ("Give the months of all extensions together (step Contract facts).",)


@pytest.mark.parametrize(("name", "years"), [("", 6), ("  ", 6), ("A rule", 0), ("A rule", 101)])
def test_a_rule_without_a_name_or_of_no_years_is_refused(name: str, years: int) -> None:
    with pytest.raises(ValueError, match="a rule"):
        OwnRule(name=name, years=years)


def test_the_legal_calendar_keeps_records_as_long_as_the_rule_of_retention_does():
    """The three years stand in two files of the pack: they must not part."""
    pack = bundled_pack()
    (act,) = (entry for entry in pack.retentions if entry.years is not None)
    (records,) = (period for period in pack.periods if period.id == "records")
    for entered in (date(2026, 12, 7), date(2028, 2, 29)):
        assert reckon(records, entered, pack.working_days).day == kept_until(entered, act.years or 0)
