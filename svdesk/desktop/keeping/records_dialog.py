"""The record of decisions of a project: who decided what, when and why, and whether it is whole."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from svdesk.desktop.threads.use_case_runner import UseCaseRunner
from svdesk.desktop.widgets.cards import plain_label
from svdesk.desktop.widgets.dialogs import Dialogs
from svdesk.desktop.widgets.plain import PlainLabel, plain_tip
from svdesk.desktop.widgets.tables import announce, prepared, read_only, table_view
from svdesk.domain.english import counted, show_date
from svdesk.domain.keeping.record_chain import LinkedRecord, RecordChain
from svdesk.domain.project import Project
from svdesk.files.errors import could_not
from svdesk.policy.content.pack import PolicyPack
from svdesk.services.recording.record_words import verdict, whole_text
from svdesk.services.recording.write_record import kind_title
from svdesk.services.use_cases import records
from svdesk.services.use_cases.backend import Backend

_LEAD = (
    "What was decided is written down when you leave a step or give a document out, under the name of the "
    "project's officer. A record is never changed or removed; a later one says what is different."
)
_NO_OFFICER = (
    " The project names no officer yet, so nothing is written down until it does (step About): what you "
    "decide meanwhile is recorded then."
)
_COLUMNS = ("No.", "When", "Kind", "Who", "What")
_WIDTHS = (0, 0, 0, 0, 1)
_LARGEST_WIDTH, _LARGEST_HEIGHT, _MARGIN = 1180, 700, 48
_SAID_LINES = 10
_ALL = "All kinds"


class RecordsDialog(QDialog):
    """The records in a table that can be narrowed, the selected one in full, and their export."""

    def __init__(
        self, parent: QWidget, project: Project, pack: PolicyPack, runner: UseCaseRunner, dialogs: Dialogs
    ) -> None:
        """Show the records of *project*; they come from the *runner* a moment later."""
        super().__init__(parent)
        self.setWindowTitle("Record of decisions")
        room = parent.window().size()
        self.resize(
            min(_LARGEST_WIDTH, room.width() - _MARGIN), min(_LARGEST_HEIGHT, room.height() - _MARGIN)
        )
        self._project, self._runner, self._dialogs = project, runner, dialogs
        self._chain = RecordChain()
        self._shown: tuple[LinkedRecord, ...] = ()
        self._open = True
        self.finished.connect(self._end)
        self.search = QLineEdit()
        self.kind = QComboBox()
        self.found = plain_label("", "hint")
        self.state = plain_label("Reading the records…")
        self.model = QStandardItemModel(0, len(_COLUMNS), self)
        self.model.setHorizontalHeaderLabels(_COLUMNS)
        self.table = prepared(table_view(self.model, "Records, the first one first"), _WIDTHS)
        self.said = read_only(QPlainTextEdit(), "The selected record")
        self.export = QPushButton("&Export…")
        self._lay_out(_LEAD if project.about.officer.strip() else _LEAD + _NO_OFFICER)
        runner.run(partial(_read, project=project, pack=pack), self._list, self._failed)

    def _lay_out(self, lead: str) -> None:
        self.search.setAccessibleName("Find in the records")
        self.search.setPlaceholderText("Words of a record")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._narrow())
        self.kind.setAccessibleName("Kind of record")
        self.kind.addItem(_ALL)
        self.kind.currentIndexChanged.connect(lambda _place: self._narrow())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show())
        self.said.setFixedHeight(self.said.fontMetrics().lineSpacing() * _SAID_LINES)
        self.export.setAccessibleDescription("As rows for a spreadsheet (CSV) or as JSON")
        self.export.setEnabled(False)
        self.export.clicked.connect(self._export)
        leave = QPushButton("C&lose")
        leave.clicked.connect(self.reject)
        narrow = QHBoxLayout()
        for text, widget, share in (("&Find", self.search, 2), ("&Kind", self.kind, 1)):
            label = PlainLabel(text)
            label.setProperty("role", "label")
            label.setBuddy(widget)
            narrow.addWidget(label)
            narrow.addWidget(widget, share)
        row = QHBoxLayout()
        row.addWidget(self.export)
        row.addWidget(self.found, 1)
        row.addWidget(leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(plain_label(lead))
        column.addWidget(self.state)
        column.addLayout(narrow)
        column.addWidget(self.table, 1)
        column.addWidget(self.said)
        column.addLayout(row)

    def _end(self) -> None:
        """Take no more answers: what was asked for may come when the dialog is gone."""
        self._open = False

    def _list(self, chain: RecordChain) -> None:
        if not self._open:
            return
        self._chain = chain
        self.state.setText(verdict(chain))
        self.state.setProperty("role", "notice" if chain.faults else "hint")
        self.export.setEnabled(bool(chain.links))
        for title in dict.fromkeys(kind_title(each.record.kind) for each in chain.links):
            self.kind.addItem(title)
        self._narrow()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _narrow(self) -> None:
        wanted, kind = self.search.text().casefold().split(), self.kind.currentText()
        self._shown = tuple(
            each
            for each in self._chain.links
            if kind in (_ALL, kind_title(each.record.kind))
            and all(word in whole_text(each, self._chain).casefold() for word in wanted)
        )
        self.model.setRowCount(0)
        for each in self._shown:
            self.model.appendRow([_cell(text) for text in _words(each)])
        # Rows that are added do not make Qt look at the widths again.
        self.table.horizontalHeader().reset()
        if self._shown:
            self.table.selectRow(0)
        count = counted(len(self._chain.links), "record")
        whole = len(self._shown) == len(self._chain.links)
        self.found.setText("" if whole else f"{len(self._shown):,} of {count}")
        self._show()

    def _show(self) -> None:
        row = self.table.currentIndex().row()
        there = 0 <= row < len(self._shown)
        self.said.setPlainText(whole_text(self._shown[row], self._chain) if there else "")

    def _export(self) -> None:
        name = f"{self._project.about.reference} record of decisions".strip()
        path = self._dialogs.save_path_of_kinds(
            self, "Export the record of decisions", name, {".csv": "Rows for a spreadsheet", ".json": "JSON"}
        )
        if path is not None:
            self._runner.run_aside(
                lambda backend: records.export_records(backend, self._project.id, path),
                lambda count: self._say(f"{counted(count, 'record')} written to {path}."),
                partial(self._not_exported, path),
            )

    def _not_exported(self, path: Path, error: Exception) -> None:
        self._say(could_not("write", path, error) if isinstance(error, OSError) else str(error))

    def _failed(self, error: Exception) -> None:
        self._say(str(error))

    def _say(self, words: str) -> None:
        if self._open:
            self.state.setText(words)
            announce(self, words)


def _read(backend: Backend, project: Project, pack: PolicyPack) -> RecordChain:
    """Return the records, with what was decided up to now."""
    chain = records.chain_of(backend, project.id)
    if chain.faults:
        # Nothing is written after what is broken before a person has seen it.
        return chain
    records.record_decisions(backend, project, pack)
    return records.chain_of(backend, project.id)


def _words(linked: LinkedRecord) -> tuple[str, ...]:
    record = linked.record
    at = record.at.astimezone()
    return (
        str(linked.number),
        f"{show_date(at.date())}, {at:%H:%M}",
        kind_title(record.kind),
        " ".join(record.who.split()),
        " ".join(record.what.split()),
    )


def _cell(text: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setToolTip(plain_tip(text[:1_000]))
    return item
