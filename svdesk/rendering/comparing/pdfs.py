"""What differs between two PDFs: their text, their look, their form fields and what else they hold.

Nothing in the files is run, and no address in them is followed.
"""

from pathlib import Path

from svdesk.files.errors import why
from svdesk.files.regular import read_regular
from svdesk.rendering.attachments import carries_files
from svdesk.rendering.comparing.fields import compared_fields
from svdesk.rendering.comparing.others import compared_extras, compared_marks
from svdesk.rendering.comparing.pages import PagePairs
from svdesk.rendering.pages.bounded_pdf import UNREADABLE, WHY_REFUSED, Beyond, PdfRefusedError, bounded_pdf
from svdesk.rendering.pages.pdf_source import stated_source
from svdesk.rendering.pages.preview import Preview, PreviewError
from svdesk.services.verifying.comparison import FileComparison, ReadingError

_MOST_BYTES = 40 * 1024 * 1024
_UNREADABLE = (*UNREADABLE, PreviewError)


class PdfComparer:
    """Reads and compares PDFs, as :class:`svdesk.services.verifying.comparison.PdfReader` says."""

    def origin(self, path: Path) -> str:
        """Return the line that says what a PDF was made from; "" where it says nothing."""
        try:
            with bounded_pdf(_content(path), recover=True) as pdf:
                return stated_source(pdf)
        except _UNREADABLE as error:
            raise ReadingError(_reason(error)) from error

    def carries_files(self, path: Path) -> bool:
        """Say whether other files travel inside a PDF."""
        try:
            with bounded_pdf(_content(path), recover=True) as pdf:
                return carries_files(pdf)
        except _UNREADABLE as error:
            raise ReadingError(_reason(error)) from error

    def compare(self, issued: Path, given: Path) -> FileComparison:
        """Return what differs between two PDFs."""
        try:
            mine, theirs = _content(issued), _content(given)
            # Repaired, a file that was cut off would seem to have lost its fields by somebody's hand.
            with bounded_pdf(mine) as one, bounded_pdf(theirs) as other:
                with Preview(mine) as before, Preview(theirs) as after:
                    pages = PagePairs(before, after)
                    text, looks = pages.text_changes(), pages.looks(before, after)
                    counts = before.page_count, after.page_count
                changed, filled = compared_fields(one, other, pages)
                others = (*changed, *compared_marks(one, other, pages), *compared_extras(one, other))
            return FileComparison(
                pages_before=counts[0],
                pages_after=counts[1],
                text=text,
                looks=looks,
                others=(*pages.sentences(), *others),
                filled=filled,
            )
        except _UNREADABLE as error:
            raise ReadingError(_reason(error)) from error


def _content(path: Path) -> bytes:
    content = read_regular(path, _MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise ReadingError("it is too large to be compared")
    return content


def _reason(error: Exception) -> str:
    if isinstance(error, PdfRefusedError):
        return WHY_REFUSED[error.reason]
    return why(error) if isinstance(error, OSError) else WHY_REFUSED[Beyond.DAMAGED]
