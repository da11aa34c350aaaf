"""The cycle as a task list: where you are, what is done and what is left, in words and shapes."""

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from svdesk.desktop.widgets.plain import plain_tip
from svdesk.desktop.widgets.style import Tokens
from svdesk.steps.order import StepState
from svdesk.steps.step import Standing, Step

_KEY, _STATE, _BELOW = (Qt.ItemDataRole.UserRole + n for n in range(3))
_MARK, _LEFT, _GAP = 18, 16, 10


_SPOKEN = {Standing.DONE: "done", Standing.TODO: "to do", Standing.CARE: "needs care"}


class TaskDelegate(QStyledItemDelegate):
    """Draws a step's mark, name and note."""

    def __init__(self, tokens: Tokens, parent: QWidget) -> None:
        """Draw with the colours of *tokens*."""
        super().__init__(parent)
        self._tokens = tokens

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of one line of name and, where there is one, one of note."""
        height = option.fontMetrics.height()
        if not index.data(_KEY):
            return QSize(100, height + 4)
        return QSize(100, height + 8 + (int(height * 0.75) if index.data(_BELOW) else 0))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, tokens = QRectF(option.rect), self._tokens
        if not index.data(_KEY):
            font = QFont(option.font)
            font.setPointSizeF(font.pointSizeF() * 0.8)
            font.setWeight(QFont.Weight.Bold)
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.6)
            painter.setFont(font)
            painter.setPen(QColor(tokens.muted))
            painter.drawText(rect.adjusted(_LEFT, 4, -8, 0), Qt.AlignmentFlag.AlignVCenter, str(index.data()))
            painter.restore()
            return
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        if here:
            painter.fillRect(rect, QColor(tokens.brand_wash))
            painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), QColor(tokens.brand))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens.brand), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        line = option.fontMetrics.height()
        self._mark(painter, QPointF(_LEFT, rect.top() + 4 + (line - _MARK) / 2), index.data(_STATE), here)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.Bold if here else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink))
        words = QRectF(_LEFT + _MARK + _GAP, rect.top() + 4, rect.width() - _LEFT - _MARK - _GAP - 6, line)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        if note := str(index.data(_BELOW) or ""):
            font.setWeight(QFont.Weight.Normal)
            font.setPointSizeF(font.pointSizeF() * 0.8)
            painter.setFont(font)
            painter.setPen(QColor(tokens.muted))
            below = words.translated(0, line - 1)
            elided = painter.fontMetrics().elidedText(note, Qt.TextElideMode.ElideRight, int(below.width()))
            painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, elided)
        painter.restore()

    def _mark(self, painter: QPainter, at: QPointF, state: str, here: bool) -> None:
        tokens = self._tokens
        ring = QRectF(at.x() + 1, at.y() + 1, _MARK - 2, _MARK - 2)
        painter.setPen(Qt.PenStyle.NoPen)
        if state == Standing.DONE:
            painter.setBrush(QColor(tokens.green))
            painter.drawEllipse(ring)
            tick = QPen(QColor(tokens.paper), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            painter.setPen(tick)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline([at + QPointF(5, 9.5), at + QPointF(8, 12.3), at + QPointF(13, 6.2)])
        elif state == Standing.CARE:
            path = QPainterPath(at + QPointF(9, 0.5))
            path.lineTo(at + QPointF(18, 17))
            path.lineTo(at + QPointF(0, 17))
            path.closeSubpath()
            painter.setBrush(QColor(tokens.amber))
            painter.drawPath(path)
            painter.setPen(QPen(QColor(tokens.paper), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(at + QPointF(9, 6.5), at + QPointF(9, 11))
            painter.drawPoint(at + QPointF(9, 14))
        else:
            painter.setBrush(QColor(tokens.paper))
            painter.setPen(QPen(QColor(tokens.brand if here else tokens.border), 2.2 if here else 1.4))
            painter.drawEllipse(ring)
            if here:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(tokens.brand))
                painter.drawEllipse(ring.adjusted(4.5, 4.5, -4.5, -4.5))


class TaskList(QObject):
    """Fills the list widget of the window's left column."""

    chosen = Signal(str)
    """A person picked the step of this key."""

    def __init__(self, widget: QListWidget, steps: tuple[Step, ...], tokens: Tokens) -> None:
        """List *steps* below their phases."""
        super().__init__(widget)
        self._widget = widget
        self._rows: dict[str, QListWidgetItem] = {}
        self._states: dict[str, StepState] = {}
        self._total = len(steps)
        widget.setItemDelegate(TaskDelegate(tokens, widget))
        phase = None
        for step in steps:
            if step.phase is not phase:
                phase = step.phase
                heading = QListWidgetItem(phase.label.upper())
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                heading.setData(Qt.ItemDataRole.AccessibleTextRole, f"Phase: {phase.label}")
                widget.addItem(heading)
            row = QListWidgetItem(step.title)
            row.setData(_KEY, step.key)
            row.setData(_STATE, Standing.TODO)
            self._rows[step.key] = row
            widget.addItem(row)
        widget.currentItemChanged.connect(self._picked)

    def _picked(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_KEY):
            self.chosen.emit(item.data(_KEY))

    def select(self, key: str) -> None:
        """Mark the step of *key* as the one that is shown."""
        with QSignalBlocker(self._widget):
            self._widget.setCurrentItem(self._rows[key])
        self._show_notes()

    def _show_notes(self) -> None:
        """Print the note of the step that is shown and of those that are not done; all are spoken."""
        here = self._widget.currentItem()
        for key, row in self._rows.items():
            state = self._states.get(key)
            printed = state is not None and (row is here or state.state is not Standing.DONE)
            row.setData(_BELOW, state.note if state is not None and printed else "")
        self._widget.doItemsLayout()

    def show(self, states: dict[str, StepState]) -> None:
        """Show how every step stands."""
        if states == self._states:
            return
        self._states = states
        self._show_notes()
        for place, (key, row) in enumerate(self._rows.items(), 1):
            state = states[key]
            row.setData(_STATE, state.state)
            row.setToolTip(plain_tip(state.note))
            note = f", {state.note}" if state.note else ""
            spoken = f"{row.text()}, step {place} of {self._total}, {_SPOKEN[state.state]}{note}"
            row.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
