"""What differs between two PDFs: their text, their look, their form fields and what else they hold.

Nothing in the files is run, and no address in them is followed.
"""

from pathlib import Path

import pikepdf

from svdesk.rendering.attachments import carries_files
from svdesk.rendering.comparing.fields import compared_fields
from svdesk.rendering.comparing.others import compared_extras, compared_marks
from svdesk.rendering.comparing.pages import PagePairs
from svdesk.rendering.pages.pdf_source import stated_source
from svdesk.rendering.pages.preview import PreviewError, open_preview
from svdesk.services.verifying.comparison import FileComparison, ReadingError

_MOST_BYTES = 200 * 1024 * 1024
# What the libraries have been seen to raise for files whose parts are not what they should be.
_UNREADABLE = (
    pikepdf.PdfError,
    pikepdf.PasswordError,
    PreviewError,
    OSError,
    RuntimeError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
)


class PdfComparer:
    """Reads and compares PDFs, as :class:`svdesk.services.verifying.comparison.PdfReader` says."""

    def origin(self, path: Path) -> str:
        """Return the line that says what a PDF was made from; "" where it says nothing."""
        _refuse_large(path)
        try:
            with pikepdf.open(path) as pdf:
                return stated_source(pdf)
        except _UNREADABLE as error:
            raise ReadingError(_reason(error)) from error

    def carries_files(self, path: Path) -> bool:
        """Say whether other files travel inside a PDF."""
        _refuse_large(path)
        try:
            with pikepdf.open(path) as pdf:
                return carries_files(pdf)
        except _UNREADABLE as error:
            raise ReadingError(_reason(error)) from error

    def compare(self, issued: Path, given: Path) -> FileComparison:
        """Return what differs between two PDFs."""
        _refuse_large(given)
        try:
            # Repaired, a file that was cut off would seem to have lost its fields by somebody's hand.
            with pikepdf.open(issued) as one, pikepdf.open(given, attempt_recovery=False) as other:
                with open_preview(issued) as before, open_preview(given) as after:
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


def _refuse_large(path: Path) -> None:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ReadingError("it is too large to be compared")
    except OSError as error:
        raise ReadingError(_reason(error)) from error


def _reason(error: Exception) -> str:
    if isinstance(error, pikepdf.PasswordError):
        return "it is protected by a password"
    if isinstance(error, OSError):
        return "the system does not let it be read"
    return "it is damaged, or no PDF"
