"""Tables: rows laid out one at a time, so that a thousand rows cost a thousand times one row."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from svdesk.rendering.look.styles import BODY_HEIGHT, LINE
from svdesk.rendering.pdf.canvas import TaggedCanvas
from svdesk.rendering.pdf.layout.boxes import ROUNDING, SMALL, Box, Halves, divide, draw_all, height_of

_TALL = 0.4 * BODY_HEIGHT  # a row this high may be split over pages
_LEAST_ROOM = 0.15 * BODY_HEIGHT  # for the first part of a split row
_TIGHTEST = 0.45  # of the table's width: more is never given to a column for its longest word


@dataclass(frozen=True, slots=True)
class Padding:
    """White space inside a cell."""

    side: float = 7.0
    above: float = 5.0
    below: float = 6.0


@dataclass(slots=True, eq=False)
class BoxRow:
    """Cells side by side, each a few boxes."""

    cells: Sequence[Sequence[Box]]
    measured: float = -1.0


@dataclass(frozen=True, slots=True)
class TableLook:
    """What the parts of a table share: widths that add up to 1, padding, the header row if any."""

    widths: tuple[float, ...]
    padding: Padding = Padding()
    header: BoxRow | None = None
    flush: bool = False  # the first column begins at the margin, the last one ends there

    def columns(self, x: float, width: float) -> list[tuple[float, float]]:
        """Return left edge and width of each cell's text."""
        side = 0.0 if self.flush else self.padding.side
        inner = 2 * self.padding.side
        columns, left = list[tuple[float, float]](), x
        for share in self.widths:
            columns.append((left + side, max(share * width - inner, 1.0)))
            left += share * width
        return columns


class TableBox(Box):
    """Rows of a table; *continued* where rows stand on an earlier page."""

    def __init__(self, rows: Sequence[BoxRow], look: TableLook, *, continued: bool = False) -> None:
        """Take the rows below the header."""
        self._rows = rows
        self._look = look
        self._continued = continued
        self.before = 4.0
        self.after = 14.0

    def fitted(self, width: float) -> "TableBox":
        """Return a table whose header can be repeated: a very high one becomes its first row."""
        header = self._look.header
        if header is None or self._row_height(header, width) <= _TALL:
            return self
        return TableBox((header, *self._rows), replace(self._look, header=None))

    def height(self, width: float) -> float:
        """Return the height of all rows and the header."""
        return self._header_height(width) + sum(self._row_height(row, width) for row in self._rows)

    def _is_small(self, width: float) -> bool:
        """Whether it looks better whole than split."""
        height = self._header_height(width)
        for row in self._rows:
            height += self._row_height(row, width)
            if height > SMALL:
                return False
        return not self._continued

    def start(self, width: float) -> float:
        """Return the height of the header with the first row; all of it where the table is small."""
        if self._is_small(width):
            return self.height(width)
        first = self._row_height(self._rows[0], width) if self._rows else 0.0
        return self._header_height(width) + (min(first, _LEAST_ROOM) if first > _TALL else first)

    def split(self, width: float, room: float) -> Halves:
        """Split between rows, or inside a row that is higher than a good part of a page."""
        if self._is_small(width):
            return super().split(width, room)
        used = self._header_height(width)
        for i, row in enumerate(self._rows):
            height = self._row_height(row, width)
            if used + height > room + ROUNDING:
                return self._split_at(i, width, room - used)
            used += height
        return self, None

    def _split_at(self, place: int, width: float, room: float) -> Halves:
        row = self._rows[place]
        if self._row_height(row, width) > _TALL and room >= _LEAST_ROOM:
            head, tail = self._split_row(row, width, room)
            if head:
                return self._part([*self._rows[:place], head]), self._rest([tail, *self._rows[place + 1 :]])
        if place == len(self._rows) - 1 and place > 2:  # don't leave the last row alone overleaf
            place -= 1
        if place == 0:
            return None, self
        return self._part(self._rows[:place]), self._rest(self._rows[place:])

    def _part(self, rows: Sequence[BoxRow]) -> "TableBox":
        return TableBox(rows, self._look, continued=self._continued)

    def _rest(self, rows: Sequence[BoxRow]) -> "TableBox":
        return TableBox(rows, self._look, continued=True)

    def _split_row(self, row: BoxRow, width: float, room: float) -> tuple[BoxRow | None, BoxRow]:
        padding = self._look.padding
        room -= padding.above + padding.below
        heads, tails = list[Sequence[Box]](), list[Sequence[Box]]()
        for cell, (_, cell_width) in zip(row.cells, self._look.columns(0, width), strict=True):
            head, tail = divide(cell, cell_width, room)
            heads.append(head)
            tails.append(tail)
        return (BoxRow(heads), BoxRow(tails)) if any(heads) else (None, row)

    def _header_height(self, width: float) -> float:
        return self._row_height(self._look.header, width) if self._look.header else 0.0

    def _row_height(self, row: BoxRow, width: float) -> float:
        if row.measured < 0:  # a table is set in one width only
            columns = self._look.columns(0, width)
            highest = max(
                height_of(cell, cell_width) for cell, (_, cell_width) in zip(row.cells, columns, strict=True)
            )
            row.measured = highest + self._look.padding.above + self._look.padding.below
        return row.measured

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the rows; a header that stood on an earlier page is decoration."""
        if header := self._look.header:
            height = self._row_height(header, width)
            canvas.box((x, top - height, x + width, top), fill=canvas.palette.wash)
            if self._continued:
                with canvas.artifact("/Type /Pagination"):
                    self._draw_row(header, canvas, x, top, width)
            else:
                self._draw_row(header, canvas, x, top, width)
            top -= height
            canvas.rule(x, x + width, top, canvas.palette.accent, 1.2)
        elif not self._continued:
            canvas.rule(x, x + width, top, LINE)
        for row in self._rows:
            self._draw_row(row, canvas, x, top, width)
            top -= self._row_height(row, width)
            canvas.rule(x, x + width, top, LINE)

    def _draw_row(self, row: BoxRow, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        top -= self._look.padding.above
        for cell, (left, cell_width) in zip(row.cells, self._look.columns(x, width), strict=True):
            draw_all(cell, canvas, left, top, cell_width)


def column_widths(shares: Sequence[float], needed: Sequence[float], width: float) -> tuple[float, ...]:
    """Return the columns' parts of 1, by their *shares* but wide enough for what they *need*.

    *needed* is the width of each column's longest word with its padding, in the points of *width*.
    Columns with room to spare give some up in proportion.
    """
    shares = [max(share, 0.0) for share in shares]
    total = sum(shares)
    parts = [share / total for share in shares] if total else [1 / len(shares)] * len(shares)
    least = [min(need / width, _TIGHTEST) for need in needed]
    if sum(least) >= 1:
        return tuple(part / sum(least) for part in least)
    lacking = sum(max(low - part, 0.0) for part, low in zip(parts, least, strict=True))
    spare = sum(max(part - low, 0.0) for part, low in zip(parts, least, strict=True))
    if not lacking:
        return tuple(parts)
    return tuple(
        low if part <= low else part - (part - low) * lacking / spare
        for part, low in zip(parts, least, strict=True)
    )
