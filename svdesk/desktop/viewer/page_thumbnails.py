"""The pages of a document as small pictures beside it, drawn as they come into view."""

from collections import OrderedDict
from functools import partial

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from svdesk.desktop.viewer.page_work import Job, PageWork
from svdesk.desktop.widgets.style import tokens_of
from svdesk.rendering.pages.preview import PagePart, Preview

_WIDE = 112
_TALL = 150
_WORDS = 26
_ROOM = 10
_KEPT = 300
"""Pictures kept: some 20 to 80 KB each, or four times that on a sharp screen."""

Index = QModelIndex | QPersistentModelIndex


class _Pages(QAbstractListModel):
    """The pages by number, with what there is of their pictures."""

    def __init__(self, work: PageWork, parent: QWidget) -> None:
        super().__init__(parent)
        self._work = work
        self._count = 0
        self.pictures = OrderedDict[int, tuple[int, QImage]]()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many pages there are."""
        return 0 if parent is not None and parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a page's name, which is also what a screen reader says."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return f"Page {index.row() + 1}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"Page {index.row() + 1} of {self._count}"
        return None

    def renew(self) -> None:
        """Show the pages of the document that is open now; old pictures stay until there are new ones."""
        document = self._work.document
        count = len(document.sizes) if document else 0
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(QModelIndex(), count, self._count - 1)
            self._count = count
            self.endRemoveRows()
        for page in [page for page in self.pictures if page >= count]:
            del self.pictures[page]

    def put(self, page: int, document: int, picture: QImage) -> None:
        """Keep a page's picture."""
        self.pictures[page] = (document, picture)
        self.pictures.move_to_end(page)
        while len(self.pictures) > _KEPT:
            self.pictures.popitem(last=False)
        index = self.index(page)
        self.dataChanged.emit(index, index)


class _Paint(QStyledItemDelegate):
    """A page's picture above its number; the page in view has a frame and a bold number."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Return the same size for every page, so that thousands need no measuring."""
        return QSize(_WIDE + 2 * _ROOM, _TALL + _WORDS + 2 * _ROOM)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one page."""
        model, rect = index.model(), QRect(option.rect)
        if not isinstance(model, _Pages):
            return
        tokens = tokens_of(option.palette)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(rect, QColor(tokens.brand_wash))
        _, picture = model.pictures.get(index.row(), (0, QImage()))
        size = picture.deviceIndependentSize().toSize() if not picture.isNull() else QSize(_WIDE, _TALL)
        page = QRect(0, 0, size.width(), size.height())
        page.moveCenter(QRect(rect.left(), rect.top() + _ROOM, rect.width(), _TALL).center())
        painter.fillRect(page, QColor("#FFFFFF"))
        if not picture.isNull():
            painter.drawImage(page, picture)
        painter.setPen(QPen(QColor(tokens.brand if chosen else tokens.line), 3 if chosen else 1))
        painter.drawRect(page.adjusted(-1, -1, 0, 0))
        font = QFont(option.font)
        font.setBold(chosen)
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink))
        words = QRect(rect.left(), rect.bottom() - _WORDS - 2, rect.width(), _WORDS)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, str(index.row() + 1))
        painter.restore()


class Thumbnails(QListView):
    """A list of pages: click or arrow keys go to one."""

    chosen = Signal(int)
    """A page was chosen, counted from 0."""

    def __init__(self, work: PageWork, parent: QWidget) -> None:
        """List the pages of what *work* has open."""
        super().__init__(parent)
        self._work = work
        self._pages = _Pages(work, self)
        self.setModel(self._pages)
        self.setItemDelegate(_Paint(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Pages as small pictures")
        self.setFixedWidth(_WIDE + 2 * _ROOM + 20)
        self._given_up: set[tuple[int, int]] = set()
        self._following = False
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.verticalScrollBar().valueChanged.connect(lambda _value: work.wake())
        work.opened.connect(self._renew)
        self.hide()

    def follow(self, page: int) -> None:
        """Mark the page that is in view, counted from 0."""
        index = self._pages.index(page)
        if index != self.currentIndex():
            self._following = True
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self._following = False
        self.scrollTo(index)

    def _renew(self) -> None:
        self._following = True
        self._pages.renew()
        self._following = False
        self._given_up.clear()

    def _current_changed(self, now: QModelIndex) -> None:
        if not self._following and now.isValid():
            self.chosen.emit(now.row())

    def wanted(self) -> Job | None:
        """Return the drawing of a page of the list that is in view."""
        document = self._work.document
        if document is None or not self.isVisible() or not self._pages.rowCount():
            return None
        tall = _TALL + _WORDS + 2 * _ROOM
        first = max(0, self.verticalScrollBar().value() // tall)
        last = min(self._pages.rowCount() - 1, first + self.viewport().height() // tall + 1)
        for page in range(first, last + 1):
            known = self._pages.pictures.get(page)
            if (known and known[0] == document.number) or (document.number, page) in self._given_up:
                continue
            width, height = document.sizes[page]
            ratio = self.devicePixelRatioF()
            scale = min(_WIDE / max(width, 1), _TALL / max(height, 1)) * ratio
            dots = max(1, round(width * scale)), max(1, round(height * scale))
            return Job(
                partial(_draw, page, scale, dots, ratio),
                partial(self._pages.put, page, document.number),
                partial(self._give_up, document.number, page),
            )
        return None

    def _give_up(self, document: int, page: int, _words: str) -> None:
        self._given_up.add((document, page))


def _draw(page: int, scale: float, dots: tuple[int, int], ratio: float, preview: Preview) -> QImage:
    picture = QImage(*dots, QImage.Format.Format_RGB32)
    if picture.isNull():
        raise MemoryError("there is not enough memory")
    preview.draw(page, scale, PagePart(0, 0, *dots), memoryview(picture.bits()))
    picture.setDevicePixelRatio(ratio)
    return picture
