"""``svdesk assess``: what applies to a contract, from a file of facts."""

import json
from pathlib import Path

import pytest

from tests.cli.running import case_file, refused, svdesk


def test_the_example_is_assessed_as_its_notices_say(tmp_path: Path) -> None:
    done = svdesk("assess", case_file(tmp_path), "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["format"] == "svdesk-determinations"
    assert told["version"] == 1
    status = {each["rule"]: each["status"] for each in told["determinations"]}
    assert status["CE-1"] == status["CE-2"] == status["PA-85"] == "applies"
    assert status["SVA-1"] == "does_not_apply"
    assert told["stages"] == {"selection": False, "tender": True}
    assert told["minimum_weighting_percent"] == 10


def test_the_table_names_each_rule_with_its_answer(tmp_path: Path) -> None:
    done = svdesk("assess", case_file(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "PA-85" in done.stdout
    assert "cannot tell" not in done.stdout.lower().partition("pa-85")[2].partition("\n")[0]


def test_a_fact_that_is_not_known_is_named_as_missing(tmp_path: Path) -> None:
    done = svdesk("assess", case_file(tmp_path, value=None), "--json")
    assert done.returncode == 0, done.stderr
    told = {each["rule"]: each for each in json.loads(done.stdout)["determinations"]}
    assert told["CE-2"]["status"] == "cannot_tell"
    assert "value" in told["CE-2"]["missing"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", "-1"),
        ("value", -1),
        ("value", "1e309"),
        ("value", "abc"),
        ("value", "£130,000.00"),
        ("value", "NaN"),
        ("commencement_date", "2025-02-31"),
        ("commencement_date", "31 February 2025"),
        ("term_months", -1),
        ("term_months", "abc"),
        ("procedure", "opened"),
        ("health_service", "yes"),
        ("vat_rate", "101"),
        ("cpv", ["catering"]),
        ("version", 99),
        ("format", "something-else"),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_named(tmp_path: Path, field: str, value: object) -> None:
    lines = refused("assess", case_file(tmp_path, **{field: value}))
    assert len(lines) == 1
    assert field in lines[0]
    assert str(value[0] if isinstance(value, list) else value) in lines[0]


def test_every_problem_of_a_file_has_its_own_line(tmp_path: Path) -> None:
    lines = refused("assess", case_file(tmp_path, value="abc", vat="maybe", term_months=-1))
    assert len(lines) == 3


def test_a_number_too_large_for_a_number_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text('{"format": "svdesk-case", "version": 1, "value": 1e309}', encoding="utf-8")
    (line,) = refused("assess", file)
    assert "value" in line


def test_a_lot_that_cannot_be_is_named_with_its_place(tmp_path: Path) -> None:
    (line,) = refused("assess", case_file(tmp_path, lots=[{"title": "Oakmere", "value": "-1"}]))
    assert "lots" in line
    assert "value" in line


def test_a_misspelt_name_is_not_passed_over(tmp_path: Path) -> None:
    (line,) = refused("assess", case_file(tmp_path, vaule="130000.00"))
    assert "vaule" in line


def test_the_order_of_dates_is_checked(tmp_path: Path) -> None:
    done = svdesk("assess", case_file(tmp_path, start_date="2026-03-01", end_date="2025-03-01"))
    assert done.returncode == 2
    assert "end_date" in done.stderr


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    (line,) = refused("assess", tmp_path / "nowhere.json")
    assert "nowhere.json" in line


def test_a_folder_is_not_a_case_file(tmp_path: Path) -> None:
    (line,) = refused("assess", tmp_path)
    assert str(tmp_path) in line


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02\xff\xfe binary",
        b"not json",
        b"[]",
        b'"text"',
        b"null",
        b'{"format": "svdesk-case"',
        b"\xff\xfe{\x00}\x00",
        b"[" * 100_000,
        b'{"value": ' + b"9" * 10_000 + b"}",
    ],
    ids=[
        "empty", "binary", "words", "list", "string", "null", "cut off", "utf-16", "deep", "huge number",
    ],
)  # fmt: skip
def test_a_file_that_is_no_case_file_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "case.json"
    file.write_bytes(content)
    assert "case.json" in "".join(refused("assess", file))


def test_an_error_line_cannot_drive_the_terminal(tmp_path: Path) -> None:
    lines = refused("assess", case_file(tmp_path, procedure="\x1b[31mopen\nsecond line"))
    assert len(lines) == 1
    assert "\x1b" not in lines[0]
