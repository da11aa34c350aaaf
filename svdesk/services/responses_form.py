"""The form that a returned file was made from: as it was issued, where that is known."""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from svdesk.documents.blocks import Document
from svdesk.documents.catalogue import CATALOGUE, document_kind
from svdesk.documents.forms import FormField, form_of
from svdesk.documents.origin import Origin
from svdesk.domain.entry import show_date
from svdesk.domain.project import Project
from svdesk.policy.assess import assess
from svdesk.policy.pack import PolicyPack
from svdesk.policy.shelf import Shelf
from svdesk.services.editions import pack_for
from svdesk.services.exchange import ExchangeError, project_json, read_project_json
from svdesk.services.file_errors import why
from svdesk.services.issued import IssuedDocument
from svdesk.services.issues import made_with, project_digest
from svdesk.services.manifest import ManifestError, manifests_beside, read_manifest
from svdesk.services.ports import FormReader, FormRefusedError
from svdesk.services.remaking import RemakeError, remake
from svdesk.services.response import Sources
from svdesk.services.returned import Matter, ReturnFinding
from svdesk.services.verifying import origin_of

_NOT_TOLD = "Changes to the text of the form can't be told"


class NotOursError(Exception):
    """A file is no form of a project at hand; *sentences* say what it is and what can be done."""

    def __init__(self, *sentences: str) -> None:
        """Take the sentences."""
        super().__init__(" ".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class FormAsIssued:
    """A form to check a file against.

    *revision* is the one that the file was made of, *project* and *pack* what the form is made of
    again; *as_made* says whether they are those of the file. *issued* is its line in the record.
    """

    document: str
    fields: tuple[FormField, ...]
    project: Project
    pack: PolicyPack
    revision: int
    as_made: bool
    issued: IssuedDocument | None = None
    findings: tuple[ReturnFinding, ...] = ()


def title_of(document: str) -> str:
    """Return the title of a document by its key; the key where this version does not know it."""
    try:
        return document_kind(document).title
    except KeyError:
        return document


def form_of_origin(path: Path, origin: Origin, file_format: str, sources: Sources) -> FormAsIssued:
    """Return the form that the file at *path* says it was made from.

    Raises :class:`NotOursError` where it is none of a project at hand, and
    :class:`svdesk.services.ports.StoreError`.
    """
    says = _says(origin)
    if sources.wanted not in (None, origin.project_id):
        raise NotOursError("It was made for another project.", says)
    present = _present(origin, sources)
    if present is None:
        raise NotOursError(
            f"{says} That project is not at hand, so nothing in the file can be checked.",
            "Open its project file in SVDesk first, or name it with --project.",
        )
    issues = _issues(path, origin, sources)
    issued = _meant(origin, file_format, issues)
    project = _as_issued(issued, origin, sources) if issued else None
    as_made = project is not None or (issued is None and present.revision == origin.revision)
    notes = list(_age_notes(origin, issues, present, as_made=as_made))
    project = project or present
    pack, findings = _pack(origin, project, sources.shelf, is_known=issued is not None)
    found = _fields(origin.document, file_format, project, pack)
    if not found:
        raise NotOursError(f"{says} That document has no boxes to fill in.")
    return FormAsIssued(
        document=origin.document,
        fields=found,
        project=project,
        pack=pack,
        revision=origin.revision,
        as_made=as_made and not findings,
        issued=issued,
        findings=(*findings, *notes),
    )


def form_by_fields(reader: FormReader, content: bytes, sources: Sources) -> FormAsIssued:
    """Return the form of a project at hand whose boxes a file has that does not say what it is.

    Raises :class:`NotOursError` where there is none.
    """
    best: FormAsIssued | None = None
    most = 0
    for project in _wanted_projects(sources):
        pack, _ = pack_for(project, sources.shelf)
        for kind in CATALOGUE:
            fields = _fields(kind.key, reader.format, project, pack)
            # Boxes that forms of every project have, such as that for a date, say nothing.
            count = sum(1 for name in _boxes(reader, content, fields) if _is_of_a_project(name))
            if count > most:
                most = count
                best = FormAsIssued(
                    document=kind.key,
                    fields=fields,
                    project=project,
                    pack=pack,
                    revision=project.revision,
                    as_made=False,
                )
    if best is None:
        raise NotOursError(
            "It does not say what it was made from, and has no boxes of a form of a project at hand. Another "
            "program may have made it anew, by printing or scanning. Ask for the form itself."
        )
    return replace(
        best,
        findings=(
            ReturnFinding(
                matter=Matter.NOT_OURS,
                message="The file no longer says what it was made from. It has boxes of the document "
                f"“{title_of(best.document)}”, and was checked against that document as it would be made "
                "now.",
            ),
        ),
    )


def _boxes(reader: FormReader, content: bytes, fields: tuple[FormField, ...]) -> Iterable[str]:
    """Return the names of the *fields* that a file has."""
    if not fields:
        return ()
    try:
        return reader.read(content, fields).answers
    except FormRefusedError:
        # It has none of them.
        return ()


def issued_bytes(form: FormAsIssued, file_format: str, sources: Sources) -> tuple[bytes, str]:
    """Return the form made again as it was issued, and a sentence where that is not what was issued.

    There is nothing where it can't be made again; the sentence then says so.
    """
    if not form.as_made:
        return (
            b"",
            "Changes to the text of the form can't be told, as it can't be made again as it was issued.",
        )
    key = (
        form.document,
        file_format,
        form.pack.fingerprint,
        project_digest(project_json(form.project)),
        str(form.issued.attached if form.issued else False),
    )
    if key not in sources.made:
        sources.made[key] = _made_again(form, file_format, sources)
    return sources.made[key]


def _made_again(form: FormAsIssued, file_format: str, sources: Sources) -> tuple[bytes, str]:
    issued, renderer = form.issued, sources.renderer_of(file_format)
    with tempfile.TemporaryDirectory(prefix="svdesk-") as folder:
        again = Path(folder) / f"issued.{file_format}"
        try:
            if issued is None:
                renderer.render(_composed(form.document, file_format, form.project, form.pack), again)
            else:
                same_format = replace(issued, format=file_format)
                remake(same_format, project_json(form.project), sources.shelf, renderer, again)
            content = again.read_bytes()
        except RemakeError as error:
            return b"", f"{_NOT_TOLD}: {error}."
        except OSError as error:
            return b"", f"{_NOT_TOLD}: {why(error)}."
    if issued and issued.format == file_format and hashlib.sha256(content).hexdigest() != issued.sha256:
        return content, (
            f"{issued.made_with} made the form, and this is {made_with()}: made again here it is not the "
            "same to the byte, so some of what differs may come from that."
        )
    return content, ""


def _composed(document: str, file_format: str, project: Project, pack: PolicyPack) -> Document:
    compose = document_kind(document).composer(file_format)
    return compose(project, assess(project.facts, pack), pack)


def _fields(document: str, file_format: str, project: Project, pack: PolicyPack) -> tuple[FormField, ...]:
    try:
        return form_of(_composed(document, file_format, project, pack))
    except KeyError as error:
        raise NotOursError(
            f"It says of itself that it is the document “{document}”, which this version of SVDesk does not "
            "make."
        ) from error


def _present(origin: Origin, sources: Sources) -> Project | None:
    """Return the project at hand of that id: the one of the form's revision, where there are several."""
    found = [each for each in sources.projects if each.id == origin.project_id]
    if sources.record is not None:
        with suppress(KeyError):
            found.append(sources.record.load(origin.project_id))
    exact = [each for each in found if each.revision == origin.revision]
    return next(iter((*exact, *sorted(found, key=lambda each: -each.revision))), None)


def _wanted_projects(sources: Sources) -> Iterator[Project]:
    if sources.wanted is None:
        yield from sources.projects
        return
    named = [each for each in sources.projects if each.id == sources.wanted]
    yield from named
    if not named and sources.record is not None:
        try:
            yield sources.record.load(sources.wanted)
        except KeyError:
            return


def _issues(path: Path, origin: Origin, sources: Sources) -> list[IssuedDocument]:
    """Return what was issued of the project, by the record and by manifests beside the file."""
    found = list(sources.record.issues_of(origin.project_id)) if sources.record else []
    for manifest in manifests_beside(path):
        try:
            found += [each for each in read_manifest(manifest) if each.project_id == origin.project_id]
        except ManifestError:
            continue
    return found


def _meant(origin: Origin, file_format: str, issues: list[IssuedDocument]) -> IssuedDocument | None:
    """Return the line of the record for the file's form; that of another format where there is no other."""
    meant = [each for each in issues if origin_of(each) == origin]
    return next(iter(sorted(meant, key=lambda each: each.format != file_format)), None)


def _as_issued(issued: IssuedDocument, origin: Origin, sources: Sources) -> Project | None:
    kept = sources.record.project_as_issued(issued) if sources.record else None
    contents = [kept] if kept else []
    present = _present(origin, sources)
    contents += [project_json(present)] if present else []
    for content in contents:
        if project_digest(content) == issued.project_sha256:
            try:
                return read_project_json(content)
            except ExchangeError:
                return None
    return None


def _age_notes(
    origin: Origin, issues: list[IssuedDocument], present: Project, *, as_made: bool
) -> Iterator[ReturnFinding]:
    later = [each for each in issues if each.document == origin.document and each.revision > origin.revision]
    if later:
        last = max(later, key=lambda each: (each.revision, each.issued_at))
        yield ReturnFinding(
            matter=Matter.NOTE,
            message=f"This is not the last version of the form: version {last.version} was issued on "
            f"{show_date(last.issued_at.date())}, made of revision {last.revision:,} of the project. This "
            f"one was made of revision {origin.revision:,}.",
        )
    if not as_made:
        yield ReturnFinding(
            matter=Matter.NOTE,
            message=f"The form was made of revision {origin.revision:,} of the project, which is not kept as "
            f"it was then. It was checked against revision {present.revision:,}.",
        )


def _pack(
    origin: Origin, project: Project, shelf: Shelf, *, is_known: bool
) -> tuple[PolicyPack, tuple[ReturnFinding, ...]]:
    """Return the pack to make the form again with, and what is to be said of it."""
    exact = shelf.exactly(origin.pack_id, origin.pack_edition, origin.pack_fingerprint)
    stated = f"edition {origin.pack_edition} of policy pack {origin.pack_id}"
    if exact is None:
        pack, _ = pack_for(project, shelf)
        message = (
            f"The form says that it was made with {stated}, which is not at hand here as it was then. It was "
            f"checked with edition {pack.edition} of {pack.id}."
        )
    elif not is_known and (origin.pack_id, origin.pack_edition) != (project.pack_id, project.pack_edition):
        pack = exact
        message = (
            f"The form says that it was made with {stated}. The project is made with edition "
            f"{project.pack_edition or 'none'} of {project.pack_id or 'none'}."
        )
    else:
        return exact, ()
    return pack, (ReturnFinding(matter=Matter.NOT_OURS, message=message),)


def _says(origin: Origin) -> str:
    return (
        f"It says of itself that it is the document “{title_of(origin.document)}”, made from revision "
        f"{origin.revision:,} of project {origin.project_id}."
    )


_ID_DIGITS = 32


def _is_of_a_project(name: str) -> bool:
    """Say whether a box has an id in its name, as those have that belong to a question or a measure."""
    return any(len(part) == _ID_DIGITS and not part.strip("0123456789abcdef") for part in name.split("_"))
