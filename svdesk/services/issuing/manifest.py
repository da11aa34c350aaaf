"""The manifest beside issued documents: a JSON file that lists each with its hash and its inputs.

It serves whoever has the folder and not the database: a colleague, an auditor, a later SVDesk. It
shows that a file has changed; it does not show who wrote it, as it can be changed like any file.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from svdesk.domain.issued_document import IssuedDocument
from svdesk.domain.project import Project
from svdesk.domain.subject import WHOLE, Subject, read_subject
from svdesk.files.errors import could_not
from svdesk.files.regular import read_regular
from svdesk.files.whole import write_whole
from svdesk.services.exchange import strict_json
from svdesk.services.exchange.strict_json import JsonError
from svdesk.services.issuing.build_documents import name_stem
from svdesk.services.issuing.record import title_of

FORMAT = "svdesk-manifest"
VERSION = 1
ENDING = "-manifest.json"
_MOST_BYTES = 1024 * 1024
_MOST_BESIDE = 64
_MOST_LOOKED_AT = 10_000
_DIGEST_DIGITS = 64


class ManifestError(Exception):
    """A manifest can't be written or read; the message says which and why."""


def write_manifest(path: Path, issued: Iterable[IssuedDocument]) -> None:
    """Put the documents *issued* into the manifest at *path*.

    What it says of other files that still lie beside it stays. Raises :class:`ManifestError`, also
    where something else stands in its place; it is then as it was.
    """
    latest = {each.file_name: each for each in issued}
    if path.exists():
        before = {each.file_name: each for each in read_manifest(path)}
        kept = {name: each for name, each in before.items() if (path.parent / name).is_file()}
        latest = kept | latest
    documents = [_entry(latest[name]) for name in sorted(latest)]
    content = strict_json.dump({"format": FORMAT, "format_version": VERSION, "documents": documents})
    try:
        write_whole(path, content)
    except OSError as error:
        raise ManifestError(could_not("write", path, error)) from error


def manifest_of(project: Project, folder: Path) -> Path:
    """Return where the manifest of a project's documents in *folder* stands."""
    return folder / f"{name_stem(project)}{ENDING}"


def read_manifest(path: Path) -> tuple[IssuedDocument, ...]:
    """Return what the manifest at *path* lists; raises :class:`ManifestError`."""
    try:
        content = read_regular(path, _MOST_BYTES + 1)
    except OSError as error:
        raise ManifestError(could_not("read", path, error)) from error
    if len(content) > _MOST_BYTES:
        raise ManifestError(f"{path} is no manifest of SVDesk: it is too large.")
    try:
        found = strict_json.parse(content)
        if found["format"] != FORMAT:
            raise ValueError("it is of another kind")
        if found["format_version"] != VERSION:
            raise ManifestError(f"{path} was written by a newer version of SVDesk.")
        return tuple(_issue(entry) for entry in found["documents"])
    except JsonError as error:
        raise ManifestError(f"{path} is no manifest of SVDesk: {error}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ManifestError(f"{path} is no manifest of SVDesk, or it is damaged.") from error


def manifests_beside(file: Path) -> tuple[Path, ...]:
    """Return the manifests in the folder of *file*."""
    with suppress(OSError):
        found = islice(file.parent.iterdir(), _MOST_LOOKED_AT)
        return tuple(sorted(each for each in found if each.name.endswith(ENDING))[:_MOST_BESIDE])
    return ()


def _entry(issued: IssuedDocument) -> dict[str, Any]:
    return {
        "file_name": issued.file_name,
        "sha256": issued.sha256,
        "bytes": issued.bytes,
        "title": title_of(issued),
        "document": issued.document,
        "format": issued.format,
        "version": issued.version,
        "status": issued.status,
        "issued_at": issued.issued_at.astimezone(UTC).isoformat(),
        "issued_by": issued.issued_by,
        "issue_id": str(issued.id),
        "subject": str(issued.subject),
        "project_attached": issued.attached,
        "inputs": {
            "project_id": str(issued.project_id),
            "project_revision": issued.revision,
            "project_sha256": issued.project_sha256,
            "pack_id": issued.pack_id,
            "pack_edition": issued.pack_edition,
            "pack_fingerprint": issued.pack_fingerprint,
            "made_with": issued.made_with,
        },
    }


def _issue(entry: dict[str, Any]) -> IssuedDocument:
    """Return an entry as a record; raises ``ValueError``, ``KeyError`` or ``TypeError``."""
    inputs = entry["inputs"]
    issued_at = datetime.fromisoformat(_text(entry, "issued_at"))
    if issued_at.tzinfo is None:
        raise ValueError("a time without its zone")
    return IssuedDocument(
        id=UUID(_text(entry, "issue_id")),
        project_id=UUID(_text(inputs, "project_id")),
        document=_text(entry, "document"),
        format=_text(entry, "format"),
        file_name=_name(entry),
        version=_text(entry, "version"),
        status=_text(entry, "status"),
        issued_at=issued_at.astimezone(UTC),
        issued_by=_text(entry, "issued_by"),
        sha256=_digest(entry, "sha256"),
        bytes=_number(entry, "bytes"),
        pack_id=_text(inputs, "pack_id"),
        pack_edition=_text(inputs, "pack_edition"),
        pack_fingerprint=_text(inputs, "pack_fingerprint"),
        revision=_number(inputs, "project_revision"),
        project_sha256=_digest(inputs, "project_sha256"),
        made_with=_text(inputs, "made_with"),
        attached=_attached(entry),
        subject=_subject(entry),
    )


def _subject(entry: dict[str, Any]) -> Subject:
    """Return what the document is about; manifests from before there were subjects did not say."""
    return read_subject(_text(entry, "subject")) if "subject" in entry else WHOLE


def _attached(entry: dict[str, Any]) -> bool:
    """Return whether the file holds its project; manifests of before that could be did not say."""
    value = entry.get("project_attached", False)
    if not isinstance(value, bool):
        raise TypeError("project_attached")
    return value


def _text(entry: dict[str, Any], name: str) -> str:
    value = entry[name]
    if not isinstance(value, str):
        raise TypeError(name)
    return value


def _name(entry: dict[str, Any]) -> str:
    """Return a file's name, which must not lead to another folder."""
    name = _text(entry, "file_name")
    if not name or "/" in name or "\\" in name or name in (".", ".."):
        raise ValueError(name)
    return name


def _digest(entry: dict[str, Any], name: str) -> str:
    value = _text(entry, name)
    if len(value) != _DIGEST_DIGITS or value.strip("0123456789abcdef"):
        raise ValueError(name)
    return value


def _number(entry: dict[str, Any], name: str) -> int:
    value = entry[name]
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError(name)
    return value
