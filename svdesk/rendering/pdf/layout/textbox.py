"""Text on the page: lines of one node, with links inside them."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from svdesk.rendering.look.styles import Style
from svdesk.rendering.pdf.canvas import TaggedCanvas
from svdesk.rendering.pdf.file.structure import Node
from svdesk.rendering.pdf.layout.boxes import ROUNDING, Box
from svdesk.rendering.pdf.layout.setting import Copy, Line, Span, Target

_CAP_CENTRE = 0.33  # half the height of capitals, in ems: it centres them in their line
_UNDERLINE_DEPTH = 0.13
_LEAST_LINES = 2  # of a paragraph, before or behind a page break


def baseline_of(top: float, style: Style) -> float:
    """Return where the letters of a line stand whose upper edge is at *top*."""
    return top - style.leading / 2 - _CAP_CENTRE * style.size


class TextBox(Box):
    """A text of one node. *on_draw* is called with the top when its first line is drawn."""

    def __init__(
        self,
        copy: Copy,
        style: Style,
        node: Node,
        lines: slice = slice(0, None),
        links: dict[Target, Node] | None = None,
    ) -> None:
        """Take what is set, how, and the node it belongs to; *lines* of it, sharing their *links*."""
        self.copy = copy
        self.style = style
        self.node = node
        self.before = style.before
        self.after = style.after
        self.on_draw: Callable[[TaggedCanvas, float], None] | None = None
        self._part = lines
        self._links: dict[Target, Node] = {} if links is None else links

    def lines(self, width: float) -> list[Line]:
        """Return its lines in a column of *width*."""
        return self.copy.lines(width / self.style.size)[self._part]

    def height(self, width: float) -> float:
        """Return the height of its lines."""
        return len(self.lines(width)) * self.style.leading

    def start(self, width: float) -> float:
        """Return the height of as many lines as may stand alone."""
        lines = len(self.lines(width))
        least = lines if lines <= _LEAST_LINES + 1 else _LEAST_LINES
        return least * self.style.leading

    def split(self, width: float, room: float) -> "tuple[TextBox | None, TextBox | None]":
        """Split between lines, leaving no line alone."""
        lines = len(self.lines(width))
        fitting = int((room + ROUNDING) / self.style.leading)
        if fitting >= lines:
            return self, None
        fitting = min(fitting, lines - _LEAST_LINES)
        if fitting < _LEAST_LINES:
            return None, self
        cut = self._part.start + fitting
        head = TextBox(self.copy, self.style, self.node, slice(self._part.start, cut), self._links)
        tail = TextBox(self.copy, self.style, self.node, slice(cut, self._part.stop), self._links)
        for part in (head, tail):
            part.before, part.after, part.keep_next = self.before, self.after, self.keep_next
        head.on_draw = self.on_draw
        return head, tail

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the lines; links get an underline and, outside artifacts, a place to press."""
        if self.on_draw:
            self.on_draw(canvas, top)
        accent = canvas.palette.accent
        stretches = list(self._stretches(canvas, x, baseline_of(top, self.style), width))
        for stretch in stretches:
            node = self._node(stretch.target) if stretch.target and not canvas.in_artifact else self.node
            canvas.text(node, stretch.operators)
            for left, right, y in stretch.strips:
                canvas.rule(left, right, y - _UNDERLINE_DEPTH * self.style.size, accent, 0.6)
                if stretch.target and not canvas.in_artifact:
                    rectangle = (left, y - 0.3 * self.style.size, right, y + 0.85 * self.style.size)
                    canvas.link(node, rectangle, stretch.target.words, url=stretch.target.url)

    def _node(self, target: Target) -> Node:
        if target not in self._links:
            self._links[target] = self.node.add("Link")
        return self._links[target]

    def _stretches(self, canvas: TaggedCanvas, x: float, y: float, width: float) -> Iterator["_Stretch"]:
        size, colour = self.style.size, self.style.colour
        stretch = _Stretch(None, [colour.fill], [])
        for line in self.lines(width):
            left = x + width - line.width * size if self.style.right else x
            for run in _runs(self.copy, line):
                if run.span.target is not stretch.target:
                    if len(stretch.operators) > 1:
                        yield stretch
                    target = run.span.target
                    stretch = _Stretch(target, [(canvas.palette.accent if target else colour).fill], [])
                shown = canvas.show(run.span.face, size, run.text)
                stretch.operators.append(f"1 0 0 1 {left:.2f} {y:.2f} Tm {shown}")
                if stretch.target:
                    stretch.strips.append((left, left + run.inked * size, y))
                left += run.width * size
            y -= self.style.leading
        if len(stretch.operators) > 1:
            yield stretch


class _Stretch(NamedTuple):
    """Text up to where a link begins or ends; *strips* are its lines: left, right, baseline."""

    target: Target | None
    operators: list[str]
    strips: list[tuple[float, float, float]]


class _Run(NamedTuple):
    """Words of one span in one line; *inked* leaves out the white space behind them. In ems."""

    span: Span
    text: str
    width: float
    inked: float


def _runs(copy: Copy, line: Line) -> list[_Run]:
    words = copy.words[line.first : line.last]
    if len(copy.spans) == 1:
        return [_Run(copy.spans[0], "".join([word.text for word in words]), line.width, line.width)]
    runs = list[_Run]()
    for word in words:
        span = copy.spans[word.span]
        width = inked = 0.0
        text = ""
        if runs and runs[-1].span is span:
            _, text, width, inked = runs.pop()
        if word.width:
            inked = width + word.width
        runs.append(_Run(span, text + word.text, width + word.width + word.gap, inked))
    return runs
