"""A small picture of a cover, in the organisation's colour and with its logo."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPalette, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from svdesk.desktop.widgets.plain import plain_tip
from svdesk.desktop.widgets.style import FAMILY
from svdesk.rendering.look.palette import Palette

_PAGE = QRectF(0, 0, 595, 352)
_MARGIN = 62.0
_LOGO = 240.0, 66.0
_BAND = 180.0


class CoverPicture(QWidget):
    """Draws the upper part of a first page; a screen reader gets it in words."""

    def __init__(self) -> None:
        """Show SVDesk's own look."""
        super().__init__()
        self.setAccessibleName("How a cover looks")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rule = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        rule.setHeightForWidth(True)
        self.setSizePolicy(rule)
        self._palette = Palette()
        self._logo: QPixmap | None = None

    def look(self, palette: Palette, logo: QPixmap | None, words: str) -> None:
        """Show a cover in *palette* with *logo*; *words* say the same."""
        self._palette, self._logo = palette, logo
        self.setAccessibleDescription(words)
        self.setToolTip(plain_tip(words))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size at which the words can be read."""
        return QSize(300, self.heightForWidth(300))

    def minimumSizeHint(self) -> QSize:
        """Return the least size that shows anything."""
        return QSize(150, self.heightForWidth(150))

    def heightForWidth(self, width: int) -> int:
        """Return the height that goes with *width*."""
        return round(width * _PAGE.height() / _PAGE.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep to the shape of a page."""
        self.setMaximumHeight(self.heightForWidth(self.width()))
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page: white, the logo, the band with a title, lines of text."""
        del event
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        scale = min(self.width() / _PAGE.width(), self.height() / _PAGE.height())
        painter.scale(scale, scale)
        painter.fillRect(_PAGE, QColor("#FFFFFF"))
        top = self._draw_logo(painter)
        colours = self._palette
        painter.fillRect(QRectF(0, top, _PAGE.width(), _BAND), _of(colours.band.digits))
        painter.fillRect(QRectF(0, top + _BAND - 5, _PAGE.width(), 5), _of(colours.edge.digits))
        _write(painter, "Social value question pack", 34, QFont.Weight.Bold, "FFFFFF", top + 95)
        _write(painter, "Invitation to tender", 20, QFont.Weight.Normal, colours.pale.digits, top + 130)
        below = top + _BAND + 48
        _write(painter, "1 Introduction", 26, QFont.Weight.Bold, colours.deep.digits, below)
        lines = range(int((_PAGE.height() - 14 - below - 22) // 22) + 1)
        for line in lines:
            painter.fillRect(
                QRectF(_MARGIN, below + 22 + 22 * line, 470 - 90 * (line == lines[-1]), 6), _of("C3CDD1")
            )
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.drawRect(_PAGE.adjusted(0, 0, -1, -1))
        painter.end()

    def _draw_logo(self, painter: QPainter) -> float:
        """Draw the logo, and return where the band below it begins."""
        logo = self._logo
        if logo is None:
            return 0.0
        scale = min(_LOGO[0] / logo.width(), _LOGO[1] / logo.height(), 0.75)
        size = QRectF(_MARGIN, 28, logo.width() * scale, logo.height() * scale)
        shown = painter.transform().mapRect(size).size() * self.devicePixelRatioF()
        # A painter makes pictures smaller by leaving pixels out; a logo would lose its edges.
        sharp = logo.scaled(
            shown.toSize(), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        painter.drawPixmap(size, sharp, QRectF(sharp.rect()))
        return size.bottom() + 24


def _of(digits: str) -> QColor:
    return QColor(f"#{digits}")


def _write(
    painter: QPainter, words: str, size: int, weight: QFont.Weight, digits: str, baseline: float
) -> None:
    font = QFont(FAMILY)
    font.setPixelSize(size)
    font.setWeight(weight)
    painter.setFont(font)
    painter.setPen(_of(digits))
    painter.drawText(QPointF(_MARGIN, baseline), words)
