"""A strip that stays as long as the projects lie where a database is not safe."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from svdesk.desktop.widgets.plain import PlainLabel


class PlaceNotice(QFrame):
    """Says what is wrong with the place and what to do, and opens the folder that is to be moved."""

    def __init__(self, warning: str, folder: Path, parent: QWidget | None = None) -> None:
        """Show *warning* of *folder*."""
        super().__init__(parent)
        self.setProperty("role", "trouble")
        self.words = PlainLabel(warning)
        self.words.setWordWrap(True)
        self.open = QPushButton("Open the &folder")
        self.open.setAutoDefault(False)
        self.open.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(self.words, 1)
        row.addWidget(self.open)


def warning_of(folder: Path) -> str:
    """Return what to say of the folder of the projects; "" where it is one of this computer."""
    from svdesk.data_place import on_this_computer, place_of, this_system
    from svdesk.paths import data_directory

    place = place_of(folder.absolute(), this_system())
    if place is None:
        return ""
    usual = data_directory()
    return place.warning(
        folder, str(usual) if on_this_computer(usual) else "a folder on this computer's own disk"
    )
