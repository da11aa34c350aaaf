"""A zip from a stranger: every part is read into memory, within bounds, and nothing is unpacked to disk.

What the zip states of itself is checked first and trusted for nothing: reading stops at the bound
whatever comes out of a part.
"""

import re
import struct
import zipfile
import zlib
from io import BytesIO
from typing import Self

from svdesk.services.ports import FormRefusedError

# Everything that the zip reader of Python has been seen to raise for files that are none.
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    IndexError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
_MOST_PARTS = 2_000
_MOST_PART_BYTES = 16 * 1024 * 1024
_MOST_BYTES = 48 * 1024 * 1024
_MOST_TIMES = 150  # by as much may a part of some size be smaller in the zip; our own reach 30
_SMALL = 2 * 1024 * 1024
_ENCRYPTED = 0x1
_UNSAFE_NAME = re.compile(r"^[/\\]|\\|:|\x00|(?:^|/)\.\.(?:/|$)")
_DAMAGED = "It is damaged or not complete. Ask the bidder to send the file again."
_BOMB = (
    "Unpacked it would be far larger than a form is. It may be meant to harm; don't open it. "
    "Ask the bidder to fill in the form that you sent, and to send that file."
)


class Archive:
    """The parts of a zip by their names."""

    def __init__(self, content: bytes) -> None:
        """Look at the list of parts; raises :class:`FormRefusedError`."""
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
            found = self._zip.infolist()
        except ZIP_ERRORS:
            raise FormRefusedError(_DAMAGED) from None
        self._left = _MOST_BYTES
        self._entries = {entry.filename: entry for entry in found if not entry.is_dir()}
        self._check(found)

    def __enter__(self) -> Self:
        """Return the archive."""
        return self

    def __exit__(self, *_: object) -> None:
        """Release the memory of the zip."""
        self._zip.close()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts."""
        return tuple(self._entries)

    def __contains__(self, name: object) -> bool:
        """Say whether there is a part of that name."""
        return name in self._entries

    def read(self, name: str) -> bytes:
        """Return a part; raises :class:`FormRefusedError` where it is not there, damaged or too large."""
        entry = self._entries.get(name)
        if entry is None:
            raise FormRefusedError(_DAMAGED)
        most = min(_MOST_PART_BYTES, self._left)
        try:
            with self._zip.open(entry) as part:
                content = part.read(most + 1)
        except ZIP_ERRORS:
            raise FormRefusedError(_DAMAGED) from None
        if len(content) > most:
            raise FormRefusedError(_BOMB)
        self._left -= len(content)
        return content

    def _check(self, found: list[zipfile.ZipInfo]) -> None:
        if len(found) > _MOST_PARTS:
            raise FormRefusedError(_BOMB)
        seen = set[str]()
        for entry in found:
            name = entry.filename.casefold()
            if name in seen:
                raise FormRefusedError(
                    "A part stands in it twice, so programs may show different answers. "
                    "Ask the bidder to save the form anew and send it again."
                )
            seen.add(name)
            if _UNSAFE_NAME.search(entry.filename) or _UNSAFE_NAME.search(entry.orig_filename):
                raise FormRefusedError(
                    "A part of it asks to be put outside its folder. It may be meant to harm; don't open it."
                )
            if entry.flag_bits & _ENCRYPTED:
                raise FormRefusedError(
                    "It is protected by a password. Ask the bidder to save it without one and send it again."
                )
            if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise FormRefusedError(f"It is packed in a way that no form is. {_DAMAGED}")
            too_dense = entry.file_size > max(_SMALL, _MOST_TIMES * entry.compress_size)
            if entry.file_size > _MOST_PART_BYTES or too_dense:
                raise FormRefusedError(_BOMB)
        if sum(entry.file_size for entry in found) > _MOST_BYTES:
            raise FormRefusedError(_BOMB)
