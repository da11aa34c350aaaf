"""Deleting projects whose records are still to be kept: why they are, and the reason to delete them."""

from collections.abc import Iterable

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from svdesk.desktop.widgets.cards import plain_label
from svdesk.desktop.widgets.lines import add_line
from svdesk.desktop.widgets.tables import read_only
from svdesk.domain.english import counted
from svdesk.services.use_cases.bin import ToDelete

_WIDTH, _LINES = 720, 9


class DeleteDialog(QDialog):
    """Says until when the records are kept and why, and asks who deletes them all the same, and why."""

    def __init__(self, parent: QWidget, wanted: tuple[ToDelete, ...], days: int) -> None:
        """Ask about *wanted*, which stay in the bin for so many *days*."""
        super().__init__(parent)
        self.setWindowTitle("Delete before the records are due")
        early = [each for each in wanted if each.is_early]
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(plain_label(_lead(early, len(wanted), days)))
        why = read_only(
            QPlainTextEdit("\n\n".join(map(_of_one, wanted))), "What is deleted, and why it is kept"
        )
        why.setFixedHeight(why.fontMetrics().lineSpacing() * _LINES)
        column.addWidget(why)
        self.who = add_line(column, "&Your name", next((each.officer for each in early if each.officer), ""))
        self.reason = add_line(column, "&Reason for deleting it now (it is recorded)", "")
        self.act = QPushButton("&Delete")
        self.act.setEnabled(False)
        self.act.clicked.connect(self.accept)
        keep = QPushButton("&Keep")
        keep.setDefault(True)
        keep.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.act)
        row.addWidget(keep)
        column.addLayout(row)
        for field in (self.who, self.reason):
            field.textChanged.connect(lambda _text: self._follow())
        width = min(_WIDTH, parent.window().width())
        self.resize(width, column.totalHeightForWidth(width))
        self.reason.setFocus()

    def _follow(self) -> None:
        given = bool(self.who.text().strip() and self.reason.text().strip())
        self.act.setEnabled(given)
        self.act.setToolTip("" if given else "Give your name and the reason first")


def _lead(early: Iterable[ToDelete], count: int, days: int) -> str:
    kept = len(tuple(early))
    what = (
        "The records of this project are"
        if count == 1
        else f"The records of {kept} of {count:,} projects are"
    )
    return (
        f"{what} still to be kept. Whoever deletes them gives a reason, which is recorded. What is deleted "
        f"can be restored from the bin for {counted(days, 'day')} and is then gone for good."
    )


def _of_one(wanted: ToDelete) -> str:
    return f"{wanted.title}\n{wanted.keep.in_words()}"
