"""Contract facts: what the CPV codes stand for, and which of the estimates on record the rules read."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from svdesk.desktop.forms.commands import Editor
from svdesk.desktop.forms.step_page import StepPage
from svdesk.desktop.policy.cpv_dialog import CpvDialog
from svdesk.domain.facts import Estimate
from svdesk.domain.field_paths import FieldPath
from svdesk.policy.guidance.cpv import vocabulary
from svdesk.services.project.editing import with_value
from svdesk.steps.step import Step


class FactsPage(StepPage):
    """The facts, the lots, and the estimates that were stated at other times."""

    also_asked: QWidget
    use_estimates: QPushButton
    find_cpv: QPushButton
    info_cpv: QLabel

    def __init__(self, step: Step, editor: Editor) -> None:
        """Let CPV codes be looked for, and an estimate on record become the current one."""
        super().__init__(step, editor)
        self.find_cpv.clicked.connect(self._find_codes)
        self.use_estimates.clicked.connect(self._use_estimate)

    def show_fields(self) -> None:
        """Show the fields and what the CPV codes are; an estimate can be used where one is selected."""
        super().show_fields()
        titles = [vocabulary().title(code) for code in self.editor.session.project.facts.cpv]
        words = "\n".join(title for title in titles if title)
        if self.info_cpv.text() != words:
            self.info_cpv.setText(words)
        self.info_cpv.setVisible(bool(words))
        self.use_estimates.setEnabled(bool(self.current_key("estimates")))

    def _find_codes(self) -> None:
        dialog = CpvDialog(self, self.editor.session.project.facts.cpv)
        dialog.accepted.connect(lambda: self._take_codes(dialog.codes))
        dialog.finished.connect(lambda: self.find_cpv.setFocus(Qt.FocusReason.OtherFocusReason))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_codes(self, codes: tuple[str, ...]) -> None:
        project = self.editor.session.project
        if codes != project.facts.cpv:  # else text that cannot be read would go without need
            sections = with_value(project, FieldPath("facts", "", "cpv"), codes)
            self.editor.change(sections, "choice of CPV codes")

    def _use_estimate(self) -> None:
        """Change places: the estimate becomes current, the current one goes on record."""
        project = self.editor.session.project
        key = self.current_key("estimates")
        chosen = next((estimate for estimate in project.estimates if str(estimate.id) == key), None)
        if chosen is None:
            return
        facts = project.facts
        kept = Estimate(
            id=chosen.id,
            source=f"Current until “{chosen.source}” replaced it"
            if chosen.source
            else "Current until replaced",
            value=facts.value,
            vat=facts.vat,
            vat_rate=facts.vat_rate,
        )
        path = f"estimates.{key}.value"
        unread = tuple(e for e in project.unread if e.path not in (path, "facts.value", "facts.vat_rate"))
        self.editor.change(
            {
                "facts": replace(facts, value=chosen.value, vat=chosen.vat, vat_rate=chosen.vat_rate),
                "estimates": tuple(kept if e.id == chosen.id else e for e in project.estimates),
                "unread": unread,
            },
            "use of another estimate",
        )
