"""The report of one returned form, with headings, and what came of the files that were read."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QIcon, QKeySequence, QShortcut, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSplitter, QTextEdit

from svdesk.desktop.returned_forms.models import Index
from svdesk.desktop.returned_forms.words import LONGEST_CELL, Sign, one_line
from svdesk.desktop.widgets.tables import heading_font, prepared, read_only, table_view
from svdesk.domain.returned_form import ReturnedForm

Groups: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""Headings, each with its lines."""

_ROOT = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole
_SPACE_ABOVE_HEADING, _SPACE_ABOVE_LINE = 12, 3


class ReportText(QTextEdit):
    """A report as text with headings. It is put in as plain text: mark-up that a bidder typed stays text."""

    def __init__(self) -> None:
        """Show nothing until there is a report."""
        super().__init__()
        read_only(self, "Report of the chosen form")
        self.setUndoRedoEnabled(False)

    def show_report(self, about: tuple[str, ...], conclusion: str, groups: Groups) -> None:
        """Show what the file is, what the report comes to, and the findings below their headings."""
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        self._line(cursor, conclusion, heading=True)
        for heading, lines in groups:
            self._line(cursor, heading, heading=True)
            for line in lines:
                self._line(cursor, f"• {line}")
        if about:
            self._line(cursor, "The file", heading=True)
        for line in about:
            self._line(cursor, line)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _line(self, cursor: QTextCursor, words: str, *, heading: bool = False) -> None:
        form, letters = QTextBlockFormat(), QTextCharFormat()
        first = not cursor.position()
        if heading:
            form.setHeadingLevel(2)
            form.setTopMargin(0 if first else _SPACE_ABOVE_HEADING)
            letters.setFont(heading_font(self.font()))
        else:
            form.setTopMargin(_SPACE_ABOVE_LINE)
        if first:
            cursor.setBlockFormat(form)
        else:
            cursor.insertBlock(form)
        cursor.insertText(words, letters)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRead:
    """What came of reading one file: in a word or two, and in full with what to do next.

    *form_id* is the returned form that it is kept as; None where nothing is kept. *kept* is that form
    where it was not there before.
    """

    path: Path
    sign: Sign
    result: str
    more: str
    form_id: UUID | None = None
    kept: ReturnedForm | None = None


class FilesTable(QAbstractTableModel):
    """One row for each file that was read since the window was opened, the refused ones too."""

    COLUMNS = ("Result", "File")

    def __init__(self, marks: Mapping[Sign, QIcon], parent: QObject) -> None:
        """Begin with none; *marks* stand beside the results."""
        super().__init__(parent)
        self._marks = marks
        self._files: list[FileRead] = []

    def add(self, file: FileRead) -> None:
        """Put what came of a file below the others."""
        row = len(self._files)
        self.beginInsertRows(_ROOT, row, row)
        self._files.append(file)
        self.endInsertRows()

    @property
    def files(self) -> tuple[FileRead, ...]:
        """What came of every file, in the order in which they were read."""
        return tuple(self._files)

    def file_at(self, row: int) -> FileRead | None:
        """Return the file of a row; None beyond the last."""
        return self._files[row] if 0 <= row < len(self._files) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many files were read."""
        return 0 if parent.isValid() else len(self._files)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's signature
        """Return a column's title."""
        if orientation is Qt.Orientation.Horizontal and role == _DISPLAY:
            return self.COLUMNS[section]
        return None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's signature
        """Return a cell's words, or the shape of a result."""
        file = self.file_at(index.row())
        if file is None:
            return None
        if role == Qt.ItemDataRole.DecorationRole:
            return None if index.column() else self._marks[file.sign]
        words = one_line(file.path.name, LONGEST_CELL) if index.column() else file.result
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.COLUMNS[index.column()]}: {words}"
        return words if role == _DISPLAY else None


class FilesPanel(QSplitter):
    """The files that were read on the left, what came of the selected one on the right."""

    chosen = Signal(object)
    """Asks for the returned form of this id."""

    def __init__(self, marks: Mapping[Sign, QIcon]) -> None:
        """Show that no file was read."""
        super().__init__(Qt.Orientation.Horizontal)
        self.setChildrenCollapsible(False)
        self.model = FilesTable(marks, self)
        self.table = prepared(table_view(self.model, "Files read, one result each"), (0, 1))
        self.table.setAccessibleDescription("Enter shows the report of a file that was kept")
        self.more = read_only(QPlainTextEdit(), "What came of the selected file, and what to do")
        self.more.setPlaceholderText("What came of each file that you read is told here.")
        self.addWidget(self.table)
        self.addWidget(self.more)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 1)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._show_row(now.row()))
        self.table.doubleClicked.connect(lambda _index: self._choose())
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            keys = QKeySequence(key)
            QShortcut(keys, self.table, self._choose, context=Qt.ShortcutContext.WidgetShortcut)

    def add(self, file: FileRead) -> None:
        """Put what came of a file below the others, in sight of those who only watch."""
        self.model.add(file)
        if not self.table.hasFocus():
            self.table.scrollToBottom()

    def select(self, row: int) -> None:
        """Show what came of the file of a row."""
        self.table.selectRow(row)

    def _show_row(self, row: int) -> None:
        file = self.model.file_at(row)
        self.more.setPlainText(file.more if file is not None else "")

    def _choose(self) -> None:
        file = self.model.file_at(self.table.currentIndex().row())
        if file is not None and file.form_id is not None:
            self.chosen.emit(file.form_id)
