"""A strip above a step: SVDesk can propose answers here, and what it proposed waits for a person."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from svdesk.desktop.forms.commands import Editor
from svdesk.desktop.guidance.proposal_dialog import review
from svdesk.desktop.widgets.cards import plain_label
from svdesk.domain.choices import Stage
from svdesk.domain.english import counted, plural
from svdesk.domain.field_paths import items_by_key, parse_path
from svdesk.domain.project import Proposal
from svdesk.domain.proposals import open_proposals
from svdesk.services.proposing.proposers import PROPOSERS
from svdesk.services.proposing.record import confirm
from svdesk.steps.step import Step


class ProposalStrip(QFrame):
    """Offers proposals for the step that is shown, and their confirmation."""

    shown = Signal()
    """The strip came or went: Tab has to find its way through it."""

    def __init__(self, editor: Editor) -> None:
        """Propose and confirm through *editor*."""
        super().__init__()
        self.setObjectName("proposals")
        self.setProperty("role", "strip")
        self._editor = editor
        self._step: Step | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        self.words = plain_label("")
        self.propose = QPushButton("Propose answers")
        self.propose.setAccessibleDescription("Fills in what nobody has decided yet; you can undo it")
        self.propose.clicked.connect(self._propose)
        self.review = QPushButton("Review and confirm…")
        self.review.clicked.connect(self._review)
        row.addWidget(self.words, 1)
        row.addWidget(self.review)
        row.addWidget(self.propose)
        self.hide()

    def show_step(self, step: Step) -> None:
        """Say what can be proposed on *step*, and what waits there for a person."""
        self._step = step
        waiting = len(self._waiting())
        able = bool(self._changes())
        self.words.setText(
            f"{counted(waiting, 'answer')} here {plural(waiting, 'was', 'were')} proposed by SVDesk and not "
            "confirmed by a person yet. Documents stay drafts until then."
            if waiting
            else "SVDesk can propose what is still open here, from the facts. You decide."
        )
        self.review.setVisible(bool(waiting))
        self.propose.setVisible(able)
        if self.isHidden() == (able or bool(waiting)):
            self.setVisible(able or bool(waiting))
            self.shown.emit()

    def _waiting(self) -> tuple[Proposal, ...]:
        step = self._step
        project = self._editor.session.project
        if step is None:
            return ()
        open_ones = open_proposals(project)
        if step.sums_up:
            return open_ones
        by_key = items_by_key("questions", project.questions)

        def here(proposal: Proposal) -> bool:
            path = parse_path(proposal.target)
            if path.section == "questions":
                question = by_key.get(path.field or path.key)
                return (question.stage if question else Stage.TENDER) is step.stage
            return path.section in step.sections

        return tuple(filter(here, open_ones))

    def _changes(self) -> dict[str, Any]:
        """Return the sections that proposals for the step would change; empty where none would."""
        step, session = self._step, self._editor.session
        if step is None or not step.proposer:
            return {}
        sections = PROPOSERS[step.proposer](session.case)
        return {name: value for name, value in sections.items() if getattr(session.project, name) != value}

    def _propose(self) -> None:
        step, changes = self._step, self._changes()
        if step is not None and changes:
            self._editor.change(changes, f"proposals for {step.title.lower()}")
            self.show_step(step)

    def _review(self) -> None:
        session = self._editor.session
        waiting = self._waiting()
        about = session.project.about
        made = review(self, session.project, waiting, about.officer_role or about.officer)
        if made is None or not made.targets:
            return
        today = datetime.now().astimezone().date()
        project = session.project
        sections = dict(confirm(project, made.targets, made.by, today, made.note))
        self._editor.change(sections, "confirmation of proposals")
        if self._step is not None:
            self.show_step(self._step)
