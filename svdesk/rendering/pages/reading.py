"""Reading a finished PDF with another library than the one that wrote it."""

from contextlib import closing
from pathlib import Path

import pypdfium2

from svdesk.files.regular import read_regular

_MOST_BYTES = 200 * 1024 * 1024


def page_count(path: Path) -> int:
    """Return how many pages the PDF at *path* has; raises ``pypdfium2.PdfiumError`` for a broken one."""
    with closing(pypdfium2.PdfDocument(read_regular(path, _MOST_BYTES))) as document:
        return len(document)
