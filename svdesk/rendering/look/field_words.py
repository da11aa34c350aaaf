"""What is printed at a field to fill in, besides its label."""

from svdesk.documents.model.blocks import ChoiceField, Field, TextField
from svdesk.rendering.look.text import one_line

LABEL_SHARE = 0.3
"""Share of a table's width up to which its first column holds labels; a wider one holds sentences."""

_FEW_OPTIONS = 8


def field_note(field: Field, counted: str = "") -> str:
    """Return the note beside a field's label: its word limit, with how it is *counted*, or "optional"."""
    if not isinstance(field, TextField):
        return ""
    notes = [] if field.word_limit is None else [f"up to {field.word_limit:,} words{counted}"]
    return " · ".join([*notes, *([] if field.required else ["optional"])])


def field_options(field: Field) -> str:
    """Return the options of a short choice in words: on paper, and before the list is opened."""
    if not isinstance(field, ChoiceField) or not 0 < len(field.options) <= _FEW_OPTIONS:
        return ""
    return "Choose one: " + " · ".join(one_line(shown) for _, shown in field.options)
