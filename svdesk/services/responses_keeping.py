"""The files of returned forms as they came: written out again, byte for byte."""

import hashlib
from pathlib import Path

from svdesk.services.file_errors import could_not
from svdesk.services.ports import StoreError
from svdesk.services.returned import ReturnedForm
from svdesk.services.whole_file import write_whole


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
