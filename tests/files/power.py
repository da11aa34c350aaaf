"""What a power cut would leave: the names and sizes that had been synced to the disk by then."""

import os
import stat
from pathlib import Path

import pytest


class Disk:
    """Notes every sync of the system from now on, and says what would be there after a power cut."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._names: dict[int, set[str]] = {}
        self._sizes: dict[int, int] = {}
        self._sync = os.fsync
        patch.setattr(os, "fsync", self._note)

    def _note(self, opened: int) -> None:
        self._sync(opened)
        seen = os.fstat(opened)
        if stat.S_ISDIR(seen.st_mode):
            self._names[seen.st_ino] = set(os.listdir(opened))
        else:
            self._sizes[seen.st_ino] = seen.st_size

    def keeps(self, path: Path, below: Path) -> bool:
        """Say whether *path* and its folders up to *below*, which was there before, would survive."""
        seen = path.stat()
        if path.is_file() and self._sizes.get(seen.st_ino) != seen.st_size:
            return False
        places = [path, *path.parents]
        return all(
            place.name in self._names.get(place.parent.stat().st_ino, ())
            for place in places[: places.index(below)]
        )
