"""Work that is not finished yet: where it is done, hidden, and how a killed process's remains are swept."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

UNFINISHED = ".svdesk-"
"""What the names of unfinished files and folders begin with; systems that hide dots hide them."""

_FORGOTTEN_SECONDS = 3600
"""How old the remains of unfinished work are before they are taken for those of a killed process."""


@contextmanager
def workplace(folder: Path) -> Iterator[Path]:
    """Yield a hidden folder inside *folder* in which files are made; it goes away with what is left in it.

    Raises ``OSError`` where none can be made.
    """
    sweep(folder)
    made = Path(tempfile.mkdtemp(prefix=f"{UNFINISHED}making-", dir=folder))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Delete what killed processes left unfinished in *folder*; what cannot be deleted stays."""
    with suppress(OSError):
        for left in folder.glob(f"{UNFINISHED}*"):
            # A younger one can be at work now.
            if time.time() - left.stat().st_mtime > _FORGOTTEN_SECONDS:
                if left.is_dir():
                    shutil.rmtree(left, ignore_errors=True)
                else:
                    left.unlink()


@lru_cache(maxsize=256)
def sweep_once(folder: Path) -> None:
    """Do as :func:`sweep`, the first time in this run that it is asked for *folder*: some are long."""
    sweep(folder)
