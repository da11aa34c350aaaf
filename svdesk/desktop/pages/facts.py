"""Contract facts: which of the estimates on record the rules read."""

from dataclasses import replace

from PySide6.QtWidgets import QPushButton

from svdesk.desktop.commands import Editor
from svdesk.desktop.step_page import StepPage
from svdesk.domain.facts import Estimate
from svdesk.steps.step import Step


class FactsPage(StepPage):
    """The facts, the lots, and the estimates that were stated at other times."""

    use_estimates: QPushButton

    def __init__(self, step: Step, editor: Editor) -> None:
        """Let an estimate on record become the current one."""
        super().__init__(step, editor)
        self.use_estimates.clicked.connect(self._use_estimate)

    def show_fields(self) -> None:
        """Show the fields; an estimate can be used where one is selected."""
        super().show_fields()
        self.use_estimates.setEnabled(bool(self.current_key("estimates")))

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
