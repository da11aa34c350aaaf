"""Evaluation: the weights and the marking scale they are used with."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from svdesk.desktop.commands import Editor
from svdesk.desktop.step_page import StepPage
from svdesk.steps.step import Step


class EvaluationPage(StepPage):
    """The weights, the split and the minimum mark, with the scale in words."""

    info_scale: QLabel

    def __init__(self, step: Step, editor: Editor) -> None:
        """Print the pack's scale, the highest mark first."""
        super().__init__(step, editor)
        scale = sorted(editor.session.pack.scale, key=lambda mark: -mark.mark)
        self.info_scale.setTextFormat(Qt.TextFormat.PlainText)
        self.info_scale.setText("\n".join(f"{mark.mark}  {mark.label}: {mark.meaning}" for mark in scale))
