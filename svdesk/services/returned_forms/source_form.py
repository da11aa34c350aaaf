"""The form that a returned file was made from: as it was issued, where that is known."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from svdesk.documents.catalogue import document_kind
from svdesk.documents.model.blocks import Document
from svdesk.documents.model.forms import FormField, form_of
from svdesk.documents.model.origin import Origin
from svdesk.domain.english import show_date
from svdesk.domain.issued_document import IssuedDocument
from svdesk.domain.project import Project
from svdesk.domain.returned_form import FormFinding, Matter
from svdesk.domain.subject import WHOLE, Subject
from svdesk.policy.case import case_of
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.loading.pack_registry import PackRegistry
from svdesk.services.editions.under_edition import pack_for
from svdesk.services.exchange.project_file import ExchangeError, project_json, read_project_json
from svdesk.services.issuing.manifest import ManifestError, manifests_beside, read_manifest
from svdesk.services.issuing.record import project_digest
from svdesk.services.returned_forms.form_reading import ReadingSources
from svdesk.services.verifying.verify import origin_of


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
    again; *as_made* says whether they are those of the file. *issued* is its line in the record, or in
    a manifest beside the file; *on_trust* says that only the manifest has it. *subject* is what the form
    is about, beside the project.
    """

    document: str
    fields: tuple[FormField, ...]
    project: Project
    pack: PolicyPack
    revision: int
    as_made: bool
    issued: IssuedDocument | None = None
    on_trust: bool = False
    subject: Subject = WHOLE
    findings: tuple[FormFinding, ...] = ()


def title_of(document: str) -> str:
    """Return the title of a document by its key; the key where this version does not know it."""
    try:
        return document_kind(document).title
    except KeyError:
        return document


def form_of_origin(path: Path, origin: Origin, file_format: str, sources: ReadingSources) -> FormAsIssued:
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
    pack, findings = _pack(origin, project, sources.registry, is_known=issued is not None)
    found = fields_of(origin.document, file_format, project, pack, origin.subject)
    if not found:
        raise NotOursError(f"{says} That document has no boxes to fill in.")
    return FormAsIssued(
        document=origin.document,
        subject=origin.subject,
        fields=found,
        project=project,
        pack=pack,
        revision=origin.revision,
        as_made=as_made and not findings,
        issued=issued,
        on_trust=issued is not None and issued not in _recorded(origin, sources),
        findings=(*findings, *notes),
    )


def composed_form(
    document: str, file_format: str, project: Project, pack: PolicyPack, subject: Subject = WHOLE
) -> Document:
    """Return a document about *subject* as it is made for one of its formats."""
    compose = document_kind(document).composer(file_format, subject)
    return compose(case_of(project, pack))


def fields_of(
    document: str, file_format: str, project: Project, pack: PolicyPack, subject: Subject = WHOLE
) -> tuple[FormField, ...]:
    """Return the fields of a document; raises :class:`NotOursError` for one that nobody knows."""
    try:
        return form_of(composed_form(document, file_format, project, pack, subject))
    except KeyError as error:
        raise NotOursError(
            f"It says of itself that it is the document “{document}”, which this version of SVDesk does not "
            "make."
        ) from error


def _present(origin: Origin, sources: ReadingSources) -> Project | None:
    """Return the project at hand of that id: the one of the form's revision, where there are several."""
    found = [each for each in sources.projects if each.id == origin.project_id]
    if sources.database is not None:
        with suppress(KeyError):
            found.append(sources.database.load(origin.project_id))
    exact = [each for each in found if each.revision == origin.revision]
    return next(iter((*exact, *sorted(found, key=lambda each: -each.revision))), None)


def _recorded(origin: Origin, sources: ReadingSources) -> tuple[IssuedDocument, ...]:
    return sources.database.issues_of(origin.project_id) if sources.database else ()


def _issues(path: Path, origin: Origin, sources: ReadingSources) -> list[IssuedDocument]:
    """Return what was issued of the project, by the record and by manifests beside the file."""
    found = list(_recorded(origin, sources))
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


def _as_issued(issued: IssuedDocument, origin: Origin, sources: ReadingSources) -> Project | None:
    kept = sources.database.project_as_issued(issued) if sources.database else None
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
) -> Iterator[FormFinding]:
    later = [
        each
        for each in issues
        if (each.document, each.subject) == (origin.document, origin.subject)
        and each.revision > origin.revision
    ]
    if later:
        last = max(later, key=lambda each: (each.revision, each.issued_at))
        yield FormFinding(
            matter=Matter.NOTE,
            message=f"This is not the last version of the form: version {last.version} was issued on "
            f"{show_date(last.issued_at.date())}, made of revision {last.revision:,} of the project. This "
            f"one was made of revision {origin.revision:,}.",
        )
    if not as_made:
        yield FormFinding(
            matter=Matter.NOTE,
            message=f"The form was made of revision {origin.revision:,} of the project, which is not kept as "
            f"it was then. It was checked against revision {present.revision:,}.",
        )


def _pack(
    origin: Origin, project: Project, registry: PackRegistry, *, is_known: bool
) -> tuple[PolicyPack, tuple[FormFinding, ...]]:
    """Return the pack to make the form again with, and what is to be said of it."""
    exact = registry.exactly(origin.pack_id, origin.pack_edition, origin.pack_fingerprint)
    stated = f"edition {origin.pack_edition} of policy pack {origin.pack_id}"
    if exact is None:
        pack, _ = pack_for(project, registry)
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
    return pack, (FormFinding(matter=Matter.NOT_OURS, message=message),)


def _says(origin: Origin) -> str:
    return (
        f"It says of itself that it is the document “{title_of(origin.document)}”, made from revision "
        f"{origin.revision:,} of project {origin.project_id}."
    )
