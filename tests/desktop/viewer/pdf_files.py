"""Plain PDF files whose pages say which they are."""

from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

RED, BLUE = (0.8, 0.1, 0.1), (0.1, 0.2, 0.7)


def pdf_file(
    path: Path,
    pages: int,
    *,
    words: dict[int, str] | None = None,
    wide: tuple[int, ...] = (),
    colour: tuple[float, float, float] = RED,
) -> Path:
    """Write *pages* A4 pages, numbered from 1, with *words* on some, the *wide* ones lying.

    Page 1 leads to page 3 and to an address. Every page has a block of *colour* at its top left.
    """
    canvas = Canvas(str(path), pagesize=A4)
    for number in range(1, pages + 1):
        size = landscape(A4) if number in wide else A4
        canvas.setPageSize(size)
        canvas.bookmarkPage(f"p{number}")
        canvas.setFillColorRGB(*colour)
        canvas.rect(0, size[1] - 60, 60, 60, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont("Helvetica", 20)
        canvas.drawString(100, size[1] - 100, f"This is sheet {number}.")
        canvas.drawString(100, 300, (words or {}).get(number, ""))
        if number == 1:
            canvas.drawString(100, 600, "To sheet 3")
            if pages > 2:
                canvas.linkAbsolute("three", "p3", (100, 590, 250, 620))
            canvas.linkURL("https://example.org/policy", (100, 490, 250, 520))
        canvas.showPage()
    canvas.save()
    return path
