"""From blocks to boxes: what a document says becomes what its pages are filled with.

Nothing is drawn here; every box is made with its node, in reading order.
"""

from collections.abc import Sequence
from dataclasses import replace

from svdesk.documents.model.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    CheckField,
    Column,
    FactList,
    Heading,
    Inlines,
    Paragraph,
    ResponseField,
    Size,
    Table,
    TextField,
    Together,
    words,
)
from svdesk.rendering.look import styles
from svdesk.rendering.look.field_words import LABEL_SHARE, field_note, field_options
from svdesk.rendering.look.palette import Palette
from svdesk.rendering.look.styles import BODY_WIDTH, Style
from svdesk.rendering.look.text import one_line, shortened
from svdesk.rendering.pdf.fields import CheckBox, FieldBox, FieldNames
from svdesk.rendering.pdf.file.structure import BULLETED, COLUMN_HEADER, NUMBERED, ROW_HEADER, Node
from svdesk.rendering.pdf.fonts import Fonts
from svdesk.rendering.pdf.headings import PdfHeadings
from svdesk.rendering.pdf.layout.boxes import Box, BoxGroup
from svdesk.rendering.pdf.layout.callouts import CalloutBox, Chip
from svdesk.rendering.pdf.layout.rows import Item, Pair
from svdesk.rendering.pdf.layout.setting import Copy, set_text
from svdesk.rendering.pdf.layout.tables import BoxRow, Padding, TableBox, TableLook, column_widths
from svdesk.rendering.pdf.layout.textbox import TextBox

_PARAGRAPHS = {Size.BODY: styles.BODY, Size.LEAD: styles.LEAD, Size.HINT: styles.HINT}
_FACT_PADDING = Padding(side=7.0, above=6.5, below=7.5)
_FACT_SHARES = (0.31, 0.69)
_FIELD_WIDTH = 46.0
_COUNTED = " · counted when you return the form"


