"""What stands on a step's form, and where, as ``ui/steps/<key>.toml`` declares it.

The words of a field stand beside the field itself (:mod:`svdesk.domain.field_words`); here is only
where it stands, and a hint that differs on this form.
"""

from dataclasses import dataclass
from typing import TypeAlias

from svdesk.domain.entry import FieldForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button that the page acts on, found by its *name*.

    *spoken* is its name for assistive technology where its *text* alone would not do, *explained*
    what it does. *beside* and *below* name the field that it stands at.
    """

    name: str
    text: str
    spoken: str = ""
    explained: str = ""
    beside: str = ""
    below: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A text that the page fills in; *look* is its role in the style sheet."""

    name: str
    look: str
    below: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPlace:
    """An empty place that the page fills itself."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of *section*, with its words, and what stands beside it and below it.

    *offered* where the page offers what can be chosen; *sometimes* where only some projects call for it.
    """

    section: str
    name: str
    form: FieldForm
    label: str
    hint: str
    offered: bool = False
    sometimes: bool = False
    beside: tuple[Button, ...] = ()
    below: tuple[Button | Note, ...] = ()

    @property
    def widget_name(self) -> str:
        """The object name of the field's widget."""
        return f"{self.section}__{self.name}"


Cell: TypeAlias = Field | Button | Note | FormPlace | None
"""What stands in one column of a row; ``None`` leaves the room empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldGroup:
    """Rows of fields below an optional *heading* and *lead*; *name* where the page may hide it."""

    rows: tuple[tuple[Cell, ...], ...]
    heading: str = ""
    lead: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPlace:
    """The list of a section's items, and the fields of the selected one.

    *add* and *remove* are the words of its buttons, "" for a list that the policy gives; *grouped*
    where its items stand below headings. *spoken* is its name for assistive technology.
    """

    section: str
    heading: str
    lead: str
    spoken: str
    item: tuple[FieldGroup, ...]
    add: str = ""
    remove: str = ""
    grouped: bool = False
    buttons: tuple[Button, ...] = ()

    @property
    def is_edited(self) -> bool:
        """Whether items can be added, removed and ordered."""
        return bool(self.add)


Part: TypeAlias = FieldGroup | ListPlace | Note | FormPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLayout:
    """The form of the step of *key*, from top to bottom."""

    key: str
    parts: tuple[Part, ...]

    def groups(self) -> tuple[FieldGroup, ...]:
        """Return every group, those of a list's items among them, as a person comes upon them."""
        return tuple(
            group
            for part in self.parts
            if isinstance(part, FieldGroup | ListPlace)
            for group in (part.item if isinstance(part, ListPlace) else (part,))
        )

    def fields(self) -> tuple[Field, ...]:
        """Return every field, as a person comes upon them."""
        return tuple(
            cell for group in self.groups() for row in group.rows for cell in row if isinstance(cell, Field)
        )
