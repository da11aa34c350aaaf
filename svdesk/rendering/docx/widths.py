"""How wide a table's columns are, and how high its rows become, by the number of letters.

Only the program that shows a file knows the true widths; letters of a sans serif face are half as wide as
they are high, near enough to keep words whole and rows on a page.
"""

from collections.abc import Sequence

from svdesk.rendering.docx.markup import Para

_EM = 0.58
_PADDING = 300  # twentieths of a point, both sides
_FIELD = 1150  # for what asks a bidder to write
_TIGHTEST = 0.45  # of the table's width: more is never given to a column for its longest word


def widest(cell: Sequence[Para], size: float) -> float:
    """Return the width that the longest word of *cell* needs in letters of *size* points."""
    longest = max(
        (len(word) for paragraph in cell for word in paragraph.text.split()),
        default=0,
    )
    field = _FIELD if any(paragraph.answer for paragraph in cell) else 0
    return max(longest * size * _EM * 20 + _PADDING, field)


def lines_of(cell: Sequence[Para], size: float, width: int) -> int:
    """Return about how many lines *cell* fills in a column of that *width*."""
    letters = max((width - _PADDING) / (size * 20 * 0.5), 1)
    return sum(1 + int(len(line) / letters) for paragraph in cell for line in paragraph.text.split("\n"))


def column_widths(shares: Sequence[float], needed: Sequence[float], width: int) -> list[int]:
    """Return widths that add up to *width*, by *shares*, where each column's longest word fits if it can."""
    floors = [min(need, _TIGHTEST * width) for need in needed]
    given = [max(share, 0.0) for share in shares]
    wanted = floors if sum(floors) >= width else _above(floors, given, width)
    total = sum(wanted)
    edges = [round(width * sum(wanted[: i + 1]) / total) for i in range(len(wanted))]
    return [end - start for start, end in zip([0, *edges], edges, strict=False)]


def _above(floors: Sequence[float], shares: Sequence[float], width: float) -> list[float]:
    """Give each column its share, none less than its floor."""
    fixed = set[int]()
    while True:
        free = width - sum(floors[i] for i in fixed)
        total = sum(share for i, share in enumerate(shares) if i not in fixed)
        widths = [
            floors[i] if i in fixed else free * share / total if total else free / len(shares)
            for i, share in enumerate(shares)
        ]
        short = {i for i in range(len(shares)) if i not in fixed and widths[i] < floors[i]}
        if not short:
            return widths
        fixed |= short
