"""Provider commitments: the policy's section 5 list, each taken into the contract or not."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem

from svdesk.desktop.forms.commands import Editor
from svdesk.desktop.forms.step_page import StepPage
from svdesk.desktop.widgets.plain import plain_tip
from svdesk.domain.choices import Decision
from svdesk.steps.step import Step

_KEY = Qt.ItemDataRole.UserRole
_SIGNS = {Decision.CHOSEN: "✓  ", Decision.LEFT_OUT: "✕  ", None: "○  "}
_SPOKEN = {Decision.CHOSEN: "in the contract", Decision.LEFT_OUT: "left out", None: "not decided"}


class CommitmentsPage(StepPage):
    """The pack's commitments, and how the selected one is met on this contract."""

    list_commitments: QListWidget
    title_commitments: QLabel
    about_commitments: QLabel

    def __init__(self, step: Step, editor: Editor) -> None:
        """List every commitment of the policy."""
        super().__init__(step, editor)
        for commitment in editor.session.pack.commitments:
            row = QListWidgetItem(commitment.title, self.list_commitments)
            row.setData(_KEY, commitment.id)
            row.setToolTip(plain_tip(commitment.title))
        with QSignalBlocker(self.list_commitments):
            self.list_commitments.setCurrentRow(0)
        self.list_commitments.currentItemChanged.connect(lambda *_: self.show_fields())

    def current_key(self, section: str) -> str:
        """Return the id of the selected commitment."""
        item = self.list_commitments.currentItem()
        if section != "commitments" or item is None:
            return super().current_key(section)
        return str(item.data(_KEY))

    def select_item(self, section: str, key: str) -> None:
        """Select a commitment."""
        for row in range(self.list_commitments.count() if section == "commitments" else 0):
            if self.list_commitments.item(row).data(_KEY) == key:
                self.list_commitments.setCurrentRow(row)

    def refresh(self) -> None:
        """Show every commitment's decision, and the selected one's fields."""
        session = self.editor.session
        decisions = {found.commitment_id: found.decision for found in session.project.commitments}
        for row, commitment in enumerate(session.pack.commitments):
            decision = decisions.get(commitment.id)
            item = self.list_commitments.item(row)
            item.setText(_SIGNS[decision] + commitment.title)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{commitment.title}, {_SPOKEN[decision]}")
        super().refresh()

    def show_fields(self) -> None:
        """Show what the selected commitment asks, and the decision on it."""
        key = self.current_key("commitments")
        if key:
            commitment = self.editor.session.pack.commitment(key)
            self.title_commitments.setText(commitment.title)
            self.about_commitments.setText(
                f"How a contract can show it: {commitment.how}\n\n"
                f"Wording for the contract: {commitment.clause}"
            )
        super().show_fields()
