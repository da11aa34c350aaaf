"""Names of single fields: ``section.field``, or ``section.<key>.field`` for an item of a list.

Problems, unread entries and links to a field all use these names. A key may itself hold dots.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_type_hints

from svdesk.domain.identity import IdentityCache
from svdesk.domain.project import LIST_SECTIONS, Project

KEYS = {
    "outcomes": "outcome_id",
    "commitments": "commitment_id",
    "profile": "question_id",
    "proposals": "target",
}
"""The attribute that identifies an item, where it is not ``id``."""


@cache
def section_type(section: str) -> type[Any]:
    """Return the dataclass of a section, or of the items of a list section."""
    hint = get_type_hints(Project)[section]
    kind: type[Any] = get_args(hint)[0] if section in LIST_SECTIONS else hint
    return kind


def item_key(section: str, item: Any) -> str:  # noqa: ANN401 - items of every list section
    """Return what identifies *item* within its list section."""
    return str(getattr(item, KEYS.get(section, "id")))


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
    """Where a field lives; *key* is "" in a single section."""

    section: str
    key: str
    field: str

    def __str__(self) -> str:
        """Return the path as problems name it."""
        return ".".join(part for part in (self.section, self.key, self.field) if part)


def parse_path(path: str) -> FieldPath:
    """Read a path as problems name it; the field is "" where the path names a whole section."""
    section, _, rest = path.partition(".")
    if section not in LIST_SECTIONS:
        return FieldPath(section, "", rest)
    key, _, field = rest.rpartition(".")
    return FieldPath(section, key, field)
