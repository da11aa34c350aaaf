"""A project file holds a head and parts; files of every earlier format are read, and of no later one."""

import hashlib
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

import pytest

from svdesk.domain.choices import ProjectStage
from svdesk.domain.head import head_of
from svdesk.domain.keeping.record_chain import linked
from svdesk.domain.parts import Part, PartId
from svdesk.domain.project import PLAN as PLAN_KIND
from svdesk.domain.project import Award, Project
from svdesk.domain.records import Record
from svdesk.domain.subject import Subject, SubjectKind
from svdesk.services.exchange.part_json import value_json
from svdesk.services.exchange.project_file import (
    ExchangeError,
    Opened,
    open_exchange,
    project_json,
    read_exchange,
    read_whole,
    write_exchange,
    write_opened,
)
from svdesk.services.exchange.records_json import records_json
from svdesk.services.merging.taking_over import import_project
from svdesk.storage.store import SqliteProjectStore
from tests.domain.test_parts import a_record
from tests.projects import full_project, without_later_facts
from tests.services.exchange.exchange_files import (
    MANIFEST,
    PLAN,
    PROJECT,
    head_and_plan,
    vouched_as_now,
    zipped,
)
from tests.services.exchange.test_exchange_returned_forms import a_return

FILES = Path(__file__).parent / "files"
"""Project files as released versions wrote them."""
WHOLE_PROJECT = full_project()


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary(Part):
    """A part of another kind, of which a project can have several."""

    part_kind = "diary"

    place: str
    page: str = ""

    @property
    def key(self) -> str:
        """Diaries are told apart by their place."""
        return self.place


TWO_KINDS: dict[str, type[Part]] = {PLAN_KIND: Project, "diary": Diary}
NORTH, SOUTH = (Diary(id=WHOLE_PROJECT.id, place=place, page="Monday") for place in ("north", "south"))


def a_record_of(number: int = 1, **changes: object) -> Record:
    return replace(a_record(number), part=PartId(WHOLE_PROJECT.id, PLAN_KIND), **changes)


