"""The documents that were issued of a project: listed, made again, and files checked against them."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from svdesk.desktop.cards import plain_label
from svdesk.desktop.desk import Desk
from svdesk.desktop.dialogs import Dialogs
from svdesk.domain.entry import show_date
from svdesk.domain.project import Project
from svdesk.services.issued import IssuedDocument
from svdesk.services.issues import title_of

_LEAD = (
    "Every file that was saved from here is listed with what it was made from. A file that came back, or "
    "that you are not sure of, can be checked: you are told whether it is what was issued, and what has "
    "changed."
)
_NONE = "No document has been saved yet."
_COLUMNS = ("Document", "Version", "Made on", "By", "File")
_LARGEST_WIDTH, _LARGEST_HEIGHT, _MARGIN = 900, 640, 48
_SAID_LINES = 9


class IssuedDialog(QDialog):
    """The list, and below it what a check or making again has shown."""

    def __init__(self, parent: QWidget, project: Project, desk: Desk, dialogs: Dialogs) -> None:
        """Show what was issued of *project*; the list comes from the *desk* a moment later."""
        super().__init__(parent)
        self.setWindowTitle("Issued documents")
        room = parent.size()
        self.resize(
            min(_LARGEST_WIDTH, room.width() - _MARGIN), min(_LARGEST_HEIGHT, room.height() - _MARGIN)
        )
        self._desk, self._dialogs = desk, dialogs
        self._open = True
        self.finished.connect(self._end)
        self._issued: tuple[IssuedDocument, ...] = ()
        self.table = QTableWidget(0, len(_COLUMNS))
        self.said = QPlainTextEdit()
        self.again = QPushButton("Make it &again…")
        self.check = QPushButton("&Check a file…")
        self._lay_out()
        self._refresh()
        desk.issues_of(project.id, self._list, self._failed)

    def _lay_out(self) -> None:
        self.table.setAccessibleName("Issued documents, the last one first")
        self.table.setHorizontalHeaderLabels(_COLUMNS)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.itemSelectionChanged.connect(self._refresh)
        self.said.setReadOnly(True)
        self.said.setTabChangesFocus(True)
        self.said.setAccessibleName("What was found")
        self.said.setFixedHeight(self.said.fontMetrics().lineSpacing() * _SAID_LINES)
        self.said.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.again.clicked.connect(self._make_again)
        self.check.clicked.connect(self._check)
        leave = QPushButton("C&lose")
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addWidget(self.check)
        row.addStretch()
        row.addWidget(leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(plain_label(_LEAD))
        column.addWidget(self.table, 1)
        column.addWidget(self.said)
        column.addLayout(row)

    def _end(self) -> None:
        """Take no more answers: what was asked for may come when the dialog is gone."""
        self._open = False

    def _list(self, issued: tuple[IssuedDocument, ...]) -> None:
        if not self._open:
            return
        self._issued = issued
        self.table.setRowCount(len(issued))
        for row, each in enumerate(issued):
            made = each.issued_at.astimezone()
            cells = (
                f"{title_of(each)}, with the project's data" if each.attached else title_of(each),
                f"{each.version} ({each.status.lower()})",
                f"{show_date(made.date())}, {made:%H:%M}",
                each.issued_by,
                each.file_name,
            )
            for column, text in enumerate(cells):
                self.table.setItem(row, column, QTableWidgetItem(text))
        if issued:
            self.table.selectRow(0)
            self.table.resizeRowsToContents()
        self._say("" if issued else _NONE)

    def _refresh(self) -> None:
        self.again.setEnabled(self._selected() is not None)

    def _selected(self) -> IssuedDocument | None:
        row = self.table.currentRow()
        return self._issued[row] if 0 <= row < len(self._issued) else None

    def _make_again(self) -> None:
        issued = self._selected()
        if issued is None:
            return
        name = Path(issued.file_name).stem
        target = self._dialogs.save_path(self, "Make the document again", name, f".{issued.format}")
        if target is not None:
            self._say("Making it again…")
            self._desk.make_again(issued, target, self._say, self._failed)

    def _check(self) -> None:
        path = self._dialogs.open_path(self, "Check a file", "All files (*)")
        if path is not None:
            self._say(f"Checking {path.name}…")
            self._desk.check_file(path, self._say, self._failed)

    def _failed(self, error: Exception) -> None:
        self._say(str(error))

    def _say(self, words: str) -> None:
        if not self._open:
            return
        self.said.setPlainText(words)
        if words and not words.endswith("…"):
            self.said.setFocus(Qt.FocusReason.OtherFocusReason)
