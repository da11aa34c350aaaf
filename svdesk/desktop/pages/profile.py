"""About the work: the pack's short questions, answered from the list or below it."""

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem

from svdesk.desktop.forms.commands import Editor
from svdesk.desktop.forms.step_page import StepPage
from svdesk.domain.field_paths import FieldPath
from svdesk.services.project.editing import with_value
from svdesk.steps.step import Step

_KEY = Qt.ItemDataRole.UserRole
_SIGNS = {True: "✓  ", False: "✕  ", None: "○  "}
_SPOKEN = {True: "yes", False: "no", None: "not answered"}
_ANSWERS = {Qt.Key.Key_Y: True, Qt.Key.Key_N: False, Qt.Key.Key_Delete: None}


class ProfilePage(StepPage):
    """The questions of the pack, and the answer to the selected one."""

    list_profile: QListWidget
    title_profile: QLabel
    about_profile: QLabel

    def __init__(self, step: Step, editor: Editor) -> None:
        """List every question that the policy pack asks about the work."""
        super().__init__(step, editor)
        for question in editor.session.pack.profile_questions:
            row = QListWidgetItem(question.text, self.list_profile)
            row.setData(_KEY, question.id)
        with QSignalBlocker(self.list_profile):
            self.list_profile.setCurrentRow(0)
        self.list_profile.currentItemChanged.connect(lambda *_: self.show_fields())
        self.list_profile.installEventFilter(self)

    def current_key(self, section: str) -> str:
        """Return the id of the selected question."""
        item = self.list_profile.currentItem()
        if section != "profile" or item is None:
            return super().current_key(section)
        return str(item.data(_KEY))

    def select_item(self, section: str, key: str) -> None:
        """Select a question."""
        for row in range(self.list_profile.count() if section == "profile" else 0):
            if self.list_profile.item(row).data(_KEY) == key:
                self.list_profile.setCurrentRow(row)

    def refresh(self) -> None:
        """Show every answer, and the selected question's fields."""
        session = self.editor.session
        answers = {given.question_id: given.answer for given in session.project.profile}
        for row, question in enumerate(session.pack.profile_questions):
            answer = answers.get(question.id)
            item = self.list_profile.item(row)
            item.setText(_SIGNS[answer] + question.text)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{question.text} {_SPOKEN[answer]}")
        super().refresh()

    def show_fields(self) -> None:
        """Show what counts as yes, and the answer."""
        key = self.current_key("profile")
        question = next((q for q in self.editor.session.pack.profile_questions if q.id == key), None)
        if question is not None:
            self.title_profile.setText(question.text)
            self.about_profile.setText(question.help)
            self.about_profile.setVisible(bool(question.help))
        super().show_fields()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Y, N and Delete in the list as the answer, and go on to the next question."""
        if (
            watched is self.list_profile
            and event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.modifiers() is Qt.KeyboardModifier.NoModifier
            and event.key() in _ANSWERS
        ):
            self._answer(_ANSWERS[Qt.Key(event.key())])
            return True
        return super().eventFilter(watched, event)

    def _answer(self, answer: bool | None) -> None:
        key = self.current_key("profile")
        if not key:
            return
        path = FieldPath("profile", key, "answer")
        self.editor.change(with_value(self.editor.session.project, path, answer), "answer about the work")
        if answer is not None:
            self.list_profile.setCurrentRow(
                min(self.list_profile.currentRow() + 1, self.list_profile.count() - 1)
            )
