"""The fields of a PDF form: what is entered in them, and what draws it."""

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from svdesk.rendering.returned.objects import DAMAGED, TOO_MUCH, Walk
from svdesk.services.ports import FormRefusedError

BOX = "/Btn"
_MOST_FIELDS = 20_000
_MOST_DEPTH = 12
_LONGEST_TEXT = 500_000
_INHERITED = ("/FT", "/V", "/Ff")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundField:
    """A field of a file: its full name, its label for people, its kind and what is entered.

    Of a box to tick, *text* is the state that is stored and *shows* are those that are seen, each ""
    where it is off. Of other fields, *drawings* are what draws their text, for as long as the file is open.
    """

    name: str
    label: str
    kind: str
    text: str
    shows: tuple[str, ...] = ()
    drawings: tuple[pikepdf.Stream, ...] = ()


def fields_of(pdf: pikepdf.Pdf, walk: Walk) -> list[FoundField]:
    """Return the fields of the form, and those that stand on a page and are missing in its list."""
    found = list[FoundField]()
    seen = set[tuple[int, int]]()
    form = pdf.Root.get("/AcroForm")
    listed = form.get("/Fields") if isinstance(form, pikepdf.Dictionary) else None
    for node in listed if isinstance(listed, pikepdf.Array) else ():
        _collect(node, "", {}, found, seen, 0)
    for page in walk.pages:
        annotations = page.get("/Annots")
        for each in annotations if isinstance(annotations, pikepdf.Array) else ():
            if isinstance(each, pikepdf.Dictionary) and each.get("/Subtype") == pikepdf.Name.Widget:
                _collect(_top(each), "", {}, found, seen, 0)
    return found


def _top(widget: pikepdf.Dictionary) -> pikepdf.Object:
    node = widget
    for _ in range(_MOST_DEPTH):
        above = node.get("/Parent")
        if not isinstance(above, pikepdf.Dictionary):
            return node
        node = above
    raise FormRefusedError(DAMAGED)


def _collect(
    node: pikepdf.Object,
    prefix: str,
    inherited: dict[str, pikepdf.Object],
    found: list[FoundField],
    seen: set[tuple[int, int]],
    depth: int,
) -> None:
    """Add the fields at and below *node*; what a field's children share stands at the field."""
    if depth > _MOST_DEPTH:
        raise FormRefusedError(DAMAGED)
    if len(found) > _MOST_FIELDS:
        raise FormRefusedError(TOO_MUCH)
    if not isinstance(node, pikepdf.Dictionary):
        return
    if node.is_indirect:
        if node.objgen in seen:
            return
        seen.add(node.objgen)
    own = inherited | {key: node[key] for key in _INHERITED if key in node}
    name = ".".join(filter(None, (prefix, _text(node.get("/T")))))
    kids = node.get("/Kids")
    listed = list(kids) if isinstance(kids, pikepdf.Array) else []
    children = [each for each in listed if isinstance(each, pikepdf.Dictionary)]
    if any("/T" in each for each in children):
        for each in children:
            _collect(each, name, own, found, seen, depth + 1)
        return
    seen |= {each.objgen for each in children if each.is_indirect}
    kind = str(own.get("/FT", ""))
    if not kind:
        return
    widgets = [each for each in (children or [node]) if each.get("/Subtype") == pikepdf.Name.Widget]
    tick = kind == BOX
    found.append(
        FoundField(
            name=name,
            label=_text(node.get("/TU")) or name,
            kind=kind,
            text=_state(own.get("/V")) if tick else _value(own.get("/V")),
            shows=tuple(_state(each.get("/AS")) for each in widgets) if tick else (),
            drawings=() if tick else tuple(_drawings(widgets)),
        )
    )


def _state(value: pikepdf.Object | None) -> str:
    """Return the name of a state; "" for off."""
    state = _text(value).removeprefix("/")
    return "" if state == "Off" else state


def _drawings(widgets: list[pikepdf.Dictionary]) -> Iterator[pikepdf.Stream]:
    """Yield what draws a field's text."""
    for each in widgets:
        looks = each.get("/AP")
        drawing = looks.get("/N") if isinstance(looks, pikepdf.Dictionary) else None
        if isinstance(drawing, pikepdf.Stream):
            yield drawing


def _value(value: pikepdf.Object | None) -> str:
    if isinstance(value, pikepdf.Array):  # several lines of a list were chosen
        return ", ".join(_text(each) for each in list(value)[:100])
    return _text(value)


def _text(value: pikepdf.Object | None) -> str:
    """Return a text string, whatever its encoding; long ones may stand in a stream."""
    if isinstance(value, pikepdf.Stream):
        value = pikepdf.String(bytes(value.read_bytes()))
    if not isinstance(value, pikepdf.String | pikepdf.Name):
        return ""
    if len(bytes(value)) > 2 * _LONGEST_TEXT:  # a letter takes two bytes at most
        raise FormRefusedError(TOO_MUCH)
    return str(value)
