"""A record that is changed, taken out, put in between or cut off shows; what is sound is said to be."""

from dataclasses import replace
from uuid import uuid4

import pytest

from svdesk.domain.keeping.record_chain import ChainHead, LinkedRecord, RecordChain, linked
from svdesk.domain.parts import PartId
from tests.domain.test_parts import a_record

RECORDS = tuple(a_record(number) for number in range(1, 6))
CHAIN = linked(RECORDS)


def told(chain: RecordChain) -> list[int]:
    return [fault.number for fault in chain.faults]


def with_record(place: int, **changes: object) -> RecordChain:
    links = list(CHAIN.links)
    links[place] = replace(links[place], record=replace(links[place].record, **changes))
    return RecordChain(tuple(links))


def test_records_as_they_were_written_are_sound() -> None:
    assert CHAIN.faults == ()
    assert CHAIN.records == RECORDS
    assert CHAIN.head == ChainHead(records=5, link=CHAIN.links[4].link)
    assert CHAIN.against(CHAIN.head) == ()
    assert RecordChain().faults == ()
    assert RecordChain().head == ChainHead()


@pytest.mark.parametrize(
    "changes",
    [
        {"what": "Agreed mark 5."},
        {"why": "For another reason."},
        {"who": "Somebody else"},
        {"kind": "another"},
        {"content": "{}"},
        {"rests_on": "ab" * 32},
        {"id": uuid4()},
        {"part": PartId(RECORDS[0].part.project_id, "contract", "7")},
        {"at": RECORDS[2].at.replace(year=2020)},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_each_part_of_a_record_that_is_changed_shows_at_that_record(changes: dict[str, object]) -> None:
    changed = with_record(2, **changes)
    assert told(changed) == [3]
    assert "Record 3 is not what was written" in changed.faults[0].message


def test_a_record_that_was_taken_out_is_named() -> None:
    without = RecordChain(CHAIN.links[:2] + CHAIN.links[3:])
    assert [fault.message.partition(".")[0] for fault in without.faults] == ["Record 3 is missing"]
    several = RecordChain(CHAIN.links[:1] + CHAIN.links[3:])
    assert [fault.message.partition(".")[0] for fault in several.faults] == ["Records 2 to 3 are missing"]
    first = RecordChain(CHAIN.links[1:])
    assert [fault.message.partition(".")[0] for fault in first.faults] == ["Record 1 is missing"]


def test_numbers_that_were_closed_up_after_one_was_taken_out_hide_nothing() -> None:
    kept = CHAIN.links[:2] + CHAIN.links[3:]
    closed_up = RecordChain(tuple(replace(each, number=n) for n, each in enumerate(kept, 1)))
    assert told(closed_up) == [3]


def test_a_record_put_in_between_and_two_that_changed_places_show() -> None:
    forged = LinkedRecord(record=a_record(9), number=3, link="0" * 64)
    after = tuple(replace(each, number=each.number + 1) for each in CHAIN.links[2:])
    assert told(RecordChain((*CHAIN.links[:2], forged, *after))) == [3, 4]
    one, two = CHAIN.links[1:3]
    swapped = (replace(two, number=2), replace(one, number=3))
    assert told(RecordChain((CHAIN.links[0], *swapped, *CHAIN.links[3:]))) == [2, 3, 4]


def test_a_missing_link_is_told_once() -> None:
    links = list(CHAIN.links)
    links[1] = replace(links[1], link="")
    faults = RecordChain(tuple(links)).faults
    assert [fault.number for fault in faults] == [2, 3]
    assert "no link" in faults[0].message


def test_a_tail_that_was_cut_off_is_sound_in_itself_and_shows_beside_the_head_that_was_given_out() -> None:
    cut = RecordChain(CHAIN.links[:3])
    assert cut.faults == ()
    (fault,) = cut.against(CHAIN.head)
    assert "the last 2 were cut off" in fault.message
    longer = linked((*RECORDS, a_record(6)))
    assert longer.against(CHAIN.head) == ()


def test_a_chain_that_was_reckoned_anew_shows_beside_a_head_that_was_given_out() -> None:
    other = linked((RECORDS[0], replace(RECORDS[1], what="Agreed mark 5."), *RECORDS[2:]))
    assert other.faults == ()
    (fault,) = other.against(CHAIN.head)
    assert fault.number == 5


def test_the_chain_of_a_copy_under_another_id_is_the_same() -> None:
    copy = tuple(replace(each, part=replace(each.part, project_id=uuid4())) for each in RECORDS)
    assert linked(copy).head == CHAIN.head


def test_a_link_never_changes_from_one_version_to_the_next() -> None:
    """Records that were written by this version are checked by every later one."""
    assert CHAIN.links[0].link == "a33b6e5d432ebb807c5e8e59f56a9bf72e3d176b6e07fee40e5935e77dfcf5f6"
