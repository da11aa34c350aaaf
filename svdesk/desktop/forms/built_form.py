"""What the form builder made: the parts of a form, for the page that shows it."""

from dataclasses import dataclass, field

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from svdesk.desktop.forms.form_layout import Field
from svdesk.desktop.forms.item_list import ItemList, ItemTree
from svdesk.desktop.forms.letters import letters_on, mark_all


@dataclass(frozen=True, slots=True)
class BuiltField:
    """A field's widget with its label, its hint (``None`` where it has none) and its error."""

    field: Field
    widget: QWidget
    label: QLabel
    hint: QLabel | None
    error: QLabel

    @property
    def block(self) -> tuple[QWidget, ...]:
        """What belongs together on the screen, from top to bottom."""
        return tuple(part for part in (self.label, self.hint, self.widget, self.error) if part is not None)


@dataclass(frozen=True, slots=True)
class BuiltList:
    """A list, the title and the fields of its selected item, and its buttons by what they do.

    *about* says what the policy says of the item, and is ``None`` in a list that a person edits.
    """

    widget: ItemList | ItemTree
    error: QLabel
    title: QLabel
    detail: QWidget
    about: QLabel | None
    buttons: dict[str, QPushButton]
    fields: tuple[BuiltField, ...]


@dataclass(slots=True)
class BuiltForm:
    """The parts of a form: fields by widget name, lists by section, and what its page asks for by name."""

    fields: dict[str, BuiltField] = field(default_factory=dict)
    lists: dict[str, BuiltList] = field(default_factory=dict)
    named: dict[str, QWidget] = field(default_factory=dict)
    labels: list[tuple[QLabel, str]] = field(default_factory=list)
    """The labels of fields and lists, with their words: each has a letter."""
    buttons: list[tuple[QPushButton, str]] = field(default_factory=list)
    """The buttons, with their words: they have the letters that are left."""

    def mark_letters(self, page: QWidget) -> None:
        """Give fields, lists and buttons their letters, none that *page* gives something of its own."""
        own = {widget for widget, _words in (*self.labels, *self.buttons)}
        mark_all(self.labels, self.buttons, letters_on(page, own))
