"""``svdesk check``: what is to be put right in a project file, in words and for other programs."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from svdesk.domain.project import Project
from svdesk.services.exchange.project_file import read_exchange, write_exchange
from tests.checks.scenes import asking, clean
from tests.cli.running import refused, svdesk


def file_of(project: Project, folder: Path) -> Path:
    file = folder / "project.svproj"
    write_exchange(project, file)
    return file


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    text = "Suppliers must be based in Crewe. Do you hold ISO 14001? How many staff will you train each year?"
    project = asking(text)
    evaluation = replace(project.evaluation, social_value_weight=Decimal(5))
    return file_of(replace(project, evaluation=evaluation), tmp_path)


def test_a_blocking_finding_is_the_exit_status(faulty: Path) -> None:
    done = svdesk("check", faulty)
    assert done.returncode == 1, done.stderr
    heads = [line for line in done.stdout.splitlines() if line.endswith(")") and line[0] in "MTW"]
    assert [head.split(" (")[0] for head in heads] == ["Must be put right", "Take care"]
    assert "[local-only]" in done.stdout
    assert "Source: Procurement Act 2023, section 22" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_what_must_not_stand_stops_a_build_too_and_is_named(faulty: Path, tmp_path: Path) -> None:
    lines = refused("build", faulty, "--out", tmp_path / "out")
    for section in ("questions.", "evaluation."):
        assert any(section in line for line in lines), lines
    assert not (tmp_path / "out").exists()


def test_what_a_step_finds_wrong_is_the_exit_status_as_well(tmp_path: Path) -> None:
    project = clean()
    wrong = replace(project, about=replace(project.about, officer_email="nobody"))
    done = svdesk("check", file_of(wrong, tmp_path))
    assert done.returncode == 1, done.stdout
    assert "This is not an email address." in done.stdout
    (line,) = refused("build", tmp_path / "project.svproj", "--out", tmp_path / "out")
    assert "This is not an email address." in line


def test_cautions_alone_block_nothing(tmp_path: Path) -> None:
    project = clean()
    done = svdesk("check", file_of(replace(project, commitments=()), tmp_path))
    assert done.returncode == 0, done.stdout
    assert "undecided-commitments" in done.stdout


def test_the_findings_are_json_for_another_program(faulty: Path) -> None:
    done = svdesk("check", faulty, "--json")
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert set(told) == {"findings"}
    for each in told["findings"]:
        assert set(each) == {"code", "severity", "where", "message", "why", "citations", "fix"}
        assert each["severity"] in ("block", "missing", "caution", "information")
        assert all(set(citation) == {"title", "url"} for citation in each["citations"])
    by_code = {each["code"]: each for each in told["findings"]}
    assert by_code["below-minimum"]["where"] == "evaluation.social_value_weight"
    edits = by_code["below-minimum"]["fix"]["edits"]
    assert {"kind": "set_field", "path": "evaluation.social_value_weight", "value": "10"} in edits
    assert by_code["no-equivalent"]["fix"]["edits"][0]["kind"] == "replace_text"


def test_a_repaired_copy_is_written_and_the_file_itself_left_alone(faulty: Path, tmp_path: Path) -> None:
    before, copy = faulty.read_bytes(), tmp_path / "copy.svproj"
    done = svdesk("check", faulty, "--fix", "--out", copy)
    assert done.returncode == 0, done.stdout
    assert faulty.read_bytes() == before
    mended = read_exchange(copy)
    assert mended.evaluation.social_value_weight == Decimal(10)
    assert "able to deliver in Crewe" in mended.questions[0].text
    assert "ISO 14001 (or equivalent)" in mended.questions[0].text
    assert len(mended.questions) == 1, "questions are added and removed by people"


def test_a_copy_replaces_nothing_unless_told_to(faulty: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.svproj"
    copy.write_text("mine")
    (line,) = refused("check", faulty, "--fix", "--out", copy)
    assert "--force" in line
    assert svdesk("check", faulty, "--fix", "--out", copy, "--force").returncode == 0


@pytest.mark.parametrize("arguments", [("--fix",), ("--out", "copy.svproj")])
def test_repair_and_copy_go_together(faulty: Path, arguments: tuple[str, ...]) -> None:
    (line,) = refused("check", faulty, *arguments)
    assert "--fix" in line


@pytest.mark.parametrize("content", [None, b"", b"no project"])
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "gone.svproj"
    if content is not None:
        file.write_bytes(content)
    (line,) = refused("check", file)
    assert "gone.svproj" in line
