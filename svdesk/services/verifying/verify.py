"""Saying whether a file is what was issued, and what has changed where it is not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from svdesk.documents.catalogue import document_kind
from svdesk.documents.model.origin import Origin
from svdesk.domain.english import show_date
from svdesk.domain.issued_document import IssuedDocument
from svdesk.domain.returned_form import MOST_RETURN_BYTES
from svdesk.files.errors import could_not
from svdesk.files.regular import read_regular
from svdesk.services.exchange.project_file import project_json
from svdesk.services.issuing.manifest import ManifestError, manifests_beside, read_manifest
from svdesk.services.issuing.record import digest_of, project_digest
from svdesk.services.issuing.version_differences import made_by_another_version
from svdesk.services.ports import FormRefusedError
from svdesk.services.verifying.by_project_files import check_by_projects
from svdesk.services.verifying.checked_file import PDF, Checked, CheckSources, Verdict
from svdesk.services.verifying.compare_remade import (
    ONLY_READ,
    UntoldError,
    carries_files,
    compared,
    made_again,
    saved_again,
)
from svdesk.services.verifying.comparison import FileComparison, ReadingError


@dataclass(frozen=True, slots=True)
class _Known:
    issued: IssuedDocument
    manifest: Path | None


def check_file(path: Path, sources: CheckSources) -> Checked:
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
    if found is None or (origin is not None and origin != origin_of(found.issued)):
        made, unmade = check_by_projects(path, digest, origin, sources)
        # A file that somebody changed can't be told from another document under the name of a known one.
        if made is not None and (found is None or made.verdict is not Verdict.CHANGED):
            return replace(made, notes=(*notes, *made.notes))
        notes += unmade
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


def _known_issues(path: Path, digest: str, sources: CheckSources) -> tuple[list[_Known], list[str]]:
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


def _origin(path: Path, sources: CheckSources) -> Origin | None:
    named = _format_of(path, sources)
    try:
        if named in sources.form_readers and path.stat().st_size <= MOST_RETURN_BYTES:
            content = read_regular(path, MOST_RETURN_BYTES)
            return Origin.read(sources.form_readers[named][0].origin(content))
        return Origin.read(sources.reader.origin(path))
    except (ReadingError, FormRefusedError, OSError):
        return None


def _meant(
    path: Path, origin: Origin | None, known: Sequence[_Known], sources: CheckSources
) -> _Known | None:
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
            carries = carries_files(path, sources.reader)
            meant = [each for each in meant if each.issued.attached == carries]
        if meant:
            return meant[0]
    return next((each for each in known if each.issued.file_name == path.name), None)


def _format_of(path: Path, sources: CheckSources) -> str:
    """Return the format that a file says it has by its name: a PDF unless it is one of the others."""
    named = path.suffix.lower().removeprefix(".")
    return named if named in sources.form_readers else PDF


def origin_of(issued: IssuedDocument) -> Origin:
    """Return what stands as its origin in the file of an issued document."""
    return Origin(
        document=issued.document,
        project_id=issued.project_id,
        revision=issued.revision,
        pack_id=issued.pack_id,
        pack_edition=issued.pack_edition,
        pack_fingerprint=issued.pack_fingerprint,
        subject=issued.subject,
    )


def _compare(
    path: Path, origin: Origin | None, issued: IssuedDocument, sources: CheckSources
) -> tuple[Verdict, FileComparison | None, list[str]]:
    if issued.format != PDF and issued.format not in sources.form_readers:
        return Verdict.CHANGED, None, [ONLY_READ]
    notes = list(_other_origin(origin, issued))
    content = _project_content(issued, sources)
    if content is None:
        where = "Name the project file with --project to see what changed."
        return Verdict.CHANGED, None, [*notes, f"The project as it was issued is not kept here. {where}"]
    try:
        with made_again(issued, content, sources) as again:
            comparison = compared(path, again, sources)
            exact = again.sha256 == issued.sha256
    except UntoldError as error:
        return Verdict.CHANGED, None, [*notes, str(error)]
    if not exact:
        notes.append(made_by_another_version(issued))
    if comparison.same and comparison.filled:
        return Verdict.FILLED_IN, comparison, notes
    if comparison.same:
        return Verdict.CHANGED, comparison, [*notes, saved_again(issued.format, "what was issued")]
    return Verdict.CHANGED if exact else Verdict.NOT_TOLD, comparison, notes


def _project_content(issued: IssuedDocument, sources: CheckSources) -> bytes | None:
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


def _replaced(this: _Known, known: Sequence[_Known], sources: CheckSources) -> Iterable[str]:
    """Yield that a later document took this one's place, where one did."""
    mine = sources.record.issues_of(this.issued.project_id) if sources.record else ()
    later = [
        each
        for each in (*mine, *(other.issued for other in known))
        if (each.project_id, each.document, each.subject, each.format)
        == (this.issued.project_id, this.issued.document, this.issued.subject, this.issued.format)
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
