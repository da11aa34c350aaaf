"""The container of an exchange file: a zip with a manifest that vouches for every part.

Nothing is ever extracted to disk: the few names allowed are read into memory, each with a limit of
its own, and must be what the manifest says, byte for byte. A digest shows damage on the way; it
does not show who wrote the file.
"""

import hashlib
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from svdesk.domain.returned_form import MOST_RETURN_BYTES
from svdesk.services.exchange import strict_json
from svdesk.services.exchange.returned_forms import (
    MOST_ORIGINALS_BYTES,
    MOST_RETURNED_BYTES,
    MOST_RETURNS,
    ORIGINALS,
    RETURNED,
)
from svdesk.services.exchange.strict_json import JsonError
from svdesk.services.exchange.whole_limits import MOST_JSON_BYTES, MOST_PLAN_BYTES, MOST_RECORDS_BYTES

FORMAT = "svproj"
VERSION = (2, 2)
"""The format that this version writes. A larger second number adds what readers may leave out."""
MIN_READER = (2, 0)
"""The oldest version that can read what this one writes without losing the sense of it."""
HEAD_AND_PARTS = (2, 0)
"""From this format on ``project.json`` is the project's head, and its parts have entries of their own.

Before, ``project.json`` was the plan. The name stayed, so that an older reader gets as far as the
manifest, and says that the file is newer.
"""
_WITH_RETURNS = (1, 1)
_WITH_CHAIN = (2, 1)

MANIFEST = "manifest.json"
PROJECT = "project.json"
PARTS = "parts/"
RECORDS = "records.json"
CHAIN = "chain.json"
"""How far the chain of the project's records went, whether or not they go along."""
_MOST_PARTS = 200
_MOST_MANIFEST_BYTES = 512 * 1024
_MOST_ENTRIES = 4 + _MOST_PARTS + 2 * MOST_RETURNS
_MOST_BYTES = {
    MANIFEST: _MOST_MANIFEST_BYTES,
    PROJECT: MOST_PLAN_BYTES,
    RECORDS: MOST_RECORDS_BYTES,
    CHAIN: 1_000,
}
MOST_FILE_BYTES = MOST_ORIGINALS_BYTES + 20 * 1024 * 1024
_PART = re.compile(f"{PARTS}[a-z][a-z-]{{0,39}}(/[A-Za-z0-9][A-Za-z0-9._-]{{0,59}})?\\.json")
_RETURNED_PART = re.compile(f"{RETURNED}[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}\\.json")
_ORIGINAL_PART = re.compile(f"{ORIGINALS}[0-9a-f]{{64}}")

_ENCRYPTED = 0x1
_UNIX = 3
_OWNER_READS_AND_WRITES = 0o600 << 16
# Everything that the zip reader of Python has been seen to raise for files that are none.
_ZIP_ERRORS = (
    zipfile.BadZipFile,
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


class ContainerError(ValueError):
    """The container is refused; the message says why, as words that follow a colon."""


@dataclass(frozen=True, slots=True)
class Container:
    """What a sound file holds: its *contents* by the names of the entries, without the manifest.

    *version* is the format that it is of. *newer* says that a newer version wrote it in a way that this
    one can read; *left_out* names the entries that this version does not know.
    """

    project_id: str
    version: tuple[int, int]
    contents: Mapping[str, bytes]
    newer: bool
    left_out: tuple[str, ...] = ()


def pack(project_id: str, contents: Mapping[str, bytes], made_with: str) -> bytes:
    """Return the container of *contents* by their entries: the same bytes for the same content."""
    manifest = {
        "format": FORMAT,
        "format_version": list(VERSION),
        "min_reader": list(MIN_READER),
        "made_with": made_with,
        "project_id": project_id,
        "entries": {
            name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
            for name, content in contents.items()
        },
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in {MANIFEST: strict_json.dump(manifest), **contents}.items():
            # What zipfile would take from the clock and from the system is fixed.
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = _UNIX
            entry.external_attr = _OWNER_READS_AND_WRITES
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 6)
    return file.getvalue()


def unpack(file: BinaryIO) -> Container:
    """Return what the container in *file* holds; raises :class:`ContainerError`.

    The file is read entry by entry, so that it does not stand in memory beside what it holds.
    """
    try:
        if file.seek(0, io.SEEK_END) > MOST_FILE_BYTES:
            raise ContainerError("it is too large")
        with zipfile.ZipFile(file) as archive:
            entries = _entries(archive)
            manifest = _Manifest(_read(archive, entries[MANIFEST]))
            left_out = manifest.check(entries)
            contents = dict(_contents(archive, entries, manifest))
    except ContainerError:
        raise
    except _ZIP_ERRORS:
        raise ContainerError("it is not a project file, or it is damaged") from None
    return Container(manifest.project_id, manifest.version, contents, manifest.newer, left_out)


def _contents(
    archive: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo], manifest: "_Manifest"
) -> Iterator[tuple[str, bytes]]:
    """Yield what this version knows, by name."""
    json, originals = 0, 0
    for name, entry in entries.items():
        if name == MANIFEST or not manifest.knows(name):
            continue
        content = _read(archive, entry)
        if name.startswith(ORIGINALS):
            originals += len(content)
        else:
            json += len(content)
        if originals > MOST_ORIGINALS_BYTES:
            raise ContainerError("the files that came back are too large together")
        if json > MOST_JSON_BYTES:
            raise ContainerError("its parts are too large together")
        manifest.check_content(name, content)
        yield name, content


