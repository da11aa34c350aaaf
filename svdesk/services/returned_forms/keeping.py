"""Forms that came back between the database, project files and files of their own: nothing is lost."""

import hashlib
from pathlib import Path
from uuid import UUID

from svdesk.domain.returned_form import ReturnedForm, ReturnedFormFile
from svdesk.files.errors import could_not
from svdesk.files.whole import write_whole
from svdesk.services.ports import ReturnedFormRecord, StoreError


def write_original(form: ReturnedForm, original: bytes | None, path: Path) -> None:
    """Write the *original* file of a form to *path*, complete or not at all.

    Raises :class:`svdesk.services.ports.StoreError` where it is not kept, is no longer what it was, or
    can't be written.
    """
    if original is None:
        raise StoreError(f"The file {form.file_name} is not kept.")
    if hashlib.sha256(original).hexdigest() != form.sha256:
        raise StoreError(f"The file {form.file_name} is no longer what it was when it was kept.")
    try:
        write_whole(path, original)
    except OSError as error:
        raise StoreError(could_not("write", path, error)) from error


def kept_returns(record: ReturnedFormRecord, project_id: UUID) -> tuple[ReturnedFormFile, ...]:
    """Return the forms that came back to a stored project, with their files.

    Raises :class:`svdesk.services.ports.StoreError`, also where a file is not kept whole.
    """
    found = []
    for form in record.returned_forms_of(project_id):
        original = record.returned_file_of(form)
        if original is None:
            raise StoreError(f"The file {form.file_name} is not kept.")
        found.append(ReturnedFormFile(form, original))
    return tuple(found)
