"""Building a pack: SVDesk against plain one-pass Platypus and a bare canvas with the same words.

The words are the example's tender pack, about 25 pages with its form. Platypus sets the same
paragraphs, lists and tables in the same faces and sizes, without tags, fields, contents numbers or
"page x of y". The canvas is given lines that are broken already, and only draws them.

All run in one process, turn by turn, so that a busy machine slows all of them; the best of each
counts. Run it with ``python benchmarks/packs.py [ROUNDS]``; the figures are in docs/performance.md.
"""

import io
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from uuid import UUID
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    LongTable,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)

from svdesk.documents.catalogue import document_kind
from svdesk.documents.model.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Document,
    FactList,
    Heading,
    Inlines,
    ResponseField,
    Table,
    Text,
    Together,
    words,
)
from svdesk.documents.model.blocks import PageBreak as Break
from svdesk.documents.model.blocks import Paragraph as Prose
from svdesk.paths import bundled
from svdesk.policy.case import case_of
from svdesk.policy.loading.load import bundled_pack
from svdesk.rendering.look import styles
from svdesk.rendering.look.styles import BODY_HEIGHT, BODY_TOP, BODY_WIDTH, MARGIN, Face, Style
from svdesk.rendering.pdf.renderer import make_pdf
from svdesk.services.project.project_sources import example_project

ROUNDS = 9
MANY = 10
ROWS = 2_000
LINES = [("LINEBELOW", (0, 0), (-1, -1), 0.7, HexColor("#C3CDD1")), ("VALIGN", (0, 0), (-1, -1), "TOP")]

Maker = Callable[[Document], int]
"""Makes a file of a document and returns its size in bytes."""


def pack(times: int = 1) -> Document:
    """Return the example's tender pack, with its text so many times over."""
    project, policy = example_project(), bundled_pack()
    document = document_kind("itt").compose(case_of(project, policy))
    return replace(document, blocks=document.blocks * times)


def schedule(rows: int) -> Document:
    """Return a document of one table."""
    table = Table(
        caption="KPI schedule",
        columns=tuple(Column(title=title) for title in ("Ref", "Measure", "Unit", "Target", "Evidence")),
        rows=tuple(
            tuple(
                words(text)
                for text in (f"K{n}", f"Hours of paid learning, group {n % 40}", "hours", f"{n}", "Return")
            )
            for n in range(rows)
        ),
    )
    return replace(pack(), blocks=(table,))


def annex(kpis: int) -> Document:
    """Return the specification annex of the example with so many KPIs, each with its card."""
    project, policy = example_project(), bundled_pack()
    few = project.kpis
    many = tuple(replace(few[n % len(few)], id=UUID(int=n + 1)) for n in range(kpis))
    full = replace(project, kpis=many)
    return document_kind("annex").compose(case_of(full, policy))


def svdesk(document: Document) -> int:
    """Build it as SVDesk does: tagged, with its form, contents and page numbers."""
    return len(make_pdf(document)[0])


