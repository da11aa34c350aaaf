"""The reader of forms that come back as PDFs."""

from collections.abc import Iterator
from urllib.parse import unquote

import pikepdf

from svdesk.documents.model.forms import TICKED, Entry, FormField
from svdesk.rendering.pages.bounded_pdf import UNREADABLE
from svdesk.rendering.pdf.fields import FieldNames
from svdesk.rendering.returned.markup import name_of, parsed
from svdesk.rendering.returned.objects import Walk, opened
from svdesk.rendering.returned.pdf_changes import pdf_changes
from svdesk.rendering.returned.pdf_drawn import disagree, drawn_words
from svdesk.rendering.returned.pdf_fields import BOX, FoundField, fields_of
from svdesk.rendering.returned.values import (
    LONGEST_ORIGIN,
    Answers,
    answer,
    entered,
    not_too_many,
    origin_line,
    shown,
)
from svdesk.services.ports import FilledForm, FormRefusedError, Remark
from svdesk.services.returned_forms.answer_words import quoted

_MOST_METADATA = 2 * 1024 * 1024
_NO_BOXES = (
    "It has no boxes left: it was printed, scanned or flattened. Ask the bidder to fill in the form that you "
    "sent on a screen, to save it, and to send that file."
)
_ON = "Yes"
"""The state of a ticked box in the forms that are issued."""
_SIGNATURE = "/Sig"


class PdfFormReader:
    """Reads PDF forms, as :class:`svdesk.services.ports.FormReader` says."""

    format = "pdf"

    def origin(self, content: bytes) -> str:
        """Return the line that says what the form was made from; "" where it says nothing."""
        with opened(content) as pdf:
            walk = Walk(pdf)
            line = _source(pdf)
            if not line and not fields_of(pdf, walk):
                raise FormRefusedError(_NO_BOXES)
            return line

    def read(self, content: bytes, fields: tuple[FormField, ...]) -> FilledForm:
        """Return what was entered in *fields*; raises :class:`FormRefusedError`."""
        names = FieldNames()
        by_name = {names.name(field.name): field for field in fields}
        with opened(content) as pdf:
            found = fields_of(pdf, Walk(pdf))
            drawn = drawn_words(pdf, [each for each in found if each.name in by_name])
        if fields and not found:
            raise FormRefusedError(_NO_BOXES)
        answers = Answers()
        for each in found:
            field = by_name.get(each.name)
            if field is not None:
                answers.add(field.name, _entered(field, each))
                for said in _remarks(field, each, drawn.get(each.name, "")):
                    answers.remark(said)
            elif each.kind != _SIGNATURE:
                answers.other(unquote(each.name))
        return answers.form()

    def differences(self, issued: bytes, returned: bytes) -> tuple[str, ...]:
        """Return in words what was changed besides the answers; raises :class:`FormRefusedError`."""
        with opened(returned) as pdf:
            signed = any(each.kind == _SIGNATURE for each in fields_of(pdf, Walk(pdf)))
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


def _entered(field: FormField, found: FoundField) -> str:
    if field.entry is Entry.TICK and found.kind == BOX:
        return TICKED if _is_ticked(found) else ""
    return answer(field, entered(found.text))


def _is_ticked(found: FoundField) -> bool:
    """Whether a box is ticked in what is stored and in what is seen."""
    return found.text == _ON and all(each == _ON for each in found.shows)


def _remarks(field: FormField, found: FoundField, drawn: str) -> Iterator[Remark]:
    """Yield where what is seen at a field is not what is stored in it."""
    label = quoted(field.label)
    if field.entry is Entry.TICK and found.kind == BOX:
        states = {found.text, *found.shows}
        if strange := sorted(states - {"", _ON}):
            yield Remark(
                field=field.name,
                message=f"The box {label} is in a state that it did not have when it was issued "
                f"({shown(strange[0])}). It is not taken as ticked.",
                matters=True,
            )
        elif len(states) > 1:
            stored, seen = ("ticked", "not ticked") if found.text else ("not ticked", "ticked")
            yield Remark(
                field=field.name,
                message=f"The box {label} is shown as {seen}, but the file stores that it is {stored}. "
                "It is not taken as ticked: ask the bidder.",
                matters=True,
            )
    elif disagree(drawn, (found.text, answer(field, entered(found.text)), _words_of(field, found.text))):
        stores = f"the file stores {shown(found.text)}" if found.text.strip() else "the file stores nothing"
        yield Remark(
            field=field.name,
            message=f"{label} shows {shown(drawn)}, but {stores}. What is stored was read.",
        )


def _words_of(field: FormField, text: str) -> str:
    value = answer(field, entered(text))
    return next((words for each, words in field.options if each == value), "")
