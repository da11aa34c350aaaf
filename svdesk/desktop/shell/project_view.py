"""One open project on the screen: task list, step, cards, undo and the state of saving."""

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from svdesk.checks.finding import Finding
from svdesk.desktop.guidance.changes_strip import ChangesStrip
from svdesk.desktop.guidance.finding_cards import FindingColumn
from svdesk.desktop.guidance.proportion_card import ProportionCard
from svdesk.desktop.guidance.proposal_strip import ProposalStrip
from svdesk.desktop.making.page_tools import PageTools
from svdesk.desktop.open_project.workspace import Workspace
from svdesk.desktop.pages import load_pages, make_page
from svdesk.desktop.policy.edition_bar import EditionBar
from svdesk.desktop.preview.pane_memory import PaneMemory
from svdesk.desktop.shell.pane_cycle import Areas
from svdesk.desktop.shell.side_panel import DRAWER_BELOW, CardsDrawer, PreviewSide
from svdesk.desktop.shell.state_bar import StateBar
from svdesk.desktop.shell.task_list import TaskList
from svdesk.desktop.threads.use_case_runner import UseCaseRunner
from svdesk.desktop.widgets.cards import Card, CardColumn, by_weight, plain_label, says_something
from svdesk.desktop.widgets.dialogs import Dialogs
from svdesk.desktop.widgets.form_loader import load_form
from svdesk.desktop.widgets.style import Tokens
from svdesk.desktop.widgets.tab_order import set_tab_order
from svdesk.paths import bundled
from svdesk.policy.content.determinations import Determination
from svdesk.services.project.session import Session

if TYPE_CHECKING:
    from svdesk.desktop.preview.live_pane import LivePane

IDLE_MS = 1_500
"""So long after a project is opened its first step is there, and people read before they type."""


