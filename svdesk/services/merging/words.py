"""What differs between two projects, in the words of the forms."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from svdesk.domain.english import capitalised, show_date
from svdesk.domain.entry import FieldForm, Kind, show_entry
from svdesk.domain.field_words import words_of
from svdesk.domain.project import Proposal, UnreadEntry
from svdesk.domain.sections import SectionSpec
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.loading.plain import all_items, title_of
from svdesk.services.exchange.limits import forms_of
from svdesk.services.merging.sides import fields_of

Names = Mapping[str, str]
"""What the policy pack offers, by its ids: outcomes, questions, measures, commitments."""
_NAMED = ("outcome", "question", "measure", "commitment", "profile_question")


def names_in(pack: PolicyPack) -> Names:
    """Return what people call the things that a project names by their ids."""
    return {key: title_of(item) for kind, key, item in all_items(pack) if kind in _NAMED}


def label_of(spec: SectionSpec, field: str) -> str:
    """Return what a field is called."""
    words = words_of(spec.item).get(field)
    return words.label if words is not None else capitalised(field.removesuffix("_id").replace("_", " "))


def heading_of(spec: SectionSpec, item: Any, place: int, names: Names) -> str:  # noqa: ANN401 - of any section
    """Return what a section is called, or the item of it at *place*."""
    if not spec.many:
        return capitalised(spec.noun)
    if isinstance(item, Proposal):
        return f"Proposal: {item.what or item.target}"
    title = names.get(spec.key_of(item), spec.key_of(item)) if spec.offered else spec.title_of(item, place)
    return title if title.lower().startswith(spec.noun.lower()) else f"{capitalised(spec.noun)}: {title}"


def value_words(
    form: FieldForm | None,
    value: Any,  # noqa: ANN401 - the form decides the type
    unread: tuple[UnreadEntry, ...],
    names: Names,
) -> str:
    """Return what stands in a field, with the texts in it that could not be read."""
    shown = _shown(form, value, names)
    return "\n".join(filter(None, (shown, *(f"“{entry.text}”, which can't be read" for entry in unread))))


def _shown(form: FieldForm | None, value: Any, names: Names) -> str:  # noqa: ANN401 - the form decides the type
    if form is None:
        return str(value)
    if form.kind is Kind.PICTURE:
        return f"A picture ({len(value):,} characters of data)" if value else ""
    if form.kind is Kind.TARGETS:
        return "; ".join(f"year {place}: {_figure(each)}" for place, each in enumerate(value, 1))
    text = show_entry(form, value)
    return names.get(text, text)


def _figure(value: Decimal | None) -> str:
    return "as tendered" if value is None else show_entry(FieldForm(Kind.NUMBER), value)


def item_words(spec: SectionSpec, item: Any, names: Names) -> str:  # noqa: ANN401 - of any section
    """Return all that an item holds, a line for each field that is filled in."""
    if isinstance(item, Proposal):
        return _proposal_words(item)
    forms = forms_of(spec.item)
    shown = (
        (label_of(spec, name), _shown(forms.get(name), getattr(item, name), names))
        for name in fields_of(spec)
    )
    return "\n".join(f"{label}: {text}" for label, text in shown if text) or "Nothing is filled in"


def _proposal_words(item: Proposal) -> str:
    if item.confirmed_on is None:
        state = "Not confirmed yet"
    else:
        state = f"Confirmed by {item.confirmed_by or 'nobody named'} on {show_date(item.confirmed_on)}"
    lines = (
        state,
        f"Proposed: {item.value}" if item.value else "",
        f"Why: {item.reason}" if item.reason else "",
    )
    return "\n".join(filter(None, (*lines, f"Note: {item.note}" if item.note else "")))


def order_words(spec: SectionSpec, items: tuple[Any, ...], names: Names) -> str:
    """Return the items in their order, a line for each."""
    return "\n".join(heading_of(spec, item, place, names) for place, item in enumerate(items, 1))
