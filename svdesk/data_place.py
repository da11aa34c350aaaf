"""Where the projects lie: on this computer, on a network drive, or in a folder that is synchronised.

A database does not bear the last two: a network drive may not keep its locks, and a synchronising program
copies the file while it changes, or puts an older one in its place.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import TypeVar

from svdesk.files.regular import read_regular

NETWORK_FILE_SYSTEMS = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "afs", "ncpfs", "webdav", "davfs", "fuse.davfs2"),
        *("ceph", "fuse.ceph", "glusterfs", "fuse.glusterfs", "fuse.sshfs", "fuse.rclone"),
        *("fuse.gvfsd-fuse", "vboxsf", "prl_fs", "fuse.vmhgfs-fuse"),
    )
)
"""What the system calls file systems that other computers hold."""

_ONEDRIVE_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_BY_NAME = (
    (re.compile(r"OneDrive( - .*)?|OneDrive-.*", re.IGNORECASE), "OneDrive"),
    (re.compile(r"Dropbox( \(.*\))?", re.IGNORECASE), "Dropbox"),
    (re.compile(r"Google ?Drive.*|My Drive", re.IGNORECASE), "Google Drive"),
    (re.compile(r"iCloud ?Drive|Mobile Documents", re.IGNORECASE), "iCloud"),
    (re.compile(r"Nextcloud|ownCloud", re.IGNORECASE), "Nextcloud"),
    (re.compile(r"Box( Sync)?|Box-Box", re.IGNORECASE), "Box"),
    (re.compile(r"SharePoint|SynologyDrive|Syncthing", re.IGNORECASE), "a synchronising program"),
)
_BY_MARK = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".tmp.drivedownload": "Google Drive",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
    ".SynologyWorkingDirectory": "Synology Drive",
}
_Answer = TypeVar("_Answer")
_MOST_MOUNTS = 4_000_000
_REMOTE_DRIVE = 4
_IN_THE_CLOUD = 0x80000 | 0x100000 | 0x400000
"""Windows' attributes of what is kept in the cloud: pinned, unpinned, fetched when it is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What is wrong with a place: *network* or synchronised, and the *name* of the drive or the program."""

    network: bool
    name: str

    def warning(self, folder: PurePath, better: str) -> str:
        """Say what it means and what to do; *better* is a folder on this computer."""
        if self.network:
            what = f"Your projects are on a network drive ({self.name}), in {folder}."
            why = "If the network fails, or somebody else opens them too, work can be lost."
        else:
            what = f"Your projects are in a folder that {self.name} synchronises: {folder}."
            why = "It may put an older file in their place, or copy one that is half written."
        return (
            f"{what} {why} Close SVDesk, move the folder to {better}, and start SVDesk again. To share a "
            "project, use “Save a copy”: the copy may lie on any drive."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """What is asked of the system; *mounts* is what ``/proc/self/mountinfo`` or ``mount`` says."""

    platform: str
    environment: Mapping[str, str]
    mounts: str
    drive_type: Callable[[str], int]
    is_there: Callable[[PurePath], bool]
    attributes: Callable[[PurePath], int]


def this_system() -> System:
    """Return the system that SVDesk runs on."""
    return System(
        platform=sys.platform,
        environment=os.environ,
        mounts=_mounts(),
        drive_type=_drive_type,
        is_there=lambda path: Path(path).exists(),
        attributes=lambda path: getattr(Path(path).stat(), "st_file_attributes", 0),
    )


def place_of(folder: PurePath, system: System) -> Place | None:
    """Return what is wrong with *folder*, an absolute path; None for a folder of this computer."""
    path = PureWindowsPath(folder) if system.platform == "win32" else PurePosixPath(folder)
    network = _network(path, system)
    if network:
        return Place(network=True, name=network)
    synced = _synced(path, system)
    return Place(network=False, name=synced) if synced else None


def on_this_computer(folder: Path) -> bool:
    """Whether *folder* is one that a database bears."""
    return place_of(folder.absolute(), this_system()) is None


def _network(path: PureWindowsPath | PurePosixPath, system: System) -> str:
    if isinstance(path, PureWindowsPath):
        if path.drive.startswith("\\\\") and not path.drive.startswith(("\\\\?\\", "\\\\.\\")):
            return path.drive
        plain = path.drive.removeprefix("\\\\?\\")
        if plain.upper().startswith("UNC\\"):
            return f"\\\\{plain[4:]}"
        return plain if plain and system.drive_type(f"{plain}\\") == _REMOTE_DRIVE else ""
    kind, longest = "", -1
    for mounted, system_kind in _mounted(system.mounts):
        if path.is_relative_to(mounted) and len(mounted.parts) >= longest:
            kind, longest = system_kind, len(mounted.parts)
    return kind if kind in NETWORK_FILE_SYSTEMS else ""


def _mounted(mounts: str) -> list[tuple[PurePosixPath, str]]:
    """Return where file systems are mounted and of what kind they are, those mounted last at the end."""
    found = list[tuple[PurePosixPath, str]]()
    for line in mounts.splitlines():
        before, separator, after = line.partition(" - ")
        if separator and len(before.split()) > 4 and after.split():
            found.append((PurePosixPath(_unescaped(before.split()[4])), after.split()[0]))
        elif match := re.fullmatch(r".+ on (/.*) \((\w+)[,)].*", line):  # macOS
            found.append((PurePosixPath(match[1]), match[2]))
    return found


def _unescaped(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), text)


def _synced(path: PureWindowsPath | PurePosixPath, system: System) -> str:
    for name in _ONEDRIVE_VARIABLES:
        root = system.environment.get(name, "")
        if root and path.is_relative_to(type(path)(root)):
            return "OneDrive"
    for part in path.parts[1:]:
        for pattern, program in _BY_NAME:
            if pattern.fullmatch(part):
                return program
    for above in (path, *path.parents):
        for mark, program in _BY_MARK.items():
            if _asked(system.is_there, above / mark, default=False):
                return program
    if system.platform == "win32" and _asked(system.attributes, path, default=0) & _IN_THE_CLOUD:
        return "a synchronising program"
    return ""


def _asked(question: Callable[[PurePath], _Answer], path: PurePath, *, default: _Answer) -> _Answer:
    try:
        return question(path)
    except OSError:
        return default


def _mounts() -> str:
    told = Path("/proc/self/mountinfo")
    try:
        if sys.platform == "darwin":
            ran = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=10, check=False)
            return ran.stdout
        return read_regular(told, _MOST_MOUNTS).decode("utf-8", "surrogateescape") if told.exists() else ""
    except (OSError, subprocess.SubprocessError):
        return ""


def _drive_type(root: str) -> int:
    if sys.platform == "win32":
        import ctypes

        return int(ctypes.windll.kernel32.GetDriveTypeW(root))
    return 0
