"""The fields of a document as a form: what may be entered, and what makes an answer complete.

Reading a form that came back goes by this list, whatever kind of file it came back as.
"""

from dataclasses import dataclass
from enum import StrEnum

from svdesk.documents.model.blocks import (
    CheckField,
    ChoiceField,
    Document,
    Holds,
    TextField,
)
from svdesk.documents.model.blocks import Field as AnyField
from svdesk.documents.model.plain import fields

TICKED = "yes"
"""What stands for a ticked box; one that is not ticked holds ""."""

NAMES_OF_SENDER = ("bidder_name", "supplier_name")
"""The fields that say which organisation a form is from."""


class Entry(StrEnum):
    """How an answer is given."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    TICK = "tick"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field: its *name* in the document and its *label* for people.

    *options* are the (value, words) pairs of a choice; *sums* names the fields a number totals.
    Where *only_if* names a field, an answer is wanted only if that box is ticked. Of the boxes with
    the same *one_of*, at least one is to be ticked.
    """

    name: str
    label: str
    entry: Entry
    required: bool = True
    word_limit: int | None = None
    unit: str = ""
    options: tuple[tuple[str, str], ...] = ()
    sums: tuple[str, ...] = ()
    only_if: str = ""
    one_of: str = ""


def form_of(document: Document) -> tuple[FormField, ...]:
    """Return the fields of *document*, in reading order; none where it is no form."""
    return tuple(map(_form_field, fields(document.blocks)))


def _form_field(field: AnyField) -> FormField:
    match field:
        case TextField():
            return FormField(
                name=field.name,
                label=field.label,
                entry=_ENTRIES[field.holds],
                required=field.required,
                word_limit=field.word_limit,
                unit=field.unit,
                sums=field.sums,
                only_if=field.only_if,
            )
        case ChoiceField():
            return FormField(
                name=field.name,
                label=field.label,
                entry=Entry.CHOICE,
                options=field.options,
                only_if=field.only_if,
                required=field.required,
            )
        case CheckField():
            return FormField(
                name=field.name,
                label=field.label,
                entry=Entry.TICK,
                required=not field.one_of,
                one_of=field.one_of,
            )


_ENTRIES = {Holds.TEXT: Entry.TEXT, Holds.NUMBER: Entry.NUMBER, Holds.DATE: Entry.DATE}
