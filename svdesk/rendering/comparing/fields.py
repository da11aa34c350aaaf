"""What differs between the form fields of two PDFs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import pikepdf

from svdesk.rendering.comparing.pages import PagePairs
from svdesk.rendering.comparing.parts import array, flags, plain, rectangle
from svdesk.services.verifying.comparison import FilledField, ReadingError

_MOST_FIELDS = 20_000
_MOST_DEPTH = 12
_OFF = ("", "Off")
_HIDING = 0b100011
"""The flags of an annotation that keep it from being seen: invisible, hidden, no view."""
_Place: TypeAlias = tuple[int, tuple[int, ...], int]
"""The page of a widget, from 1, its rectangle, and what keeps it from being seen."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A form field: what makes it the field it is, and what is entered."""

    label: str
    nature: tuple[object, ...]
    places: tuple[_Place, ...]
    value: str


def compared_fields(
    one: pikepdf.Pdf, other: pikepdf.Pdf, pages: PagePairs
) -> tuple[list[str], tuple[FilledField, ...]]:
    """Return in words what differs between the fields of two PDFs, and what is entered in the second."""
    old, new = _fields_of(one), _fields_of(other)
    told = [f"The form field “{old[name].label}” is gone." for name in old.keys() - new.keys()]
    told += [f"A form field was added: “{new[name].label}”." for name in new.keys() - old.keys()]
    both = [name for name in new if name in old]
    for name in both:
        was, now = old[name], new[name]
        if was.nature == now.nature and was.places == _places_when_issued(now.places, pages):
            continue
        lost = was.places and all(place[0] in pages.gone for place in was.places)
        what = "is gone with its page" if lost else "is not as it was issued"
        told.append(f"The form field “{was.label}” {what}.")
    filled = [
        FilledField(label=old[name].label, value=new[name].value)
        for name in both
        if new[name].value != old[name].value
    ]
    return sorted(told), tuple(filled)


def _places_when_issued(places: tuple[_Place, ...], pages: PagePairs) -> tuple[_Place, ...]:
    """Return *places* with the numbers that their pages had when they were issued; 0 for new pages."""
    return tuple(sorted((pages.issued.get(page, 0), where, hides) for page, where, hides in places))


def _fields_of(pdf: pikepdf.Pdf) -> dict[str, _Field]:
    form = pdf.Root.get("/AcroForm")
    found: dict[str, _Field] = {}
    if isinstance(form, pikepdf.Dictionary):
        pages = dict(_pages_of(pdf))
        for each in array(form.get("/Fields")):
            _collect(each, "", {}, pages, found, 0)
    return found


def _collect(
    node: pikepdf.Object,
    prefix: str,
    inherited: dict[str, pikepdf.Object],
    pages: dict[tuple[int, int], int],
    found: dict[str, _Field],
    depth: int,
) -> None:
    """Add the fields below *node*; what a field's children share stands at the field."""
    if depth > _MOST_DEPTH or len(found) > _MOST_FIELDS:
        raise ReadingError("its form is too large to be compared")
    if not isinstance(node, pikepdf.Dictionary):
        return
    own = inherited | {key: node[key] for key in ("/FT", "/V", "/TU", "/Opt") if key in node}
    name = ".".join(filter(None, (prefix, str(node.get("/T", "")))))
    children = array(node.get("/Kids"))
    if any("/T" in kid for kid in children if isinstance(kid, pikepdf.Dictionary)):
        for kid in children:
            _collect(kid, name, own, pages, found, depth + 1)
        return
    widgets = [each for each in (children or [node]) if isinstance(each, pikepdf.Dictionary)]
    value = str(own.get("/V", "")).removeprefix("/")
    found[name] = _Field(
        label=str(own.get("/TU", name)) or name,
        nature=(
            str(own.get("/FT", "")),
            str(own.get("/TU", "")),
            plain(own.get("/Opt")),
        ),
        places=tuple(sorted(_place(widget, pages) for widget in widgets)),
        value="" if value in _OFF else value,
    )


def _pages_of(pdf: pikepdf.Pdf) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield the pages, and what stands on them, with the numbers of the pages from 1."""
    for number, page in enumerate(pdf.pages, 1):
        yield page.obj.objgen, number
        for each in array(page.obj.get("/Annots")):
            if isinstance(each, pikepdf.Dictionary) and each.is_indirect:
                yield each.objgen, number


def _place(widget: pikepdf.Dictionary, pages: dict[tuple[int, int], int]) -> _Place:
    """Return where a widget stands: on page 0 where no page shows it."""
    page = widget.get("/P")
    if widget.is_indirect:
        number = pages.get(widget.objgen, 0)
    else:
        number = pages.get(page.objgen, 0) if isinstance(page, pikepdf.Dictionary) else 0
    return number, rectangle(widget), flags(widget) & _HIDING
