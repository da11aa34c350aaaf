"""The sizes at which pages are shown."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QSizeF

from svdesk.desktop.viewer.page_layout import Size

STEPS = (0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0, 6.0)
"""The sizes that zooming goes through; 1.0 is the size on paper."""

_NEARLY = 1.001


class PageFit(Enum):
    """What the size of the pages follows."""

    NOTHING = 0
    WIDTH = 1
    PAGE = 2


def within(factor: float) -> float:
    """Return *factor*, or the smallest or largest that there is."""
    return min(max(factor, STEPS[0]), STEPS[-1])


def next_step(zoom: float, by: int) -> float:
    """Return the next larger (1) or smaller (-1) step from *zoom*; *zoom* where there is none."""
    if by > 0:
        return next((step for step in STEPS if step > zoom * _NEARLY), zoom)
    return next((step for step in reversed(STEPS) if step < zoom / _NEARLY), zoom)


def fitting(fit: PageFit, sizes: Sequence[Size], room: QSizeF, dots: float) -> float:
    """Return the factor at which pages of *sizes* (points) fit into *room*, at *dots* a point at 100 %."""
    wide = max(1.0, room.width()) / (max(width for width, _ in sizes) * dots)
    tall = max(1.0, room.height()) / (max(height for _, height in sizes) * dots)
    return within(wide if fit is PageFit.WIDTH else min(wide, tall))
