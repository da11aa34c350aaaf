"""What was typed but could not be read, as problems of the fields where it stands."""

from collections.abc import Iterator

from svdesk.domain.entry import EntryError, FieldForm, Kind, field_forms, read_entry
from svdesk.domain.field_paths import FieldPath, item_key, parse_path, section_type
from svdesk.domain.problems import Problem
from svdesk.domain.project import LIST_SECTIONS, SINGLE_SECTIONS, Project, UnreadEntry
from svdesk.steps.findings import invalid

_FIXED_LISTS = ("outcomes", "commitments")
"""Lists whose items the policy offers: one that nobody has decided on yet has its field too."""


def unread_problems(project: Project) -> Iterator[tuple[FieldPath, Problem]]:
    """Yield the field and the problem of each text that could not be read.

    Text that belongs to an item or a field that is gone is passed over: nobody could mend it.
    """
    for entry in project.unread:
        path, year = _located(entry.path)
        form = _form(path)
        if form is not None and _exists(path, project) and (message := _complaint(form, entry)):
            yield path, invalid(str(path), f"Year {year}: {message}" if year else message)


def _located(name: str) -> tuple[FieldPath, str]:
    """Return the field that *name* means, and the year where it means one of a KPI's targets."""
    path = parse_path(name)
    key, _, field = path.key.rpartition(".")
    form = _form(FieldPath(path.section, key, field))
    if path.field.isdigit() and form is not None and form.kind is Kind.TARGETS:
        return FieldPath(path.section, key, field), path.field
    return path, ""


def _form(path: FieldPath) -> FieldForm | None:
    if path.section not in (*SINGLE_SECTIONS, *LIST_SECTIONS) or path.section == "unread":
        return None
    return field_forms(section_type(path.section)).get(path.field)


def _exists(path: FieldPath, project: Project) -> bool:
    if path.section in SINGLE_SECTIONS or path.section in _FIXED_LISTS:
        return True
    return any(item_key(path.section, item) == path.key for item in getattr(project, path.section))


def _complaint(form: FieldForm, entry: UnreadEntry) -> str:
    """Return what reading the text again says of it; "" where it can be read after all."""
    if form.kind in (Kind.CHOICE, Kind.YES_NO):
        return "Choose one of the answers in the list."
    try:
        read_entry(FieldForm(Kind.NUMBER) if form.kind is Kind.TARGETS else form, entry.text)
    except EntryError as error:
        return str(error)
    return ""
