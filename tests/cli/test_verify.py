"""``svdesk build`` writes down what it made; ``svdesk verify`` tells whether a file is still that."""

import json
from pathlib import Path

import pikepdf
import pytest

from svdesk.services.exchange.project_file import write_exchange
from svdesk.services.project.project_sources import shipped_example
from tests.cli.running import refused, svdesk


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example's annex and question pack, its project file and what lists them."""
    folder = tmp_path_factory.mktemp("built")
    write_exchange(shipped_example(), folder / "p.svproj")
    for document in ("annex", "itt"):
        done = svdesk("build", folder / "p.svproj", "--out", folder, "--document", document)
        assert done.returncode == 0, done.stderr
    return folder


def file_of(folder: Path, part: str) -> Path:
    (path,) = folder.glob(f"*{part}*.pdf")
    return path


def verify(folder: Path, *words: str | Path) -> tuple[int, str]:
    done = svdesk("verify", *words, "--data-dir", folder / "data")
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


def test_the_manifest_lists_each_document_and_what_it_was_made_from(built: Path) -> None:
    (path,) = built.glob("*-manifest.json")
    listed = json.loads(path.read_text(encoding="utf-8"))["documents"]
    assert {each["document"] for each in listed} == {"annex", "itt"}
    assert {each["file_name"] for each in listed} == {file.name for file in built.glob("*.pdf")}
    for each in listed:
        assert each["bytes"] == (built / each["file_name"]).stat().st_size
        assert each["issued_at"].endswith("+00:00")
        assert each["inputs"]["project_id"] == str(shipped_example().id)
        assert each["inputs"]["pack_edition"]


def test_files_as_they_were_made_are_as_issued(built: Path) -> None:
    code, said = verify(built, file_of(built, "itt"), file_of(built, "annex"))
    assert code == 0
    assert said.count("As issued.") == 2


def test_a_changed_file_and_an_unknown_one_end_with_one(built: Path, tmp_path: Path) -> None:
    stranger = tmp_path / "notes.txt"
    stranger.write_text("mine")
    code, said = verify(built, file_of(built, "itt"), stranger)
    assert code == 1
    assert "As issued." in said
    assert "Not known" in said


def test_a_file_that_cannot_be_read_ends_with_two(built: Path) -> None:
    code, said = verify(built, file_of(built, "itt"), built / "none.pdf")
    assert code == 2
    assert "it is not there" in said


def test_a_filled_form_ends_with_nought_and_tells_another_program_what_was_entered(
    built: Path, tmp_path: Path
) -> None:
    copy = tmp_path / file_of(built, "itt").name
    with pikepdf.open(file_of(built, "itt")) as pdf:
        field = next(each for each in pdf.Root.AcroForm.Fields if each.FT == "/Tx")
        field.V = pikepdf.String("Ŵyn Ltd")
        pdf.save(copy)
    (manifest,) = built.glob("*-manifest.json")
    (tmp_path / manifest.name).write_bytes(manifest.read_bytes())
    code, said = verify(built, copy, "--json", "--project", built / "p.svproj")
    (checked,) = json.loads(said)
    assert (code, checked["verdict"]) == (0, "filled_in")
    assert [each["value"] for each in checked["differences"]["filled"]] == ["Ŵyn Ltd"]
    assert checked["issued"]["document"] == "itt"


def test_nothing_is_made_in_the_data_folder(built: Path) -> None:
    verify(built, file_of(built, "itt"))
    assert not (built / "data").exists()


def test_something_else_in_the_manifests_place_is_left_alone(tmp_path: Path) -> None:
    write_exchange(shipped_example(), tmp_path / "p.svproj")
    mine = tmp_path / "DN776889-manifest.json"
    mine.write_text("my own list", encoding="utf-8")
    done = svdesk("build", tmp_path / "p.svproj", "--out", tmp_path, "--document", "annex")
    assert done.returncode == 2
    assert "is no manifest of SVDesk" in done.stderr
    assert mine.read_text(encoding="utf-8") == "my own list"


def test_a_project_file_that_is_none_is_refused(built: Path) -> None:
    itt = file_of(built, "itt")
    (line,) = refused("verify", itt, "--project", itt)
    assert "can't be opened" in line


@pytest.mark.parametrize("file_format", ["pdf", "html"])
def test_a_file_without_its_manifest_is_checked_by_the_project_file(
    built: Path, tmp_path: Path, file_format: str
) -> None:
    options = ("--document", "annex", "--format", file_format)
    assert svdesk("build", built / "p.svproj", "--out", tmp_path, *options).returncode == 0
    for manifest in tmp_path.glob("*-manifest.json"):
        manifest.unlink()
    path = next(tmp_path.glob(f"*.{file_format}"))
    assert verify(tmp_path, path)[0] == 1
    code, said = verify(tmp_path, path, "--project", built / "p.svproj")
    assert code == 0
    assert "SVDesk makes this very file of the project" in said
    assert "No record of issuing it is known" in said
