"""Names of single fields: ``section.field``, or ``section.<key>.field`` for an item of a list.

A number after the field names one of its values: ``kpis.<key>.targets.2`` is the second year's.
Problems, unread entries and links to a field all use these names. A key may itself hold dots.
"""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from svdesk.domain.entry import FieldForm, Kind, field_forms
from svdesk.domain.identity import IdentityCache
from svdesk.domain.project import SECTIONS


def section_type(section: str) -> type[Any]:
    """Return the dataclass of a section, or of the items of a list section."""
    return SECTIONS[section].item


def item_key(section: str, item: Any) -> str:  # noqa: ANN401 - items of every list section
    """Return what identifies *item* within its list section."""
    return SECTIONS[section].key_of(item)


def items_by_key(section: str, items: tuple[Any, ...]) -> dict[str, Any]:
    """Return the *items* of a list section by what identifies them; not to be changed.

    It is kept for the very same tuple: many items are looked up by key while somebody types.
    """
    return _LISTS.of(_by_key, section, items)


_LISTS = IdentityCache(most=64)


def _by_key(section: str, items: tuple[Any, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in items:
        found.setdefault(item_key(section, item), item)
    return found


@dataclass(frozen=True, slots=True)
class FieldPath:
    """Where a field lives; *key* is "" in a single section.

    *place* counts from 1 and names one of the values of a field that holds several, such as the
    second year of a KPI's targets; 0 for the field as a whole.
    """

    section: str
    key: str
    field: str
    place: int = 0

    def __str__(self) -> str:
        """Return the path as problems name it."""
        place = str(self.place) if self.place else ""
        return ".".join(part for part in (self.section, self.key, self.field, place) if part)

    @property
    def whole(self) -> "FieldPath":
        """The field itself, where this names one of its values."""
        return replace(self, place=0) if self.place else self


def parse_path(path: str) -> FieldPath:
    """Read a path as problems name it; the field is "" where the path names a whole section."""
    section, _, rest = path.partition(".")
    spec = SECTIONS.get(section)
    before, _, last = rest.rpartition(".")
    place = 0
    if spec is not None and _is_place(last) and before.rpartition(".")[2] in _fields_of_places(section):
        place, rest = int(last), before
    if spec is None or not spec.many:
        return FieldPath(section, "", rest, place)
    key, _, field = rest.rpartition(".")
    return FieldPath(section, key, field, place)


_FIGURES_OF_A_PLACE = 4


def _is_place(text: str) -> bool:
    return text.isdecimal() and text.isascii() and len(text) <= _FIGURES_OF_A_PLACE and text[0] != "0"


def form_of(path: FieldPath) -> FieldForm | None:
    """Return how the field at *path* is filled in, one of its values where it names one.

    ``None`` where no section has such a field.
    """
    form = _forms(path.section).get(path.field) if path.section in SECTIONS else None
    return FieldForm(Kind.NUMBER) if form is not None and path.place else form


@cache
def _forms(section: str) -> dict[str, FieldForm]:
    return field_forms(section_type(section))


@cache
def _fields_of_places(section: str) -> frozenset[str]:
    """Return the fields of a section whose values are typed one by one."""
    return frozenset(name for name, form in _forms(section).items() if form.kind is Kind.TARGETS)