class Platypus:
    """The same words by reportlab's own layout, plain and in one pass."""

    def __init__(self) -> None:
        """Register the faces."""
        for face in Face:
            path = bundled("resources", "fonts", f"{face}.ttf")
            pdfmetrics.registerFont(TTFont(str(face), str(path), asciiReadable=0))

    def __call__(self, document: Document) -> int:
        """Build it."""
        file = io.BytesIO()
        template = BaseDocTemplate(file, pagesize=A4, title=document.title, invariant=1)
        frame = Frame(MARGIN, BODY_TOP - BODY_HEIGHT, BODY_WIDTH, BODY_HEIGHT, 0, 0, 0, 0)
        template.addPageTemplates(PageTemplate("page", [frame], onPage=_running(document)))
        template.build([part for block in blocks_of(document) for part in self.flowables(block)])
        return len(file.getvalue())

    def flowables(self, block: Block) -> Iterator[Flowable]:
        """Yield what stands for a block."""
        match block:
            case Heading():
                if block.page_break:
                    yield PageBreak()
                if block.kicker:
                    yield _paragraph(words(block.kicker), styles.KICKER)
                yield _paragraph(words(block.text), styles.HEADINGS[block.level - 1], keepWithNext=1)
            case Prose():
                yield _paragraph(block.content, styles.BODY)
            case Bullets():
                for number, item in enumerate(block.items, 1):
                    yield _paragraph(item, styles.ITEM, f"{number}." if block.ordered else "•", leftIndent=20)
            case Table():
                yield _paragraph(words(block.caption), styles.CAPTION, keepWithNext=1)
                heads = [words(column.title) for column in block.columns]
                shares = [column.width for column in block.columns]
                yield _table([heads, *block.rows], shares, styles.table_text(len(shares)), repeat=1)
            case FactList():
                yield _table([(words(label), value) for label, value in block.rows], [3, 7], styles.BODY)
            case Callout():
                body = [words(block.title), *block.body, block.source]
                yield _table([(content,) for content in body], [1], styles.BODY)
            case ResponseField():
                yield _paragraph(words(block.field.label), styles.LABEL, keepWithNext=1)
                yield HRFlowable(width="100%")
                yield Spacer(1, getattr(block.field, "lines", 1) * 16)
            case Break():
                yield PageBreak()


class BareCanvas:
    """The same words drawn line by line where they happen to fall."""

    def __init__(self) -> None:
        """Start without lines."""
        self._lines: dict[int, list[tuple[str, Style]]] = {}

    def __call__(self, document: Document) -> int:
        """Draw it; lines are broken the first time and kept."""
        key = len(document.blocks)
        if key not in self._lines:
            self._lines[key] = list(_lines(document))
        file = io.BytesIO()
        canvas = Canvas(file, pagesize=A4, invariant=1)
        y = BODY_TOP
        for text, style in self._lines[key]:
            if y < BODY_TOP - BODY_HEIGHT:
                canvas.showPage()
                y = BODY_TOP
            canvas.setFont(str(style.face), style.size)
            canvas.drawString(MARGIN, y, text)
            y -= style.leading
        canvas.save()
        return len(file.getvalue())


def blocks_of(document: Document) -> Iterator[Block]:
    """Yield the document's blocks, the cover's facts first, groups taken apart."""
    yield FactList(rows=document.cover)

    def flat(blocks: Iterable[Block]) -> Iterator[Block]:
        for block in blocks:
            if isinstance(block, Together):
                yield from flat(block.blocks)
            else:
                yield block

    yield from flat(document.blocks)


def _plain(content: Cell) -> str:
    return "".join(run.text for run in content) if isinstance(content, tuple) else ""


def _lines(document: Document) -> Iterator[tuple[str, Style]]:
    def broken(content: Cell, style: Style) -> Iterator[tuple[str, Style]]:
        for line in simpleSplit(_plain(content), str(style.face), style.size, BODY_WIDTH):
            yield line, style

    for block in blocks_of(document):
        match block:
            case Heading():
                yield from broken(words(block.text), styles.HEADINGS[block.level - 1])
            case Prose():
                yield from broken(block.content, styles.BODY)
            case Bullets():
                for item in block.items:
                    yield from broken(item, styles.ITEM)
            case Table():
                for row in ([words(column.title) for column in block.columns], *block.rows):
                    for cell in row:
                        yield from broken(cell, styles.table_text(len(block.columns)))
            case FactList():
                for label, value in block.rows:
                    yield from broken(words(f"{label} {_plain(value)}"), styles.BODY)
            case Callout():
                for content in (words(block.title), *block.body, block.source):
                    yield from broken(content, styles.BODY)
            case ResponseField():
                yield from broken(words(block.field.label), styles.LABEL)


