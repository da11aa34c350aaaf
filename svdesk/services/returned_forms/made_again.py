"""The form of a returned file, made again as it was issued, to tell what was changed in it."""

import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from svdesk.domain.returned_form import MOST_RETURN_BYTES, FormFinding, Matter
from svdesk.files.errors import why
from svdesk.files.regular import read_regular
from svdesk.services.exchange.project_file import project_json
from svdesk.services.issuing.record import made_with, project_digest
from svdesk.services.issuing.remake import RemakeError, remake
from svdesk.services.issuing.version_differences import in_doubt, made_by_another_version
from svdesk.services.ports import FormReader
from svdesk.services.returned_forms.form_reading import ReadingSources
from svdesk.services.returned_forms.source_form import FormAsIssued, composed_form

_NOT_TOLD = "Changes to the text of the form can't be told"


def changes(
    form: FormAsIssued, reader: FormReader, content: bytes, sources: ReadingSources
) -> Iterator[FormFinding]:
    """Yield what was changed besides the answers, where the form can be made again as it was.

    Where it is made otherwise here than it was issued, what differs is one finding: nobody can tell what
    of it is the bidder's. That is a note where our own record says so. A manifest can have come with
    the file, and must not make changes look harmless. Raises :class:`svdesk.services.ports.FormRefusedError`.
    """
    issued, why_not = issued_bytes(form, reader.format, sources)
    found = reader.differences(issued, content) if issued else ()
    if issued and why_not:
        if found:
            matter = Matter.CHANGED if form.on_trust else Matter.NOTE
            yield FormFinding(matter=matter, message=f"{why_not} {in_doubt(found)}")
        return
    if why_not:
        yield FormFinding(matter=Matter.NOTE, message=why_not)
    for message in found:
        yield FormFinding(matter=Matter.CHANGED, message=message)


def issued_bytes(form: FormAsIssued, file_format: str, sources: ReadingSources) -> tuple[bytes, str]:
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
        str(form.subject),
    )
    if key not in sources.made:
        sources.made[key] = _made_again(form, file_format, sources)
    return sources.made[key]


def _made_again(form: FormAsIssued, file_format: str, sources: ReadingSources) -> tuple[bytes, str]:
    issued, renderer = form.issued, sources.renderer_of(file_format)
    with tempfile.TemporaryDirectory(prefix="svdesk-") as folder:
        again = Path(folder) / f"issued.{file_format}"
        try:
            if issued is None:
                document = composed_form(form.document, file_format, form.project, form.pack, form.subject)
                renderer.render(document, again)
            else:
                same_format = replace(issued, format=file_format)
                remake(same_format, project_json(form.project), sources.registry, renderer, again)
            content = read_regular(again, MOST_RETURN_BYTES)
        except RemakeError as error:
            return b"", f"{_NOT_TOLD}: {error}."
        except OSError as error:
            return b"", f"{_NOT_TOLD}: {why(error)}."
    if issued is None:
        return content, ""
    # Of another format the record holds no hash; another version may then make this one otherwise too.
    as_issued = (
        hashlib.sha256(content).hexdigest() == issued.sha256
        if issued.format == file_format
        else issued.made_with == made_with()
    )
    return content, "" if as_issued else made_by_another_version(issued)
