"""The documents that were issued of a project: listed, made again, and files checked against them."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from svdesk.desktop.threads.use_case_runner import UseCaseRunner
from svdesk.desktop.widgets.cards import plain_label
from svdesk.desktop.widgets.dialogs import Dialogs
from svdesk.desktop.widgets.plain import plain_tip
from svdesk.desktop.widgets.tables import prepared, read_only, table_view
from svdesk.desktop.widgets.work_strip import WorkStrip
from svdesk.domain.english import show_date
from svdesk.domain.issued_document import IssuedDocument
from svdesk.domain.project import Project
from svdesk.services.issuing.record import title_of
from svdesk.services.use_cases import documents

_LEAD = (
    "Every file that was saved from here is listed with what it was made from. A file that came back, or "
    "that you are not sure of, can be checked: you are told whether it is what was issued, and what has "
    "changed."
)
_NONE = "No document has been saved yet."
_COLUMNS = ("Document", "Version", "Made on", "By", "File")
_WIDTHS = (1, 0, 0, 1, 1)
"""Columns with a share fill what the others leave."""
_LARGEST_WIDTH, _LARGEST_HEIGHT, _MARGIN = 1240, 640, 48
_SAID_LINES = 9


class IssuedDialog(QDialog):
    """The list, and below it what a check or making again has shown."""

    def __init__(self, parent: QWidget, project: Project, runner: UseCaseRunner, dialogs: Dialogs) -> None:
        """Show what was issued of *project*; the list comes from the *runner* a moment later."""
        super().__init__(parent)
        self.setWindowTitle("Issued documents")
        room = parent.size()
        self.resize(
            min(_LARGEST_WIDTH, room.width() - _MARGIN), min(_LARGEST_HEIGHT, room.height() - _MARGIN)
        )
        self._runner, self._dialogs = runner, dialogs
        self._open = True
        self.finished.connect(self._end)
        self._issued: tuple[IssuedDocument, ...] = ()
        self.model = QStandardItemModel(0, len(_COLUMNS), self)
        self.model.setHorizontalHeaderLabels(_COLUMNS)
        self.table = prepared(table_view(self.model, "Issued documents, the last one first"), _WIDTHS)
        self.said = read_only(QPlainTextEdit(), "What was found")
        self.again = QPushButton("Make it &again…")
        self.check = QPushButton("&Check a file…")
        self._lay_out()
        self._refresh()
        # Not on the database's thread: documents that are being given out are listed too.
        runner.run_aside(lambda backend: backend.database.issues_of(project.id), self._list, self._failed)

    def _lay_out(self) -> None:
        # The ends of names tell files of one document from one another.
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.selectionModel().selectionChanged.connect(self._refresh)
        self.said.setFixedHeight(self.said.fontMetrics().lineSpacing() * _SAID_LINES)
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
        work = WorkStrip(self._runner.stop_long_work)
        self._runner.working.connect(work.show_work)
        column.addWidget(work)
        column.addLayout(row)

    def _end(self) -> None:
        """Take no more answers: what was asked for may come when the dialog is gone."""
        self._open = False

    def _list(self, issued: tuple[IssuedDocument, ...]) -> None:
        if not self._open:
            return
        self._issued = issued
        self.model.setRowCount(0)
        for each in issued:
            self.model.appendRow([_cell(text) for text in _words(each)])
        # Rows that are added do not make Qt look at the widths again.
        self.table.horizontalHeader().reset()
        if issued:
            self.table.selectRow(0)
        self._say("" if issued else _NONE)

    def _refresh(self) -> None:
        self.again.setEnabled(self._selected() is not None)

    def _selected(self) -> IssuedDocument | None:
        row = self.table.currentIndex().row()
        return self._issued[row] if 0 <= row < len(self._issued) else None

    def _make_again(self) -> None:
        issued = self._selected()
        if issued is None:
            return
        name = Path(issued.file_name).stem
        target = self._dialogs.save_path(self, "Make the document again", name, f".{issued.format}")
        if target is not None:
            self._say("Making it again…")
            self._runner.run_aside(
                lambda backend: documents.make_again(backend, issued, target),
                self._say,
                self._failed,
                words=f"Making {target.name} again",
                gives_out=True,
                stopped=self._stopped,
            )

    def _check(self) -> None:
        path = self._dialogs.open_path(self, "Check a file", "All files (*)")
        if path is not None:
            self._say(f"Checking {path.name}…")
            self._runner.run_aside(
                lambda backend: documents.check_file(backend, path),
                self._say,
                self._failed,
                words=f"Checking {path.name}",
                stopped=self._stopped,
            )

    def _stopped(self) -> None:
        self._say("Stopped, as you asked. Nothing was changed.")

    def _failed(self, error: Exception) -> None:
        self._say(str(error))

    def _say(self, words: str) -> None:
        if not self._open:
            return
        self.said.setPlainText(words)
        if words and not words.endswith("…"):
            self.said.setFocus(Qt.FocusReason.OtherFocusReason)


def _words(issued: IssuedDocument) -> tuple[str, ...]:
    """Return what the columns say of a document."""
    made = issued.issued_at.astimezone()
    return (
        f"{title_of(issued)}, with the project's data" if issued.attached else title_of(issued),
        f"{issued.version} ({issued.status.lower()})",
        f"{show_date(made.date())}, {made:%H:%M}",
        issued.issued_by,
        issued.file_name,
    )


def _cell(text: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setToolTip(plain_tip(text))
    return item
