"""``svdesk build --attach-project`` puts the project into PDFs, ``svdesk new --from-pdf`` takes it out."""

from pathlib import Path

import pypdf
import pytest

from svdesk.services.exchange.project_file import read_exchange, write_exchange
from svdesk.services.project.project_sources import shipped_example
from tests.cli.running import refused, svdesk


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example's project file and its statement, which carries the project."""
    folder = tmp_path_factory.mktemp("built")
    write_exchange(shipped_example(), folder / "p.svproj")
    done = svdesk(
        "build", folder / "p.svproj", "--out", folder, "--document", "statement", "--attach-project"
    )
    assert done.returncode == 0, done.stderr
    assert "also notes and estimates" in done.stderr
    assert "don't publish" in done.stderr
    return folder


@pytest.fixture
def statement(built: Path) -> Path:
    (path,) = built.glob("*statement.pdf")
    return path


def test_a_project_goes_into_the_statement_and_out_again(
    built: Path, statement: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again.svproj"
    done = svdesk("new", "--from-pdf", statement, "--out", again)
    assert done.returncode == 0, done.stderr
    assert str(again) in done.stdout
    assert again.read_bytes() == (built / "p.svproj").read_bytes()


def test_it_stays_what_was_issued(built: Path, statement: Path) -> None:
    done = svdesk("verify", statement, "--data-dir", built / "data")
    assert done.returncode == 0
    assert "As issued" in done.stdout


def test_documents_for_others_are_made_without_it_and_that_is_said(built: Path, tmp_path: Path) -> None:
    done = svdesk("build", built / "p.svproj", "--out", tmp_path, "--document", "itt", "--attach-project")
    assert done.returncode == 0
    assert "in none of these" in done.stderr
    (path,) = tmp_path.glob("*.pdf")
    assert not pypdf.PdfReader(path).attachments


def test_a_file_that_is_there_is_not_replaced_unasked(statement: Path, tmp_path: Path) -> None:
    there = tmp_path / "there.svproj"
    there.write_text("mine")
    (line,) = refused("new", "--from-pdf", statement, "--out", there)
    assert "--force" in line
    assert there.read_text() == "mine"
    assert svdesk("new", "--from-pdf", statement, "--out", there, "--force").returncode == 0
    assert read_exchange(there) == shipped_example()


def test_a_pdf_without_a_project_is_refused_and_nothing_is_made(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.svproj"
    (line,) = refused("new", "--from-pdf", built / "p.svproj", "--out", out)
    assert "no PDF" in line
    assert not out.exists()


@pytest.mark.parametrize("option", [("--accept-suggestions",), ("--pack", "x"), ("--colour", "#003366")])
def test_what_goes_with_a_case_is_refused_with_a_pdf(
    option: tuple[str, ...], statement: Path, tmp_path: Path
) -> None:
    (line,) = refused("new", "--from-pdf", statement, "--out", tmp_path / "o.svproj", *option)
    assert "--case" in line
    assert not (tmp_path / "o.svproj").exists()
