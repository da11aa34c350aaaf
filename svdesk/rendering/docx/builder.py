"""From blocks to paragraphs and tables, in reading order."""

from collections.abc import Callable, Sequence

from svdesk.documents.model.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    CheckField,
    ChoiceField,
    Column,
    FactList,
    Heading,
    Inlines,
    Link,
    PageBreak,
    Paragraph,
    ResponseField,
    Size,
    Table,
    TextField,
    Together,
    words,
)
from svdesk.rendering.docx.controls import ContentControls
from svdesk.rendering.docx.headings import WordHeadings
from svdesk.rendering.docx.lists import FIRST_LIST
from svdesk.rendering.docx.markup import (
    BODY_WIDTH,
    LINE_BREAK,
    TAB,
    Para,
    Part,
    Row,
    WordTable,
    attribute,
    keep_together,
    run,
)
from svdesk.rendering.docx.styles import callout_style, tone_style
from svdesk.rendering.docx.widths import column_widths, lines_of, widest
from svdesk.rendering.look.field_words import LABEL_SHARE, field_note, field_options
from svdesk.rendering.look.styles import TONES
from svdesk.rendering.look.text import one_line, plain, shortened

_PARAGRAPHS = {Size.BODY: "BodyText", Size.LEAD: "Lead", Size.HINT: "Hint"}
_LABEL_LETTERS, _WIDE_LABEL_LETTERS = 20, 32  # as many fit before the value of a fact
_TALL_ROW = 22  # lines: a row this high may be split over pages
_SMALL_CARD = 1400  # letters: a longer callout may be split over pages
_LONGEST_TITLE = 255
_AFTER_LIST = 200  # twentieths of a point

Leads = Callable[[str], str]
"""Gives the number of the relationship that leads to an address; "" where the address is no good."""


