"""Project files under a password on the command line: typed or read from a file, and never shown."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from svdesk.services.exchange.project_file import Opened, open_exchange, read_exchange, write_opened
from svdesk.services.project.project_sources import shipped_example
from tests.cli.running import refused, svdesk

PASSWORD = "three Wörter and 1"
COMMANDS = (
    ("what-if", "{}"),
    ("check", "{}"),
    ("projects", "import", "{}"),
    ("responses", "list", "--project", "{}"),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "protected.svproj"
    write_opened(Opened(shipped_example(), password=PASSWORD), path)
    return path


@pytest.fixture
def password_file(tmp_path: Path) -> Path:
    path = tmp_path / "word.txt"
    path.write_bytes(PASSWORD.encode() + b"\r\nnot this line")
    return path


def test_without_a_password_each_command_says_how_to_give_one(file: Path, tmp_path: Path) -> None:
    for command in COMMANDS[:2]:
        (line,) = refused(*(word.format(file) for word in command), "--data-dir", tmp_path / "data")
        assert "opens with a password" in line
        assert "--password-file" in line


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: words[0])
def test_each_command_opens_it_with_the_password_in_a_file(
    file: Path, password_file: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    words = [word.format(file) for word in command]
    done = svdesk(*words, "--password-file", password_file, "--data-dir", tmp_path / "data")
    assert done.returncode in (0, 1), done.stderr
    assert "password" not in done.stdout + done.stderr


def test_another_password_is_refused_in_one_line(file: Path, password_file: Path) -> None:
    password_file.write_text("another one")
    (line,) = refused("check", file, "--password-file", password_file)
    assert "the password is not the one that it was protected with. Nothing was changed." in line
    password_file.write_text("\n")
    (line,) = refused("check", file, "--password-file", password_file)
    assert "no password was given" in line


def test_what_came_protected_goes_out_protected(file: Path, password_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.svproj"
    svdesk("check", file, "--fix", "--out", copy, "--password-file", password_file)
    assert open_exchange(copy, password=PASSWORD).password == PASSWORD
    assert PASSWORD.encode() not in copy.read_bytes()
    assert read_exchange(file, PASSWORD) == shipped_example()


def test_it_can_come_through_the_standard_input(file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "svdesk", "what-if", str(file), "--password-file", "-"],
        input=PASSWORD.encode() + b"\n",
        capture_output=True,
        env={name: value for name, value in os.environ.items() if name != "DISPLAY"},
        check=False,
    )
    assert done.returncode == 0, done.stderr


TYPING = """
import os, pty, sys
child, terminal = pty.fork()
if child == 0:
    os.execv(sys.executable, [sys.executable, "-m", "svdesk", *sys.argv[2:]])
said = b""
while b"Password: " not in said:
    said += os.read(terminal, 1024)
os.write(terminal, sys.argv[1].encode() + b"\\n")
try:
    while more := os.read(terminal, 1024):
        said += more
except OSError:  # the program has ended
    pass
sys.stdout.buffer.write(said)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such terminals")
@pytest.mark.parametrize(("typed", "status"), [(PASSWORD, 0), ("another one", 2)])
def test_it_is_asked_for_at_a_terminal_and_not_shown(file: Path, typed: str, status: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", TYPING, typed, "what-if", str(file)], capture_output=True, check=False
    )
    assert done.returncode == status, done.stdout
    assert b"opens with a password" in done.stdout
    assert typed.encode() not in done.stdout
