"""The pages before the text: cover and contents."""

from collections.abc import Callable, Sequence

from svdesk.documents.model.blocks import Document, FactList, words
from svdesk.domain.pictures import Picture, read_picture
from svdesk.rendering.docx.builder import WordBuilder
from svdesk.rendering.docx.headings import WordHeading
from svdesk.rendering.docx.markup import FIELD_END, TAB, Para, Part, field_start, inline_picture, run
from svdesk.rendering.look.pictures import fitted
from svdesk.rendering.look.text import one_line

Holds = Callable[[Picture], str]
"""Takes a picture into the file and gives the number of the relationship that leads to it."""

_LOGO_ROOM = 240.0, 66.0
_INSTRUCTION = r'TOC \o "1-2" \h \z \u'


def cover(document: Document, builder: WordBuilder, holds: Holds) -> list[Part]:
    """Return the cover: whose document it is and what, its details, its summary.

    *holds* takes the logo into the file.
    """
    authority, title, subtitle = (
        one_line(text, builder.refused) for text in (document.authority, document.title, document.subtitle)
    )
    status = _status(document, builder.refused)
    top = run(authority) + (TAB + run(status) if status else "")
    parts: list[Part] = [
        *_logo(document, builder, holds),
        Para(style="CoverAuthority", runs=top, text=authority),
        Para(style="Title", runs=run(title or "Untitled"), text=title),
        *builder.paragraph(words(subtitle), "Subtitle"),
        *builder.facts(FactList(rows=document.cover)),
    ]
    if document.summary:
        parts += builder.callout(document.summary)
    return parts


def _logo(document: Document, builder: WordBuilder, holds: Holds) -> list[Part]:
    style = document.house_style
    if not style.logo:
        return []
    picture = read_picture(style.logo)
    said = one_line(style.logo_words, builder.refused) or "Logo"
    width, height = fitted(picture, *_LOGO_ROOM)
    run_of_it = inline_picture(holds(picture), width, height, said, builder.controls.number())
    return [Para(style="CoverLogo", runs=run_of_it, text=said, keep_next=True)]


def _status(document: Document, refused: set[str]) -> str:
    """Return the status; on a draft it says so, as the watermark is nothing to a screen reader."""
    status = one_line(document.status, refused)
    if document.draft and "draft" not in status.lower():
        return f"Draft · {status}" if status else "Draft"
    return status


def contents(listed: Sequence[WordHeading], number: int) -> str:
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


def _entry(place: WordHeading) -> str:
    return f'<w:hyperlink w:anchor="{place.bookmark}" w:history="1">{run(place.words)}</w:hyperlink>'
