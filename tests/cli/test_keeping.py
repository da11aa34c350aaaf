"""``svdesk projects delete``, ``bin`` and ``restore``, and ``svdesk records``, with honest statuses."""

import csv
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest

from svdesk.__main__ import main
from svdesk.domain.choices import Regime
from svdesk.domain.project import Award, Project
from svdesk.paths import database_file
from svdesk.policy.case import case_of
from svdesk.policy.loading.load import bundled_pack
from svdesk.services.project.project_sources import shipped_example
from svdesk.services.recording.record_decisions import record_decisions
from svdesk.storage.store import SqliteProjectStore

EXAMPLE = shipped_example()
Run = Callable[..., tuple[int, str, str]]


def above_threshold() -> Project:
    """The example as a public contract that was entered into."""
    facts = replace(EXAMPLE.facts, regime=Regime.STANDARD, value=Decimal(900_000))
    return replace(EXAMPLE, facts=facts, award=Award(entered_into_on=date(2098, 4, 1)))


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_one(*words: str) -> tuple[int, str, str]:
        status = main(["--data-dir", str(tmp_path), *words])
        told = capsys.readouterr()
        return status, told.out, told.err

    return run_one


def kept(folder: Path, project: Project = EXAMPLE) -> str:
    store = SqliteProjectStore(database_file(folder))
    store.save(project)
    record_decisions(case_of(project, bundled_pack()), store, issued=False)
    store.close()
    return str(project.id)


def test_a_backup_is_made_before_several_projects_are_deleted(run: Run, tmp_path: Path) -> None:
    keys = [kept(tmp_path), kept(tmp_path, replace(EXAMPLE, id=UUID(int=7)))]
    assert run("projects", "delete", *keys, "--reason", "Typed twice.", "--by", "Anna")[0] == 0
    assert "deleted" in run("backups", "list")[1]
    (backup,) = (tmp_path / "backups").glob("*.db")
    with closing(sqlite3.connect(backup)) as database:
        assert database.execute("SELECT count(*) FROM project").fetchone() == (2,)


def test_a_project_goes_into_the_bin_is_listed_there_and_comes_back(run: Run, tmp_path: Path) -> None:
    key = kept(tmp_path)
    status, said, _ = run("projects", "delete", key, "--reason", "Typed twice.", "--by", "Anna")
    assert status == 0
    assert "can be restored for 30 days" in said
    assert run("projects")[1].strip() == "No projects yet."
    status, said, _ = run("projects", "bin")
    assert status == 0
    assert key in said
    assert "Typed twice." in said
    assert "goes for good on" in said
    (entry,) = json.loads(run("projects", "bin", "--json")[1])["bin"]
    assert (entry["id"], entry["deleted_by"], entry["why"]) == (key, "Anna", "Typed twice.")
    assert run("projects", "restore", key)[0] == 0
    assert key in run("projects")[1]
    assert run("projects", "bin")[1].strip() == "The bin is empty."


def test_before_the_records_are_due_a_reason_is_wanted_and_nothing_happens_without(
    run: Run, tmp_path: Path
) -> None:
    key = kept(tmp_path, above_threshold())
    status, said, problem = run("projects", "delete", key)
    assert (status, said) == (2, "")
    assert "Keep until 31 March 2101" in problem
    assert "--reason" in problem
    assert key in run("projects")[1]
    assert run("projects", "delete", key, "--reason", "A copy is kept elsewhere.")[0] == 0
    assert run("projects", "bin", "--json")[1].count("Keep until 31 March 2101") == 1


def test_for_good_is_only_for_what_is_in_the_bin(run: Run, tmp_path: Path) -> None:
    key = kept(tmp_path)
    status, _, problem = run("projects", "delete", key, "--for-good")
    assert status == 2
    assert "in the bin" in problem
    run("projects", "delete", key)
    status, said, _ = run("projects", "delete", key, "--for-good")
    assert status == 0
    assert "Backups from before" in said
    assert run("projects", "restore", key)[0] == 2
    assert key in run("projects", "bin")[1], "a line says that it went"


