"""A project file comes back whole; anything else is refused with a reason and changes nothing."""

import json
import os
import zipfile
from dataclasses import replace
from datetime import UTC, date, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings

from svdesk.domain.choices import EngagementKind
from svdesk.domain.facts import ContractFacts, Lot
from svdesk.domain.project import (
    About,
    EngagementEntry,
    Evaluation,
    Kpi,
    OutcomeDecision,
    Project,
    Proposal,
    ReviewDate,
    UnreadEntry,
)
from svdesk.services.exchange.limits import MOST_CHARACTERS
from svdesk.services.exchange.project_file import (
    ExchangeError,
    open_exchange,
    project_json,
    read_exchange,
    read_project_json,
    write_exchange,
)
from tests.projects import full_project, projects
from tests.services.exchange.exchange_files import (
    MANIFEST,
    PLAN,
    PROJECT,
    altered,
    head_and_plan,
    vouched_as_now,
    zipped,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "From a colleague.svproj"


def test_a_project_filled_in_everywhere_comes_back_equal(file: Path):
    write_exchange(full_project(), file)
    assert read_exchange(file) == full_project()
    assert open_exchange(file).left_out == ()


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(project=projects())
def test_any_project_comes_back_equal(project: Project, tmp_path_factory: pytest.TempPathFactory):
    path = tmp_path_factory.getbasetemp() / "any.svproj"
    write_exchange(project, path)
    assert read_exchange(path) == project
    assert read_project_json(project_json(project)) == project


def test_the_same_project_gives_the_same_bytes(tmp_path: Path):
    one, other = tmp_path / "one.svproj", tmp_path / "other.svproj"
    project = full_project()
    write_exchange(project, one)
    # Equal, though its amounts are written with other noughts.
    facts = replace(project.facts, value=Decimal("130000"), vat_rate=Decimal("20.000"))
    write_exchange(read_exchange(one), other)
    assert other.read_bytes() == one.read_bytes()
    write_exchange(replace(project, facts=facts), other)
    assert other.read_bytes() == one.read_bytes()


def test_a_file_can_be_read_with_nothing_but_a_zip_reader_and_a_text_editor(file: Path):
    write_exchange(full_project(), file)
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [MANIFEST, PROJECT, PLAN]
        head = json.loads(archive.read(PROJECT))
        text = archive.read(PLAN).decode()
    assert (head["title"], head["stage"]) == ("Extra Care Catering", "planning")
    assert '"value": "130000.00"' in text
    assert "Sam Öztürk" in text
    assert json.loads(text)["kpis"][0]["targets"] == ["2", None, "2.5"]


@pytest.mark.parametrize(
    "text",
    [
        "x" * 200_000,
        "👩🏽‍🍳 \u202eoverride\u202c ‏עברית‏",
        "\x01\x0b\x0c\x1b\x7f\ufeff\uffff",
        "\r\n\u2028",
        '<b>&"\\ud83d\\',
    ],
    ids=["long", "scripts", "controls", "lines", "syntax"],
)
def test_odd_text_comes_back_character_for_character(file: Path, text: str):
    project = Project(id=uuid4(), about=About(title=text), lots=(Lot(id=uuid4(), description=text),))
    write_exchange(project, file)
    assert read_exchange(file) == project


def test_what_no_file_keeps_is_replaced_visibly(file: Path):
    write_exchange(Project(id=uuid4(), about=About(title="a\0b\ud83dc")), file)
    assert read_exchange(file).about.title == "a\ufffdb\ufffdc"


def test_what_a_plain_project_leaves_out_is_as_in_a_new_one():
    found = read_project_json(b'{"id": "00000000-0000-0000-0000-000000000001", "about": {"title": "T"}}')
    assert found == Project(id=UUID(int=1), about=About(title="T"))


def test_a_file_of_a_newer_version_that_this_one_may_read_says_what_is_left_out(file: Path):
    newer = altered('"reference": "DN776889"', '"reference": "DN776889", "nickname": "x"').replace(
        b'"lots": [\n    {', b'"lots": [\n    {"colour": "red",'
    )
    known = head_and_plan(full_project()) | {PLAN: newer}
    entries = vouched_as_now(
        known | {"logo.png": b"logo", "parts/diary.json": b"{}"}, format_version=[2, 3], signed_by="someone"
    )
    file.write_bytes(zipped(entries))
    opened = open_exchange(file)
    assert opened.project == full_project()
    assert opened.left_out == ("logo.png", "“about, nickname”", "“lots, item 1, colour”", "parts/diary.json")
    with pytest.raises(ExchangeError, match=r"does not know: logo\.png; “about, nickname”"):
        read_exchange(file)


def test_a_file_that_is_not_there_is_named(file: Path):
    with pytest.raises(ExchangeError, match=r"Could not read .*: it is not there\. Nothing was changed"):
        read_exchange(file)


def test_a_folder_is_not_a_file(tmp_path: Path):
    with pytest.raises(ExchangeError, match="Could not read"):
        read_exchange(tmp_path)


def test_a_name_that_no_file_has_is_refused():
    with pytest.raises(ExchangeError, match="not the name of a file"):
        read_exchange(Path("a\0b.svproj"))


def test_a_place_that_cannot_be_written_is_named_and_nothing_is_left_there(tmp_path: Path):
    with pytest.raises(ExchangeError, match=r"Could not write .*no folder.*\. Nothing was changed"):
        write_exchange(full_project(), tmp_path / "no folder" / "p.svproj")
    (tmp_path / "taken.svproj").mkdir()
    with pytest.raises(ExchangeError, match="Could not write"):
        write_exchange(full_project(), tmp_path / "taken.svproj")
    assert [path.name for path in tmp_path.iterdir()] == ["taken.svproj"]


def test_a_write_that_fails_leaves_the_earlier_file(file: Path, monkeypatch: pytest.MonkeyPatch):
    write_exchange(full_project(), file)
    before = file.read_bytes()

    def full(_file: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExchangeError, match="the disk is full"):
        write_exchange(full_project(2), file)
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize(("times", "written"), [(2, True), (99, False)])
def test_a_file_that_is_held_for_a_moment_is_replaced_when_it_is_let_go(
    file: Path, monkeypatch: pytest.MonkeyPatch, times: int, written: bool
):
    write_exchange(full_project(), file)
    replace_file, failures = Path.replace, iter(range(times))

    def held(self: Path, target: Path) -> Path:
        if next(failures, None) is not None:
            raise PermissionError(13, os.strerror(13))
        return replace_file(self, target)

    monkeypatch.setattr(Path, "replace", held)
    if written:
        write_exchange(full_project(2), file)
    else:
        with pytest.raises(ExchangeError, match="another program has it open"):
            write_exchange(full_project(2), file)
    assert read_exchange(file) == full_project(2 if written else 1)
    assert list(file.parent.iterdir()) == [file]


TWO_LOTS = (Lot(id=UUID(int=1)), Lot(id=UUID(int=1)))
NOT_WRITTEN: list[tuple[dict[str, Any], str]] = [
    ({"facts": ContractFacts(value=Decimal("1.005"))}, "facts, value has more than 2 figures"),
    ({"facts": ContractFacts(value=Decimal("NaN"))}, "facts, value is not from 0"),
    ({"facts": ContractFacts(start_date=date(1, 1, 1))}, "facts, start_date is not between"),
    ({"facts": ContractFacts(tender_time=time(12, tzinfo=UTC))}, "tender_time has a time zone"),
    ({"evaluation": Evaluation(minimum_mark=6)}, "evaluation, minimum_mark is not from 0 to 5"),
    ({"lots": TWO_LOTS}, "two items of lots have the same id"),
    ({"outcomes": (OutcomeDecision(outcome_id="a"),) * 2}, "two items of outcomes have the same"),
    ({"unread": (UnreadEntry(path="a", text=""),) * 2}, "two items of unread have the same path"),
    ({"about": About(need="x" * (MOST_CHARACTERS + 1))}, "about, need has more than 1,000,000"),
    ({"revision": -1}, "revision is out of range"),
]


@pytest.mark.parametrize(("wrong", "reason"), NOT_WRITTEN)
def test_what_could_not_be_read_again_is_not_written(file: Path, wrong: dict[str, Any], reason: str):
    with pytest.raises(ExchangeError, match=reason) as refused:
        write_exchange(replace(full_project(), **wrong), file)
    assert str(file) in str(refused.value)
    assert not file.exists()


def test_more_text_than_a_file_takes_is_not_written(file: Path):
    unchecked = tuple(Proposal(target=str(place), what="x" * MOST_CHARACTERS) for place in range(9))
    with pytest.raises(ExchangeError, match=r"longer than 8 MB\. Shorten"):
        write_exchange(Project(id=uuid4(), proposals=unchecked), file)
    assert not file.exists()


def test_the_most_items_that_are_written_can_be_read(file: Path):
    kpis = tuple(Kpi(id=UUID(int=number), counts="x", targets=(None,) * 15) for number in range(1_000))
    lots = tuple(Lot(id=kpi.id, title="x") for kpi in kpis)
    entries = tuple(EngagementEntry(id=kpi.id, kind=EngagementKind.MARKET) for kpi in kpis)
    reviews = tuple(ReviewDate(id=kpi.id) for kpi in kpis)
    project = Project(id=uuid4(), lots=lots, kpis=kpis, engagement=entries, review_dates=reviews)
    write_exchange(project, file)
    assert read_exchange(file) == project


def test_the_largest_texts_that_are_written_can_be_read(file: Path):
    project = Project(
        id=uuid4(),
        about=About(purpose="\U0001f373" * MOST_CHARACTERS, need="y" * 200_000),
        proposals=(Proposal(target="z", what="z" * MOST_CHARACTERS),),
    )
    write_exchange(project, file)
    assert read_exchange(file) == project
