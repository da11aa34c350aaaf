"""A network drive or a synchronised folder is recognised on every system, and what to do is said."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from svdesk.data_place import Place, System, on_this_computer, place_of, this_system

MOUNTS = """\
22 1 0:21 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /home/jo/council\\040share rw,relatime - cifs //server/share rw,vers=3.1.1
31 22 0:41 / /mnt/nas rw - nfs4 nas:/projects rw
32 31 0:42 / /mnt/nas/local rw - xfs /dev/sdb1 rw
33 22 0:43 / /home/jo/far rw shared:2 - fuse.sshfs jo@far:/ rw
"""
MAC_MOUNTS = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//jo@server/share on /Volumes/share (smbfs, nodev, nosuid, mounted by jo)
"""


def system(
    platform: str = "linux",
    *,
    mounts: str = MOUNTS,
    environment: Mapping[str, str] | None = None,
    marks: tuple[str, ...] = (),
    remote: str = "",
    attributes: int = 0,
) -> System:
    kind = PureWindowsPath if platform == "win32" else PurePosixPath
    return System(
        platform=platform,
        environment=environment or {},
        mounts=mounts,
        drive_type=lambda root: 4 if root == remote else 3,
        is_there=lambda path: path in [kind(mark) for mark in marks],
        attributes=lambda _path: attributes,
    )


WINDOWS = system("win32", environment={"OneDrive": r"C:\Users\Jo\CloudFiles"}, remote="H:\\")


@pytest.mark.parametrize(
    ("folder", "asked", "network", "name"),
    [
        ("/mnt/nas/SVDesk", system(), True, "nfs4"),
        ("/home/jo/council share/SVDesk", system(), True, "cifs"),
        ("/home/jo/far", system(), True, "fuse.sshfs"),
        ("/Volumes/share/SVDesk", system("darwin", mounts=MAC_MOUNTS), True, "smbfs"),
        (r"\\server\share\SVDesk", WINDOWS, True, r"\\server\share"),
        (r"\\?\UNC\server\share\SVDesk", WINDOWS, True, r"\\server\share"),
        (r"H:\SVDesk", WINDOWS, True, "H:"),
        (r"C:\Users\Jo\CloudFiles\SVDesk", WINDOWS, False, "OneDrive"),
        (r"c:\users\jo\cloudfiles", WINDOWS, False, "OneDrive"),
        (r"D:\OneDrive - Cheshire East Council\x", WINDOWS, False, "OneDrive"),
        (r"D:\x", system("win32", attributes=0x400000), False, "a synchronising program"),
        ("/home/jo/Dropbox/x", system(), False, "Dropbox"),
        ("/home/jo/Nextcloud/x", system(), False, "Nextcloud"),
        ("/Users/jo/Library/CloudStorage/GoogleDrive-jo/My Drive", system("darwin"), False, "Google Drive"),
        ("/Users/jo/Library/Mobile Documents/x", system("darwin"), False, "iCloud"),
        ("/data/x/y", system(marks=("/data/x/.stfolder",)), False, "Syncthing"),
        ("/data/x", system(marks=("/data/x/.nextcloudsync.log",)), False, "Nextcloud"),
    ],
)
def test_a_place_that_a_database_does_not_bear_is_named(
    folder: str, asked: System, network: bool, name: str
) -> None:
    kind = PureWindowsPath if asked.platform == "win32" else PurePosixPath
    assert place_of(kind(folder), asked) == Place(network=network, name=name)


@pytest.mark.parametrize(
    ("folder", "asked"),
    [
        ("/home/jo/.local/share/SVDesk", system()),
        ("/mnt/nas/local/SVDesk", system()),
        ("/home/jo/councils", system()),
        ("/home/jo/My OneDrive notes", system()),
        (r"C:\Users\Jo\AppData\Local\SVDesk", WINDOWS),
        (r"C:\Users\Jo\CloudFilesNot", WINDOWS),
        (r"\\?\C:\Users\Jo\SVDesk", WINDOWS),
        ("/Users/jo/Library/Application Support/SVDesk", system("darwin", mounts=MAC_MOUNTS)),
        ("/anywhere", system(mounts="no such lines\n1 2 3 - \n")),
    ],
)
def test_a_folder_of_this_computer_is_left_alone(folder: str, asked: System) -> None:
    kind = PureWindowsPath if asked.platform == "win32" else PurePosixPath
    assert place_of(kind(folder), asked) is None


def test_a_drive_that_fails_when_it_is_asked_is_no_fault() -> None:
    def fails(_path: PurePath) -> bool:
        raise OSError

    assert place_of(PurePosixPath("/home/jo"), replace(system(), is_there=fails)) is None


def test_the_warning_says_what_to_do() -> None:
    words = Place(network=True, name="cifs").warning(Path("/mnt/x"), "/home/jo/SVDesk")
    assert "on a network drive (cifs), in /mnt/x" in words
    assert "move the folder to /home/jo/SVDesk" in words
    assert "Save a copy" in words
    assert "Dropbox synchronises" in Place(network=False, name="Dropbox").warning(Path("/x"), "/y")


def test_this_very_system_answers(tmp_path: Path) -> None:
    assert place_of(tmp_path, this_system()) is None
    synced = tmp_path / "Dropbox" / "SVDesk"
    synced.mkdir(parents=True)
    assert on_this_computer(tmp_path)
    assert not on_this_computer(synced)
