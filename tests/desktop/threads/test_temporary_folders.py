"""Temporary folders: nobody else's to read, gone at the end however it comes, made again when they vanish."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import pytest

from svdesk.desktop.worker.temporary_folders import TemporaryFolder, sweep

_HOLDS_ONE = """
import sys
from svdesk.desktop.worker.temporary_folders import TemporaryFolder
temporary = TemporaryFolder("live")
(temporary.folder / "project.json").write_text("all that was typed")
print(temporary.folder, flush=True)
sys.stdin.read()
"""

Other = subprocess.Popen[str]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of the system that is the test's own."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def other(root: Path) -> Iterator[Other]:
    """Another SVDesk at work in the same temporary folder."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDS_ONE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "TMPDIR": str(root), "TEMP": str(root), "TMP": str(root)},
    ) as process:
        yield process
        process.kill()


def folder_of(other: Other) -> Path:
    assert other.stdout
    return Path(other.stdout.readline().strip())


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps them below the user's own folder")
def test_nobody_else_may_look_into_it(root: Path) -> None:
    temporary = TemporaryFolder("live")
    assert temporary.folder.parent == root
    assert stat.S_IMODE(temporary.folder.stat().st_mode) == stat.S_IRWXU
    temporary.close()


def test_nothing_stays_when_it_is_closed_and_closing_twice_is_no_matter(root: Path) -> None:
    temporary = TemporaryFolder("live")
    (temporary.folder / "1").mkdir()
    (temporary.folder / "1" / "itt.pdf").write_bytes(b"%PDF")
    temporary.close()
    temporary.close()
    assert list(root.iterdir()) == []


def test_it_is_made_again_when_something_removes_it(root: Path) -> None:
    temporary = TemporaryFolder("live")
    rmtree(temporary.folder)
    (temporary.folder / "project.json").write_text("{}")
    assert sweep() == ()
    assert (temporary.folder / "project.json").exists()
    temporary.close()
    assert list(root.iterdir()) == []


def test_its_lock_is_taken_again_when_a_cleaner_empties_it(root: Path) -> None:
    temporary = TemporaryFolder("live")
    for each in temporary.folder.iterdir():
        each.unlink()
    folder = temporary.folder
    _make_old(folder)
    assert sweep() == ()
    assert folder.exists()
    temporary.close()
    assert list(root.iterdir()) == []


def test_that_of_another_running_program_is_never_swept(other: Other, root: Path) -> None:
    folder = folder_of(other)
    _make_old(folder)
    assert sweep() == ()
    assert (folder / "project.json").exists()
    other.communicate("")
    assert list(root.iterdir()) == []


def test_that_of_a_program_that_crashed_is_swept_at_once(other: Other, root: Path) -> None:
    folder = folder_of(other)
    other.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
    other.wait()
    assert (folder / "project.json").exists()
    assert sweep() == (folder,)
    assert list(root.iterdir()) == []


def test_a_folder_without_a_lock_is_swept_only_when_it_has_been_left_for_long(root: Path) -> None:
    left = root / "svdesk-live-abc"
    left.mkdir()
    (left / "1.json").write_text("{}")
    assert sweep() == ()
    _make_old(left)
    assert sweep() == (left,)


def test_nothing_else_is_swept(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("mine")
    (elsewhere / "letter.txt").write_text("mine")
    for name in ("letters", "SVDesk notes"):
        (root / name).mkdir()
        _make_old(root / name)
    (root / "svdesk-report.txt").write_text("a file")
    _make_old(root / "svdesk-report.txt")
    _make_old(elsewhere)
    if os.name == "posix":
        (root / "svdesk-live-link").symlink_to(elsewhere, target_is_directory=True)
    assert sweep() == ()
    assert (elsewhere / "letter.txt").exists()
    assert len(list(root.iterdir())) == (4 if os.name == "posix" else 3)


@pytest.mark.skipif(os.name != "posix", reason="only there may anybody put a link into the folder")
def test_a_link_that_somebody_put_there_leads_to_no_removal(
    other: Other, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = folder_of(other)
    other.kill()
    other.wait()
    elsewhere = tmp_path_factory.mktemp("mine") / "kept"
    folder.rename(elsewhere)
    (root / "svdesk-live-link").symlink_to(elsewhere, target_is_directory=True)
    assert sweep() == ()
    assert (elsewhere / "project.json").exists()


def _make_old(path: Path) -> None:
    long_ago = time.time() - 30 * 24 * 3600
    for each in (*path.rglob("*"), path):
        os.utime(each, (long_ago, long_ago))
