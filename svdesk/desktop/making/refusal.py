"""Why no document can be made yet, with a way to each answer that must be put right first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from svdesk.checks.finding import Finding
from svdesk.desktop.widgets.cards import link_button, plain_label
from svdesk.domain.project import Project
from svdesk.services.project.repairing import step_and_place_of

_GAPS_STOP_NOTHING = (
    "Answers that are only missing stop nothing: a draft can be made without them. "
    "The preview beside the step goes on showing the documents."
)
_MOST = 8
"""Answers named in a refusal; whoever has mended these asks again and sees the rest."""


def refusal_words(blocks: Sequence[Finding]) -> str:
    """Return the sentence that stands above the list of *blocks*."""
    if len(blocks) == 1:
        return f"Nothing was made: one answer must be put right first. {_GAPS_STOP_NOTHING}"
    return f"Nothing was made: {len(blocks)} answers must be put right first. {_GAPS_STOP_NOTHING}"


class BlockList(QWidget):
    """What must be put right, by its place in words, each with a button that goes there."""

    go_to = Signal(str)
    """Asks for the field at this path."""

    def __init__(self, blocks: Sequence[Finding], project: Project) -> None:
        """List *blocks*, the findings of *project* that stop a build."""
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for block in blocks[:_MOST]:
            self._add(block, step_and_place_of(block.path, project))
        if len(blocks) > _MOST:
            self._column.addWidget(plain_label(f"and {len(blocks) - _MOST} more", "hint"))

    def _add(self, block: Finding, place: str) -> None:
        button = link_button(f"Go to {place}")
        button.setAccessibleName(f"Go to {place}: {block.message}")
        button.clicked.connect(lambda: self.go_to.emit(block.path))
        self._column.addWidget(button)
        self._column.addWidget(plain_label(block.message))
