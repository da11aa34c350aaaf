"""A legal date, reckoned: choose a period, give a day, read the date and how it was counted."""

from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from svdesk.desktop.widgets.cards import plain_label
from svdesk.desktop.widgets.closed_list import ClosedList
from svdesk.desktop.widgets.plain import PlainLabel
from svdesk.desktop.widgets.tables import announce, copy_text
from svdesk.domain.entry import EntryError, read_date
from svdesk.policy.calendar.reckoning import reckon, years_covered
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.content.periods import Period

_SIZE = (720, 600)
_MARGIN = 40


class ReckonDialog(QDialog):
    """Reckons any period of a pack from a day that a person gives. Nothing is saved."""

    def __init__(self, parent: QWidget, pack: PolicyPack, period_id: str = "") -> None:
        """Offer the periods of *pack*, the one of *period_id* first where there is one."""
        super().__init__(parent)
        self._pack = pack
        self.setWindowTitle("Reckon a legal date")
        room = parent.window().size()
        self.resize(min(_SIZE[0], room.width() - _MARGIN), min(_SIZE[1], room.height() - _MARGIN))
        self.period, self.day = ClosedList(), QLineEdit()
        self.period.addItems([period.title for period in pack.periods])
        self.counted_from = plain_label("", "hint")
        self.error = plain_label("", "error")
        self.what, self.answer = plain_label("", "label"), plain_label("", "title")
        self.how = plain_label("")
        self.source = plain_label("", "hint")
        self.results = QScrollArea()
        self.take, self.copy = QPushButton("&Reckon"), QPushButton("&Copy")
        self.leave = QPushButton("Close")
        self._lay_out()
        self.period.currentIndexChanged.connect(self._chosen)
        self.day.textEdited.connect(self._empty)
        self.take.clicked.connect(self.reckon)
        self.copy.clicked.connect(lambda: copy_text(self.said(), self.copy, "The date is copied."))
        self.leave.clicked.connect(self.reject)
        ids = [period.id for period in pack.periods]
        self.period.setCurrentIndex(ids.index(period_id) if period_id in ids else 0)
        self._chosen()
        self.day.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        for label, widget, below in (
            ("&Period", self.period, self.counted_from),
            ("&Day", self.day, self.error),
        ):
            named = PlainLabel(label)
            named.setProperty("role", "label")
            named.setBuddy(widget)
            widget.setAccessibleName(label.replace("&", ""))
            for each in (named, widget, below):
                column.addWidget(each)
        self.day.setPlaceholderText("For example 7 December 2026")
        self.take.setProperty("role", "primary")
        self.take.setDefault(True)
        column.addWidget(self.results, 1)
        # A screen at high zoom shows less than a long answer.
        page = QWidget()
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        for each in (self.what, self.answer, self.how, self.source):
            inner.addWidget(each)
        inner.addStretch()
        self.results.setWidget(page)
        self.results.setWidgetResizable(True)
        self.results.setFrameShape(QFrame.Shape.NoFrame)
        self.results.setAccessibleName("The date, and how it was counted")
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addStretch()
        row.addWidget(self.leave)
        row.addWidget(self.take)
        column.addLayout(row)

    @property
    def _period(self) -> Period:
        return self._pack.periods[self.period.currentIndex()]

    def said(self) -> str:
        """Return what is shown, as text to paste; "" before a date was reckoned."""
        shown = (self.what.text(), self.answer.text(), self.how.text(), self.source.text())
        return "\n".join(text for text in shown if text)

    def reckon(self) -> None:
        """Show the date of the chosen period for the day that was typed, or say what is wrong with that."""
        self._empty()
        try:
            day = read_date(self.day.text())
        except EntryError as error:
            self.error.setText(str(error))
            self.error.show()
            announce(self.day, str(error))
            self.day.setFocus()
            return
        period = self._period
        found = reckon(period, day, self._pack.working_days)
        self.what.setText(period.what)
        self.answer.setText(found.answer)
        self.how.setText(found.how)
        written = ", ".join(citation.title for citation in period.citations)
        covered = [years_covered(each) for each in self._pack.working_days if each.id == period.working_days]
        self.source.setText("\n".join((f"{written}.", *covered)))
        self.copy.setEnabled(True)
        announce(self.answer, f"{period.what}: {found.answer}")

    def _chosen(self) -> None:
        self._empty()
        period = self._period
        self.counted_from.setText(f"Give {period.counted_from}.")

    def _empty(self) -> None:
        self.error.hide()
        for shown in (self.error, self.what, self.answer, self.how, self.source):
            shown.setText("")
        self.copy.setEnabled(False)
