"""What applies: every rule's answer, what needs attention first."""

from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from svdesk.desktop.forms.commands import Editor
from svdesk.desktop.forms.step_page import StepPage
from svdesk.desktop.widgets.cards import Card, CardColumn, by_weight, plain_label
from svdesk.policy.content.determinations import Assessment, Determination, Status
from svdesk.steps.step import Step


class AppliesPage(StepPage):
    """The determinations as cards; those that do not apply are shown on request."""

    cards: QWidget

    def __init__(self, step: Step, editor: Editor) -> None:
        """Start with what applies or cannot be told."""
        super().__init__(step, editor)
        self._all = False
        self._column = CardColumn(self.cards)
        self._column.filled.connect(self.rebuilt)
        self._shown: tuple[Assessment, bool] | None = None

    def refresh(self) -> None:
        """Show the answers as they stand."""
        super().refresh()
        assessment = self.editor.session.assessment
        if self._shown == (assessment, self._all):
            return
        self._shown = (assessment, self._all)
        found = by_weight(assessment)
        open_ones = [item for item in found if item.status is not Status.DOES_NOT_APPLY]
        none_yet = partial(plain_label, "No rule applies to the facts given so far.", "lead")
        others = len(found) - len(open_ones)
        self._column.show(
            [
                *([] if open_ones else [none_yet]),
                *(partial(self._card, item) for item in (found if self._all else open_ones)),
                *([partial(self._toggle_button, others)] if others else []),
            ]
        )

    def _toggle_button(self, others: int) -> QPushButton:
        hide, show = "Hide the rules that don't apply", f"Show the {others} rules that don't apply, and why"
        button = QPushButton(hide if self._all else show)
        button.clicked.connect(self._toggle)
        return button

    def _card(self, item: Determination) -> Card:
        card = Card(item)
        card.ask_fact.connect(lambda path: self.go_to.emit("facts", path))
        card.read.connect(self.read)
        return card

    def _toggle(self) -> None:
        self._all = not self._all
        self.refresh()
