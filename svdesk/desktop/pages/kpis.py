"""Specification and KPIs: measures made binding, with a target for each contract year."""

from collections.abc import Iterable
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from svdesk.checks.finding import Finding
from svdesk.desktop.forms.commands import Editor
from svdesk.desktop.forms.explaining import Announcer, say
from svdesk.desktop.forms.step_page import StepPage
from svdesk.desktop.forms.targets import TargetsRow
from svdesk.desktop.pages.library_dialog import Offer, choose
from svdesk.desktop.pages.offers import outcomes_on_offer
from svdesk.domain.choices import Decision
from svdesk.domain.entry import FieldForm, Kind
from svdesk.domain.facts import contract_years
from svdesk.domain.field_paths import FieldPath, parse_path
from svdesk.domain.project import Kpi
from svdesk.policy.content.outcomes import Measure
from svdesk.services.project.editing import unread_text, with_text
from svdesk.services.project.from_library import kpi_from
from svdesk.steps.step import Step

_NUMBER = FieldForm(Kind.NUMBER)


class KpisPage(StepPage):
    """The KPI list and the selected KPI in full."""

    library_kpis: QPushButton
    kpis__targets: QWidget
    error_kpis__targets: QLabel

    def __init__(self, step: Step, editor: Editor) -> None:
        """Offer the library's measures and a target a year."""
        super().__init__(step, editor)
        self.library_kpis.clicked.connect(self._open_library)
        self._targets = TargetsRow(self.kpis__targets, self._typed_target, editor.end_typing, self._undo_keys)
        self._announcer = Announcer(self.error_kpis__targets)

    def focus_field(self, path: str) -> None:
        """Put the focus on a field; the targets' is their first year's."""
        target = parse_path(path)
        if target.field == "targets":
            self.select_item("kpis", target.key)
            self._targets.edits[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().focus_field(path)

    def show_fields(self) -> None:
        """Show the selected KPI."""
        self.binding("kpis__outcome_id").offer(outcomes_on_offer(self.editor.session, "kpis"))
        super().show_fields()
        kpi = self._kpi()
        if kpi is not None:
            years = contract_years(self.editor.session.project.facts)
            self._targets.show(years, kpi.targets, self._unread)

    def explain(self, problems: Iterable[Finding]) -> None:
        """Show at each field what is wrong with it, the targets' beside their years."""
        super().explain(problems)
        path = f"kpis.{self.current_key('kpis')}.targets"
        words = say(self.error_kpis__targets, [p for p in self._problems if p.path == path])
        self._targets.describe(words)
        self._announcer.follow(path, words, self.form.fields["kpis__targets"].field.label)

    def _kpi(self) -> Kpi | None:
        key = self.current_key("kpis")
        return next((kpi for kpi in self.editor.session.project.kpis if str(kpi.id) == key), None)

    def _path(self, year: int) -> FieldPath:
        return FieldPath("kpis", self.current_key("kpis"), "targets", place=year + 1)

    def _unread(self, year: int) -> str | None:
        return unread_text(self.editor.session.project, self._path(year))

    def _typed_target(self, year: int, text: str) -> None:
        if self._kpi() is None:
            return
        path, label = self._path(year), f"change to target for year {year + 1}"
        changed = with_text(self.editor.session.project, path, _NUMBER, text)
        self.editor.change(changed, label, typing_in=str(path))

    # ---- the library ---------------------------------------------------------------

    def _open_library(self) -> None:
        project, pack = self.editor.session.project, self.editor.session.pack
        chosen = {d.outcome_id for d in project.outcomes if d.decision is Decision.CHOSEN}
        used = {kpi.measure_id for kpi in project.kpis}
        offers = [
            Offer(
                measure.id,
                f"{measure.title}\n{outcome.title}",
                _in_full(measure),
                outcome.id in chosen and measure.id not in used,
            )
            for outcome in sorted(pack.outcomes, key=lambda outcome: outcome.id not in chosen)
            for measure in outcome.measures
        ]
        lead = (
            "Ticked: measures of the outcomes you chose that are no KPI yet. "
            "Keep few: each one costs time to report."
        )
        self.add_from_library(
            choose(self, "Measures from the library", lead, "Make KPIs of the ticked measures", offers)
        )

    def add_from_library(self, measure_ids: tuple[str, ...]) -> None:
        """Make KPIs of the library's measures, as one change."""
        found = [
            (outcome, measure)
            for outcome in self.editor.session.pack.outcomes
            for measure in outcome.measures
            if measure.id in measure_ids
        ]
        new = tuple(kpi_from(outcome, measure, id=uuid4()) for outcome, measure in found)
        if new:
            self.editor.change(
                {"kpis": (*self.editor.session.project.kpis, *new)}, "add KPIs from the library"
            )
            self.list_editors["kpis"].select(str(new[0].id))


def _in_full(measure: Measure) -> str:
    return (
        f"Unit: {measure.unit}\n\nCounts: {measure.counts}\n\nDoesn't count: {measure.excludes}\n\n"
        f"How to count: {measure.method}\n\nEvidence: {measure.evidence}\n\n"
        f"Guide minimum: {measure.guide_minimum or 'none'}"
    )
