"""Setting text: typed runs become words, and words become lines of a given width.

Time grows with the length of the text, not with its square: a paragraph is measured once and cut
into pages by line numbers. Widths here are in ems; a style's size turns them into points.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from svdesk.documents.model.blocks import Inlines, Link, Text
from svdesk.rendering.look.links import safe_url
from svdesk.rendering.look.styles import Style
from svdesk.rendering.look.text import by_number, plain, shortened
from svdesk.rendering.pdf.fonts import Fonts, Typeface

_BREAK_INSIDE = re.compile(r"(?<=[^\W\d_]{2}[-/\u2013\u2014])(?=[^\W\d_]{2})")
_GOOD_CUTS = "/.-_?&=,;:@#"
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """Where a link leads, and the words it is pressed by."""

    url: str
    words: str


class Span(NamedTuple):
    """What words have in common: a face, and where they lead, if anywhere."""

    face: Typeface
    target: Target | None


class Word(NamedTuple):
    """Letters up to the next place where a line may end, with the white space behind them."""

    text: str
    span: int
    width: float
    gap: float
    breaks: bool
    ends_line: bool


class Line(NamedTuple):
    """Words *first* up to, not including, *last*; *width* leaves the white space at the end out.

    White space that hangs over the edge is left out but for the space behind the last word.
    """

    first: int
    last: int
    width: float


class Copy:
    """A text ready to be set: its words, and its lines for the width last asked for."""

    def __init__(self, spans: Sequence[Span], words: list[Word]) -> None:
        """Take *words*, each of which names one of *spans* by its place."""
        self.spans = spans
        self.words = words
        self._measure = -1.0
        self._lines: list[Line] = []

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be seen."""
        return not any(word.text.strip() for word in self.words)

    def lines(self, measure: float) -> list[Line]:
        """Return the lines for a column of *measure* ems."""
        if measure != self._measure:
            self._measure = measure
            self._lines = self._set(measure)
        return self._lines

    def widest_word(self) -> float:
        """Return the width of the widest piece that should not be broken, in ems."""
        widest = width = 0.0
        for word in self.words:
            width += word.width
            widest = max(widest, width)
            width = 0.0 if word.breaks else width + word.gap
        return widest

    def _set(self, measure: float) -> list[Line]:
        if any(word.width > measure for word in self.words):
            self.words = [piece for word in self.words for piece in self._cut(word, measure)]
        words, lines = self.words, list[Line]()
        start, x, end = 0, 0.0, 0  # end: the line may end before this word
        limit = measure + _TOLERANCE
        for i, word in enumerate(words):
            while word.width and x + word.width > limit and i > start:  # white space never overflows
                if end <= start:
                    end = i
                lines.append(self._line(start, end))
                x = sum(carried.width + carried.gap for carried in words[end:i])
                start = end
            x += word.width + word.gap
            if word.ends_line:
                lines.append(self._line(start, i + 1))
                start, x, end = i + 1, 0.0, i + 1
            elif word.breaks:
                end = i + 1
        if start < len(words):
            lines.append(self._line(start, len(words)))
        return lines

    def _line(self, first: int, last: int) -> Line:
        words = self.words[first:last]
        end = len(words)
        while end > 1 and not words[end - 1].width:  # white space at the end hangs over the edge
            end -= 1
        width = sum(word.width for word in words[:end]) + sum(word.gap for word in words[: end - 1])
        if end < len(words) and not words[end - 1].gap:  # one space keeps two lines' words apart
            end += 1
        return Line(first, first + end, width)

    def _cut(self, word: Word, measure: float) -> list[Word]:
        """Cut a word that is wider than a line, behind a sign such as a slash where there is one."""
        if word.width <= measure:
            return [word]
        face = self.spans[word.span].face
        letters, space = word.text.rstrip(" "), word.text[len(word.text.rstrip(" ")) :]
        pieces, start, width = list[Word](), 0, 0.0
        i = 0
        while i < len(letters):
            advance = face.advance(letters[i])
            if i > start and width + advance > measure:
                best = max(letters.rfind(sign, start + (i - start) // 2, i) for sign in _GOOD_CUTS) + 1
                i = best if best > start else i
                piece = letters[start:i]
                pieces.append(Word(piece, word.span, face.width(piece), 0.0, breaks=True, ends_line=False))
                start, width = i, 0.0
                continue
            width += advance
            i += 1
        rest = letters[start:]
        return [*pieces, word._replace(text=rest + space, width=face.width(rest))]


def set_text(content: Inlines, style: Style, fonts: Fonts, missing: set[str]) -> Copy:
    """Return *content* as a copy; characters that no font has are added to *missing*."""
    spans, words = list[Span](), list[Word]()
    for inline in content:
        face = style.strong if isinstance(inline, Text) and inline.strong else style.face
        target = _target(inline) if isinstance(inline, Link) else None
        missing |= by_number(inline.text)
        for typeface, run in fonts.runs(plain(inline.text), face, missing):
            spans.append(Span(typeface, target))
            _add_words(run, len(spans) - 1, typeface, words)
    return Copy(spans, words)


def _target(link: Link) -> Target | None:
    url = safe_url(link.url)
    return Target(url, shortened(link.text) or url) if url else None


def _add_words(text: str, span: int, face: Typeface, words: list[Word]) -> None:
    space = face.width(" ")
    width = face.width
    for number, line in enumerate(text.split("\n")):
        if number:  # the space keeps a reader from joining the words of two lines
            words.append(Word(" ", span, 0.0, space, breaks=True, ends_line=True))
        parts = line.split(" ")
        last = len(parts) - 1
        for i, part in enumerate(parts):
            spaced = i < last
            if len(part) > 5 and _BREAK_INSIDE.search(part):
                *firsts, part = _BREAK_INSIDE.split(part)
                words += [
                    Word(piece, span, width(piece), 0.0, breaks=True, ends_line=False) for piece in firsts
                ]
            if spaced:
                words.append(Word(part + " ", span, width(part), space, breaks=True, ends_line=False))
            elif part:
                words.append(Word(part, span, width(part), 0.0, breaks=False, ends_line=False))
