"""Saying whether a file is what was issued, and what has changed where it is not."""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from uuid import UUID

from svdesk.documents.catalogue import document_kind
from svdesk.documents.forms import form_of
from svdesk.documents.origin import Origin
from svdesk.domain.entry import show_date
from svdesk.domain.project import Project
from svdesk.policy.shelf import Shelf
from svdesk.services.comparison import Comparison, PdfReader, ReadingError
from svdesk.services.exchange import project_json
from svdesk.services.file_errors import could_not
from svdesk.services.form_changes import compare_forms
from svdesk.services.issued import IssuedDocument
from svdesk.services.issues import digest_of, made_with, project_digest
from svdesk.services.manifest import ManifestError, manifests_beside, read_manifest
from svdesk.services.ports import FormReader, FormRefusedError, Renderer
from svdesk.services.remaking import RemakeError, composed, remake
from svdesk.services.returned import MOST_RETURN_BYTES

_PDF = "pdf"


class Verdict(StrEnum):
    """What a file is."""

    AS_ISSUED = "as_issued"
    """Byte for byte what was issued."""
    FILLED_IN = "filled_in"
    """What was issued, with entries in its form fields."""
    CHANGED = "changed"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"


class IssueRecord(Protocol):
    """The record of issued documents, as :class:`svdesk.services.ports.ProjectStore` keeps it."""

    def issues_of(self, project_id: UUID) -> tuple[IssuedDocument, ...]:
        """Return the documents issued of a project, the last one first."""
        ...

    def issues_alike(self, sha256: str, file_name: str) -> tuple[IssuedDocument, ...]:
        """Return the documents that a file of that digest or that name could be, the last one first."""
        ...

    def project_as_issued(self, issued: IssuedDocument) -> bytes | None:
        """Return the JSON of the project that a document was made of; None where it is not kept."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What is known of a file.

    *issued* is the document it is, or was before it was changed; *known_from* the manifest that says
    so, None for the record of this computer. *notes* are sentences for the person.
    """

    path: Path
    verdict: Verdict
    sha256: str = ""
    issued: IssuedDocument | None = None
    known_from: Path | None = None
    comparison: Comparison | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    issued: IssuedDocument
    manifest: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What files are checked with.

    *record* is None where there is no database, or none that can be opened. *projects* are project
    files named by the person, to make documents again from that no record holds. *form_readers* are
    what reads and what makes the files that are no PDF, by their format.
    """

    shelf: Shelf
    reader: PdfReader
    renderer: Renderer
    record: IssueRecord | None = None
    projects: tuple[Project, ...] = field(default=())
    form_readers: Mapping[str, tuple[FormReader, Renderer]] = field(default_factory=dict)


def check_file(path: Path, sources: Sources) -> Checked:
    """Return what is known of the file at *path*.

    Raises :class:`svdesk.services.ports.StoreError` where the record fails.
    """
    try:
        digest, _ = digest_of(path)
    except OSError as error:
        return Checked(path=path, verdict=Verdict.UNREADABLE, notes=(could_not("read", path, error),))
    known, notes = _known_issues(path, digest, sources)
    exact = [each for each in known if each.issued.sha256 == digest]
    # Two documents can have the same bytes, as the calendars of two of them have: the name then decides.
    exact.sort(key=lambda each: each.issued.file_name != path.name)
    if exact:
        this = exact[0]
        more = (*_on_trust(this), *_renamed(path, this.issued), *_replaced(this, known, sources))
        return Checked(
            path=path,
            verdict=Verdict.AS_ISSUED,
            sha256=digest,
            issued=this.issued,
            known_from=this.manifest,
            notes=(*notes, *more),
        )
    origin = _origin(path, sources)
    found = _meant(path, origin, known, sources)
    if found is None:
        told = (*notes, *_says_of_itself(origin))
        return Checked(path=path, verdict=Verdict.UNKNOWN, sha256=digest, notes=told)
    verdict, comparison, remarks = _compare(path, origin, found.issued, sources)
    return Checked(
        path=path,
        verdict=verdict,
        sha256=digest,
        issued=found.issued,
        known_from=found.manifest,
        comparison=comparison,
        notes=(*notes, *_on_trust(found), *remarks),
    )


def _known_issues(path: Path, digest: str, sources: Sources) -> tuple[list[_Known], list[str]]:
    """Return what the file could be, from the record and from the manifests beside it."""
    known: list[_Known] = []
    notes: list[str] = []
    if sources.record is not None:
        known += [_Known(issued, None) for issued in sources.record.issues_alike(digest, path.name)]
    for manifest in manifests_beside(path):
        try:
            known += [_Known(issued, manifest) for issued in read_manifest(manifest)]
        except ManifestError as error:
            notes.append(str(error))
    return known, notes


def _origin(path: Path, sources: Sources) -> Origin | None:
    named = _format_of(path, sources)
    try:
        if named in sources.form_readers and path.stat().st_size <= MOST_RETURN_BYTES:
            return Origin.read(sources.form_readers[named][0].origin(path.read_bytes()))
        return Origin.read(sources.reader.origin(path))
    except (ReadingError, FormRefusedError, OSError):
        return None


def _meant(path: Path, origin: Origin | None, known: Sequence[_Known], sources: Sources) -> _Known | None:
    """Return the issued document that a file of other bytes was made from, or stands in the place of."""
    if origin is not None:
        mine = sources.record.issues_of(origin.project_id) if sources.record else ()
        named = _format_of(path, sources)
        meant = [
            each
            for each in (*(_Known(issued, None) for issued in mine), *known)
            if each.issued.format == named and origin_of(each.issued) == origin
        ]
        # The same revision may have been given out with the project's data in it and without.
        if len({each.issued.attached for each in meant}) > 1:
            carries = _carries_files(path, sources.reader)
            meant = [each for each in meant if each.issued.attached == carries]
        if meant:
            return meant[0]
    return next((each for each in known if each.issued.file_name == path.name), None)


def _carries_files(path: Path, reader: PdfReader) -> bool:
    try:
        return reader.carries_files(path)
    except ReadingError:
        return False


def _format_of(path: Path, sources: Sources) -> str:
    """Return the format that a file says it has by its name: a PDF unless it is one of the others."""
    named = path.suffix.lower().removeprefix(".")
    return named if named in sources.form_readers else _PDF


def origin_of(issued: IssuedDocument) -> Origin:
    """Return what stands as its origin in the file of an issued document."""
    return Origin(
        document=issued.document,
        project_id=issued.project_id,
        revision=issued.revision,
        pack_id=issued.pack_id,
        pack_edition=issued.pack_edition,
        pack_fingerprint=issued.pack_fingerprint,
    )


def _compare(
    path: Path, origin: Origin | None, issued: IssuedDocument, sources: Sources
) -> tuple[Verdict, Comparison | None, list[str]]:
    if issued.format != _PDF and issued.format not in sources.form_readers:
        return Verdict.CHANGED, None, ["What changed can be told of PDF, Word and Excel files only."]
    notes = list(_other_origin(origin, issued))
    content = _project_content(issued, sources)
    if content is None:
        where = "Name the project file with --project to see what changed."
        return Verdict.CHANGED, None, [*notes, f"The project as it was issued is not kept here. {where}"]
    try:
        comparison, exact = _compared(path, issued, content, sources)
    except RemakeError as error:
        return Verdict.CHANGED, None, [*notes, f"The issued document can't be made again: {error}."]
    except ReadingError as error:
        return Verdict.CHANGED, None, [*notes, f"What changed can't be told: {error}."]
    except FormRefusedError as error:
        return Verdict.CHANGED, None, [*notes, f"What changed can't be told. {error}"]
    if not exact:
        notes.append(
            f"{issued.made_with} made the issued document, and this is {made_with()}: made again here it "
            "is not the same to the byte, so some of what differs may come from that."
        )
    if exact and comparison.same and comparison.filled:
        return Verdict.FILLED_IN, comparison, notes
    if comparison.same and not comparison.filled:
        holds = "Its pages say and show" if issued.format == _PDF else "It says"
        notes.append(
            f"{holds} what was issued. The file itself is another: a program may have saved it again."
        )
    return Verdict.CHANGED, comparison, notes


def _compared(
    path: Path, issued: IssuedDocument, content: bytes, sources: Sources
) -> tuple[Comparison, bool]:
    """Return what differs from the document made again, and whether that is what was issued to the byte."""
    with tempfile.TemporaryDirectory(prefix="svdesk-") as folder:
        again = Path(folder) / f"issued.{issued.format}"
        if issued.format == _PDF:
            remake(issued, content, sources.shelf, sources.renderer, again)
            found = sources.reader.compare(again, path)
        else:
            reader, renderer = sources.form_readers[issued.format]
            document = composed(issued, content, sources.shelf)
            renderer.render(document, again)
            found = compare_forms(reader, form_of(document), again.read_bytes(), path.read_bytes())
        return found, digest_of(again)[0] == issued.sha256


def _project_content(issued: IssuedDocument, sources: Sources) -> bytes | None:
    kept = sources.record.project_as_issued(issued) if sources.record else None
    for content in (kept, *(project_json(project) for project in sources.projects)):
        if content is not None and project_digest(content) == issued.project_sha256:
            return content
    return None


def _on_trust(known: _Known) -> Iterable[str]:
    if known.manifest is not None:
        yield (
            f"This is what {known.manifest.name} says, which lies beside the file: whoever can change one "
            "can change the other too."
        )


def _renamed(path: Path, issued: IssuedDocument) -> Iterable[str]:
    if path.name != issued.file_name:
        yield f"It was issued as {issued.file_name}."


def _replaced(this: _Known, known: Sequence[_Known], sources: Sources) -> Iterable[str]:
    """Yield that a later document took this one's place, where one did."""
    mine = sources.record.issues_of(this.issued.project_id) if sources.record else ()
    later = [
        each
        for each in (*mine, *(other.issued for other in known))
        if (each.project_id, each.document, each.format)
        == (this.issued.project_id, this.issued.document, this.issued.format)
        and each.issued_at > this.issued.issued_at
        and each.sha256 != this.issued.sha256
    ]
    if later:
        last = max(later, key=lambda each: each.issued_at)
        yield f"It is not the latest: version {last.version} was made on {show_date(last.issued_at.date())}."


def _other_origin(origin: Origin | None, issued: IssuedDocument) -> Iterable[str]:
    if origin is not None and origin != origin_of(issued):
        yield f"Another document stands under this name. {_stated(origin)}"


def _says_of_itself(origin: Origin | None) -> Iterable[str]:
    if origin is not None:
        yield f"{_stated(origin)} Nothing known here confirms that."


def _stated(origin: Origin) -> str:
    try:
        title = document_kind(origin.document).title
    except KeyError:
        title = origin.document
    return (
        f"It says of itself that it is the document “{title}”, made from revision {origin.revision:,} of "
        f"project {origin.project_id} with policy pack {origin.pack_id}, edition {origin.pack_edition}."
    )
