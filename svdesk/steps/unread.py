"""What was typed but could not be read, as problems of the fields where it stands."""

from collections.abc import Iterator

from svdesk.checks.finding import Finding, FindingKind
from svdesk.domain.entry import EntryError, FieldForm, Kind, read_entry
from svdesk.domain.field_paths import FieldPath, form_of, items_by_key, parse_path
from svdesk.domain.project import SECTIONS, Project, UnreadEntry


def unread_problems(project: Project) -> Iterator[Finding]:
    """Yield what is wrong with each text that could not be read: what reading it again says.

    Text that belongs to an item or a field that is gone is passed over: nobody could mend it.
    """
    for entry in project.unread:
        path = parse_path(entry.path)
        form = form_of(path)
        if form is not None and _exists(path, project) and (message := _complaint(form, entry)):
            year = f"Year {path.place}: " if path.place else ""
            message = year + message
            yield Finding(code="not-right", path=str(path.whole), kind=FindingKind.BLOCK, message=message)


def _exists(path: FieldPath, project: Project) -> bool:
    """Say whether the field is there: one that the policy offers is, decided on or not."""
    spec = SECTIONS[path.section]
    if not spec.many or spec.offered:
        return True
    return path.key in items_by_key(path.section, getattr(project, path.section))


def _complaint(form: FieldForm, entry: UnreadEntry) -> str:
    """Return what reading the text again says of it; "" where it can be read after all."""
    if form.kind is Kind.YES_NO:
        return "Choose Yes or No."
    if form.kind is Kind.CHOICE:
        return "Choose one of the answers in the list."
    try:
        read_entry(FieldForm(Kind.NUMBER) if form.kind is Kind.TARGETS else form, entry.text)
    except EntryError as error:
        return str(error)
    return ""
