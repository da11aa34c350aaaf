"""What the home screen does with backups: it shows them, and offers one where nothing else helps."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from svdesk.desktop.threads.use_case_runner import UseCaseRunner
from svdesk.desktop.widgets.dialogs import Dialogs
from svdesk.services.ports import DamagedStoreError


class BackupsAtHome(QObject):
    """Shows the backups when *button* is pressed, and offers the newest sound one, once."""

    restored = Signal()
    """A backup was restored: what was said of the projects before holds no more."""

    def __init__(self, home: QWidget, button: QPushButton, runner: UseCaseRunner, dialogs: Dialogs) -> None:
        """Belong to *home*."""
        super().__init__(home)
        self._home, self._button, self._runner, self._dialogs = home, button, runner, dialogs
        self._offered = False
        button.clicked.connect(self._show)

    def offer(self, error: Exception, failed: Callable[[Exception], None]) -> None:
        """Offer the newest sound backup where *error* says that the projects' file is damaged."""
        if isinstance(error, DamagedStoreError) and not self._offered:
            from svdesk.desktop.backups.rescue import offer_newest

            self._offered = True
            offer_newest(self._home, self._runner, self._dialogs, self.restored.emit, failed)

    def _show(self) -> None:
        from svdesk.desktop.backups.dialog import BackupsDialog

        dialog = BackupsDialog(self._home, self._runner, self._dialogs)
        dialog.exec()
        if dialog.has_restored:
            self.restored.emit()
        dialog.deleteLater()
        self._button.setFocus()
