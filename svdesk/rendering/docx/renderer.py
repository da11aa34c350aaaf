"""The Word renderer: a document becomes a file, whole or not at all."""

from pathlib import Path

from svdesk.documents.model.blocks import Block, Document, Heading, PageBreak
from svdesk.files.whole import write_whole
from svdesk.rendering.docx.builder import WordBuilder
from svdesk.rendering.docx.frontmatter import contents, cover
from svdesk.rendering.docx.headings import WordHeadings
from svdesk.rendering.docx.markup import Part
from svdesk.rendering.docx.package import Package
from svdesk.rendering.docx.room import on_new_page, with_room
from svdesk.rendering.look.palette import palette_of
from svdesk.services.ports import Progress


class DocxRenderer:
    """Renders documents as Word files that can be edited and filled in."""

    format = "docx"

    def render(self, document: Document, path: Path, progress: Progress | None = None) -> tuple[str, ...]:
        """Write *document* to *path*, which is replaced only once the file is complete.

        Returns the characters that no file can hold, which are printed as their numbers. *progress* is
        called for every block; an exception from it cancels. Raises ``OSError`` where the file cannot be
        written; *path* is then as it was.
        """
        data, refused = make_docx(document, progress)
        write_whole(path, data)
        return refused


def make_docx(document: Document, progress: Progress | None = None) -> tuple[bytes, tuple[str, ...]]:
    """Return *document* as a file, and the characters that it shows as their numbers."""
    tell = progress or (lambda _done, _total: None)
    total = len(document.blocks) + 1
    tell(0, total)
    refused = set[str]()
    package = Package(document, refused)
    palette = palette_of(document.house_style.colour)
    headings = WordHeadings(document.blocks, refused)
    builder = WordBuilder(headings, package.leads, refused)
    body = [part.xml() for part in with_room(cover(document, builder, package.holds), palette)]
    if headings.listed and not document.compact:
        body.append(contents(headings.listed, builder.controls.number()))
    text = list[Part]()
    new_page = not document.compact
    for done, block in enumerate(document.blocks, 1):
        new_page = new_page or _begins_page(block)
        if parts := builder.parts(block):
            if new_page:
                on_new_page(parts)
            text += parts
            new_page = False
        tell(done, total)
    body += (part.xml() for part in with_room(text, palette))
    data = package.finish("".join(body), builder.lists, builder.controls.faces)
    tell(total, total)
    return data, tuple(sorted(refused))


def _begins_page(block: Block) -> bool:
    return isinstance(block, PageBreak) or (isinstance(block, Heading) and block.page_break)
