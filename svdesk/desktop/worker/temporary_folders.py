"""Folders for files that live no longer than the window, and the removal of those a crash left behind.

They hold whole projects, so nobody else may read them, and none may stay. Whoever works in one holds a
lock file there. The system lets go of the lock when the process ends, however it ends: so a folder
whose lock can be had belongs to nobody any more, and one whose lock is held is never touched.
"""

import os
import stat
import tempfile
import time
import weakref
from pathlib import Path
from shutil import rmtree

from PySide6.QtCore import QLockFile

_PREFIX = "svdesk-"
_LOCK = "in-use.lock"

_UNLOCKED_SECONDS = 7 * 24 * 3600.0
"""A folder without a lock is left behind only after so long: a cleaner may have taken the lock away."""


class TemporaryFolder:
    """A temporary folder that only this user can read, gone when it is closed or the process ends.

    Programs that clean up may remove it while the window is open: another takes its place then.
    """

    def __init__(self, name: str) -> None:
        """Name the folder after what it is for; it is made when it is first asked for."""
        self._name = name
        self._path: Path | None = None
        self._lock: QLockFile | None = None
        self._removal: weakref.finalize[..., TemporaryFolder] | None = None

    @property
    def folder(self) -> Path:
        """The folder, made now where there is none (any more); raises ``OSError`` where that fails."""
        path = self._path
        if path is None or not path.is_dir():
            self.close()
            path = self._path = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{self._name}-"))
        if not (path / _LOCK).exists():
            self._hold(path)
        return path

    def close(self) -> None:
        """Remove the folder and all that is in it; the next one that is asked for is a new one."""
        if self._removal is not None:
            self._removal()
        self._path = self._lock = self._removal = None

    def _hold(self, path: Path) -> None:
        if self._removal is not None:
            self._removal.detach()
        self._lock = _lock_of(path)
        self._lock.tryLock(0)
        self._removal = weakref.finalize(self, _remove, path, self._lock)


def sweep(root: Path | None = None) -> tuple[Path, ...]:
    """Remove what ended processes of this user left in *root*, the system's temporary folder by default.

    Returns the folders that were removed. What can't be removed is left for the next time.
    """
    root = root or Path(tempfile.gettempdir())
    try:
        found = sorted(root.glob(f"{_PREFIX}*"))
    except OSError:
        return ()
    return tuple(path for path in found if _is_own_folder(path) and _swept(path))


def _swept(path: Path) -> bool:
    if not (path / _LOCK).exists():
        if _newest(path) > time.time() - _UNLOCKED_SECONDS:
            return False
        rmtree(path, ignore_errors=True)
        return not path.exists()
    lock = _lock_of(path)
    if not lock.tryLock(0):
        return False
    _remove(path, lock)
    return not path.exists()


def _lock_of(path: Path) -> QLockFile:
    lock = QLockFile(str(path / _LOCK))
    # However long a window stays open, its folder is its own.
    lock.setStaleLockTime(0)
    return lock


def _remove(path: Path, lock: QLockFile) -> None:
    # What is secret goes first; the lock is let go last, for Windows removes no file that is open.
    for left in _inside(path):
        if left.name != _LOCK:
            _remove_one(left)
    lock.unlock()
    rmtree(path, ignore_errors=True)


def _remove_one(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        rmtree(path, ignore_errors=True)
        return
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # another program holds it; the sweep of the next start takes it


def _inside(path: Path) -> list[Path]:
    try:
        return list(path.iterdir())
    except OSError:
        return []


def _is_own_folder(path: Path) -> bool:
    try:
        known = path.lstat()
    except OSError:
        return False
    # On Windows the temporary folder is the user's own.
    own = not hasattr(os, "getuid") or known.st_uid == os.getuid()
    return own and stat.S_ISDIR(known.st_mode)


def _newest(path: Path) -> float:
    """Return when anything in *path* was last changed, as seconds since 1970."""
    newest = 0.0
    for each in (path, *path.rglob("*")):
        try:
            newest = max(newest, each.lstat().st_mtime)
        except OSError:
            continue
    return newest
