"""The pages of a document below each other, painted by hand: no widget for a page, however many."""

from collections.abc import Callable
from functools import partial
from math import ceil

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from svdesk.desktop.viewer.page_layout import PageLayout
from svdesk.desktop.viewer.page_links import PageLinks
from svdesk.desktop.viewer.page_painting import PageMarks, paint_pages
from svdesk.desktop.viewer.page_tiles import PageTiles
from svdesk.desktop.viewer.page_work import Job, PageWork
from svdesk.desktop.viewer.page_zoom import PageFit, fitting, next_step, within

_GAP = 16
_POINTS_PER_INCH = 72
_LINE = 40
_OVERLAP = 48
_WHEEL_NOTCH = 120
_PER_NOTCH = 1.2


class PageCanvas(QAbstractScrollArea):
    """Scrolls and enlarges the document of a :class:`PageWork`, and asks for what comes into view."""

    page_changed = Signal(int)
    """The page in view, counted from 0."""
    zoom_changed = Signal()
    drawn = Signal()
    """All that is in view is drawn."""
    failed = Signal(str)

    def __init__(self, work: PageWork, marks: PageMarks, parent: QWidget) -> None:
        """Show what *work* has open, with what *marks* says is to be marked."""
        super().__init__(parent)
        self.setObjectName("pages")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName("Pages")
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(_LINE)
        self.horizontalScrollBar().setSingleStep(_LINE)
        self._work = work
        self._marks = marks
        self._layout = PageLayout((), 1.0, _GAP, 1)
        self._tiles = PageTiles(work, self._layout, self)
        self._tiles.came.connect(self._came)
        self._tiles.failed.connect(self.failed)
        self._ratio = 1.0
        self._complete = True
        self._moving = False
        self.page = 0
        self.zoom = 1.0
        self.fit = PageFit.NOTHING
        self.links = PageLinks(work, self)
        self.links.to_page.connect(self.go_to)
        work.opened.connect(self._opened)

    @property
    def bytes_kept(self) -> int:
        """The memory that drawn pages take."""
        return self._tiles.cache.bytes

    # ---- where things are -------------------------------------------------------------------------

    def _offset(self) -> QPoint:
        """Return the place in the layout that is at the view's top left, in dots."""
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return QPoint(round(across * self._ratio), round(down * self._ratio))

    def _view(self) -> QRect:
        """Return what is in view of the layout, in dots."""
        size = QSizeF(self.viewport().size()) * self._ratio
        return QRect(self._offset(), QSize(ceil(size.width()), ceil(size.height())))

    def place_at(self, spot: QPointF) -> tuple[int, float, float]:
        """Return the page at a spot of the view (Qt's pixels), counted from 0, and where on it in points."""
        down = self._offset().y() + spot.y() * self._ratio
        across = self._offset().x() + spot.x() * self._ratio
        if not len(self._layout):
            return 0, 0.0, 0.0
        page = self._layout.page_at(down)
        rect = self._layout.rect(page)
        return page, (across - rect.left()) / self._layout.scale, (down - rect.top()) / self._layout.scale

    def _middle(self) -> QPointF:
        return QPointF(self.viewport().width() / 2, self.viewport().height() / 2)

    # ---- layout and size --------------------------------------------------------------------------

    def _opened(self) -> None:
        self._tiles.forget_faults()
        self._arrange(QPointF(self.viewport().width() / 2, 0))
        self.page_changed.emit(self.page)
        self.viewport().update()
        if not len(self._layout):
            self.drawn.emit()

    def forget(self) -> None:
        """Show nothing and free the pictures."""
        self._tiles.cache.clear()
        self._layout = self._tiles.layout = PageLayout((), 1.0, _GAP, 1)
        self.viewport().update()

    def zoom_by(self, steps: int) -> None:
        """Go to the next larger (1) or smaller (-1) of the steps."""
        self.set_zoom(next_step(self.zoom, steps))

    def set_zoom(self, factor: float, around: QPointF | None = None) -> None:
        """Show pages at *factor* times their size, with what is at *around* left where it is."""
        self.fit = PageFit.NOTHING
        self.zoom = within(factor)
        self._arrange(around or self._middle())

    def set_fit(self, fit: PageFit) -> None:
        """Let the size follow the width or the whole of the view."""
        self.fit = fit
        self._arrange(QPointF(self.viewport().width() / 2, 0))
        if fit is PageFit.PAGE:
            self.go_to(self.page)

    def _arrange(self, around: QPointF) -> None:
        """Lay the pages out anew and keep what is at *around* there."""
        document = self._work.document
        if document is None:
            return
        page, across, down = self.place_at(around)
        first, gone = not len(self._layout), page >= len(document.sizes)
        self._ratio = self.devicePixelRatioF()
        room = int(self.viewport().width() * self._ratio)
        dots, gap = self.logicalDpiX() / _POINTS_PER_INCH * self._ratio, round(_GAP * self._ratio)
        if self.fit is not PageFit.NOTHING and document.sizes:
            free = QSizeF(room - 2 * gap, self.viewport().height() * self._ratio - 2 * gap)
            self.zoom = fitting(self.fit, document.sizes, free, dots)
        scale = dots * self.zoom
        self._layout = PageLayout(document.sizes, scale, gap, room)
        self._tiles.layout = self._layout
        self._moving = True
        self._set_ranges()
        last = max(0, len(self._layout) - 1)
        if first or gone or not len(self._layout):
            self._scroll_to_page(0 if first else last)
            self.page = 0 if first else last
        else:
            rect = self._layout.rect(page)
            spot = QPointF(rect.topLeft()) + QPointF(across, down) * scale
            self._scroll_to(spot / self._ratio - around)
            self.page = min(self.page, last)
        self._moving = False
        self.viewport().update()
        self.zoom_changed.emit()
        self._look()

    def _set_ranges(self) -> None:
        for bar, whole, seen in (
            (self.horizontalScrollBar(), self._layout.width, self.viewport().width()),
            (self.verticalScrollBar(), self._layout.height, self.viewport().height()),
        ):
            bar.setPageStep(seen)
            bar.setRange(0, max(0, ceil(whole / self._ratio) - seen))

    def _scroll_to(self, corner: QPointF) -> None:
        self.horizontalScrollBar().setValue(round(corner.x()))
        self.verticalScrollBar().setValue(round(corner.y()))

    def _scroll_to_page(self, page: int, top: float = 0.0) -> None:
        if len(self._layout):
            down = self._layout.rect(page).top() + top * self._layout.scale
            self.verticalScrollBar().setValue(round(down / self._ratio) - _GAP // 2)

    # ---- moving about -----------------------------------------------------------------------------

    def go_to(self, page: int, top: float = 0.0) -> None:
        """Bring a page, counted from 0, into view, from *top* points below its upper edge."""
        if not len(self._layout):
            return
        page = min(max(page, 0), len(self._layout) - 1)
        self._moving = True
        self._scroll_to_page(page, top)
        self._moving = False
        self._set_page(page)

    def bring_into_view(self, page: int, area: QRect) -> None:
        """Scroll no further than needed to see *area* (points on *page*) with some room around it."""
        rect = self._layout.rect(page).topLeft()
        scale = self._layout.scale
        spot = QRect(
            rect + QPoint(round(area.left() * scale), round(area.top() * scale)), area.size() * scale
        )
        view = self._view()
        if not view.adjusted(0, self._layout.gap, 0, -self._layout.gap).contains(spot):
            corner = QPointF(spot.center()) / self._ratio - self._middle()
            if view.left() <= spot.left() and spot.right() <= view.right():
                corner.setX(self.horizontalScrollBar().value())
            self._moving = True
            self._scroll_to(corner)
            self._moving = False
        self._set_page(page)

    def _set_page(self, page: int) -> None:
        if page != self.page:
            self.page = page
            self.page_changed.emit(page)
        self._look()

    def _look(self) -> None:
        """Have drawn what is in view."""
        self._complete = False
        self._work.wake()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Follow the scroll bars."""
        super().scrollContentsBy(dx, dy)
        if self._moving or not len(self._layout):
            return
        bar = self.verticalScrollBar()
        if dy and bar.value() == bar.maximum():
            page = len(self._layout) - 1
        else:
            page = self._layout.page_at(self._offset().y() + self._view().height() // 3)
        self._set_page(page if dy else self.page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is at the top there."""
        super().resizeEvent(event)
        self._arrange(QPointF(self.viewport().width() / 2, 0))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the colours of the system."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by the keys that readers of documents know."""
        act = self._act_of(event)
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def _act_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        keys, key = Qt.Key, event.key()
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        bar, wide = self.verticalScrollBar(), self.horizontalScrollBar().maximum() > 0
        screen = max(_LINE, self.viewport().height() - _OVERLAP)
        if key in (keys.Key_PageUp, keys.Key_PageDown, keys.Key_Space):
            up = key == keys.Key_PageUp or (key == keys.Key_Space and back)
            return partial(bar.setValue, bar.value() + (-screen if up else screen))
        if key == keys.Key_Home:
            return partial(self.go_to, 0)
        if key == keys.Key_End:
            return partial(self.go_to, len(self._layout) - 1)
        if key in (keys.Key_Left, keys.Key_Right) and not wide:
            return partial(self.go_to, self.page + (1 if key == keys.Key_Right else -1))
        return None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or enlarge around the pointer with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            factor = float(_PER_NOTCH ** (event.angleDelta().y() / _WHEEL_NOTCH))
            self.set_zoom(self.zoom * factor, event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where a link is."""
        self.links.hover(self.place_at(event.position()), self.viewport())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember the link that is pressed."""
        self.links.press(self.place_at(event.position()), event.button())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow the link that was pressed."""
        self.links.release(self.place_at(event.position()))

    # ---- drawing ----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what there is; what is missing is being drawn."""
        if self.devicePixelRatioF() != self._ratio:
            self._arrange(QPointF(self.viewport().width() / 2, 0))
        paint_pages(
            self.viewport(),
            event.rect(),
            self._layout,
            self._offset(),
            self._tiles.cache,
            self._tiles.key,
            self._marks,
        )

    def wanted_now(self) -> Job | None:
        """Return the drawing of what is in view: under the pointer, else the page in view first."""
        view = self._view()
        pointer = QPointF(self.viewport().mapFromGlobal(self.cursor().pos()))
        if self.viewport().underMouse():
            eye = view.topLeft() + (pointer * self._ratio).toPoint()
            job = self._tiles.first_missing(view, self.place_at(pointer)[0], eye)
        else:
            job = self._tiles.first_missing(view, self.page, view.center())
        if job is None and not self._complete and len(self._layout):
            self._complete = True
            self.drawn.emit()
        return job

    def wanted_next(self) -> Job | None:
        """Return the drawing of what a turn of the wheel would bring."""
        return self._tiles.ahead(self._view())

    def _came(self, where: QRect) -> None:
        rect = QRectF(where.translated(-self._offset()))
        corner, size = rect.topLeft() / self._ratio, rect.size() / self._ratio
        self.viewport().update(QRectF(corner, size).toAlignedRect().adjusted(-2, -2, 2, 2))
