"""What differs between a form as it was issued and a form in a file that was given back."""

from svdesk.documents.model.forms import FormField
from svdesk.domain.returned_form import MOST_RETURN_BYTES
from svdesk.services.ports import FormReader, FormRefusedError
from svdesk.services.verifying.comparison import FileComparison, FilledField


def compare_forms(
    reader: FormReader, fields: tuple[FormField, ...], issued: bytes, given: bytes
) -> FileComparison:
    """Return what differs, in a format without pages of its own.

    Raises :class:`svdesk.services.ports.FormRefusedError`.
    """
    if len(given) > MOST_RETURN_BYTES:
        raise FormRefusedError(f"It is larger than {MOST_RETURN_BYTES // 1024 // 1024} MB.")
    others = reader.differences(issued, given)
    filled: tuple[FilledField, ...] = ()
    if fields:
        before, after = reader.read(issued, fields).answers, reader.read(given, fields).answers
        filled = tuple(
            FilledField(label=field.label, value=after[field.name])
            for field in fields
            if field.name in after and after[field.name] != before.get(field.name, "")
        )
    return FileComparison(pages_before=0, pages_after=0, text=(), looks=(), others=others, filled=filled)
