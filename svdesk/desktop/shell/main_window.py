"""The main window: the home screen or one open project, and what went wrong where something did.

What only an open project needs is imported when the first one is opened, so that the window is
there at once.
"""

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QMainWindow, QPushButton, QStackedWidget, QVBoxLayout

from svdesk.desktop.backups.timed import TimedBackups
from svdesk.desktop.preview.pane_memory import PaneMemory
from svdesk.desktop.shell.copy_question import about_returns, ask_about_returns
from svdesk.desktop.shell.home import Home
from svdesk.desktop.threads.use_case_runner import UseCaseRunner
from svdesk.desktop.widgets.dialogs import Dialogs
from svdesk.desktop.widgets.form_loader import load_form
from svdesk.desktop.widgets.style import Tokens
from svdesk.domain.project_summary import ProjectSummary
from svdesk.paths import bundled
from svdesk.services.ports import StoreError
from svdesk.services.use_cases import projects

if TYPE_CHECKING:
    from svdesk.desktop.open_project.workspace import Workspace
    from svdesk.desktop.policy.reader import Reader
    from svdesk.desktop.shell.project_view import ProjectView
    from svdesk.domain.project import Project
    from svdesk.policy.content.items import Citation
    from svdesk.policy.content.pack import PolicyPack
    from svdesk.services.use_cases.comparing import TakenOver

_LONGEST_TITLE, _LONGEST_REFERENCE = 80, 40


