"""Returned forms for tests: some put straight into the database, some as real files that bidders filled."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from openpyxl import load_workbook
from pypdf import PdfReader, PdfWriter

from svdesk.documents.catalogue import document_kind
from svdesk.domain.project import Project
from svdesk.domain.returned_form import FormFinding, Matter, ReturnedAnswer, ReturnedForm
from svdesk.paths import database_file
from svdesk.policy.case import case_of
from svdesk.policy.loading.pack_registry import PackRegistry
from svdesk.rendering.formats import renderers
from svdesk.rendering.xlsx.names import defined_name
from svdesk.storage.store import SqliteProjectStore

NAME_FIELD = "bidder_name"


def issued(project: Project, folder: Path, document: str, file_format: str = "pdf") -> Path:
    """A document of *project* as the officer would send it out."""
    pack = PackRegistry(folder / "packs").active()
    path = folder / f"{document}.{file_format}"
    composed = document_kind(document).composer(file_format)(case_of(project, pack))
    renderers((file_format,))[0].render(composed, path)
    return path


def filled(blank: Path, target: Path, values: Mapping[str, str]) -> Path:
    """A copy of a PDF form with *values* entered, as a bidder's reader saves it."""
    writer = PdfWriter(clone_from=PdfReader(blank))
    for page in writer.pages:
        writer.update_page_form_field_values(page, dict(values), auto_regenerate=False)
    writer.write(target)
    return target


def form_from(
    project: Project, organisation: str, place: int = 0, texts: Mapping[str, str] | None = None
) -> ReturnedForm:
    """A form that came back from *organisation*; where *texts* are given they are its only answers."""
    held = texts if texts is not None else {NAME_FIELD: organisation, "signed_by": "A. Signer"}
    return ReturnedForm(
        id=uuid4(),
        project_id=project.id,
        document="itt",
        format="pdf",
        file_name=f"response {place}.pdf",
        sha256=sha256(original(place)).hexdigest(),
        bytes=len(original(place)),
        organisation=organisation,
        revision=project.revision,
        read_at=datetime(2026, 11, 2, 9, 0, tzinfo=UTC) + timedelta(minutes=place),
        read_by="Sam Officer",
        answers=tuple(
            ReturnedAnswer(field=name, label=f"Label of {name}", text=text, word_limit=60)
            for name, text in held.items()
        ),
    )


def with_findings(form: ReturnedForm, *findings: tuple[Matter, str, str]) -> ReturnedForm:
    """The form with findings of (matter, field, message)."""
    return replace(
        form,
        findings=tuple(
            FormFinding(matter=matter, field=field, message=message) for matter, field, message in findings
        ),
    )


def original(place: int) -> bytes:
    """The file of the form of that number."""
    return f"%PDF-1.7 the file of number {place}".encode()


def keep(folder: Path, project: Project, *forms: ReturnedForm) -> None:
    """Put *project* and its returned forms into the database in *folder*."""
    store = SqliteProjectStore(database_file(folder))
    try:
        store.save(project)
        for place, form in enumerate(forms):
            assert store.keep_returned_form(form, original(place))
    finally:
        store.close()


def filled_workbook(blank: Path, target: Path, values: Mapping[str, str]) -> Path:
    """A copy of an Excel form with *values* entered, as another program saves it."""
    book = load_workbook(blank)
    for field, value in values.items():
        ((sheet, cells),) = book.defined_names[defined_name(field)].destinations
        book[sheet][cells.replace("$", "").split(":")[0]] = value
    book.save(target)
    return target