def _entries(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    found = archive.infolist()
    if len(found) > _MOST_ENTRIES:
        raise ContainerError("it holds too many parts")
    entries = {entry.filename: entry for entry in found}
    if len(entries) != len(found):
        raise ContainerError("a part stands in it twice")
    for needed in (MANIFEST, PROJECT):
        if needed not in entries:
            raise ContainerError(f"its part {needed} is missing")
    if min(entry.header_offset for entry in found) != 0 or archive.comment:
        raise ContainerError("it holds more than a project")
    return entries


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    most = _MOST_BYTES.get(entry.filename, MOST_RETURN_BYTES)
    if entry.filename.startswith(PARTS):
        most = MOST_PLAN_BYTES
    if _RETURNED_PART.fullmatch(entry.filename):
        most = MOST_RETURNED_BYTES
    if entry.flag_bits & _ENCRYPTED:
        raise ContainerError("it is encrypted")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ContainerError("it is compressed in a way that is not used here")
    with archive.open(entry) as part:
        # The size stated is not trusted: reading stops at the limit whatever comes out.
        content = part.read(most + 1)
    if len(content) > most:
        raise ContainerError(f"its part {entry.filename} is too large")
    return content


class _Manifest:
    """A manifest that has been read and found sound."""

    def __init__(self, content: bytes) -> None:
        try:
            found = strict_json.parse(content)
        except JsonError as error:
            raise ContainerError(f"its manifest is not sound: {error}") from error
        if not isinstance(found, dict) or found.get("format") != FORMAT:
            raise ContainerError("it is not a project file of SVDesk")
        self.version, needed = _version(found.get("format_version")), _version(found.get("min_reader"))
        if needed > VERSION:
            raise ContainerError(
                f"a newer version of SVDesk made it, and this one can't read it (format {needed[0]}."
                f"{needed[1]} is needed, this version reads {VERSION[0]}.{VERSION[1]})"
            )
        self.newer = self.version > VERSION
        known = {"format", "format_version", "min_reader", "made_with", "project_id", "entries"}
        if not self.newer and set(found) != known:
            raise ContainerError("its manifest does not have the names that it should have")
        self.project_id = _text(found.get("project_id"))
        _text(found.get("made_with"))
        self._stated = _stated(found.get("entries"))

    def knows(self, name: str) -> bool:
        """Say whether this version knows an entry of that name in a file of this format."""
        if name in (MANIFEST, PROJECT):
            return True
        if _RETURNED_PART.fullmatch(name) or _ORIGINAL_PART.fullmatch(name):
            return self.version >= _WITH_RETURNS
        if name == CHAIN:
            return self.version >= _WITH_CHAIN
        return self.version >= HEAD_AND_PARTS and bool(name == RECORDS or _PART.fullmatch(name))

    def check(self, entries: Mapping[str, zipfile.ZipInfo]) -> tuple[str, ...]:
        """Return the parts that only a newer version knows; refuse them in a file that is not newer."""
        if set(self._stated) | {MANIFEST} != set(entries):
            raise ContainerError("its parts are not those that its manifest names")
        unknown = sorted(name for name in entries if not self.knows(name))
        if unknown and not self.newer:
            raise ContainerError(f"it holds a part that is not known: {strict_json.shown(unknown[0])}")
        return tuple(unknown)

    def check_content(self, name: str, content: bytes) -> None:
        """Refuse a part that is not, byte for byte, what was packed."""
        digest, size = self._stated[name]
        if len(content) != size or hashlib.sha256(content).hexdigest() != digest:
            raise ContainerError("it was changed or damaged after it was saved")


def _version(found: object) -> tuple[int, int]:
    if (
        not isinstance(found, list)
        or len(found) != 2
        or not all(type(part) is int and 0 <= part < 1000 for part in found)
    ):
        raise ContainerError("its manifest does not state its version")
    return found[0], found[1]


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise ContainerError("its manifest is not complete")
    return found


def _stated(found: object) -> dict[str, tuple[str, int]]:
    if not isinstance(found, dict) or PROJECT not in found:
        raise ContainerError("its manifest does not name its parts")
    return {name: _digest_and_size(entry) for name, entry in found.items()}


def _digest_and_size(entry: Any) -> tuple[str, int]:  # noqa: ANN401 - whatever the file says
    if (
        not isinstance(entry, dict)
        or set(entry) != {"sha256", "bytes"}
        or type(entry["bytes"]) is not int
        or not isinstance(entry["sha256"], str)
        or not re.fullmatch("[0-9a-f]{64}", entry["sha256"])
    ):
        raise ContainerError("its manifest does not state the digests of its parts")
    return entry["sha256"], entry["bytes"]