class ProjectView(QWidget):
    """Shows one workspace; made anew for each project that is opened."""

    named = Signal(str, str)
    """The project's title and reference, as they are now."""
    saving_failed = Signal(str)
    saved_again = Signal()
    read = Signal(object)
    """Asks for the reader at a citation, or at an entry by its id."""

    side: QFrame
    task_list: QListWidget
    split: QSplitter
    work_row: QHBoxLayout
    middle: QWidget
    step_title: QLabel
    step_purpose: QLabel
    project_col: QVBoxLayout
    middle_col: QVBoxLayout
    why_col: QVBoxLayout
    cards_col: QVBoxLayout
    pages: QStackedWidget
    show_why: QPushButton
    why: QFrame
    hide_why: QPushButton
    cards_area: QWidget
    findings_area: QWidget
    rules_area: QWidget
    bar: QFrame
    saved: QLabel
    undo: QPushButton
    redo: QPushButton
    show_preview: QPushButton
    back: QPushButton
    forward: QPushButton

    def __init__(
        self, session: Session, runner: UseCaseRunner, dialogs: Dialogs, tokens: Tokens, memory: PaneMemory
    ) -> None:
        """Show *session*, saved through *runner*, with the preview as *memory* has it."""
        super().__init__()
        load_form(self, bundled("ui", "project.ui"))
        self.setObjectName("workspace")
        tools = PageTools(runner, dialogs)
        self.workspace = Workspace(
            session, runner, self.pages, lambda step, editor: make_page(step, editor, tools), self
        )
        self.proposals = ProposalStrip(self.workspace.editor)
        self.middle_col.insertWidget(self.middle_col.indexOf(self.pages), self.proposals)
        self.changes = ChangesStrip(self.workspace)
        self.edition = EditionBar(self.workspace, runner)
        self.project_col.insertWidget(0, self.edition)
        self.proportion = ProportionCard(self.workspace)
        self.cards_col.insertWidget(self.cards_col.indexOf(self.rules_area), self.proportion)
        self._cards = CardColumn(self.rules_area)
        self._findings = FindingColumn(self.findings_area)
        self._state = StateBar(self.workspace, self.saved, self.undo, self.redo)
        self._tasks = TaskList(self.task_list, self.workspace.steps, tokens)
        self._shown_cards: tuple[object, ...] = ()
        self._runner, self._memory = runner, memory
        self._drawer = CardsDrawer(self, self.work_row, self.why, (self.show_why, self.hide_why), self._room)
        self.preview = PreviewSide(self, self.split, self.show_preview, self.side, self._make_preview, memory)
        Areas(self, self._areas)
        self._connect()
        session.listen(self._name)

    def _connect(self) -> None:
        opened = self.workspace
        opened.step_changed.connect(self._step_changed)
        for show in (self._show_tasks, self._show_cards, self.proportion.follow, self._show_proposals):
            opened.follow_checks(show)
        opened.page_rebuilt.connect(self._order_tabs)
        opened.read.connect(self.read)
        self._state.saving_failed.connect(self.saving_failed)
        self._state.saved_again.connect(self.saved_again)
        self._cards.filled.connect(self._order_tabs)
        self._findings.filled.connect(self._order_tabs)
        self._findings.go_to.connect(opened.go_to_field)
        self._findings.fix.connect(self._repair)
        self._findings.read.connect(self.read)
        self.proposals.shown.connect(self._order_tabs)
        self.changes.shown.connect(self._changes_shown)
        self.edition.shown.connect(self._order_tabs)
        self.proportion.filled.connect(self._order_tabs)
        self.proportion.read.connect(self.read)
        self._tasks.chosen.connect(lambda key: opened.go_to(key, focus=False))
        self.preview.arranged.connect(self._preview_arranged)
        self.back.clicked.connect(lambda: self._go_by(-1))
        self.forward.clicked.connect(lambda: self._go_by(1))
        for keys, act in (
            (QKeySequence.StandardKey.Undo, opened.undo),
            (QKeySequence.StandardKey.Redo, opened.redo),
            (QKeySequence("Ctrl+PgDown"), lambda: self._go_by(1)),
            (QKeySequence("Ctrl+PgUp"), lambda: self._go_by(-1)),
        ):
            QShortcut(QKeySequence(keys), self, act)

    def begin(self) -> None:
        """Show the first step."""
        self._name(frozenset(("about",)))
        self._state.begin()
        self.workspace.go_to(self.workspace.steps[0].key)
        self.edition.begin()
        self.preview.begin()
        QTimer.singleShot(IDLE_MS, self, self._read_ahead)

    def _read_ahead(self) -> None:
        """Read the modules of pages and preview off the window's thread: they then open without a stall."""

        def read(_backend: object) -> None:
            load_pages()
            import_module("svdesk.desktop.preview.live_pane")

        self._runner.run_aside(read, lambda _none: None, lambda _error: None)

    # ---- steps --------------------------------------------------------------------------------

    def _go_by(self, by: int) -> None:
        step = self.workspace.neighbour(by)
        if step is not None:
            self.workspace.go_to(step.key)

    def _step_changed(self) -> None:
        opened = self.workspace
        self._tasks.select(opened.step.key)
        self.step_title.setText(opened.step.title)
        self.step_purpose.setText(opened.step.purpose)
        before, after = opened.neighbour(-1), opened.neighbour(1)
        self.back.setEnabled(before is not None)
        self.back.setAccessibleName(f"Back to {before.title}" if before else "Back")
        self.back.setToolTip("Ctrl+Page Up")
        self.forward.setToolTip("Ctrl+Page Down")
        self.forward.setVisible(after is not None)
        self.forward.setText(f"Continue to {after.title}" if after else "")
        self._drawer.close()
        self._arrange()
        self._order_tabs()

    def _show_tasks(self) -> None:
        self._tasks.show(self.workspace.states())

    def _show_proposals(self) -> None:
        self.proposals.show_step(self.workspace.step)

    def _show_cards(self) -> None:
        key = self.workspace.step.key
        found = tuple(
            item
            for item in by_weight(self.workspace.session.assessment)
            if key in item.affects and says_something(item)
        )
        findings = self.workspace.findings_here() if self._is_explained() else ()
        self.show_why.setText(f"What this &means ({len(found) + len(findings)})")
        head = [f"To put right here ({len(findings)})"] if findings else []
        self._findings.show([*head, *findings])
        self.findings_area.setVisible(bool(findings))
        if self._shown_cards == (key, *found):
            return
        self._shown_cards = (key, *found)
        if found:
            self._cards.show(partial(self._card, item) for item in found)
        else:
            words = "No rule says anything about this step for the facts given so far."
            self._cards.show([partial(plain_label, words, "lead")])

    def _card(self, determination: Determination) -> QWidget:
        card = Card(determination)
        card.ask_fact.connect(self.workspace.go_to_fact)
        card.read.connect(self.read)
        return card

    def _repair(self, finding: Finding) -> None:
        self.workspace.editor.repair(finding)
        self.workspace.check()

    def _is_explained(self) -> bool:
        """Say whether the right column has a place beside the step: some explain themselves."""
        return not self.workspace.step.explains_itself

    def _order_tabs(self) -> None:
        beside = (self.hide_why, self.findings_area, self.proportion, self.rules_area)
        page, right = self.workspace.page, (self.show_why, self.changes, *beside)
        above = (self.proposals,) if self.why.isAncestorOf(self.changes) else (self.proposals, self.changes)
        preview = (self.preview.pane,) if self.preview.pane is not None else ()
        set_tab_order((self.edition, self.task_list, *above, page, *right, *preview, self.bar))

    # ---- the name -----------------------------------------------------------------------------------

    def _name(self, sections: frozenset[str]) -> None:
        if "about" in sections:
            about = self.workspace.session.project.about
            self.named.emit(about.title, about.reference)

    # ---- what stands beside the step --------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn what stands right of the step into drawers in a narrow window, and back."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Leave out what stands right of the step: it makes way as soon as the window is narrow."""
        hint = super().minimumSizeHint()
        others = [each.minimumSizeHint().width() for each in (self.bar, self.edition) if not each.isHidden()]
        left = max(self.side.minimumWidth(), self.preview.least)
        without = max(left + self.middle.minimumSizeHint().width(), *others)
        return QSize(min(hint.width(), without), hint.height())

    def _arrange(self) -> None:
        wanted = self._is_explained()
        self.preview.arrange(narrow=self.width() < DRAWER_BELOW)
        narrow = self.width() - self.preview.beside < DRAWER_BELOW
        self._drawer.arrange(narrow=narrow, wanted=wanted)
        self._place_changes(beside=wanted and not narrow)

    def _room(self, width: int) -> QRect:
        """Return the place of a drawer of some width."""
        top = 0 if self.edition.isHidden() else self.edition.height()
        return QRect(self.width() - width, top, width, self.height() - top - self.bar.height())

    def _preview_arranged(self) -> None:
        self._arrange()
        self._order_tabs()

    def _changes_shown(self) -> None:
        self._order_tabs()
        # Once the strip has its place: above the step it takes room that the focus may stand in.
        QTimer.singleShot(0, self.workspace, self.workspace.keep_focus_in_view)

    def _place_changes(self, *, beside: bool) -> None:
        """Put what changed above the cards where these stand beside the step, and else above the step."""
        if beside == self.why.isAncestorOf(self.changes) and self.changes.parent() is not None:
            return
        self.changes.be_brief(brief=not beside)
        self.why_col.removeWidget(self.changes)
        self.middle_col.removeWidget(self.changes)
        if beside:
            self.why_col.insertWidget(1, self.changes)
        else:
            self.middle_col.insertWidget(self.middle_col.indexOf(self.pages), self.changes)

    def _make_preview(self) -> "LivePane":
        # The PDF engine is loaded after the project is shown, or with the first preview.
        from svdesk.desktop.preview.live_pane import LivePane

        return LivePane(self.workspace, self._runner.worker, self._memory)

    def _areas(self) -> tuple[QWidget, ...]:
        pane = (self.preview.pane,) if self.preview.pane is not None else ()
        return (self.side, self.middle, self.why, *pane, self.bar)

    def finish(self) -> None:
        """Save what is left and end what works for this project; raises ``StoreError``."""
        self.workspace.leave()
        self.preview.finish()