RECORDS = (
    a_record_of(1, subject=Subject(SubjectKind.BIDDER, "b-1"), rests_on="ab" * 32, content='{"mark": 3}'),
    a_record_of(2, corrects=UUID(int=1), why="The mark of another question was typed here."),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "A project.svproj"


@pytest.mark.parametrize("version", ["1.0", "1.1", "2.1"])
def test_a_file_of_an_earlier_format_is_read_with_all_that_is_in_it(version: str):
    opened = read_whole(FILES / f"format-{version}.svproj")
    # What formats 2.1 and 2.2 ask for the first time was never answered.
    award = WHOLE_PROJECT.award if version == "2.1" else Award()
    assert opened.project == replace(without_later_facts(WHOLE_PROJECT), award=award)
    assert opened.returns == (() if version == "1.0" else (a_return(),))
    assert (opened.stage, opened.others, opened.records) == (ProjectStage.PLANNING, (), ())


def test_a_project_of_an_earlier_format_keeps_the_bytes_of_its_plan():
    with zipfile.ZipFile(FILES / "format-2.1.svproj") as archive:
        before = archive.read(PLAN)
    assert project_json(read_whole(FILES / "format-2.1.svproj").project) == before
    assert project_json(WHOLE_PROJECT) != before


def test_parts_stage_records_and_forms_come_back_whole(file: Path):
    content = Opened(
        WHOLE_PROJECT,
        returns=(a_return(),),
        stage=ProjectStage.EVALUATING,
        others=(NORTH, SOUTH),
        records=RECORDS,
        links=tuple(each.link for each in linked(RECORDS).links),
        chain=linked(RECORDS).head,
    )
    write_opened(content, file, TWO_KINDS)
    assert open_exchange(file, TWO_KINDS) == content
    assert open_exchange(file, TWO_KINDS).record_faults == ()
    first = file.read_bytes()
    write_opened(open_exchange(file, TWO_KINDS), file, TWO_KINDS)
    assert file.read_bytes() == first
    with zipfile.ZipFile(file) as archive:
        assert archive.read(PLAN) == project_json(WHOLE_PROJECT)
        assert {"parts/diary/north.json", "parts/diary/south.json", "records.json"} <= set(archive.namelist())


def test_records_go_along_only_where_they_are_given(file: Path):
    write_exchange(WHOLE_PROJECT, file)
    with zipfile.ZipFile(file) as archive:
        assert archive.namelist() == [MANIFEST, PROJECT, PLAN]
    assert open_exchange(file).records == ()


def test_a_chain_that_was_broken_before_goes_along_as_it_is_and_is_told(file: Path):
    links = [each.link for each in linked(RECORDS).links]
    broken = Opened(WHOLE_PROJECT, records=RECORDS, links=(links[0], "0" * 64), chain=linked(RECORDS).head)
    write_opened(broken, file)
    found = open_exchange(file)
    assert found == broken
    assert [fault.number for fault in found.record_faults] == [2]


def test_records_that_were_cut_off_show_beside_the_head_that_is_in_the_file(file: Path):
    whole = linked(RECORDS)
    write_opened(
        Opened(WHOLE_PROJECT, records=RECORDS[:1], links=(whole.links[0].link,), chain=whole.head), file
    )
    (fault,) = open_exchange(file).record_faults
    assert "the last 1 were cut off" in fault.message


def test_a_file_of_format_2_0_with_records_is_read_and_its_records_are_linked(file: Path):
    contents = {**head_and_plan(WHOLE_PROJECT), "records.json": records_json(RECORDS)}
    file.write_bytes(zipped(vouched_as_now(contents, format_version=[2, 0])))
    found = open_exchange(file)
    assert (found.records, found.links, found.chain) == (RECORDS, (), None)
    assert found.record_chain == linked(RECORDS)


def test_a_plan_whose_award_is_blank_has_the_bytes_that_it_had_before(file: Path):
    """Their digests stand in records and manifests of documents that were issued."""
    before = replace(without_later_facts(WHOLE_PROJECT), award=Award())
    assert b'"award"' not in project_json(before)
    assert hashlib.sha256(project_json(before)).hexdigest()[:16] == "3859e18243fbdcb5"
    write_exchange(before, file)
    assert read_exchange(file) == before
    assert b'"award"' in project_json(WHOLE_PROJECT)


def test_what_a_reader_of_the_first_formats_looks_at_says_that_the_file_is_newer(file: Path):
    write_exchange(WHOLE_PROJECT, file)
    with zipfile.ZipFile(file) as archive:
        # Those readers want these two entries before they read in the manifest which of them may go on.
        assert archive.namelist()[:2] == [MANIFEST, PROJECT]
        manifest = json.loads(archive.read(MANIFEST))
    assert manifest["min_reader"] == [2, 0]
    assert manifest["format_version"] == [2, 2]


def test_a_file_that_needs_a_newer_reader_is_refused_as_newer(file: Path):
    file.write_bytes(zipped(vouched_as_now(head_and_plan(WHOLE_PROJECT), min_reader=[2, 3])))
    with pytest.raises(ExchangeError, match=r"a newer version of SVDesk made it.*format 2\.3 is needed"):
        read_exchange(file)


def changed_head(**changes: object) -> dict[str, bytes]:
    head = json.loads(value_json(head_of(WHOLE_PROJECT))) | changes
    return {PROJECT: json.dumps(head, ensure_ascii=False).encode()}


def with_record(**changes: object) -> dict[str, bytes]:
    entries = [entry | changes for entry in json.loads(records_json(RECORDS[:1]))]
    text = json.dumps(entries, ensure_ascii=False, indent=2) + "\n"
    return {"records.json": text.encode()}


WRONG: dict[str, tuple[Callable[[], dict[str, bytes]], str]] = {
    "a head of another title": (lambda: changed_head(title="Other"), "do not belong together"),
    "a head of another edition": (lambda: changed_head(pack_edition="1999"), "do not belong together"),
    "a stage that is none": (lambda: changed_head(stage="guessing"), "stage is not one of the words"),
    "a name that no head has": (lambda: changed_head(colour="red"), "colour is not a name"),
    "a head that is none": (lambda: {PROJECT: b"[]"}, "is not what belongs there"),
    "a plan of another project": (
        lambda: {PLAN: project_json(full_project(2))},
        "do not belong together",
    ),
    "a part under another key": (
        lambda: {"parts/diary/south.json": value_json(NORTH)},
        "do not belong together",
    ),
    "a part of no kind": (lambda: {"parts/poem.json": b"{}"}, "a part that is not known: parts/poem.json"),
    "a part whose name leads elsewhere": (lambda: {"parts/../plan.json": b"{}"}, "part that is not known"),
    "records that are no list": (lambda: {"records.json": b"{}"}, "not a list"),
    "a record with a name that none has": (lambda: with_record(colour="red"), "not written as"),
    "a record without an author": (lambda: with_record(who=""), "does not have what it should have"),
    "a record with a number for text": (lambda: with_record(who=5), "does not have what it should have"),
    "a record of no known subject": (lambda: with_record(subject="planet:mars"), "should have"),
    "a record that corrects what is not there": (
        lambda: with_record(corrects=str(UUID(int=9)), why="A slip."),
        "do not follow on one another",
    ),
    "the same record twice": (
        lambda: {"records.json": records_json((RECORDS[0], RECORDS[0]))},
        "do not follow on one another",
    ),
}


@pytest.mark.parametrize(("make", "reason"), WRONG.values(), ids=WRONG.keys())
def test_parts_that_are_not_sound_are_refused_with_the_whole_file(
    file: Path, make: Callable[[], dict[str, bytes]], reason: str
):
    file.write_bytes(zipped(vouched_as_now(head_and_plan(WHOLE_PROJECT) | make())))
    with pytest.raises(ExchangeError, match=re.escape(reason)):
        open_exchange(file, TWO_KINDS)


def test_the_sound_parts_that_the_unsound_ones_are_made_from_are_read(file: Path):
    entries = head_and_plan(WHOLE_PROJECT) | {"parts/diary/north.json": value_json(NORTH)} | with_record()
    file.write_bytes(zipped(vouched_as_now(entries)))
    opened = open_exchange(file, TWO_KINDS)
    assert (opened.others, opened.records) == ((NORTH,), RECORDS[:1])


def test_a_file_without_a_plan_says_so(file: Path):
    entries = head_and_plan(WHOLE_PROJECT) | {"parts/diary/north.json": value_json(NORTH)}
    del entries[PLAN]
    file.write_bytes(zipped(vouched_as_now(entries)))
    with pytest.raises(ExchangeError, match="it has no plan"):
        open_exchange(file, TWO_KINDS)


def test_each_part_may_be_as_long_as_a_part_and_all_together_not_without_end(file: Path):
    long = "x" * 1_000_000
    plan = WHOLE_PROJECT
    others = tuple(Diary(id=plan.id, place=f"p{number}", page=long) for number in range(34))
    with pytest.raises(ExchangeError, match="its parts make more than 32 MB together"):
        write_opened(Opened(plan, others=others), file, TWO_KINDS)
    write_opened(Opened(plan, others=others[:10]), file, TWO_KINDS)
    assert len(open_exchange(file, TWO_KINDS).others) == 10


@pytest.mark.parametrize("is_there_already", [False, True], ids=["new", "as a copy"])
def test_what_went_along_is_stored_with_the_project(file: Path, tmp_path: Path, is_there_already: bool):
    write_opened(Opened(WHOLE_PROJECT, stage=ProjectStage.AWARDED, records=RECORDS), file)
    store = SqliteProjectStore(tmp_path / "p.db")
    try:
        if is_there_already:
            store.save(WHOLE_PROJECT)
        project = import_project(store, open_exchange(file))
        assert (project.id == WHOLE_PROJECT.id) is not is_there_already
        assert store.head(project.id) == head_of(project, ProjectStage.AWARDED)
        kept = store.records_of(project.id)
        assert [record.what for record in kept] == [record.what for record in RECORDS]
        assert kept[1].corrects == kept[0].id
        assert {record.part for record in kept} == {project.part_id}
    finally:
        store.close()
