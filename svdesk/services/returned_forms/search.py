"""Finding the form of a file that does not say what it was made from: by the boxes it has."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from svdesk.documents.catalogue import CATALOGUE
from svdesk.documents.model.forms import FormField
from svdesk.domain.project import Project
from svdesk.domain.returned_form import FormFinding, Matter
from svdesk.services.editions.under_edition import pack_for
from svdesk.services.ports import FormReader, FormRefusedError
from svdesk.services.returned_forms.form_reading import ReadingSources
from svdesk.services.returned_forms.source_form import FormAsIssued, NotOursError, fields_of, title_of

_ID_DIGITS = 32


def form_by_fields(reader: FormReader, content: bytes, sources: ReadingSources) -> FormAsIssued:
    """Return the form of a project at hand whose boxes a file has that does not say what it is.

    Raises :class:`NotOursError` where there is none.
    """
    best: FormAsIssued | None = None
    most = 0
    for project in _wanted_projects(sources):
        pack, _ = pack_for(project, sources.registry)
        for kind in CATALOGUE:
            fields = fields_of(kind.key, reader.format, project, pack)
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
            FormFinding(
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


def _wanted_projects(sources: ReadingSources) -> Iterator[Project]:
    if sources.wanted is None:
        yield from sources.projects
        return
    named = [each for each in sources.projects if each.id == sources.wanted]
    yield from named
    if not named and sources.database is not None:
        try:
            yield sources.database.load(sources.wanted)
        except KeyError:
            return


def _is_of_a_project(name: str) -> bool:
    """Say whether a box has an id in its name, as those have that belong to a question or a measure."""
    return any(len(part) == _ID_DIGITS and not part.strip("0123456789abcdef") for part in name.split("_"))
