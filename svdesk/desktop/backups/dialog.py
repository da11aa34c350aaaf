"""The backups: listed, looked into, made, tested and restored, and the second folder."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget

from svdesk.desktop.backups.layout import BackupsLayout
from svdesk.desktop.backups.models import when
from svdesk.desktop.threads.use_case_runner import UseCaseRunner
from svdesk.desktop.widgets.dialogs import Dialogs
from svdesk.desktop.widgets.tables import announce
from svdesk.domain.english import counted
from svdesk.services.backups import Backup, BackupCheck, BackupList, BackupReason, MadeBackup
from svdesk.services.use_cases import backups
from svdesk.services.use_cases.backend import Backend
from svdesk.services.use_cases.backups import Preview, ProjectWay, Restored, Standing

_MARGIN, _LARGEST_WIDTH, _LARGEST_HEIGHT = 40, 1200, 900
_NO_SECOND = (
    "No second folder is chosen. Backups beside your work are lost with the computer: choose a folder on "
    "another drive, or one that your organisation keeps copies of."
)


class BackupsDialog(QDialog):
    """The backups, and below them what the chosen one holds."""

    def __init__(self, parent: QWidget, runner: UseCaseRunner, dialogs: Dialogs) -> None:
        """Show the backups; they come from the *runner* a moment later."""
        super().__init__(parent)
        self.setWindowTitle("Backups")
        room = parent.window().size()
        self.resize(
            min(_LARGEST_WIDTH, room.width() - _MARGIN), min(_LARGEST_HEIGHT, room.height() - _MARGIN)
        )
        self._runner, self._dialogs = runner, dialogs
        self._open = True
        self._busy = False
        self._asked_for: Path | None = None
        self._elsewhere: Path | None = None
        self._folder: Path | None = None
        self.has_restored = False
        self.parts = BackupsLayout(self)
        self._connect()
        self._show_busy(busy=False)
        self._say("Getting the list…")
        self._reload()

    def _connect(self) -> None:
        parts = self.parts
        parts.make.clicked.connect(self._make)
        parts.other.clicked.connect(self._open_elsewhere)
        parts.folder.clicked.connect(self._open_folder)
        parts.table.selectionModel().currentRowChanged.connect(lambda *_: self._chosen())
        parts.preview.selectionModel().currentRowChanged.connect(lambda *_: self._show_state())
        parts.test.clicked.connect(self._test)
        parts.restore_all.clicked.connect(self._restore_all)
        parts.restore_one.clicked.connect(self._restore_one)
        parts.choose.clicked.connect(self._choose_second)
        parts.none.clicked.connect(self._no_second)
        parts.stop.clicked.connect(self._runner.stop_long_work)
        parts.leave.clicked.connect(self.reject)
        self.finished.connect(self._end)

    def _end(self) -> None:
        self._open = False

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close as by the button."""
        self._end()
        super().closeEvent(event)

    # ---- the list -----------------------------------------------------------------------------

    def _reload(self) -> None:
        def look(backend: Backend) -> tuple[BackupList, Path | None, Path]:
            return backups.found(backend), backups.second_folder(backend), backend.backups.folder

        self._runner.run_aside(look, self._list, self._failed)

    def _list(self, found: tuple[BackupList, Path | None, Path]) -> None:
        if not self._open:
            return
        listed, second, self._folder = found
        self.parts.model.fill(listed.backups)
        words = [] if self.parts.said.text().startswith("Getting") else [self.parts.said.text()]
        if not listed.backups:
            words.append("No backups yet.")
        if listed.left_alone:
            names = ", ".join(path.name for path in listed.left_alone[:3])
            words.append(f"Left alone, as they are no backups that SVDesk can read: {names}.")
        if listed.unreachable:
            words.append(f"The second folder can't be reached. {listed.unreachable}")
        self._say(" ".join(filter(None, words)))
        self.parts.second.setText(f"Backups are copied to {second}" if second else _NO_SECOND)
        self.parts.none.setVisible(second is not None)
        self.parts.table.selectRow(0)
        self._chosen()
        to: QWidget = self.parts.table if listed.backups else self.parts.make
        to.setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen(self) -> Path | None:
        """Return the file of the backup that is looked into."""
        if self._elsewhere is not None:
            return self._elsewhere
        backup = self._backup()
        return backup.path if backup is not None else None

    def _backup(self) -> Backup | None:
        return self.parts.model.backup_at(self.parts.table.currentIndex().row())

    def _chosen(self) -> None:
        self._elsewhere = None
        self._look_into()

    def _look_into(self) -> None:
        path = self._asked_for = self.chosen()
        self.parts.preview_model.fill(None)
        self.parts.holds.setText("Reading what it holds…" if path is not None else "")
        self._show_state()
        if path is not None:
            self._runner.run_aside(
                lambda backend: backups.preview(backend, path),
                partial(self._show_preview, path),
                partial(self._not_read, path),
            )

    def _show_preview(self, path: Path, preview: Preview) -> None:
        if not self._open or path != self._asked_for:
            return
        self.parts.preview_model.fill(preview)
        held = [each.project for each in preview.projects]
        forms, issued = (sum(e.beside.get(t, 0) for e in held) for t in ("returned_form", "issued_document"))
        words = f"{self._name()} holds {counted(len(held), 'project')}"
        words += f", {counted(forms, 'returned form')} and {counted(issued, 'issued document')}."
        if preview.only_here:
            words += f" It lacks {counted(len(preview.only_here), 'project')} that you have now."
        self.parts.holds.setText(words)
        self.parts.preview.selectRow(0)
        self._show_state()

    def _not_read(self, path: Path, error: Exception) -> None:
        if self._open and path == self._asked_for:
            self.parts.holds.setText(str(error))

    def _name(self) -> str:
        backup = self._backup()
        if self._elsewhere is not None or backup is None:
            return self._elsewhere.name if self._elsewhere is not None else "It"
        return f"The backup of {when(backup)}"

    def _show_state(self) -> None:
        parts, has_one = self.parts, self.chosen() is not None
        for button in (parts.make, parts.other, parts.choose, parts.none):
            button.setEnabled(not self._busy)
        parts.test.setEnabled(has_one and not self._busy)
        parts.restore_all.setEnabled(has_one and not self._busy)
        parts.restore_one.setEnabled(self._project() is not None and not self._busy)

    def _project(self) -> tuple[Any, Standing] | None:
        return self.parts.preview_model.project_at(self.parts.preview.currentIndex().row())

    def _open_elsewhere(self) -> None:
        path = self._dialogs.open_path(self, "Open a backup", "Backups of SVDesk (*.db)")
        if path is not None:
            self.parts.table.clearSelection()
            self._elsewhere = path
            self._look_into()

    def _open_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    # ---- what can be done ---------------------------------------------------------------------

    def _work(
        self, use_case: Callable[[Backend], Any], done: Callable[[Any], str], words: str, stopped: str
    ) -> None:
        """Have *use_case* done aside; *done* says in words how it came out."""
        self._show_busy(busy=True)
        self._say(f"{words}…")

        def over(said: str) -> None:
            if self._open:
                self._show_busy(busy=False)
                self._say(said)
                self._reload()

        self._runner.run_aside(
            use_case,
            lambda result: over(done(result)),
            lambda error: over(str(error)),
            words=words,
            stopped=lambda: over(stopped),
        )

    def _make(self) -> None:
        def done(made: MadeBackup) -> str:
            said = "The backup was made and checked."
            if not made.is_new:
                said = "Nothing has changed since the last one."
            return f"{said} It was not copied on: {made.second_failed}" if made.second_failed else said

        self._work(
            lambda backend: backups.back_up(backend, BackupReason.ASKED),
            done,
            "Making a backup",
            "No backup was made.",
        )

    def _test(self) -> None:
        path, name = self.chosen(), self._name()
        if path is not None:
            self._work(
                lambda backend: backups.check(backend, path),
                lambda checked: f"{name}: {_tested(checked)}",
                "Testing the backup",
                "The test was stopped.",
            )

    def _restore_one(self) -> None:
        path, chosen = self.chosen(), self._project()
        if path is None or chosen is None:
            return
        project, standing = chosen
        title = project.title or "Untitled project"
        way = ProjectWay.IN_PLACE
        if standing is not Standing.GONE:
            choice = self._dialogs.restore_way(self, title)
            if choice is None:
                return
            way = ProjectWay.IN_PLACE if choice else ProjectWay.BESIDE
        elif not self._dialogs.ask(
            self,
            "Restore a project",
            f"Put “{title[:200]}” back among your projects?",
            "Restore it",
            "Cancel",
        ):
            return
        self._work(
            lambda backend: backups.restore_project(backend, path, project.id, way),
            lambda restored: self._restored(f"“{title[:200]}” was restored.", restored),
            "Restoring a project",
            "Nothing was restored, unless you find it in your list.",
        )

    def _restore_all(self) -> None:
        path = self.chosen()
        if path is None or not self._dialogs.ask(
            self,
            "Restore everything",
            f"{self._name()} takes the place of all the projects that you have now.\n\nA backup of these is "
            "made first, so that you can come back.",
            "Restore everything",
            "Leave everything as it is",
        ):
            return
        self._show_busy(busy=True, can_stop=False)
        self._say("Restoring everything…")

        def over(said: str) -> None:
            if self._open:
                self._show_busy(busy=False)
                self._say(said)
                self._reload()

        self._runner.run(
            lambda backend: backups.restore_all(backend, path),
            lambda restored: over(self._restored("Everything was restored.", restored)),
            lambda error: over(str(error)),
        )

    def _restored(self, words: str, restored: Restored) -> str:
        self.has_restored = True
        if restored.aside is not None:
            return f"{words} What could not be opened is kept whole in {restored.aside}."
        return f"{words} What you had before is in a backup too."

    def _choose_second(self) -> None:
        chosen = self._dialogs.folder(self, "Choose a second folder for backups")
        if chosen is not None:
            self._work(
                lambda backend: backups.choose_second_folder(backend, chosen),
                lambda made: f"Backups are copied to {made} from now on.",
                "Looking at the folder",
                "No second folder was chosen.",
            )

    def _no_second(self) -> None:
        self._work(
            backups.forget_second_folder,
            lambda _none: "Backups are copied no more. Those that are there stay.",
            "Taking note",
            "",
        )

    def _show_busy(self, *, busy: bool, can_stop: bool = True) -> None:
        self._busy = busy
        self.parts.bar.setVisible(busy)
        self.parts.stop.setVisible(busy and can_stop)
        self._show_state()

    def _failed(self, error: Exception) -> None:
        self._say(str(error))

    def _say(self, words: str) -> None:
        if self._open:
            self.parts.said.setText(words)
            if words:
                announce(self.parts.said, words)


def _tested(checked: BackupCheck) -> str:
    if not checked.is_sound:
        return f"it can't be restored. {' '.join(checked.faults)} Try an earlier one."
    count = len(checked.content.projects) if checked.content is not None else 0
    said = f"it is sound, and holds {counted(count, 'project')}."
    for each in checked.damaged:
        said += f" Something of “{each.title[:100]}” was damaged when it was made."
    return " ".join((said, *checked.remarks))
