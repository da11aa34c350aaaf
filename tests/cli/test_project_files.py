"""``svdesk new`` and ``svdesk build``: from facts to a project file, from a project file to documents."""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest

from svdesk.documents.catalogue import CATALOGUE
from svdesk.domain.project import UnreadEntry
from svdesk.services.exchange.project_file import write_exchange
from svdesk.services.project.project_sources import example_project
from tests.cli.running import case_file, refused, svdesk

HOSTILE = '<b>Catering</b> & <img src="x"> "quoted"'


@pytest.fixture
def project_file(tmp_path: Path) -> Path:
    file = tmp_path / "catering.svproj"
    done = svdesk("new", "--case", case_file(tmp_path, title=HOSTILE), "--out", file)
    assert done.returncode == 0, done.stderr
    assert str(file) in done.stdout
    return file


def words_of(pdf: Path) -> str:
    """The text of a PDF on one line, as another library reads it."""
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages).split())


def test_all_documents_are_built_and_say_what_was_typed(project_file: Path, tmp_path: Path) -> None:
    done = svdesk("build", project_file, "--out", tmp_path / "a" / "new folder")
    assert done.returncode == 0, done.stderr
    files = sorted((tmp_path / "a" / "new folder").glob("*.pdf"))
    assert len(files) == len(CATALOGUE) - 1  # there is no selection stage
    assert all(file.name.startswith("DN776889-") for file in files)
    for file in files:
        assert str(file) in done.stdout
        assert HOSTILE in words_of(file)


def test_what_was_not_made_is_said_with_its_reason(project_file: Path, tmp_path: Path) -> None:
    done = svdesk("build", project_file, "--out", tmp_path / "out")
    assert done.returncode == 0
    (line,) = [line for line in done.stderr.splitlines() if "selection" in line.lower()]
    assert len(line.split()) > 6


def test_asking_for_a_document_that_has_no_place_is_refused_with_the_reason(
    project_file: Path, tmp_path: Path
) -> None:
    (line,) = refused("build", project_file, "--out", tmp_path / "out", "--document", "selection")
    assert len(line.split()) > 6
    assert list((tmp_path / "out").iterdir()) == []


def test_one_document_can_be_built_alone(project_file: Path, tmp_path: Path) -> None:
    done = svdesk("build", project_file, "--out", tmp_path / "out", "--document", "annex")
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "out").glob("*.pdf"))) == 1


def test_a_document_that_nobody_makes_is_refused_with_the_list(project_file: Path, tmp_path: Path) -> None:
    (line,) = refused("build", project_file, "--out", tmp_path / "out", "--document", "invoice")
    assert "invoice" in line
    assert "statement" in line
    assert not (tmp_path / "out").exists()


def test_a_selection_pack_is_built_where_the_law_allows_one(tmp_path: Path) -> None:
    facts = {"value": "5000000.00", "regime": "standard", "procedure": "competitive_flexible", "lots": []}
    file = tmp_path / "p.svproj"
    assert svdesk("new", "--case", case_file(tmp_path, **facts), "--out", file).returncode == 0
    done = svdesk("build", file, "--out", tmp_path / "out", "--document", "selection")
    assert done.returncode == 0, done.stderr
    (made,) = (tmp_path / "out").glob("*.pdf")
    assert len(pypdf.PdfReader(made).pages) > 0


def test_new_does_not_replace_a_file_unless_it_is_told_to(project_file: Path, tmp_path: Path) -> None:
    before = project_file.read_bytes()
    case = case_file(tmp_path, title="Another")
    (line,) = refused("new", "--case", case, "--out", project_file)
    assert "--force" in line
    assert project_file.read_bytes() == before
    assert svdesk("new", "--case", case, "--out", project_file, "--force").returncode == 0
    assert project_file.read_bytes() != before


def test_new_says_where_it_cannot_write(tmp_path: Path) -> None:
    case = case_file(tmp_path)
    (line,) = refused("new", "--case", case, "--out", tmp_path / "no" / "such" / "p.svproj")
    assert str(tmp_path / "no" / "such" / "p.svproj") in line
    (line,) = refused("new", "--case", case, "--out", case / "p.svproj")
    assert "p.svproj" in line


def test_new_reads_the_same_case_files_as_assess(tmp_path: Path) -> None:
    (line,) = refused("new", "--case", case_file(tmp_path, value="abc"), "--out", tmp_path / "p.svproj")
    assert "value" in line
    assert not (tmp_path / "p.svproj").exists()


