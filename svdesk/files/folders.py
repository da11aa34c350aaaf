"""Folders that are on the disk when they are said to be made."""

import errno
import os
from pathlib import Path

# Windows opens no folders and writes their entries by itself; some network disks cannot sync one.
_CANNOT_SYNC = frozenset(
    (errno.EACCES, errno.EPERM, errno.EISDIR, errno.EINVAL, errno.EBADF, errno.ENOTSUP, errno.EOPNOTSUPP)
)


def sync_folder(folder: Path) -> None:
    """See to it that the names in *folder* are on the disk, where the system can sync a folder.

    Raises ``OSError`` where the disk fails.
    """
    try:
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC:
            raise


def make_folder(folder: Path) -> None:
    """Make *folder*, with the folders above it that are missing, so that a power cut leaves them there.

    Nothing happens where it is there already. Raises ``OSError``.
    """
    missing = []
    above = folder
    while not above.exists():
        missing.append(above)
        above = above.parent
    folder.mkdir(parents=True, exist_ok=True)
    for made in reversed(missing):
        sync_folder(made.parent)
