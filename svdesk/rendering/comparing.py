"""What differs between two PDFs: their text, their look, their form fields and what else they hold.

Nothing in the files is run, and no address in them is followed.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import pikepdf

from svdesk.rendering.attachments import attachment_changes, carries_files
from svdesk.rendering.pdf_source import stated_source
from svdesk.rendering.preview import Preview, PreviewError, open_preview
from svdesk.services.comparison import Comparison, FilledField, ReadingError, TextChange

_MOST_BYTES = 200 * 1024 * 1024
_MOST_LINES = 50_000
_MOST_FIELDS = 20_000
_MOST_DEPTH = 12
_OFF = ("", "Off")
# What the libraries have been seen to raise for files whose parts are not what they should be.
_UNREADABLE = (
    pikepdf.PdfError,
    pikepdf.PasswordError,
    PreviewError,
    OSError,
    RuntimeError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
)
_HIDING = 0b100011
"""The flags of an annotation that keep it from being seen: invisible, hidden, no view."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A form field: what makes it the field it is, and what is entered."""

    label: str
    nature: tuple[object, ...]
    value: str


class PdfComparer:
    """Reads and compares PDFs, as :class:`svdesk.services.comparison.PdfReader` says."""

    def origin(self, path: Path) -> str:
        """Return the line that says what a PDF was made from; "" where it says nothing."""
        _refuse_large(path)
        try:
            with pikepdf.open(path) as pdf:
                return stated_source(pdf)
        except _UNREADABLE as error:
            raise ReadingError(_reason(error)) from error

    def carries_files(self, path: Path) -> bool:
        """Say whether other files travel inside a PDF."""
        _refuse_large(path)
        try:
            with pikepdf.open(path) as pdf:
                return carries_files(pdf)
        except _UNREADABLE as error:
            raise ReadingError(_reason(error)) from error

    def compare(self, issued: Path, given: Path) -> Comparison:
        """Return what differs between two PDFs."""
        _refuse_large(given)
        try:
            with pikepdf.open(issued) as one, pikepdf.open(given) as other:
                changed, filled = _fields(one, other)
                others = (*changed, *_marks(one, other), *_extras(one, other))
            with open_preview(issued) as before, open_preview(given) as after:
                text = _text_changes(before, after)
                looks = _looks(before, after, {change.page for change in text})
                return Comparison(
                    pages_before=before.page_count,
                    pages_after=after.page_count,
                    text=text,
                    looks=looks,
                    others=others,
                    filled=filled,
                )
        except _UNREADABLE as error:
            raise ReadingError(_reason(error)) from error


def _refuse_large(path: Path) -> None:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ReadingError("it is too large to be compared")
    except OSError as error:
        raise ReadingError(_reason(error)) from error


def _reason(error: Exception) -> str:
    if isinstance(error, pikepdf.PasswordError):
        return "it is protected by a password"
    if isinstance(error, OSError):
        return "the system does not let it be read"
    return "it is damaged, or no PDF"


# ---- text and look --------------------------------------------------------------------------------


def _text_changes(before: Preview, after: Preview) -> tuple[TextChange, ...]:
    old, new = list(_lines(before)), list(_lines(after))
    matcher = SequenceMatcher(None, [line for _, line in old], [line for _, line in new], autojunk=False)
    changes = []
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            continue
        where = new[new_from:new_to] or old[old_from:old_to]
        changes.append(
            TextChange(
                page=where[0][0],
                before=tuple(line for _, line in old[old_from:old_to]),
                after=tuple(line for _, line in new[new_from:new_to]),
            )
        )
    return tuple(changes)


def _lines(preview: Preview) -> Iterator[tuple[int, str]]:
    """Yield the lines of text with their pages, counted from 1; empty ones are left out."""
    count = 0
    for page in range(preview.page_count):
        for line in preview.page_text(page).splitlines():
            if words := " ".join(line.split()):
                count += 1
                if count > _MOST_LINES:
                    raise ReadingError("it holds too much text to be compared")
                yield page + 1, words


def _looks(before: Preview, after: Preview, passed_over: set[int]) -> tuple[int, ...]:
    """Return the pages, from 1, that look different though their text is the same."""
    if before.page_count != after.page_count:
        return ()
    return tuple(
        page + 1
        for page in range(before.page_count)
        if page + 1 not in passed_over
        and (
            before.page_size(page) != after.page_size(page)
            or before.printed_part(page) != after.printed_part(page)
        )
    )


# ---- fields ---------------------------------------------------------------------------------------


