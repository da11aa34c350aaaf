"""A strip that tells what a change of facts changed, until it is dismissed or the officer moves on."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from svdesk.desktop.open_project.workspace import Workspace
from svdesk.desktop.widgets.cards import plain_label
from svdesk.desktop.widgets.plain import PlainLabel
from svdesk.policy.rules.assess import assess
from svdesk.policy.rules.changes import FactsChange, what_changed
from svdesk.policy.rules.following import with_lots
from svdesk.services.project.facts_watch import FactsWatch
from svdesk.services.project.session import EDITION

PAUSE_MS = 600
"""After this pause it is told what changed: while a value is typed, half of it means nothing."""

MOST_HEADLINES, MOST_IN_BRIEF = 4, 1
"""Headlines told beside the step, and above it, where the step needs the room."""


class ChangesStrip(QFrame):
    """Compares the facts with those that stood when the run of edits began."""

    shown = Signal()
    """The strip came or went: Tab has to find its way through it."""

    def __init__(self, workspace: Workspace) -> None:
        """Follow the facts of *workspace*."""
        super().__init__()
        self.setObjectName("changes")
        self.setProperty("role", "strip")
        self.setAccessibleName("What changed")
        self._workspace = workspace
        self._step = workspace.step
        self._told: tuple[FactsChange, ...] = ()
        self._in_brief = False
        self._watch = FactsWatch(workspace.session.project.facts)
        self._soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._soon.timeout.connect(self.tell)
        title = PlainLabel("What changed")
        title.setProperty("role", "label")
        self.dismiss = QPushButton("Dismiss")
        self.dismiss.setProperty("role", "link")
        self.dismiss.setAccessibleName("Dismiss what changed")
        self.dismiss.clicked.connect(self._dismiss)
        self.words = plain_label("")
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch()
        head.addWidget(self.dismiss)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.words)
        self.hide()
        workspace.session.listen(self._changed)
        workspace.step_changed.connect(self._step_changed)

    def _changed(self, sections: frozenset[str]) -> None:
        if sections == EDITION:
            self._dismiss()  # another edition tells its own changes
        elif "facts" in sections:
            self._watch.note(self._workspace.session.project.facts, self._workspace.editor.run)
            self._soon.start()

    def _step_changed(self) -> None:
        if self._workspace.step is self._step:
            return
        self._step = self._workspace.step
        if self._soon.isActive():
            self.tell()
        elif not self.isHidden():
            self._dismiss()

    def _dismiss(self) -> None:
        self._soon.stop()
        self._watch.forget()
        self._show(())

    def tell(self) -> None:
        """Show what changed, and say it to a screen reader; hide where there is nothing to tell."""
        self._soon.stop()
        session, before = self._workspace.session, self._watch.before
        project = session.project
        unread = any(entry.path.startswith("facts.") for entry in project.unread)
        if unread or before == project.facts:
            self._show(())
            return
        before, now = (with_lots(facts, project.lots, project.access) for facts in (before, project.facts))
        then = assess(before, session.pack)
        self._show(what_changed(before, now, then, session.assessment, session.pack))

    def be_brief(self, *, brief: bool) -> None:
        """Tell what changed in few lines, or in more."""
        self._in_brief = brief
        self.words.setText(_words(self._told, brief=brief))

    def _show(self, told: tuple[FactsChange, ...]) -> None:
        if told and told != self._told:
            event = QAccessibleAnnouncementEvent(self, " ".join(change.words for change in told))
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
            QAccessible.updateAccessibility(event)
        self._told = told
        self.words.setText(_words(told, brief=self._in_brief))
        if self.isHidden() == bool(told):
            self.setVisible(bool(told))
            self.shown.emit()


def _words(changes: tuple[FactsChange, ...], *, brief: bool) -> str:
    """Return *changes* as lines: what changed, and below it the headlines, as many as are read."""
    lines: list[str] = []
    left, more = MOST_IN_BRIEF if brief else MOST_HEADLINES, 0
    for change in changes:
        told = change.headlines[:left]
        left -= len(told)
        more += len(change.headlines) - len(told)
        follows = all(each.rules for each in change.consequences) and told
        lines.append(f"{change.cause}:" if follows else change.sentence)
        lines += [f"•  {headline}" for headline in told]
    if more:
        lines.append(f"•  and {more} more, all under “What applies”")
    return "\n".join(lines)
