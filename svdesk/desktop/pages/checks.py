"""Check the pack: every finding of the linter, what must be put right first."""

from PySide6.QtWidgets import QLabel, QWidget

from svdesk.checks.finding import Finding
from svdesk.desktop.forms.commands import Editor
from svdesk.desktop.forms.step_page import StepPage
from svdesk.desktop.guidance.finding_cards import WORDS, FindingColumn
from svdesk.services.project.repairing import place_of
from svdesk.steps.checks import summary
from svdesk.steps.order import owner_of
from svdesk.steps.step import Step


class ChecksPage(StepPage):
    """Findings grouped by how much they weigh; each can be gone to, and put right where possible."""

    count_checks: QLabel
    checks: QWidget

    def __init__(self, step: Step, editor: Editor) -> None:
        """Start with nothing shown."""
        super().__init__(step, editor)
        self.column = FindingColumn(self.checks, self._where)
        self.column.filled.connect(self.rebuilt)
        self.column.go_to.connect(self._go_to)
        self.column.fix.connect(editor.repair)
        self.column.read.connect(self.read)

    def refresh(self) -> None:
        """Show what there is to put right now."""
        super().refresh()
        session = self.editor.session
        found = session.findings
        self.count_checks.setText(summary(session.case) or "Nothing is asked or measured yet.")
        wanted: list[str | Finding] = []
        for kind, (word, _tone) in WORDS.items():
            group = [finding for finding in found if finding.kind is kind]
            if group:
                wanted += [f"{word} ({len(group)})", *group]
        self.column.show(wanted)

    def _where(self, finding: Finding) -> str:
        project = self.editor.session.project
        owner = owner_of(finding.path, project)
        place = place_of(finding.path, project)
        return f"{owner.title}: {place}" if owner else place

    def _go_to(self, path: str) -> None:
        owner = owner_of(path, self.editor.session.project)
        if owner is not None:
            self.go_to.emit(owner.key, path)
