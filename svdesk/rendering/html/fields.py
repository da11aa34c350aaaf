"""The controls of a response form, each with its label, its word limit and its hint."""

from itertools import count
from xml.etree.ElementTree import Element

from svdesk.documents.model.blocks import CheckField, ChoiceField, Field, TextField
from svdesk.rendering.html.elements import add
from svdesk.rendering.look.text import one_line

_CHOOSE = "Choose an answer"


class HtmlControls:
    """Makes the controls of one page; their ids are counted, so that none comes twice."""

    def __init__(self) -> None:
        """Begin a page without controls."""
        self._numbers = count(1)

    def standing(self, parent: Element, field: Field, hint: str) -> None:
        """Add a field that stands on its own, its label above or, for a tick, beside it."""
        box = add(parent, "div", class_="field")
        key = f"f{next(self._numbers)}"
        if isinstance(field, CheckField):
            box.set("class", "field tick")
            control = _control(box, field, key)
            add(box, "label", _label(field), for_=key)
        else:
            add(box, "label", _label(field), for_=key)
        notes = [note for note in (_limit(field), one_line(hint)) if note]
        if notes:
            add(box, "p", " ".join(notes), class_="note", id=f"{key}-note")
        if not isinstance(field, CheckField):
            control = _control(box, field, key)
        if notes:
            control.set("aria-describedby", f"{key}-note")

    def in_cell(self, parent: Element, field: TextField | ChoiceField) -> None:
        """Add a field to a table's cell; its label is there for those who don't see the table."""
        key = f"f{next(self._numbers)}"
        add(parent, "label", _label(field), for_=key, class_="unseen")
        control = _control(parent, field, key)
        if limit := _limit(field):
            add(parent, "p", limit, class_="note", id=f"{key}-note")
            control.set("aria-describedby", f"{key}-note")


def _label(field: Field) -> str:
    label = one_line(field.label) or one_line(field.name) or "Answer"
    optional = isinstance(field, TextField) and not field.required
    return f"{label} (optional)" if optional else label


def _limit(field: Field) -> str:
    if isinstance(field, TextField) and field.word_limit is not None:
        return f"Up to {field.word_limit:,} words."
    return ""


def _control(parent: Element, field: Field, key: str) -> Element:
    name = one_line(field.name) or key
    if isinstance(field, CheckField):
        return add(parent, "input", type="checkbox", id=key, name=name)
    if isinstance(field, ChoiceField):
        control = add(parent, "select", id=key, name=name)
        add(control, "option", _CHOOSE, value="")
        for place, (value, words) in enumerate(field.options, 1):
            shown = one_line(words) or one_line(value) or f"Answer {place}"
            add(control, "option", shown, value=one_line(value))
    elif field.lines > 1:
        lines = str(field.lines)
        control = add(parent, "textarea", id=key, name=name, rows=lines, style=f"--lines: {lines}")
    else:
        control = add(parent, "input", type="text", id=key, name=name)
    if isinstance(field, ChoiceField) or field.required:
        control.set("required", "required")
    return control
