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
from dataclasses import dataclass, field
from typing import Any

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

FORMAT = "svproj"
VERSION = (1, 1)
"""The newest format that this version writes. A larger second number adds what readers may leave out."""
PLAIN_VERSION = (1, 0)
"""The format of a file with nothing but a project, so that nobody needs a newer reader for it."""
MIN_READER = (1, 0)
"""The oldest version that can read what this one writes without losing the sense of it."""

MANIFEST = "manifest.json"
PROJECT = "project.json"
MOST_PROJECT_BYTES = 16 * 1024 * 1024
_MOST_MANIFEST_BYTES = 512 * 1024
_MOST_ENTRIES = 2 + 2 * MOST_RETURNS
_MOST_BYTES = {MANIFEST: _MOST_MANIFEST_BYTES, PROJECT: MOST_PROJECT_BYTES}
MOST_FILE_BYTES = MOST_ORIGINALS_BYTES + 20 * 1024 * 1024
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
    """What a sound file holds.

    *newer* says that a newer version wrote it in a way that this one can read; *left_out* names
    the parts that this version does not know. *parts* are those besides the project, by name.
    """

    project_id: str
    project: bytes
    newer: bool
    left_out: tuple[str, ...] = ()
    parts: Mapping[str, bytes] = field(default_factory=dict)


def pack(project_id: str, project: bytes, made_with: str, parts: Mapping[str, bytes] | None = None) -> bytes:
    """Return the container of a project's JSON and *parts* more: the same bytes for the same content."""
    contents = {PROJECT: project, **(parts or {})}
    manifest = {
        "format": FORMAT,
        "format_version": list(VERSION if parts else PLAIN_VERSION),
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


def unpack(content: bytes) -> Container:
    """Return what a container holds; raises :class:`ContainerError`."""
    if len(content) > MOST_FILE_BYTES:
        raise ContainerError("it is too large")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = _entries(archive)
            manifest = _Manifest(_read(archive, entries[MANIFEST]))
            left_out = manifest.check(entries)
            project = _read(archive, entries[PROJECT])
            manifest.check_content(PROJECT, project)
            parts = dict(_parts(archive, entries, manifest))
    except ContainerError:
        raise
    except _ZIP_ERRORS:
        raise ContainerError("it is not a project file, or it is damaged") from None
    return Container(manifest.project_id, project, manifest.newer, left_out, parts)


def _parts(
    archive: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo], manifest: "_Manifest"
) -> Iterator[tuple[str, bytes]]:
    """Yield the parts besides the project that this version knows."""
    total = 0
    for name, entry in entries.items():
        if name in _MOST_BYTES or not _is_known(name):
            continue
        content = _read(archive, entry)
        total += len(content)
        if total > MOST_ORIGINALS_BYTES:
            raise ContainerError("the files that came back are too large together")
        manifest.check_content(name, content)
        yield name, content


def _is_known(name: str) -> bool:
    return name in _MOST_BYTES or bool(_RETURNED_PART.fullmatch(name) or _ORIGINAL_PART.fullmatch(name))


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
    most = MOST_RETURNED_BYTES if _RETURNED_PART.fullmatch(entry.filename) else most
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
        version, needed = _version(found.get("format_version")), _version(found.get("min_reader"))
        if needed > VERSION:
            raise ContainerError(
                f"a newer version of SVDesk made it, and this one can't read it (format {needed[0]}."
                f"{needed[1]} is needed, this version reads {VERSION[0]}.{VERSION[1]})"
            )
        self.newer = version > VERSION
        self._is_plain = version <= PLAIN_VERSION
        known = {"format", "format_version", "min_reader", "made_with", "project_id", "entries"}
        if not self.newer and set(found) != known:
            raise ContainerError("its manifest does not have the names that it should have")
        self.project_id = _text(found.get("project_id"))
        _text(found.get("made_with"))
        self._stated = _stated(found.get("entries"))

    def check(self, entries: Mapping[str, zipfile.ZipInfo]) -> tuple[str, ...]:
        """Return the parts that only a newer version knows; refuse them in a file that is not newer."""
        if set(self._stated) | {MANIFEST} != set(entries):
            raise ContainerError("its parts are not those that its manifest names")
        unknown = sorted(
            name for name in entries if not _is_known(name) or (self._is_plain and name not in _MOST_BYTES)
        )
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
