"""The project list as a table model: holds the rows it was given, nothing else."""

from PySide6.QtGui import QStandardItem, QStandardItemModel

from svdesk.desktop.widgets.plain import plain_tip
from svdesk.domain.english import show_date
from svdesk.domain.project_summary import ProjectSummary

COLUMNS = ("Title", "Reference", "Authority", "Last changed")
MOST_ROWS = 200


class ProjectTable(QStandardItemModel):
    """Up to :data:`MOST_ROWS` projects; the search narrows what does not fit.

    Qt keeps the cells: a model that Qt has to ask for its titles would have the binding build all of
    Qt's enumerations before the window is painted.
    """

    def __init__(self) -> None:
        """Make an empty table."""
        super().__init__(0, len(COLUMNS))
        self.setHorizontalHeaderLabels(COLUMNS)
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

    def project_at(self, row: int) -> ProjectSummary | None:
        """Return the project of a row, or ``None`` beyond the last."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def _choose(self) -> None:
        parts = self._wanted.casefold().split()
        found = [
            p
            for p in self._all
            if all(part in f"{p.title}\n{p.reference}\n{p.authority}".casefold() for part in parts)
        ]
        self.found = len(found)
        self._rows = tuple(found[:MOST_ROWS])
        self.beginResetModel()
        # The views are told once, at the end, and not of each row.
        self.blockSignals(True)
        self.setRowCount(0)
        for project in self._rows:
            self.appendRow([_cell(text) for text in _texts(project)])
        self.blockSignals(False)
        self.endResetModel()


def _texts(project: ProjectSummary) -> tuple[str, ...]:
    changed = project.changed_at.astimezone()
    when = f"{show_date(changed.date())}, {changed:%H:%M}"
    return (project.title or "Untitled project", project.reference, project.authority, when)


def _cell(text: str) -> QStandardItem:
    cell = QStandardItem(text)
    cell.setToolTip(plain_tip(text))
    cell.setEditable(False)
    return cell
