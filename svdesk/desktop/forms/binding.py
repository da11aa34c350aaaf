"""Ties the widgets of a form to the fields of a project.

A field that the form builder made (:mod:`svdesk.desktop.forms.form_builder`) is shown, edited and
explained by one binding.
"""

from collections.abc import Callable, Iterable
from typing import Any, cast

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from svdesk.checks.finding import Finding, FindingKind
from svdesk.desktop.forms.built_form import BuiltField
from svdesk.desktop.forms.commands import Editor
from svdesk.desktop.forms.explaining import Announcer, say
from svdesk.desktop.forms.yes_no import YesNo
from svdesk.desktop.widgets.closed_list import ClosedList
from svdesk.desktop.widgets.style import restyle
from svdesk.domain.english import within_sentence
from svdesk.domain.entry import Kind
from svdesk.domain.field_paths import FieldPath
from svdesk.services.project.editing import field_text, holder, with_text, with_value

UNDECIDED = "Please choose"
NOT_KNOWN = "Not known"
"""The first line of a choice that may well stay open, as only some projects call for it."""
LONGEST_LINE = 1_000_000


class UndoKeysToStack(QObject):
    """Lets the window's undo act while a text field has the focus.

    A text field keeps an undo of its own and would swallow the keys; two histories that do not
    know each other are worse than one.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Decline the field's claim to the undo and redo keys."""
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            key = cast("QKeyEvent", event)
            if key.matches(QKeySequence.StandardKey.Undo) or key.matches(QKeySequence.StandardKey.Redo):
                event.ignore()
                return True
        return super().eventFilter(watched, event)


class FieldBinding(QObject):
    """One widget and the field it shows."""

    def __init__(
        self, built: BuiltField, path: Callable[[], FieldPath | None], editor: Editor, page: QWidget
    ) -> None:
        """Bind the widget of *built* to the field that *path* names (``None``: no item is selected)."""
        super().__init__(page)
        self.built = built
        self.widget = built.widget
        self.form = built.field.form
        self.error = built.error
        self._path = path
        self._editor = editor
        self._filling = False
        self._just_typed: str | None = None
        self._offered: list[tuple[Any, str]] = []
        self._announcer = Announcer(built.error)
        self.value_sections: Callable[[FieldPath, Any], dict[str, Any]] = self._plain_sections
        self._connect()

    @property
    def has_focus(self) -> bool:
        """Whether the field has the focus, or a part of it has."""
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self.widget or self.widget.isAncestorOf(focus))

    @property
    def path(self) -> FieldPath | None:
        """The field that is shown now; ``None`` where no item is selected."""
        return self._path()

    def _connect(self) -> None:
        widget = self.widget
        if isinstance(widget, QLineEdit):
            widget.setMaxLength(LONGEST_LINE)
            widget.textEdited.connect(self._typed)
            widget.editingFinished.connect(self._left)
        elif isinstance(widget, QPlainTextEdit):
            widget.setTabChangesFocus(True)
            widget.setUndoRedoEnabled(False)
            widget.textChanged.connect(self._typed_long)
            widget.installEventFilter(self)
        elif isinstance(widget, ClosedList):
            self.offer((member, member.label) for member in self.form.choices or ())
            widget.activated.connect(lambda index: self._give(self._offered[index][0]))
        elif isinstance(widget, YesNo):
            widget.answered.connect(self._give)

    def offer(self, choices: Iterable[tuple[Any, str]]) -> None:
        """Fill a choice with (value, words) pairs below a first line that decides nothing.

        The values stay here: Qt would hand back a plain string for a member of a closed list.
        """
        combo = cast("ClosedList", self.widget)
        wanted = [(None, NOT_KNOWN if self.built.field.sometimes else UNDECIDED), *choices]
        if self._offered != wanted:
            self._offered = wanted
            combo.clear()
            combo.addItems([words for _value, words in wanted])

    def show(self) -> None:
        """Put the field's text into the widget, unless somebody is typing exactly that there."""
        path = self._path()
        if path is None:
            return
        project = self._editor.session.project
        self._filling = True
        try:
            if isinstance(self.widget, ClosedList):
                self.widget.setCurrentIndex(self._index_of(getattr(holder(project, path), path.field)))
            elif isinstance(self.widget, YesNo):
                self.widget.show_answer(getattr(holder(project, path), path.field))
            else:
                self._show_text(field_text(project, path, self.form))
        finally:
            self._filling = False

    def _index_of(self, value: Any) -> int:  # noqa: ANN401 - any choice's value
        wanted = None if value == "" else value
        return next((i for i, (offered, _words) in enumerate(self._offered) if offered == wanted), 0)

    def _show_text(self, text: str) -> None:
        widget = self.widget
        if isinstance(widget, QPlainTextEdit):
            # Asking a long text for what it holds is dear: not while it is what was just typed.
            if text is not self._just_typed and widget.toPlainText() != text:
                self._just_typed = None
                widget.setPlainText(text)
        elif isinstance(widget, QLineEdit) and widget.text() != text and not self._means_the_same(widget):
            widget.setText(text)

    def _means_the_same(self, widget: QLineEdit) -> bool:
        if not widget.hasFocus() or not widget.isModified():
            return False
        path, project = self._path(), self._editor.session.project
        if path is None:
            return False
        typed = with_text(project, path, self.form, widget.text())
        return all(getattr(project, name) == value for name, value in typed.items())

    def explain(self, problems: Iterable[Finding]) -> None:
        """Show what is wrong with the field; what is merely missing is said in the task list."""
        given = tuple(problems)
        invalid = any(problem.kind is FindingKind.BLOCK for problem in given)
        if self.widget.property("invalid") != invalid:
            self.widget.setProperty("invalid", invalid)
            restyle(self.widget)
        message = say(self.error, given)
        about = " ".join(part for part in (message, self.built.field.hint) if part)
        if isinstance(self.widget, YesNo):
            self.widget.describe(about)
        elif self.widget.accessibleDescription() != about:
            self.widget.setAccessibleDescription(about)
        self._announcer.follow(str(self._path() or ""), message, self.built.field.label)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End a run of typing when the focus leaves a long text."""
        if watched is self.widget and event.type() is QEvent.Type.FocusOut:
            self._just_typed = None
            self._editor.end_typing()
        return super().eventFilter(watched, event)

    @property
    def _change(self) -> str:
        return f"change to {within_sentence(self.built.field.label)}"

    def _typed(self, text: str) -> None:
        path = self._path()
        if path is not None:
            sections = with_text(self._editor.session.project, path, self.form, text)
            self._editor.change(sections, self._change, typing_in=str(path))

    def _typed_long(self) -> None:
        if not self._filling:
            self._just_typed = cast("QPlainTextEdit", self.widget).toPlainText()
            self._typed(self._just_typed)

    def _left(self) -> None:
        self._editor.end_typing()
        cast("QLineEdit", self.widget).setModified(False)
        self.show()

    def _give(self, value: Any) -> None:  # noqa: ANN401 - any choice's value
        path = self._path()
        if path is not None:
            plain = "" if value is None and self.form.kind is Kind.LINE else value
            self._editor.change(self.value_sections(path, plain), self._change)

    def _plain_sections(self, path: FieldPath, value: Any) -> dict[str, Any]:  # noqa: ANN401 - any choice's value
        return with_value(self._editor.session.project, path, value)
