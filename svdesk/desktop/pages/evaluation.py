"""Evaluation: the weights, what they would buy, and the marking scale they are used with."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from svdesk.desktop.forms.commands import Editor
from svdesk.desktop.forms.step_page import StepPage
from svdesk.desktop.policy.what_if_dialog import WhatIfDialog
from svdesk.domain.field_paths import FieldPath
from svdesk.services.project.editing import with_value
from svdesk.steps.step import Step


class EvaluationPage(StepPage):
    """The weights, the split and the minimum mark, with the scale in words."""

    info_scale: QLabel
    what_if: QPushButton
    lot_forms: QWidget

    def __init__(self, step: Step, editor: Editor) -> None:
        """Print the pack's scale, the highest mark first, and let a weight be tried."""
        super().__init__(step, editor)
        scale = sorted(editor.session.pack.scale, key=lambda mark: -mark.mark)
        self.info_scale.setText("\n".join(f"{mark.mark}  {mark.label}: {mark.meaning}" for mark in scale))
        self.what_if.clicked.connect(self._try_weight)

    def show_fields(self) -> None:
        """Show the fields; how lots are answered is asked only where there are several."""
        super().show_fields()
        self.lot_forms.setVisible(len(self.editor.session.project.lots) > 1)

    def _try_weight(self) -> None:
        dialog = WhatIfDialog(self, self.editor.session.project)
        dialog.rejected.connect(lambda: self.what_if.setFocus(Qt.FocusReason.OtherFocusReason))
        dialog.accepted.connect(lambda: self._note(dialog.sentence))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _note(self, sentence: str) -> None:
        """Put *sentence* at the end of the reason for the weight, unless it is there already."""
        project = self.editor.session.project
        reason = project.evaluation.weight_reason
        path = FieldPath("evaluation", "", "weight_reason")
        if sentence not in reason:
            longer = f"{reason.rstrip()} {sentence}".strip()
            self.editor.change(with_value(project, path, longer), "addition to the weight reason")
        self.focus_field(str(path))
