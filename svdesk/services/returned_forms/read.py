"""Reading forms that came back: what was entered, what is missing, and whether they are ours at all.

Nothing is stored here: a :class:`FormReading` carries what can be kept. A file that is refused leaves
nothing but its message.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

from svdesk.documents.model.forms import NAMES_OF_SENDER
from svdesk.documents.model.origin import Origin
from svdesk.domain.english import plural, show_date
from svdesk.domain.returned_form import (
    MOST_RETURN_BYTES,
    FormFinding,
    Matter,
    ReturnedAnswer,
    ReturnedForm,
)
from svdesk.domain.texts import keepable
from svdesk.files.errors import could_not
from svdesk.files.regular import read_regular
from svdesk.services.exchange.limits import MOST_REVISION
from svdesk.services.ports import FilledForm, FormReader, FormRefusedError
from svdesk.services.returned_forms.careful_reader import CarefulReader
from svdesk.services.returned_forms.checks import checked_answers, shortened
from svdesk.services.returned_forms.form_reading import FormReading, ReadingResult, ReadingSources
from svdesk.services.returned_forms.made_again import changes
from svdesk.services.returned_forms.search import form_by_fields
from svdesk.services.returned_forms.source_form import NotOursError, form_of_origin, title_of

MOST_TEXT = 1_000_000
"""Characters of all answers of a form together: more than a person reads, and than a project file takes."""

MOST_FINDINGS = 2_000
_MOST_NAMED = 5
_LONGEST_NAME = 60
_LONGEST_ORGANISATION = 200


def read_returned_form(path: Path, sources: ReadingSources) -> FormReading:
    """Read the file at *path* that a bidder or supplier returned; nothing in it is run or followed.

    Raises :class:`svdesk.services.ports.StoreError` where the record fails.
    """
    try:
        content = read_regular(path, MOST_RETURN_BYTES + 1)
    except OSError as error:
        return _refused(path, could_not("read", path, error))
    except ValueError:
        return _refused(path, "It is not the name of a file.")
    try:
        if len(content) > MOST_RETURN_BYTES:
            raise FormRefusedError(
                f"It is larger than {MOST_RETURN_BYTES // 1024 // 1024} MB, which no form is."
            )
        reader = CarefulReader(sources.reader_for(content))
        line = reader.origin(content)
        return _read(path, content, reader, Origin.read(line) if line else None, sources)
    except FormRefusedError as error:
        return _refused(path, f"{error} Nothing of it was kept.")
    except NotOursError as error:
        return FormReading(path=path, outcome=ReadingResult.NOT_OURS, notes=error.sentences)


def _refused(path: Path, why: str) -> FormReading:
    return FormReading(path=path, outcome=ReadingResult.REFUSED, notes=(why,))


def _read(
    path: Path, content: bytes, reader: FormReader, origin: Origin | None, sources: ReadingSources
) -> FormReading:
    # No revision of ours is beyond that: the line was altered, and says nothing.
    if origin is not None and 0 <= origin.revision <= MOST_REVISION:
        form = form_of_origin(path, origin, reader.format, sources)
    else:
        form = form_by_fields(reader, content, sources)
    filled = reader.read(content, form.fields)
    if sum(map(len, filled.answers.values())) > MOST_TEXT:
        raise FormRefusedError(f"It holds more than {MOST_TEXT:,} characters of answers, which no form does.")
    changed = tuple(changes(form, reader, content, sources))
    answers, found = checked_answers(form.fields, filled)
    project_id, digest = form.project.id, hashlib.sha256(content).hexdigest()
    returned = ReturnedForm(
        id=uuid4(),
        project_id=project_id,
        document=form.document,
        format=reader.format,
        file_name=keepable(path.name).replace("\\", "_"),
        sha256=digest,
        bytes=len(content),
        organisation=_organisation(answers),
        revision=form.revision,
        read_at=sources.clock(),
        read_by=form.project.about.officer,
        answers=answers,
    )
    earlier = _earlier(project_id, sources)
    before = next((each for each in earlier if each.sha256 == digest), None)
    told = (*form.findings, *_others(filled), *changed, *found, *_same_sender(returned, earlier))
    # Notes come last; else what makes the whole form doubtful is told before its answers.
    findings = sorted(told, key=lambda finding: finding.matter is Matter.NOTE)
    returned = replace(returned, findings=_told(list(_plain(findings))))
    return FormReading(
        path=path,
        outcome=ReadingResult.COMPLETE if returned.is_clear else ReadingResult.NEEDS_ATTENTION,
        title=title_of(form.document),
        project=form.project,
        form=returned,
        original=content,
        kept_before=before,
    )


def _others(filled: FilledForm) -> Iterator[FormFinding]:
    """Yield in one finding which boxes the form did not have."""
    if not filled.others:
        return
    named = ", ".join(f"“{shortened(name, _LONGEST_NAME)}”" for name in filled.others[:_MOST_NAMED])
    more = len(filled.others) - _MOST_NAMED
    rest = f" and {more:,} more" if more > 0 else ""
    what = plural(len(filled.others), "a box that is", "boxes that are")
    yield FormFinding(matter=Matter.NOT_OURS, message=f"The form has {what} not ours: {named}{rest}.")


def _organisation(answers: Iterable[ReturnedAnswer]) -> str:
    by_name = {answer.field: " ".join(answer.text.split()) for answer in answers}
    name = next((by_name[name] for name in NAMES_OF_SENDER if by_name.get(name)), "")
    return shortened(name, _LONGEST_ORGANISATION)


def _earlier(project_id: UUID, sources: ReadingSources) -> tuple[ReturnedForm, ...]:
    kept = sources.database.returned_forms_of(project_id) if sources.database else ()
    named = (each for each in sources.returns if each.project_id == project_id)
    return tuple({each.sha256: each for each in (*named, *kept)}.values())


def _same_sender(returned: ReturnedForm, earlier: Iterable[ReturnedForm]) -> Iterator[FormFinding]:
    """Yield a note where the same organisation has returned this form in another file."""
    for each in earlier:
        if (
            returned.organisation
            and each.document == returned.document
            and each.organisation.casefold() == returned.organisation.casefold()
            and each.sha256 != returned.sha256
        ):
            yield FormFinding(
                matter=Matter.NOTE,
                message=f"{returned.organisation} returned this form before, as {each.file_name}, read on "
                f"{show_date(each.read_at.date())}. That one stays as it is.",
            )


def _told(findings: list[FormFinding]) -> tuple[FormFinding, ...]:
    """Return what a person can take in, and say how much more there is."""
    if len(findings) <= MOST_FINDINGS:
        return tuple(findings)
    kept, left = findings[: MOST_FINDINGS - 1], findings[MOST_FINDINGS - 1 :]
    return (*kept, FormFinding(matter=left[0].matter, message=f"There are {len(left):,} things more."))


def _plain(findings: Iterable[FormFinding]) -> Iterator[FormFinding]:
    """Yield each finding once, with nothing in its words that no file keeps."""
    for finding in dict.fromkeys(findings):
        yield replace(finding, message=keepable(finding.message), field=keepable(finding.field))
