"""The sections of a project, each declared once, at the attribute that holds it.

``lots: tuple[Lot, ...] = many(Lot, "lot", title=Lot.in_list)`` says what a section is. Whatever goes
through all sections (storage, project files and their limits, the checks, the forms, the words of
messages) reads the declaration (:func:`sections_of`), so that none of them can forget a new section.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from types import MappingProxyType
from typing import Any

_SECTION = "section"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionSpec:
    """What is declared of one section.

    *name* is the attribute that holds it, *item* the dataclass of its value or of its items, *noun*
    what people call the value or one item. *key* is the attribute that tells items apart; "" for a
    section of one value. *offered* marks a section whose items the policy offers: one that nobody
    has decided on yet is not stored, and stands for an empty decision. *title* returns the line of
    an item in a list, from the item and its place. *missing* is what is asked of a person who listed
    no item; "" where there need be none. *unchecked* says why the checks do not read what is written
    there, *unprinted* why no document prints it; "" where they do. *omitted_while_blank* keeps a section
    that nobody has filled in out of the part's JSON: one that came after projects had been issued leaves
    theirs the bytes whose digests stand in records and manifests.
    """

    name: str = ""
    item: type
    noun: str
    key: str = ""
    offered: bool = False
    title: Callable[[Any, int], str] | None = None
    missing: str = ""
    unchecked: str = ""
    unprinted: str = ""
    omitted_while_blank: bool = False

    @property
    def many(self) -> bool:
        """Whether the section holds items."""
        return bool(self.key)

    @property
    def added(self) -> bool:
        """Whether people add the items themselves, rather than being offered them."""
        return self.many and not self.offered

    def key_of(self, item: Any) -> str:  # noqa: ANN401 - an item of any section
        """Return what identifies *item* within this section."""
        return str(getattr(item, self.key))

    def title_of(self, item: Any, place: int) -> str:  # noqa: ANN401 - an item of any section
        """Return the line of *item* in a list, as the one at *place* (from 1)."""
        return self.title(item, place) if self.title is not None else f"{self.noun} {self.key_of(item)}"

    def undecided(self, key: str) -> Any:  # noqa: ANN401 - an item of any section
        """Return what stands for the offered item of *key* while nobody has decided on it.

        Raises ``KeyError`` in a section whose items people add themselves: there it is gone.
        """
        if not self.offered:
            raise KeyError(f"{self.name}.{key}")
        return self.item(**{self.key: key})


def one(
    item: type,
    noun: str,
    *,
    unchecked: str = "",
    unprinted: str = "",
    omitted_while_blank: bool = False,
) -> Any:  # noqa: ANN401 - as dataclasses.field
    """Declare a section of one value, of the dataclass *item*; see :class:`SectionSpec`."""
    spec = SectionSpec(
        item=item,
        noun=noun,
        unchecked=unchecked,
        unprinted=unprinted,
        omitted_while_blank=omitted_while_blank,
    )
    return field(default_factory=item, metadata={_SECTION: spec})


def many(
    item: type,
    noun: str,
    *,
    key: str = "id",
    offered: bool = False,
    title: Callable[[Any, int], str] | None = None,
    missing: str = "",
    unchecked: str = "",
    unprinted: str = "",
) -> Any:  # noqa: ANN401 - as dataclasses.field
    """Declare a section of items of the dataclass *item*, in the officer's order.

    See :class:`SectionSpec`.
    """
    spec = SectionSpec(
        item=item,
        noun=noun,
        key=key,
        offered=offered,
        title=title,
        missing=missing,
        unchecked=unchecked,
        unprinted=unprinted,
    )
    return field(default=(), metadata={_SECTION: spec})


@cache
def sections_of(part: type) -> Mapping[str, SectionSpec]:
    """Return the sections that the dataclass *part* declares, by name, in their order."""
    return MappingProxyType(
        {
            attribute.name: replace(attribute.metadata[_SECTION], name=attribute.name)
            for attribute in fields(part)
            if _SECTION in attribute.metadata
        }
    )
