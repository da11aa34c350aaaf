"""What was changed in a PDF besides the answers, in words.

Pages are drawn to be compared, and a crafted page could take hours to draw. So only pages as plain as
our own are: what a page of another make says is not looked into, only that it is not as it was issued.
"""

import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from svdesk.domain.english import counted
from svdesk.files.whole_folder import write_unsynced
from svdesk.rendering.comparing.pdfs import PdfComparer
from svdesk.rendering.returned.objects import opened, pages_of
from svdesk.rendering.returned.values import shown
from svdesk.services.ports import FormRefusedError
from svdesk.services.verifying.comparison import FileComparison, ReadingError

_MOST_TOLD = 12
_MOST_PAGES_MORE = 20
_LARGEST_PAGE = 600 * 1024
"""Bytes of the commands that draw a page; ours have a tenth of it."""
_SLOW_RESOURCES = ("/Pattern", "/Shading")


def pdf_changes(issued: bytes, returned: bytes) -> Iterator[str]:
    """Yield what differs between an issued PDF and the one that came back, which was walked through before.

    Raises :class:`FormRefusedError`.
    """
    with opened(issued) as pdf:
        issued_pages = pages_of(pdf)
        before, count = {_digest(page) for page in issued_pages}, len(issued_pages)
    with opened(returned) as pdf:
        pages = pages_of(pdf)
        strange = [
            number
            for number, page in enumerate(pages, 1)
            if not _is_plain(page) and _digest(page) not in before
        ]
        if len(pages) > count + _MOST_PAGES_MORE:
            yield f"It had {count:,} pages and has {len(pages):,}, so it was not compared any further."
        elif strange:
            yield (
                f"Not as issued, and not made as our pages are: page {_listed(strange)}. "
                "So the file was not compared any further."
            )
        else:
            yield from _told(_compared(issued, returned))


def _compared(issued: bytes, returned: bytes) -> FileComparison:
    with tempfile.TemporaryDirectory(prefix="svdesk-", ignore_cleanup_errors=True) as folder:
        one, other = Path(folder, "issued.pdf"), Path(folder, "returned.pdf")
        write_unsynced(one, issued)
        write_unsynced(other, returned)
        try:
            return PdfComparer().compare(one, other)
        except ReadingError as error:
            raise FormRefusedError(f"It can't be compared with what was issued: {error}.") from error


def _content(page: pikepdf.Dictionary) -> bytes | None:
    """Return the commands that draw a page; None where they are more than a page of ours has."""
    found = page.get("/Contents")
    content = b""
    for each in list(found) if isinstance(found, pikepdf.Array) else [found]:
        if isinstance(each, pikepdf.Stream):
            content += bytes(each.read_bytes())
        if len(content) > _LARGEST_PAGE:
            return None
    return content


def _digest(page: pikepdf.Dictionary) -> str:
    """Return what tells a page's drawing from another's, its resources included."""
    content = _content(page)
    if content is None:
        return ""
    digest = hashlib.sha256(content)
    resources = page.get("/Resources")
    drawings = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    if isinstance(drawings, pikepdf.Dictionary):
        for name, each in sorted(drawings.items()):
            if isinstance(each, pikepdf.Stream):
                digest.update(name.encode() + hashlib.sha256(each.read_raw_bytes()).digest())
    return digest.hexdigest()


def _is_plain(page: pikepdf.Dictionary) -> bool:
    """Whether a page holds no drawings within drawings, and no more commands than ours."""
    resources, above = page.get("/Resources"), page.get("/Parent")
    if resources is None and isinstance(above, pikepdf.Dictionary):
        resources = above.get("/Resources")
    if not isinstance(resources, pikepdf.Dictionary) or _content(page) is None:
        return resources is None
    if any(key in resources for key in _SLOW_RESOURCES):
        return False
    return not any(
        each.get("/Subtype") in (pikepdf.Name.Form, pikepdf.Name.Type3)
        for key in ("/XObject", "/Font")
        for each in _values(resources.get(key))
    )


def _values(found: pikepdf.Object | None) -> list[pikepdf.Dictionary | pikepdf.Stream]:
    if not isinstance(found, pikepdf.Dictionary):
        return []
    return [each for _, each in found.items() if isinstance(each, pikepdf.Dictionary | pikepdf.Stream)]


def _listed(pages: list[int] | tuple[int, ...]) -> str:
    more = ", …" if len(pages) > _MOST_TOLD else ""
    return ", ".join(str(page) for page in pages[:_MOST_TOLD]) + more


def _told(comparison: FileComparison) -> Iterator[str]:
    if comparison.pages_before != comparison.pages_after:
        yield f"It had {comparison.pages_before:,} pages and has {comparison.pages_after:,}."
    changes = comparison.text
    for change in changes[:_MOST_TOLD]:
        was, now = shown(" ".join(change.before)), shown(" ".join(change.after))
        if not change.before:
            yield f"Text was added on page {change.page}: {now}."
        elif not change.after:
            yield f"Text is gone from page {change.page}: {was}."
        else:
            yield f"Text was changed on page {change.page}: {was} became {now}."
    if (more := len(changes) - _MOST_TOLD) > 0:
        yield f"{counted(more, 'more change')} of the text."
    if comparison.looks:
        yield f"The same words look different on page {_listed(comparison.looks)}."
    yield from comparison.others
