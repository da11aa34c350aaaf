import errno
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from svdesk.files.folders import make_folder
from svdesk.files.whole import write_whole
from svdesk.files.whole_folder import whole_folder, write_unsynced
from tests.files.power import Disk

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows opens no folders, and syncs them itself")


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


def failing_for_folders(number: int) -> Callable[[int], None]:
    """Return a sync that fails with an error of the system for folders alone."""
    sync = os.fsync

    def fail(opened: int) -> None:
        if stat.S_ISDIR(os.fstat(opened).st_mode):
            raise OSError(number, os.strerror(number))
        sync(opened)

    return fail


def test_a_file_survives_a_power_cut_once_it_is_written(tmp_path: Path, disk: Disk):
    path = tmp_path / "plan.txt"
    write_whole(path, b"first")
    assert disk.keeps(path, tmp_path)
    write_whole(path, b"the second, longer")
    assert path.read_bytes() == b"the second, longer"
    assert disk.keeps(path, tmp_path)


def test_new_folders_survive_it_too(tmp_path: Path, disk: Disk):
    folder = tmp_path / "a" / "b" / "c"
    make_folder(folder)
    assert disk.keeps(folder, tmp_path)
    make_folder(folder)


def test_a_folder_of_files_appears_whole_and_survives(tmp_path: Path, disk: Disk):
    target = tmp_path / "new" / "edition"
    with whole_folder(target) as made:
        (made / "deep").mkdir()
        write_unsynced(made / "deep" / "one.toml", b"a = 1\n")
        write_unsynced(made / "two.toml", b"b = 2\n")
        assert not target.exists()
    assert all(disk.keeps(target / name, tmp_path) for name in ("deep/one.toml", "two.toml"))
    assert list(target.parent.iterdir()) == [target]


def test_a_folder_that_was_not_finished_leaves_nothing(tmp_path: Path):
    def half() -> None:
        with whole_folder(tmp_path / "edition") as made:
            write_unsynced(made / "one.toml", b"")
            raise ValueError("half-way")

    with pytest.raises(ValueError, match="half-way"):
        half()
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_syncs_no_folders_is_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "fsync", failing_for_folders(errno.EINVAL))
    make_folder(tmp_path / "shared")
    write_whole(tmp_path / "shared" / "plan.txt", b"words")
    assert (tmp_path / "shared" / "plan.txt").read_bytes() == b"words"


def test_a_disk_that_fails_is_told_even_at_the_last_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "fsync", failing_for_folders(errno.EIO))
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        write_whole(tmp_path / "plan.txt", b"words")
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        make_folder(tmp_path / "out")


def test_a_process_that_is_killed_while_it_writes_leaves_the_old_file_and_is_cleared_away_after(
    tmp_path: Path,
):
    path = tmp_path / "plan.txt"
    write_whole(path, b"old")
    killed = subprocess.run(
        [
            sys.executable,
            "-c",
            "import os, pathlib, sys\n"
            "from svdesk.files.whole import write_whole\n"
            "os.fsync = lambda opened: os.kill(os.getpid(), 9)\n"
            "write_whole(pathlib.Path(sys.argv[1]), b'new')\n",
            path,
        ],
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"old"
    (left,) = set(tmp_path.iterdir()) - {path}
    assert left.name.startswith(".")
    ages_ago = time.time() - 7200
    os.utime(left, (ages_ago, ages_ago))
    young = tmp_path / ".svdesk-at-work.part"
    young.touch()
    again = (
        "import pathlib; from svdesk.files.whole import write_whole; "
        f"write_whole(pathlib.Path({str(path)!r}), b'')"
    )
    subprocess.run([sys.executable, "-c", again], check=True)
    assert set(tmp_path.iterdir()) == {path, young}
