"""``svdesk responses``: returned forms are read, kept, listed, shown, written out and put side by side."""

import csv
import json
import os
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from svdesk.documents.model.forms import FormField
from svdesk.paths import database_file
from svdesk.services.exchange.project_file import open_exchange, read_exchange, write_exchange
from svdesk.storage.store import SqliteProjectStore
from tests.cli.running import refused, svdesk
from tests.services.returned_forms.filled_forms import complete, fill
from tests.services.returned_forms.test_reading import FIELDS, PROJECT, made

BIDDERS = ("Acorn Ltd", "=HYPERLINK(1)")


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Returned forms: two complete ones, one that lacks an answer, and what is no form."""
    folder = tmp_path_factory.mktemp("returned")
    blank = made(folder / "issued")
    answer = next(field for field in FIELDS if field.name.startswith("answer_"))
    files = {
        "acorn": fill(blank["pdf"], complete(FIELDS, bidder_name=BIDDERS[0]), FIELDS, folder / "acorn.pdf"),
        "formula": fill(
            blank["xlsx"], complete(FIELDS, bidder_name="Birch CIC"), FIELDS, folder / "birch.xlsx"
        ),
        "lacking": fill(
            blank["pdf"],
            complete(FIELDS, bidder_name="Cedar LLP") | {answer.name: ""},
            FIELDS,
            folder / "cedar.pdf",
        ),
        "formula name": fill(
            blank["pdf"],
            complete(FIELDS, bidder_name=BIDDERS[1], lead_="+44 20 7946 0000"),
            FIELDS,
            folder / "d.pdf",
        ),
    }
    files["hostile"] = folder / "hostile.docx"
    files["hostile"].write_bytes(b"MZ this is a program")
    return files


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "P.svproj"
    write_exchange(PROJECT, path)
    return path


def run(tmp_path: Path, *words: str | Path) -> tuple[int, str]:
    done = svdesk("responses", *words, "--data-dir", tmp_path / "data")
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def label(start: str) -> FormField:
    return next(field for field in FIELDS if field.name.startswith(start))


def test_complete_forms_are_kept_in_the_project_file_and_end_with_0(
    tmp_path: Path, project: Path, returned: dict[str, Path]
):
    code, said = run(tmp_path, "read", returned["acorn"], returned["formula"], "--project", project)
    assert code == 0, said
    assert said.count("Complete.") == 2
    assert said.count(f"Kept in {project}.") == 2
    opened = open_exchange(project)
    assert opened.project == PROJECT
    assert {each.form.organisation for each in opened.returns} == {"Acorn Ltd", "Birch CIC"}
    originals = {each.original for each in opened.returns}
    assert originals == {returned["acorn"].read_bytes(), returned["formula"].read_bytes()}
    assert not (tmp_path / "data" / "svdesk.db").exists()


def test_what_needs_a_person_ends_with_1_and_is_kept_too(
    tmp_path: Path, project: Path, returned: dict[str, Path]
):
    code, said = run(tmp_path, "read", returned["acorn"], returned["lacking"], "--project", project)
    assert code == 1
    assert f"“{label('answer_').label}” is not answered." in said
    assert len(open_exchange(project).returns) == 2


def test_a_refused_file_ends_with_2_and_the_others_are_kept(
    tmp_path: Path, project: Path, returned: dict[str, Path]
):
    code, said = run(tmp_path, "read", returned["hostile"], returned["acorn"], "--project", project)
    assert code == 2
    assert "Refused." in said
    assert "Nothing of it was kept." in said
    assert [each.form.organisation for each in open_exchange(project).returns] == ["Acorn Ltd"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_a_pipe_a_device_and_a_folder_are_refused_and_the_others_are_kept(
    tmp_path: Path, project: Path, returned: dict[str, Path]
):
    os.mkfifo(tmp_path / "pipe.pdf")
    others = (tmp_path / "pipe.pdf", Path("/dev/zero"), tmp_path)
    code, said = run(tmp_path, "read", *others, returned["acorn"], "--project", project)
    assert code == 2
    assert said.count("it is a pipe or a device and not a file") == 2
    assert "it is a folder and not a file" in said
    assert [each.form.organisation for each in open_exchange(project).returns] == ["Acorn Ltd"]


def test_a_dry_run_only_reports(tmp_path: Path, project: Path, returned: dict[str, Path]):
    before = project.read_bytes()
    code, said = run(tmp_path, "read", returned["acorn"], "--project", project, "--dry-run")
    assert (code, "Kept" in said) == (0, False)
    assert project.read_bytes() == before


def test_the_same_file_is_kept_once_and_that_is_said(
    tmp_path: Path, project: Path, returned: dict[str, Path]
):
    run(tmp_path, "read", returned["acorn"], "--project", project)
    before = project.read_bytes()
    code, said = run(tmp_path, "read", returned["acorn"], "--project", project)
    assert code == 0
    assert "has this very file already. It is kept once." in said
    assert project.read_bytes() == before


def test_out_leaves_the_project_file_and_makes_a_copy(
    tmp_path: Path, project: Path, returned: dict[str, Path]
):
    before, copy = project.read_bytes(), tmp_path / "copy.svproj"
    words = ("read", returned["acorn"], "--project", project, "--out", copy)
    assert run(tmp_path, *words)[0] == 0
    assert project.read_bytes() == before
    assert len(open_exchange(copy).returns) == 1
    kept = copy.read_bytes()
    lines = refused("responses", *words)
    assert "is there already" in lines[0]
    assert copy.read_bytes() == kept


def test_without_a_project_at_hand_nothing_is_checked_and_nothing_kept(
    tmp_path: Path, returned: dict[str, Path]
):
    code, said = run(tmp_path, "read", returned["acorn"])
    assert code == 1
    assert f"project {PROJECT.id}" in said
    assert "--project" in said


def test_the_database_keeps_the_forms_of_its_projects(tmp_path: Path, returned: dict[str, Path]):
    with closing(SqliteProjectStore(database_file(tmp_path / "data"))) as store:
        store.save(PROJECT)
    code, said = run(tmp_path, "read", returned["acorn"], returned["lacking"])
    assert code == 1
    assert said.count("Kept with the project in your data folder.") == 2
    assert "It is kept once." in run(tmp_path, "read", returned["acorn"])[1]
    with closing(SqliteProjectStore(database_file(tmp_path / "data"))) as store:
        forms = store.returned_forms_of(PROJECT.id)
        assert {form.organisation for form in forms} == {"Acorn Ltd", "Cedar LLP"}
        assert {store.returned_file_of(form) for form in forms} == {
            returned["acorn"].read_bytes(),
            returned["lacking"].read_bytes(),
        }
    code, said = run(tmp_path, "list")
    assert code == 0
    assert "Acorn Ltd" in said
    assert "missing: 1" in said
    assert run(tmp_path, "list", "--project", str(PROJECT.id))[1] == said


def test_json_says_what_the_report_says(tmp_path: Path, project: Path, returned: dict[str, Path]):
    words = ("read", returned["lacking"], returned["hostile"], "--project", project, "--json")
    done = svdesk("responses", *words, "--data-dir", tmp_path / "data")
    lacking, hostile = json.loads(done.stdout)
    assert (lacking["outcome"], hostile["outcome"]) == ("needs_attention", "refused")
    assert hostile["form"] is None
    (finding,) = lacking["form"]["findings"]
    assert (finding["matter"], finding["field"]) == ("missing", label("answer_").name)
    answers = {each["field"]: each for each in lacking["form"]["answers"]}
    assert answers["bidder_name"]["text"] == "Cedar LLP"
    assert answers[label("answer_").name]["word_limit"] == label("answer_").word_limit


def test_a_kept_form_is_shown_by_its_id_its_file_and_the_name_of_its_file(
    tmp_path: Path, project: Path, returned: dict[str, Path]
):
    run(tmp_path, "read", returned["acorn"], returned["lacking"], "--project", project)
    listed = json.loads(run(tmp_path, "list", "--project", project, "--json")[1])
    acorn = next(each for each in listed if each["organisation"] == "Acorn Ltd")
    by_id = run(tmp_path, "show", acorn["id"][:13], "--project", project)
    assert by_id[0] == 0
    assert "Acorn Ltd" in by_id[1]
    assert label("bidder_contact").label in by_id[1]
    assert run(tmp_path, "show", returned["acorn"], "--project", project) == by_id
    assert run(tmp_path, "show", "acorn.pdf", "--project", project) == by_id
    (shown,) = json.loads(run(tmp_path, "show", acorn["id"], "--project", project, "--json")[1])
    assert len(shown["answers"]) == len(FIELDS)
    (line,) = refused("responses", "show", "nobody", "--project", project, "--data-dir", tmp_path / "data")
    assert "No form that is kept is nobody" in line


def test_the_original_is_written_byte_for_byte_and_replaces_nothing_unasked(
    tmp_path: Path, project: Path, returned: dict[str, Path]
):
    run(tmp_path, "read", returned["acorn"], "--project", project)
    out = tmp_path / "original.pdf"
    words = ("export", "acorn.pdf", "--project", project, "--out", out)
    assert run(tmp_path, *words)[0] == 0
    assert out.read_bytes() == returned["acorn"].read_bytes()
    out.write_text("mine")
    assert "is there already" in refused("responses", *words, "--data-dir", tmp_path / "data")[0]
    assert out.read_text() == "mine"
    assert run(tmp_path, *words, "--force")[0] == 0


def test_the_table_has_a_row_for_each_box_a_column_for_each_form_and_no_formula(
    tmp_path: Path, project: Path, returned: dict[str, Path]
):
    files = [returned[name] for name in ("acorn", "formula", "formula name")]
    run(tmp_path, "read", *files, "--project", project)
    out = tmp_path / "all.csv"
    assert run(tmp_path, "table", "--project", project, "--out", out)[0] == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][3:] == ["'" + BIDDERS[1], "Acorn Ltd", "Birch CIC"]
    assert [row[1] for row in rows[1:]] == [field.name for field in FIELDS]
    by_name = {row[1]: row[3:] for row in rows}
    assert by_name[label("lead_").name][0] == "'+44 20 7946 0000"
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]


def test_a_repaired_copy_keeps_the_forms(tmp_path: Path, project: Path, returned: dict[str, Path]):
    run(tmp_path, "read", returned["acorn"], "--project", project)
    copy = tmp_path / "copy.svproj"
    svdesk("check", project, "--fix", "--out", copy, "--data-dir", tmp_path / "data")
    assert [each.form for each in open_exchange(copy).returns] == [
        each.form for each in open_exchange(project).returns
    ]


def test_a_project_file_that_cannot_be_written_is_told_and_ends_with_2(
    tmp_path: Path, project: Path, returned: dict[str, Path]
):
    out = tmp_path / "nowhere" / "copy.svproj"
    code, said = run(tmp_path, "read", returned["acorn"], "--project", project, "--out", out)
    assert code == 2
    assert "Could not write" in said
    assert "Complete." in said
    assert "Kept in" not in said


def test_a_later_revision_named_with_project_is_used_and_said(tmp_path: Path, returned: dict[str, Path]):
    later = tmp_path / "later.svproj"
    write_exchange(replace(PROJECT, revision=PROJECT.revision + 2), later)
    code, said = run(tmp_path, "read", returned["acorn"], "--project", later)
    assert code == 0
    assert f"checked against revision {PROJECT.revision + 2}" in said
    assert read_exchange(later).revision == PROJECT.revision + 2
