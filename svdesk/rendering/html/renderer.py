"""The HTML renderer: a document becomes one page, whole or not at all."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

from svdesk.documents.model.blocks import Document, words
from svdesk.domain.pictures import read_picture
from svdesk.files.whole import write_whole
from svdesk.rendering.html.body import Body, PageHeading, facts
from svdesk.rendering.html.elements import add, add_run
from svdesk.rendering.html.style import sheet
from svdesk.rendering.look.palette import palette_of
from svdesk.rendering.look.pictures import fitted
from svdesk.rendering.look.text import all_by_number, one_line, shortened
from svdesk.services.ports import Progress

_NOTHING_FROM_OUTSIDE = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"
_FEWEST_IN_CONTENTS = 3
_LOGO_ROOM = 240.0, 66.0
_PIXELS_A_POINT = 96 / 72
_DRAFT = "Draft: this document has not been issued, and may change."
_ABOUT_FIELDS = (
    "This page keeps and sends nothing. When you have filled it in, print it to a PDF file and return that. "
    "Where a box does not show all of your words, make it larger first by its lower corner."
)


class HtmlRenderer:
    """Renders documents as accessible HTML, each in one file."""

    format = "html"

    def render(self, document: Document, path: Path, progress: Progress | None = None) -> tuple[str, ...]:
        """Write *document* to *path*, which is replaced only once the file is complete.

        Returns the characters that no file may hold, shown as their numbers; the reader's own typefaces show
        all others. *progress* is called for every
        block; an exception from it cancels. Raises ``OSError`` where the file cannot be written;
        *path* is then as it was.
        """
        write_whole(path, make_html(document, progress))
        return all_by_number(document)


def make_html(document: Document, progress: Progress | None = None) -> bytes:
    """Return *document* as a page, in UTF-8."""
    steps = iter(range(1, len(document.blocks) + 2))
    total = len(document.blocks) + 1

    def done() -> None:
        place = next(steps)
        if progress:
            progress(place, total)

    if progress:
        progress(0, total)
    page = Element("html", {"lang": one_line(document.language) or "en-GB"})
    _head(page, document)
    body = SubElement(page, "body")
    add(body, "a", "Skip to the content", class_="skip", href="#content")
    blocks = Body()
    _cover(body, document, blocks)
    between = add(body, "div", class_="inner")
    main = add(body, "main", class_="inner", id="content", tabindex="-1")
    blocks.add(main, document.blocks, done)
    if not document.compact:
        _contents(between, blocks.places)
    if blocks.has_fields:
        # Within the content, where those who go from landmark to landmark come upon it.
        note = add(main, "p", _ABOUT_FIELDS, class_="note")
        main.remove(note)
        main.insert(0, note)
    if not len(between):
        body.remove(between)
    _footer(body, document)
    written: bytes = tostring(page, encoding="utf-8", method="html")
    done()
    return b"<!DOCTYPE html>\n" + written + b"\n"


def _head(page: Element, document: Document) -> None:
    head = SubElement(page, "head")
    add(head, "meta", charset="utf-8")
    add(head, "meta", http_equiv="Content-Security-Policy", content=_policy(document))
    add(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    parts = [document.title, document.project_title, document.reference]
    title = " · ".join(filter(None, map(one_line, parts))) or "Untitled"
    add(head, "title", shortened(f"Draft: {title}" if document.draft else title))
    details = {
        "author": document.authority,
        "keywords": ", ".join(document.keywords),
        "dcterms.issued": document.dated.isoformat() if document.dated else "",
        "dcterms.source": document.origin,
        "generator": "SVDesk",
    }
    for name, content in details.items():
        if one_line(content):
            add(head, "meta", name=name, content=one_line(content))
    add(head, "style").text = sheet(palette_of(document.house_style.colour), draft=document.draft)


def _policy(document: Document) -> str:
    """Return what the page may load: nothing, but for the logo that it carries within itself."""
    return f"img-src data:; {_NOTHING_FROM_OUTSIDE}" if document.house_style.logo else _NOTHING_FROM_OUTSIDE


def _logo(header: Element, document: Document) -> None:
    style = document.house_style
    if not style.logo:
        return
    picture = read_picture(style.logo)
    width, height = (round(points * _PIXELS_A_POINT) for points in fitted(picture, *_LOGO_ROOM))
    add(
        add(header, "div", class_="inner logo"),
        "img",
        src=f"data:image/png;base64,{style.logo}",
        alt=one_line(style.logo_words) or "Logo",
        width=str(max(width, 1)),
        height=str(max(height, 1)),
    )


def _cover(body: Element, document: Document, blocks: Body) -> None:
    header = add(body, "header")
    if document.draft:
        add(add(header, "div", class_="draft"), "p", _DRAFT, class_="inner")
    _logo(header, document)
    band = add(add(header, "div", class_="band"), "div", class_="inner")
    status = one_line(document.status)
    if document.draft and "draft" not in status.lower():
        status = f"Draft · {status}" if status else "Draft"
    who = [one_line(document.authority), status]
    if any(who):
        line = add(band, "div", class_="who")
        for text in filter(None, who):
            add(line, "p", text)
    add(band, "h1", one_line(document.title) or "Untitled")
    if one_line(document.subtitle):
        add(band, "p", one_line(document.subtitle), class_="subtitle")
    below = add(header, "div", class_="inner")
    facts(below, document.cover)
    if document.summary:
        blocks.callout(below, document.summary)


def _contents(parent: Element, places: list[PageHeading]) -> None:
    listed = [place for place in places if place.level <= 2]
    if len(listed) < _FEWEST_IN_CONTENTS:
        return
    nav = add(parent, "nav", aria_labelledby="contents")
    add(nav, "h2", "Contents", id="contents")
    parts = add(nav, "ol")
    for first, below in _grouped(listed):
        item = add(parts, "li")
        add(item, "a", shortened(first.text), href=f"#{first.key}")
        if below:
            inner = add(item, "ol")
            for place in below:
                add(add(inner, "li"), "a", shortened(place.text), href=f"#{place.key}")


def _grouped(listed: list[PageHeading]) -> Iterator[tuple[PageHeading, list[PageHeading]]]:
    """Yield each part with the sections below it; a section before any part stands as one."""
    group: tuple[PageHeading, list[PageHeading]] | None = None
    for place in listed:
        if group is not None and place.level > 1:
            group[1].append(place)
            continue
        if group is not None:
            yield group
        group = place, []
    if group is not None:
        yield group


def _footer(body: Element, document: Document) -> None:
    footer = add(add(body, "footer"), "div", class_="inner")
    version = one_line(document.version)
    parts = [
        one_line(document.authority),
        one_line(document.reference),
        f"Version {version}" if version else "",
        "Draft" if document.draft else one_line(document.status),
    ]
    add_run(add(footer, "p"), words(" · ".join(filter(None, parts))))
