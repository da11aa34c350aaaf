"""The reader of forms that come back as PDFs."""

from dataclasses import dataclass
from urllib.parse import unquote

import pikepdf

from svdesk.documents.forms import TICKED, Entry, FormField
from svdesk.rendering.pdf.fields import FieldNames
from svdesk.rendering.returned.markup import name_of, parsed
from svdesk.rendering.returned.objects import DAMAGED, TOO_MUCH, UNREADABLE, Walk, opened
from svdesk.rendering.returned.pdf_changes import pdf_changes
from svdesk.rendering.returned.values import (
    LONGEST_ORIGIN,
    Answers,
    answer,
    entered,
    not_too_many,
    origin_line,
)
from svdesk.services.ports import FilledForm, FormRefusedError

_MOST_FIELDS = 20_000
_MOST_DEPTH = 12
_MOST_METADATA = 2 * 1024 * 1024
_LONGEST_TEXT = 2_000_000
_NO_BOXES = (
    "It has no boxes left: it was printed, scanned or flattened. Ask the bidder to fill in the form that you "
    "sent on a screen, to save it, and to send that file."
)
_INHERITED = ("/FT", "/V", "/Ff")
_OFF = ("", "Off")
_SIGNATURE = "/Sig"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A field of a file: its full name, its label for people, its kind and what is entered."""

    name: str
    label: str
    kind: str
    text: str


class PdfFormReader:
    """Reads PDF forms, as :class:`svdesk.services.ports.FormReader` says."""

    format = "pdf"

    def origin(self, content: bytes) -> str:
        """Return the line that says what the form was made from; "" where it says nothing."""
        with opened(content) as pdf:
            walk = Walk(pdf)
            line = _source(pdf)
            if not line and not _fields(pdf, walk):
                raise FormRefusedError(_NO_BOXES)
            return line

    def read(self, content: bytes, fields: tuple[FormField, ...]) -> FilledForm:
        """Return what was entered in *fields*; raises :class:`FormRefusedError`."""
        with opened(content) as pdf:
            found = _fields(pdf, Walk(pdf))
        if fields and not found:
            raise FormRefusedError(_NO_BOXES)
        names = FieldNames()
        by_name = {names.name(field.name): field for field in fields}
        answers = Answers()
        for each in found:
            field = by_name.get(each.name)
            if field is not None:
                answers.add(field.name, _entered(field, each))
            elif each.kind != _SIGNATURE:
                answers.other(unquote(each.name))
        return answers.form()

    def differences(self, issued: bytes, returned: bytes) -> tuple[str, ...]:
        """Return in words what was changed besides the answers; raises :class:`FormRefusedError`."""
        with opened(returned) as pdf:
            signed = any(each.kind == _SIGNATURE for each in _fields(pdf, Walk(pdf)))
        told = not_too_many(pdf_changes(issued, returned))
        return (*told, "It has a digital signature, which was not checked.") if signed else told


def _source(pdf: pikepdf.Pdf) -> str:
    """Return the source that the metadata state; a file without any, or with broken ones, states none."""
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return ""
    try:
        content = bytes(stream.read_bytes())
    except UNREADABLE:
        return ""
    if len(content) > _MOST_METADATA:
        return ""
    # What stands around the metadata is no part of them, and not always well made.
    start, end = content.find(b"<rdf:RDF"), content.rfind(b"</rdf:RDF>")
    if start < 0 or end < start:
        return ""
    try:
        root = parsed(content[start : end + len(b"</rdf:RDF>")])
    except FormRefusedError:
        return ""
    for each in root.iter():
        if name_of(each) == "source" and "purl.org/dc/" in str(each.tag):
            return origin_line("".join(inner.text or "" for inner in each.iter())[: 2 * LONGEST_ORIGIN])
    for each in root.iter():
        for key, value in each.attrib.items():
            if key == "{http://purl.org/dc/elements/1.1/}source":
                return origin_line(value[: 2 * LONGEST_ORIGIN])
    return ""


def _fields(pdf: pikepdf.Pdf, walk: Walk) -> list[_Found]:
    """Return the fields of the form, and those that stand on a page and are missing in its list."""
    found = list[_Found]()
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
    found: list[_Found],
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
    text = _state([*children, node], own) if kind == "/Btn" else _value(own.get("/V"))
    if kind:
        label = _text(node.get("/TU")) or name
        found.append(_Found(name=name, label=label, kind=kind, text=text))


def _state(widgets: list[pikepdf.Dictionary], own: dict[str, pikepdf.Object]) -> str:
    """Return the state that a box is on; "" where neither its value nor what it shows says that it is on."""
    values = (own.get("/V"), *(each.get("/AS") for each in widgets))
    return next((text for each in values if (text := _text(each).removeprefix("/")) not in _OFF), "")


def _value(value: pikepdf.Object | None) -> str:
    if isinstance(value, pikepdf.Array):  # several lines of a list were chosen
        return ", ".join(_text(each) for each in list(value)[:100])
    return _text(value)


def _text(value: pikepdf.Object | None) -> str:
    """Return a text string, whatever its encoding; long ones may stand in a stream."""
    if isinstance(value, pikepdf.Stream):
        value = pikepdf.String(bytes(value.read_bytes())[:_LONGEST_TEXT])
    if isinstance(value, pikepdf.String | pikepdf.Name):
        return str(value)[:_LONGEST_TEXT]
    return ""


def _entered(field: FormField, found: _Found) -> str:
    if field.entry is Entry.TICK and found.kind == "/Btn":
        return TICKED if found.text else ""
    return answer(field, entered(found.text))
