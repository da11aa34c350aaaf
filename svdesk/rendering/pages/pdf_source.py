"""The line in which a PDF says what it was made from."""

import pikepdf

_SOURCE = "{http://purl.org/dc/elements/1.1/}source"


def stated_source(pdf: pikepdf.Pdf) -> str:
    """Return the line; "" where the file says nothing."""
    with pdf.open_metadata() as metadata:
        return str(metadata.get(_SOURCE, ""))
