"""The picture of the commissioning cycle, in the window's own colours and typeface."""

from dataclasses import fields
from xml.etree import ElementTree

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from svdesk.desktop.widgets.style import FAMILY, LIGHT, Tokens, tokens_of
from svdesk.paths import bundled

_SVG = "{http://www.w3.org/2000/svg}"
_FAMILIES = "Source Sans 3, Source Sans Pro, Arial, Helvetica, sans-serif"


class CyclePicture(QWidget):
    """Draws the cycle as wide as there is room; a screen reader gets it in words."""

    WIDEST, TALLEST = 760, 300

    def __init__(self) -> None:
        """Read the drawing, and from it the words that stand for it."""
        super().__init__()
        self._drawing = bundled("resources", "images", "commissioning-cycle.svg").read_text(encoding="utf-8")
        root = ElementTree.fromstring(self._drawing)
        self.setAccessibleName(root.findtext(f"{_SVG}title", ""))
        self.setAccessibleDescription(root.findtext(f"{_SVG}desc", ""))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        rule = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        rule.setHeightForWidth(True)
        self.setSizePolicy(rule)
        self.setMaximumHeight(self.TALLEST)
        self._tokens: Tokens | None = None
        self._renderer = QSvgRenderer(self)

    def sizeHint(self) -> QSize:
        """Return the size at which the text is as large as that of the page."""
        return QSize(self.WIDEST, self.TALLEST)

    def heightForWidth(self, width: int) -> int:
        """Return the height that goes with *width*."""
        return min(width * self.TALLEST // self.WIDEST, self.TALLEST)

    def minimumSizeHint(self) -> QSize:
        """Return the size below which the text could no longer be read."""
        return QSize(self.WIDEST // 2, self.TALLEST // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cycle, and a ring around it while it has the focus."""
        del event
        self._follow_colours()
        size = self._renderer.defaultSize().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter = QPainter(self)
        self._renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
        if self.hasFocus():
            painter.setPen(self.palette().color(QPalette.ColorRole.Highlight))
            painter.drawRect(0, 0, size.width() - 1, size.height() - 1)
        painter.end()

    def _follow_colours(self) -> None:
        tokens = tokens_of(self.palette())
        if tokens is self._tokens:
            return
        self._tokens = tokens
        drawing = self._drawing.replace(_FAMILIES, FAMILY)
        for field in fields(LIGHT):
            # Text on the brand colour is white like paper; the drawing has none of it.
            if field.name not in ("on_brand", "on_dark"):
                drawing = drawing.replace(getattr(LIGHT, field.name), getattr(tokens, field.name))
        self._renderer.load(QByteArray(drawing.encode()))
