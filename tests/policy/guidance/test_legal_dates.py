"""Which dates of the law come to a contract, and when they are only told in words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from svdesk.documents.contract.calendar_dates import DueKind, due_dates
from svdesk.documents.contract.calendar_events import events
from svdesk.documents.contract.handover import blocks as handover
from svdesk.documents.model.blocks import Table
from svdesk.documents.record.project_plan import blocks as plan
from svdesk.domain.delivery import Award
from svdesk.domain.project import Project
from svdesk.policy.case import Case, case_of
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.guidance.legal_dates import LegalDate, dates_of_rules, legal_dates
from svdesk.policy.loading.load import load_pack
from tests.policy.loading.overlays import write_overlay
from tests.policy.rules.contracts import contract

DUTY = (
    '[[rule]]\nid = "PA-52"\nduty = { action = "Do it.", periods = ["standstill", "termination-notice"] }\n'
)
ENTERED = date(2026, 12, 7)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> PolicyPack:
    """The shipped pack, with one rule that names two more periods."""
    return load_pack(write_overlay(tmp_path_factory.mktemp("pack"), DUTY))


def case(pack: PolicyPack, award: Award | None = None, **facts: object) -> Case:
    """A £6m contract of three years from January 2027, over every figure of the Act."""
    given: dict[str, object] = {
        "value": Decimal(6_000_000),
        "start_date": date(2027, 1, 1),
        "end_date": date(2029, 12, 31),
        "extension_months": 0,
    }
    stated = contract(**(given | facts))
    project = Project(id=UUID(int=7), facts=stated, award=award or Award())
    return case_of(project, pack)


def named(case: Case) -> dict[str, LegalDate]:
    return {each.period.id: each for each in legal_dates(case)}


def days(legal: LegalDate) -> list[str]:
    return [str(found.day) for found in legal.reckoned]


def test_nothing_is_made_up_before_the_contract_is_entered_into(pack: PolicyPack):
    found = named(case(pack))
    asked = {"details-notice", "contract-copy", "kpi-rating", "failure-notice", "records", "standstill"}
    assert asked | {"termination-notice"} <= set(found)
    assert {name: days(found[name]) for name in asked} == {name: [] for name in asked}
    assert days(found["termination-notice"]) == ["2030-01-29"]
    assert found["termination-notice"].planned


def test_the_day_of_the_contract_gives_the_dates_counted_from_it(pack: PolicyPack):
    found = named(case(pack, Award(entered_into_on=ENTERED)))
    assert days(found["details-notice"]) == ["2027-01-05"]
    assert days(found["contract-copy"]) == ["2027-03-06"]
    assert days(found["records"]) == ["2029-12-06"]
    assert days(found["kpi-rating"]) == ["2027-12-06", "2028-12-06", "2029-12-06"]
    assert days(found["standstill"]) == []


def test_light_touch_has_its_own_longer_periods(pack: PolicyPack):
    found = named(case(pack, Award(entered_into_on=ENTERED), regime="light_touch"))
    assert not {"details-notice", "contract-copy", "kpi-rating", "failure-notice"} & set(found)
    assert days(found["details-notice-light-touch"]) == ["2027-04-05"]
    assert days(found["contract-copy-light-touch"]) == ["2027-06-04"]


def test_the_provider_selection_regime_has_dates_of_its_own(pack: PolicyPack):
    facts = {"regime": "provider_selection", "health_service": True, "cpv": ("85100000",)}
    found = named(case(pack, Award(entered_into_on=ENTERED), **facts))
    assert days(found["psr-award-notice"]) == ["2027-01-06"]
    assert days(found["psr-standstill"]) == []
    assert not {"details-notice", "contract-copy", "kpi-rating", "standstill", "records"} & set(found)


def test_what_does_not_apply_brings_no_date(pack: PolicyPack):
    of_large = {"contract-copy", "kpi-rating"}
    of_any = {"details-notice", "records"}
    for value, missing in ((4_000_000, of_large), (100_000, of_large | of_any), (None, of_large | of_any)):
        found = named(case(pack, Award(entered_into_on=ENTERED), value=value and Decimal(value)))
        assert not missing & set(found), value


def test_a_contract_shorter_than_a_year_is_rated_only_when_it_ends(pack: PolicyPack):
    short = case(pack, Award(entered_into_on=ENTERED), end_date=date(2027, 6, 30))
    assert days(named(short)["kpi-rating"]) == []


def test_the_calendar_has_each_date_with_how_it_was_reckoned(pack: PolicyPack):
    contracted = case(pack, Award(entered_into_on=ENTERED))
    law = [due for due in due_dates(contracted) if due.kind is DueKind.LAW]
    assert [str(due.on) for due in law] == [
        *("2027-01-05", "2027-03-06", "2027-12-06", "2028-12-06", "2029-12-06", "2029-12-06", "2030-01-29"),
    ]
    assert law[-1].what.endswith(", if the contract ends as planned")
    event = next(each for each in events(contracted).events if each.on == date(2027, 1, 5))
    assert event.title == "Last day to publish the contract details notice (UK7)"
    assert event.note.startswith("30 days beginning with Monday 7 December 2026")


def test_the_plan_has_all_of_them_and_the_hand_over_only_what_is_to_come(pack: PolicyPack):
    contracted = case(pack, Award(entered_into_on=ENTERED))
    for blocks, has_standstill in ((plan, True), (handover, False)):
        (table,) = (
            block
            for block in blocks(contracted)
            if isinstance(block, Table) and block.caption == "Dates that the law sets"
        )
        assert ("First day on which the contract may be entered into" in str(table.rows)) is has_standstill
        assert "Then again every 12 months, the last time by Thursday 6 December 2029." in str(table.rows)


def test_an_extension_moves_the_latest_end_and_no_other_date(pack: PolicyPack):
    before = due_dates(case(pack))
    extended = case(pack, extension_months=6)
    (added,) = (due for due in due_dates(extended) if due not in before)
    assert added.on == date(2030, 6, 30)
    assert added.what == "The contract ends at the latest, with every extension"


def test_a_contract_that_is_changed_keeps_its_case(pack: PolicyPack):
    first = case(pack)
    later = first.with_project(replace(first.project, award=Award(entered_into_on=ENTERED)))
    assert days(named(later)["details-notice"]) == ["2027-01-05"]


def test_each_rule_says_the_dates_of_its_own_duty(pack: PolicyPack):
    contracted = case(pack, Award(entered_into_on=ENTERED))
    said = dates_of_rules(contracted)
    assert said["PA-98"] == ("Last day for which the Act has the records kept: Thursday 6 December 2029.",)
    assert "PA-98" not in dates_of_rules(case(pack))
    assert "Last day to publish a copy of the contract: Saturday 6 March 2027." in str(handover(contracted))