class WordBuilder:
    """Makes the parts of one document. *refused* collects the characters that no file can hold."""

    def __init__(self, headings: WordHeadings, leads: Leads, refused: set[str]) -> None:
        """Take the document's *headings*, for its contents, and what makes its links."""
        self.refused = refused
        self.lists = 0
        self.controls = ContentControls(refused)
        self._headings = headings
        self._leads = leads

    def parts(self, block: Block) -> list[Part]:
        """Return the parts of a block; a page break has none."""
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self.paragraph(block.content, _PARAGRAPHS[block.size])
            case Bullets():
                return self._bullets(block)
            case Table():
                return self._table(block)
            case FactList():
                return self.facts(block)
            case Callout():
                return self.callout(block)
            case ResponseField():
                return self._response(block)
            case Together():
                parts = [part for inner in block.blocks for part in self.parts(inner)]
                keep_together(parts)
                return parts
            case PageBreak():
                return []

    # ---- text

    def runs(self, content: Inlines, style: str = "") -> tuple[str, str]:
        """Return *content* as mark-up, and its words; *style* is that of letters that don't stand out."""
        made, said = list[str](), list[str]()
        for inline in content:
            text = plain(inline.text, self.refused)
            if not text:
                continue
            said.append(text)
            relationship = self._leads(inline.url) if isinstance(inline, Link) else ""
            if relationship:
                made.append(
                    f'<w:hyperlink r:id="{attribute(relationship)}" w:history="1">'
                    f"{run(text, 'Hyperlink')}</w:hyperlink>"
                )
            else:
                strong = not isinstance(inline, Link) and inline.strong
                made.append(run(text, "Strong" if strong else style))
        return "".join(made), "".join(said)

    def paragraph(self, content: Inlines, style: str, letters: str = "") -> list[Part]:
        """Return *content* as a paragraph of that style; nothing where it has no words."""
        made, text = self.runs(content, letters)
        return [Para(style=style, runs=made, text=text)] if text.strip() else []

    def _heading(self, block: Heading) -> list[Part]:
        place = self._headings.next_of(block)
        if place is None:
            return []
        parts = self.paragraph(words(block.kicker), "Kicker")
        marked = (
            f'<w:bookmarkStart w:id="{place.number}" w:name="{place.bookmark}"/>{run(place.words)}'
            f'<w:bookmarkEnd w:id="{place.number}"/>'
        )
        heading = Para(style=f"Heading{place.level}", runs=marked, text=place.words)
        if parts:
            heading.before = 0
        return [*parts, heading]

    def _bullets(self, block: Bullets) -> list[Part]:
        if not block.items:
            return []
        numbering = None
        if block.ordered:
            numbering = FIRST_LIST + self.lists
            self.lists += 1
        style = "ListNumber" if block.ordered else "ListBullet"
        items = list[Para]()
        for content in block.items:
            made, text = self.runs(content)
            items.append(Para(style=style, runs=made, text=text, numbering=numbering))
        items[-1].after = _AFTER_LIST
        if len(items) > 2:  # no item alone on a page
            keep_together(items[:2])
            keep_together(items[-2:])
        return [*items]

    # ---- tables

    def _table(self, block: Table) -> list[Part]:
        if not block.columns:
            return []
        count = len(block.columns)
        style, size = (
            ("TableText", 11.0)
            if count <= 6
            else ("TableTextSmall", 10.0)
            if count <= 9
            else ("TableTextSmallest", 9.0)
        )
        parts = self.paragraph(words(one_line(block.caption, self.refused)), "Caption")
        header = [
            [Para(style=style, runs=made, text=text, right=column.number)]
            for column in block.columns
            for made, text in (self.runs(words(column.title), "Strong"),)
        ]
        rows: list[Row] = [header, *(self._row(cells, block.columns, style) for cells in block.rows)]
        needed = [max(widest(row[i], size) for row in rows) for i in range(count)]
        widths = column_widths([column.width for column in block.columns], needed, BODY_WIDTH)
        grid = WordTable(
            title=shortened(block.caption, _LONGEST_TITLE, self.refused),
            widths=widths,
            rows=rows,
            splits=[
                max(lines_of(cell, size, width) for cell, width in zip(row, widths, strict=True)) > _TALL_ROW
                for row in rows
            ],
        )
        for cell in header:
            cell[0].keep_next = bool(block.rows)
        # No row is alone on a page with the header, nor at the top of the next one.
        for row in (*rows[1:-1][:1], *rows[1:-1][-1:]):
            for each in (each for cell in row for each in cell):
                each.keep_next = True
        return [*(parts if block.show_caption else ()), grid]

    def _row(self, cells: Sequence[Cell], columns: Sequence[Column], style: str) -> Row:
        if len(cells) > len(columns):
            raise ValueError(f"a table row has {len(cells)} cells for {len(columns)} columns")
        cells = [*cells, *[()] * (len(columns) - len(cells))]
        row = list[list[Para]]()
        for i, (cell, column) in enumerate(zip(cells, columns, strict=True)):
            if isinstance(cell, tuple):
                is_label = i == 0 and column.width <= LABEL_SHARE * sum(each.width for each in columns)
                made, text = self.runs(cell, "Strong" if is_label else "")
                row.append([Para(style=style, runs=made, text=text, right=column.number)])
            else:
                row.append(self._field_cell(cell, style, right=column.number))
        return row

    def _field_cell(self, field: TextField | ChoiceField, style: str, *, right: bool) -> list[Para]:
        control = self.controls.control(field)
        paragraphs = [Para(style=style, runs=control, answer=True, right=right)]
        if isinstance(field, TextField) and field.word_limit is not None:
            paragraphs[0].keep_next = True
            note = f"up to {field.word_limit:,} words"
            paragraphs.append(Para(style="TableNote", runs=run(note), text=note))
        return paragraphs

    def facts(self, block: FactList) -> list[Part]:
        """Return labels with what stands for each, in two columns made by a tab, not by a table."""
        labels = [one_line(label, self.refused) for label, _ in block.rows]
        longest = max(map(len, labels), default=0)
        wide = _LABEL_LETTERS < longest <= _WIDE_LABEL_LETTERS
        style, fits = ("WideFact", _WIDE_LABEL_LETTERS) if wide else ("Fact", _LABEL_LETTERS)
        parts = list[Para]()
        for label, (_, content) in zip(labels, block.rows, strict=True):
            made, text = self.runs(content)
            between = TAB if len(label) <= fits else LINE_BREAK
            parts.append(Para(style=style, runs=run(label, "FactLabel") + between + made, text=label + text))
        if parts:
            parts[-1].ends = True
        return [*parts]

    # ---- callouts and fields

    def callout(self, block: Callout) -> list[Part]:
        """Return a card: shaded paragraphs, the first of which says its tone in words."""
        style = callout_style(block.tone)
        parts = list[Part]()
        if word := TONES[block.tone].word:
            parts += self.paragraph(words(word), style, tone_style(block.tone))
        parts += self.paragraph(words(block.title), style, "CalloutTitle")
        for content in block.body:
            parts += self.paragraph(content, style)
        parts += self.paragraph(block.source, style, "Source")
        texts = [part.text for part in parts if isinstance(part, Para)]
        keep_together(parts if sum(map(len, texts)) <= _SMALL_CARD else parts[:3])
        if parts and isinstance(parts[-1], Para):
            parts[-1].ends = True
        return parts

    def _response(self, block: ResponseField) -> list[Part]:
        field = block.field
        label = words(field.label or field.name or "Answer")
        control = self.controls.control(field)
        if isinstance(field, CheckField):
            made, text = self.runs(label)
            tick = Para(style="TickAnswer", runs=control + TAB + made, text=text, answer=True)
            return self._kept(tick, *self.paragraph(words(block.hint), "Hint"))
        is_long = isinstance(field, TextField) and field.lines > 1
        return self._kept(
            *self.paragraph(label, "FieldLabel"),
            *self.paragraph(words(field_note(field)), "Hint"),
            *self.paragraph(words(block.hint), "Hint"),
            *self.paragraph(words(field_options(field)), "Hint"),
            Para(style="LongAnswer" if is_long else "Answer", runs=control, answer=True),
        )

    def _kept(self, *parts: Part) -> list[Part]:
        keep_together(parts)
        return list(parts)
