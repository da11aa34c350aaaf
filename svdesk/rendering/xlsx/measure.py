"""How much room words take in a cell. Widths and heights are in points.

Arial is as wide as Helvetica, whose widths are known here without a font file; other letters are
taken to be of middling width. Excel never measures again when a file is opened, so what is too low
here would be cut off on paper.
"""

import re
from functools import lru_cache

from reportlab.pdfbase.pdfmetrics import stringWidth

UNIT = 6.75
"""Points of one unit of a column's width: a digit of the workbook's 12 point face."""

MOST_HEIGHT = 390.0
"""Excel's rows are at most 409 points high."""

_ABOVE_AND_BELOW = 8.0
_BESIDE = 17.0  # the indent, and what a program keeps free
_SPACING = 1.26
_MOST_LETTERS = 500  # on a line, however narrow they are
_SHORT = 24  # letters: words come again and again
_WORDS = re.compile(r"[^ ]+ *| +")
_SPARE = 1.03  # programs differ a little in how they break lines


LOW = 28.0
"""A row that is no higher has one line of the workbook's letters."""


def line_height(size: float) -> float:
    """Return the height of a line of letters of that size."""
    return size * _SPACING


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide *text* is on one line."""
    return _width(text, size, bold) if len(text) <= _SHORT else _width.__wrapped__(text, size, bold)


@lru_cache(maxsize=16_384)
def _width(text: str, size: float, bold: bool) -> float:
    return float(stringWidth(text, "Helvetica-Bold" if bold else "Helvetica", size))


def lines_of(text: str, columns: float, size: float, *, bold: bool = False) -> int:
    """Return how many lines *text* takes in a cell that is *columns* units wide."""
    return sum(len(_broken(line, room_in(columns), size, bold)) for line in text.split("\n"))


def room_in(columns: float) -> float:
    """Return the width for words in a cell that is *columns* units wide."""
    return max(columns * UNIT - _BESIDE, UNIT)


def height_of(lines: float, size: float) -> float:
    """Return the height of a row with so many lines."""
    return round(lines * line_height(size) + _ABOVE_AND_BELOW, 2)


def most_lines(size: float) -> int:
    """Return how many lines a row can be high."""
    return int((MOST_HEIGHT - _ABOVE_AND_BELOW) / line_height(size))


def broken(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Return *text* in lines that are no wider than *width*; put together they are the text again."""
    lines = list[str]()
    for line in text.split("\n"):
        lines += _broken(line, width, size, bold)
        lines[-1] += "\n"
    lines[-1] = lines[-1][:-1]
    return lines


def pieces(text: str, columns: float, size: float) -> list[str]:
    """Return *text* cut into what fits into one row each; put together they are the text again."""
    lines, most = broken(text, room_in(columns), size), most_lines(size)
    return ["".join(lines[first : first + most]) for first in range(0, len(lines), most)]


def _broken(line: str, width: float, size: float, bold: bool) -> list[str]:
    room = width / _SPARE
    lines, begun, left = list[str](), "", room
    for word in _WORDS.findall(line):
        wide = width_of(word.rstrip(" "), size, bold=bold)
        if begun and (wide > left or len(begun) + len(word) > _MOST_LETTERS):
            lines.append(begun)
            begun, left = "", room
        while (wide > room and len(word) > 1) or len(word) > _MOST_LETTERS:
            fits = _fitting(word, room, size, bold)
            lines.append(word[:fits])
            word = word[fits:]
            wide = width_of(word[:_MOST_LETTERS], size, bold=bold)
        begun += word
        left -= width_of(word, size, bold=bold)
    lines.append(begun)
    return lines


def _fitting(word: str, room: float, size: float, bold: bool) -> int:
    """Return how many letters of *word* fit, at least one."""
    wide = 0.0
    for place, letter in enumerate(word[:_MOST_LETTERS]):
        wide += width_of(letter, size, bold=bold)
        if wide > room:
            return max(place, 1)
    return min(len(word), _MOST_LETTERS)
