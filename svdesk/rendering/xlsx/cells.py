"""What a sheet is made of before it is written: rows of cells, their sizes, and its tables."""

from dataclasses import dataclass, field

from svdesk.documents.model.blocks import Field, TextField, Tone
from svdesk.rendering.xlsx.looks import CellLook

Runs = tuple[tuple[str, bool], ...]
"""Words of a cell, each run with whether it stands out."""

SCREEN_ROWS = 200.0
"""Points of rows that may stay in view; more would leave a small screen no room."""


REPEATED_ROWS = 110.0
"""Points of rows that may be printed on every page; below more, the highest row would not fit on A4."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: words, a number, or a *field* to fill in, of whose answer it holds a *part*.

    *name* is the name by which it is found; *link* the sheet that it leads to.
    """

    look: CellLook
    runs: Runs = ()
    number: float | None = None
    field: Field | None = None
    part: int = 1
    name: str = ""
    link: str = ""
    tone: Tone | None = None

    @property
    def text(self) -> str:
        """The words without what stands out."""
        return "".join(text for text, _ in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """Cells by their columns, and the height in points."""

    cells: dict[int, Cell]
    height: float
    page_break: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableArea:
    """A table with its header row and its last row; *fields* says whether it has any to fill in."""

    first: int
    last: int
    headers: tuple[str, ...]
    fields: bool


@dataclass(slots=True, kw_only=True)
class Sheet:
    """A sheet: its rows from the top, and the widths of its columns in units.

    The first *frozen* rows stay in view; *repeated* is the first and last row printed on every page.
    *filtered* tables can be sorted and filtered, which a form's can't.
    """

    name: str
    widths: list[float]
    rows: list[SheetRow] = field(default_factory=list)
    tables: list[TableArea] = field(default_factory=list)
    frozen: int = 0
    repeated: tuple[int, int] | None = None
    filtered: bool = False
    locked: bool = True

    @property
    def fields(self) -> int:
        """How many fields a person fills in here."""
        return sum(
            1
            for row in self.rows
            for cell in row.cells.values()
            if cell.field is not None and cell.part == 1 and cell.look is not CellLook.TOTAL
        )


def is_total(wanted: Field, numbers: frozenset[str]) -> bool:
    """Whether *wanted* is worked out: all that it adds up is a number of the form, and no total itself."""
    return isinstance(wanted, TextField) and bool(wanted.sums) and numbers.issuperset(wanted.sums)
