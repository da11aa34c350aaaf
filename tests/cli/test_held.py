"""While a window has the projects open, a command that needs them says so, with a status that is not 0."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from svdesk.__main__ import main
from svdesk.paths import database_file
from svdesk.services.exchange.project_file import write_exchange
from svdesk.services.project.project_sources import shipped_example
from svdesk.storage.store import SqliteProjectStore

KEY = str(shipped_example().id)


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Path]:
    """A data folder whose projects are open."""
    store = SqliteProjectStore(database_file(tmp_path))
    store.save(shipped_example())
    yield tmp_path
    store.close()


@pytest.mark.parametrize(
    "words",
    [
        ("projects",),
        ("projects", "bin"),
        ("projects", "delete", KEY, "--reason", "Typed twice.", "--by", "Anna"),
        ("projects", "restore", KEY),
        ("projects", "import", "{file}"),
        ("responses", "list", "--project", KEY),
        ("responses", "table", "--project", KEY, "--out", "{folder}/table.csv"),
        ("records", "list", KEY),
        ("records", "verify", KEY),
        ("backups", "make"),
    ],
    ids=" ".join,
)
def test_a_command_says_who_has_the_projects_open(
    words: tuple[str, ...], held: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file = tmp_path / "one.svproj"
    write_exchange(shipped_example(), file)
    given = [word.format(file=file, folder=tmp_path) for word in words]
    assert main(["--data-dir", str(held), *given]) != 0
    assert "has your projects open in another SVDesk" in capsys.readouterr().err
    assert not (tmp_path / "table.csv").exists()
