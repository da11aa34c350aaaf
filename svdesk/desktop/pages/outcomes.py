"""Priorities and outcomes: the six objectives, each outcome chosen or left out with a reason."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHeaderView, QLabel, QTreeWidget, QTreeWidgetItem, QWidget

from svdesk.desktop.forms.commands import Editor
from svdesk.desktop.forms.step_page import StepPage
from svdesk.desktop.widgets.plain import plain_tip
from svdesk.domain.choices import Decision
from svdesk.domain.field_paths import FieldPath
from svdesk.policy.content.outcomes import Outcome
from svdesk.policy.guidance.relevance import Relevance, relevance
from svdesk.services.project.editing import with_decision
from svdesk.steps.step import Step

_KEY = Qt.ItemDataRole.UserRole
_SIGNS = {Decision.CHOSEN: "✓  ", Decision.LEFT_OUT: "✕  ", None: "○  "}
_ROOM = 40
"""Logical pixels that an item keeps free around its text, and the mark of the selected one."""
_SPOKEN = {Decision.CHOSEN: "chosen", Decision.LEFT_OUT: "left out", None: "not decided"}


class OutcomesPage(StepPage):
    """The pack's outcomes below their objectives, and the decision on the selected one."""

    list_outcomes: QTreeWidget
    detail_outcomes: QWidget
    title_outcomes: QLabel
    about_outcomes: QLabel

    def __init__(self, step: Step, editor: Editor) -> None:
        """List every outcome that the policy pack offers."""
        super().__init__(step, editor)
        self._rows: dict[str, QTreeWidgetItem] = {}
        self._groups: dict[str, QTreeWidgetItem] = {}
        self._scored: dict[str, Relevance] = {}
        self._scored_for: tuple[object, ...] = ()
        tree, pack = self.list_outcomes, editor.session.pack
        tree.setColumnCount(2)
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        tree.setColumnWidth(1, tree.fontMetrics().horizontalAdvance("possible") + _ROOM)
        tree.setRootIsDecorated(False)
        tree.setIndentation(14)
        tree.setItemsExpandable(False)
        for objective in pack.objectives:
            group = QTreeWidgetItem(tree, [objective.title])
            group.setFirstColumnSpanned(True)
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = group.font(0)
            font.setBold(True)
            group.setFont(0, font)
            group.setToolTip(0, plain_tip(objective.summary))
            self._groups[objective.id] = group
            for outcome in pack.outcomes_of(objective.id):
                row = QTreeWidgetItem(group, [outcome.title])
                row.setData(0, _KEY, outcome.id)
                row.setToolTip(0, plain_tip(outcome.title))
                self._rows[outcome.id] = row
        tree.expandAll()
        with QSignalBlocker(tree):
            for first in list(self._rows.values())[:1]:
                tree.setCurrentItem(first)
        tree.currentItemChanged.connect(lambda *_: self.show_fields())
        self.binding("outcomes__decision").value_sections = self._decided

    def _decided(self, path: FieldPath, decision: Decision | None) -> dict[str, Any]:
        today = datetime.now().astimezone().date()
        return with_decision(self.editor.session.project, path.key, decision, today)

    def current_key(self, section: str) -> str:
        """Return the id of the selected outcome."""
        item = self.list_outcomes.currentItem()
        if section != "outcomes" or item is None:
            return super().current_key(section)
        return str(item.data(0, _KEY) or "")

    def select_item(self, section: str, key: str) -> None:
        """Select an outcome."""
        if section == "outcomes" and key in self._rows:
            self.list_outcomes.setCurrentItem(self._rows[key])

    def refresh(self) -> None:
        """Show every outcome's decision, and the selected one's fields."""
        session = self.editor.session
        self._score()
        decisions = {decision.outcome_id: decision.decision for decision in session.project.outcomes}
        for outcome in session.pack.outcomes:
            row, decision = self._rows[outcome.id], decisions.get(outcome.id)
            band = self._scored[outcome.id].band.value
            row.setText(0, _SIGNS[decision] + outcome.title)
            row.setText(1, band)
            spoken = f"{outcome.title}, relevance {band}, {_SPOKEN[decision]}"
            row.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
        for objective in session.pack.objectives:
            ids = [outcome.id for outcome in session.pack.outcomes_of(objective.id)]
            chosen = sum(decisions.get(key) is Decision.CHOSEN for key in ids)
            group = self._groups[objective.id]
            group.setText(0, f"{objective.title}  ({chosen} of {len(ids)} chosen)")
        super().refresh()

    def _score(self) -> None:
        """Work out how relevant each outcome is, where something that it rests on has changed."""
        session = self.editor.session
        project = session.project
        rests_on = (project.facts, project.profile, project.about, project.lots, project.access, session.pack)
        if rests_on != self._scored_for:
            self._scored_for = rests_on
            found = relevance(session.case)
            self._scored = {each.outcome_id: each for each in found}

    def show_fields(self) -> None:
        """Show what the selected outcome is about, and the decision on it."""
        key = self.current_key("outcomes")
        self.detail_outcomes.setVisible(bool(key))
        if key:
            outcome = self.editor.session.pack.outcome(key)
            self.title_outcomes.setText(outcome.title)
            self.about_outcomes.setText(_about(outcome, self._scored.get(key)))
        super().show_fields()


def _about(outcome: Outcome, found: Relevance | None) -> str:
    measures = "\n".join(f"•  {measure.title} ({measure.unit})" for measure in outcome.measures)
    return (
        f"{_relevance(found)}"
        f"Why it may matter here: {outcome.why_it_may_matter}\n\n"
        f"When it does not fit: {outcome.when_it_does_not_fit}\n\n"
        f"What could be measured:\n{measures}"
    )


def _relevance(found: Relevance | None) -> str:
    """Return how relevant the outcome is for this contract, with the reasons that weigh most."""
    if found is None:
        return ""
    lines = [f"Relevance for this contract: {found.band.value}, {found.score} points"]
    lines += [f"+{reason.points}  {reason.text}" for reason in found.in_favour]
    lines += [f"\u2212{-reason.points}  {reason.text}" for reason in found.against]
    if found.unknown:
        lines.append(f"Not known yet: {', '.join(found.unknown)}.")
    return "\n".join(lines) + "\n\n"
