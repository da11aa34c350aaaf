"""What is read is a file: never a pipe, a device, a folder, a socket, nor the database that is open."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from svdesk.cli.arguments import read_arguments
from svdesk.cli.commands import COMMANDS
from svdesk.console import CommandError
from svdesk.files.regular import read_regular
from svdesk.files.whole import write_whole
from svdesk.storage.store import SqliteProjectStore
from tests.projects import full_project

UNIX = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")


def test_a_file_is_read_up_to_the_bound(tmp_path: Path):
    file = tmp_path / "a"
    file.write_bytes(b"0123456789")
    (tmp_path / "link").symlink_to(file)
    assert read_regular(file, 100) == b"0123456789"
    assert read_regular(tmp_path / "link", 4) == b"0123"


@UNIX
def test_pipes_devices_sockets_and_folders_are_refused_at_once(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "pipe")
    (tmp_path / "round").symlink_to(tmp_path / "round")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket"))
        for each in (
            *(tmp_path, tmp_path / "pipe", tmp_path / "link", tmp_path / "socket"),
            *(tmp_path / "round", tmp_path / "nothing"),
            *(Path("/dev/zero"), Path("/dev/null"), Path("/dev/tty")),
        ):
            with pytest.raises(OSError, match=r"directory|a pipe or a device|symbolic links"):
                read_regular(each, 10)


@UNIX
def test_the_open_database_is_neither_read_nor_replaced_and_stays_locked(tmp_path: Path):
    file = tmp_path / "svdesk.db"
    (tmp_path / "other").symlink_to(file)
    store = SqliteProjectStore(file)
    store.save(full_project())  # there is a log beside it from the first save on
    os.link(file, tmp_path / "twin")
    try:
        for name in ("svdesk.db", "other", "twin", "svdesk.db-wal"):
            assert (tmp_path / name).exists()
            with pytest.raises(OSError, match="it is open"):
                read_regular(tmp_path / name, 10)
            with pytest.raises(OSError, match="it is open"):
                write_whole(tmp_path / name, b"another")
        assert _is_locked(file)
    finally:
        store.close()


@UNIX
def test_reading_it_in_another_way_would_drop_the_lock(tmp_path: Path):
    # What the test above is worth: without the refusal the lock goes.
    file = tmp_path / "svdesk.db"
    store = SqliteProjectStore(file)
    try:
        file.read_bytes()
        assert not _is_locked(file)
    finally:
        store.close()


def _is_locked(file: Path) -> bool:
    # Asked by another process: the locks of one process never stand in its own way.
    question = (
        "import sqlite3, sys\n"
        "other = sqlite3.connect(sys.argv[1], timeout=0)\n"
        "try:\n"
        "    other.execute('SELECT count(*) FROM sqlite_schema').fetchone()\n"
        "except sqlite3.OperationalError as error:\n"
        "    print(error)\n"
    )
    asked = subprocess.run(
        [sys.executable, "-c", question, str(file)], capture_output=True, text=True, check=True
    )
    return "locked" in asked.stdout


@UNIX
@pytest.mark.parametrize(
    "command",
    [
        ("assess", "{pipe}"),
        ("check", "{pipe}"),
        ("verify", "{pipe}"),
        ("build", "{pipe}", "--out", "{out}"),
        ("what-if", "{pipe}"),
        ("new", "--case", "{pipe}", "--out", "{out}/p.svproj"),
        ("new", "--from-pdf", "{pipe}", "--out", "{out}/p.svproj"),
        ("new", "--case", "{case}", "--logo", "{pipe}", "--logo-words", "Us", "--out", "{out}/p.svproj"),
        ("responses", "read", "{pipe}", "--data-dir", "{out}"),
        ("policy", "check", "{pack}"),
        ("policy", "list", "rules", "--pack", "{pack}"),
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_no_command_waits_for_a_pipe(
    command: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    pipe, pack, out = tmp_path / "pipe.pdf", tmp_path / "pack", tmp_path / "out"
    pack.mkdir()
    out.mkdir()
    os.mkfifo(pipe)
    (pack / "pack.toml").write_text('id = "pipes"\n', encoding="utf-8")
    os.mkfifo(pack / "rules.toml")
    case = Path(__file__).parent.parent / "cases" / "extra-care-catering.json"
    read = read_arguments([each.format(pipe=pipe, pack=pack, out=out, case=case) for each in command])
    try:
        COMMANDS[read.command](read, out)
        refused = "".join(capsys.readouterr())
    except CommandError as error:
        refused = str(error)
    assert "a pipe or a device" in refused
    assert not list(out.glob("*.svproj"))
