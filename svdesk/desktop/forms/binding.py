"""Ties the widgets of a form to the fields of a project.

A widget named ``section__field`` shows and edits that field. The label ``label_section__field``
gives it its name, ``error_section__field`` shows what is wrong with it.
"""

from collections.abc import Callable, Iterable
from typing import Any, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from svdesk.desktop.forms.commands import Editor
from svdesk.desktop.widgets.style import restyle
from svdesk.domain.entry import FieldForm, Kind
from svdesk.domain.field_paths import FieldPath
from svdesk.domain.problems import Problem, ProblemKind
from svdesk.services.project.editing import field_text, holder, with_text, with_value

UNDECIDED = "Please choose"
LONGEST_LINE = 1_000_000
_YES_NO = ((True, "Yes"), (False, "No"))


def say(label: QLabel, problems: Iterable[Problem]) -> str:
    """Print in *label* what is wrong or worth a look, hide it where nothing is; return the words."""
    said = [problem for problem in problems if problem.kind is not ProblemKind.MISSING]
    message = " ".join(problem.message for problem in said)
    if label.text() != message:
        label.setText(message)
        wrong = any(problem.kind is ProblemKind.INVALID for problem in said)
        label.setProperty("tone", "" if wrong else "advice")
        restyle(label)
    label.setVisible(bool(message))
    return message


def within_sentence(label: str) -> str:
    """Return a label as it stands within a sentence: "title", but still "CPV codes"."""
    first = label.split(" ")[0]
    return label if first.isupper() and len(first) > 1 else label[:1].lower() + label[1:]


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
        self,
        widget: QWidget,
        form: FieldForm,
        path: Callable[[], FieldPath | None],
        editor: Editor,
        page: QWidget,
    ) -> None:
        """Bind *widget* to the field that *path* names (``None``: no item is selected)."""
        super().__init__(page)
        self.widget = widget
        self.form = form
        self._path = path
        self._editor = editor
        self._filling = False
        self._just_typed: str | None = None
        self._offered: list[tuple[Any, str]] = []
        self.value_sections: Callable[[FieldPath, Any], dict[str, Any]] = self._plain_sections
        name = widget.objectName()
        label = page.findChild(QLabel, f"label_{name}")
        self.label = label.text().replace("&", "") if label is not None else name.rpartition("__")[2]
        hint = page.findChild(QLabel, f"hint_{name}")
        self._hint = hint.text() if hint is not None else ""
        self.error = page.findChild(QLabel, f"error_{name}")
        if self.error is not None:
            self.error.hide()
        self._connect()

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
        elif isinstance(widget, QComboBox):
            widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.offer(self._choices())
            widget.activated.connect(self._chosen)
        widget.installEventFilter(self)

    def _choices(self) -> Iterable[tuple[Any, str]]:
        if self.form.kind is Kind.YES_NO:
            return _YES_NO
        choices = self.form.choices
        return tuple((member, member.label) for member in choices) if choices else ()

    def offer(self, choices: Iterable[tuple[Any, str]]) -> None:
        """Fill a choice with (value, words) pairs below a first line that decides nothing.

        The values stay here: Qt would hand back a plain string for a member of a closed list.
        """
        combo = cast("QComboBox", self.widget)
        wanted = [(None, UNDECIDED), *choices]
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
            if isinstance(self.widget, QComboBox):
                value = getattr(holder(project, path), path.field)
                self.widget.setCurrentIndex(max(0, self._index_of(value)))
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

    def explain(self, problems: Iterable[Problem]) -> None:
        """Show what is wrong with the field; what is merely missing is said in the task list."""
        found = tuple(problems)
        invalid = any(problem.kind is ProblemKind.INVALID for problem in found)
        if self.widget.property("invalid") != invalid:
            self.widget.setProperty("invalid", invalid)
            restyle(self.widget)
        message = say(self.error, found) if self.error is not None else ""
        about = " ".join(part for part in (message, self._hint) if part)
        if self.widget.accessibleDescription() != about:
            self.widget.setAccessibleDescription(about)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End a run of typing when the focus leaves a long text; pass the wheel by a closed list."""
        if watched is self.widget:
            if event.type() is QEvent.Type.FocusOut and isinstance(watched, QPlainTextEdit):
                self._just_typed = None
                self._editor.end_typing()
            if (
                event.type() is QEvent.Type.Wheel
                and isinstance(watched, QComboBox)
                and not watched.hasFocus()
            ):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _typed(self, text: str) -> None:
        path = self._path()
        if path is not None:
            sections = with_text(self._editor.session.project, path, self.form, text)
            self._editor.change(sections, f"change to {within_sentence(self.label)}", typing_in=str(path))

    def _typed_long(self) -> None:
        if not self._filling:
            self._just_typed = cast("QPlainTextEdit", self.widget).toPlainText()
            self._typed(self._just_typed)

    def _left(self) -> None:
        self._editor.end_typing()
        cast("QLineEdit", self.widget).setModified(False)
        self.show()

    def _chosen(self, index: int) -> None:
        path = self._path()
        if path is not None:
            value = self._offered[index][0]
            plain = "" if value is None and self.form.kind is Kind.LINE else value
            self._editor.change(self.value_sections(path, plain), f"change to {within_sentence(self.label)}")

    def _plain_sections(self, path: FieldPath, value: Any) -> dict[str, Any]:  # noqa: ANN401 - any choice's value
        return with_value(self._editor.session.project, path, value)
