"""A file that is written complete and onto the disk, or not at all."""

import os
import time
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

_PAUSES = (0.05, 0.1, 0.2, 0.4)
"""Seconds between attempts to replace a file that another program holds."""


def write_whole(path: Path, content: bytes) -> None:
    """Write *content* to *path*, replacing what is there once it is complete and on the disk.

    Raises ``OSError``; *path* is then as it was, and nothing is left beside it.
    """
    # A name of its own length: that of *path* may be as long as the system takes.
    unfinished = path.with_name(f".svdesk-{uuid4().hex}.part")
    try:
        with unfinished.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _move(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def _move(unfinished: Path, path: Path) -> None:
    """Put the complete file in its place; a synchronising program may hold the old one for a moment."""
    for pause in _PAUSES:
        with suppress(PermissionError):
            unfinished.replace(path)
            break
        time.sleep(pause)
    else:
        unfinished.replace(path)
    # The new name must reach the disk too. Windows does that by itself and opens no folders.
    with suppress(PermissionError):
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
