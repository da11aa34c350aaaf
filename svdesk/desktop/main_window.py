"""The main window: home screen or one open project, with navigation, saving and errors."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from svdesk.desktop.autosave import SaveState
from svdesk.desktop.binding import restyle
from svdesk.desktop.cards import Card, CardColumn, by_weight, plain_label
from svdesk.desktop.desk import Desk
from svdesk.desktop.dialogs import Dialogs
from svdesk.desktop.form_loader import load_form
from svdesk.desktop.home import Home
from svdesk.desktop.pages import make_page
from svdesk.desktop.pages.documents import PageTools
from svdesk.desktop.style import Tokens
from svdesk.desktop.tab_order import set_tab_order
from svdesk.desktop.task_list import TaskList
from svdesk.desktop.workspace import Workspace
from svdesk.domain.project import Project
from svdesk.paths import bundled
from svdesk.policy.determinations import Determination, Status
from svdesk.policy.pack import PolicyPack
from svdesk.services.ports import ProjectSummary, StoreError
from svdesk.services.session import Session
from svdesk.steps.order import STEPS

DRAWER_BELOW = 1100
"""Below this width (logical pixels) the cards are a drawer over the step."""


class MainWindow(QMainWindow):
    """SVDesk's only window."""

    head: QFrame
    project_title: QLabel
    project_reference: QLabel
    show_projects: QPushButton
    show_help: QPushButton
    trouble: QFrame
    trouble_text: QLabel
    trouble_retry: QPushButton
    trouble_copy: QPushButton
    screens: QStackedWidget
    home_screen: QWidget
    home_screen_col: QVBoxLayout
    workspace: QWidget
    columns: QHBoxLayout
    task_list: QListWidget
    step_title: QLabel
    step_purpose: QLabel
    pages: QStackedWidget
    show_why: QPushButton
    why: QFrame
    why_title: QLabel
    hide_why: QPushButton
    cards_area: QWidget
    bar: QFrame
    saved: QLabel
    undo: QPushButton
    redo: QPushButton
    back: QPushButton
    forward: QPushButton

    def __init__(
        self, desk: Desk, tokens: Tokens, first_list: tuple[ProjectSummary, ...], dialogs: Dialogs
    ) -> None:
        """Show the home screen with *first_list*, read before any heavy library is loaded."""
        super().__init__()
        load_form(self, bundled("ui", "main_window.ui"))
        self._desk, self._dialogs = desk, dialogs
        self.open_project: Workspace | None = None
        self._cards = CardColumn(self.cards_area)
        self._cards.filled.connect(self._order_tabs)
        self._tasks = TaskList(self.task_list, STEPS, tokens)
        self._tasks.chosen.connect(self._picked_step)
        self.home = Home(desk, dialogs, first_list)
        self.home_screen_col.addWidget(self.home)
        self.home.opened.connect(self.show_project)
        self.home.trouble.connect(self.show_trouble)
        self.trouble.hide()
        self._retry: Callable[[], None] = self.home.reload
        self._connect()
        self._drawer = False
        self.screens.setCurrentWidget(self.home_screen)
        self._show_name(frozenset(("about",)))

    def begin(self) -> None:
        """Open the database, now that the window has been painted."""
        self.home.reload()
        self.home.focus_list()

    def _connect(self) -> None:
        self.show_projects.clicked.connect(self.go_home)
        self.show_help.clicked.connect(lambda: self._dialogs.show_help(self))
        self.trouble_retry.clicked.connect(lambda: self._retry())
        self.trouble_copy.clicked.connect(self._save_a_copy)
        self.show_why.clicked.connect(self._open_drawer)
        self.hide_why.clicked.connect(self._close_drawer)
        self.undo.clicked.connect(self._undo)
        self.redo.clicked.connect(self._redo)
        self.back.clicked.connect(lambda: self._go_by(-1))
        self.forward.clicked.connect(lambda: self._go_by(1))
        for keys, act in (
            (QKeySequence.StandardKey.Undo, self._undo),
            (QKeySequence.StandardKey.Redo, self._redo),
            (QKeySequence("Ctrl+PgDown"), lambda: self._go_by(1)),
            (QKeySequence("Ctrl+PgUp"), lambda: self._go_by(-1)),
            (QKeySequence.StandardKey.HelpContents, lambda: self._dialogs.show_help(self)),
        ):
            QShortcut(QKeySequence(keys), self, act)

    # ---- opening and leaving a project ----------------------------------------------------------

    def show_project(self, project: Project, pack: PolicyPack) -> None:
        """Open *project*; an open one is saved and left first."""
        if not self._leave():
            return
        session = Session(project, pack)
        tools = PageTools(self._desk, self._dialogs)
        opened = Workspace(
            session, self._desk, self.pages, lambda step, editor: make_page(step, editor, tools), self
        )
        self.open_project = opened
        opened.step_changed.connect(self._step_changed)
        opened.assessed.connect(self._assessed)
        opened.page_rebuilt.connect(self._order_tabs)
        opened.autosave.changed.connect(self._show_saving)
        opened.stack.indexChanged.connect(self._show_undo)
        session.listen(self._show_name)
        self.screens.setCurrentWidget(self.workspace)
        self._show_name(frozenset(("about",)))
        self._show_saving()
        self._show_undo()
        opened.go_to(STEPS[0].key)

    def go_home(self) -> None:
        """Save and leave the open project and show the list."""
        if not self._leave():
            return
        self.screens.setCurrentWidget(self.home_screen)
        self._show_name(frozenset(("about",)))
        self.home.reload()
        self.home.focus_list()

    def _leave(self) -> bool:
        """Save and take down the open project; return whether that went through."""
        opened = self.open_project
        if opened is None:
            return True
        try:
            opened.leave()
        except StoreError as error:
            self.show_trouble(
                f"{error} The project stays open so that nothing is lost.", opened.autosave.save_soon
            )
            return False
        self.open_project = None
        self.trouble.hide()
        opened.deleteLater()
        return True

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Save before closing; where that fails, let the person decide."""
        if not self._leave() and not self._dialogs.close_unsaved(self, self.trouble_text.text()):
            event.ignore()
            return
        self.home.finish()
        self._desk.close()
        event.accept()

    # ---- following the open project -------------------------------------------------------------

    def _picked_step(self, key: str) -> None:
        if self.open_project is not None:
            self.open_project.go_to(key, focus=False)

    def _go_by(self, by: int) -> None:
        opened = self.open_project
        step = opened.neighbour(by) if opened is not None else None
        if opened is not None and step is not None:
            opened.go_to(step.key)

    def _step_changed(self) -> None:
        opened = self.open_project
        if opened is None:
            return
        self._tasks.select(opened.step.key)
        self.step_title.setText(opened.step.title)
        self.step_purpose.setText(opened.step.purpose)
        before, after = opened.neighbour(-1), opened.neighbour(1)
        self.back.setEnabled(before is not None)
        self.back.setAccessibleName(f"Back to {before.title}" if before else "Back")
        self.forward.setVisible(after is not None)
        self.forward.setText(f"Continue to {after.title}" if after else "")
        self._close_drawer()
        self._arrange()
        self._show_cards()
        self._order_tabs()

    def _assessed(self) -> None:
        if self.open_project is not None:
            self._tasks.show(self.open_project.states())
            self._show_cards()

    def _show_cards(self) -> None:
        opened = self.open_project
        if opened is None:
            return
        found = [
            item
            for item in by_weight(opened.session.assessment)
            if opened.step.key in item.affects and item.status is not Status.DOES_NOT_APPLY
        ]
        self.show_why.setText(f"What this &means ({len(found)})")
        shown: tuple[object, ...] = (opened.step.key, *found)
        if self.cards_area.property("shown") == hash(shown):
            return
        self.cards_area.setProperty("shown", hash(shown))
        if found:
            self._cards.show(partial(self._card, item) for item in found)
        else:
            words = "No rule says anything about this step for the facts given so far."
            self._cards.show([partial(plain_label, words, "lead")])

    def _order_tabs(self) -> None:
        if self.open_project is not None:
            page = self.open_project.page
            set_tab_order((self.head, self.trouble, self.task_list, page, self.show_why, self.why, self.bar))

    def _card(self, determination: Determination) -> QWidget:
        card = Card(determination)
        if self.open_project is not None:
            card.ask_fact.connect(self.open_project.go_to_fact)
        return card

    def _show_name(self, sections: frozenset[str]) -> None:
        if "about" not in sections:
            return
        about = self.open_project.session.project.about if self.open_project else None
        self.project_title.setText((about.title or "Untitled project")[:80] if about else "")
        self.project_reference.setText(about.reference[:40] if about else "")
        self.setWindowTitle(f"{self.project_title.text()} - SVDesk" if about else "SVDesk")
        self.show_projects.setEnabled(about is not None)

    def _show_saving(self) -> None:
        opened = self.open_project
        if opened is None:
            return
        autosave = opened.autosave
        words = {
            SaveState.SAVED: _saved_words(autosave.saved_at),
            SaveState.SAVING: "Saving…",
            SaveState.FAILED: "Not saved",
        }[autosave.state]
        self.saved.setText(words)
        self.saved.setProperty("role", "saved" if autosave.state is SaveState.SAVED else "unsaved")
        restyle(self.saved)
        if autosave.state is SaveState.FAILED:
            self.show_trouble(autosave.trouble, autosave.save_soon)
        elif autosave.state is SaveState.SAVED:
            self.trouble.hide()

    def _show_undo(self) -> None:
        stack = self.open_project.stack if self.open_project else None
        for button, word, text in (
            (self.undo, "Undo", stack.undoText() if stack else ""),
            (self.redo, "Redo", stack.redoText() if stack else ""),
        ):
            button.setText(f"{word} {text}" if text else word)
            button.setVisible(bool(text))

    def _undo(self) -> None:
        if self.open_project is not None:
            self.open_project.undo()

    def _redo(self) -> None:
        if self.open_project is not None:
            self.open_project.redo()

    # ---- trouble --------------------------------------------------------------------------------

    def show_trouble(self, message: str, retry: Callable[[], None]) -> None:
        """Say in a lasting bar what went wrong, with the ways on."""
        self._retry = retry
        self.trouble_text.setText(message)
        self.trouble_copy.setVisible(self.open_project is not None)
        self.trouble.show()

    def _save_a_copy(self) -> None:
        opened = self.open_project
        if opened is None:
            return
        project = opened.session.project
        path = self._dialogs.save_path(
            self, "Save a copy of the project", project.about.title or "project", ".svproj"
        )
        if path is not None:
            self._desk.write_file(project, path, lambda _none: self._copied(path), self._not_copied)

    def _copied(self, path: Path) -> None:
        self.trouble_text.setText(
            f"A copy of the project as you see it is in {path}. The list still lacks it."
        )

    def _not_copied(self, error: Exception) -> None:
        self.trouble_text.setText(f"The copy could not be written: {error}. Nothing was changed.")

    # ---- the drawer -----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Turn the right column into a drawer in a narrow window, and back."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < DRAWER_BELOW
        opened = self.open_project
        wanted = opened is not None and opened.step.key != "applies"
        self.show_why.setVisible(narrow and wanted)
        self.hide_why.setVisible(narrow)
        if narrow and not self._drawer:
            self.columns.removeWidget(self.why)
            self.why.hide()
        elif not narrow and self._drawer:
            self.columns.addWidget(self.why)
        self._drawer = narrow
        if not narrow:
            self.why.setVisible(wanted)
        elif self.why.isVisible():
            self._place_drawer()

    def _place_drawer(self) -> None:
        height = self.workspace.height() - self.bar.height()
        self.why.setGeometry(self.workspace.width() - self.why.width(), 0, self.why.width(), height)
        self.why.raise_()

    def _open_drawer(self) -> None:
        self.why.resize(self.why.maximumWidth(), 10)
        self._place_drawer()
        self.why.show()
        self.hide_why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_drawer(self) -> None:
        if self._drawer and self.why.isVisible():
            self.why.hide()
            self.show_why.setFocus(Qt.FocusReason.OtherFocusReason)


def _saved_words(when: datetime | None) -> str:
    return f"Saved {when.astimezone():%H:%M}" if when else "Everything is saved"
