"""The PDF renderer: a document becomes a file, whole or not at all."""

from dataclasses import dataclass
from pathlib import Path

from svdesk.documents.model.blocks import Document, Heading, PageBreak
from svdesk.files.whole import write_whole
from svdesk.rendering.look.palette import palette_of
from svdesk.rendering.pdf.builder import PdfBuilder
from svdesk.rendering.pdf.canvas import TaggedCanvas
from svdesk.rendering.pdf.fields import add_form
from svdesk.rendering.pdf.file.attachments import attach
from svdesk.rendering.pdf.file.garbage import without_garbage_collection
from svdesk.rendering.pdf.file.metadata import describe, particulars
from svdesk.rendering.pdf.file.structure import Node
from svdesk.rendering.pdf.flow import Flow
from svdesk.rendering.pdf.fonts import shipped_fonts
from svdesk.rendering.pdf.frontmatter import contents, cover
from svdesk.rendering.pdf.furniture import Furniture
from svdesk.rendering.pdf.headings import PdfHeadings
from svdesk.services.ports import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderReport:
    """What is worth knowing of a file that was made.

    *missing* holds the characters that no font has; they are printed as ``[U+1F44D]``.
    """

    pages: int
    missing: tuple[str, ...]


class PdfRenderer:
    """Renders documents as tagged PDF (PDF/UA-1, and PDF/A-2a or 3a). Use one in each thread."""

    format = "pdf"

    def __init__(self) -> None:
        """Start with no report."""
        self.report: RenderReport | None = None

    def render(self, document: Document, path: Path, progress: Progress | None = None) -> tuple[str, ...]:
        """Write *document* to *path*, which is replaced only once the file is complete.

        Returns the characters that no typeface has, which are printed as their numbers. *progress* is
        called for every block and page; an exception from it cancels. Raises
        ``OSError`` where the file cannot be written; *path* is then as it was.
        """
        self.report = None
        data, report = make_pdf(document, progress)
        write_whole(path, data)
        self.report = report
        return report.missing


@without_garbage_collection()
def make_pdf(document: Document, progress: Progress | None = None) -> tuple[bytes, RenderReport]:
    """Return *document* as a file, and what is worth knowing of it."""
    root = Node("Document")
    headings = PdfHeadings(document.blocks)
    palette = palette_of(document.house_style.colour)
    builder = PdfBuilder(shipped_fonts(), root, headings, palette=palette, compact=document.compact)
    canvas = TaggedCanvas(root, document.language, palette)
    about = particulars(document)
    describe(canvas.file, about, embeds=bool(document.attachments))
    attach(canvas.file, document.attachments, about.made)
    furniture = Furniture(document, builder, canvas)
    steps = _Steps(len(document.blocks) + 1, progress)
    flow = Flow(canvas, furniture, steps.repeat)
    steps.repeat()
    flow.add(cover(document, builder))
    if not document.compact:
        if headings.listed:
            flow.break_page()
            flow.add(contents(headings, builder))
        flow.break_page()
    builder.begin_section()
    for block in document.blocks:
        if isinstance(block, PageBreak) or (isinstance(block, Heading) and block.page_break):
            flow.break_page()
        flow.add(builder.boxes(block))
        steps.advance()
    flow.finish()
    add_form(canvas.file, canvas.fields)
    data = canvas.finish()
    steps.advance()
    return data, RenderReport(pages=canvas.page, missing=tuple(sorted(builder.missing)))


class _Steps:
    """Tells of the steps of the work: one for each block, the last one for the file itself."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._total = total
        self._progress = progress
        self._done = 0

    def repeat(self) -> None:
        if self._progress:
            self._progress(self._done, self._total)

    def advance(self) -> None:
        self._done += 1
        self.repeat()
