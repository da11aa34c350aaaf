"""The shapes that stand beside the words of a state: a tick, a triangle, a cross."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from svdesk.desktop.returned_forms.words import Sign
from svdesk.desktop.widgets.style import Tokens

_SIDE = 18
"""The side of the square in whose units the shapes are drawn."""

_FINE = 4
"""How many times finer they are kept than they are drawn, for screens with small dots."""


def icons(tokens: Tokens) -> dict[Sign, QIcon]:
    """Return the shape of every sign in the colours of *tokens*."""
    return {sign: _icon(sign, tokens) for sign in Sign}


def _icon(sign: Sign, tokens: Tokens) -> QIcon:
    picture = QPixmap(_SIDE * _FINE, _SIDE * _FINE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(_FINE, _FINE)
    painter.setPen(Qt.PenStyle.NoPen)
    _DRAWN[sign](painter, tokens)
    painter.end()
    icon = QIcon(picture)
    icon.addPixmap(picture, QIcon.Mode.Selected)  # else Qt tints it, and the colour means something
    return icon


def _line(tokens: Tokens) -> QPen:
    return QPen(QColor(tokens.paper), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)


def _tick(painter: QPainter, tokens: Tokens) -> None:
    painter.setBrush(QColor(tokens.green))
    painter.drawEllipse(QRectF(1, 1, 16, 16))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_line(tokens))
    painter.drawPolyline([QPointF(5, 9.5), QPointF(8, 12.3), QPointF(13, 6.2)])


def _triangle(painter: QPainter, tokens: Tokens) -> None:
    path = QPainterPath(QPointF(9, 0.5))
    path.lineTo(18, 17)
    path.lineTo(0, 17)
    path.closeSubpath()
    painter.setBrush(QColor(tokens.amber))
    painter.drawPath(path)
    painter.setPen(_line(tokens))
    painter.drawLine(QPointF(9, 6.5), QPointF(9, 11))
    painter.drawPoint(QPointF(9, 14))


def _cross(painter: QPainter, tokens: Tokens) -> None:
    painter.setBrush(QColor(tokens.red))
    painter.drawRect(QRectF(1, 1, 16, 16))
    painter.setPen(_line(tokens))
    painter.drawLine(QPointF(5.5, 5.5), QPointF(12.5, 12.5))
    painter.drawLine(QPointF(12.5, 5.5), QPointF(5.5, 12.5))


_DRAWN = {Sign.GOOD: _tick, Sign.CARE: _triangle, Sign.REFUSED: _cross}
