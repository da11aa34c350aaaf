"""The backups, and the projects in one of them, as tables."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from svdesk.desktop.widgets.plain import plain_tip
from svdesk.domain.english import show_date
from svdesk.services.backups import Backup, KeptBackup, StoredProject
from svdesk.services.use_cases.backups import Preview, Standing

_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
STANDING = {
    Standing.SAME: "As it is now",
    Standing.CHANGED: "Changed since",
    Standing.GONE: "Not here now",
    Standing.UNKNOWN: "Can't tell",
}


class RowsTable(QAbstractTableModel):
    """Rows of words under titles."""

    def __init__(self, titles: tuple[str, ...]) -> None:
        """Make an empty table with columns of those *titles*."""
        super().__init__()
        self._titles = titles
        self._rows: tuple[tuple[str, ...], ...] = ()

    def show(self, rows: tuple[tuple[str, ...], ...]) -> None:
        """Show *rows*, a text for each column."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's signature
        """Return a column's title."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        """Return a cell's text."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        text = self._rows[index.row()][index.column()]
        return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text


class BackupsTable(RowsTable):
    """The backups, the newest first."""

    def __init__(self) -> None:
        """Make an empty table."""
        super().__init__(("Made", "Why", "Size", "Where"))
        self.backups: tuple[KeptBackup, ...] = ()

    def fill(self, backups: tuple[KeptBackup, ...]) -> None:
        """Show *backups*."""
        self.backups = backups
        self.show(tuple((when(e.backup), e.backup.reason.words, _size(e.backup), _where(e)) for e in backups))

    def backup_at(self, row: int) -> Backup | None:
        """Return the backup of a row; ``None`` beyond the last."""
        return self.backups[row].backup if 0 <= row < len(self.backups) else None


class PreviewTable(RowsTable):
    """The projects in a backup."""

    def __init__(self) -> None:
        """Make an empty table."""
        super().__init__(("Project", "Reference", "Changed", "Beside what is here"))
        self._projects: tuple[StoredProject, ...] = ()
        self._standings: tuple[Standing, ...] = ()

    def fill(self, preview: Preview | None) -> None:
        """Show what a backup holds; ``None`` for nothing yet."""
        found = preview.projects if preview is not None else ()
        self._projects = tuple(each.project for each in found)
        self._standings = tuple(each.standing for each in found)
        self.show(
            tuple(
                (
                    each.project.title or "Untitled project",
                    each.project.reference,
                    _time(each.project),
                    STANDING[each.standing],
                )
                for each in found
            )
        )

    def project_at(self, row: int) -> tuple[StoredProject, Standing] | None:
        """Return the project of a row and how it stands; ``None`` beyond the last."""
        return (self._projects[row], self._standings[row]) if 0 <= row < len(self._projects) else None


def when(backup: Backup) -> str:
    """Return when a backup was made, by the clock of this place."""
    made = backup.made_at.astimezone()
    return f"{show_date(made.date())}, {made:%H:%M}"


def _time(project: StoredProject) -> str:
    changed = project.changed_at.astimezone()
    return f"{show_date(changed.date())}, {changed:%H:%M}"


def _size(backup: Backup) -> str:
    megabytes = backup.size / 1_000_000
    return f"{megabytes:,.1f} MB"


def _where(kept: KeptBackup) -> str:
    if kept.is_here and kept.is_second:
        return "Both folders"
    return "This computer" if kept.is_here else "Second folder"
