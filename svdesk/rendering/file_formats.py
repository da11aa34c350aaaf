"""All that writes, reads and compares files, as the services ask for it.

The window holds this before it is painted, so that each part is imported when it is asked for.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from svdesk.rendering.attachments import PdfAttachments
    from svdesk.rendering.comparing.pdfs import PdfComparer
    from svdesk.services.ports import FormReader, Renderer


class BundledFormats:
    """The formats that SVDesk comes with, as :class:`svdesk.services.use_cases.backend.FileFormats` says."""

    def renderer_of(self, file_format: str) -> "Renderer":
        """Return what writes a format; raises ``BuildError`` for one that nobody knows."""
        from svdesk.rendering.formats import renderers

        return renderers((file_format,))[0]

    def form_reader(self, content: bytes) -> "FormReader":
        """Return the reader of a returned file; raises :class:`svdesk.services.ports.FormRefusedError`."""
        from svdesk.rendering.returned.kinds import reader_for

        return reader_for(content)

    def office_forms(self) -> "Mapping[str, tuple[FormReader, Renderer]]":
        """Return what reads Word and Excel files, and what writes them, by their format."""
        from svdesk.rendering.returned.kinds import office_forms

        return office_forms()

    def pdf_reader(self) -> "PdfComparer":
        """Return what compares PDF files."""
        from svdesk.rendering.comparing.pdfs import PdfComparer

        return PdfComparer()

    def attachment_reader(self) -> "PdfAttachments":
        """Return what takes attachments out of PDF files."""
        from svdesk.rendering.attachments import PdfAttachments

        return PdfAttachments()

    def rows_as_csv(self, rows: "Iterable[Iterable[str]]") -> bytes:
        """Return *rows* as a CSV file in which no cell is run as a formula."""
        from svdesk.rendering.csv_rows import rows_as_csv

        return rows_as_csv(rows)