class PdfBuilder:
    """Makes the boxes of one document. *missing* collects the characters that no font has."""

    def __init__(
        self, fonts: Fonts, root: Node, headings: PdfHeadings, *, palette: Palette, compact: bool = False
    ) -> None:
        """Build below *root* in the colours of *palette*; *headings* gives each heading its bookmark.

        The headings of a *compact* document are set one size down.
        """
        self.missing: set[str] = set()
        self._fonts = fonts
        self._root = root
        self._section = root
        self._headings = headings
        self.palette = palette
        self._looks = heading_styles(palette)[compact:]
        self._kicker = replace(styles.KICKER, colour=palette.accent)
        self._names = FieldNames()

    def copy(self, content: Inlines, style: Style) -> Copy:
        """Return *content* ready to be set in *style*."""
        return set_text(content, style, self._fonts, self.missing)

    def text(self, content: Inlines, style: Style, node: Node) -> TextBox:
        """Return *content* as a box of *node*."""
        return TextBox(self.copy(content, style), style, node)

    def begin_section(self) -> Node:
        """Start the next part of the tree, for what follows; return its node."""
        self._section = self._root.add("Sect")
        return self._section

    def boxes(self, block: Block) -> list[Box]:
        """Return the boxes of a block; a page break has none."""
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self._paragraph(block.content, _PARAGRAPHS[block.size], self._section)
            case Bullets():
                return self._bullets(block)
            case Table():
                return self._table(block)
            case FactList():
                return self.facts(block)
            case Callout():
                return [self.callout(block)]
            case ResponseField():
                return self._response(block)
            case Together():
                boxes = [box for inner in block.blocks for box in self.boxes(inner)]
                return [BoxGroup(boxes)] if boxes else []
            case _:
                return []

    # ---- text

    def _paragraph(self, content: Inlines, style: Style, parent: Node) -> list[Box]:
        copy = self.copy(content, style)
        return [] if copy.is_empty else [TextBox(copy, style, parent.add("P"))]

    def _heading(self, block: Heading) -> list[Box]:
        if not one_line(block.text):
            return []
        place = self._headings.next()
        if block.level == 1:
            self.begin_section()
        style = self._looks[min(max(block.level, 1), len(self._looks)) - 1]
        boxes: list[Box] = self._paragraph(words(block.kicker), self._kicker, self._section)
        for kicker in boxes:
            kicker.keep_next = True
            kicker.before = max(style.before, styles.KICKER.before) if block.level == 1 else style.before
        heading = self.text(words(block.text), style, self._section.add(f"H{place.level}"))
        heading.keep_next = True
        heading.before = 0.0 if boxes else style.before
        heading.on_draw = self._headings.marker(place)
        return [*boxes, heading]

    def _bullets(self, block: Bullets) -> list[Box]:
        node = self._section.add("L", NUMBERED if block.ordered else BULLETED)
        indent = 26.0 if block.ordered and len(block.items) > 9 else 20.0
        boxes = list[Box]()
        for number, content in enumerate(block.items, 1):
            item = node.add("LI")
            label, body = item.add("Lbl"), item.add("LBody")
            marker = styles.Style(
                size=styles.ITEM.size,
                leading=styles.ITEM.leading,
                face=styles.Face.SEMIBOLD if block.ordered else styles.Face.BOLD,
                colour=self.palette.accent,
            )
            sign = self.text(words(f"{number}. " if block.ordered else "• "), marker, label)
            boxes.append(Item(sign, self.text(content, styles.ITEM, body), indent))
        if boxes:
            boxes[-1].after = styles.BODY.after + 2
            for lonely in {0, len(boxes) - 2} - {-1, len(boxes) - 1}:  # no item alone on a page
                boxes[lonely].keep_next = True
        return boxes

    # ---- tables

    def _table(self, block: Table) -> list[Box]:
        if not block.columns:
            return []
        style = styles.table_text(len(block.columns))
        node = self._section.add("Table")
        boxes = list[Box]()
        if block.show_caption and one_line(block.caption):
            caption = self.text(words(block.caption), styles.CAPTION, node.add("Caption"))
            caption.keep_next = True
            boxes.append(caption)
        else:
            node.summary = shortened(block.caption)
        # A table without rows has no TBody, and then must have no THead either (PDF/UA-1, 7.2).
        head, body = (node.add("THead"), node.add("TBody")) if block.rows else (node, node)
        top = head.add("TR")
        titles = [
            self._cell(words(column.title), _header(style, column.number), top.add("TH", COLUMN_HEADER))
            for column in block.columns
        ]
        rows = [self._row(cells, block.columns, style, body.add("TR")) for cells in block.rows]
        padding = Padding()
        needed = [
            max((_widest(row.cells[i]) for row in (BoxRow(titles), *rows)), default=0.0) + 2 * padding.side
            for i in range(len(block.columns))
        ]
        widths = column_widths([column.width for column in block.columns], needed, BODY_WIDTH)
        boxes.append(TableBox(rows, TableLook(widths, padding, BoxRow(titles))).fitted(BODY_WIDTH))
        return boxes

    def _row(self, cells: Sequence[Cell], columns: Sequence[Column], style: Style, node: Node) -> BoxRow:
        if len(cells) > len(columns):
            raise ValueError(f"a table row has {len(cells)} cells for {len(columns)} columns")
        cells = [*cells, *[()] * (len(columns) - len(cells))]
        made = list[list[Box]]()
        for i, (cell, column) in enumerate(zip(cells, columns, strict=True)):
            is_header = i == 0 and isinstance(cell, tuple)
            tag = node.add("TH", ROW_HEADER) if is_header else node.add("TD")
            is_label = is_header and column.width <= LABEL_SHARE * sum(each.width for each in columns)
            face = styles.Face.SEMIBOLD if is_label else style.face
            made.append(self._cell(cell, _aligned(style, column.number, face), tag))
        return BoxRow(made)

    def _cell(self, cell: Cell, style: Style, node: Node) -> list[Box]:
        if isinstance(cell, tuple):
            copy = self.copy(cell, style)
            return [] if copy.is_empty else [TextBox(copy, style, node)]
        boxes: list[Box] = [FieldBox(cell, self._names.name(cell.name), node.add("Form"))]
        boxes[0].after = 2.0
        if isinstance(cell, TextField) and cell.word_limit is not None:
            boxes.append(self.text(words(f"up to {cell.word_limit:,} words"), styles.NOTE, node.add("P")))
        return boxes

    def facts(self, block: FactList) -> list[Box]:
        """Return a list of facts: a table of two columns whose row headers are the labels."""
        if not block.rows:
            return []
        body = self._section.add("Table").add("TBody")
        rows = list[BoxRow]()
        for label, content in block.rows:
            row = body.add("TR")
            header, value = row.add("TH", ROW_HEADER), row.add("TD")
            rows.append(
                BoxRow(
                    (self._cell(words(label), styles.FACT, header), self._cell(content, styles.BODY, value))
                )
            )
        return [TableBox(rows, TableLook(_FACT_SHARES, _FACT_PADDING, flush=True))]

    # ---- callouts and fields

    def callout(self, block: Callout) -> CalloutBox:
        """Return a card."""
        look = self.palette.tone(block.tone)
        node = self._section.add("Div")
        boxes = list[Box]()
        if look.word:
            sign = self.copy(words(look.sign), styles.CHIP)
            boxes.append(Chip(sign, self.copy(words(look.word), styles.CHIP), look, node.add("P")))
        title = self._paragraph(words(block.title), styles.CARD_TITLE, node)
        boxes += title
        for box in title:
            box.keep_next = bool(block.body)
        for content in block.body:
            boxes += self._paragraph(content, styles.CARD_BODY, node)
        boxes += self._paragraph(block.source, styles.SOURCE, node)
        return CalloutBox(boxes, look)

    def _response(self, block: ResponseField) -> list[Box]:
        field, section = block.field, self._section
        if isinstance(field, CheckField):
            form = section.add("Form")
            label = self.text(words(field.label or field.name), styles.BODY, section.add("P"))
            tick = CheckBox(field, self._names.name(field.name), form, label)
            return [BoxGroup([tick, *self._paragraph(words(block.hint), styles.HINT, section)])]
        label = self.text(words(field.label or field.name), styles.LABEL, section.add("P"))
        label.keep_next = True
        label.before, label.after = 12.0, 3.0
        first: Box = label
        if note := field_note(field, _COUNTED):
            text = self.text(words(note), styles.NOTE, section.add("P"))
            first = Pair(label, text)
        hint = self._paragraph(words(block.hint), styles.HINT, section)
        options = self._paragraph(words(field_options(field)), styles.HINT, section)
        for box in (*hint, *options):
            box.keep_next = True
        entry = FieldBox(field, self._names.name(field.name), section.add("Form"))
        return [BoxGroup([first, *hint, *options, entry])]


def heading_styles(palette: Palette) -> tuple[Style, ...]:
    """Return the styles of headings by their level, in the colours of *palette*."""
    first, second, third = styles.HEADINGS
    return replace(first, colour=palette.deep), second, replace(third, colour=palette.accent)


def _aligned(style: Style, number: bool, face: styles.Face) -> Style:
    return Style(size=style.size, leading=style.leading, face=face, right=number)


def _header(style: Style, number: bool) -> Style:
    return _aligned(style, number, styles.Face.BOLD)


def _widest(boxes: Sequence[Box]) -> float:
    return max(
        (
            box.copy.widest_word() * box.style.size if isinstance(box, TextBox) else _FIELD_WIDTH
            for box in boxes
        ),
        default=0.0,
    )
