"""The pages before the text: cover and contents."""

from dataclasses import replace

from svdesk.documents.model.blocks import Document, FactList, words
from svdesk.domain.pictures import read_picture
from svdesk.rendering.look import styles
from svdesk.rendering.look.pictures import fitted
from svdesk.rendering.look.text import one_line
from svdesk.rendering.pdf.builder import PdfBuilder, heading_styles
from svdesk.rendering.pdf.covers import Band, title_style
from svdesk.rendering.pdf.file.structure import Node
from svdesk.rendering.pdf.headings import PdfHeading, PdfHeadings
from svdesk.rendering.pdf.layout.boxes import Blank, Box, height_of
from svdesk.rendering.pdf.layout.rows import ContentsLine, Pair
from svdesk.rendering.pdf.layout.textbox import TextBox
from svdesk.rendering.pdf.pictures import Logo

_INDENT = 20.0
_LOGO_ROOM = 240.0, 66.0
_SMALL_LOGO_ROOM = 160.0, 34.0


def cover(document: Document, builder: PdfBuilder) -> list[Box]:
    """Return the cover: a band with whose document it is and what, its details, its summary.

    That of a compact document is low, so that the text can follow on the same page.
    """
    section = builder.begin_section()
    logo = _logo(document, section)
    top: list[TextBox] = [
        builder.text(words(text), style, section.add("P"))
        for text, style in (
            (one_line(document.authority), styles.COVER_AUTHORITY),
            (_status(document), styles.COVER_STATUS),
        )
        if text
    ]
    first: list[Box] = [Pair(*top)] if len(top) == 2 else list(top)
    title = words(one_line(document.title) or "Untitled")
    titles = styles.COVER_TITLES[document.compact :]
    copy, style = title_style([builder.copy(title, style) for style in titles], titles)
    space = 10.0 if document.compact else 34.0
    band = [*first, Blank(space), TextBox(copy, style, section.add("H1"))]
    if one_line(document.subtitle):
        subtitle = replace(styles.COVER_SUBTITLE, colour=builder.palette.pale)
        band.append(builder.text(words(document.subtitle), subtitle, section.add("P")))
    boxes: list[Box] = [*logo, _band(document, band, builder), *builder.facts(FactList(rows=document.cover))]
    if document.summary:
        boxes.append(builder.callout(document.summary))
    return boxes


def _logo(document: Document, section: Node) -> list[Box]:
    """Return the logo above the band, on white as its makers meant it; nothing where there is none."""
    style = document.house_style
    if not style.logo:
        return []
    picture = read_picture(style.logo)
    size = fitted(picture, *(_LOGO_ROOM if not document.compact else _SMALL_LOGO_ROOM))
    figure = section.add("Figure")
    figure.alternative = one_line(style.logo_words) or "Logo"
    above, below = (16.0, 11.0) if document.compact else (30.0, 24.0)
    return [Logo(picture, figure, size, above=above, below=below)]


def _band(document: Document, boxes: list[Box], builder: PdfBuilder) -> Band:
    """Return the band; a compact document carries its watermark across the page, as inner pages do."""
    has_logo = bool(document.house_style.logo)  # then the band is not at the page's edge and can be lower
    if document.compact:
        return Band(boxes, above=18.0 if has_logo else 34.0, below=22.0, least=0.0, after=18.0)
    mark = builder.copy(words("DRAFT"), styles.COVER_MARK) if document.draft else None
    below = 60.0 if mark else 44.0  # the mark stands below the text
    if has_logo:
        return Band(boxes, mark, above=40.0, below=below, least=256.0)
    return Band(boxes, mark, below=below)


def _status(document: Document) -> str:
    """Return the status; on a draft it says so, as the watermark is nothing to a screen reader."""
    status = one_line(document.status)
    if document.draft and "draft" not in status.lower():
        return f"Draft · {status}" if status else "Draft"
    return status


def contents(headings: PdfHeadings, builder: PdfBuilder) -> list[Box]:
    """Return the list of contents; page numbers are filled in when all pages are there."""
    places = _on_one_page(headings, builder)
    section = builder.begin_section()
    heading = _title(builder, section.add("H1"))
    boxes: list[Box] = [heading]
    parts = section.add("TOC")
    below = None
    for place in places:
        if place.level == 1:
            below = None
            entries = parts
        else:
            below = below or parts.add("TOC")
            entries = below
        link = entries.add("TOCI").add("Reference").add("Link")
        boxes.append(_entry(_words(place, builder, link), place, headings))
    return boxes


def _on_one_page(headings: PdfHeadings, builder: PdfBuilder) -> list[PdfHeading]:
    """Return the headings to list: sections are left out, of the part with most first, to fit on a page.

    A list that even its parts make longer than a page names them all, and no sections.
    """
    parts: list[list[PdfHeading]] = []
    for place in headings.listed:
        if place.level == 1 or not parts:
            parts.append([])
        parts[-1].append(place)
    while True:
        places = [place for part in parts for place in part]
        aside = Node("Artifact")
        boxes: list[Box] = [_title(builder, aside)]
        boxes += [_entry(_words(place, builder, aside), place, headings) for place in places]
        most = max(parts, key=len, default=[])
        if len(most) <= 1 or height_of(boxes, styles.BODY_WIDTH) <= styles.BODY_HEIGHT:
            return places
        del most[1:]


def _title(builder: PdfBuilder, node: Node) -> TextBox:
    heading = builder.text(words("Contents"), heading_styles(builder.palette)[0], node)
    heading.keep_next = True
    return heading


def _words(place: PdfHeading, builder: PdfBuilder, node: Node) -> TextBox:
    return builder.text(words(place.words), styles.CONTENTS[min(place.level, 2) - 1], node)


def _entry(title: TextBox, place: PdfHeading, headings: PdfHeadings) -> ContentsLine:
    indent = _INDENT if place.level > 1 else 0.0
    return ContentsLine(title, indent, place.bookmark, place.words, lambda: headings.page(place))
