"""How pages are painted: what is drawn, what stands in for it until then, and what is marked."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QWidget

from svdesk.desktop.viewer.page_cache import Key, TileCache
from svdesk.desktop.viewer.page_layout import PageLayout, Tile
from svdesk.desktop.widgets.style import tokens_of
from svdesk.rendering.pages.preview import Area

_PAPER = QColor("#FFFFFF")
_INK = QColor("#4A5B64")
_MATCH = QColor("#FFE08A")
_MATCH_HERE = QColor("#FFB347")
_MATCH_EDGE = QColor("#7A3E00")
_AROUND = 1.5
"""Points that a mark reaches beyond its words."""
_SMALL = 60
"""Points of height under which a page without a picture bears no number."""


class PageMarks(Protocol):
    """What is to be marked on the pages."""

    def on_page(self, page: int) -> Sequence[tuple[Area, ...]]:
        """Return the matches on a page, counted from 0."""
        ...

    def here(self) -> tuple[int, int] | None:
        """Return the page of the match that was gone to, and which of that page's it is."""
        ...


def paint_pages(
    over: QWidget,
    where: QRect,
    layout: PageLayout,
    offset: QPoint,
    cache: TileCache,
    key_of: Callable[[Tile], Key],
    marks: PageMarks,
) -> None:
    """Paint the part *where* (Qt's pixels) of *over*, whose top left is at *offset* (dots) of the layout."""
    tokens = tokens_of(over.palette())
    painter = QPainter(over)
    painter.fillRect(where, QColor(tokens.wash))
    ratio = over.devicePixelRatioF()
    painter.scale(1 / ratio, 1 / ratio)
    # The view may begin between two dots; pages must not, or all letters are blurred.
    corner = painter.deviceTransform()
    painter.translate(round(corner.dx()) - corner.dx(), round(corner.dy()) - corner.dy())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    seen = QRectF(where.x() * ratio, where.y() * ratio, where.width() * ratio, where.height() * ratio)
    view = seen.toAlignedRect().translated(offset)
    for page in layout.pages_in(view.top(), view.bottom() + 1):
        rect = layout.rect(page).translated(-offset)
        painter.fillRect(rect, _PAPER)
        _paint_page(painter, rect, view.translated(-offset), page, layout, cache, key_of)
        _paint_marks(painter, rect, layout.scale, marks, page)
        painter.setPen(QPen(QColor(tokens.line), max(1, round(ratio))))
        painter.drawRect(rect.adjusted(-1, -1, 0, 0))
    painter.end()


def _paint_page(
    painter: QPainter,
    rect: QRect,
    view: QRect,
    page: int,
    layout: PageLayout,
    cache: TileCache,
    key_of: Callable[[Tile], Key],
) -> None:
    tiles = [tile for tile in layout.tiles(page) if tile.rect.translated(rect.topLeft()).intersects(view)]
    pictures = [(tile, cache.get(key_of(tile))) for tile in tiles]
    if any(picture is None for _, picture in pictures):
        _paint_earlier(painter, rect, page, layout, cache)
    for tile, picture in pictures:
        if picture is not None:
            painter.drawImage(rect.topLeft() + QPoint(tile.left, tile.top), picture)


def _paint_earlier(painter: QPainter, rect: QRect, page: int, layout: PageLayout, cache: TileCache) -> None:
    """Paint what there is of the page from before: of another size, or of the file shown before."""
    earlier = cache.of_page(page)
    painter.save()
    painter.setClipRect(rect)
    for key, picture in earlier:
        by, tile = layout.scale / key.scale, key.tile
        corner = QPointF(rect.topLeft()) + QPointF(tile.left, tile.top) * by
        painter.drawImage(QRectF(corner.x(), corner.y(), tile.width * by, tile.height * by), picture)
    if not earlier and rect.height() > _SMALL * layout.scale:
        font = QFont(painter.font())
        font.setPixelSize(max(10, round(16 * layout.scale)))
        painter.setFont(font)
        painter.setPen(_INK)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, f"Page {page + 1}")
    painter.restore()


def _paint_marks(painter: QPainter, rect: QRect, scale: float, marks: PageMarks, page: int) -> None:
    matches = marks.on_page(page)
    if not matches:
        return
    here = marks.here()
    painter.save()
    painter.setClipRect(rect)
    painter.translate(rect.topLeft())
    for number, match in enumerate(matches):
        chosen = here == (page, number)
        for area in match:
            box = QRectF(QPointF(area.left, area.top) * scale, QPointF(area.right, area.bottom) * scale)
            box.adjust(-_AROUND * scale, -_AROUND * scale, _AROUND * scale, _AROUND * scale)
            # Multiplied, so that the words stay as dark as they are.
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(box, _MATCH_HERE if chosen else _MATCH)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            if chosen:  # a frame as well: colour is never the only sign
                painter.setPen(QPen(_MATCH_EDGE, max(2.0, scale)))
                painter.drawRect(box)
    painter.restore()
