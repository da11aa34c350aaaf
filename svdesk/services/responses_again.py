"""The form of a returned file, made again as it was issued, to tell what was changed in it."""

import hashlib
import tempfile
from dataclasses import replace
from pathlib import Path

from svdesk.services.exchange import project_json
from svdesk.services.file_errors import why
from svdesk.services.issues import made_with, project_digest
from svdesk.services.remaking import RemakeError, remake
from svdesk.services.response import Sources
from svdesk.services.responses_form import FormAsIssued, composed_form

_NOT_TOLD = "Changes to the text of the form can't be told"


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
                renderer.render(composed_form(form.document, file_format, form.project, form.pack), again)
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