def _paragraph(content: Inlines, style: Style, bullet: str | None = None, **look: float) -> Paragraph:
    text = "".join(
        f'<font face="{style.strong}">{escape(run.text)}</font>'
        if isinstance(run, Text) and run.strong
        else escape(run.text)
        for run in content
    )
    shape = ParagraphStyle(
        "any", fontName=str(style.face), fontSize=style.size, leading=style.leading, spaceBefore=style.before,
        spaceAfter=style.after, bulletFontName=str(style.face), **look,
    )  # fmt: skip
    return Paragraph(text.replace("\n", "<br/>"), shape, bulletText=bullet)


def _table(rows: list[tuple[Cell, ...]], shares: list[float], style: Style, repeat: int = 0) -> LongTable:
    cells = [[_paragraph(cell if isinstance(cell, tuple) else (), style) for cell in row] for row in rows]
    widths = [BODY_WIDTH * share / sum(shares) for share in shares]
    return LongTable(cells, colWidths=widths, repeatRows=repeat, style=LINES, splitInRow=1)


def _running(document: Document) -> Callable[[Canvas, BaseDocTemplate], None]:
    def draw(canvas: Canvas, _template: BaseDocTemplate) -> None:
        canvas.setFont(str(Face.REGULAR), 9.5)
        canvas.drawString(MARGIN, 800, document.title)
        canvas.drawString(MARGIN, 40, f"{document.authority}, page {canvas.getPageNumber()}")

    return draw


def measure(makers: dict[str, Callable[[], int]], rounds: int) -> dict[str, tuple[float, int]]:
    """Return the best time in seconds and the size in bytes of each, made turn by turn."""
    best = {name: (float("inf"), 0) for name in makers}
    for make in makers.values():
        make()
    for _ in range(rounds):
        for name, make in makers.items():
            start = time.perf_counter()
            size = make()
            best[name] = (min(best[name][0], time.perf_counter() - start), size)
    return best


def main(rounds: int) -> None:
    """Measure and print the table."""
    platypus, canvas = Platypus(), BareCanvas()
    once, often, table, longer = pack(), pack(MANY), schedule(ROWS // 2), schedule(ROWS)
    pages = make_pdf(once)[1].pages
    found = measure(
        {
            "svdesk": lambda: svdesk(once),
            "platypus": lambda: platypus(once),
            "canvas": lambda: canvas(once),
            f"svdesk, {MANY} times the text": lambda: svdesk(often),
        },
        rounds,
    )
    found |= measure(
        {
            f"svdesk, table of {ROWS // 2:,} rows": lambda: svdesk(table),
            f"svdesk, table of {ROWS:,} rows": lambda: svdesk(longer),
        },
        max(rounds // 4, 1),
    )
    base = found["svdesk"][0]
    print(f"A tender pack of {pages} pages, best of {rounds} rounds in turn\n")
    print(f"{'':34} {'ms':>8} {'of svdesk':>10} {'kB':>7}")
    for name, (seconds, size) in found.items():
        print(f"{name:34} {1000 * seconds:8.0f} {seconds / base:10.2f} {size / 1000:7.0f}")
    print(f"\nsvdesk to plain one-pass Platypus: {base / found['platypus'][0]:.2f}")
    print(f"svdesk to a bare canvas:           {base / found['canvas'][0]:.2f}")
    print(f"{MANY} times the text to once:        {found[f'svdesk, {MANY} times the text'][0] / base:.2f}")
    half, whole = (
        measure({"": lambda count=count: svdesk(annex(count))}, 1)[""][0] for count in (ROWS // 2, ROWS)
    )
    print(f"{ROWS:,} KPIs with their cards to half: {whole / half:.2f}")
    halves = [found[f"svdesk, table of {rows:,} rows"][0] for rows in (ROWS // 2, ROWS)]
    print(f"{ROWS:,} rows to half of them:      {halves[1] / halves[0]:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
