"""The pages before the text: cover and contents."""

from collections.abc import Sequence

from svdesk.documents.blocks import Document, FactList, words
from svdesk.rendering.docx.builder import Builder
from svdesk.rendering.docx.headings import Place
from svdesk.rendering.docx.markup import FIELD_END, TAB, Para, Part, field_start, run
from svdesk.rendering.docx.text import one_line

_INSTRUCTION = r'TOC \o "1-2" \h \z \u'


def cover(document: Document, builder: Builder) -> list[Part]:
    """Return the cover: whose document it is and what, its details, its summary."""
    authority, title, subtitle = (
        one_line(text, builder.refused) for text in (document.authority, document.title, document.subtitle)
    )
    status = _status(document, builder.refused)
    top = run(authority) + (TAB + run(status) if status else "")
    parts: list[Part] = [
        Para(style="CoverAuthority", runs=top, text=authority),
        Para(style="Title", runs=run(title or "Untitled"), text=title),
        *builder.paragraph(words(subtitle), "Subtitle"),
        *builder.facts(FactList(rows=document.cover)),
    ]
    if document.summary:
        parts += builder.callout(document.summary)
    return parts


def _status(document: Document, refused: set[str]) -> str:
    """Return the status; on a draft it says so, as the watermark is nothing to a screen reader."""
    status = one_line(document.status, refused)
    if document.draft and "draft" not in status.lower():
        return f"Draft · {status}" if status else "Draft"
    return status


def contents(listed: Sequence[Place], number: int) -> str:
    """Return the list of contents as a control that Word offers to update.

    Its entries lead to their headings. Page numbers are known to Word alone, which adds them when the
    list is updated; until then there are none rather than wrong ones.
    """
    entries = [
        Para(style=f"TOC{min(place.level, 2)}", runs=_entry(place), text=place.words) for place in listed
    ]
    entries[0].runs = field_start(_INSTRUCTION) + entries[0].runs
    entries[-1].runs += FIELD_END
    heading = Para(style="TOCHeading", runs=run("Contents"), new_page=True)
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{number}"/><w:docPartObj>'
        '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{''.join(part.xml() for part in (heading, *entries))}</w:sdtContent></w:sdt>"
    )


def _entry(place: Place) -> str:
    return f'<w:hyperlink w:anchor="{place.bookmark}" w:history="1">{run(place.words)}</w:hyperlink>'
