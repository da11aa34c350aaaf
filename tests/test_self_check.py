"""``svdesk self-check``: a line for each part, and an exit status that can be trusted."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import svdesk
from svdesk.documents.catalogue import CATALOGUE


def self_check(package: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the self-check from no folder in particular, of this package or of another copy of it."""
    without_display = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "QT_QPA_PLATFORM")}
    if package:
        environment["PYTHONPATH"] = str(package)
    return subprocess.run(
        [sys.executable, "-m", "svdesk", "self-check"],
        cwd=Path(sys.prefix),
        env={**without_display, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_every_part_works_and_has_its_line() -> None:
    done = self_check()
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert all(line.startswith("ok ") for line in lines)
    named = [line.split(":")[0].removeprefix("ok").strip() for line in lines]
    assert named == [
        "forms",
        "policy pack",
        "legal calendar",
        "documents",
        *(f"document {kind.key}" for kind in CATALOGUE),
        "formats",
        "returned forms",
        "logos",
        "database",
        "project file",
    ]


def copy_of_the_program(folder: Path) -> Path:
    """A copy of the program with its forms and resources, to be broken."""

    package = Path(svdesk.__file__).parent
    for part in ("svdesk", "ui", "resources"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(package.parent / part, folder / part, ignore=ignored)
    return folder


def test_a_broken_form_fails_and_the_rest_is_still_tried(tmp_path: Path) -> None:
    program = copy_of_the_program(tmp_path)
    (program / "ui" / "home.ui").write_text("<ui><widget", encoding="utf-8")
    (program / "svdesk" / "documents" / "contract" / "annex.py").write_text("1 / 0\n", encoding="utf-8")
    done = self_check(program)
    assert done.returncode == 1
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
    assert [line.split()[1].rstrip(":") for line in failed] == ["forms", "documents"]
    assert "home.ui" in failed[0]
    assert "ok      database" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_a_step_whose_form_names_an_unknown_field_is_found(tmp_path: Path) -> None:
    program = copy_of_the_program(tmp_path)
    form = program / "ui" / "steps" / "about.toml"
    form.write_text(form.read_text(encoding="utf-8").replace('"title"', '"titel"'), encoding="utf-8")
    done = self_check(program)
    assert done.returncode == 1
    (failed,) = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
    assert failed.startswith("FAILED  forms: about.toml, part 1")
    assert "“titel”" in failed
    assert "title, purpose" in failed, "what is allowed"


def test_an_installation_without_its_policy_fails(tmp_path: Path) -> None:
    program = copy_of_the_program(tmp_path)
    (program / "resources" / "policy").rename(program / "resources" / "elsewhere")
    done = self_check(program)
    assert done.returncode == 1
    assert "FAILED  policy pack" in done.stdout
    assert "ok      forms" in done.stdout
