"""The home screen: the projects, and the ways to start one."""

import gc
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHeaderView, QLabel, QLineEdit, QPushButton, QTableView, QVBoxLayout, QWidget

from svdesk.desktop.backups.at_home import BackupsAtHome
from svdesk.desktop.shell.copy_question import about_returns, ask_about_returns
from svdesk.desktop.shell.deleting import Deleting
from svdesk.desktop.shell.file_import import FileImport
from svdesk.desktop.shell.project_table import MOST_ROWS, ProjectTable
from svdesk.desktop.threads.use_case_runner import UseCaseRunner
from svdesk.desktop.widgets.dialogs import Dialogs
from svdesk.desktop.widgets.form_loader import load_form
from svdesk.domain.project_summary import ProjectSummary
from svdesk.paths import bundled
from svdesk.services.use_cases import projects

if TYPE_CHECKING:
    from svdesk.services.use_cases.comparing import TakenOver
    from svdesk.services.use_cases.projects import ReadyProject

SEARCH_PAUSE_MS = 120
ROW_HEIGHT = 40
READING = "Reading your projects…"
NONE_YET = "No projects yet. Start a new one, or open the example to see a finished project."
UNREAD = "Your projects could not be read. They have not been changed."


class Home(QWidget):
    """Lists projects; opens, starts, imports, copies and deletes them."""

    opened = Signal(object, object)
    """A project and its policy pack are ready to be worked on."""
    taken_over = Signal(object)
    """A project is ready to be worked on, with what was taken over from a file."""
    restored = Signal()
    """A backup was restored: what was said of the projects before holds no more."""
    trouble = Signal(str, object)
    """Something failed: the message, and what to call to try again."""

    new_project: QPushButton
    open_example: QPushButton
    import_project: QPushButton
    backups: QPushButton
    search_box: QLineEdit
    projects: QTableView
    empty: QLabel
    found: QLabel
    open_project: QPushButton
    export_project: QPushButton
    delete_project: QPushButton
    open_bin: QPushButton
    home_col: QVBoxLayout

    def __init__(
        self, runner: UseCaseRunner, dialogs: Dialogs, first_list: tuple[ProjectSummary, ...]
    ) -> None:
        """Show *first_list* until the database has been opened."""
        super().__init__()
        load_form(self, bundled("ui", "home.ui"))
        self._runner, self._dialogs = runner, dialogs
        self._file_import = FileImport(self, runner, dialogs, self._failed)
        self.deleting = Deleting(self, runner, dialogs, self._failed)
        self.home_col.insertWidget(self.home_col.indexOf(self.found), self.deleting)
        self._table = ProjectTable()
        self.projects.setModel(self._table)
        header = self.projects.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 170), (2, 240), (3, 210)):
            header.resizeSection(column, width)
        header.setProperty("defaultAlignment", "AlignLeft|AlignVCenter")
        header.setHighlightSections(False)
        rows = self.projects.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.hide()
        self._search = QTimer(self, singleShot=True, interval=SEARCH_PAUSE_MS)
        self._search.timeout.connect(self._find)
        self._finished = False
        self._bin_is_due = True
        self._is_opening = False
        self._list_is_due = False
        self._backups = BackupsAtHome(self, self.backups, runner, dialogs)
        self._backups.restored.connect(self.restored)
        self._backups.restored.connect(self.reload)
        self._connect()
        self._show_list(first_list, READING)

    def _connect(self) -> None:
        self.new_project.clicked.connect(self.start_new)
        self.open_example.clicked.connect(
            lambda: self._runner.run(projects.start_example, self._open, self._failed)
        )
        self.import_project.clicked.connect(self._import)
        self._file_import.opened.connect(self._open)
        self._file_import.taken_over.connect(self._take_over)
        self.search_box.textChanged.connect(lambda _text: self._search.start())
        self.projects.activated.connect(lambda _index: self._open_selected())
        self.projects.selectionModel().selectionChanged.connect(lambda *_: self._show_state())
        self._table.modelReset.connect(self._show_state)
        self.open_project.clicked.connect(self._open_selected)
        self.export_project.clicked.connect(self._export)
        self.delete_project.clicked.connect(self._delete)
        self.deleting.changed.connect(self.reload)
        self.open_bin.clicked.connect(self.deleting.open_bin)
        for key, act in (
            ("Return", self._open_selected),
            ("Enter", self._open_selected),
            ("Delete", self._delete),
        ):
            QShortcut(QKeySequence(key), self.projects, act).setProperty("context", "WidgetShortcut")

    def begin(self) -> None:
        """Load what comes next, now that the window has been painted.

        Where the list is there already, somebody may open a project of it at once: what shows one is loaded
        first, and the libraries of the database after that, beside the thread that reads the project.
        """
        if not self._table.total:
            self.reload()
            return
        self._runner.run(lambda backend: backend.pack_for_new, _ignore, self._failed)
        self._runner.run(
            lambda _backend: import_module("svdesk.desktop.shell.project_view"),
            lambda _module: self._load_store(),
            self._failed,
        )

    def _load_store(self) -> None:
        """Load the database and read the list from it, once a project that is being opened is shown."""
        self._list_is_due = self._is_opening
        if not self._is_opening and not self._finished:
            self._runner.run_aside(
                lambda _backend: import_module("svdesk.storage.store"),
                lambda _module: self._store_loaded(),
                lambda _error: self._store_loaded(),
            )

    def _store_loaded(self) -> None:
        # Its libraries stay: going through them for what can be given back would hold the window up.
        gc.freeze()
        if not self._finished:
            self.reload()

    def _opened(self) -> None:
        """Go on with what waited for a project to be opened."""
        self._is_opening = False
        if self._list_is_due:
            QTimer.singleShot(0, self, self._load_store)

    def reload(self) -> None:
        """Read the list again."""
        self._runner.run(lambda backend: backend.database.list_projects(), self._fill, self._failed)
        # Got ready for whatever comes next: a new project, or one that is opened.
        self._runner.run(lambda backend: backend.pack_for_new, _ignore, self._failed)

    def finish(self) -> None:
        """Take no more answers: the window is closing."""
        self._finished = True

    def focus_list(self) -> None:
        """Put the focus where work most likely goes on."""
        target: QWidget = self.projects if self._table.total else self.new_project
        target.setFocus()

    # ---- the list -------------------------------------------------------------------------------

    def _fill(self, projects: tuple[ProjectSummary, ...]) -> None:
        if self._finished:
            return
        self._show_list(projects, NONE_YET)
        if self._bin_is_due:
            self._bin_is_due = False
            self.deleting.look_through_bin()

    def _show_list(self, projects: tuple[ProjectSummary, ...], words: str) -> None:
        """Show *projects*, or *words* where there are none."""
        chosen = self._selected()
        self._table.fill(projects)
        wanted = chosen.id if chosen else None
        row = next((r for r in range(self._table.rowCount()) if self._id_at(r) == wanted), 0)
        self.projects.selectRow(row)
        has_any = bool(projects)
        self.empty.setVisible(not has_any)
        self.empty.setText(words)
        for widget in (
            self.search_box,
            self.projects,
            self.open_project,
            self.export_project,
            self.delete_project,
        ):
            widget.setVisible(has_any)
        label = self.findChild(QLabel, "find_label")
        if label is not None:
            label.setVisible(has_any)

    def _id_at(self, row: int) -> UUID | None:
        project = self._table.project_at(row)
        return project.id if project else None

    def _find(self) -> None:
        self._table.search(self.search_box.text())
        self.projects.selectRow(0)

    def _show_state(self) -> None:
        table = self._table
        if table.found > MOST_ROWS:
            self.found.setText(
                f"The first {MOST_ROWS} of {table.found} projects. Type more to narrow the list."
            )
        elif table.found < table.total:
            self.found.setText(f"{table.found} of {table.total} projects")
        else:
            self.found.setText("")
        self.found.setVisible(bool(self.found.text()))
        chosen = len(self._all_selected())
        for button in (self.open_project, self.export_project):
            button.setEnabled(chosen == 1)
        self.delete_project.setEnabled(chosen > 0)
        self.delete_project.setText(f"&Delete {chosen:,}…" if chosen > 1 else "&Delete…")

    def _selected(self) -> ProjectSummary | None:
        """Return the project that is selected, where it is the only one."""
        chosen = self._all_selected()
        return chosen[0] if len(chosen) == 1 else None

    def _all_selected(self) -> tuple[ProjectSummary, ...]:
        rows = sorted(index.row() for index in self.projects.selectionModel().selectedRows())
        found = (self._table.project_at(row) for row in rows)
        return tuple(each for each in found if each is not None)

    # ---- what a person can do -------------------------------------------------------------------

    def start_new(self) -> None:
        """Start an empty project."""
        self._runner.run(projects.start_project, self._open, self._failed)

    def _open(self, ready: "ReadyProject") -> None:
        if not self._finished:
            self.opened.emit(ready.project, ready.pack)
            self._opened()

    def _take_over(self, taken: "TakenOver") -> None:
        if not self._finished:
            self.taken_over.emit(taken)

    def _open_selected(self) -> None:
        chosen = self._selected()
        if chosen is not None:
            self._is_opening = True
            self._runner.run(
                lambda backend: projects.open_project(backend, chosen.id), self._open, self._failed
            )

    def _import(self) -> None:
        path = self._dialogs.open_path(
            self, "Import a project", "SVDesk projects, and PDFs that carry one (*.svproj *.pdf)"
        )
        if path is not None:
            self.import_file(path)

    def import_file(self, path: Path) -> None:
        """Read a project file and ask what to do with it."""
        self._file_import.read(path)

    def _export(self) -> None:
        chosen = self._selected()
        if chosen is not None:
            ask_about_returns(
                self,
                chosen.id,
                self._runner,
                self._dialogs,
                partial(self._save_copy, chosen),
                self._not_copied,
            )

    def _save_copy(self, chosen: ProjectSummary, returns: int, included: bool) -> None:
        password = self._dialogs.new_password(self)
        if password is None:
            return
        path = self._dialogs.save_path(
            self, "Save a copy of the project", chosen.title or "project", ".svproj"
        )
        if path is not None:
            protected = " It opens with its password alone." if password else ""
            said = f"The copy is in {path}.{about_returns(returns, included=included)}{protected}"
            self._runner.run_aside(
                lambda backend: projects.write_stored_copy(
                    backend, chosen.id, path, with_returns=included, password=password
                ),
                lambda _none: self._dialogs.tell(self, "Copy saved", said),
                self._not_copied,
                words=f"Saving a copy as {path.name}",
                gives_out=True,
            )

    def _not_copied(self, error: Exception) -> None:
        self._dialogs.tell(self, "Copy not saved", str(error))

    def _delete(self) -> None:
        self.deleting.delete(self._all_selected())

    def _failed(self, error: Exception, again: Callable[[], None] | None = None) -> None:
        if self._finished:
            return
        if not self._table.total:
            self.empty.setText(UNREAD)
        self.trouble.emit(str(error), again or self.reload)
        self._opened()
        self._backups.offer(error, self._not_restored)

    def _not_restored(self, error: Exception) -> None:
        if not self._finished:
            self.trouble.emit(str(error), self.reload)


def _ignore(_result: object) -> None:
    """Take what was only to be got ready."""
