"""Documents given out, made again and checked, and the forms that come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from uuid import UUID

    from svdesk.domain.issued_document import IssuedDocument
    from svdesk.domain.returned_form import ReturnedForm
    from svdesk.services.returned_forms.form_reading import FormReading
    from svdesk.services.use_cases.backend import Backend


def make_again(backend: Backend, issued: IssuedDocument, path: Path) -> str:
    """Make an issued document again at *path*; return in words whether it is the same."""
    from svdesk.services.issuing import remake

    renderer = backend.formats.renderer_of(issued.format)
    return remake.make_again(issued, backend.database, backend.registry, (renderer,), path)


def check_file(backend: Backend, path: Path) -> str:
    """Return in words whether a file is what was issued; raises ``StoreError``."""
    from svdesk.services.verifying import verify
    from svdesk.services.verifying.checked_file import PDF, CheckSources
    from svdesk.services.verifying.words import checked_text

    sources = CheckSources(
        registry=backend.registry,
        reader=backend.formats.pdf_reader(),
        renderer=backend.formats.renderer_of(PDF),
        record=backend.database,
        form_readers=backend.formats.office_forms(),
    )
    return checked_text(verify.check_file(path, sources))


def response_reader(backend: Backend, project_id: UUID) -> Callable[[Path], FormReading]:
    """Return what reads files that were returned to a project; it keeps the forms that it made again."""
    from svdesk.services.returned_forms.form_reading import ReadingSources
    from svdesk.services.returned_forms.read import read_returned_form

    sources = ReadingSources(
        registry=backend.registry,
        reader_for=backend.formats.form_reader,
        renderer_of=backend.formats.renderer_of,
        database=backend.database,
        wanted=project_id,
    )
    return lambda path: read_returned_form(path, sources)


def save_original(backend: Backend, form: ReturnedForm, path: Path) -> None:
    """Write the file of a returned form to *path*, byte for byte as it came; raises ``StoreError``."""
    from svdesk.services.returned_forms.keeping import write_original

    write_original(form, backend.database.returned_file_of(form), path)
