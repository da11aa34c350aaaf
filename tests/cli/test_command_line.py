"""The command line itself: what it takes, how it ends, and what it loads."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import svdesk as package
from svdesk.cli.arguments import WINDOW, read_arguments
from tests.cli.running import case_file, refused, svdesk


def test_without_a_command_the_window_opens() -> None:
    assert read_arguments([]).command == WINDOW
    assert read_arguments(["--data-dir", "x"]).data_dir == Path("x")


@pytest.mark.parametrize(
    "words",
    [["P.svproj"], ["--data-dir", "x", "P.svproj"], ["--data-dir=x", "P.SVPROJ"], ["window", "P.svproj"]],
)
def test_a_project_file_alone_opens_in_the_window(words: list[str]) -> None:
    read = read_arguments(words)
    assert read.command == WINDOW
    assert read.file == Path(words[-1])


def test_without_a_display_the_window_says_so(tmp_path: Path) -> None:
    (line,) = refused("--data-dir", tmp_path)
    assert "no display" in line


@pytest.mark.parametrize(
    "words",
    [
        ["asess"],
        ["assess"],
        ["assess", "a.json", "b.json"],
        ["assess", "a.json", "--jsn"],
        ["new", "--case", "a.json"],
        ["build", "a.svproj"],
        ["build", "a.svproj", "--out", ""],
        ["--data-dir"],
        ["--dat", "x", "projects"],
        ["projects", "--data-dir", ""],
    ],
)
def test_a_command_that_cannot_be_understood_is_refused(words: list[str]) -> None:
    problem, hint = refused(*words)
    assert problem.endswith(".")
    assert "--help" in hint


@pytest.mark.parametrize(
    "command",
    ["", "window", "assess", "new", "build", "what-if", "example-packs", "projects", "verify", "self-check"],
)
def test_every_command_explains_itself(command: str) -> None:
    done = svdesk(*([command] if command else []), "--help")
    assert done.returncode == 0
    assert "--data-dir" in done.stdout
    assert done.stderr == ""


def test_the_version_is_printed() -> None:
    assert svdesk("--version").stdout == f"SVDesk {package.__version__}\n"


@pytest.mark.parametrize(
    ("words", "absent"),
    [
        (["--help"], {"PySide6", "sqlmodel", "reportlab", "pydantic", "pikepdf", "PIL"}),
        (["projects"], {"PySide6", "sqlmodel", "sqlalchemy", "reportlab", "pikepdf"}),
        (["assess", "CASE"], {"PySide6", "sqlmodel", "sqlalchemy", "reportlab", "pikepdf"}),
        (["new", "--case", "CASE", "--out", "OUT"], {"PySide6", "sqlmodel", "sqlalchemy", "reportlab"}),
        (["example-packs", "--out", "OUT"], {"PySide6", "sqlmodel", "sqlalchemy"}),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_command_loads_no_library_that_it_does_not_need(
    tmp_path: Path, words: list[str], absent: set[str]
) -> None:
    places = {"CASE": str(case_file(tmp_path)), "OUT": str(tmp_path / "out.svproj")}
    words = [places.get(word, word) for word in words]
    code = (
        "import sys; from svdesk.__main__ import main\n"
        f"try: main({['--data-dir', str(tmp_path), *words]!r})\n"
        "except SystemExit: pass\n"
        "print(sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    loaded = set(ast.literal_eval(done.stdout.splitlines()[-1]))
    assert "svdesk" in loaded
    assert loaded & absent == set()


def test_a_reader_that_stops_early_is_no_error(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "svdesk", "assess", str(case_file(tmp_path)), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 0


def test_what_is_printed_is_utf_8_whatever_the_console_has(tmp_path: Path) -> None:
    case = case_file(tmp_path, procedure="Caffè 資料")
    done = svdesk(
        "assess", case, environment={"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0", "LC_ALL": "C"}
    )
    assert "Caffè 資料" in done.stderr


def test_an_error_that_nobody_expected_is_one_sentence_and_a_log(tmp_path: Path) -> None:
    """An installation that has lost its policy pack is one that no command expects."""
    code = (
        "import sys; from pathlib import Path; import svdesk.paths\n"
        "svdesk.paths._PACKAGE = Path('nowhere/at/all')\n"
        "from svdesk.__main__ import main\n"
        f"sys.exit(main(['--data-dir', {str(tmp_path / 'data')!r}, 'assess', {str(case_file(tmp_path))!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    log = tmp_path / "data" / "logs" / "command.log"
    assert str(log) in line
    assert "svdesk.policy.loading.load:" in log.read_text(encoding="utf-8")


def test_an_unexpected_error_is_said_even_where_no_log_can_be_written(tmp_path: Path) -> None:
    in_the_way = tmp_path / "data"
    in_the_way.write_text("mine", encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; import svdesk.paths\n"
        "svdesk.paths._PACKAGE = Path('nowhere/at/all')\n"
        "from svdesk.__main__ import main\n"
        f"sys.exit(main(['--data-dir', {str(in_the_way)!r}, 'assess', {str(case_file(tmp_path))!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr
