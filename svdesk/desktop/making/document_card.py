"""The card of one document on the documents page: what it is for, what can be asked of it."""

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from svdesk.desktop.making.document_outcome import DocumentProgress
from svdesk.desktop.widgets.cards import plain_label
from svdesk.documents.catalogue import DocumentKind


class DocumentCard(QFrame):
    """Title, description, a note that changes, buttons to show, save and print, and how that came out."""

    preview = Signal()
    save = Signal()
    to_print = Signal()

    def __init__(self, kind: DocumentKind, parent: QWidget | None = None) -> None:
        """Make the card of *kind*."""
        super().__init__(parent)
        self.kind = kind
        self.setProperty("role", "card")
        self.setProperty("tone", "grey")
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 12, 14, 12)
        grid.setHorizontalSpacing(12)
        grid.addWidget(plain_label(kind.title, "h2"), 0, 0)
        grid.addWidget(plain_label(kind.description), 1, 0)
        self._note = plain_label("", "hint")
        grid.addWidget(self._note, 2, 0)
        self.outcome = DocumentProgress()
        grid.addWidget(self.outcome, 3, 0)
        grid.setColumnStretch(0, 1)
        column = QVBoxLayout()
        self._preview, self._save, self._print = (
            self._button(words, signal)
            for words, signal in (("Preview", self.preview), ("Save…", self.save), ("Print…", self.to_print))
        )
        for button in (self._preview, self._save, self._print):
            column.addWidget(button)
        column.addStretch()
        grid.setRowStretch(4, 1)
        grid.addLayout(column, 0, 1, 5, 1)

    def _button(self, words: str, signal: SignalInstance) -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(f"{words.rstrip('…')} the {self.kind.title.lower()}")
        button.clicked.connect(signal)
        return button

    def show_state(self, note: str, *, can_show: bool, can_save: bool) -> None:
        """Say *note* of the document, and whether it can be shown (and printed) and saved now."""
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._preview.setEnabled(can_show)
        self._print.setEnabled(can_show)
        self._save.setEnabled(can_save)
