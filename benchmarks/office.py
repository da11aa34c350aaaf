"""Building a pack: SVDesk's own PDF against Word by python-docx, turned into a PDF by LibreOffice.

That is the usual way to documents from a program. The words are the example's tender pack; python-docx
is given the same paragraphs, lists and tables, without the form, and LibreOffice writes a tagged PDF.
Both are measured as they are used: SVDesk in a process that is already at work, LibreOffice started
for the file, and started for ten of them at once, which is the best that can be done with it.

It needs LibreOffice Writer (``soffice``). Run it with ``python benchmarks/office.py [ROUNDS]``; the
figures are in docs/performance.md.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docx
from packs import blocks_of, pack

from svdesk.documents.model.blocks import (
    Bullets,
    Callout,
    Cell,
    Document,
    FactList,
    Heading,
    Paragraph,
    Table,
)
from svdesk.rendering.pdf.renderer import make_pdf

ROUNDS = 5
AT_ONCE = 10
FILTER = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'


def plain(content: Cell) -> str:
    """Return the words of a cell; a field has none."""
    return "".join(run.text for run in content) if isinstance(content, tuple) else ""


def write_word(document: Document, path: Path) -> None:
    """Write the words of *document* with python-docx."""
    word = docx.Document()
    for block in blocks_of(document):
        match block:
            case Heading():
                word.add_heading(block.text, block.level)
            case Paragraph():
                word.add_paragraph(plain(block.content))
            case Bullets():
                for item in block.items:
                    word.add_paragraph(plain(item), "List Number" if block.ordered else "List Bullet")
            case Table():
                rows = [[column.title for column in block.columns]]
                add_table(word, rows + [[plain(cell) for cell in row] for row in block.rows])
            case FactList():
                add_table(word, [[label, plain(value)] for label, value in block.rows])
            case Callout():
                add_table(word, [["\n".join(map(plain, (*block.body, block.source)))]])
    word.save(str(path))


def add_table(word: "docx.document.Document", rows: list[list[str]]) -> None:
    """Add a table cell by cell, as python-docx has it."""
    table = word.add_table(len(rows), max(map(len, rows)))
    for line, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, texts, strict=False):
            cell.text = text


def convert(paths: list[Path], folder: Path) -> None:
    """Turn Word files into tagged PDFs with LibreOffice."""
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", FILTER]
    subprocess.run(
        [*command, "--outdir", str(folder), *map(str, paths)], check=True, capture_output=True, timeout=300
    )


def best(job: Callable[[], object], rounds: int) -> float:
    """Return the shortest time of *job* in seconds, after one that is not counted."""
    job()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        job()
        times.append(time.perf_counter() - start)
    return min(times)


def main(rounds: int) -> None:
    """Measure and print the table."""
    if not shutil.which("soffice"):
        sys.exit("LibreOffice Writer (soffice) is not installed here.")
    document = pack()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [folder / f"{number}.docx" for number in range(AT_ONCE)]

        def by_office(count: int) -> None:
            for file in files[:count]:
                write_word(document, file)
            convert(files[:count], folder)

        ours = best(lambda: make_pdf(document), rounds)
        word = best(lambda: write_word(document, files[0]), rounds)
        one, many = best(lambda: by_office(1), rounds), best(lambda: by_office(AT_ONCE), 1) / AT_ONCE
    pages = make_pdf(document)[1].pages
    print(f"A tender pack of {pages} pages, best of {rounds} rounds\n")
    for what, seconds in (
        ("SVDesk, tagged PDF with its form", ours),
        ("python-docx alone", word),
        ("python-docx and LibreOffice, one file", one),
        (f"the same, a file of {AT_ONCE} at once", many),
    ):
        print(f"{what:40} {1000 * seconds:8.0f} ms {seconds / ours:8.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