def test_a_file_where_the_folder_should_be_is_said(project_file: Path, tmp_path: Path) -> None:
    in_the_way = tmp_path / "out"
    in_the_way.write_text("mine", encoding="utf-8")
    (line,) = refused("build", project_file, "--out", in_the_way)
    assert str(in_the_way) in line
    assert in_the_way.read_text(encoding="utf-8") == "mine"


def test_a_folder_in_a_documents_place_is_said(project_file: Path, tmp_path: Path) -> None:
    done = svdesk("build", project_file, "--out", tmp_path / "out", "--document", "annex")
    made = Path(done.stdout.strip())
    made.unlink()
    made.mkdir()
    (line,) = refused("build", project_file, "--out", tmp_path / "out", "--document", "annex")
    assert str(made) in line


@pytest.mark.parametrize(
    "damage", ["cut off", "no zip", "empty", "flipped", "folder", "missing", "other zip"]
)
def test_a_damaged_project_file_is_refused(project_file: Path, tmp_path: Path, damage: str) -> None:
    content = project_file.read_bytes()
    match damage:
        case "cut off":
            project_file.write_bytes(content[: len(content) // 2])
        case "no zip":
            project_file.write_bytes(b"{}")
        case "empty":
            project_file.write_bytes(b"")
        case "flipped":
            place = content.index(b"project.json") + 40
            project_file.write_bytes(content[:place] + bytes([content[place] ^ 255]) + content[place + 1 :])
        case "folder":
            project_file.unlink()
            project_file.mkdir()
        case "missing":
            project_file.unlink()
        case "other zip":
            with zipfile.ZipFile(project_file, "w") as archive:
                archive.writestr("holiday.txt", "sun")
    (line,) = refused("build", project_file, "--out", tmp_path / "out")
    assert "catering.svproj" in line


def test_dates_that_contradict_each_other_make_no_project_and_no_documents(tmp_path: Path) -> None:
    dates = {"start_date": "2026-03-01", "end_date": "2028-02-29", "term_months": 36}
    (line,) = refused("new", "--case", case_file(tmp_path, **dates), "--out", tmp_path / "p.svproj")
    assert line.startswith("facts.end_date: ")
    assert "to 29 February 2028 is not 36 months" in line
    assert not (tmp_path / "p.svproj").exists()


def test_a_project_file_with_an_end_before_its_start_is_refused_by_name(tmp_path: Path) -> None:
    project = example_project()
    backwards = replace(project, facts=replace(project.facts, end_date=date(2020, 1, 1)))
    write_exchange(backwards, tmp_path / "p.svproj")
    (line,) = refused("build", tmp_path / "p.svproj", "--out", tmp_path / "out")
    assert line.startswith(
        "facts.end_date: the start of the contract (1 March 2026) has to come before its end"
    )
    assert not (tmp_path / "out").exists()


def test_text_that_could_not_be_read_is_not_passed_over(tmp_path: Path) -> None:
    project = example_project()
    unread = UnreadEntry(path="facts.start_date", text="31 February 2026")
    write_exchange(replace(project, unread=(unread,)), tmp_path / "p.svproj")
    (line,) = refused("build", tmp_path / "p.svproj", "--out", tmp_path / "out")
    assert line.startswith("facts.start_date: There is no such day as 31 February 2026")


def test_characters_that_no_typeface_has_are_named(tmp_path: Path) -> None:
    file = tmp_path / "p.svproj"
    assert svdesk("new", "--case", case_file(tmp_path, title="Meals 名"), "--out", file).returncode == 0
    done = svdesk("build", file, "--out", tmp_path / "out", "--document", "annex")
    assert done.returncode == 0
    assert "U+540D" in done.stderr
    (made,) = (tmp_path / "out").glob("*.pdf")
    assert "Meals [U+540D]" in words_of(made)


def test_a_project_of_another_policy_edition_is_built_with_a_word_about_it(tmp_path: Path) -> None:
    write_exchange(replace(example_project(), pack_edition="1999"), tmp_path / "p.svproj")
    done = svdesk("build", tmp_path / "p.svproj", "--out", tmp_path / "out", "--document", "annex")
    assert done.returncode == 0
    assert "edition 1999" in done.stderr