def _fields(one: pikepdf.Pdf, other: pikepdf.Pdf) -> tuple[list[str], tuple[FilledField, ...]]:
    old, new = _fields_of(one), _fields_of(other)
    told = [f"The form field “{old[name].label}” is gone." for name in old.keys() - new.keys()]
    told += [f"A form field was added: “{new[name].label}”." for name in new.keys() - old.keys()]
    both = [name for name in new if name in old]
    told += [
        f"The form field “{old[name].label}” is not as it was issued."
        for name in both
        if old[name].nature != new[name].nature
    ]
    filled = [
        FilledField(label=old[name].label, value=new[name].value)
        for name in both
        if new[name].value != old[name].value
    ]
    return sorted(told), tuple(filled)


def _fields_of(pdf: pikepdf.Pdf) -> dict[str, _Field]:
    form = pdf.Root.get("/AcroForm")
    found: dict[str, _Field] = {}
    if isinstance(form, pikepdf.Dictionary):
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        for each in _array(form.get("/Fields")):
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
    children = _array(node.get("/Kids"))
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
            _plain(own.get("/Opt")),
            tuple(sorted(_place(widget, pages) for widget in widgets)),
        ),
        value="" if value in _OFF else value,
    )


def _place(widget: pikepdf.Dictionary, pages: dict[tuple[int, int], int]) -> tuple[object, ...]:
    page = widget.get("/P")
    number = pages.get(page.objgen, 0) if isinstance(page, pikepdf.Dictionary) else 0
    return number, _rectangle(widget), _flags(widget) & _HIDING


# ---- what else a file can hold --------------------------------------------------------------------


def _marks(one: pikepdf.Pdf, other: pikepdf.Pdf) -> Iterator[str]:
    """Yield what was added to pages or taken from them besides text: comments, marks, links."""
    old, new = Counter(_annotations(one)), Counter(_annotations(other))
    for page, kind, *_ in sorted((new - old).elements(), key=repr):
        words = "A link leads elsewhere or is new" if kind == "/Link" else "A comment or mark was added"
        yield f"{words} on page {page}."
    for page, kind, *_ in sorted((old - new).elements(), key=repr):
        if kind != "/Link":
            yield f"A mark is gone from page {page}."
    lost = sum((old - new).values()) - sum((new - old).values())
    if lost > 0:
        yield f"{lost:,} {'link is' if lost == 1 else 'links are'} gone."


def _annotations(pdf: pikepdf.Pdf) -> Iterator[tuple[object, ...]]:
    for number, page in enumerate(pdf.pages, 1):
        for each in _array(page.obj.get("/Annots")):
            if not isinstance(each, pikepdf.Dictionary):
                continue
            kind = str(each.get("/Subtype", ""))
            if kind in ("/Widget", "/Popup"):
                continue
            action = each.get("/A")
            does = ("", "")
            if isinstance(action, pikepdf.Dictionary):
                does = str(action.get("/S", "")), str(action.get("/URI", ""))
            yield number, kind, _rectangle(each), does, str(each.get("/Contents", ""))


def _extras(one: pikepdf.Pdf, other: pikepdf.Pdf) -> Iterator[str]:
    """Yield what a file does or carries that the issued one does not."""
    old, new = _holds(one), _holds(other)
    for key, words in (
        ("/OpenAction", "It does something of its own when it is opened."),
        ("/AA", "It does something of its own while it is read."),
        ("/JavaScript", "It holds scripts."),
        ("/XFA", "It holds a second form inside the form."),
    ):
        if key in new - old:
            yield words
    yield from attachment_changes(one, other)


def _holds(pdf: pikepdf.Pdf) -> set[str]:
    found = {key for key in ("/OpenAction", "/AA") if key in pdf.Root}
    for where in ("/Names", "/AcroForm"):
        part = pdf.Root.get(where)
        if isinstance(part, pikepdf.Dictionary):
            found |= {key for key in ("/JavaScript", "/XFA") if key in part}
    return found


def _array(value: pikepdf.Object | None) -> list[pikepdf.Object]:
    return list(value) if isinstance(value, pikepdf.Array) else []


def _plain(value: pikepdf.Object | None) -> tuple[str, ...]:
    """Return the texts in an array and in the arrays within it."""
    found: list[str] = []
    for each in _array(value):
        found += _plain(each) if isinstance(each, pikepdf.Array) else (str(each),)
    return tuple(found)


def _rectangle(part: pikepdf.Dictionary) -> tuple[int, ...]:
    return tuple(round(float(each)) for each in _array(part.get("/Rect")) if _is_number(each))


def _is_number(value: object) -> bool:
    try:
        float(value)  # type: ignore[arg-type]  # an array may hold anything
    except (TypeError, ValueError):
        return False
    return True


def _flags(part: pikepdf.Dictionary) -> int:
    flags = part.get("/F", 0)
    return int(flags) if _is_number(flags) else 0
