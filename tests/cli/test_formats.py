"""``svdesk build --format``: the kinds of file that a person asks for, and no others."""

from pathlib import Path

import pytest

from svdesk.services.exchange.project_file import write_exchange
from svdesk.services.project.project_sources import example_project
from tests.cli.running import refused, svdesk


@pytest.fixture
def project_file(tmp_path: Path) -> Path:
    file = tmp_path / "p.svproj"
    write_exchange(example_project(), file)
    return file


def endings(folder: Path) -> list[str]:
    """The endings of the documents in a folder; the list of what was made is none of them."""
    return sorted(path.suffix for path in folder.iterdir() if path.suffix != ".json")


def test_a_document_is_made_in_every_format_that_is_named(project_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = svdesk(
        "build", project_file, "--out", out, "--document", "itt", "--format", "pdf,docx,HTML, csv,txt"
    )
    assert done.returncode == 0, done.stderr
    assert endings(out) == [".csv", ".docx", ".html", ".pdf", ".txt"]
    assert len(done.stdout.splitlines()) == 5
    assert len({path.stem for path in out.iterdir() if path.suffix != ".json"}) == 1


def test_several_documents_can_be_named(project_file: Path, tmp_path: Path) -> None:
    done = svdesk(
        "build", project_file, "--out", tmp_path / "out", "--document", "plan, Annex", "--format", "csv,html"
    )
    assert done.returncode == 0, done.stderr
    assert endings(tmp_path / "out") == [".csv", ".html", ".html"]
    (line,) = refused("build", project_file, "--out", tmp_path / "out", "--document", "itt,contract")
    assert line.startswith("There is no document called contract.")


def test_what_no_format_suits_is_said_once_for_each_document(project_file: Path, tmp_path: Path) -> None:
    done = svdesk("build", project_file, "--out", tmp_path / "out", "--format", "csv,ics")
    assert done.returncode == 0, done.stderr
    assert endings(tmp_path / "out") == [".csv"] * 3 + [".ics"] * 2
    told = done.stderr.splitlines()
    assert (
        "Not made as csv and ics: Commissioning project plan. It can be made as pdf, docx and html." in told
    )
    assert len(told) == len(set(told))
    assert not [line for line in told if "specification annex" in line]


def test_a_format_that_does_not_suit_the_one_document_is_refused(project_file: Path, tmp_path: Path) -> None:
    (line,) = refused(
        "build", project_file, "--out", tmp_path / "out", "--document", "statement", "--format", "ics"
    )
    assert line.startswith("Not made as ics: ")
    assert line.endswith("It can be made as pdf, docx and html.")


@pytest.mark.parametrize("named", ["odt", "pdf,odt", "", ","])
def test_a_format_that_nobody_knows_is_refused_with_those_that_there_are(
    project_file: Path, tmp_path: Path, named: str
) -> None:
    (line,) = refused("build", project_file, "--out", tmp_path / "out", "--format", named)
    assert line.endswith("The formats are pdf, docx, html, xlsx, csv, txt, ics.")
    assert not (tmp_path / "out").exists()
