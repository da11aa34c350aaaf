from dataclasses import replace
from datetime import date

import pytest

from svdesk.domain.choices import EngagementKind
from svdesk.steps.order import step_of
from tests.steps.ground import (
    ADVICE,
    ENTRY,
    INVALID,
    MISSING,
    changed,
    finished,
    found,
    item_changed,
    look,
    state,
)


@pytest.mark.parametrize("field", ["kind", "held_on", "who", "how", "heard", "changed"])
def test_an_entry_is_asked_for_what_happened(field: str):
    blank = None if field in ("kind", "held_on") else ""
    found_here = found(item_changed("engagement", 0, **{field: blank}), "engagement")
    assert found_here == {(f"engagement.{ENTRY}.{field}", MISSING)}


def test_preliminary_engagement_after_the_notice_is_a_contradiction():
    found_here = found(item_changed("engagement", 0, held_on=date(2025, 10, 14)), "engagement")
    assert found_here == {(f"engagement.{ENTRY}.held_on", INVALID)}


def test_a_consultation_may_come_after_the_notice():
    later = item_changed(
        "engagement", 0, held_on=date(2025, 10, 14), kind=EngagementKind.CONSULTATION, notice_reference=""
    )
    assert found(later, "engagement") == set()


def test_market_engagement_without_a_notice_reference_is_worth_a_second_look():
    found_here = found(item_changed("engagement", 0, notice_reference=""), "engagement")
    assert found_here == {(f"engagement.{ENTRY}.notice_reference", ADVICE)}


def test_an_empty_log_is_to_do_until_a_reason_is_given_for_it():
    empty = replace(finished(), engagement=())
    assert state(empty, "engagement")[0] == "todo"
    access = replace(empty.access, supplier_engagement=False, supplier_engagement_note="No time.")
    assert state(replace(empty, access=access), "engagement")[0] == "done"


def test_the_summary_counts_the_entries():
    summary = step_of("engagement").summary
    assert summary(look(finished())) == "1 entry"
    twice = replace(finished(), engagement=finished().engagement * 2)
    assert summary(look(twice)) == "2 entries"
    assert summary(look(replace(changed("access"), engagement=()))) == ""
