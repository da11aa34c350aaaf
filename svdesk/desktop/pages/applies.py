"""What applies: every rule's answer, stage by stage, what needs attention first."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from svdesk.desktop.forms.commands import Editor
from svdesk.desktop.forms.step_page import StepPage
from svdesk.desktop.widgets.cards import Card, CardColumn, by_weight, plain_label, says_something
from svdesk.policy.content.determinations import Assessment, CycleStage, Determination
from svdesk.policy.guidance.legal_dates import dates_of_rules
from svdesk.policy.rules.showing import STAGE_TITLES
from svdesk.steps.step import Step

Dates: TypeAlias = dict[str, tuple[str, ...]]
"""By rule, the sentences on the dates of its duty."""

_ALL_STAGES = "All stages"
_NO_STAGE = "Other rules"


class AppliesPage(StepPage):
    """The determinations as cards; those that ask and advise nothing are shown on request."""

    cards: QWidget

    def __init__(self, step: Step, editor: Editor) -> None:
        """Start with all that applies, is advised or cannot be told."""
        super().__init__(step, editor)
        self._all = False
        self.stages = StageRow()
        self.stages.chosen.connect(self.refresh)
        holder = QWidget()
        QVBoxLayout(holder).setContentsMargins(0, 0, 0, 0)
        self._column = CardColumn(holder)
        self._column.filled.connect(self.rebuilt)
        self.others = QPushButton()
        self.others.clicked.connect(self._toggle)
        place = self.cards.layout() or QVBoxLayout(self.cards)
        for widget in (self.stages, holder, self.others):
            place.addWidget(widget)
        self._dates: Dates = {}
        self._shown: tuple[Assessment, bool, CycleStage | None, Dates] | None = None

    def refresh(self) -> None:
        """Show the answers as they stand."""
        super().refresh()
        assessment = self.editor.session.assessment
        found = by_weight(assessment)
        self.stages.count(item.stage for item in found if says_something(item))
        stage = self.stages.stage
        self._dates = dates_of_rules(self.editor.session.case)
        if self._shown == (assessment, self._all, stage, self._dates):
            return
        self._shown = (assessment, self._all, stage, self._dates)
        of_stage = [item for item in found if stage is None or item.stage is stage]
        shown = [item for item in of_stage if self._all or says_something(item)]
        others = sum(not says_something(item) for item in of_stage)
        show = f"Show the {others} rules that don't apply, and why"
        self.others.setText("Hide the rules that don't apply" if self._all else show)
        self.others.setVisible(bool(others))
        none_yet = partial(plain_label, "No rule applies to the facts given so far.", "lead")
        self._column.show(self._grouped(shown) if shown else [none_yet])

    def _grouped(self, shown: list[Determination]) -> Iterator[Callable[[], QWidget]]:
        """Yield what makes the cards, those of each stage under its name, in the order of the stages."""
        named = any(item.stage for item in shown)
        for stage in (*CycleStage, None):
            cards = [item for item in shown if item.stage is stage]
            if cards and named:
                yield partial(plain_label, STAGE_TITLES[stage] if stage else _NO_STAGE, "h2")
            yield from (partial(self._card, item) for item in cards)

    def _card(self, item: Determination) -> Card:
        card = Card(item, with_stage=False, dates=self._dates.get(item.rule, ()))
        card.ask_fact.connect(lambda path: self.go_to.emit("facts", path))
        card.read.connect(self.read)
        return card

    def _toggle(self) -> None:
        self._all = not self._all
        self.refresh()


class StageRow(QWidget):
    """A row of buttons for all stages and for each, of which one is chosen; arrow keys go along it."""

    chosen = Signal()

    def __init__(self) -> None:
        """Begin with all stages."""
        super().__init__()
        self.setAccessibleName("Stage of the contract's life")
        self.stage: CycleStage | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(6)
        self._group = QButtonGroup(self, exclusive=True)
        self.buttons: dict[CycleStage | None, QPushButton] = {}
        for stage in (None, *CycleStage):
            button = QPushButton()
            button.setCheckable(True)
            button.setChecked(stage is None)
            button.setProperty("role", "stage")
            button.clicked.connect(partial(self._choose, stage))
            self._group.addButton(button)
            self.buttons[stage] = button
            row.addWidget(button)
        row.addStretch()

    def count(self, stages: Iterable[CycleStage | None]) -> None:
        """Show at each stage how often it is among *stages*; the row is hidden where none of them is one."""
        found = list(stages)
        for stage, button in self.buttons.items():
            title, many = (STAGE_TITLES[stage], found.count(stage)) if stage else (_ALL_STAGES, len(found))
            button.setText(f"{title} ({many})")
        self.setVisible(any(found))

    def _choose(self, stage: CycleStage | None) -> None:
        self.stage = stage
        self.chosen.emit()
