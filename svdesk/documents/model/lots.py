"""The boxes of the response form: once for the whole contract, or once for each of its lots."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from svdesk.documents.model.blocks import (
    ITEM_LEVEL,
    Block,
    Heading,
    ResponseField,
    Table,
    TextField,
    Together,
)
from svdesk.documents.model.phrases import given
from svdesk.domain.project import answered_by_lot
from svdesk.policy.case import Case

LINES_A_PAGE = 50
"""Lines of boxes and labels that a page of the response form holds, as it is set."""

_LABEL_LINES, _HEADER_LINES = 3, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxes:
    """One set of boxes: those of the lot with that *place* and *title*, or those of the whole contract.

    *key* is the lot's id in its field names, "" where the boxes are for the whole contract.
    """

    place: int = 0
    title: str = ""
    key: str = ""

    @property
    def suffix(self) -> str:
        """What the names of these fields have after the id of what they answer."""
        return f"_lot_{self.key}" if self.key else ""

    @property
    def only_if(self) -> str:
        """The name of the box to tick that makes these fields matter; "" where they always do."""
        return tick_name(self.key) if self.key else ""

    @property
    def heading(self) -> str:
        """The lot by number and title, such as ``Lot 2: Kitchen services``."""
        return f"Lot {self.place}: {self.title}"

    @property
    def aside(self) -> str:
        """The words that tell these fields' labels from those of another lot: ``, lot 2``."""
        return f", lot {self.place}" if self.key else ""


WHOLE = Boxes()
"""The boxes of a form that is filled in once, for all lots together."""


def tick_name(key: str) -> str:
    """Return the name of the box by which a bidder says that it bids for a lot."""
    return f"lot_{key}"


def lots_apart(case: Case) -> tuple[Boxes, ...]:
    """Return the boxes of each lot; () where the form is filled in once for all lots."""
    return every_lot(case) if answered_by_lot(case.project) else ()


def every_lot(case: Case) -> tuple[Boxes, ...]:
    """Return the boxes that each lot has or would have."""
    return tuple(
        Boxes(place=place, title=given(lot.title), key=lot.id.hex)
        for place, lot in enumerate(case.project.lots, 1)
    )


def pages_for(lot: Boxes, blocks: tuple[Block, ...]) -> int:
    """Return about how many pages of *blocks* the boxes of *lot* take.

    Those that begin on a page of their own take whole pages.
    """
    pages = 0.0
    for run in _runs(blocks):
        lines = sum(_lines(block, lot.only_if) for block in run)
        own = isinstance(run[0], Heading) and run[0].level == ITEM_LEVEL
        pages += ceil(lines / LINES_A_PAGE) if own else lines / LINES_A_PAGE
    return max(1, round(pages))


def _runs(blocks: tuple[Block, ...]) -> Iterator[list[Block]]:
    """Yield *blocks* in runs, of which each but the first begins a new page."""
    run: list[Block] = []
    for block in blocks:
        if run and isinstance(block, Heading) and block.page_break:
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _lines(block: Block, only_if: str) -> int:
    """Return the lines that the boxes under *only_if* take, with their labels."""
    match block:
        case Together():
            return sum(_lines(inner, only_if) for inner in block.blocks)
        case ResponseField(field=TextField() as field) if field.only_if == only_if:
            return field.lines + _LABEL_LINES + bool(block.hint)
        case Table():
            heights = [
                max(cell.lines for cell in row if isinstance(cell, TextField)) + 1
                for row in block.rows
                if any(isinstance(cell, TextField) and cell.only_if == only_if for cell in row)
            ]
            return sum(heights) + _HEADER_LINES if heights else 0
        case _:
            return 0