class MainWindow(QMainWindow):
    """SVDesk's only window."""

    painted = Signal()
    """The window has been painted for the first time, and that is through, however long it took."""

    head: QFrame
    project_title: QLabel
    project_reference: QLabel
    show_projects: QPushButton
    show_policy: QPushButton
    show_help: QPushButton
    trouble: QFrame
    trouble_text: QLabel
    trouble_retry: QPushButton
    trouble_copy: QPushButton
    screens: QStackedWidget

    def __init__(
        self, runner: UseCaseRunner, tokens: Tokens, first_list: tuple[ProjectSummary, ...], dialogs: Dialogs
    ) -> None:
        """Show the home screen with *first_list*, read before any heavy library is loaded."""
        super().__init__()
        load_form(self, bundled("ui", "main_window.ui"))
        self._runner, self._dialogs, self._tokens = runner, dialogs, tokens
        self._memory = PaneMemory()
        self.view: ProjectView | None = None
        self.reader: Reader | None = None
        self.home = Home(runner, dialogs, first_list)
        self.screens.addWidget(self.home)
        self.home.opened.connect(self.show_project)
        self.home.taken_over.connect(self._show_taken_over)
        self.home.trouble.connect(self.show_trouble)
        self.home.restored.connect(self.trouble.hide)
        self.backups = TimedBackups(runner, self)
        self.backups.trouble.connect(lambda words: self.show_trouble(words, self._back_up_again))
        self.trouble.hide()
        self._retry: Callable[[], None] = self.home.reload
        self.show_projects.clicked.connect(self.go_home)
        self.show_help.clicked.connect(lambda: self._dialogs.show_help(self))
        self.show_policy.clicked.connect(lambda: self.read(""))
        self.trouble_retry.clicked.connect(lambda: self._retry())
        self.trouble_copy.clicked.connect(self.save_a_copy)
        keys = QKeySequence(QKeySequence.StandardKey.HelpContents)
        QShortcut(keys, self, lambda: self._dialogs.show_help(self))
        QShortcut(QKeySequence("Ctrl+R"), self, lambda: self.read(""))
        self._show_name("", "")
        self._unpainted = True

    @property
    def open_project(self) -> "Workspace | None":
        """The workspace of the open project, where one is open."""
        return self.view.workspace if self.view is not None else None

    def begin(self) -> None:
        """Load what comes next, now that the window has been painted."""
        from svdesk.desktop.widgets.work_strip import WorkStrip

        work = WorkStrip(self._runner.stop_long_work, self)
        self._add_strip(work)
        self._runner.working.connect(work.show_work)
        self.home.begin()
        self.home.focus_list()
        self.backups.begin()

    def come_forward(self, file: Path | None) -> None:
        """Show the window before all others, and read *file* where another start was given one."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()
        if file is not None:
            self.home.import_file(file)

    def warn_of_place(self, warning: str, folder: Path) -> None:
        """Say, as long as the window is open, what is wrong with the *folder* of the projects."""
        if warning:
            from svdesk.desktop.shell.place_notice import PlaceNotice

            self._add_strip(PlaceNotice(warning, folder, self))

    def _add_strip(self, strip: QFrame) -> None:
        holder = self.screens.parentWidget()
        column = holder.layout() if holder is not None else None
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.indexOf(self.screens), strip)

    def read(self, what: "Citation | str") -> None:
        """Open the reader at a citation or at an entry by its id; "" leaves it where it was.

        It reads the pack of the open project, and the one for new projects where none is open.
        """
        if self.open_project is not None:
            self._read_in(self.open_project.session.pack, what)
        else:
            self._runner.run(
                lambda backend: backend.pack_for_new,
                lambda pack: self._read_in(pack, what),
                lambda error: self.show_trouble(str(error), lambda: self.read(what)),
            )

    def _read_in(self, pack: "PolicyPack", what: "Citation | str") -> None:
        from svdesk.desktop.policy.reader import Reader

        if self.reader is None or self.reader.pack is not pack:
            if self.reader is not None:
                self.reader.close()
                self.reader.deleteLater()
            self.reader = Reader(pack)
        self.reader.open_at(what if isinstance(what, str) else self.reader.index.entry_for(what))

    # ---- opening and leaving a project ----------------------------------------------------------

    def show_project(self, project: "Project", pack: "PolicyPack") -> None:
        """Open *project*; an open one is saved and left first."""
        from svdesk.desktop.shell.project_view import ProjectView
        from svdesk.services.project.session import Session

        if not self._leave():
            return
        view = ProjectView(Session(project, pack), self._runner, self._dialogs, self._tokens, self._memory)
        self.view = view
        view.named.connect(self._show_name)
        view.saving_failed.connect(lambda words: self.show_trouble(words, view.workspace.autosave.save_soon))
        view.saved_again.connect(self.trouble.hide)
        view.read.connect(self.read)
        self.screens.addWidget(view)
        self.screens.setCurrentWidget(view)
        view.begin()
        QTimer.singleShot(0, self, _spare_what_stays)

    def _show_taken_over(self, taken: "TakenOver") -> None:
        """Show a project into which something was taken over from a file, so that it can be taken back."""
        self.show_project(*taken.after)
        opened = self.open_project
        if opened is not None and taken.before.project != taken.after.project:
            opened.editor.took_over(*taken.before, "what was taken over from a file")

    def go_home(self) -> None:
        """Save and leave the open project and show the list."""
        if self._leave():
            self.home.reload()
            self.home.focus_list()

    def _leave(self) -> bool:
        """Save and take down the open project; return whether that went through."""
        view = self.view
        if view is None:
            return True
        try:
            view.finish()
        except StoreError as error:
            words = f"{error} The project stays open so that nothing is lost."
            self.show_trouble(words, view.workspace.autosave.save_soon)
            return False
        self.view = None
        self.trouble.hide()
        self.screens.setCurrentWidget(self.home)
        self.screens.removeWidget(view)
        view.deleteLater()
        self._show_name("", "")
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and say so the first time."""
        super().paintEvent(event)
        if self._unpainted:
            self._unpainted = False
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save before closing; where that fails, or a file is being written, let the person decide."""
        if not self._leave() and not self._dialogs.close_unsaved(self, self.trouble_text.text()):
            event.ignore()
            return
        if (writing := self._runner.gives_out) and not self._dialogs.close_writing(self, writing):
            event.ignore()
            return
        if self.view is not None:
            self.view.preview.finish()
        if self.reader is not None:
            self.reader.close()
        self.home.finish()
        # Where the system ends the session, nobody is there to read it, and the system does not wait.
        if (words := self.backups.finish()) and event.spontaneous():
            self._dialogs.tell(self, "No backup was made", words)
        self.home.deleting.look_through_bin()
        self._runner.close()
        event.accept()

    def _show_name(self, title: str, reference: str) -> None:
        inside = self.view is not None
        shown = (title or "Untitled project") if inside else ""
        self.project_title.setText(shown[:_LONGEST_TITLE])
        self.project_reference.setText(reference[:_LONGEST_REFERENCE] if inside else "")
        self.setWindowTitle(f"{shown[:_LONGEST_TITLE]} - SVDesk" if inside else "SVDesk")
        self.show_projects.setVisible(inside)

    # ---- trouble --------------------------------------------------------------------------------

    def _back_up_again(self) -> None:
        self.trouble.hide()
        self.backups.make()

    def show_trouble(self, message: str, retry: Callable[[], None]) -> None:
        """Say in a lasting bar what went wrong, with the ways on."""
        self._retry = retry
        self.trouble_text.setText(message)
        self.trouble_copy.setVisible(self.view is not None)
        self.trouble.show()

    def save_a_copy(self) -> None:
        """Ask where, and write the open project as it is shown to a file."""
        opened = self.open_project
        if opened is None:
            return
        project = opened.session.project

        def copy(returns: int, included: bool) -> None:
            self._copy(project, about_returns(returns, included=included), with_returns=included)

        def copy_without(_error: Exception) -> None:
            self._copy(project, " Forms that came back could not be read and are not in it.")

        ask_about_returns(self, project.id, self._runner, self._dialogs, copy, copy_without)

    def _copy(self, project: "Project", about: str, *, with_returns: bool = False) -> None:
        title = project.about.title or "project"
        path = self._dialogs.save_path(self, "Save a copy of the project", title, ".svproj")
        if path is not None:
            self._runner.run_aside(
                lambda backend: projects.write_copy(backend, project, path, with_returns=with_returns),
                lambda _none: self._copied(path, about),
                self._not_copied,
                words=f"Saving a copy as {path.name}",
                gives_out=True,
                stopped=lambda: self.trouble_text.setText("The copy was stopped. Nothing was changed."),
            )

    def _copied(self, path: Path, about: str) -> None:
        self.trouble_text.setText(
            f"A copy of the project as you see it is in {path}.{about} "
            "The list of projects still lacks your last changes."
        )

    def _not_copied(self, error: Exception) -> None:
        self.trouble_text.setText(f"The copy could not be written: {error}. Nothing was changed.")


def _spare_what_stays() -> None:
    """Have Python's collector leave alone what is loaded by now: libraries and the policy pack stay anyway.

    Going through all of that, as it does every few minutes of work, would hold the window up for a
    tenth of a second. Once is enough: what later projects leave behind is to be collected.
    """
    if not gc.get_freeze_count():
        gc.freeze()
