"""Check your answers: every step with what was answered and what is left, each a link."""

from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from svdesk.checks.finding import Finding, FindingKind
from svdesk.desktop.forms.commands import Editor
from svdesk.desktop.forms.step_page import StepPage
from svdesk.desktop.widgets.cards import CardColumn, plain_label
from svdesk.steps.order import STEPS, problems_by_step
from svdesk.steps.step import Step

_WORDS = {
    FindingKind.BLOCK: "To mend",
    FindingKind.MISSING: "To give",
    FindingKind.CAUTION: "Worth a look",
}
_MOST = 12


class AnswersPage(StepPage):
    """What the documents will be made from."""

    answers: QWidget

    def __init__(self, step: Step, editor: Editor) -> None:
        """Start with nothing shown."""
        super().__init__(step, editor)
        self._column = CardColumn(self.answers)
        self._column.filled.connect(self.rebuilt)
        self._shown: tuple[object, ...] = ()

    def refresh(self) -> None:
        """Show every other step's summary and problems."""
        super().refresh()
        problems = problems_by_step(self.editor.session.case)
        shown = [step for step in STEPS if step.sections and step.key != "documents"]
        told = {
            step.key: tuple(finding for finding in problems[step.key] if finding.kind in _WORDS)
            for step in shown
        }
        state = tuple((step.summary(self.editor.session.case), told[step.key]) for step in shown)
        if state != self._shown:
            self._shown = state
            self._column.show(partial(self._card, step, told[step.key]) for step in shown)

    def _card(self, step: Step, problems: tuple[Finding, ...]) -> QWidget:
        card = QFrame()
        card.setProperty("role", "card")
        worst = {problem.kind for problem in problems}
        card.setProperty("tone", "red" if FindingKind.BLOCK in worst else "amber" if worst else "green")
        column = QVBoxLayout(card)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(plain_label(step.title, "h2"), 1)
        change = QPushButton("Change")
        change.setProperty("role", "link")
        change.setAccessibleName(f"Change {step.title}")
        change.clicked.connect(lambda: self.go_to.emit(step.key, ""))
        head.addWidget(change)
        column.addLayout(head)
        column.addWidget(plain_label(step.summary(self.editor.session.case) or "Nothing answered yet."))
        for problem in problems[:_MOST]:
            column.addWidget(self._link(step, problem))
        if len(problems) > _MOST:
            column.addWidget(plain_label(f"and {len(problems) - _MOST} more on that step", "hint"))
        return card

    def _link(self, step: Step, problem: Finding) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        words = _WORDS[problem.kind]
        go = QPushButton(words)
        go.setProperty("role", "link")
        go.setAccessibleName(f"{words}: {problem.message}")
        go.clicked.connect(lambda: self.go_to.emit(step.key, problem.path))
        line.addWidget(go)
        line.addWidget(plain_label(problem.message), 1)
        return row