@pytest.mark.parametrize("words", [("delete", "nonsense"), ("restore", "0" * 32), ("delete", "0" * 32)])
def test_what_is_not_there_is_a_mistake_and_changes_nothing(
    run: Run, tmp_path: Path, words: tuple[str, str]
) -> None:
    key = kept(tmp_path)
    status, _, problem = run("projects", *words)
    assert status == 2
    assert problem
    assert key in run("projects")[1]


def test_without_projects_there_is_nothing_to_delete(run: Run, tmp_path: Path) -> None:
    status, _, problem = run("projects", "bin")
    assert status == 2
    assert "no projects" in problem
    assert not database_file(tmp_path).exists()


def test_records_are_listed_verified_and_exported(run: Run, tmp_path: Path) -> None:
    key = kept(tmp_path)
    status, said, _ = run("records", "list", key)
    assert status == 0
    assert "Outcome “" in said
    assert "the chain is sound" in said
    assert run("records", "verify", key) == (
        0,
        "1 record, each linked to the one before it; the chain is sound.\n",
        "",
    )
    out = tmp_path / "records.json"
    assert run("records", "export", key, "--out", str(out))[0] == 0
    told = json.loads(out.read_text(encoding="utf-8"))
    assert told["chain"] == {"records": 1, "link": told["records"][0]["link"]}
    assert run("records", "export", key, "--out", str(out))[0] == 2, "what is there is not replaced"
    table = tmp_path / "records.csv"
    assert run("records", "export", key, "--out", str(table))[0] == 0
    rows = list(csv.reader(table.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0][:4] == ["Number", "When (UTC)", "Kind", "Who"]
    assert rows[-1][0] == "Head of the chain"
    assert run("records", "verify", key, "--against", str(out))[0] == 0


def tampered(folder: Path, *statements: str) -> None:
    """What somebody does who can write the file, and takes away what would refuse it."""
    with closing(sqlite3.connect(database_file(folder))) as database:
        for name in ("changed", "removed", "replaced"):
            database.execute(f"DROP TRIGGER record_is_not_{name}")
        for statement in statements:
            database.execute(statement)
        database.commit()


def test_a_record_that_somebody_changed_in_the_file_is_named(run: Run, tmp_path: Path) -> None:
    key = kept(tmp_path)
    tampered(tmp_path, "UPDATE record SET what = 'Nothing was decided.'")
    status, said, _ = run("records", "verify", key)
    assert status == 1
    assert "Record 1 is not what was written" in said
    assert "Nothing was changed or mended" in said
    assert run("records", "list", key)[0] == 1
    again = run("records", "verify", key)
    assert again[0] == 1, "looking mends nothing"


def test_a_record_that_was_cut_off_shows_in_the_file_and_beside_an_export(run: Run, tmp_path: Path) -> None:
    key = kept(tmp_path)
    out = tmp_path / "records.json"
    run("records", "export", key, "--out", str(out))
    tampered(tmp_path, "DELETE FROM record")
    status, said, _ = run("records", "verify", key)
    assert status == 1
    assert "some at the end may be gone" in said
    status, said, _ = run("records", "verify", key, "--against", str(out))
    assert status == 1
    assert "the last 1 were cut off" in said


def test_a_project_file_has_its_records_and_is_checked_like_the_database(run: Run, tmp_path: Path) -> None:
    from svdesk.rendering.file_formats import BundledFormats
    from svdesk.services.use_cases.backend import Backend
    from svdesk.services.use_cases.projects import write_stored_copy
    from svdesk.storage.backups.keeper import FileBackups
    from svdesk.storage.opening.projects_file import ProjectsFile

    key = kept(tmp_path)
    file = database_file(tmp_path)
    backend = Backend(tmp_path, ProjectsFile(file), BundledFormats(), lambda: FileBackups(file))
    copy = tmp_path / "copy.svproj"
    write_stored_copy(backend, EXAMPLE.id, copy)
    backend.close()
    assert run("records", "verify", str(copy))[0] == 0
    assert run("records", "verify", key, "--against", str(copy))[0] == 0
    tampered(tmp_path, "DELETE FROM record")
    assert run("records", "verify", key, "--against", str(copy))[0] == 1
