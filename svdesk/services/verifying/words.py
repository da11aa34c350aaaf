"""The result of checking files, in words for a person and as JSON for another program."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from svdesk.documents.catalogue import document_kind
from svdesk.domain.english import plural, show_date
from svdesk.domain.issued_document import IssuedDocument
from svdesk.services.issuing.record import made_with, title_of
from svdesk.services.issuing.version_differences import in_doubt
from svdesk.services.verifying.checked_file import Checked, MadeOf, Verdict
from svdesk.services.verifying.comparison import FileComparison, TextChange

_MOST_CHANGES = 12
_MOST_LINES = 3
_LONGEST = 160
_WHOLE_PROJECT = "The whole project is in it, also notes and estimates: it is for your own file only."
_SAYS = {
    Verdict.AS_ISSUED: "As issued.",
    Verdict.FILLED_IN: "As issued, with the form filled in.",
    Verdict.AS_MADE: "SVDesk makes this very file of the project that you named.",
    Verdict.CHANGED: "Changed since it was issued.",
    Verdict.NOT_TOLD: "Not the file that was issued; what was changed in it can't be told for certain.",
    Verdict.UNKNOWN: "Not known: SVDesk has no record of issuing this file, here or beside it.",
    Verdict.UNREADABLE: "Can't be read.",
}
# Where only a project file is known, nobody can say what was issued.
_SAYS_OF_PROJECT = {
    Verdict.FILLED_IN: "What SVDesk makes of the project that you named, with the form filled in.",
    Verdict.CHANGED: "Not what SVDesk makes of the project that you named.",
}


def checked_text(checked: Checked) -> str:
    """Return what is known of a file, in lines of which the first names it."""
    says = _SAYS | _SAYS_OF_PROJECT if checked.made_of else _SAYS
    return "\n".join((f"{checked.path}: {says[checked.verdict]}", *(f"  {line}" for line in _lines(checked))))


def checked_json(checked: Iterable[Checked]) -> str:
    """Return what is known of files as JSON: one object for each, in their order."""
    return json.dumps([_entry(each) for each in checked], ensure_ascii=False, indent=2)


def issued_line(issued: IssuedDocument) -> str:
    """Return in a sentence what was issued, when and by whom."""
    when = f"{show_date(issued.issued_at.date())} at {issued.issued_at:%H:%M} UTC"
    who = f" by {issued.issued_by}" if issued.issued_by else ""
    version = f", version {issued.version}" if issued.version else ""
    return f"{title_of(issued)}{version} ({issued.status.lower()}), made on {when}{who}."


def _lines(checked: Checked) -> Iterator[str]:
    issued = checked.issued
    if issued is not None:
        if checked.verdict is Verdict.CHANGED:
            yield "What was issued is this:"
        yield issued_line(issued)
        yield (
            f"Made from revision {issued.revision:,} of the project, with policy pack {issued.pack_id}, "
            f"edition {issued.pack_edition}, by {issued.made_with}."
        )
        if issued.attached:
            yield _WHOLE_PROJECT
    if checked.made_of is not None:
        if checked.verdict is Verdict.CHANGED:
            yield "What SVDesk makes is this:"
        yield _made_line(checked.made_of)
        if checked.made_of.attached:
            yield _WHOLE_PROJECT
    yield from checked.notes
    if checked.comparison is None:
        return
    differences = list(_differences(checked.comparison))
    if checked.verdict is Verdict.NOT_TOLD:
        yield in_doubt(differences)
    else:
        yield from differences
    what = "SVDesk makes it" if checked.made_of else "issued"
    yield from _filled(checked.comparison, what)


def _made_line(made: MadeOf) -> str:
    title = document_kind(made.document).title
    of = f"project “{made.project}”" if made.project.strip() else f"project {made.project_id}"
    return (
        f"{title}, made by {made_with()} from revision {made.revision:,} of {of}, with policy pack "
        f"{made.pack_id}, edition {made.pack_edition}."
    )


def _differences(found: FileComparison) -> Iterator[str]:
    if found.pages_before != found.pages_after:
        yield f"It was issued with {found.pages_before:,} pages and now has {found.pages_after:,}."
    for change in found.text[:_MOST_CHANGES]:
        yield _changed(change)
    if (more := len(found.text) - _MOST_CHANGES) > 0:
        yield f"The text differs in {more:,} more places."
    if found.looks:
        pages = ", ".join(f"{page:,}" for page in found.looks[:_MOST_CHANGES])
        more_pages = " and others" if len(found.looks) > _MOST_CHANGES else ""
        yield f"The text is the same but something is drawn differently on page {pages}{more_pages}."
    yield from found.others[:_MOST_CHANGES]
    if (more := len(found.others) - _MOST_CHANGES) > 0:
        yield f"There are {more:,} more differences of this kind."


def _filled(found: FileComparison, what: str) -> Iterator[str]:
    if found.filled:
        fields = plural(len(found.filled), "form field was", "form fields were")
        yield f"{len(found.filled):,} {fields} filled in" + (
            f"; everything else is as {what}." if found.same else "."
        )


def _changed(change: TextChange) -> str:
    where = f"Page {change.page:,}"
    if not change.after:
        return f"{where}: gone is {_quoted(change.before)}"
    if not change.before:
        return f"{where}: new is {_quoted(change.after)}"
    return f"{where}: {_quoted(change.before)} is now {_quoted(change.after)}"


def _quoted(lines: tuple[str, ...]) -> str:
    text = " ".join(lines[:_MOST_LINES])
    cut = len(lines) > _MOST_LINES or len(text) > _LONGEST
    return f"“{text[:_LONGEST]}{'…' if cut else ''}”"


def _entry(checked: Checked) -> dict[str, Any]:
    issued, found = checked.issued, checked.comparison
    return {
        "file": str(checked.path),
        "verdict": checked.verdict.value,
        "sha256": checked.sha256,
        "known_from": str(checked.known_from) if checked.known_from else ("record" if issued else None),
        "issued": None
        if issued is None
        else {
            **asdict(issued),
            "id": str(issued.id),
            "project_id": str(issued.project_id),
            "issued_at": issued.issued_at.isoformat(),
        },
        "made_of": None
        if checked.made_of is None
        else asdict(checked.made_of) | {"project_id": str(checked.made_of.project_id)},
        "differences": None if found is None else asdict(found),
        "notes": list(checked.notes),
    }
