"""The bar below the step: whether everything is saved, and what can be taken back."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QPushButton

from svdesk.desktop.open_project.autosave import SaveState
from svdesk.desktop.open_project.workspace import Workspace
from svdesk.desktop.widgets.style import restyle


class StateBar(QObject):
    """Keeps the words of the bar in line with a workspace."""

    saving_failed = Signal(str)
    saved_again = Signal()

    def __init__(self, workspace: Workspace, saved: QLabel, undo: QPushButton, redo: QPushButton) -> None:
        """Take charge of the label *saved* and of the buttons *undo* and *redo*."""
        super().__init__(saved)  # goes before the stack, which tells of its end too
        self._workspace, self._saved, self._undo, self._redo = workspace, saved, undo, redo
        undo.clicked.connect(workspace.undo)
        redo.clicked.connect(workspace.redo)
        workspace.autosave.changed.connect(self._show_saving)
        workspace.stack.indexChanged.connect(self._show_undo)

    def begin(self) -> None:
        """Show how things stand."""
        self._show_saving()
        self._show_undo()

    def _show_saving(self) -> None:
        autosave = self._workspace.autosave
        self._saved.setText(
            {
                SaveState.SAVED: _saved_words(autosave.saved_at),
                SaveState.SAVING: "Saving…",
                SaveState.FAILED: "Not saved",
            }[autosave.state]
        )
        self._saved.setProperty("role", "saved" if autosave.state is SaveState.SAVED else "unsaved")
        restyle(self._saved)
        if autosave.state is SaveState.FAILED:
            self.saving_failed.emit(autosave.trouble)
        elif autosave.state is SaveState.SAVED:
            self.saved_again.emit()

    def _show_undo(self) -> None:
        stack = self._workspace.stack
        for button, word, text in (
            (self._undo, "Undo", stack.undoText()),
            (self._redo, "Redo", stack.redoText()),
        ):
            button.setText(f"{word} {text}" if text else word)
            button.setVisible(bool(text))


def _saved_words(when: datetime | None) -> str:
    return f"Saved {when.astimezone():%H:%M}" if when else "Everything is saved"
