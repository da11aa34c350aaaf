"""What differs between two PDFs besides text, looks and fields: marks, links, scripts, attachments."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import pikepdf

from svdesk.domain.english import counted
from svdesk.rendering.attachments import attachment_changes
from svdesk.rendering.comparing.pages import PagePairs
from svdesk.rendering.comparing.parts import array, rectangle
from svdesk.services.verifying.comparison import ReadingError

_MOST_MARKS = 5_000


class _Mark(NamedTuple):
    """A link, comment or mark on a page, from 1."""

    page: int
    kind: str
    place: tuple[int, ...]
    does: tuple[str, str]
    says: str


def compared_marks(one: pikepdf.Pdf, other: pikepdf.Pdf, pages: PagePairs) -> Iterator[str]:
    """Yield what was added to pages or taken from them besides text: comments, marks, links.

    Raises :class:`ReadingError` where there are far more than anybody makes.
    """
    old, given = Counter(_annotations(one)), Counter(_annotations(other))
    numbers = {was: now for now, was in pages.issued.items()}
    new = Counter[_Mark]()
    for mark, count in given.items():
        new[mark._replace(page=pages.issued.get(mark.page, -mark.page))] += (
            count  # below 0 for a page that is new
        )
    for page, kind, *_ in sorted((new - old).elements(), key=repr):
        words = "A link leads elsewhere or is new" if kind == "/Link" else "A comment or mark was added"
        yield f"{words} on page {numbers.get(page, abs(page))}."
    left = Counter({each: count for each, count in (old - new).items() if each[0] not in pages.gone})
    for page, kind, *_ in sorted(left.elements(), key=repr):
        if kind != "/Link":
            yield f"A mark is gone from page {page}."
    lost = sum(left.values()) - sum((new - old).values())
    if lost > 0:
        yield f"{counted(lost, 'link is', 'links are')} gone."


def _annotations(pdf: pikepdf.Pdf) -> Iterator[_Mark]:
    count = 0
    for number, page in enumerate(pdf.pages, 1):
        for each in array(page.obj.get("/Annots")):
            if not isinstance(each, pikepdf.Dictionary):
                continue
            kind = str(each.get("/Subtype", ""))
            if kind in ("/Widget", "/Popup"):
                continue
            count += 1
            if count > _MOST_MARKS:
                raise ReadingError("it has far more comments and links than can be compared")
            action = each.get("/A")
            does = ("", "")
            if isinstance(action, pikepdf.Dictionary):
                does = str(action.get("/S", "")), str(action.get("/URI", ""))
            yield _Mark(number, kind, rectangle(each), does, str(each.get("/Contents", "")))


def compared_extras(one: pikepdf.Pdf, other: pikepdf.Pdf) -> Iterator[str]:
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
