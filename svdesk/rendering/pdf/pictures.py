"""Pictures on the page: the logo at the top of the cover."""

from svdesk.domain.pictures import Picture
from svdesk.rendering.pdf.canvas import TaggedCanvas
from svdesk.rendering.pdf.file.structure import Node
from svdesk.rendering.pdf.layout.boxes import Box


class Logo(Box):
    """A picture on white at the top of a page, at the left margin, with room around it."""

    keep_next = True

    def __init__(
        self, picture: Picture, node: Node, size: tuple[float, float], *, above: float, below: float
    ) -> None:
        """Take the *picture*, its node (a Figure), its *size* and the white *above* and *below* it."""
        self._picture = picture
        self._node = node
        self._size = size
        self._above = above
        self._below = below

    def height(self, width: float) -> float:  # noqa: ARG002 - the same in every column
        """Return the height of the picture with the white around it."""
        return self._above + self._size[1] + self._below

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:  # noqa: ARG002 - as above
        """Draw the picture."""
        wide, high = self._size
        upper = top - self._above
        canvas.picture(self._node, (x, upper - high, x + wide, upper), self._picture)
