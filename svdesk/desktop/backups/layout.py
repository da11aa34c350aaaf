"""What stands in the window of backups, and where."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QSplitter, QVBoxLayout, QWidget

from svdesk.desktop.backups.models import BackupsTable, PreviewTable
from svdesk.desktop.widgets.cards import plain_label
from svdesk.desktop.widgets.tables import prepared, table_view

_LEAD = (
    "A backup is a checked copy of all your projects. SVDesk makes one every half-hour in which something "
    "changed, on closing, and before anything large."
)


class BackupsLayout:
    """The parts of the window; the dialog gives them their work."""

    def __init__(self, dialog: QDialog) -> None:
        """Lay the parts out in *dialog*."""
        self.make = _button("&Make a backup now")
        self.make.setProperty("role", "primary")
        self.other = _button("Open a backup &elsewhere…")
        self.other.setToolTip("For a backup on another drive, such as one from another computer")
        self.folder = _button("Open the &folder")
        self.model, self.preview_model = BackupsTable(), PreviewTable()
        self.table = prepared(table_view(self.model, "Backups, the newest first"), (0, 1, 0, 0))
        self.table.setAccessibleDescription("Below the list is what the chosen backup holds")
        self.preview = prepared(table_view(self.preview_model, "Projects in the backup"), (3, 1, 0, 0))
        self.holds = plain_label("", "label")
        self.test = _button("&Test this backup")
        self.restore_all = _button("Restore e&verything…")
        self.restore_one = _button("&Restore this project…")
        self.second = plain_label("")
        self.choose = _button("Choose a &second folder…")
        self.none = _button("Use no second f&older")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName("Working")
        self.stop = _button("Sto&p")
        self.said = plain_label("", "lead")
        self.said.setAccessibleName("What was done last")
        self.leave = _button("C&lose")
        self._place(dialog)

    def _place(self, dialog: QDialog) -> None:
        top = _row(self.make, self.other, self.folder, None, self.stop, self.bar)
        below = QWidget()
        lower = QVBoxLayout(below)
        lower.setContentsMargins(0, 6, 0, 0)
        lower.addWidget(self.holds)
        lower.addWidget(self.preview, 1)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.table)
        parts.addWidget(below)
        parts.setStretchFactor(0, 1)
        parts.setStretchFactor(1, 1)
        column = QVBoxLayout(dialog)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(plain_label(_LEAD))
        column.addLayout(top)
        column.addWidget(parts, 1)
        column.addLayout(_row(self.test, self.restore_one, self.restore_all, None))
        column.addWidget(self.second)
        column.addLayout(_row(self.choose, self.none, None, self.leave))
        column.addWidget(self.said)


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        if widget is None:
            row.addStretch()
        else:
            row.addWidget(widget)
    return row


def _button(words: str) -> QPushButton:
    button = QPushButton(words)
    button.setAutoDefault(False)  # Enter belongs to the lists
    return button
