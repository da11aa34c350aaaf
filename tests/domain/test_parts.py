"""A project is a head and parts, and records that are written once."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest

from svdesk.domain.choices import ProjectStage
from svdesk.domain.head import head_of
from svdesk.domain.parts import PartId
from svdesk.domain.project import PLAN, Project
from svdesk.domain.records import MOST_CONTENT, Record, standing
from tests.projects import full_project

PROJECT = UUID(int=1)
MINUTE = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)


def a_record(number: int = 1, **changes: object) -> Record:
    record = Record(
        id=UUID(int=number),
        part=PartId(PROJECT, PLAN),
        kind="mark-agreed",
        who="Sam Öztürk",
        at=MINUTE,
        what="Agreed mark 3 for question 1.",
    )
    return replace(record, **changes)


def test_a_plan_is_the_one_part_of_its_kind_and_its_identity_comes_first_in_a_file():
    plan = full_project()
    assert plan.part_id == PartId(plan.id, PLAN)
    assert str(plan.part_id) == "plan"
    assert [each.name for each in fields(Project)][:2] == ["id", "revision"]


def test_parts_of_one_kind_are_told_apart_by_their_key():
    assert str(PartId(PROJECT, "contract", "north")) == "contract/north"


def test_the_head_of_a_project_says_what_its_plan_says():
    plan = full_project()
    head = head_of(plan, ProjectStage.AWARDED)
    assert (head.id, head.title, head.reference) == (plan.id, plan.about.title, plan.about.reference)
    assert (head.authority, head.pack_edition) == (plan.about.authority, plan.pack_edition)
    assert head.stage.label == "Awarded"


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"kind": "Mark"}, "kind"),
        ({"who": " "}, "who did what"),
        ({"what": ""}, "who did what"),
        ({"at": datetime(2027, 3, 1)}, "zone"),
        ({"rests_on": "the bid"}, "SHA-256"),
        ({"corrects": UUID(int=2)}, "says why"),
        ({"corrects": UUID(int=1), "why": "A slip."}, "earlier record"),
        ({"content": "x" * (MOST_CONTENT + 1)}, "longer than 1,000,000"),
    ],
)
def test_a_record_that_could_not_stand_is_refused(wrong: dict[str, object], reason: str):
    with pytest.raises(ValueError, match=reason):
        a_record(**wrong)


def test_a_record_keeps_its_time_in_utc():
    there = MINUTE.astimezone(timezone(timedelta(hours=5, minutes=45)))
    assert a_record(at=there).at.isoformat() == "2027-03-01T09:30:00+00:00"


def test_a_corrected_record_stands_no_longer_and_its_correction_does():
    first, other = a_record(1), a_record(2)
    slip = a_record(3, corrects=first.id, why="The mark of question 2 was typed here.")
    assert standing((first, other, slip)) == (other, slip)
