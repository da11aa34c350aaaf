"""One open project in the window: its steps, kept in line with the session."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QStackedWidget

from svdesk.checks.finding import Finding, FindingKind
from svdesk.desktop.forms.commands import UNDO_LIMIT, Editor
from svdesk.desktop.forms.page_area import PageArea
from svdesk.desktop.forms.step_page import StepPage
from svdesk.desktop.open_project.autosave import Autosave
from svdesk.desktop.open_project.decision_log import DecisionLog
from svdesk.desktop.threads.chunked_work import ChunkedWork
from svdesk.desktop.threads.use_case_runner import UseCaseRunner
from svdesk.domain.field_paths import parse_path
from svdesk.services.project.session import EDITION, Session
from svdesk.steps.order import StepState, owner_of, problems_by_step, state_of, steps_of
from svdesk.steps.step import Step

PAUSE_MS = 120
"""After this pause in typing the checks, the task list and the cards follow."""

WIDEST_PAGE = 1000
"""Logical pixels beyond which lines of text are too long to read with ease."""

MakePage = Callable[[Step, Editor], StepPage]


class Workspace(QObject):
    """Shows one step at a time and tells the window what has changed."""

    step_changed = Signal()
    page_rebuilt = Signal()
    assessed = Signal()
    """The checks, and all that follows them, show the project as it stands."""
    read = Signal(object)
    """Asks for the reader at a citation, or at an entry by its id."""

    def __init__(
        self,
        session: Session,
        runner: UseCaseRunner,
        pages: QStackedWidget,
        make_page: MakePage,
        parent: QObject,
    ) -> None:
        """Work on *session* in the *pages* of the window."""
        super().__init__(parent)
        self.session = session
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(UNDO_LIMIT)
        self.editor = Editor(session, self.stack)
        self.autosave = Autosave(session, runner, self)
        self._decisions = DecisionLog(session, runner)
        self.steps = steps_of(session.part.part_kind)
        self.step = self.steps[0]
        self._pages, self._make_page = pages, make_page
        self._built: dict[str, tuple[StepPage, PageArea]] = {}
        self._problems = problems_by_step(session.case)
        self._followers: list[Callable[[], None]] = []
        self._chunked_work = ChunkedWork(self)
        self._check_soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._check_soon.timeout.connect(self._check_in_turns)
        self._undoing = False
        session.listen(self._session_changed)

    # ---- steps -------------------------------------------------------------------------------

    def go_to(self, key: str, path: str = "", *, focus: bool = True) -> None:
        """Show the step of *key*; with *focus* put it on the field of *path*, or on the first."""
        self.editor.end_typing()
        self.autosave.save_soon()
        self._decisions.step_left()
        self.step = next(step for step in self.steps if step.key == key)
        page, area = self._page(self.step)
        self._pages.setCurrentWidget(area)
        page.refresh()
        self.check()
        self.step_changed.emit()
        if focus:
            page.focus_field(path)
            area.show_focus()

    def go_to_fact(self, path: str) -> None:
        """Show the step that asks for the field of *path*."""
        section = parse_path(path).section
        step = next((step for step in self.steps if section in step.sections), None)
        if step is not None:
            self.go_to(step.key, path)

    def go_to_field(self, path: str) -> None:
        """Show the step that the field of *path* stands on, with the focus on the field."""
        step = owner_of(path, self.session.project)
        if step is not None:
            self.go_to(step.key, path)

    def neighbour(self, by: int) -> Step | None:
        """Return the step before (-1) or after (+1) the one that is shown."""
        place = self.steps.index(self.step) + by
        return self.steps[place] if 0 <= place < len(self.steps) else None

    @property
    def page(self) -> StepPage:
        """The page that is shown."""
        return self._page(self.step)[0]

    def _page(self, step: Step) -> tuple[StepPage, PageArea]:
        if step.key not in self._built:
            page = self._make_page(step, self.editor)
            page.go_to.connect(self.go_to)
            page.rebuilt.connect(self.page_rebuilt)
            page.read.connect(self.read)
            page.setMaximumWidth(WIDEST_PAGE)
            area = PageArea(page)
            self._pages.addWidget(area)
            self._built[step.key] = page, area
        return self._built[step.key]

    # ---- following the session ---------------------------------------------------------------

    def _session_changed(self, sections: frozenset[str]) -> None:
        if self._undoing:
            self._show_where(sections)
        if sections == EDITION:
            self._build_anew()
        self.page.refresh()
        self._chunked_work.drop()
        self._check_soon.start()

    def _build_anew(self) -> None:
        """Take the pages down and build the one that is shown again, for another policy pack."""
        old = self.page
        focused, path = old.focused, old.path_of_focus()
        selected = {section: old.current_key(section) for section in self.step.sections}
        self._take_down()
        self.go_to(self.step.key, focus=False)
        for section, key in selected.items():
            if key:
                self.page.select_item(section, key)
        if focused:
            self.page.focus_field(path)

    def follow_checks(self, show: Callable[[], None]) -> None:
        """Call *show* after the checks, in the order in which it was asked for.

        While somebody types each has a turn of the event loop of its own, and the project may change
        before its turn comes; then all begin again.
        """
        self._followers.append(show)

    def check(self) -> None:
        """Bring the checks and all that follows them up to date, before this returns."""
        self._check_soon.stop()
        self._chunked_work.drop()
        for part in self._parts():
            part()

    def _check_in_turns(self) -> None:
        """Do the same so that keys and the pointer never wait for the whole of it."""
        self._chunked_work.begin(self._parts())

    def _parts(self) -> tuple[Callable[[], None], ...]:
        """Return the parts of a check, first what is looked at first."""
        return self._find_problems, self._lint, self._explain, *self._followers, self.assessed.emit

    def _find_problems(self) -> None:
        self._problems = problems_by_step(self.session.case)

    def _lint(self) -> None:
        # What is found is kept; whoever asks for it next gets it at once.
        _ = self.session.findings

    def _explain(self) -> None:
        here = self._problems[self.step.key]
        self.page.explain(finding for finding in here if finding.kind is not FindingKind.INFORMATION)
        if self.page.error_is_at_focus:
            self.keep_focus_in_view()

    def findings_here(self) -> tuple[Finding, ...]:
        """Return what the checks find in the fields of the step that is shown."""
        return tuple(finding for finding in self._problems[self.step.key] if finding.why)

    def keep_focus_in_view(self) -> None:
        """Scroll so far that the field with the focus can be seen, with its error."""
        self._page(self.step)[1].show_focus()

    def states(self) -> dict[str, StepState]:
        """Return how every step stands, by key."""
        case = self.session.case
        return {step.key: state_of(step, case, self._problems) for step in self.steps}

    # ---- undo --------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take the last change back and show where it was."""
        self._step_back(self.stack.undo)

    def redo(self) -> None:
        """Make the change that was taken back again."""
        self._step_back(self.stack.redo)

    def _step_back(self, act: Callable[[], None]) -> None:
        self.editor.end_typing()
        self._undoing = True
        try:
            act()
        finally:
            self._undoing = False
        self.check()

    def _show_where(self, sections: frozenset[str]) -> None:
        touched = sections - {"unread"} or sections
        if touched and not touched & set(self.step.sections):
            step = next((step for step in self.steps if touched & set(step.sections)), None)
            if step is not None:
                self.go_to(step.key, focus=False)

    def leave(self) -> None:
        """Save what is left and take the pages down; raises ``StoreError`` when saving fails."""
        self.editor.end_typing()
        self.autosave.finish()
        self._decisions.step_left()
        self._check_soon.stop()
        self._chunked_work.drop()
        self._take_down()

    def _take_down(self) -> None:
        shown = self._pages.currentWidget()
        # The one that is shown goes last: else each of the others would be arranged and shown in its place.
        for page, area in sorted(self._built.values(), key=lambda built: built[1] is shown):
            page.close()
            self._pages.removeWidget(area)
            area.deleteLater()
        self._built.clear()
