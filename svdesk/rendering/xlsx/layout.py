"""From blocks to the rows of a sheet, in reading order and without merged cells.

Labels stand in the first column, words and answers in the second, limits in the third. A table
begins in the first column.
"""

import math
from collections.abc import Iterable, Sequence

from svdesk.documents.model.blocks import (
    Block,
    Bullets,
    Callout,
    ChoiceField,
    FactList,
    Heading,
    Holds,
    Inlines,
    Link,
    PageBreak,
    Paragraph,
    ResponseField,
    Size,
    Table,
    Text,
    TextField,
    Together,
    Tone,
    words,
)
from svdesk.documents.model.blocks import Cell as TableCell
from svdesk.documents.model.blocks import Field as AnyField
from svdesk.rendering.look.styles import TONES
from svdesk.rendering.look.text import one_line, plain, shortened
from svdesk.rendering.xlsx.cells import Cell, Runs, Sheet, SheetRow, TableArea, is_total
from svdesk.rendering.xlsx.looks import BODY_SIZE, BOLD, ONE_LINE, CellLook, size_of
from svdesk.rendering.xlsx.measure import (
    UNIT,
    broken,
    height_of,
    lines_of,
    most_lines,
    pieces,
    room_in,
)
from svdesk.rendering.xlsx.notes import notes_of

_ABOVE = {CellLook.TITLE: 10.0, CellLook.HEADING: 14.0, CellLook.SUBHEADING: 10.0}
_SIZES = {Size.BODY: CellLook.TEXT, Size.LEAD: CellLook.LEAD, Size.HINT: CellLook.HINT}
_A_WORD = 36.0  # points of a word of an answer with the space after it, generously
_MOST_PARTS = 8
_LONGEST_HEADER = 200


def flat(blocks: Iterable[Block]) -> list[Block]:
    """Return *blocks* with those that are kept together one after the other."""
    found = list[Block]()
    for block in blocks:
        found += flat(block.blocks) if isinstance(block, Together) else (block,)
    return found


