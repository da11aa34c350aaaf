"""``svdesk projects import``: added, compared, replaced or copied, and never by halves or by surprise."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from svdesk.domain.choices import ProjectStage
from svdesk.paths import database_file
from svdesk.services.exchange.project_file import Opened, write_opened
from svdesk.services.recording.write_record import IMPORTED, MERGED
from svdesk.storage.store import SqliteProjectStore
from tests.cli.running import refused, svdesk
from tests.domain.test_parts import a_record
from tests.projects import full_project
from tests.services.exchange.test_exchange_returned_forms import a_return

MINE = full_project()
THEIRS = replace(MINE, revision=9, about=replace(MINE.about, title="Meals for all"))
RECORD = replace(a_record(), part=MINE.part_id)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "theirs.svproj"
    write_opened(Opened(THEIRS, returns=(a_return(),), stage=ProjectStage.AWARDED, records=(RECORD,)), path)
    return path


def kept(data: Path) -> list[object]:
    store = SqliteProjectStore(database_file(data))
    try:
        return [
            (
                store.load(each.id),
                store.head(each.id).stage,
                # That it was imported is a record of its own.
                tuple(each for each in store.records_of(each.id) if each.kind not in (IMPORTED, MERGED)),
                store.returned_forms_of(each.id),
            )
            for each in store.list_projects()
        ]
    finally:
        store.close()


def test_a_project_that_is_not_here_is_added_whole(data: Path, file: Path) -> None:
    done = svdesk("projects", "import", file, "--data-dir", data)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Added “Meals for all” as {MINE.id}, with 1 returned form and 1 record\n"
    assert kept(data) == [(THEIRS, ProjectStage.AWARDED, (RECORD,), (a_return().form,))]
    again = svdesk("projects", "import", file, "--data-dir", data)
    assert again.returncode == 0
    assert "holds nothing that is not here. Nothing was changed." in again.stdout


def test_where_it_is_here_and_differs_nothing_is_done_before_a_person_says_what(
    data: Path, file: Path
) -> None:
    data.mkdir()
    store = SqliteProjectStore(database_file(data))
    store.save(MINE)
    store.close()
    before = kept(data)
    first, second = refused("projects", "import", file, "--data-dir", data)
    assert "is here already, and the file differs from it. Nothing was changed." in first
    assert all(option in second for option in ("--compare", "--replace", "--as-copy"))
    assert kept(data) == before

    done = svdesk("projects", "import", file, "--compare", "--data-dir", data)
    assert (done.returncode, done.stderr) == (1, "")
    assert "revision 7 here, 9 in the file" in done.stdout
    assert f"The project: Title\n  here: {MINE.about.title}\n  file: Meals for all\n" in done.stdout
    assert "In all: 2 differences, 1 new record, 1 new returned form." in done.stdout
    as_json = json.loads(svdesk("projects", "import", file, "--compare", "--json", "--data-dir", data).stdout)
    assert [each["id"] for each in as_json["differences"]] == ["stage", "plan.about.title"]
    assert kept(data) == before

    done = svdesk("projects", "import", file, "--as-copy", "--data-dir", data)
    assert done.stdout.startswith("Added a copy of “Meals for all” as ")
    copy, mine = kept(data)
    assert mine == before[0]
    assert copy[0].about == THEIRS.about
    assert (copy[1], len(copy[2]), len(copy[3])) == (ProjectStage.AWARDED, 1, 1)

    done = svdesk("projects", "import", file, "--replace", "--data-dir", data)
    assert done.returncode == 0, done.stderr
    assert "2 differences, 1 new record, 1 new returned form" in done.stdout
    taken, untouched = kept(data)
    assert untouched == copy
    assert taken[:3] == (THEIRS, ProjectStage.AWARDED, (RECORD,))
    assert [form.sha256 for form in taken[3]] == [a_return().form.sha256]


def test_a_file_that_is_refused_makes_no_database(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "no.svproj"
    file.write_bytes(b"no project")
    (line,) = refused("projects", "import", file, "--data-dir", data)
    assert "Nothing was changed" in line
    write_opened(Opened(MINE), file)
    (line,) = refused("projects", "import", file, "--compare", "--data-dir", data)
    assert "is not here" in line
    assert not database_file(data).exists()
