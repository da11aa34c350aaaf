"""Which pages go to the printer, and in which order: ranges, copies, both sides, last page first."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtPrintSupport import QPrinter

Side = int | None
"""A page, counted from 0, or None for a side of a sheet that stays empty."""


def chosen_pages(printer: QPrinter, count: int, current: int) -> list[int]:
    """Return the pages, counted from 0, that were asked for of *count*, with *current* in view."""
    kind = printer.printRange()
    if kind is QPrinter.PrintRange.CurrentPage:
        return [current] if 0 <= current < count else []
    if kind is not QPrinter.PrintRange.PageRange:
        return list(range(count))
    spans = [(span.from_, span.to) for span in printer.pageRanges().toRangeList()]
    if not spans:
        spans = [(printer.fromPage() or 1, printer.toPage() or count)]
    wanted = {page for first, last in spans for page in range(max(first, 1), min(last, count) + 1)}
    return [page - 1 for page in sorted(wanted)]


def in_order(
    pages: Sequence[int],
    *,
    copies: int = 1,
    collate: bool = True,
    reverse: bool = False,
    duplex: bool = False,
) -> list[Side]:
    """Return the sides of paper as they go to the printer.

    On both sides (*duplex*), sheets and not pages are repeated and reversed: a page keeps its place on
    the front or the back, and the next copy begins on a sheet of its own.
    """
    sides = list[Side](pages)
    if duplex and len(sides) % 2:
        sides.append(None)
    step = 2 if duplex else 1
    sheets = [sides[at : at + step] for at in range(0, len(sides), step)]
    if reverse:
        sheets.reverse()
    sheets = sheets * copies if collate else [sheet for sheet in sheets for _ in range(copies)]
    flat = [side for sheet in sheets for side in sheet]
    while flat and flat[-1] is None:
        flat.pop()
    return flat


def sides_for(printer: QPrinter, count: int, current: int) -> list[Side]:
    """Return the sides of paper that *printer* is to be given, without copies that it makes itself."""
    itself = printer.supportsMultipleCopies()
    return in_order(
        chosen_pages(printer, count, current),
        copies=1 if itself else max(1, printer.copyCount()),
        collate=printer.collateCopies(),
        reverse=printer.pageOrder() is QPrinter.PageOrder.LastPageFirst,
        duplex=printer.duplex() in (QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexShortSide),
    )


def pages_in_words(sent: Sequence[int]) -> str:
    """Return the pages (counted from 0) that went to the printer, in their order, as a person says it."""
    if not sent:
        return "nothing"
    if len(sent) == 1:
        return f"page {sent[0] + 1}"
    steps = {after - before for before, after in pairwise(sent)}
    if steps in ({1}, {-1}):
        return f"pages {sent[0] + 1} to {sent[-1] + 1}"
    return f"{len(sent)} pages"
