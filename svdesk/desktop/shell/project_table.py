"""The project list as a table model: holds the rows it was given, nothing else."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from svdesk.domain.entry import show_date
from svdesk.domain.project_summary import ProjectSummary

COLUMNS = ("Title", "Reference", "Authority", "Last changed")
MOST_ROWS = 200
_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class ProjectTable(QAbstractTableModel):
    """Up to :data:`MOST_ROWS` projects; the search narrows what does not fit."""

    def __init__(self) -> None:
        """Make an empty table."""
        super().__init__()
        self._all: tuple[ProjectSummary, ...] = ()
        self._wanted = ""
        self._rows: tuple[ProjectSummary, ...] = ()
        self.found = 0

    def fill(self, projects: tuple[ProjectSummary, ...]) -> None:
        """Show *projects*, as far as they match the search."""
        self._all = projects
        self._choose()

    def search(self, text: str) -> None:
        """Show the projects whose title, reference or authority holds every word of *text*."""
        self._wanted = text
        self._choose()

    @property
    def total(self) -> int:
        """How many projects there are, found or not."""
        return len(self._all)

    def _choose(self) -> None:
        parts = self._wanted.casefold().split()
        found = [
            p
            for p in self._all
            if all(part in f"{p.title}\n{p.reference}\n{p.authority}".casefold() for part in parts)
        ]
        self.beginResetModel()
        self.found = len(found)
        self._rows = tuple(found[:MOST_ROWS])
        self.endResetModel()

    def project_at(self, row: int) -> ProjectSummary | None:
        """Return the project of a row, or ``None`` beyond the last."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's signature
        """Return a column's title."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        """Return a cell's text."""
        project = self.project_at(index.row())
        if project is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        changed = project.changed_at.astimezone()
        return (
            project.title or "Untitled project",
            project.reference,
            project.authority,
            f"{show_date(changed.date())}, {changed:%H:%M}",
        )[index.column()]
