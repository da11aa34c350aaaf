"""The same revision and edition give the same bytes, whatever machine, person, folder or language."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from svdesk.rendering.formats import format_keys
from svdesk.services.exchange.project_file import write_exchange
from svdesk.services.project.project_sources import shipped_example

FORMATS = ",".join(format_keys())
PLACES: tuple[tuple[str, dict[str, str]], ...] = (
    ("here", {}),
    (
        "Tŷ bach, 50% of it",
        {
            "PYTHONHASHSEED": "1",
            "TZ": "Asia/Tokyo",
            "LC_ALL": "C",
            "LANG": "C",
            "USER": "anna",
            "LOGNAME": "anna",
            "USERNAME": "anna",
            "HOSTNAME": "one",
        },
    ),
    (
        "other",
        {
            "PYTHONHASHSEED": "4242",
            "TZ": "America/St_Johns",
            "LC_ALL": "tr_TR.UTF-8",
            "LANG": "tr_TR.UTF-8",
            "PYTHONUTF8": "0",
            "PYTHONOPTIMIZE": "1",
            "SOURCE_DATE_EPOCH": "1",
            "USER": "björn",
            "LOGNAME": "björn",
            "USERNAME": "björn",
            "HOSTNAME": "two",
        },
    ),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """The digests of all documents of one project, by name, made in each of the places."""
    root = tmp_path_factory.mktemp("machines")
    found = []
    for name, environment in PLACES:
        home = root / name
        home.mkdir()
        project = home / "catering.svproj"
        write_exchange(shipped_example(), project)
        own = {"HOME": str(home), "XDG_DATA_HOME": str(home), "LOCALAPPDATA": str(home), "TMPDIR": str(home)}
        path = {"PYTHONPATH": str(Path(__file__).parents[3])}
        subprocess.run(
            [
                sys.executable,
                "-m",
                "svdesk",
                "build",
                str(project),
                "--out",
                str(home / "out"),
                "--format",
                FORMATS,
            ],
            cwd=home,
            env=os.environ | own | path | environment,
            capture_output=True,
            check=True,
        )
        found.append(
            {
                file.name: hashlib.sha256(file.read_bytes()).hexdigest()
                for file in (home / "out").iterdir()
                if not file.name.endswith("-manifest.json")
            }
        )
    return found


def test_documents_are_the_same_on_every_machine(made: list[dict[str, str]]) -> None:
    here, *elsewhere = made
    assert {name.rpartition(".")[2] for name in here} == set(format_keys())
    assert elsewhere == [here, here]


def test_the_documents_differ_from_each_other(made: list[dict[str, str]]) -> None:
    pages = [digest for name, digest in made[0].items() if name.endswith((".pdf", ".docx", ".html"))]
    assert len(set(pages)) == len(pages)
