"""Reporting and review, with the days after the award, until when records are kept, and the records."""

from PySide6.QtWidgets import QLabel, QPushButton

from svdesk.desktop.forms.commands import Editor
from svdesk.desktop.forms.step_page import StepPage
from svdesk.desktop.keeping.records_dialog import RecordsDialog
from svdesk.desktop.making.page_tools import PageTools
from svdesk.domain.keeping.retention import OwnRule
from svdesk.policy.guidance.retention import keep_until
from svdesk.services.use_cases import bin as project_bin
from svdesk.steps.step import Step


class ReportingPage(StepPage):
    """The form, and below the award what follows from it."""

    keep_until: QLabel
    show_records: QPushButton

    def __init__(self, step: Step, editor: Editor, tools: PageTools) -> None:
        """Say how long records are kept; the authority's own rule comes a moment later."""
        super().__init__(step, editor)
        self._tools = tools
        self._rule: OwnRule | None = None
        self._shown: tuple[object, ...] = ()
        self.show_records.clicked.connect(self._show_records)
        tools.runner.run(project_bin.own_rule, self._take_rule, lambda _error: None)

    def show_fields(self) -> None:
        """Show the fields, and until when the records are kept."""
        super().show_fields()
        self._show_keeping()

    def _take_rule(self, rule: OwnRule | None) -> None:
        self._rule = rule
        self._show_keeping()

    def _show_keeping(self) -> None:
        session = self.editor.session
        project = session.project
        state = (project.award, project.facts, session.pack, self._rule)
        if state != self._shown:
            self._shown = state
            self.keep_until.setText(keep_until(project, session.pack, self._rule).in_words())

    def _show_records(self) -> None:
        session, tools = self.editor.session, self._tools
        dialog = RecordsDialog(self, session.project, session.pack, tools.runner, tools.dialogs)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
