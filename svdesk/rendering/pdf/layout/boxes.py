"""Boxes: what a page is filled with. A box has a height, may be split, and draws itself.

Lengths are in points, y grows upwards, and a box is placed by its upper left corner. Splitting
never copies text or nodes: both halves belong to the same node of the structure tree.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TypeAlias

from svdesk.rendering.look.styles import BODY_HEIGHT
from svdesk.rendering.pdf.canvas import TaggedCanvas

Halves: TypeAlias = "tuple[Box | None, Box | None]"

ROUNDING = 0.01
SMALL = 0.33 * BODY_HEIGHT
"""A card or table no higher than this is not split: the white space costs less than the seam."""
_LONGEST_RUN_IN = 0.8 * BODY_HEIGHT  # what is higher has to begin wherever it is


class Box(ABC):
    """Something to put on a page.

    *before* and *after* are the space it wants around it: between two boxes the larger one counts.
    *keep_next* keeps it on the page where the next box begins.
    """

    before = 0.0
    after = 0.0
    keep_next = False

    @abstractmethod
    def height(self, width: float) -> float:
        """Return the height of the whole box in a column of *width*."""

    def start(self, width: float) -> float:
        """Return the least height that makes sense of its beginning at the foot of a page."""
        return self.height(width)

    def give(self, width: float) -> float:  # noqa: ARG002 - most boxes can't, in any column
        """Return by how much the box may be made lower, where that keeps things together."""
        return 0.0

    def lowered(self, width: float, by: float) -> "Box":  # noqa: ARG002 - most boxes can't
        """Return the box made lower *by* no more than it can give."""
        return self

    def split(self, width: float, room: float) -> Halves:
        """Return what fits into *room* and what remains; either may be ``None``."""
        return (self, None) if self.height(width) <= room + ROUNDING else (None, self)

    @abstractmethod
    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the box."""


def height_of(boxes: Sequence[Box], width: float) -> float:
    """Return the height of *boxes* one below the other, without the space before and after them."""
    total, above = 0.0, None
    for box in boxes:
        total += gap(above, box) + box.height(width)
        above = box
    return total


def gap(above: Box | None, below: Box) -> float:
    """Return the space between two boxes; there is none above the first."""
    return max(above.after, below.before) if above else 0.0


def draw_all(boxes: Sequence[Box], canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
    """Draw *boxes* one below the other."""
    above = None
    for box in boxes:
        top -= gap(above, box)
        box.draw(canvas, x, top, width)
        top -= box.height(width)
        above = box


def divide(boxes: Sequence[Box], width: float, room: float) -> tuple[list[Box], list[Box]]:
    """Divide *boxes* into those that fit into *room* and the rest, parting where it reads best."""
    used, above = 0.0, None
    for i, box in enumerate(boxes):
        space = gap(above, box)
        if used + space + _run_in(boxes, i, width) > room + ROUNDING:
            return list(boxes[:i]), list(boxes[i:])
        head, tail = box.split(width, room - used - space)
        if tail is None and head is not None and head is not box:  # it fits, made lower
            return [*boxes[:i], head], list(boxes[i + 1 :])
        if tail is not None:
            heads = [*boxes[:i], *((head,) if head else ())]
            return heads, [tail, *boxes[i + 1 :]]
        used += space + box.height(width)
        above = box
    return list(boxes), []


def _run_in(boxes: Sequence[Box], first: int, width: float) -> float:
    """Return the height from box *first* to the beginning of the one it is kept with."""
    total, above = 0.0, None
    for box in boxes[first:]:
        space = gap(above, box)
        if not box.keep_next:
            return min(total + space + box.start(width), _LONGEST_RUN_IN)
        total += space + box.height(width)
        above = box
    return min(total, _LONGEST_RUN_IN)


class Blank(Box):
    """Empty space of a given height."""

    def __init__(self, height: float) -> None:
        """Take the *height*."""
        self._height = height

    def height(self, width: float) -> float:  # noqa: ARG002 - it is the same for every width
        """Return its height."""
        return self._height

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Leave the page white."""


class BoxGroup(Box):
    """Boxes kept on one page where a page can hold them; where it can't, they flow."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        """Take *boxes*, of which there must be at least one."""
        self._boxes = boxes
        self._heights: dict[float, float] = {}
        self.before = boxes[0].before
        self.after = boxes[-1].after

    def height(self, width: float) -> float:
        """Return the height of all its boxes."""
        if width not in self._heights:
            self._heights[width] = height_of(self._boxes, width)
        return self._heights[width]

    def start(self, width: float) -> float:
        """Return the least height that keeps all of it together, where a page can hold that."""
        height = self.height(width) - self.give(width)
        return height if height <= BODY_HEIGHT else self._boxes[0].start(width)

    def give(self, width: float) -> float:
        """Return what its boxes can give."""
        return sum(box.give(width) for box in self._boxes)

    def lowered(self, width: float, by: float) -> "BoxGroup":
        """Return the group with boxes that give what is asked for, the last ones first."""
        boxes = list[Box]()
        for box in reversed(self._boxes):
            given = min(by, box.give(width))
            boxes.append(box.lowered(width, given) if given > 0 else box)
            by -= given
        return BoxGroup(boxes[::-1])

    def split(self, width: float, room: float) -> Halves:
        """Keep together, at need with lower boxes, or flow where no page is high enough."""
        height = self.height(width)
        if height <= room + ROUNDING:
            return self, None
        least = height - self.give(width)
        if least <= room:
            return self.lowered(width, height - room), None
        if least <= BODY_HEIGHT:
            return None, self
        heads, tails = divide(self._boxes, width, room)
        return BoxGroup(heads) if heads else None, BoxGroup(tails) if tails else None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw its boxes."""
        draw_all(self._boxes, canvas, x, top, width)