class SheetLayout:
    """Lays out one sheet.

    *ticks* has the labels of boxes to tick by their names; *numbers* names the fields for a number
    that is no total.
    """

    def __init__(
        self, sheet: Sheet, refused: set[str], ticks: dict[str, str], numbers: frozenset[str]
    ) -> None:
        """Take the empty *sheet*; *refused* collects the characters that no file can hold."""
        self.sheet = sheet
        self.refused = refused
        self._ticks = ticks
        self._numbers = numbers
        self._label, self._label_look = "", CellLook.SUBHEADING
        self._break = False

    # ---- rows

    def row(self, cells: dict[int, Cell], *, least: float = 0.0) -> None:
        """Add a row that is high enough for its words."""
        heights = [least or height_of(1, BODY_SIZE)]
        for column, cell in cells.items():
            if cell.runs and cell.look not in ONE_LINE:
                bold = cell.look in BOLD or any(strong for _, strong in cell.runs)
                size = size_of(cell.look)
                lines = lines_of(cell.text, self.sheet.widths[column], size, bold=bold)
                heights.append(height_of(min(lines, most_lines(size)), size))
        self.sheet.rows.append(SheetRow(cells=cells, height=max(heights), page_break=self._break))
        self._break = False

    def header(self, titles: Sequence[str], numeric: Sequence[bool] = (), columns: int = 0) -> None:
        """Add a row of titles, to the right over numbers; it is *columns* wide, or as wide as they are."""
        cells = {column: Cell(look=CellLook.HEADER) for column in range(columns)}
        for column, title in enumerate(titles):
            right = column < len(numeric) and numeric[column]
            look = CellLook.HEADER_NUMBER if right else CellLook.HEADER
            cells[column] = Cell(look=look, runs=((title, False),))
        self.row(cells)

    def across(self, text: str, look: CellLook) -> None:
        """Add words that run on over the columns to their right, in as many rows as they need."""
        said, size = one_line(text, self.refused), size_of(look)
        if not said:
            return
        width = sum(self.sheet.widths) * UNIT - 14
        for line in broken(said, width, size, bold=look in BOLD):
            height = height_of(1, size) + _ABOVE.get(look, 0.0)
            cells = {0: Cell(look=look, runs=((line.strip(), False),))}
            if look is CellLook.TITLE:
                cells |= {column: Cell(look=look) for column in range(1, len(self.sheet.widths))}
            self.row(cells, least=height)

    def said(
        self, label: str, content: Inlines, look: CellLook = CellLook.TEXT, tone: Tone | None = None
    ) -> None:
        """Add words with their label, in as many rows as they need."""
        runs = self.runs(content)
        text = "".join(part for part, _ in runs)
        if not text.strip() and not label.strip():
            return
        second = min(1, len(self.sheet.widths) - 1)
        found = pieces(text, self.sheet.widths[second], size_of(look))
        labels = pieces(label, self.sheet.widths[0], BODY_SIZE)
        for place in range(max(len(found), len(labels))):
            cells = dict[int, Cell]()
            if place < len(labels) and labels[place].strip():
                head = CellLook.CARD_TITLE if tone else CellLook.LABEL
                cells[0] = Cell(look=head, runs=((labels[place].strip("\n"), False),), tone=tone)
            elif tone:
                cells[0] = Cell(look=CellLook.CARD_TITLE, tone=tone)
            if place < len(found):
                whole = runs if len(found) == 1 else ((found[place].strip("\n"), False),)
                cells[second] = Cell(look=look, runs=whole, tone=tone)
            self.row(cells)

    def runs(self, content: Inlines) -> Runs:
        """Return *content* as runs of a cell; an address stands in words, as a form has no links."""
        found = list[tuple[str, bool]]()
        for inline in content:
            text = plain(inline.text, self.refused)
            if isinstance(inline, Link):
                address = plain(inline.url, self.refused).removeprefix("mailto:")
                text = text if address == text else f"{text} ({address})"
            if text:
                found.append((text, isinstance(inline, Text) and inline.strong))
        return tuple(found)

    # ---- blocks

    def add(self, block: Block) -> None:
        """Add the rows of a block."""
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self.said(self._taken_label(), block.content, _SIZES[block.size])
            case Bullets():
                self.said(self._taken_label(), _as_lines(block))
            case FactList():
                self.flush()
                for label, content in block.rows:
                    self.said(plain(label, self.refused), content)
            case Callout():
                self._callout(block)
            case ResponseField():
                self.flush()
                self.answer(block.field, block.hint)
            case Table():
                self.flush()
                self._table(block)
            case Together():
                for inner in block.blocks:
                    self.add(inner)
            case PageBreak():
                self.flush()
                self._break = True

    def flush(self) -> None:
        """Give a heading that nothing took for its label a row of its own."""
        self.across(self._taken_label(), self._label_look)

    def _taken_label(self) -> str:
        label, self._label = self._label, ""
        return label

    def _heading(self, block: Heading) -> None:
        self.flush()
        self._break = self._break or block.page_break
        self.across(block.kicker, CellLook.KICKER)
        # Beside what follows it, a heading cannot be left alone at the foot of a page.
        self._label = plain(block.text, self.refused)
        self._label_look = CellLook.SUBHEADING if block.level > 2 else CellLook.HEADING

    def _callout(self, block: Callout) -> None:
        self.flush()
        status = TONES[block.tone].word
        title = plain(block.title, self.refused)
        body = [*block.body, *((block.source,) if block.source else ())]
        content = tuple(
            inline for place, part in enumerate(body) for inline in (*(words("\n") if place else ()), *part)
        )
        self.said("\n".join(filter(None, (status, title))), content, CellLook.CARD, block.tone)

    # ---- answers

    def answer(self, field: AnyField, hint: str = "") -> None:
        """Add a field with its label to the left of it and its limits to the right."""
        label = one_line(field.label, self.refused) or one_line(field.name, self.refused) or "Answer"
        said: Runs = ((label, True), *(((f"\n{plain(hint, self.refused)}", False),) if hint.strip() else ()))
        said = self._all_but_the_last(said)
        limits = "\n".join(notes_of(field, self._ticks, self.refused))
        parts, lines = self._room(field)
        for part in range(1, parts + 1):
            cells = {1: self._field_cell(field, part)}
            if part == 1:
                cells[0] = Cell(look=CellLook.TEXT, runs=said)
            else:
                again = shortened(label, _LONGEST_HEADER, self.refused)
                cells[0] = Cell(look=CellLook.TEXT, runs=((f"{again} (continued, {part} of {parts})", True),))
                limits = "If you need more room, go on here."
            if limits:
                cells[2] = Cell(look=CellLook.HINT, runs=((limits, False),))
            self.row(cells, least=height_of(lines, BODY_SIZE))

    def _all_but_the_last(self, said: Runs) -> Runs:
        """Add rows for what of a label is too long for one, and return the rest."""
        *before, last = pieces("".join(text for text, _ in said), self.sheet.widths[0], BODY_SIZE)
        for piece in before:
            self.row({0: Cell(look=CellLook.LABEL, runs=((piece.strip("\n"), False),))})
        return ((last, True),) if before else said

    def _room(self, field: AnyField) -> tuple[int, int]:
        """Return in how many cells an answer is given, and how many lines each is high."""
        if not isinstance(field, TextField) or field.holds is not Holds.TEXT:
            return 1, 1
        lines = _answer_lines(field, self.sheet.widths[1])
        parts = min(max(1, math.ceil(lines / most_lines(BODY_SIZE))), _MOST_PARTS)
        return parts, min(math.ceil(lines / parts), most_lines(BODY_SIZE))

    def _field_cell(self, field: AnyField, part: int = 1) -> Cell:
        look = CellLook.ANSWER
        if isinstance(field, TextField) and field.holds is not Holds.TEXT:
            look = CellLook.ANSWER_NUMBER if field.holds is Holds.NUMBER else CellLook.ANSWER_DATE
        if is_total(field, self._numbers):
            look = CellLook.TOTAL
        return Cell(look=look, field=field, part=part)

    # ---- tables

    def _table(self, table: Table) -> None:
        if not table.columns:
            return
        if table.show_caption:
            self.across(table.caption, CellLook.SUBHEADING)
        headers = self._headers(table)
        self.header(headers, [_is_numeric(table, column) for column in range(len(headers))])
        first = len(self.sheet.rows) - 1
        fields = False
        for row in table.rows:
            fields = fields or any(isinstance(cell, TextField | ChoiceField) for cell in row)
            self._table_row(table, row)
        last = len(self.sheet.rows) - 1
        self.sheet.tables.append(TableArea(first=first, last=last, headers=headers, fields=fields))

    def _headers(self, table: Table) -> tuple[str, ...]:
        """Return the titles of the columns, which a table of a workbook needs, and needs different."""
        found = list[str]()
        for place, column in enumerate(table.columns, 1):
            title = shortened(column.title, _LONGEST_HEADER, self.refused) or f"Column {place}"
            unique, count = title, 1
            while unique.casefold() in map(str.casefold, found):
                count += 1
                unique = f"{title} ({count})"
            found.append(unique)
        return tuple(found)

    def _table_row(self, table: Table, row: Sequence[TableCell]) -> None:
        """Add a row; words too long for one row of the sheet go on in the next."""
        texts = dict[int, list[str]]()
        cells, least = dict[int, Cell](), 0.0
        for column, cell in enumerate(row[: len(table.columns)]):
            width = self.sheet.widths[column]
            if isinstance(cell, tuple):
                runs = self.runs(cell)
                look = CellLook.ROW_HEAD if column == 0 else CellLook.CELL
                text = "".join(part for part, _ in runs)
                number = _as_number(text) if table.columns[column].number else None
                if number is not None or table.columns[column].number:
                    look = CellLook.CELL_NUMBER
                texts[column] = pieces(text, width, BODY_SIZE)
                if len(texts[column]) > 1:
                    runs = ((texts[column][0].strip("\n"), False),)
                cells[column] = Cell(look=look, runs=runs, number=number)
            else:
                cells[column] = self._field_cell(cell)
                if isinstance(cell, TextField):
                    lines = _answer_lines(cell, width) if cell.word_limit else cell.lines
                    least = max(least, height_of(min(lines, most_lines(BODY_SIZE)), BODY_SIZE))
        self.row(cells, least=max(least, height_of(1, BODY_SIZE) + 3))
        for place in range(1, max(map(len, texts.values()), default=1)):
            self.row(
                {
                    column: Cell(
                        look=CellLook.CELL,
                        runs=((found[place].strip("\n"), False),) if place < len(found) else (),
                    )
                    for column, found in texts.items()
                }
            )


def _answer_lines(field: TextField, columns: float) -> int:
    """Return the lines for a full answer, and one more."""
    if field.word_limit is None:
        return field.lines
    return max(min(field.lines, 2), math.ceil(field.word_limit * _A_WORD / room_in(columns)) + 1)


def _is_numeric(table: Table, column: int) -> bool:
    if table.columns[column].number:
        return True
    cells = [row[column] for row in table.rows if column < len(row)]
    return any(isinstance(cell, TextField) and cell.holds is Holds.NUMBER for cell in cells)


def _as_lines(block: Bullets) -> Inlines:
    found = list[Text | Link]()
    for place, item in enumerate(block.items, 1):
        mark = f"{place}. " if block.ordered else "• "
        found += (Text(mark if place == 1 else f"\n{mark}"), *item)
    return tuple(found)


def _as_number(text: str) -> float | None:
    """Return the number that *text* is, however it is grouped; None where it is no number."""
    bare = text.strip().replace(",", "")
    digits = bare.removeprefix("-").replace(".", "", 1)
    # Longer ones would lose digits.
    return float(bare) if digits.isascii() and digits.isdecimal() and len(digits) <= 15 else None
