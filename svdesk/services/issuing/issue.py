"""Giving documents out: each is recorded, and listed in the manifest beside it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from svdesk.domain.issued_document import IssuedDocument
from svdesk.domain.project import Project
from svdesk.domain.subject import WHOLE, Subject
from svdesk.files.errors import why
from svdesk.policy.case import case_of
from svdesk.policy.content.pack import PolicyPack
from svdesk.services.exchange.project_file import project_json
from svdesk.services.issuing.manifest import ManifestError, manifest_of, write_manifest
from svdesk.services.issuing.record import issue_of
from svdesk.services.ports import IssueLog
from svdesk.services.recording.record_decisions import record_issue


class FileToIssue(NamedTuple):
    """A file that is given out: the document's key, where it lies, and what it is about."""

    document: str
    path: Path
    subject: Subject = WHOLE


class IssueError(Exception):
    """Documents are made, but not written down as issued; the message says why."""


class NotListedError(IssueError):
    """Documents are recorded, but no manifest lists them all."""


def write_down(
    project: Project,
    pack: PolicyPack,
    files: Iterable[FileToIssue],
    record: IssueLog | None = None,
    *,
    attach: bool = False,
) -> tuple[IssuedDocument, ...]:
    """Write down *files* of *project*, made with *pack*, as issued now.

    *attach* says that the project was to go into those that can carry it. With a *record*, whose database
    must hold the project, they are recorded there too, with the decisions that they rest on, before the
    manifests are written. Raises :class:`IssueError`, and :class:`svdesk.services.ports.StoreError`.
    """
    now = datetime.now(UTC).replace(microsecond=0)
    made = tuple(files)
    try:
        issued = tuple(
            issue_of(project, pack, file.document, file.path, now, attach=attach, subject=file.subject)
            for file in made
        )
    except OSError as error:
        raise IssueError(f"The documents can't be read again to be listed: {why(error)}.") from error
    if record is not None:
        record.record_issue(issued, project_json(project))
        record_issue(case_of(project, pack), issued, record)
    try:
        for folder in dict.fromkeys(file.path.parent for file in made):
            mine = [each for each, file in zip(issued, made, strict=True) if file.path.parent == folder]
            write_manifest(manifest_of(project, folder), mine)
    except ManifestError as error:
        raise NotListedError(f"The documents are made, but not their manifest. {error}") from error
    return issued
